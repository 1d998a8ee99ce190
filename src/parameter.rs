//! What a scenario key is: its name, unit, range, meaning and source, and where its value lives.
//!
//! Every phase describes its own keys as [`Key`]s of its own parameter structs; [`crate::phases::catalogue`] gathers them.
//! That one catalogue is what checks scenarios and `--set`, answers `explain`, suggests names and generates
//! PARAMETERS.md, so that a key cannot be read in one place and unknown in another.

/// Where the value of a key lives, by its type.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A real number.
    Number(&'a mut f64),
    /// A whole number.
    Count(&'a mut u32),
}

/// A value given for a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A real number.
    Number(f64),
    /// A whole number.
    Count(u32),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(x) => write!(f, "{x}"),
            Self::Count(n) => write!(f, "{n}"),
        }
    }
}

/// When a key may be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settable {
    /// Only before the first round: it shapes the world that is created.
    AtStart,
    /// Before the first round and, by `[[events]]`, before any later one.
    AnyRound,
}

/// Where a key's value lives in the parameter struct `P`.
#[derive(Debug)]
enum Place<P: 'static> {
    Number(fn(&mut P) -> &mut f64),
    Count(fn(&mut P) -> &mut u32),
}

impl<P> Place<P> {
    fn slot<'a>(&self, parameters: &'a mut P) -> Slot<'a> {
        match self {
            Self::Number(number) => Slot::Number(number(parameters)),
            Self::Count(count) => Slot::Count(count(parameters)),
        }
    }
}

impl<P> Clone for Place<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Place<P> {}

/// One scenario key of the parameter struct `P`.
#[derive(Debug)]
pub struct Key<P: 'static> {
    name: &'static str,
    symbol: &'static str,
    unit: &'static str,
    range: (f64, f64),
    settable: Settable,
    meaning: &'static str,
    source: &'static str,
    place: Place<P>,
}

impl<P> Key<P> {
    /// A key of this name within its section for a real number from `least` to `most`, both included, in `unit`. Unless
    /// said otherwise, it may be set in any round and its default is assumed.
    #[must_use]
    pub const fn number(name: &'static str, place: fn(&mut P) -> &mut f64, least: f64, most: f64, unit: &'static str) -> Self {
        Self::new(name, Place::Number(place), (least, most), unit)
    }

    /// The same for a whole number.
    #[must_use]
    pub const fn count(name: &'static str, place: fn(&mut P) -> &mut u32, least: f64, most: f64, unit: &'static str) -> Self {
        Self::new(name, Place::Count(place), (least, most), unit)
    }

    const fn new(name: &'static str, place: Place<P>, range: (f64, f64), unit: &'static str) -> Self {
        Self { name, symbol: "", unit, range, settable: Settable::AnyRound, meaning: "", source: "assumed", place }
    }

    /// It shapes the world that is created and cannot be changed later.
    #[must_use]
    pub const fn at_start(mut self) -> Self {
        self.settable = Settable::AtStart;
        self
    }

    /// Its symbol in MODEL.md's equations.
    #[must_use]
    pub const fn symbol(mut self, symbol: &'static str) -> Self {
        self.symbol = symbol;
        self
    }

    /// What it means, one sentence.
    #[must_use]
    pub const fn means(mut self, meaning: &'static str) -> Self {
        self.meaning = meaning;
        self
    }

    /// Where its default comes from, if it is not simply assumed.
    #[must_use]
    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }
}

/// A TOML table of keys.
#[derive(Debug)]
pub struct Section<P: 'static> {
    /// The table's name.
    pub name: &'static str,
    /// What its keys have in common, one sentence.
    pub meaning: &'static str,
    /// The keys, in the order they are explained.
    pub keys: &'static [Key<P>],
}

/// A [`Key`] of some section as a key of the whole parameter set `All`.
pub struct CatalogueKey<All> {
    /// The name of the section.
    pub section: &'static str,
    /// `section.name`, as in `--set`.
    pub path: String,
    /// The symbol in MODEL.md's equations, or an empty string.
    pub symbol: &'static str,
    /// The unit, as people write it: `S`, `share`, `rounds`, …
    pub unit: &'static str,
    /// The smallest and the largest value allowed, both included.
    pub range: (f64, f64),
    /// When it may be set.
    pub settable: Settable,
    /// What it means, one sentence.
    pub meaning: &'static str,
    /// Where the default comes from: a source, or `assumed` or `calibrated`.
    pub source: &'static str,
    slot: Box<dyn Fn(&mut All) -> Slot<'_> + Send + Sync>,
}

impl<All> CatalogueKey<All> {
    /// The name within its section.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.path[self.section.len() + 1..]
    }

    /// The value in `all`.
    pub fn get(&self, all: &mut All) -> Value {
        match (self.slot)(all) {
            Slot::Number(x) => Value::Number(*x),
            Slot::Count(n) => Value::Count(*n),
        }
    }

    /// Sets the value in `all`.
    ///
    /// # Panics
    /// If the value is of the other type; validation converts values first.
    pub fn set(&self, all: &mut All, value: Value) {
        match ((self.slot)(all), value) {
            (Slot::Number(slot), Value::Number(x)) => *slot = x,
            (Slot::Count(slot), Value::Count(n)) => *slot = n,
            (slot, value) => panic!("{} holds {slot:?}, not {value:?}", self.path),
        }
    }

    /// Whether the key takes whole numbers only.
    pub fn is_count(&self, all: &mut All) -> bool {
        matches!((self.slot)(all), Slot::Count(_))
    }
}

impl<P: 'static> Section<P> {
    /// This section's keys as keys of a larger parameter set, in which `inner` finds this section's struct.
    pub fn within<All: 'static>(&self, inner: fn(&mut All) -> &mut P) -> Vec<CatalogueKey<All>> {
        let lift = |key: &Key<P>| {
            let place = key.place;
            CatalogueKey {
                section: self.name,
                path: format!("{}.{}", self.name, key.name),
                symbol: key.symbol,
                unit: key.unit,
                range: key.range,
                settable: key.settable,
                meaning: key.meaning,
                source: key.source,
                slot: Box::new(move |all| place.slot(inner(all))),
            }
        };
        self.keys.iter().map(lift).collect()
    }
}
