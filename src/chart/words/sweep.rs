//! Words of the charts of sweeps.

use super::Heading;
use crate::language::{Language, Template};

/// Words of the charts of sweeps; `{measure}` is the measure.
#[derive(Debug)]
pub struct Sweep {
    /// The foot: the sweep's `{title}`.
    pub foot: Template,
    /// How many `{points}`.
    pub points: Template,
    /// Behind it: `{n}` replicates.
    pub replicates: Template,
    /// Behind it: a single replicate.
    pub one_replicate: &'static str,
    /// How many observations are `{used}` of those `{planned}`; `{of}` says what they are.
    pub used: Template,
    /// What observations are, by their words in `analysis.json`.
    pub observations: [(&'static str, &'static str); 4],
    /// Taken in the last round.
    pub at_end: &'static str,
    /// Taken before the first round.
    pub at_start: &'static str,
    /// Taken over the last `{n}` rounds.
    pub at_mean: Template,
    /// Taken in round `{n}`.
    pub at_round: Template,
    /// `{shown}` of `{all}` factors are drawn.
    pub shown: Template,
    /// An estimate with its interval from `{low}` to `{high}`.
    pub estimate: Template,
    /// Words of phase diagrams.
    pub phase: Phase,
    /// Words of main effects.
    pub effects: Heading<Template>,
    /// The same where so many values leave no room for markers.
    pub effects_in_bands: &'static str,
    /// Words of Sobol indices.
    pub sobol: Sobol,
    /// Words of elementary effects.
    pub morris: Morris,
    /// `{shown}` of `{all}` factors have a panel.
    pub effects_shown: Template,
    /// Words of rank correlations.
    pub correlations: Correlations,
}

/// Words of phase diagrams.
#[derive(Debug)]
pub struct Phase {
    /// What it shows, and how to read it.
    pub heading: Heading<Template>,
    /// Of levels that are words, between which there are no contours.
    pub reading_without_contours: &'static str,
    /// `{shown}` of `{all}` pairs of factors are drawn.
    pub shown: Template,
    /// Cells that are hatched.
    pub unknown: &'static str,
    /// Heads the widths of intervals.
    pub intervals: &'static str,
    /// The width in the middle of all.
    pub median: Template,
    /// The largest.
    pub widest: Template,
    /// In cells, a mean with its interval is written `0.50 ±0.02`.
    pub half: Template,
    /// Of grids: `{n}` replicates in every cell.
    pub replicates: Template,
    /// Of grids: a single one.
    pub one_replicate: &'static str,
    /// Of other designs: `{n}` points in every cell.
    pub points: Template,
    /// Of other designs: a single one.
    pub one_point: &'static str,
    /// From `{least}` to `{most}` of them.
    pub range: Template,
}

/// Words of Sobol indices.
#[derive(Debug)]
pub struct Sobol {
    /// What it shows.
    pub heading: Heading<Template>,
    /// The first-order index.
    pub first: &'static str,
    /// The total index.
    pub total: &'static str,
    /// What the first-order indices of all factors add up to, `{sum}`.
    pub sum: Template,
    /// The x axis.
    pub axis: &'static str,
}

/// Words of elementary effects.
#[derive(Debug)]
pub struct Morris {
    /// The scatter.
    pub heading: Heading<Template>,
    /// The dots in a row.
    pub ranked: Heading<Template>,
    /// The x axis; `{unit}` is the measure's.
    pub mu_star: Template,
    /// The y axis.
    pub sigma: Template,
    /// At the line on which both are equal.
    pub equal: &'static str,
    /// Of `{all}` factors, `{most}` at most are named.
    pub named: Template,
    /// Of few factors: not all names may have found room.
    pub room: &'static str,
}

/// Words of rank correlations.
#[derive(Debug)]
pub struct Correlations {
    /// What it shows.
    pub heading: Heading<Template>,
    /// The x axis.
    pub axis: &'static str,
    /// Factors without one: `{factors}`.
    pub without: Template,
}

impl Sweep {
    /// The words in a language.
    #[must_use]
    pub(super) fn of(language: Language) -> Self {
        Self {
            foot: language.template("sweep-foot"),
            points: language.template("sweep-points"),
            replicates: language.template("sweep-replicates"),
            one_replicate: language.text("sweep-one-replicate"),
            used: language.template("sweep-used"),
            observations: [
                ("points", language.text("sweep-observations-points")),
                ("samples", language.text("sweep-observations-samples")),
                ("effects", language.text("sweep-observations-effects")),
                ("runs", language.text("sweep-observations-runs")),
            ],
            at_end: language.text("sweep-at-end"),
            at_start: language.text("sweep-at-start"),
            at_mean: language.template("sweep-at-mean"),
            at_round: language.template("sweep-at-round"),
            shown: language.template("sweep-shown"),
            estimate: language.template("sweep-estimate"),
            phase: Phase {
                heading: Heading::titled(language, "sweep-phase"),
                reading_without_contours: language.text("sweep-phase-reading-without-contours"),
                shown: language.template("sweep-phase-shown"),
                unknown: language.text("sweep-phase-unknown"),
                intervals: language.text("sweep-phase-intervals"),
                median: language.template("sweep-phase-median"),
                widest: language.template("sweep-phase-widest"),
                half: language.template("sweep-phase-half"),
                replicates: language.template("sweep-phase-replicates"),
                one_replicate: language.text("sweep-phase-one-replicate"),
                one_point: language.text("sweep-phase-one-point"),
                points: language.template("sweep-phase-points"),
                range: language.template("sweep-phase-range"),
            },
            effects: Heading::titled(language, "sweep-effects"),
            effects_in_bands: language.text("sweep-effects-in-bands"),
            effects_shown: language.template("sweep-effects-shown"),
            sobol: Sobol {
                heading: Heading::titled(language, "sweep-sobol"),
                first: language.text("sweep-sobol-first"),
                total: language.text("sweep-sobol-total"),
                sum: language.template("sweep-sobol-sum"),
                axis: language.text("sweep-sobol-axis"),
            },
            morris: Morris {
                heading: Heading::titled(language, "sweep-morris"),
                ranked: Heading::titled(language, "sweep-morris-ranked"),
                mu_star: language.template("sweep-morris-mu-star"),
                sigma: language.template("sweep-morris-sigma"),
                equal: language.text("sweep-morris-equal"),
                named: language.template("sweep-morris-named"),
                room: language.text("sweep-morris-room"),
            },
            correlations: Correlations {
                heading: Heading::titled(language, "sweep-correlations"),
                axis: language.text("sweep-correlations-axis"),
                without: language.template("sweep-correlations-without"),
            },
        }
    }
}
