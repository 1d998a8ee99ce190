//! From values to rows of the data files.

use super::verdict::{Judged, Verdict, judge};
use super::{Claim, Test};
use crate::output::claims::{ClaimRow, LevelRow, Rows, TestRow};
use crate::statistics::{Interval, LEVEL, Sample};
use std::collections::BTreeMap;

/// A claim and what came of it.
#[derive(Clone, Debug)]
pub struct Tested<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// What came of each test.
    pub judged: Vec<Judged>,
    /// What came of the claim.
    pub verdict: Verdict,
    /// The values by measure, level and replicate.
    values: BTreeMap<String, Vec<Vec<Option<f64>>>>,
}

impl<'a> Tested<'a> {
    /// Judges a claim; `values` gives those of a measure by level and replicate.
    #[must_use]
    pub fn new(claim: &'a Claim, values: impl Fn(&str) -> Vec<Vec<Option<f64>>>) -> Self {
        let values: BTreeMap<String, _> =
            claim.measures().into_iter().map(|measure| (measure.to_owned(), values(measure))).collect();
        let judged = |test: &Test| judge(test.expected, claim.pairing(test.expected), &values[&test.measure]);
        let judged: Vec<Judged> = claim.tests.iter().map(judged).collect();
        let verdicts: Vec<Verdict> = judged.iter().map(|judged| judged.verdict).collect();
        Self { claim, verdict: Verdict::of_all(&verdicts), judged, values }
    }

    /// How many tests came out so.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.judged.iter().filter(|judged| judged.verdict == verdict).count()
    }
}

/// The rows of these claims, in their order.
#[must_use]
pub fn rows(tested: &[Tested<'_>]) -> Rows {
    Rows {
        claims: tested.iter().map(claim).collect(),
        tests: tested.iter().flat_map(tests).collect(),
        levels: tested.iter().flat_map(levels).collect(),
    }
}

fn claim(tested: &Tested<'_>) -> ClaimRow {
    let Tested { claim, judged, verdict, .. } = tested;
    let count = |verdict| tested.count(verdict) as i64;
    ClaimRow {
        claim: claim.id.to_string(),
        title: claim.title.clone(),
        source: claim.source.clone(),
        year: claim.year.into(),
        base: claim.inside(&claim.base.path),
        verdict: verdict.word().to_owned(),
        tests: judged.len() as i64,
        supported: count(Verdict::Supported),
        contradicted: count(Verdict::Contradicted),
        undecided: count(Verdict::Undecided),
    }
}

fn tests(tested: &Tested<'_>) -> Vec<TestRow> {
    let of_test = |(index, (test, judged)): (usize, (&Test, &Judged))| test_row(tested.claim, index, test, judged);
    tested.claim.tests.iter().zip(&tested.judged).enumerate().map(of_test).collect()
}

fn test_row(claim: &Claim, index: usize, test: &Test, judged: &Judged) -> TestRow {
    let level = |index: usize| claim.levels[index].name.clone();
    let (relative, relative_interval) = judged.relative();
    let [low, high] = ends(judged.interval);
    let [relative_low, relative_high] = ends(relative_interval);
    TestRow {
        claim: claim.id.to_string(),
        test: index as i64 + 1,
        measure: test.measure.clone(),
        unit: test.unit.clone(),
        at: claim.at.to_string(),
        from: test.expected.from().map(level),
        to: level(test.expected.to()),
        expected: test.expected.word().to_owned(),
        reference: test.expected.reference(),
        n: judged.n as i64,
        mean_from: judged.mean_from,
        mean_to: judged.mean_to,
        effect: judged.effect,
        low,
        high,
        p: judged.p,
        hedges_g: judged.hedges_g,
        relative,
        relative_low,
        relative_high,
        verdict: judged.verdict.word().to_owned(),
    }
}

fn ends(interval: Option<Interval>) -> [Option<f64>; 2] {
    [interval.map(|interval| interval.low), interval.map(|interval| interval.high)]
}

fn levels(tested: &Tested<'_>) -> Vec<LevelRow> {
    let claim = tested.claim;
    let mut rows = Vec::new();
    for (index, level) in claim.levels.iter().enumerate() {
        for measure in claim.measures() {
            let known: Vec<f64> =
                tested.values[measure][index].iter().copied().flatten().filter(|value| value.is_finite()).collect();
            let sample = Sample::of(&known);
            let [low, high] = ends(sample.and_then(|sample| sample.interval(LEVEL)));
            let unit = claim.tests.iter().find(|test| test.measure == measure).map(|test| test.unit.clone());
            rows.push(LevelRow {
                claim: claim.id.to_string(),
                level: level.name.clone(),
                changes: level.changes.join(", "),
                measure: measure.to_owned(),
                unit: unit.unwrap_or_default(),
                at: claim.at.to_string(),
                n: known.len() as i64,
                mean: sample.map(|sample| sample.mean),
                sd: sample.and_then(|sample| sample.sd),
                low,
                high,
            });
        }
    }
    rows
}
