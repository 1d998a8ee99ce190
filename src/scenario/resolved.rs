//! The scenario with every key spelled out, as manifests keep it: enough to run it again exactly.

use super::expectation::{Bound, Expectation, When};
use super::{Event, Scenario};
use crate::parameter::{CatalogueKey, Choice, Value};
use crate::phases::{Parameters, catalogue};
use crate::world::Strategy;
use crate::world::politics::{Constituency, Election, Party, Polity};
use crate::world::populate::Kind;
use serde_json::{Map, Value as Json, json};

impl Scenario {
    /// Every key of every section, the kinds of patrons, the events and the expectations, with politics also parties and elections, in
    /// the shape of the TOML file and in the order of the catalogue. [`Self::from_resolved`] gives the scenario back exactly, with the
    /// files that it names or copies of them. (A polity that was made by hand, in which constituencies do not take villages in order,
    /// cannot be written.)
    #[must_use]
    pub fn resolved(&self) -> Json {
        let mut all = Map::new();
        all.insert("title".into(), json!(self.title));
        if !self.question.is_empty() {
            all.insert("question".into(), json!(self.question));
        }
        all.insert("rounds".into(), json!(self.rounds));
        all.insert("seed".into(), json!(self.seed));
        let mut parameters = self.parameters.clone();
        for section in catalogue() {
            let keys = section.keys.iter().map(|key| (key.name().to_owned(), json(&key.get(&mut parameters))));
            all.insert(section.name.to_owned(), Json::Object(keys.collect()));
        }
        all.insert("patrons".into(), self.kinds.iter().map(kind).collect());
        if let Some(polity) = self.polity.as_deref() {
            all.insert("parties".into(), polity.parties.iter().map(party).collect());
            let elections = polity.elections.iter().map(|election| self::election(polity, election, self.settlement.is_some()));
            all.insert("elections".into(), elections.collect());
        }
        all.insert("events".into(), self.events.iter().map(event).collect());
        all.insert("expect".into(), self.expectations.iter().map(expectation).collect());
        Json::Object(all)
    }

    /// The keys of the catalogue (`section.name`) whose values at the start are not the defaults, in its order.
    #[must_use]
    pub fn differences_from_default(&self) -> Vec<(String, Value)> {
        let (mut own, mut default) = (self.parameters.clone(), Parameters::default());
        let keys = catalogue().into_iter().flat_map(|section| section.keys);
        let differs = |key: CatalogueKey<Parameters>| {
            let value = key.get(&mut own);
            (value != key.get(&mut default)).then_some((key.path, value))
        };
        keys.filter_map(differs).collect()
    }
}

fn json(value: &Value) -> Json {
    match value {
        Value::Number(x) => json!(x),
        Value::Count(n) => json!(n),
        Value::Choice(word) => json!(word),
        Value::Text(text) => json!(text),
    }
}

fn kind(kind: &Kind) -> Json {
    let mut all = Map::new();
    all.insert("name".into(), json!(kind.name));
    all.insert("share".into(), json!(kind.share));
    for (name, part) in Strategy::PARTS.into_iter().zip(kind.mean.parts()) {
        all.insert(name.to_owned(), json!(part));
    }
    all.insert("spread".into(), json!(kind.spread));
    Json::Object(all)
}

fn party(party: &Party) -> Json {
    let Party { name, ideology, valence, funds, family, centrality } = party;
    json!({ "name": name, "ideology": ideology, "valence": valence, "funds": funds, "family": family, "centrality": centrality })
}

fn election(polity: &Polity, election: &Election, has_table: bool) -> Json {
    let mut all = Map::new();
    all.insert("name".into(), json!(election.name));
    all.insert("office".into(), json!(election.office.word()));
    all.insert("after".into(), json!(election.after));
    all.insert("rule".into(), json!(election.rule.word()));
    all.insert("threshold".into(), json!(election.threshold));
    all.insert("funds".into(), json!(election.funds));
    if let Some(under) = election.under {
        all.insert("under".into(), json!(polity.election(under).name));
    }
    let names = election.parties.iter().map(|party| json!(polity.parties[party.index()].name));
    all.insert("parties".into(), names.collect());
    let mut villages = vec![0; election.constituencies.len()];
    election.constituency_of.iter().for_each(|&k| villages[k as usize] += 1);
    let constituency = |(constituency, villages): (&Constituency, u32)| {
        let mut all = Map::new();
        all.insert("name".into(), json!(constituency.name));
        all.insert("seats".into(), json!(constituency.seats));
        // A table of villages says itself which villages belong to it.
        if !has_table {
            all.insert("villages".into(), json!(villages));
        }
        Json::Object(all)
    };
    all.insert("constituencies".into(), election.constituencies.iter().zip(villages).map(constituency).collect());
    Json::Object(all)
}

fn event(event: &Event) -> Json {
    let mut set = Map::new();
    for (path, value) in &event.changes {
        let (section, key) = path.split_once('.').unwrap_or((path, ""));
        let keys = set.entry(section.to_owned()).or_insert_with(|| Json::Object(Map::new()));
        if let Json::Object(keys) = keys {
            keys.insert(key.to_owned(), json(value));
        }
    }
    let mut all = Map::new();
    all.insert("round".into(), json!(event.round));
    insert_text(&mut all, "note", &event.note);
    all.insert("set".into(), Json::Object(set));
    Json::Object(all)
}

fn expectation(expectation: &Expectation) -> Json {
    let mut all = Map::new();
    all.insert("measure".into(), json!(expectation.measure));
    all.insert("when".into(), json!(expectation.when.to_string()));
    match expectation.bound {
        Bound::Band { at_least, at_most } => {
            let limits = [("at_least", at_least), ("at_most", at_most)];
            all.extend(limits.into_iter().filter_map(|(name, limit)| Some((name.to_owned(), json!(limit?)))));
        }
        Bound::MoreThan(when) => _ = all.insert("more_than".into(), json!(when.to_string())),
        Bound::LessThan(when) => _ = all.insert("less_than".into(), json!(when.to_string())),
    }
    insert_text(&mut all, "why", &expectation.why);
    insert_text(&mut all, "source", &expectation.source);
    Json::Object(all)
}

/// The expectations of a resolved scenario; what is none of this version's is left out.
#[must_use]
pub fn expectations(resolved: &Json) -> Vec<Expectation> {
    let all = resolved.get("expect").and_then(Json::as_array);
    all.into_iter().flatten().filter_map(expectation_of).collect()
}

fn expectation_of(json: &Json) -> Option<Expectation> {
    let text = |name: &str| json.get(name).and_then(Json::as_str);
    let when = |name: &str| text(name).map(When::parse).transpose().ok();
    let limit = |name: &str| json.get(name).and_then(Json::as_f64);
    let bound = match (when("more_than")?, when("less_than")?) {
        (Some(when), _) => Bound::MoreThan(when),
        (None, Some(when)) => Bound::LessThan(when),
        (None, None) => Bound::Band { at_least: limit("at_least"), at_most: limit("at_most") },
    };
    let said = |name: &str| text(name).unwrap_or_default().to_owned();
    Some(Expectation {
        measure: text("measure")?.to_owned(),
        when: when("when")??,
        bound,
        why: said("why"),
        source: said("source"),
    })
}

/// Text that may be left out is left out when it is empty.
fn insert_text(all: &mut Map<String, Json>, name: &str, text: &str) {
    if !text.is_empty() {
        all.insert(name.to_owned(), json!(text));
    }
}
