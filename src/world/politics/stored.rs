//! What of politics is kept in a checkpoint: see the list of what is kept of a world.

use super::districts::Service;
use super::record::{CampaignPhase, ElectionResult, MachineStep, OfferCounts, OfferSum, Record};
use super::{Attitude, Brokers, Districts, Offers, Places, Plan, Politicians, Politics, Polity, Strategy, Voters};
use crate::ids::PoliticianId;
use crate::quantity::Money;
use crate::stored::{Error, Passage, Stored, choice, record};
use std::sync::Arc;

impl Politics {
    /// Politics of this polity with nobody in it: what a reader fills.
    #[must_use]
    pub fn blank(polity: Arc<Polity>) -> Self {
        Self {
            polity,
            voters: Voters::default(),
            brokers: Brokers::default(),
            politicians: Politicians::default(),
            districts: Districts::default(),
            places: Places::default(),
            offers: Offers::default(),
            record: Record::default(),
        }
    }
}

impl Stored for Politics {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        // The polity is the scenario's, and never changes; offers and record are forgotten when the next round begins.
        let Self { polity: _, voters, brokers, politicians, districts, places, offers: _, record: _ } = self;
        voters.pass(passage)?;
        brokers.pass(passage)?;
        politicians.pass(passage)?;
        districts.pass(passage)?;
        places.pass(passage)
    }
}

impl Stored for Voters {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { finely, cost, norm, marks, favour } = self;
        passage.column("finely", finely)?;
        passage.column("cost", cost)?;
        passage.column("norm", norm)?;
        passage.column("marks", marks)?;
        passage.column("favour", favour)
    }
}

impl Stored for Brokers {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { superior, party, ideology, names } = self;
        passage.column("broker_superior", superior)?;
        passage.column("broker_party", party)?;
        passage.column("broker_ideology", ideology)?;
        passage.column("names", names)
    }
}

impl Stored for Politicians {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { election, constituency, party, superior, funds, plan, price, votes, seats, family } = self;
        passage.column("election", election)?;
        passage.column("constituency", constituency)?;
        passage.column("party", party)?;
        passage.column("superior", superior)?;
        passage.column("funds", funds)?;
        passage.column("plan", plan)?;
        passage.column("price", price)?;
        passage.column("votes", votes)?;
        passage.column("seats", seats)?;
        passage.rows("family", family, Vec::new)
    }
}

record!(Plan { expected: f64, aim: f64, prospect: f64, gifts: Money, fees: Money });

impl Stored for Districts {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self {
            treasury,
            party,
            politician,
            spoils,
            goods,
            stolen,
            officials,
            by_patronage,
            service,
            service_of_term,
            audited,
            purse,
        } = self;
        passage.column("treasury", treasury)?;
        passage.column("governing_party", party)?;
        passage.column("politician", politician)?;
        passage.column("spoils", spoils)?;
        passage.column("goods", goods)?;
        passage.column("stolen", stolen)?;
        passage.column("officials", officials)?;
        passage.column("by_patronage", by_patronage)?;
        passage.column("service", service)?;
        passage.column("service_of_term", service_of_term)?;
        passage.column("audited", audited)?;
        passage.column("purse", purse)
    }
}

record!(Service { asked_connected: u64, served_connected: u64, asked_others: u64, served_others: u64 });

impl Stored for Places {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { parties, support, club } = self;
        passage.cell("parties", parties)?;
        passage.column("support", support)?;
        passage.column("club", club)
    }
}

// Rows of finished rounds, which are kept until results are written.
choice!(Strategy { Vote, Turnout, Abstention, Persuasion, Reward });
choice!(Attitude { Loyal, Swing, Opposed });
choice!(CampaignPhase { Purpose, Design, Grow, Perform });
record!(MachineStep { politician: PoliticianId, phase: CampaignPhase, wanted: f64, reached: f64, completion: Option<f64> });
record!(ElectionResult {
    politician: PoliticianId,
    votes: u64,
    seats: u32,
    turned_out: u64,
    voters: u64,
    incumbent: bool,
    governs: bool,
    brokers: u32,
    spent: Money,
});
record!(OfferCounts {
    offered: u64,
    accepted: u64,
    complied: u64,
    changed: u64,
    delivered: u64,
    anyway: u64,
    paid: Money,
    skimmed: Money,
});
record!(OfferSum { politician: PoliticianId, strategy: Strategy, attitude: Attitude, counts: OfferCounts });
