//! Sweeps with made-up results, for their charts.

use patronage::chart::sweep::Swept;
use patronage::maths;
use patronage::output::analysis::{Analysis, ElementaryEffect, MainEffect, PairCell, RankCorrelation, SobolIndex};
use patronage::output::sweep::{FactorEntry, MeasureEntry, Runs, SweepManifest};

/// Keys as scenarios have them, short and long.
const KEYS: [&str; 12] = [
    "economy.outside",
    "law.detection",
    "patrons.lord.protection",
    "campaign.knowledge_out",
    "population.clients",
    "adaptation.share",
    "parties.left.ideology",
    "mobility.information",
    "kin.circle",
    "elections.mayor.every",
    "credit.interest",
    "patrons.merchant.coercion",
];

/// The key of a factor.
pub fn key(i: usize) -> String {
    let again = if i < KEYS.len() { String::new() } else { format!("_{}", i / KEYS.len() + 1) };
    format!("{}{again}", KEYS[i % KEYS.len()])
}

/// A factor of real numbers.
pub fn factor(key: &str, scale: &str, (low, high): (f64, f64)) -> FactorEntry {
    FactorEntry {
        key: key.to_owned(),
        unit: "share".to_owned(),
        meaning: String::new(),
        scale: scale.to_owned(),
        values: "real".to_owned(),
        low: Some(low),
        high: Some(high),
        levels: Vec::new(),
    }
}

/// A factor of words.
pub fn words(key: &str, levels: &[&str]) -> FactorEntry {
    FactorEntry {
        unit: String::new(),
        values: "word".to_owned(),
        low: None,
        high: None,
        levels: levels.iter().map(|level| (*level).to_owned()).collect(),
        ..factor(key, "levels", (0.0, 0.0))
    }
}

/// A measure, in the mean of the last 20 rounds.
pub fn measure(name: &str, unit: &str) -> MeasureEntry {
    MeasureEntry { column: name.to_owned(), measure: name.to_owned(), unit: unit.to_owned(), at: "mean:20".to_owned() }
}

/// A sweep without analysis.
pub fn swept(design: &str, factors: Vec<FactorEntry>, measures: Vec<MeasureEntry>) -> Swept {
    let sweep = SweepManifest {
        head: SweepManifest::head("exit-by-law"),
        title: "Where does coercion survive?".to_owned(),
        question: String::new(),
        complete: true,
        plan: String::new(),
        base: "coercive-open.toml".to_owned(),
        base_sha256: String::new(),
        design: design.to_owned(),
        points: 81,
        replicates: 5,
        seed: 1,
        draws: "common".to_owned(),
        factors,
        measures,
        runs: Runs::default(),
        notes: Vec::new(),
        files: Vec::new(),
    };
    Swept { sweep, analysis: Analysis::default(), used: Vec::new() }
}

/// So many factors of real numbers.
pub fn factors(n: usize) -> Vec<FactorEntry> {
    (0..n).map(|i| factor(&key(i), "linear", (0.0, 1.0))).collect()
}

/// A number between 0 and 1 that looks like chance.
pub fn noise(i: usize) -> f64 {
    let x = maths::exp((i as f64 * 12.9898).rem_euclid(7.0)) * 43.7585;
    x.rem_euclid(1.0)
}

/// The value of a factor of words or numbers at a level of so many.
fn level(factor: &FactorEntry, i: usize, of: usize) -> (String, Option<f64>) {
    let (Some(low), Some(high)) = (factor.low, factor.high) else { return (factor.levels[i].clone(), None) };
    let part = i as f64 / (of - 1).max(1) as f64;
    let value = if factor.scale == "log" { low * libm::pow(high / low, part) } else { low + part * (high - low) };
    (format!("{value:?}"), Some(value))
}

/// The cells of the first two factors of a sweep, of so many levels each, with the means that `of` makes of their places, 0 to 1.
pub fn cells(swept: &Swept, (nx, ny): (usize, usize), half: f64, of: impl Fn(f64, f64) -> Option<f64>) -> Vec<PairCell> {
    let [x, y] = &swept.sweep.factors[..2] else { panic!("two factors") };
    let MeasureEntry { column, unit, .. } = &swept.sweep.measures[0];
    let cell = |i: usize, j: usize| {
        let ((label_x, value_x), (label_y, value_y)) = (level(x, i, nx), level(y, j, ny));
        let mean = of(i as f64 / (nx - 1).max(1) as f64, j as f64 / (ny - 1).max(1) as f64);
        PairCell {
            measure: column.clone(),
            unit: unit.clone(),
            factor_x: x.key.clone(),
            factor_y: y.key.clone(),
            place_x: i as i64,
            place_y: j as i64,
            label_x,
            label_y,
            value_x,
            value_y,
            n: if mean.is_some() { 5 } else { 0 },
            mean,
            sd: mean.map(|_| half),
            low: mean.map(|mean| mean - half),
            high: mean.map(|mean| mean + half),
        }
    };
    (0..nx * ny).map(|i| cell(i % nx, i / nx)).collect()
}

/// A grid of the two factors with its phase diagram alone.
pub fn grid(x: FactorEntry, y: FactorEntry, sizes: (usize, usize), of: impl Fn(f64, f64) -> Option<f64>) -> Swept {
    let mut swept = swept("grid", vec![x, y], vec![measure("coercion_mean", "index")]);
    swept.analysis.pairs = cells(&swept, sizes, 0.02, of);
    swept
}

/// Effects of all factors on the first measure, at so many values each: every factor has less effect than that before it.
pub fn main_effects(swept: &Swept, values: usize) -> Vec<MainEffect> {
    let MeasureEntry { column, unit, .. } = &swept.sweep.measures[0];
    let of_factor = |(f, factor): (usize, &FactorEntry)| {
        let values = if factor.values == "word" { factor.levels.len() } else { values };
        let row = |i: usize| {
            let (label, value) = level(factor, i, values);
            let part = i as f64 / (values - 1).max(1) as f64;
            let mean = 0.4 + 0.3 * (part - 0.5) / (1.0 + f as f64) + 0.01 * noise(f * 31 + i);
            MainEffect {
                measure: column.clone(),
                unit: unit.clone(),
                factor: factor.key.clone(),
                place: i as i64,
                label,
                value,
                n: 40,
                mean: Some(mean),
                sd: Some(0.1),
                low: Some(mean - 0.02),
                high: Some(mean + 0.02),
                ..MainEffect::default()
            }
        };
        (0..values).map(row).collect::<Vec<_>>()
    };
    swept.sweep.factors.iter().enumerate().flat_map(of_factor).collect()
}

/// Sobol indices of all factors for the first measure.
pub fn sobol_indices(swept: &Swept) -> Vec<SobolIndex> {
    let MeasureEntry { column, unit, .. } = &swept.sweep.measures[0];
    let index = |(i, factor): (usize, &FactorEntry)| {
        let first = 0.45 / (1.0 + i as f64 * 0.8) - 0.01;
        let total = first * (1.1 + 0.4 * noise(i)) + 0.01;
        SobolIndex {
            measure: column.clone(),
            unit: unit.clone(),
            factor: factor.key.clone(),
            first: Some(first),
            first_low: Some(first - 0.05),
            first_high: Some(first + 0.06),
            total: Some(total),
            total_low: Some(total - 0.04),
            total_high: Some(total + 0.07),
            n: 256,
        }
    };
    swept.sweep.factors.iter().enumerate().map(index).collect()
}

/// Elementary effects of all factors on the first measure.
pub fn elementary_effects(swept: &Swept) -> Vec<ElementaryEffect> {
    let MeasureEntry { column, unit, .. } = &swept.sweep.measures[0];
    let effect = |(i, factor): (usize, &FactorEntry)| {
        let mu_star = 0.4 * maths::exp(-(i as f64) * 0.22) * (0.6 + 0.4 * noise(i));
        ElementaryEffect {
            measure: column.clone(),
            unit: unit.clone(),
            factor: factor.key.clone(),
            mu: Some(if i.is_multiple_of(3) { -mu_star } else { mu_star * 0.8 }),
            mu_star: Some(mu_star),
            mu_star_low: Some(mu_star * 0.8),
            mu_star_high: Some(mu_star * 1.25),
            sigma: Some(mu_star * (0.2 + 1.1 * noise(i + 100))),
            n: 20,
        }
    };
    swept.sweep.factors.iter().enumerate().map(effect).collect()
}

/// Rank correlations of all factors with the first measure; none of those whose values are words.
pub fn rank_correlations(swept: &Swept) -> Vec<RankCorrelation> {
    let MeasureEntry { column, unit, .. } = &swept.sweep.measures[0];
    let correlation = |(i, factor): (usize, &FactorEntry)| {
        let sign = if i.is_multiple_of(2) { 1.0 } else { -1.0 };
        let prcc = (factor.values != "word").then_some(sign * 0.93 / (1.0 + i as f64 * 0.5));
        RankCorrelation {
            measure: column.clone(),
            unit: unit.clone(),
            factor: factor.key.clone(),
            prcc,
            low: prcc.map(|prcc| (prcc - 0.1).max(-1.0)),
            high: prcc.map(|prcc| (prcc + 0.1).min(1.0)),
            t: None,
            df: Some(120.0),
            p: Some(0.01),
            n: 128,
        }
    };
    swept.sweep.factors.iter().enumerate().map(correlation).collect()
}

/// A sweep of this design with everything that its analysis may have.
pub fn analysed(design: &str, n: usize) -> Swept {
    let mut all = swept(design, factors(n), vec![measure("coercion_mean", "index")]);
    match design {
        "morris" => all.analysis.elementary_effects = elementary_effects(&all),
        _ => {
            all.analysis.main_effects = main_effects(&all, 8);
            all.analysis.rank_correlations = rank_correlations(&all);
            if design == "saltelli" {
                all.analysis.sobol_indices = sobol_indices(&all);
            }
        }
    }
    all
}
