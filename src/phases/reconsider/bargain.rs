//! What a patron's strategy comes to for each of its clients.

use crate::phases::Parameters;
use crate::phases::provide::Deal;
use crate::quantity::Money;
use crate::world::Strategy;
use crate::world::patrons::Terms;

/// What a patron's strategy comes to for each of its clients in this round, worked out once per patron. It begins a line of memory and
/// fills two: patrons are looked up in the order of clients, which may be any.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Bargain {
    pub deal: Deal,
    /// What misfortunes would take to cover as promised, and what there is to cover them with.
    pub cover_due: Money,
    pub cover_funds: Money,
    /// Support at cost \[S\].
    pub support: f64,
    /// Support as it is worth in an exchange, before the client's valuation \[S\].
    pub support_worth: f64,
    /// Worth of the promise of protection, before the client's valuation \[S\].
    pub promise: f64,
    /// G per unit of output: less what capital produced, more for unwilling work.
    pub given_per_output: f64,
    /// What support and coercion add to the drive to loyalty.
    pub sympathy: f64,
    /// What a hungry client is exposed to: 1 - protection.
    pub exposure: f64,
    /// What dues add to resentment.
    pub resented: f64,
    /// Effort and compliance that fear alone brings: c·m.
    pub fear: f64,
    /// Loyalty per unit of fear: 1/max(fear, 0.05).
    pub per_fear: f64,
}

const _: () = assert!(size_of::<Bargain>() == 128);

impl Bargain {
    /// That of a client without patron: all that it earns is a wage, which nobody judges.
    pub const NONE: Self = Self {
        deal: Deal::ALONE,
        cover_due: Money::ZERO,
        cover_funds: Money::ZERO,
        support: 0.0,
        support_worth: 0.0,
        promise: 0.0,
        given_per_output: 0.0,
        sympathy: 0.0,
        exposure: 0.0,
        resented: 0.0,
        fear: 0.0,
        per_fear: 0.0,
    };

    /// What a strategy comes to under the terms that the patron could afford, where public goods leave so much of the hazard.
    pub fn of(strategy: &Strategy, terms: &Terms, hazard_left: f64, parameters: &Parameters) -> Self {
        let Parameters { reciprocity, shocks, loyalty, resentment, coercion, .. } = parameters;
        let Strategy { protection, coercion: force, .. } = *strategy;
        Self {
            deal: Deal::of(strategy, parameters),
            cover_due: terms.cover_due,
            cover_funds: terms.cover_funds,
            support: terms.support.to_s(),
            support_worth: reciprocity.support_worth * terms.support.to_s(),
            promise: reciprocity.promise * protection * (shocks.hazard * hazard_left) * shocks.loss_mean,
            given_per_output: 1.0 - reciprocity.capital_share + reciprocity.unwillingness * force,
            sympathy: loyalty.support * support_given(strategy, terms, parameters.support.cost) - loyalty.coercion * force,
            exposure: 1.0 - protection,
            resented: resentment.dues * coercion.dues * force,
            fear: force * parameters.work.supervision,
            per_fear: 1.0 / (force * parameters.work.supervision).max(0.05),
        }
    }
}

/// Support given as a share of the most there can be: the strategy's, or less where money was short.
fn support_given(strategy: &Strategy, terms: &Terms, cost: f64) -> f64 {
    if terms.support == Money::nearest(cost * strategy.support) { strategy.support } else { terms.support.to_s() / cost }
}
