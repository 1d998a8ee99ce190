//! Inequality (stub under construction).
use crate::quantity::Money;

/// A distribution of amounts.
#[derive(Clone, Debug, Default)]
pub struct Distribution;

impl Distribution {
    /// Of `n` amounts.
    pub fn of(_n: usize, _value: impl Fn(usize) -> Money + Sync) -> Self {
        Self
    }
    /// With more amounts.
    #[must_use]
    pub fn with(&self, _more: impl Iterator<Item = Money>) -> Self {
        Self
    }
    /// Gini.
    pub fn gini(&self) -> Option<f64> {
        None
    }
    /// Theil T.
    pub fn theil(&self) -> Option<f64> {
        None
    }
    /// Palma.
    pub fn palma(&self) -> Option<f64> {
        None
    }
    /// Share of the richest `share` of the population.
    pub fn top_share(&self, _share: f64) -> Option<f64> {
        None
    }
    /// Lorenz curve at p.
    pub fn lorenz(&self, _p: f64) -> Option<f64> {
        None
    }
    /// Largest possible error of gini.
    pub fn gini_error(&self) -> f64 {
        0.0
    }
}
