//! Placeholder of the scenario boundary, replaced on merging: enough of it to run the command line's own tests.

use super::{Bound, Event, Expectation, Scenario, When};
use crate::parameter::Value;
use crate::phases::{Parameters, catalogue};
use crate::world::populate::Kind;
use crate::world::{Clients, Strategy, Ties};
use serde_json::{Value as Json, json};
use std::path::Path;

/// What is wrong with a scenario.
#[derive(Clone, Debug)]
pub struct Problems(String);

/// How problems are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Letters only.
    Plain,
    /// With colours.
    Colour,
}

impl Problems {
    /// For people.
    #[must_use]
    pub fn render(&self, _style: Style) -> String {
        format!("error: {}\n", self.0)
    }
}

impl Scenario {
    /// Reads a scenario file and applies `key=value` settings.
    ///
    /// # Errors
    /// All problems at once.
    pub fn load(path: &Path, sets: &[String]) -> Result<Self, Problems> {
        let text = std::fs::read_to_string(path).map_err(|e| Problems(format!("{}: {e}", path.display())))?;
        let value: toml::Value = toml::from_str(&text).map_err(|e| Problems(format!("{}: {e}", path.display())))?;
        let mut value = serde_json::to_value(value).map_err(|e| Problems(e.to_string()))?;
        for set in sets {
            let (key, text) = set.split_once('=').ok_or_else(|| Problems(format!("`{set}` is not key=value")))?;
            let given: Json = serde_json::from_str(text).map_err(|e| Problems(e.to_string()))?;
            match key.split_once('.') {
                Some((section, name)) => value[section][name] = given,
                None => value[key] = given,
            }
        }
        Self::from_resolved(&value)
    }

    /// The scenario as it was resolved.
    ///
    /// # Errors
    /// What does not fit.
    pub fn from_resolved(value: &Json) -> Result<Self, Problems> {
        let missing = |what: &str| Problems(format!("{what} is missing or wrong"));
        let text = |v: &Json, key: &str| v[key].as_str().unwrap_or_default().to_owned();
        let mut parameters = Parameters::default();
        let known = ["title", "question", "rounds", "seed", "patrons", "events", "expect"];
        for (section, keys) in value.as_object().ok_or_else(|| missing("table"))? {
            for (name, given) in keys.as_object().into_iter().flatten() {
                set(&mut parameters, &format!("{section}.{name}"), given)?;
            }
            if !keys.is_object() && !known.contains(&section.as_str()) {
                return Err(Problems(format!("unknown key `{section}`")));
            }
        }
        let mut kinds = Vec::new();
        for kind in value["patrons"].as_array().into_iter().flatten() {
            let number = |key: &str| kind[key].as_f64().unwrap_or(0.0);
            let mean = Strategy::from_parts(Strategy::PARTS.map(number));
            kinds.push(Kind { name: text(kind, "name"), share: number("share"), mean, spread: number("spread") });
        }
        if kinds.is_empty() {
            let mean = Strategy { wage: 0.7, protection: 0.8, support: 0.6, coercion: 0.05, credit: 0.5 };
            kinds.push(Kind { name: "patron".into(), share: 1.0, mean, spread: 0.05 });
        }
        let mut events = Vec::new();
        for event in value["events"].as_array().into_iter().flatten() {
            let mut changes = Vec::new();
            for (path, given) in event["set"].as_object().into_iter().flatten() {
                changes.push((path.clone(), converted(path, given)?));
            }
            events.push(Event { round: event["round"].as_u64().unwrap_or(0) as u32, note: text(event, "note"), changes });
        }
        let mut expectations = Vec::new();
        for expect in value["expect"].as_array().into_iter().flatten() {
            let when = When::parse(expect["when"].as_str().unwrap_or("end")).map_err(Problems)?;
            let bound = Bound::Band { at_least: expect["at_least"].as_f64(), at_most: expect["at_most"].as_f64() };
            let (measure, why, source) = (text(expect, "measure"), text(expect, "why"), text(expect, "source"));
            expectations.push(Expectation { measure, when, bound, why, source });
        }
        Ok(Self {
            title: value["title"].as_str().ok_or_else(|| missing("title"))?.to_owned(),
            question: text(value, "question"),
            rounds: value["rounds"].as_u64().ok_or_else(|| missing("rounds"))? as u32,
            seed: value["seed"].as_u64().unwrap_or(1),
            parameters,
            kinds,
            events,
            expectations,
        })
    }

    /// Everything, as it runs.
    #[must_use]
    pub fn resolved(&self) -> Json {
        let mut parameters = self.parameters.clone();
        let mut all = json!({"title": self.title, "question": self.question, "rounds": self.rounds, "seed": self.seed});
        for section in catalogue() {
            let keys = section.keys.iter().map(|key| (key.path.clone(), key.get(&mut parameters)));
            all[section.name] = keys.map(|(path, v)| (path.split_once('.').unwrap().1.to_owned(), number(v))).collect();
        }
        let kind = |kind: &Kind| {
            let mut value = json!({"name": kind.name, "share": kind.share, "spread": kind.spread});
            for (name, part) in Strategy::PARTS.iter().zip(kind.mean.parts()) {
                value[*name] = json!(part);
            }
            value
        };
        all["patrons"] = self.kinds.iter().map(kind).collect();
        let changes = |event: &Event| event.changes.iter().map(|(k, v)| (k.clone(), number(*v))).collect::<Json>();
        all["events"] = self.events.iter().map(|e| json!({"round": e.round, "note": e.note, "set": changes(e)})).collect();
        let band = |bound: Bound| match bound {
            Bound::Band { at_least, at_most } => (at_least, at_most),
            Bound::MoreThan(_) | Bound::LessThan(_) => (None, None),
        };
        let expect = |e: &Expectation| {
            let (low, high) = band(e.bound);
            json!({"measure": e.measure, "when": e.when.to_string(), "at_least": low, "at_most": high, "why": e.why, "source": e.source})
        };
        all["expect"] = self.expectations.iter().map(expect).collect();
        all
    }

    /// The same with fewer or more rounds; later events are left out.
    #[must_use]
    pub fn with_rounds(mut self, rounds: u32) -> Self {
        self.rounds = rounds;
        self.events.retain(|event| event.round <= rounds);
        self
    }

    /// The same with another seed.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Bytes.
    #[must_use]
    pub fn memory_needed(&self) -> u64 {
        u64::from(self.parameters.population.clients) * (Clients::BYTES + Ties::BYTES) as u64
    }
}

fn number(value: Value) -> Json {
    match value {
        Value::Number(x) => json!(x),
        Value::Count(n) => json!(n),
    }
}

fn converted(path: &str, given: &Json) -> Result<Value, Problems> {
    let keys: Vec<_> = catalogue().into_iter().flat_map(|section| section.keys).collect();
    let key = keys.iter().find(|key| key.path == path).ok_or_else(|| Problems(format!("unknown key `{path}`")))?;
    let wrong = || Problems(format!("`{path}` cannot be {given}"));
    let value = given.as_f64().filter(|x| (key.range.0..=key.range.1).contains(x)).ok_or_else(wrong)?;
    Ok(if key.is_count(&mut Parameters::default()) { Value::Count(value as u32) } else { Value::Number(value) })
}

fn set(parameters: &mut Parameters, path: &str, given: &Json) -> Result<(), Problems> {
    let value = converted(path, given)?;
    let keys = catalogue().into_iter().flat_map(|section| section.keys);
    keys.filter(|key| key.path == path).for_each(|key| key.set(parameters, value));
    Ok(())
}

/// Explaining.
pub mod explain {
    use super::Scenario;
    /// Every key as resolved.
    #[must_use]
    pub fn explain(scenario: &Scenario) -> String {
        serde_json::to_string_pretty(&scenario.resolved()).expect("JSON") + "\n"
    }
}

/// Templates.
pub mod template {
    use super::Scenario;
    /// A scenario to edit.
    #[must_use]
    pub fn scenario(name: &str, from: Option<&Scenario>) -> String {
        format!("title = \"{name}\"\nrounds = {}\n", from.map_or(80, |s| s.rounds))
    }
}
