//! What a patron's strategy comes to for each of its clients.

use crate::phases::Parameters;
use crate::quantity::Money;
use crate::world::Strategy;
use crate::world::patrons::Terms;

/// What a patron's strategy comes to for each of its clients in this round, worked out once per patron.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bargain<'p> {
    pub strategy: &'p Strategy,
    pub terms: &'p Terms,
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

impl<'p> Bargain<'p> {
    /// What a strategy comes to under the terms that the patron could afford, where public goods leave so much of the hazard.
    pub fn of(strategy: &'p Strategy, terms: &'p Terms, hazard_left: f64, parameters: &Parameters) -> Self {
        let Parameters { reciprocity, shocks, loyalty, resentment, coercion, .. } = parameters;
        let Strategy { protection, coercion: force, .. } = *strategy;
        let support = terms.support.to_s();
        Self {
            strategy,
            terms,
            support,
            support_worth: reciprocity.support_worth * support,
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
