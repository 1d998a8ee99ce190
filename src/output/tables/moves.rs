//! `moves`: who came closer to whom, who left and why, and what held others back.

use super::{count, start};
use crate::output::Collected;
use crate::table::Table;
use crate::world::{Flows, Turn, Way};

/// The word for a turn, what kind of event it is, and what it means.
#[must_use]
pub fn turn_words(turn: Turn) -> (&'static str, &'static str, &'static str) {
    match turn {
        Turn::Known => ("known", "funnel", "Clients who heard of another patron, which became their prospect."),
        Turn::Liked => ("liked", "funnel", "Clients who heard well of their prospect."),
        Turn::Trusted => ("trusted", "funnel", "Clients who came to trust their prospect."),
        Turn::Switched => ("switched", "leave", "Clients who left their patron for their prospect."),
        Turn::Joined => ("joined", "join", "Clients without patron who joined their prospect."),
        Turn::Fled => ("fled", "leave", "Clients who fled their patron in resentment."),
        Turn::Quit => ("quit", "leave", "Clients who left their patron for work of their own."),
        Turn::BlockedByForce => ("blocked_by_force", "blocked", "Clients who would have switched, fled or quit but for force."),
        Turn::BlockedByDebt => ("blocked_by_debt", "blocked", "Clients who would have switched but for their debt."),
        Turn::BlockedByBoth => {
            ("blocked_by_both", "blocked", "Clients who would have switched without force and debt, but not without one of them.")
        }
        Turn::BlockedByHunger => {
            ("blocked_by_hunger", "blocked", "Clients who would have fled or quit, but own work would not feed them.")
        }
        Turn::Followed => ("followed", "join", "Clients who became the first follower of a new patron."),
        Turn::Copied => ("copied", "patrons", "Patrons who copied another's strategy."),
        Turn::Mutated => ("mutated", "patrons", "Patrons who changed their strategy by themselves."),
        Turn::Replaced => ("replaced", "patrons", "Patrons without clients who were replaced by a newcomer."),
        Turn::TieMade => ("tie_made", "ties", "Ties that clients made: each side's counts as one."),
        Turn::TieLost => ("tie_lost", "ties", "Ties that faded away, made room for a stronger one, or were cut."),
        Turn::Learnt => ("learnt", "ties", "Clients who learnt from a more skilled tie."),
        Turn::Recruited => ("recruited", "politics", "Local patrons who became a politician's broker, having served none."),
        Turn::Defected => ("defected", "politics", "Brokers who left their politician for another, or for none."),
        Turn::Appointed => ("appointed", "politics", "Clients who were given a public post."),
        Turn::Dismissed => ("dismissed", "politics", "Officials who lost their post."),
        Turn::Audited => ("audited", "politics", "Districts that were audited."),
    }
}

/// One row of the table.
struct Row {
    round: u32,
    turn: Turn,
    way: Option<Way>,
    count: u64,
}

/// What the column of ways means.
const WAY: &str = "How they came to a stage of the funnel or joined: strong_tie or weak_tie (it spoke of its own patron), hearsay (it \
                   passed on what it had heard), introduction (it has access to its patron); missing for other turns.";

/// The word for a way.
fn way_word(way: Way) -> &'static str {
    match way {
        Way::StrongTie => "strong_tie",
        Way::WeakTie => "weak_tie",
        Way::Hearsay => "hearsay",
        Way::Introduction => "introduction",
    }
}

/// The rows of a turn: one for each way in the funnel, else one.
fn ways(round: u32, flows: &Flows, turn: Turn) -> Vec<Row> {
    if Turn::FUNNEL.contains(&turn) {
        Way::ALL.map(|way| Row { round, turn, way: Some(way), count: flows.climbed(turn, way) }).into()
    } else {
        vec![Row { round, turn, way: None, count: flows.turns(turn) }]
    }
}

pub(super) fn table(collected: &Collected) -> Table {
    let rows: Vec<Row> = collected
        .rounds
        .iter()
        .filter_map(|round| Some((round.round, round.flows.as_ref()?)))
        .flat_map(|(round, flows)| Turn::ALL.into_iter().flat_map(move |turn| ways(round, flows, turn)))
        .collect();
    let about = "One row per round from 1 on, turn and way, also where nobody took it: add up over ways for all who took a turn.";
    let kind = "What kind of turn: funnel (a stage on the way to another patron), join, leave, blocked (would have left), patrons, ties, politics.";
    start("moves", about, collected.replicate, rows.len())
        .int("round", "rounds", "The round.", rows.iter().map(|row| Some(row.round.into())))
        .text(
            "turn",
            "word",
            "What happened; the turns are listed below.",
            rows.iter().map(|row| Some(turn_words(row.turn).0.to_owned())),
        )
        .text("kind", "word", kind, rows.iter().map(|row| Some(turn_words(row.turn).1.to_owned())))
        .text("way", "word", WAY, rows.iter().map(|row| row.way.map(|way| way_word(way).to_owned())))
        .int("count", "clients or patrons", "How many it happened to.", rows.iter().map(|row| count(row.count)))
}
