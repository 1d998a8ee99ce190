//! What of a world is kept in a checkpoint: one line per column, in lists that take each struct apart, so that a new column must be
//! given a line here before anything compiles.
//!
//! A `column` is kept. Of `scratch` only the length is: that is for columns that every round writes before it reads them, and that
//! are worth the saving, being as long as there are clients. `tests/checkpoint.rs` goes on from worlds with empty scratch and demands the
//! same bytes.

use super::patrons::Terms;
use super::ties::Strength;
use super::{Clients, Patrons, Strategy, Ties, Villages, World};
use crate::quantity::Money;
use crate::stored::{Cell, Error, Passage, Stored, record};

impl Stored for World {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        // A round begins with nothing in the tally, no flows, and relations that nobody has judged.
        let Self { clients, ties, patrons, villages, tally: _, flows: _, relations: _, politics } = self;
        clients.pass(passage)?;
        ties.pass(passage)?;
        patrons.pass(passage)?;
        villages.pass(passage)?;
        politics.iter_mut().try_for_each(|politics| politics.pass(passage))
    }
}

impl Stored for Clients {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self {
            skill,
            valuation,
            ideology,
            wealth,
            debt,
            patron,
            loyalty,
            resentment,
            satisfaction,
            tenure,
            prospect,
            stage,
            earning,
            loss,
            unmet,
            contacts,
            aid,
            helped,
            consumed,
            exchanged,
        } = self;
        passage.column("skill", skill)?;
        passage.column("valuation", valuation)?;
        passage.column("ideology", ideology)?;
        passage.column("wealth", wealth)?;
        passage.column("debt", debt)?;
        passage.column("patron", patron)?;
        passage.column("loyalty", loyalty)?;
        passage.column("resentment", resentment)?;
        passage.column("satisfaction", satisfaction)?;
        passage.column("tenure", tenure)?;
        passage.column("prospect", prospect)?;
        passage.column("stage", stage)?;
        passage.scratch("earning", earning)?;
        passage.scratch("loss", loss)?;
        passage.scratch("unmet", unmet)?;
        // Whom a client met last is asked after a round later.
        passage.column("contacts", contacts)?;
        passage.scratch("aid", aid)?;
        passage.scratch("helped", helped)?;
        passage.scratch("consumed", consumed)?;
        passage.scratch("exchanged", exchanged)
    }
}

impl Stored for Ties {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { ends, strengths } = self;
        passage.column("ends", ends)?;
        passage.column("strengths", strengths)
    }
}

impl Cell for Strength {
    const BYTES: usize = 1;

    #[inline]
    fn put(&self, place: &mut [u8]) {
        place[0] = self.steps();
    }

    #[inline]
    fn get(place: &[u8]) -> Option<Self> {
        Some(Self::from_steps(place[0]))
    }
}

impl Stored for Patrons {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { village, kind, strategy, capital, clients, vacant, capital_effect, terms, profit, consumed } = self;
        passage.column("village", village)?;
        passage.column("kind", kind)?;
        passage.column("strategy", strategy)?;
        passage.column("capital", capital)?;
        passage.column("clients", clients)?;
        passage.column("vacant", vacant)?;
        passage.column("capital_effect", capital_effect)?;
        passage.column("terms", terms)?;
        passage.column("profit", profit)?;
        passage.column("consumed", consumed)
    }
}

record!(Strategy { wage: f64, protection: f64, support: f64, coercion: f64, credit: f64 });
record!(Terms { support: Money, cover_due: Money, cover_funds: Money });

impl Stored for Villages {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { client_start, patron_start, productivity, output, hazard, outside } = self;
        passage.column("client_start", client_start)?;
        passage.column("patron_start", patron_start)?;
        passage.column("productivity", productivity)?;
        passage.column("output", output)?;
        passage.column("hazard", hazard)?;
        passage.column("outside", outside)
    }
}
