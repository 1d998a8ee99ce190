//! What a run has gathered so far, as it is kept in a checkpoint.

use super::{Collected, NetworkRound, Round, Wealth};
use crate::metrics::inequality::Distribution;
use crate::metrics::network::Taken;
use crate::metrics::network::methods::{Accuracy, Statement};
use crate::quantity::Money;
use crate::stored::{Error, Passage, Stored};

impl Stored for Collected {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        // Ties are sampled when the run has come to its end.
        let Self { replicate, rounds, passed, networks, methods, connectors, politics, ties: _, wealth, gini_error } = self;
        passage.cell("replicate", replicate)?;
        passage.rows("rounds", rounds, || Round { round: 0, measures: Vec::new(), money: Money::ZERO, flows: None })?;
        passage.cell("passed", passed)?;
        passage.rows("networks", networks, || NetworkRound { round: 0, measures: Vec::new() })?;
        passage.rows("methods", methods, || Statement {
            taken: Taken::Ties,
            accuracy: Accuracy::Unknown,
            sample: None,
            how: String::new(),
        })?;
        passage.column("connectors", connectors)?;
        politics.iter_mut().try_for_each(|rows| rows.pass(passage))?;
        passage.rows("wealth", wealth, || Wealth { round: 0, clients: Distribution::default(), all: Distribution::default() })?;
        passage.cell("gini_error", gini_error)
    }
}

impl Stored for Round {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { round, measures, money, flows } = self;
        passage.cell("round", round)?;
        passage.column("measures", measures)?;
        passage.cell("money", money)?;
        passage.cell("flows", flows)
    }
}

impl Stored for NetworkRound {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { round, measures } = self;
        passage.cell("round", round)?;
        passage.column("measures", measures)
    }
}

impl Stored for Wealth {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { round, clients, all } = self;
        passage.cell("round", round)?;
        clients.pass(passage)?;
        all.pass(passage)
    }
}
