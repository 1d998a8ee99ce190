//! What a scenario key is: its name, unit, range, meaning and source, and where its value lives.
//!
//! Every phase describes its own keys as [`Key`]s of its own parameter structs; [`crate::phases::catalogue`] gathers them.
//! That one catalogue is what checks scenarios and `--set`, answers `explain`, suggests names and generates
//! PARAMETERS.md, so that a key cannot be read in one place and unknown in another.

use std::fmt;

/// What is chosen from named words, for instance how the first ties come about. In the model it is an enum; scenarios write the word.
///
/// A key for a new enum takes its words, `impl Choice for Seats { const WORDS: … }`, and a line in its section,
/// `Key::<Politics>::choice("seats", |p| &mut p.seats, "method")`.
pub trait Choice: Copy + PartialEq + fmt::Debug + 'static {
    /// Every choice with its word and what it means (a fragment without a full stop), in the order they are explained.
    const WORDS: &'static [(Self, &'static str, &'static str)];

    /// The word of this choice.
    ///
    /// # Panics
    /// If the choice is missing in [`Self::WORDS`].
    #[must_use]
    fn word(self) -> &'static str {
        let (_, word, _) = Self::WORDS.iter().find(|(choice, ..)| *choice == self).expect("every choice has its word");
        word
    }
}

/// A word that can be chosen, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub word: &'static str,
    /// What it means, a fragment.
    pub meaning: &'static str,
}

/// Where a [`Choice`] of any type lives.
pub trait Chosen: fmt::Debug {
    /// The word that is chosen.
    fn chosen(&self) -> &'static str;
    /// Chooses the choice of this word; whether there is one.
    fn choose(&mut self, word: &str) -> bool;
    /// All words.
    fn words(&self) -> Vec<Word>;
}

impl<C: Choice> Chosen for C {
    fn chosen(&self) -> &'static str {
        self.word()
    }

    fn choose(&mut self, word: &str) -> bool {
        let found = C::WORDS.iter().find(|(_, known, _)| *known == word);
        *self = found.map_or(*self, |(choice, ..)| *choice);
        found.is_some()
    }

    fn words(&self) -> Vec<Word> {
        C::WORDS.iter().map(|&(_, word, meaning)| Word { word, meaning }).collect()
    }
}

/// Where the value of a key lives, by its type.
#[derive(Debug)]
pub enum Slot<'a> {
    /// A real number.
    Number(&'a mut f64),
    /// A whole number.
    Count(&'a mut u32),
    /// One of named words.
    Choice(&'a mut dyn Chosen),
    /// Text; empty where there is none.
    Text(&'a mut String),
}

/// A value given for a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A real number.
    Number(f64),
    /// A whole number.
    Count(u32),
    /// The word of a choice.
    Choice(&'static str),
    /// Text; empty where there is none.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(x) => write!(f, "{x}"),
            Self::Count(n) => write!(f, "{n}"),
            Self::Choice(word) => write!(f, "{word}"),
            Self::Text(text) => write!(f, "{text}"),
        }
    }
}

/// Which values a key may have.
#[derive(Clone, Debug, PartialEq)]
pub enum Allowed {
    /// Real numbers from the first to the second, both included.
    Numbers(f64, f64),
    /// Whole numbers from the first to the second, both included.
    Counts(f64, f64),
    /// One of these words.
    Words(Vec<Word>),
    /// Any text.
    Text,
}

impl Allowed {
    /// The smallest and the largest value, where values are numbers.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Numbers(least, most) | Self::Counts(least, most) => Some((least, most)),
            Self::Words(_) | Self::Text => None,
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
    Number(fn(&mut P) -> &mut f64, f64, f64),
    Count(fn(&mut P) -> &mut u32, f64, f64),
    Choice(fn(&mut P) -> &mut dyn Chosen),
    Text(fn(&mut P) -> &mut String),
}

impl<P> Place<P> {
    fn slot<'a>(&self, parameters: &'a mut P) -> Slot<'a> {
        match self {
            Self::Number(number, ..) => Slot::Number(number(parameters)),
            Self::Count(count, ..) => Slot::Count(count(parameters)),
            Self::Choice(choice) => Slot::Choice(choice(parameters)),
            Self::Text(text) => Slot::Text(text(parameters)),
        }
    }

    fn allowed(&self, parameters: &mut P) -> Allowed {
        match *self {
            Self::Number(_, least, most) => Allowed::Numbers(least, most),
            Self::Count(_, least, most) => Allowed::Counts(least, most),
            Self::Choice(choice) => Allowed::Words(choice(parameters).words()),
            Self::Text(_) => Allowed::Text,
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
        Self::new(name, Place::Number(place, least, most), unit)
    }

    /// The same for a whole number.
    #[must_use]
    pub const fn count(name: &'static str, place: fn(&mut P) -> &mut u32, least: f64, most: f64, unit: &'static str) -> Self {
        Self::new(name, Place::Count(place, least, most), unit)
    }

    /// The same for one of named words; `what` stands where others have their unit: `word`, `method`, …
    #[must_use]
    pub const fn choice(name: &'static str, place: fn(&mut P) -> &mut dyn Chosen, what: &'static str) -> Self {
        Self::new(name, Place::Choice(place), what)
    }

    /// The same for text, by default none; `what` says what it is: `path`, …
    #[must_use]
    pub const fn text(name: &'static str, place: fn(&mut P) -> &mut String, what: &'static str) -> Self {
        Self::new(name, Place::Text(place), what)
    }

    const fn new(name: &'static str, place: Place<P>, unit: &'static str) -> Self {
        Self { name, symbol: "", unit, settable: Settable::AnyRound, meaning: "", source: "assumed", place }
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
    /// Which values are allowed.
    pub allowed: Allowed,
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
            Slot::Choice(choice) => Value::Choice(choice.chosen()),
            Slot::Text(text) => Value::Text(text.clone()),
        }
    }

    /// Sets the value in `all`.
    ///
    /// # Panics
    /// If the value is of another type, or no such word can be chosen; validation comes first.
    pub fn set(&self, all: &mut All, value: Value) {
        match ((self.slot)(all), value) {
            (Slot::Number(slot), Value::Number(x)) => *slot = x,
            (Slot::Count(slot), Value::Count(n)) => *slot = n,
            (Slot::Choice(slot), Value::Choice(word)) => assert!(slot.choose(word), "{} cannot be {word}", self.path),
            (Slot::Text(slot), Value::Text(text)) => *slot = text,
            (slot, value) => panic!("{} holds {slot:?}, not {value:?}", self.path),
        }
    }
}

impl<P: 'static> Section<P> {
    /// This section's keys as keys of a larger parameter set, in which `inner` finds this section's struct.
    pub fn within<All: Default + 'static>(&self, inner: fn(&mut All) -> &mut P) -> Vec<CatalogueKey<All>> {
        let mut default = All::default();
        let lift = |key: &Key<P>| {
            let place = key.place;
            CatalogueKey {
                section: self.name,
                path: format!("{}.{}", self.name, key.name),
                symbol: key.symbol,
                unit: key.unit,
                allowed: place.allowed(inner(&mut default)),
                settable: key.settable,
                meaning: key.meaning,
                source: key.source,
                slot: Box::new(move |all| place.slot(inner(all))),
            }
        };
        self.keys.iter().map(lift).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    enum Colour {
        #[default]
        Red,
        Green,
    }

    impl Choice for Colour {
        const WORDS: &'static [(Self, &'static str, &'static str)] =
            &[(Self::Red, "red", "like blood"), (Self::Green, "green", "like grass")];
    }

    #[derive(Debug, Default)]
    struct Paint {
        colour: Colour,
        maker: String,
    }

    const PAINT: Section<Paint> = Section {
        name: "paint",
        meaning: "Paint.",
        keys: &[
            Key::<Paint>::choice("colour", |p| &mut p.colour, "word").means("Its colour."),
            Key::<Paint>::text("maker", |p| &mut p.maker, "name").means("Who made it."),
        ],
    };

    #[test]
    fn a_choice_is_an_enum_in_the_model_and_a_word_outside() {
        let mut paint = Paint::default();
        let [colour, _] = PAINT.within::<Paint>(|p| p).try_into().ok().unwrap();
        assert_eq!(colour.get(&mut paint), Value::Choice("red"));
        colour.set(&mut paint, Value::Choice("green"));
        assert_eq!(paint.colour, Colour::Green);
        let Allowed::Words(words) = &colour.allowed else { panic!("a choice has words") };
        assert_eq!(words.iter().map(|word| word.word).collect::<Vec<_>>(), ["red", "green"]);
    }

    #[test]
    #[should_panic(expected = "paint.colour cannot be blue")]
    fn what_is_no_choice_cannot_be_chosen() {
        let keys = PAINT.within::<Paint>(|p| p);
        keys[0].set(&mut Paint::default(), Value::Choice("blue"));
    }

    #[test]
    fn text_is_kept_as_it_is() {
        let mut paint = Paint::default();
        let keys = PAINT.within::<Paint>(|p| p);
        assert_eq!(keys[1].get(&mut paint), Value::Text(String::new()));
        keys[1].set(&mut paint, Value::Text("Bavaria & sons".to_owned()));
        assert_eq!(keys[1].get(&mut paint).to_string(), "Bavaria & sons");
        assert_eq!(keys[1].allowed, Allowed::Text);
    }
}
