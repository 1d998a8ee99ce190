//! Elementary effects of a morris design.

use super::{About, Unfit, places};
use crate::output::analysis::ElementaryEffect;
use crate::output::sweep::{SweepManifest, Used};
use crate::statistics::sensitivity::{Bootstrap, Elementary, elementary_effect};
use crate::table::Table;
use std::collections::BTreeMap;

/// A step of a trajectory: one factor changes.
struct Step {
    before: usize,
    after: usize,
    /// In unit coordinates, not 0.
    change: f64,
}

/// The steps of every factor, by trajectory.
pub(super) struct Method {
    bootstrap: Bootstrap,
    factors: Vec<Vec<Step>>,
}

impl Method {
    pub(super) fn of(sweep: &SweepManifest, design: &Table, bootstrap: Bootstrap) -> Result<Self, Unfit> {
        let missing = |column: &str| Unfit::NoColumn { table: "design", column: column.to_owned() };
        let whole = |column| places::whole_numbers("design", design, column);
        let (trajectories, steps) = (whole("trajectory")?, whole("step")?);
        let moved = design.words("moved").ok_or_else(|| missing("moved"))?;
        let changes = design.numbers("change").ok_or_else(|| missing("change"))?;
        let keys: BTreeMap<&str, usize> = sweep.factors.iter().map(|factor| factor.key.as_str()).zip(0..).collect();
        let mut method = Self { bootstrap, factors: keys.iter().map(|_| Vec::new()).collect() };
        for after in (0..steps.len()).filter(|&row| steps[row] != 0) {
            let wrong = || Unfit::Scheme { design: "morris", row: after };
            let before = after.checked_sub(1).ok_or_else(wrong)?;
            let follows = trajectories[before] == trajectories[after] && steps[before] + 1 == steps[after];
            let factor = moved[after].as_deref().and_then(|key| keys.get(key)).filter(|_| follows).ok_or_else(wrong)?;
            let change = changes[after].filter(|change| *change != 0.0).ok_or_else(wrong)?;
            method.factors[*factor].push(Step { before, after, change });
        }
        Ok(method)
    }

    pub(super) fn apply(&self, about: &About<'_>) -> (Vec<ElementaryEffect>, Used) {
        let rows: Vec<_> = self.factors.iter().enumerate().map(|(factor, steps)| self.row(about, factor, steps)).collect();
        let planned = self.factors.iter().map(Vec::len).sum();
        let used = rows.iter().map(|row| row.n as usize).sum();
        (rows, about.used("effects", planned, used))
    }

    fn row(&self, about: &About<'_>, factor: usize, steps: &[Step]) -> ElementaryEffect {
        let effect = |step: &Step| {
            let (before, after) = (about.observed.mean(step.before)?, about.observed.mean(step.after)?);
            Some(elementary_effect(before, after, step.change))
        };
        let effects: Vec<f64> = steps.iter().filter_map(effect).collect();
        let found = Elementary::of(&effects, self.bootstrap);
        let interval = found.and_then(|found| found.mu_star_interval);
        let (measure, unit) = about.measure_and_unit();
        ElementaryEffect {
            measure,
            unit,
            factor: about.sweep.factors[factor].key.clone(),
            mu: found.map(|found| found.mu),
            mu_star: found.map(|found| found.mu_star),
            mu_star_low: interval.map(|interval| interval.low),
            mu_star_high: interval.map(|interval| interval.high),
            sigma: found.and_then(|found| found.sigma),
            n: effects.len() as i64,
        }
    }
}
