//! 3.5 Lend: credit from the patron, and debt.
//!
//! An attached client still short after aid asks its patron for `credit·shortfall`, where a shortfall counts up to
//! `aid.ask_max`, as it does when neighbours are asked. The patron lends at most `credit.lend_max`
//! of its capital, pro rata. In this order: the loan is paid out and added to the debt; the debt grows by the interest
//! `credit.interest·c` (interest is a matter of force); the client repays `credit.repay` of its wealth above subsistence *and unmet
//! loss*: safety first, what a misfortune still needs is not repaid with, so that nobody who has enough to live becomes short. Debt
//! stops growing at `credit.debt_max`: the patron goes on lending, but books no more than it could ever get back.
//!
//! Of clients in misfortune it is counted whom the loan leaves with enough to live ([`Rescue`]).
//!
//! Reads loss, unmet, patron, strategies. Writes wealth, debt, capital. Draws nothing. Money changes hands.

use super::share::shortfall;
use super::{Moment, Parameters};
use crate::ids::PatronId;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::world::{BLOCK, Flow, Flows, Rescue, Strategy, World};
use rayon::prelude::*;

/// Credit and debt.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// Interest per round at full coercion.
    pub interest: f64,
    /// Debt at which debt stops growing \[S\].
    pub debt_max: f64,
    /// Share of its capital that a patron lends in a round at most.
    pub lend_max: f64,
    /// Share of wealth above subsistence and unmet loss that a debtor repays.
    pub repay: f64,
}

impl Default for Credit {
    fn default() -> Self {
        Self { interest: 0.10, debt_max: 5.0, lend_max: 0.3, repay: 0.5 }
    }
}

/// The keys of [`Credit`].
pub const CREDIT: Section<Credit> = Section {
    name: "credit",
    meaning: "Loans from the patron, and debt.",
    keys: &[
        Key::<Credit>::number("interest", |p| &mut p.interest, 0.0, 1.0, "per round")
            .means("Interest on debt at full coercion; without force there is none."),
        Key::<Credit>::number("debt_max", |p| &mut p.debt_max, 0.1, 1000.0, "S")
            .means("Debt at which debt stops growing, by loans or interest."),
        Key::<Credit>::number("lend_max", |p| &mut p.lend_max, 0.0, 1.0, "share of capital")
            .means("Share of its capital that a patron lends in a round at most."),
        Key::<Credit>::number("repay", |p| &mut p.repay, 0.0, 1.0, "share of surplus")
            .means("Share of its wealth above subsistence and unmet loss that a debtor repays each round."),
    ],
};

/// What a client asks its patron for.
fn request(strategy: &Strategy, shortfall: Money, ask_max: Money) -> Money {
    Money::nearest(strategy.credit * shortfall.min(ask_max).to_s())
}

/// The debt after a loan and one round's interest. A debt above the largest (which an event may have lowered) stays.
fn grown(credit: &Credit, strategy: &Strategy, debt: Money, loan: Money) -> Money {
    let owed = debt + loan;
    let grown = owed + Money::nearest(credit.interest * strategy.coercion * owed.to_s());
    grown.min(Money::nearest(credit.debt_max).max(debt))
}

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, _: Moment) {
    let ask_max = Money::nearest(parameters.aid.ask_max);
    add_up_requests(world, ask_max);
    let patrons = world.patrons.len();
    let funds: Vec<Fund> = (0..patrons).map(|p| fund(world, &parameters.credit, p)).collect();
    let flows = lend_and_repay(world, &parameters.credit, ask_max, &funds);
    for p in 0..patrons {
        let [net, ..] = world.tally.total(PatronId::new(p)).map(Money::from_micros);
        world.patrons.capital[p] += net;
    }
    world.flows.add(&flows);
}

/// What a patron is asked for, and what it has to lend.
#[derive(Clone, Copy)]
struct Fund {
    requested: Money,
    available: Money,
}

fn fund(world: &mut World, credit: &Credit, patron: usize) -> Fund {
    let [requested, ..] = world.tally.total(PatronId::new(patron)).map(Money::from_micros);
    Fund { requested, available: world.patrons.capital[patron].share(credit.lend_max) }
}

fn add_up_requests(world: &mut World, ask_max: Money) {
    let World { clients, patrons, tally, .. } = world;
    tally.clear();
    let tally = &*tally;
    let columns = (clients.wealth.par_chunks(BLOCK), clients.unmet.par_chunks(BLOCK), clients.patron.par_chunks(BLOCK));
    columns.into_par_iter().for_each(|(wealth, unmet, patron)| {
        let mut lane = tally.lane();
        for i in 0..wealth.len() {
            let shortfall = shortfall(wealth[i], unmet[i]);
            if shortfall > Money::ZERO
                && let Some(p) = patron[i]
            {
                let asked = request(&patrons.strategy[p.index()], shortfall, ask_max);
                lane.of_mut(Some(p))[0] += asked.micros();
            }
        }
    });
}

/// The tally gathers what each patron gets back less what it lends.
fn lend_and_repay(world: &mut World, credit: &Credit, ask_max: Money, funds: &[Fund]) -> Flows {
    let World { clients, patrons, tally, .. } = world;
    tally.clear();
    let tally = &*tally;
    let columns = (
        clients.wealth.par_chunks_mut(BLOCK),
        clients.debt.par_chunks_mut(BLOCK),
        clients.unmet.par_chunks(BLOCK),
        clients.loss.par_chunks(BLOCK),
        clients.patron.par_chunks(BLOCK),
    );
    let blocks = columns.into_par_iter().map(|(wealth, debt, unmet, loss, patron)| {
        let mut flows = Flows::default();
        let mut lane = tally.lane();
        for i in 0..wealth.len() {
            let needed = Money::SUBSISTENCE + Money::from(unmet[i]);
            let shortfall = (needed - wealth[i]).or_zero();
            let before = Money::from(debt[i]);
            let Some(p) = patron[i].filter(|_| shortfall > Money::ZERO || before > Money::ZERO) else { continue };
            let (strategy, fund) = (&patrons.strategy[p.index()], funds[p.index()]);
            let loan = request(strategy, shortfall, ask_max).pro_rata(fund.available, fund.requested);
            wealth[i] += loan;
            let owed = grown(credit, strategy, before, loan);
            let repayment = (wealth[i] - needed).or_zero().share(credit.repay).min(owed);
            wealth[i] -= repayment;
            debt[i] = SmallMoney::saturating(owed - repayment);
            let saved = (shortfall > Money::ZERO) & (loss[i] > SmallMoney::ZERO) & (wealth[i] >= needed);
            flows.save(Rescue::Patron, u64::from(saved));
            flows.book(Flow::Loan, loan);
            flows.book(Flow::Repayment, repayment);
            lane.of_mut(Some(p))[0] += (repayment - loan).micros();
        }
        flows
    });
    blocks.sum()
}
