//! The last elections of a run in a few words, for summaries.

use super::Collected;
use super::politics::{PoliticalRows, ResultRow};
use crate::ids::ElectionId;
use crate::language::Language;
use serde::Serialize;

/// What came of one election, all constituencies together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// Its name.
    pub election: String,
    /// The party with most seats; of several, the one with more votes, then the first.
    pub winner: String,
    /// Seats that it won.
    pub seats: u64,
    /// All seats.
    pub all_seats: u64,
    /// Its share of all votes; unknown if nobody voted.
    pub vote_share: Option<f64>,
    /// Share of voters who turned out.
    pub turnout: Option<f64>,
}

/// The elections of the last round in which there were any.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LastElection {
    /// The round.
    pub round: u32,
    /// What came of them.
    pub outcomes: Vec<Outcome>,
    /// Share of voters who were offered something.
    pub offered_share: Option<f64>,
    /// Share of the gifts taken that changed what the voter did.
    pub changed_share: Option<f64>,
}

impl LastElection {
    /// Of a run, if any election was held.
    #[must_use]
    pub fn of(collected: &Collected) -> Option<Self> {
        let rows = collected.politics.as_ref()?;
        let round = rows.results.last()?.round;
        let results: Vec<&ResultRow> = rows.results.iter().filter(|row| row.round == round).collect();
        let measured = |name: &str| collected.series(name).get(round as usize).copied().flatten();
        Some(Self {
            round,
            outcomes: rows.polity.elections().filter_map(|(election, _)| outcome(rows, &results, election)).collect(),
            offered_share: measured("offered_share"),
            changed_share: measured("changed_share"),
        })
    }

    /// Lines of text without indentation.
    #[must_use]
    pub fn lines(&self, language: Language) -> Vec<String> {
        let percent = |share| percent(language, share);
        let id = if self.outcomes.len() == 1 { "tell-last-election" } else { "tell-last-elections" };
        let outcomes = self.outcomes.iter().map(|outcome| outcome.text(language)).collect::<Vec<_>>().join("; ");
        let mut lines = vec![language.fill(id, &[("round", &self.round.to_string()), ("outcomes", &outcomes)])];
        if let Some(offered) = self.offered_share {
            let changed = match self.changed_share {
                Some(changed) => language.fill("tell-offers-changed", &[("share", &percent(changed))]),
                None => language.text("tell-offers-none").to_owned(),
            };
            lines.push(language.fill("tell-offers", &[("offered", &percent(offered)), ("changed", &changed)]));
        }
        lines
    }
}

impl Outcome {
    fn text(&self, language: Language) -> String {
        let Self { election, winner, seats, all_seats, .. } = self;
        let counts = [("seats", seats.to_string()), ("all", all_seats.to_string())];
        let seats =
            (*all_seats != 1).then(|| language.fill("tell-seats", &counts.each_ref().map(|(name, n)| (*name, n.as_str()))));
        let votes = self.vote_share.map(|share| language.fill("tell-votes", &[("share", &percent(language, share))]));
        let turnout = self.turnout.map(|share| percent(language, share));
        let parts = [Some(format!("{winner},")), seats, votes, Some(language.text("tell-turnout").to_owned()), turnout];
        format!("{election}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

fn percent(language: Language, share: f64) -> String {
    language.fill("tell-percent", &[("n", &format!("{:.1}", share * 100.0))])
}

/// What came of an election; nothing if it was not held.
fn outcome(rows: &PoliticalRows, results: &[&ResultRow], election: ElectionId) -> Option<Outcome> {
    let polity = &rows.polity;
    let own: Vec<&&ResultRow> =
        results.iter().filter(|row| rows.politicians.election[row.result.politician.index()] == election).collect();
    let mut parties = vec![(0_u64, 0_u64); polity.parties.len()];
    for row in &own {
        let (seats, votes) = &mut parties[rows.politicians.party[row.result.politician.index()].index()];
        *seats += u64::from(row.result.seats);
        *votes += row.result.votes;
    }
    // The last of equal ones is the largest: from behind, that is the first.
    let winner = (0..parties.len()).rev().max_by_key(|&party| parties[party])?;
    let each = polity.election(election).parties.len();
    let (mut turned_out, mut voters) = (0, 0);
    for row in own.iter().step_by(each.max(1)) {
        turned_out += row.result.turned_out;
        voters += row.result.voters;
    }
    let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
    let votes = parties.iter().map(|(_, votes)| votes).sum();
    (!own.is_empty()).then(|| Outcome {
        election: polity.election(election).name.clone(),
        winner: polity.parties[winner].name.clone(),
        seats: parties[winner].0,
        all_seats: parties.iter().map(|(seats, _)| seats).sum(),
        vote_share: share(parties[winner].1, votes),
        turnout: share(turned_out, voters),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_who_won_and_how() {
        let executive = Outcome {
            election: "executive".into(),
            winner: "left".into(),
            seats: 1,
            all_seats: 1,
            vote_share: Some(0.5432),
            turnout: Some(0.7),
        };
        let council = Outcome {
            election: "council".into(),
            seats: 4,
            all_seats: 9,
            vote_share: None,
            turnout: Some(0.0),
            ..executive.clone()
        };
        let last = LastElection { round: 8, outcomes: vec![executive], offered_share: Some(0.25), changed_share: None };
        let lines = [
            "Last election (round 8): executive: left, 54.3 % of votes, turnout 70.0 %",
            "Offers: 25.0 % of voters were offered something; no gift was taken",
        ];
        assert_eq!(last.lines(Language::English), lines);
        let both = LastElection { outcomes: vec![last.outcomes[0].clone(), council], changed_share: Some(0.1), ..last };
        let lines = both.lines(Language::English);
        assert!(
            lines[0].starts_with("Last elections (round 8): executive: ")
                && lines[0].ends_with("; council: left, 4 of 9 seats, turnout 0.0 %"),
            "{lines:?}"
        );
        assert!(lines[1].ends_with("; 10.0 % of the gifts taken changed what the voter did"), "{lines:?}");
    }
}
