//! The lists of a scenario, and what must hold between the fields of an entry.

use super::shape::{described, either, list, table, table_with, when_word, without};
use super::values;
use crate::parameter::Choice;
use crate::scenario::fields::{CONSTITUENCIES, ELECTIONS, EVENTS, EXPECT, Field, PARTIES, PATRONS, TEXT};
use crate::scenario::read::MOST_KINDS;
use crate::world::politics::Office;
use crate::world::politics::polity::{MOST_ELECTIONS, MOST_PARTIES};
use serde_json::{Value as Json, json};

/// The lists whose entries other files can change by name.
pub(super) const NAMED: [(&str, &[Field]); 3] = [("patrons", &PATRONS), ("parties", &PARTIES), ("elections", &ELECTIONS)];

/// Every list of a scenario.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Json)> {
    let patrons = list(&table(&PATRONS), 1, Some(MOST_KINDS));
    let parties = list(&table(&PARTIES), 1, Some(MOST_PARTIES));
    let elections = list(&table_with(&ELECTIONS, &election_rules()), 1, Some(MOST_ELECTIONS));
    let events = list(&table(&EVENTS), 0, None);
    let expect = list(&table_with(&EXPECT, &[one_bound()]), 0, None);
    let all = [
        ("patrons", "The kinds of patrons at the start. Without any, there is one kind with the defaults.", patrons),
        ("parties", "Who stands for election. Without any, there are `left` and `right`.", parties),
        ("elections", "What is elected, and where. Without any, there is one executive in one constituency.", elections),
        ("events", "Keys that change from a round on.", events),
        ("expect", "What the scenario expects to see; a run says whether it held.", expect),
    ];
    all.into_iter().map(|(name, about, list)| (name, described(&format!("[[{name}]]"), about, list)))
}

/// The names of parties that stand.
pub(crate) fn standing() -> Json {
    let mut names = list(&values::holds(&TEXT), 1, None);
    names["uniqueItems"] = true.into();
    names
}

/// A number for each constituency.
pub(crate) fn seats() -> Json {
    list(&values::field(&CONSTITUENCIES[1]), 1, None)
}

/// Constituencies with names.
pub(crate) fn constituencies() -> Json {
    list(&table(&CONSTITUENCIES), 1, None)
}

/// Seats are written in one of two ways; an executive has one in each constituency, and need not say so.
fn election_rules() -> Vec<Json> {
    let most = json!({ "maximum": Office::Executive.most_seats() });
    let executive = json!({
        "seats": { "items": most },
        "constituencies": { "items": { "properties": { "seats": most } } },
    });
    let legislature = json!({
        "allOf": [either("constituencies", "seats")],
        "properties": { "constituencies": { "items": { "required": ["seats"] } } },
    });
    vec![
        json!({ "not": { "required": ["seats", "constituencies"] } }),
        when_word("office", Office::Executive.word(), &json!({ "properties": executive })),
        when_word("office", Office::Legislature.word(), &legislature),
    ]
}

/// An expectation is a band or one comparison.
fn one_bound() -> Json {
    let only = |name: &str, others: &[&str], otherwise: Json| json!({ "if": { "required": [name] }, "then": { "properties": without(others) }, "else": otherwise });
    let band = either("at_most", "at_least");
    only("more_than", &["at_least", "at_most", "less_than"], only("less_than", &["at_least", "at_most"], band))
}
