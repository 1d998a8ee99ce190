//! Single values, checked: numbers, whole numbers, text, tables and lists.

use crate::parameter::{Allowed, CatalogueKey, Value, Word};
use crate::phases::{CatalogueSection, Parameters, catalogue};
use crate::scenario::fields::Field;
use crate::scenario::figures::{figure, range, shown};
use crate::scenario::names::{Home, advice, list, nearest};
use crate::scenario::problems::Problem;
use crate::scenario::source::{Place, Source};
use crate::scenario::tree::{Entry, Node, Raw, Table};
use std::collections::BTreeMap;

/// What a number may be, and how that is explained.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// Smallest and largest value, both included.
    pub range: (f64, f64),
    /// The same in words: `from 0 to 1 [share]`.
    pub allowed: String,
    /// What it means, with the default: shown as help.
    pub about: String,
}

impl Limits {
    /// Numbers of a unit within a range.
    pub fn new(limits: (f64, f64), unit: &str, about: String) -> Self {
        Self { range: limits, allowed: format!("from {} [{unit}]", range(limits)), about }
    }

    /// What a field may be that holds numbers.
    ///
    /// # Panics
    /// If it holds something else: what fields hold is written in this crate.
    pub fn of(field: &Field) -> Self {
        Self::new(field.holds.range().expect("a field that holds numbers"), field.unit, field.about())
    }

    fn label(&self) -> String {
        format!("must be {}", self.allowed)
    }
}

/// Reads values, and gathers what is wrong with them.
pub(crate) struct Reader<'a> {
    /// The texts, to quote from.
    pub sources: &'a [Source],
    /// What is wrong so far.
    pub problems: Vec<Problem>,
    /// All keys.
    pub catalogue: Vec<CatalogueSection>,
    /// Where every key that is given has its value.
    pub given: BTreeMap<String, Place>,
    /// What events change.
    pub later: Vec<Later>,
    /// Files that the scenario names: sources after those that there are.
    pub files: Vec<Source>,
}

/// The number that is written, if nothing is wrong with it.
fn sound(allowed: &Allowed, raw: &Raw) -> Option<Value> {
    let (least, most) = allowed.range()?;
    match (allowed, raw) {
        (Allowed::Numbers(..), Raw::Real(x)) if (least..=most).contains(x) => Some(Value::Number(*x)),
        (Allowed::Numbers(..), Raw::Whole(n)) if (least..=most).contains(&(*n as f64)) => Some(Value::Number(*n as f64)),
        (Allowed::Counts(..), Raw::Whole(n)) if (least..=most).contains(&(*n as f64)) => u32::try_from(*n).ok().map(Value::Count),
        _ => None,
    }
}

/// A key that an event changes.
pub(crate) struct Later {
    /// In which round.
    pub round: u32,
    /// The key.
    pub path: String,
    /// Its new value.
    pub value: Value,
    /// Where that is written.
    pub at: Place,
}

impl<'a> Reader<'a> {
    /// Nothing is read yet.
    pub fn new(sources: &'a [Source]) -> Self {
        Self {
            sources,
            problems: Vec::new(),
            catalogue: catalogue(),
            given: BTreeMap::new(),
            later: Vec::new(),
            files: Vec::new(),
        }
    }
}

impl Reader<'_> {
    /// Adds a file to the sources; its place as a whole.
    pub fn add_file(&mut self, file: Source) -> Place {
        self.files.push(file);
        Place::whole(self.sources.len() + self.files.len() - 1)
    }

    /// Notes a problem.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The value of a key.
    pub fn value(&mut self, key: &CatalogueKey<Parameters>, node: &Node) -> Option<Value> {
        sound(&key.allowed, &node.raw).or_else(|| self.explained(key, node))
    }

    /// The value of a key, told if something is wrong with it. To prepare what is told takes longer than to check.
    fn explained(&mut self, key: &CatalogueKey<Parameters>, node: &Node) -> Option<Value> {
        let default = shown(&key.get(&mut Parameters::default()));
        let about = format!("{} Default {default}.", key.meaning);
        match &key.allowed {
            Allowed::Numbers(least, most) => {
                self.number(&key.path, node, &Limits::new((*least, *most), key.unit, about)).map(Value::Number)
            }
            Allowed::Counts(least, most) => {
                let count = self.whole(&key.path, node, &Limits::new((*least, *most), key.unit, about))?;
                u32::try_from(count).ok().map(Value::Count)
            }
            Allowed::Words(words) => self.choice(&key.path, node, words, &about).map(Value::Choice),
            Allowed::Text => match &node.raw {
                Raw::Text(text) if text.is_empty() => Some(Value::Text(String::new())),
                _ => self.text(&key.path, node, &about).map(Value::Text),
            },
        }
    }

    /// One of some words.
    pub fn choice(&mut self, name: &str, node: &Node, words: &[Word], about: &str) -> Option<&'static str> {
        let known = || words.iter().map(|word| word.word);
        let help = format!("{about}\n{}", list("choose one of", known()));
        let Raw::Text(text) = &node.raw else { return self.wrong_type(name, node, "a word in quotes", &help) };
        let chosen = known().find(|word| word == text);
        if chosen.is_none() {
            let label = nearest(text, known()).map_or_else(String::new, |near| format!("did you mean \"{near}\"?"));
            let title = format!("`{name}` is none of its choices: {}", node.shown(self.sources));
            self.report(Problem::new(title).at(node.at, label).help(help));
        }
        chosen
    }

    /// A real number within limits.
    pub fn number(&mut self, name: &str, node: &Node, limits: &Limits) -> Option<f64> {
        let number = match node.raw {
            Raw::Real(x) => x,
            Raw::Whole(n) => n as f64,
            _ => return self.no_number(name, node, "a number", limits),
        };
        if !number.is_finite() {
            let title = format!("`{name}` is not a finite number: {}", node.shown(self.sources));
            self.report(Problem::new(title).at(node.at, limits.label()).help(&*limits.about));
            return None;
        }
        self.within(name, node, number, limits)
    }

    /// A whole number within limits.
    pub fn whole(&mut self, name: &str, node: &Node, limits: &Limits) -> Option<u64> {
        let whole = match node.raw {
            Raw::Whole(n) => n,
            Raw::Real(x) => return self.fraction(name, node, x, limits),
            _ => return self.no_number(name, node, "a whole number", limits),
        };
        self.within(name, node, whole as f64, limits)?;
        u64::try_from(whole).ok()
    }

    /// Reports a value that is no number.
    fn no_number<T>(&mut self, name: &str, node: &Node, wanted: &str, limits: &Limits) -> Option<T> {
        let label = format!("this is {}, not {wanted} {}", node.raw.kind(), limits.allowed);
        self.report(Problem::new(format!("`{name}` must be {wanted}")).at(node.at, label).help(&*limits.about));
        None
    }

    fn within(&mut self, name: &str, node: &Node, number: f64, limits: &Limits) -> Option<f64> {
        let (low, high) = limits.range;
        if low <= number && number <= high {
            return Some(number);
        }
        let title = format!("`{name}` is out of range: {}", node.shown(self.sources));
        self.report(Problem::new(title).at(node.at, limits.label()).help(&*limits.about));
        None
    }

    /// Reports a number that is not written as a whole one.
    fn fraction<T>(&mut self, name: &str, node: &Node, number: f64, limits: &Limits) -> Option<T> {
        let title = format!("`{name}` must be a whole number: {}", node.shown(self.sources));
        let problem = Problem::new(title).at(node.at, limits.label());
        let problem = match number {
            x if x.fract() == 0.0 && x.abs() < 1e15 => problem.help(format!("write {}", figure(x))),
            _ => problem.help(&*limits.about),
        };
        self.report(problem);
        None
    }

    /// Text that is not blank.
    pub fn text(&mut self, name: &str, node: &Node, about: &str) -> Option<String> {
        let Raw::Text(text) = &node.raw else { return self.wrong_type(name, node, "text in quotes", about) };
        if text.trim().is_empty() {
            self.report(Problem::new(format!("`{name}` is empty")).at(node.at, "").help(about));
            return None;
        }
        Some(text.clone())
    }

    /// Texts of a list, each with its place; nothing if one of them is none.
    pub fn texts(&mut self, name: &str, node: Node, about: &str) -> Option<Vec<(String, Place)>> {
        match node.raw {
            Raw::List(items) => {
                let texts: Vec<_> = items.iter().map(|item| Some((self.text(name, item, about)?, item.at))).collect();
                texts.into_iter().collect()
            }
            _ => self.wrong_type(name, &node, "a list of texts", about),
        }
    }

    /// A table of keys.
    pub fn table(&mut self, name: &str, node: Node, about: &str) -> Option<Table> {
        match node.raw {
            Raw::Table(table) => Some(table),
            _ => self.wrong_type(name, &node, "a table of keys", about),
        }
    }

    /// The tables of a list `[[name]]`, each with the place it is written at.
    pub fn tables(&mut self, name: &str, node: Node) -> Vec<(Place, Table)> {
        let about = format!("write `[[{name}]]`, with two brackets, above each entry");
        match node.raw {
            Raw::List(items) => {
                let tables = items.into_iter().map(|item| (item.at, self.table(name, item, &about)));
                tables.filter_map(|(at, table)| Some((at, table?))).collect()
            }
            _ => {
                self.wrong_type::<()>(name, &node, "a list of tables", &about);
                Vec::new()
            }
        }
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type<T>(&mut self, name: &str, node: &Node, wanted: &str, about: &str) -> Option<T> {
        let found = node.raw.kind();
        self.report(Problem::new(format!("`{name}` must be {wanted}")).at(node.at, format!("this is {found}")).help(about));
        None
    }

    /// Reports the keys that nobody has taken from a table.
    pub fn unknown(&mut self, table: &Table, home: Home<'_>) {
        for (name, entry) in table {
            let title = match home {
                Home::Top if matches!(entry.node.raw, Raw::Table(_)) => format!("unknown table `{name}`"),
                Home::Top => format!("unknown key `{name}`"),
                Home::Section(section) => format!("unknown key `{name}` in `{section}`"),
                Home::Entry(list, _) => format!("unknown key `{name}` in `{list}`"),
                Home::Changes => format!("unknown table `{name}` in `set`"),
            };
            let problem = Problem::new(title).at(entry.key_at, "").help(advice(name, home, &self.catalogue));
            self.report(problem);
        }
    }

    /// A key that must be there: takes it from the table, or reports that it is missing.
    pub fn required(&mut self, table: &mut Table, name: &str, whose: &str, at: Place, example: &str) -> Option<Entry> {
        let entry = table.remove(name);
        if entry.is_none() {
            let title = format!("`{name}` is missing{whose}");
            self.report(Problem::new(title).at(at, "").help(format!("add `{example}`")));
        }
        entry
    }
}
