//! `comparison`: one row per scenario and measure, against the baseline.

use crate::metrics::Scale;
use crate::statistics::{Difference, Interval, LEVEL, Sample, Wilcoxon};
use crate::table::Table;

/// How the replicates of two members belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// Replicate r of both has the same agents and draws: differences are taken replicate by replicate.
    Paired,
    /// The agents are not the same: the replicates are independent samples.
    Unpaired,
}

impl Pairing {
    /// As files give it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Paired => "paired",
            Self::Unpaired => "unpaired",
        }
    }
}

/// One measure of one member against the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The member's name.
    pub scenario: String,
    /// Its place among the measures of this member, from 1: the most telling first.
    pub rank: usize,
    /// How its replicates belong together with the baseline's.
    pub pairing: Pairing,
    /// The measure.
    pub measure: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What the baseline had, in replicates that were used; unknown if there are none.
    pub of_baseline: Option<Sample>,
    /// What the member had, likewise.
    pub of_scenario: Option<Sample>,
    /// The member less the baseline; unknown where one of them is.
    pub difference: Option<Difference>,
    /// Its p, adjusted over the measures of this member (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// The test of signed ranks, of pairs.
    pub wilcoxon: Option<Wilcoxon>,
    /// Hedges' g.
    pub hedges_g: Option<f64>,
    /// Cohen's d_z, of pairs.
    pub d_z: Option<f64>,
    /// By what factor pairing reduced the variance of the difference.
    pub pairing_gain: Option<f64>,
}

impl Row {
    /// The interval of the difference.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        self.difference.as_ref()?.interval(LEVEL)
    }

    /// Whether the interval of the difference leaves 0 out.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.interval().is_some_and(|interval| !interval.contains(0.0))
    }

    /// How large the difference is on the measure's natural scale.
    #[must_use]
    pub fn size(&self) -> Option<f64> {
        let means = [self.of_baseline?.mean, self.of_scenario?.mean];
        Some(Scale::of(self.unit).size(self.difference.as_ref()?.difference, means))
    }
}

/// Members against the first of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The name of the baseline.
    pub baseline: String,
    /// When measures were taken.
    pub at: String,
    /// Member by member, each in the order of ranks.
    pub rows: Vec<Row>,
    /// The measures that no member knows at that time; they have no rows.
    pub unknown: Vec<&'static str>,
}

impl Comparison {
    /// The table `comparison`.
    #[must_use]
    pub fn table(&self) -> Table {
        let about = "One row per scenario and measure: what it was in the baseline and in the scenario, and the difference, scenario less \
                     baseline. The most telling measures of a scenario come first. Intervals are 95 % t intervals over replicates. \
                     What is not defined is missing.";
        let table = Table::new("comparison", about);
        self.with_effects(self.with_differences(self.with_samples(self.with_names(table))))
    }

    fn with_names(&self, table: Table) -> Table {
        let text = |value: fn(&Self, &Row) -> String| self.rows.iter().map(move |row| Some(value(self, row)));
        let rank = "Place among the measures of the scenario, from 1: first those whose interval leaves 0 out, then by the size of the \
                    difference, for amounts by that relative to the larger mean.";
        table
            .text("scenario", "name", "The scenario that is compared.", text(|_, row| row.scenario.clone()))
            .text("baseline", "name", "What it is compared with.", text(|all, _| all.baseline.clone()))
            .int("rank", "index", rank, self.rows.iter().map(|row| Some(row.rank as i64)))
            .text("measure", "name", "The measure, a column of rounds.", text(|_, row| row.measure.to_owned()))
            .text(
                "unit",
                "unit",
                "The measure's unit, also of means, deviations and differences.",
                text(|_, row| row.unit.to_owned()),
            )
            .text("at", "time", "When it is taken: end, round:T, or mean:K of the last K rounds.", text(|all, _| all.at.clone()))
            .text(
                "pairing",
                "word",
                "paired: replicate by replicate, under the same draws; unpaired: independent samples.",
                text(|_, row| row.pairing.word().to_owned()),
            )
    }

    fn with_samples(&self, table: Table) -> Table {
        let baselines: Vec<Option<Sample>> = self.rows.iter().map(|row| row.of_baseline).collect();
        let scenarios: Vec<Option<Sample>> = self.rows.iter().map(|row| row.of_scenario).collect();
        let n = "Replicates that were used: if paired, those in which both know the measure.";
        let counts = |samples: &[Option<Sample>]| -> Vec<Option<i64>> {
            samples.iter().map(|sample| Some(sample.map_or(0, |sample| sample.n as i64))).collect()
        };
        let table = table.int("n_baseline", "count", n, counts(&baselines)).int("n_scenario", "count", n, counts(&scenarios));
        with_side(with_side(table, "baseline", &baselines), "scenario", &scenarios)
    }

    fn with_differences(&self, table: Table) -> Table {
        let float = |value: fn(&Row) -> Option<f64>| self.rows.iter().map(value);
        let of = |value: fn(&Difference) -> Option<f64>| self.rows.iter().map(move |row| value(row.difference.as_ref()?));
        let difference = "Scenario less baseline: the mean of differences if paired, else the difference of means.";
        let t = "The difference by its standard error: of pairs, or Welch's. Missing where nothing varies but the means differ.";
        let p = "The chance of a t as far from 0 without a difference. Where nothing varies: 1 for no difference, else 0.";
        table
            .float("difference", "unit", difference, of(|d| Some(d.difference)))
            .float("low", "unit", "Lower end of the difference's interval.", float(|row| Some(row.interval()?.low)))
            .float("high", "unit", "Upper end of the difference's interval.", float(|row| Some(row.interval()?.high)))
            .float("t", "ratio", t, of(|d| d.t))
            .float("df", "count", "Degrees of freedom of t.", of(|d| d.df))
            .float("p", "probability", p, of(|d| d.p))
            .float(
                "p_adjusted",
                "probability",
                "p, adjusted over the scenario's measures (Benjamini-Hochberg).",
                float(|row| row.p_adjusted),
            )
    }

    fn with_effects(&self, table: Table) -> Table {
        let float = |value: fn(&Row) -> Option<f64>| self.rows.iter().map(value);
        let methods = self.rows.iter().map(|row| Some(row.wilcoxon.as_ref()?.method.word().to_owned()));
        let gain = "Variance of the difference of independent samples by that of pairs: by what factor pairing reduced it.";
        table
            .float(
                "p_wilcoxon",
                "probability",
                "p of Wilcoxon's signed-rank test of pairs.",
                float(|row| Some(row.wilcoxon.as_ref()?.p)),
            )
            .text("wilcoxon", "word", "How p_wilcoxon was found: exact, or from the normal distribution.", methods)
            .float(
                "hedges_g",
                "standard deviations",
                "Hedges' g: the difference by the pooled standard deviation over replicates, without the bias of small samples.",
                float(|row| row.hedges_g),
            )
            .float(
                "d_z",
                "standard deviations",
                "Cohen's d_z: the mean difference of pairs by their standard deviation.",
                float(|row| row.d_z),
            )
            .float("pairing_gain", "ratio", gain, float(|row| row.pairing_gain))
    }
}

/// Adds the columns of one side.
fn with_side(table: Table, side: &str, samples: &[Option<Sample>]) -> Table {
    let float = |value: fn(Sample) -> Option<f64>| samples.iter().map(move |sample| value((*sample)?));
    let (low, high) = ("Lower end of the mean's interval.", "Upper end of the mean's interval.");
    table
        .float(&format!("mean_{side}"), "unit", &format!("Mean over replicates of the {side}."), float(|s| Some(s.mean)))
        .float(&format!("sd_{side}"), "unit", "Standard deviation over replicates.", float(|s| s.sd))
        .float(&format!("low_{side}"), "unit", low, float(|s| Some(s.interval(LEVEL)?.low)))
        .float(&format!("high_{side}"), "unit", high, float(|s| Some(s.interval(LEVEL)?.high)))
}
