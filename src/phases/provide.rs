//! 3.3 Provide: the output is shared out, and patrons protect.
//!
//! An attached client receives the wage `w·q`, loses the dues `τ·c·wage` to force and gives the personal service
//! `min(s·support·L, wage - dues)` out of loyalty; the rest of q is its patron's. A client without patron keeps all of q.
//! The patron then spends, in this order and never more than it has: enforcement `κ_c·c` per client; support worth
//! `κ_s·support` per client, in kind (if money is short, less, and the same for each); cover of `protection·loss` for the
//! clients with a misfortune, pro rata if it cannot cover all. What the client cannot pay of its remaining loss is *unmet*: it is
//! not paid later and not carried over. With probability `law.detection` a patron is fined `law.fine` times the dues it
//! took, up to its capital. The fine goes to the treasury of the district where the patron lives, or leaves the economy where there is
//! none.
//!
//! Of every misfortune it is counted whether the client's own wealth saved it from hunger, or, where that was not enough, the cover
//! ([`Rescue`]); share and lend count on.
//!
//! Reads output, loss, loyalty, strategies. Writes wealth, unmet, capital, the patrons' terms and profit. Draws:
//! [`Purpose::Detection`], one word per patron. Money enters as output (but for the tax, which `produce` booked) and leaves as
//! enforcement, support, losses and fines.

mod deal;

pub use deal::{Column, Deal, GROUP, NOTHING, Pays, put_all};

use super::{Moment, Parameters};
use crate::ids::PatronId;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Purpose, Word};
use crate::world::clients::Degree;
use crate::world::patrons::Terms;
use crate::world::per_patron::PerPatron;
use crate::world::politics::Purse;
use crate::world::tally::Row;
use crate::world::{BLOCK, Flow, Flows, Rescue, World};
use deal::booked;
use fearless_simd::{Level, dispatch};
use rayon::prelude::*;

/// Force.
#[derive(Clone, Debug, PartialEq)]
pub struct Coercion {
    /// Share τ of the wage that full coercion takes back as dues.
    pub dues: f64,
    /// Cost κ_c of full coercion per client [S per round].
    pub cost: f64,
}

impl Default for Coercion {
    fn default() -> Self {
        Self { dues: 0.4, cost: 0.10 }
    }
}

/// The keys of [`Coercion`].
pub const COERCION: Section<Coercion> = Section {
    name: "coercion",
    meaning: "What force takes and what it costs.",
    keys: &[
        Key::<Coercion>::number("dues", |p| &mut p.dues, 0.0, 1.0, "share of wage")
            .symbol("τ")
            .means("Share of the wage that full coercion takes back as forced dues."),
        Key::<Coercion>::number("cost", |p| &mut p.cost, 0.0, 10.0, "S per client and round")
            .symbol("κ_c")
            .means("What full coercion of one client costs the patron."),
    ],
};

/// Personal help in both directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// Value κ_s of full support per client [S per round].
    pub cost: f64,
    /// Personal service s of a fully loyal client for full support [S per round].
    pub service: f64,
}

impl Default for Support {
    fn default() -> Self {
        Self { cost: 0.15, service: 0.10 }
    }
}

/// The keys of [`Support`].
pub const SUPPORT: Section<Support> = Section {
    name: "support",
    meaning: "Personal help outside work, in both directions.",
    keys: &[
        Key::<Support>::number("cost", |p| &mut p.cost, 0.0, 10.0, "S per client and round")
            .symbol("κ_s")
            .means("What full support of one client costs the patron and is worth to the client."),
        Key::<Support>::number("service", |p| &mut p.service, 0.0, 10.0, "S per round")
            .symbol("s")
            .means("Personal service that a fully loyal client gives for full support.")
            .source("assumed; both help each other outside work, Scott 1972"),
    ],
};

/// The law.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// Probability per round that a patron is fined.
    pub detection: f64,
    /// The fine, in multiples of the dues taken in the round.
    pub fine: f64,
}

impl Default for Law {
    fn default() -> Self {
        Self { detection: 0.02, fine: 3.0 }
    }
}

/// The keys of [`Law`].
pub const LAW: Section<Law> = Section {
    name: "law",
    meaning: "How force is punished.",
    keys: &[
        Key::<Law>::number("detection", |p| &mut p.detection, 0.0, 1.0, "probability per round")
            .means("Probability that a patron is fined for the dues of the round."),
        Key::<Law>::number("fine", |p| &mut p.fine, 0.0, 1000.0, "times dues").means("The fine, in multiples of the dues taken."),
    ],
};

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let deals = world.patrons.strategy.iter().map(|strategy| Deal::of(strategy, parameters));
    let deals = PerPatron::new(Deal::ALONE, deals);
    let shared = share_output(world, &deals);
    let (spent, dues) = spend(world, parameters);
    let met = meet_losses(world, &deals);
    let fined = settle(world, parameters, moment, &dues);
    for flows in [shared, spent, met, fined] {
        world.flows.add(&flows);
    }
}

/// Clients receive their pay; the tally gathers each patron's revenue, dues and promised cover.
fn share_output(world: &mut World, deals: &PerPatron<Deal>) -> Flows {
    let World { clients, tally, .. } = world;
    tally.clear();
    let tally = &*tally;
    let columns = (
        clients.wealth.par_chunks_mut(BLOCK),
        clients.earning.par_chunks(BLOCK),
        clients.loss.par_chunks(BLOCK),
        clients.patron.par_chunks(BLOCK),
        clients.loyalty.par_chunks(BLOCK),
    );
    let blocks = columns.into_par_iter().map(|(wealth, output, loss, patron, loyalty)| {
        let season = Season { patron, output, loss, loyalty };
        let mut lane = tally.lane();
        dispatch!(Level::new(), _ => season.share_out(deals, wealth, &mut lane))
    });
    blocks.sum()
}

/// What the round was to the clients of a block.
struct Season<'a> {
    patron: &'a [Option<PatronId>],
    output: &'a [SmallMoney],
    loss: &'a [SmallMoney],
    loyalty: &'a [Degree],
}

impl Season<'_> {
    /// Shares out what their work brought.
    #[inline(always)]
    fn share_out(&self, deals: &PerPatron<Deal>, wealth: &mut [Money], lane: &mut PerPatron<Row>) -> Flows {
        let mut flows = Flows::default();
        let (mut pays, mut counted) = (Pays::new(), NOTHING);
        for start in (0..wealth.len()).step_by(GROUP) {
            let group = start..(start + GROUP).min(wealth.len());
            if group.len() < GROUP {
                (pays, counted) = (Pays::new(), NOTHING);
            }
            let patron = &self.patron[group.clone()];
            for (k, &patron) in patron.iter().enumerate() {
                pays.note(k, deals.of(patron));
                counted[k] = f64::from(u8::from(patron.is_some()));
            }
            pays.take_down(&self.output[group.clone()], &self.loss[group.clone()], &self.loyalty[group.clone()]);
            pays.reckon();
            book(&pays, &counted, &mut flows);
            for (k, (wealth, &patron)) in wealth[group].iter_mut().zip(patron).enumerate() {
                *wealth += Money::of_micros(pays.net(k));
                let shares = [pays.output[k] - pays.net(k), pays.dues[k], pays.promised[k]];
                for (sum, share) in lane.of_mut(patron).iter_mut().zip(shares) {
                    *sum += Money::of_micros(share).micros();
                }
            }
        }
        flows
    }
}

/// Books what a group of clients is paid; 1 stands for who has a patron, 0 for who works alone.
#[inline(always)]
fn book(pays: &Pays, counted: &Column, flows: &mut Flows) {
    let with_patron = |amounts: &Column| -> Column { std::array::from_fn(|k| amounts[k] * counted[k]) };
    let worked = with_patron(&pays.output);
    let alone = std::array::from_fn(|k| pays.output[k] - worked[k]);
    let all = [
        (Flow::WorkedOutput, &worked),
        (Flow::OwnOutput, &alone),
        (Flow::Wage, &with_patron(&pays.wage)),
        (Flow::Dues, &pays.dues),
        (Flow::Service, &pays.service),
    ];
    for (flow, amounts) in all {
        let (sum, count) = booked(amounts);
        flows.book_all(flow, sum, count);
    }
}

/// Patrons receive their revenue, pay for force and support, and find out what cover they can afford. Also returns
/// each patron's dues.
fn spend(world: &mut World, parameters: &Parameters) -> (Flows, Vec<Money>) {
    let World { patrons, tally, .. } = world;
    let mut flows = Flows::default();
    let mut all_dues = Vec::with_capacity(patrons.len());
    for p in 0..patrons.len() {
        let [revenue, dues, cover_due] = tally.total(PatronId::new(p)).map(Money::from_micros);
        let (strategy, clients) = (patrons.strategy[p], patrons.clients[p]);
        let mut funds = patrons.capital[p] + revenue;
        let force = affordable(Money::nearest(parameters.coercion.cost * strategy.coercion), clients, funds);
        funds -= times(force, clients);
        let support = affordable(Money::nearest(parameters.support.cost * strategy.support), clients, funds);
        funds -= times(support, clients);
        flows.book_many(Flow::Enforcement, force, clients);
        flows.book_many(Flow::Support, support, clients);
        patrons.capital[p] = funds;
        patrons.profit[p] = revenue - times(force, clients) - times(support, clients);
        patrons.terms[p] = Terms { support, cover_due, cover_funds: funds };
        all_dues.push(dues);
    }
    (flows, all_dues)
}

fn times(each: Money, clients: u32) -> Money {
    Money::from_micros(each.micros() * i64::from(clients))
}

/// `each` for every one of `clients`, or the equal part of `funds` that there is.
fn affordable(each: Money, clients: u32, funds: Money) -> Money {
    if times(each, clients) <= funds { each } else { Money::from_micros(funds.micros() / i64::from(clients)) }
}

/// Patrons cover losses, clients pay the rest as far as they can; the tally gathers what each patron paid.
fn meet_losses(world: &mut World, deals: &PerPatron<Deal>) -> Flows {
    let World { clients, patrons, tally, .. } = world;
    tally.clear();
    let tally = &*tally;
    let columns = (
        clients.wealth.par_chunks_mut(BLOCK),
        clients.unmet.par_chunks_mut(BLOCK),
        clients.loss.par_chunks(BLOCK),
        clients.patron.par_chunks(BLOCK),
    );
    let blocks = columns.into_par_iter().map(|(wealth, unmet, loss, patron)| {
        let mut flows = Flows::default();
        let mut lane = tally.lane();
        for i in 0..wealth.len() {
            let mut due = Money::from(loss[i]);
            if due > Money::ZERO {
                let own = wealth[i] - due;
                if let Some(p) = patron[i] {
                    let Terms { cover_funds, cover_due, .. } = patrons.terms[p.index()];
                    let cover = deals.of(Some(p)).promised(due).pro_rata(cover_funds, cover_due);
                    flows.book(Flow::Protection, cover);
                    lane.of_mut(Some(p))[0] += cover.micros();
                    due -= cover;
                }
                let paid = due.min(wealth[i]);
                wealth[i] -= paid;
                flows.book(Flow::Loss, paid);
                due -= paid;
                flows.strike();
                let (alone, covered) = (own >= Money::SUBSISTENCE, wealth[i] - due >= Money::SUBSISTENCE);
                flows.save(Rescue::OwnWealth, u64::from(alone));
                flows.save(Rescue::Patron, u64::from(covered & !alone));
            }
            unmet[i] = SmallMoney::saturating(due);
        }
        flows
    });
    blocks.sum()
}

/// Patrons pay their cover and their fines; profit is final.
fn settle(world: &mut World, parameters: &Parameters, moment: Moment, dues: &[Money]) -> Flows {
    let World { patrons, tally, politics, .. } = world;
    let mut flows = Flows::default();
    let mut words = moment.draws.words(Purpose::Detection, moment.round, 0, 1);
    for (p, &dues) in dues.iter().enumerate() {
        let [cover, ..] = tally.total(PatronId::new(p)).map(Money::from_micros);
        patrons.capital[p] -= cover;
        let fine = fine(parameters, dues, words.take::<1>()[0]).min(patrons.capital[p]);
        patrons.capital[p] -= fine;
        patrons.profit[p] -= cover + fine;
        match politics {
            Some(politics) => {
                let district = politics.polity.district_of[patrons.village[p].index()];
                politics.districts.take_in(district, Purse::Fine, fine);
                flows.book(Flow::PublicFine, fine);
            }
            None => flows.book(Flow::Fine, fine),
        }
    }
    flows
}

fn fine(parameters: &Parameters, dues: Money, detection: Word) -> Money {
    if detection.happens(parameters.law.detection) { Money::nearest(parameters.law.fine * dues.to_s()) } else { Money::ZERO }
}
