//! What may be written outside the sections of the catalogue: the top of a scenario and its lists of tables.
//!
//! One description of each field, for messages, `explain`, new scenarios, PARAMETERS.md and schemas.

use super::MAX_ROUNDS;
pub use super::field::{Field, Holds};
use super::field::{field, words};
use super::schema::{changes, lists, values};
use crate::world::politics::polity::{MOST_FAMILY, MOST_LEAKAGE, MOST_SEATS, Office, SeatRule};

/// Text that is not blank.
pub(crate) const TEXT: Holds = Holds::Text(r"\S");
/// A name by which `--set LIST.NAME.KEY` can refer to an entry.
pub(crate) const NAME: Holds = Holds::Text(r"^[^.=\s\u0000-\u001F\u007F]([^.=\u0000-\u001F\u007F]*[^.=\s\u0000-\u001F\u007F])?$");
/// A name that a table of villages can have in a column.
const PLACE: Holds = Holds::Text(r"^[^\s\u0000-\u001F\u007F]([^\u0000-\u001F\u007F]*[^\s\u0000-\u001F\u007F])?$");
/// A time at which a measure can be taken.
pub(crate) const TIME: Holds = Holds::Text(r"^(start|end|round:[0-9]+|mean:0*[1-9][0-9]*)$");
/// Any number.
pub(crate) const ANY: Holds = Holds::Number(f64::MIN, f64::MAX);
/// The name of a measure.
pub(crate) const MEASURE: Holds = Holds::Word(values::measures);
/// The seats of a constituency.
pub(crate) const SEATS: Holds = Holds::Whole(1.0, MOST_SEATS as f64);
const SHARE: Holds = Holds::Number(0.0, 1.0);
const MOST_ROUNDS: f64 = MAX_ROUNDS as f64;

/// The top of a scenario.
pub const TOP: [Field; 4] = [
    field("title", "text", TEXT, "not empty", "", "What the scenario is called."),
    field("question", "text", TEXT, "not empty", "none", "What the scenario asks."),
    field("rounds", "rounds", Holds::Whole(1.0, MOST_ROUNDS), "1 to 1_000_000", "", "How many rounds (seasons) to simulate."),
    field(
        "seed",
        "whole number",
        Holds::Whole(0.0, i64::MAX as f64),
        "0 to 2^63 - 1",
        "1",
        "Seed of all random numbers: equal seeds give equal results.",
    ),
];

/// An entry of `[[patrons]]`.
pub const PATRONS: [Field; 8] = [
    field("name", "text", NAME, "no `.`, no `=`", "\"patron\"", "What the kind is called; no two kinds share a name."),
    field(
        "share",
        "share of patrons",
        SHARE,
        "0 to 1",
        "1",
        "Share of all patrons that are of this kind; the shares add up to 1.",
    ),
    field("wage", "share of output", SHARE, "0 to 1", "0.7", "Share of the output that is paid as wage."),
    field("protection", "share of losses", SHARE, "0 to 1", "0.8", "Share of a client's misfortune that the patron covers."),
    field("support", "share", SHARE, "0 to 1", "0.6", "Help in kind, of the most there can be."),
    field("coercion", "share", SHARE, "0 to 1", "0.05", "Force: supervision, dues, barriers to leaving."),
    field("credit", "share of shortfalls", SHARE, "0 to 1", "0.5", "Share of a client's shortfall that the patron lends."),
    field(
        "spread",
        "sd",
        SHARE,
        "0 to 1",
        "0.05",
        "Standard deviation of every part of the strategy between patrons of the kind; a part whose mean is 0 stays 0.",
    ),
];

/// An entry of `[[parties]]`.
pub const PARTIES: [Field; 6] = [
    field("name", "text", NAME, "no `.`, no `=`", "", "What the party is called; no two parties share a name."),
    field("ideology", "ideology", Holds::Number(-1.0, 1.0), "-1 to 1", "", "Where it stands politically."),
    field(
        "valence",
        "utility",
        Holds::Number(-100.0, 100.0),
        "-100 to 100",
        "0",
        "What all voters find in it, whatever they think.",
    ),
    field(
        "funds",
        "factor",
        Holds::Number(0.0, 100.0),
        "0 to 100",
        "1",
        "Its candidates' private funds, in multiples of what the election names.",
    ),
    field(
        "family",
        "clients",
        Holds::Whole(0.0, MOST_FAMILY as f64),
        "0 to 100_000",
        "0",
        "Members of each candidate's family in its constituency: they and who has a tie to one of them find `voting.kin` more in the candidate.",
    ),
    field(
        "centrality",
        "share",
        SHARE,
        "0 to 1",
        "0.5",
        "Where the family stands among the clients of the constituency in the order of how many know them at the start: 0.5 in the middle, 1 at the top.",
    ),
];

/// An entry of `[[elections]]`.
pub const ELECTIONS: [Field; 10] = [
    field("name", "text", NAME, "no `.`, no `=`", "", "What the election is called; no two elections share a name."),
    field(
        "office",
        "word",
        Holds::Word(words::<Office>),
        "\"legislature\" or \"executive\"",
        "",
        "Whether seats or a head of government is elected.",
    ),
    field(
        "after",
        "rounds",
        Holds::Whole(0.0, 1e6),
        "0 to `politics.every` - 1",
        "0",
        "Rounds after the election day in which it is held.",
    ),
    field(
        "rule",
        "word",
        Holds::Word(words::<SeatRule>),
        "\"sainte-lague\", \"dhondt\", \"hare\" or \"plurality\"",
        "\"plurality\" of an executive, \"sainte-lague\" of a legislature",
        "How votes become seats: highest averages with divisors 1, 3, 5 or 1, 2, 3; largest remainders; all to the first.",
    ),
    field("threshold", "share of votes", SHARE, "0 to 1", "0", "What a party needs in a constituency for any seat there."),
    field(
        "funds",
        "S per seat",
        Holds::Number(0.0, 1e6),
        "0 to 1_000_000",
        "100",
        "Private funds of a candidate for each seat of its constituency.",
    ),
    field(
        "under",
        "text",
        TEXT,
        "another election",
        "none",
        "The election whose candidates are this one's candidates' superiors.",
    ),
    field("parties", "list of texts", Holds::Other(lists::standing), "names of parties", "all parties", "Which parties stand."),
    field(
        "seats",
        "list of whole numbers",
        Holds::Other(lists::seats),
        "1 to 10000 each; 1 of an executive",
        "`[1]` of an executive",
        "The seats of each constituency; constituencies are then called \"1\", \"2\" and so on.",
    ),
    field(
        "constituencies",
        "list of tables",
        Holds::Other(lists::constituencies),
        "see below",
        "as `seats` says",
        "The same with names: `[[elections.constituencies]]`.",
    ),
];

/// An entry of `[[elections.constituencies]]`.
pub const CONSTITUENCIES: [Field; 3] = [
    field("name", "text", PLACE, "not empty", "", "What the constituency is called; no two of an election share a name."),
    field("seats", "seats", SEATS, "1 to 10000; 1 of an executive", "1 of an executive", "Its seats."),
    field(
        "villages",
        "villages",
        Holds::Whole(1.0, 1e8),
        "1 to all of them",
        "shared out by seats",
        "How many villages belong to it, in their order; with a column for the election in the table of villages, that counts.",
    ),
];

/// A column of the table of villages.
pub const VILLAGES: [Field; 8] = [
    field("village", "text", PLACE, "not empty", "", "What the village is called; no two share a name."),
    field(
        "clients",
        "clients",
        Holds::Whole(0.0, 1e9),
        "0 to 1_000_000_000",
        "",
        "How many clients live there; together `population.clients`.",
    ),
    field("district", "text", PLACE, "not empty", "`politics.districts`", "The district it lies in."),
    field(
        "poverty",
        "share of clients",
        SHARE,
        "0 to below 1",
        "skill as elsewhere",
        "Share of its clients who cannot live by their own work in an average season: what skill is multiplied by follows; 0 for skill as elsewhere.",
    ),
    field(
        "polling_stations",
        "stations",
        Holds::Whole(1.0, 1e9),
        "1 to 1_000_000_000",
        "`politics.station_size`",
        "Its polling stations; in a village without clients, nothing.",
    ),
    field(
        "leakage",
        "share of money",
        Holds::Number(0.0, MOST_LEAKAGE),
        "0 to 0.9",
        "0",
        "Share of gift money that is lost on the way to the village: a gift of its brokers costs by so much more.",
    ),
    field(
        "group",
        "text",
        PLACE,
        "not empty",
        "no groups",
        "The group of villages that it belongs to, for measures; the group named first is compared with all others.",
    ),
    field(
        "name of an election",
        "text",
        PLACE,
        "a constituency",
        "needed if there are several",
        "The constituency of that election to which the village belongs.",
    ),
];

/// An entry of `[[events]]`.
pub const EVENTS: [Field; 3] = [
    field("round", "rounds", Holds::Whole(1.0, MOST_ROUNDS), "1 to the last round", "", "The first round with the new values."),
    field("note", "text", TEXT, "not empty", "none", "Why, for people."),
    field(
        "set",
        "table",
        Holds::Other(changes::later),
        "keys settable in any round",
        "",
        "The keys and their new values, for example `{ law.detection = 0.5 }`.",
    ),
];

/// Times at which a measure can be taken.
pub(crate) const TIMES: &str = "\"start\", \"end\", \"round:T\", \"mean:K\" (the last K rounds)";

/// An entry of `[[expect]]`.
pub const EXPECT: [Field; 8] = [
    field("measure", "text", MEASURE, "a column of rounds.parquet", "", "What is measured."),
    field("when", "time", TIME, TIMES, "\"end\"", "When it is measured."),
    field("at_least", "as the measure", ANY, "a number", "none", "The measure is at least this."),
    field("at_most", "as the measure", ANY, "a number", "none", "The measure is at most this; with `at_least`, a band."),
    field("more_than", "time", TIME, TIMES, "none", "The measure is larger than it was at this time."),
    field("less_than", "time", TIME, TIMES, "none", "The measure is smaller than it was at this time."),
    field("why", "text", TEXT, "not empty", "none", "Why this is expected."),
    field("source", "text", TEXT, "not empty", "none", "Who says so."),
];

/// The field of this name.
///
/// # Panics
/// If there is none: names of fields are written in this crate.
#[must_use]
pub fn named(fields: &'static [Field], name: &str) -> &'static Field {
    fields.iter().find(|field| field.name == name).expect("fields are described here")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::figures::figure;
    use crate::scenario::{DEFAULT_KIND, DEFAULT_SEED, MAX_ROUNDS, default_kind};
    use crate::world::politics::polity::{DEFAULT_FUNDS, MOST_FAMILY, MOST_SEATS, Party};

    #[test]
    fn ranges_are_as_they_read() {
        for fields in [&TOP[..], &PATRONS, &PARTIES, &ELECTIONS, &CONSTITUENCIES, &VILLAGES, &EVENTS, &EXPECT] {
            crate::scenario::field::ranges_are_as_they_read(fields);
        }
    }

    #[test]
    fn defaults_are_those_that_are_used() {
        let kind = default_kind();
        let [wage, protection, support, coercion, credit] = kind.mean.parts();
        let defaults = [kind.share, wage, protection, support, coercion, credit, kind.spread].map(figure);
        let described: Vec<_> = PATRONS[1..].iter().map(|field| field.default).collect();
        assert_eq!(described, defaults);
        assert_eq!(named(&PATRONS, "name").default, format!("{DEFAULT_KIND:?}"));
        assert_eq!(named(&ELECTIONS, "funds").default, figure(DEFAULT_FUNDS));
        let Party { valence, funds, family, centrality, .. } = Party::named("any", 0.0);
        let described: Vec<_> = PARTIES[2..].iter().map(|field| field.default).collect();
        assert_eq!(described, [valence, funds, family.into(), centrality].map(figure));
        assert_eq!(named(&PARTIES, "family").allowed, format!("0 to {}", figure(f64::from(MOST_FAMILY))));
        assert_eq!(named(&CONSTITUENCIES, "seats").allowed, format!("1 to {}; 1 of an executive", figure(f64::from(MOST_SEATS))));
        assert_eq!(named(&TOP, "seed").default, DEFAULT_SEED.to_string());
        assert_eq!(named(&TOP, "rounds").allowed, format!("1 to {}", figure(f64::from(MAX_ROUNDS))));
    }
}
