//! What of measures is kept in a checkpoint: how networks were measured, and who connects others.

use super::network::methods::{Accuracy, Statement};
use super::network::{Connector, Estimate, Taken};
use crate::stored::{Error, Passage, Stored, choice, record};

impl Stored for Statement {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { taken, accuracy, sample, how } = self;
        passage.cell("taken", taken)?;
        passage.cell("accuracy", accuracy)?;
        passage.cell("sample", sample)?;
        passage.text("how", how)
    }
}

choice!(Taken { Ties, Wealth, Circles, Distances, Betweenness, StrongComponents, Exchange });
choice!(Accuracy { Exact, Classed, Sampled, Unknown });
record!(Estimate { value: f64, error: f64 });
record!(Connector {
    client: usize,
    village: usize,
    patron: Option<usize>,
    betweenness: Estimate,
    betweenness_rank: usize,
    constraint: Option<f64>,
    constraint_rank: Option<usize>,
    neighbours: usize,
    villages: usize,
    patrons: usize,
});
