//! Words of the charts of sweeps.

use super::Heading;

/// Words of the charts of sweeps; `{measure}` is the measure.
#[derive(Debug)]
pub struct Sweep {
    /// The foot: the sweep's `{title}`.
    pub foot: &'static str,
    /// How many `{points}`.
    pub points: &'static str,
    /// Behind it: `{n}` replicates.
    pub replicates: &'static str,
    /// Behind it: a single replicate.
    pub one_replicate: &'static str,
    /// How many observations are `{used}` of those `{planned}`; `{of}` says what they are.
    pub used: &'static str,
    /// What observations are, by their words in `analysis.json`.
    pub observations: [(&'static str, &'static str); 4],
    /// Taken in the last round.
    pub at_end: &'static str,
    /// Taken before the first round.
    pub at_start: &'static str,
    /// Taken over the last `{n}` rounds.
    pub at_mean: &'static str,
    /// Taken in round `{n}`.
    pub at_round: &'static str,
    /// `{shown}` of `{all}` factors are drawn.
    pub shown: &'static str,
    /// An estimate with its interval from `{low}` to `{high}`.
    pub estimate: &'static str,
    /// Words of phase diagrams.
    pub phase: Phase,
    /// Words of main effects.
    pub effects: Heading,
    /// The same where so many values leave no room for markers.
    pub effects_in_bands: &'static str,
    /// Words of Sobol indices.
    pub sobol: Sobol,
    /// Words of elementary effects.
    pub morris: Morris,
    /// `{shown}` of `{all}` factors have a panel.
    pub effects_shown: &'static str,
    /// Words of rank correlations.
    pub correlations: Correlations,
}

/// Words of phase diagrams.
#[derive(Debug)]
pub struct Phase {
    /// What it shows, and how to read it.
    pub heading: Heading,
    /// Of levels that are words, between which there are no contours.
    pub reading_without_contours: &'static str,
    /// `{shown}` of `{all}` pairs of factors are drawn.
    pub shown: &'static str,
    /// Cells that are hatched.
    pub unknown: &'static str,
    /// Heads the widths of intervals.
    pub intervals: &'static str,
    /// The width in the middle of all.
    pub median: &'static str,
    /// The largest.
    pub widest: &'static str,
    /// In cells, a mean with its interval is written `0.50 ±0.02`.
    pub half: &'static str,
    /// Of grids: `{n}` replicates in every cell.
    pub replicates: &'static str,
    /// Of other designs: `{n}` points in every cell.
    pub points: &'static str,
    /// From `{least}` to `{most}` of them.
    pub range: &'static str,
}

/// Words of Sobol indices.
#[derive(Debug)]
pub struct Sobol {
    /// What it shows.
    pub heading: Heading,
    /// The first-order index.
    pub first: &'static str,
    /// The total index.
    pub total: &'static str,
    /// What the first-order indices of all factors add up to, `{sum}`.
    pub sum: &'static str,
    /// The x axis.
    pub axis: &'static str,
}

/// Words of elementary effects.
#[derive(Debug)]
pub struct Morris {
    /// The scatter.
    pub heading: Heading,
    /// The dots in a row.
    pub ranked: Heading,
    /// The x axis; `{unit}` is the measure's.
    pub mu_star: &'static str,
    /// The y axis.
    pub sigma: &'static str,
    /// At the line on which both are equal.
    pub equal: &'static str,
    /// Of `{all}` factors, `{most}` at most are named.
    pub named: &'static str,
    /// Of few factors: not all names may have found room.
    pub room: &'static str,
}

/// Words of rank correlations.
#[derive(Debug)]
pub struct Correlations {
    /// What it shows.
    pub heading: Heading,
    /// The x axis.
    pub axis: &'static str,
    /// Factors without one: `{factors}`.
    pub without: &'static str,
}

/// The words in English.
pub const ENGLISH: Sweep = Sweep {
    foot: "Sweep: {title}",
    points: "{points} points",
    replicates: ", {n} replicates each",
    one_replicate: ", one replicate each",
    used: "Known: {used} of {planned} {of}.",
    observations: [("points", "points"), ("samples", "samples"), ("effects", "elementary effects"), ("runs", "runs")],
    at_end: "last round",
    at_start: "at the start",
    at_mean: "mean of the last {n} rounds",
    at_round: "round {n}",
    shown: "Shown: the {shown} of {all} factors that matter most.",
    estimate: "{value} ({low} to {high})",
    phase: Phase {
        heading: Heading {
            title: "Phase diagram of {measure}",
            reading: "A cell is the mean at two values, over all else that varies. Lines join places of equal mean.",
        },
        reading_without_contours: "A cell is the mean at two values, over all else that varies.",
        shown: "Drawn: the {shown} of {all} pairs of factors over which the means range most.",
        unknown: "not known",
        intervals: "95\u{a0}% intervals",
        median: "median: ±{half}",
        widest: "widest: ±{half}",
        half: "±{half}",
        replicates: "{n} replicates in a cell",
        points: "{n} points in a cell",
        range: "{least} to {most}",
    },
    effects: Heading {
        title: "Main effects on {measure}",
        reading: "Markers: means at a factor’s value, over all else that varies. Whiskers: 95\u{a0}% intervals of these means.",
    },
    effects_in_bands: "Lines and markers: means at a factor’s value, over all else that varies. Bands, whiskers: their 95\u{a0}% intervals.",
    effects_shown: "Shown: the {shown} of {all} factors over which means range most.",
    sobol: Sobol {
        heading: Heading {
            title: "What explains {measure}? Sobol indices",
            reading: "Shares of the variance due to a factor alone and with all its interactions. Whiskers: 95\u{a0}% intervals.",
        },
        first: "alone (first order)",
        total: "with interactions (total)",
        sum: "first order, all factors: {sum} (1: no interactions)",
        axis: "share of the variance between points",
    },
    morris: Morris {
        heading: Heading {
            title: "What moves {measure}? Elementary effects",
            reading: "Right: matters more. Up: effects vary more, with other factors or along the range. Whiskers: 95\u{a0}% intervals.",
        },
        ranked: Heading {
            title: "What moves {measure} most? Elementary effects",
            reading: "Mean size of the change as a factor goes through its range, signs aside. Whiskers: 95\u{a0}% intervals.",
        },
        mu_star: "μ*, mean size of elementary effects{unit}",
        sigma: "σ, standard deviation of elementary effects{unit}",
        equal: "σ = μ*",
        named: "Of {all} factors, the {most} with the largest μ* are coloured, and named where there is room.",
        room: "Names stand where there is room: the ranked chart has all.",
    },
    correlations: Correlations {
        heading: Heading {
            title: "What does {measure} rise and fall with?",
            reading: "Other factors are held constant. Whiskers: 95\u{a0}% intervals; if 0 is outside, it is more than chance.",
        },
        axis: "partial rank correlation; 0 is none",
        without: "Without one: {factors}.",
    },
};
