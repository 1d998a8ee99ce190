//! What the tables say of claims and their tests, made ready to be drawn.

use super::Tables;
use crate::table::Table;

/// A claim with its tests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    /// Its name, like `P18`.
    pub id: String,
    /// Its title; empty where the table of claims does not have it.
    pub title: String,
    /// Who claims it, and when.
    pub source: String,
    /// The word of the verdict.
    pub verdict: String,
    /// Its tests in order.
    pub tests: Vec<Test>,
}

/// A test, on a scale without unit on which 0 is no effect, or the bound.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Test {
    /// The measure.
    pub measure: String,
    /// The word of what is expected.
    pub expected: String,
    /// The margin or bound, in the unit of the measure.
    pub reference: Option<f64>,
    /// The names of the levels.
    pub levels: [String; 2],
    /// The effect and its interval, in the unit of the measure.
    pub effect: Option<f64>,
    /// The interval.
    pub ends: Option<[f64; 2]>,
    /// The effect on the common scale.
    pub relative: Option<f64>,
    /// Its interval.
    pub relative_ends: Option<[f64; 2]>,
    /// The margin on that scale.
    pub margin: Option<f64>,
    /// The word of the verdict.
    pub verdict: String,
}

/// The claims of the tables, in the order of the tests.
#[must_use]
pub fn claims(tables: &Tables) -> Vec<Claim> {
    let mut all: Vec<Claim> = Vec::new();
    let ids = words(&tables.tests, "claim");
    for (id, test) in ids.into_iter().zip(tests(&tables.tests)) {
        match all.last_mut().filter(|claim| claim.id == id) {
            Some(claim) => claim.tests.push(test),
            None => all.push(Claim { id, tests: vec![test], ..Claim::default() }),
        }
    }
    let about = ["claim", "title", "source", "verdict"].map(|column| words(&tables.claims, column));
    let years = numbers(&tables.claims, "year");
    for claim in &mut all {
        let Some(i) = about[0].iter().position(|id| *id == claim.id) else { continue };
        claim.title.clone_from(&about[1][i]);
        claim.verdict.clone_from(&about[3][i]);
        claim.source = short_source(&about[2][i], years[i]);
    }
    all
}

/// Authors and year, without what follows in the source.
fn short_source(source: &str, year: Option<f64>) -> String {
    let Some(year) = year.map(|year| format!("{year:.0}")) else { return source.to_owned() };
    match source.split_once(&year) {
        Some((authors, _)) => format!("{authors}{year}"),
        None => format!("{source} {year}").trim().to_owned(),
    }
}

fn numbers(table: &Table, column: &str) -> Vec<Option<f64>> {
    let values = table.numbers(column).unwrap_or_else(|| vec![None; table.rows()]);
    values.into_iter().map(|value| value.filter(|value| value.is_finite())).collect()
}

fn words(table: &Table, column: &str) -> Vec<String> {
    let words = table.words(column).map_or_else(|| vec![None; table.rows()], <[_]>::to_vec);
    words.into_iter().map(Option::unwrap_or_default).collect()
}

fn tests(table: &Table) -> Vec<Test> {
    let texts = ["measure", "expected", "from", "to", "verdict"].map(|column| words(table, column));
    let columns = ["reference", "effect", "low", "high", "relative", "relative_low", "relative_high", "mean_from", "mean_to"];
    let values = columns.map(|column| numbers(table, column));
    let test = |i: usize| {
        let [measure, expected, from, to, verdict] = texts.each_ref().map(|texts| texts[i].clone());
        let [reference, effect, low, high, relative, relative_low, relative_high, mean_from, mean_to] =
            values.each_ref().map(|values| values[i]);
        let both = |low: Option<f64>, high: Option<f64>| low.zip(high).map(|(low, high)| [low, high]);
        let test =
            Test { measure, expected, reference, levels: [from, to], verdict, effect, ends: both(low, high), ..Test::default() };
        let larger = mean_from.into_iter().chain(mean_to).map(f64::abs).max_by(f64::total_cmp);
        match test.expected.as_str() {
            "above" | "below" => test.held_against_bound(mean_to),
            "unchanged" => {
                let margin = reference.zip(larger).filter(|(_, larger)| *larger > 0.0).map(|(margin, larger)| margin / larger);
                Test { relative, relative_ends: both(relative_low, relative_high), margin, ..test }
            }
            _ => Test { relative, relative_ends: both(relative_low, relative_high), ..test },
        }
    };
    (0..table.rows()).map(test).collect()
}

impl Test {
    /// With the distance of the mean from the bound, by the larger of both. The effect of the table may be the mean or its distance
    /// from the bound: its interval is as far from it in both cases.
    fn held_against_bound(self, mean: Option<f64>) -> Self {
        let (Some(mean), Some(bound)) = (mean.or(self.effect), self.reference) else { return self };
        let larger = mean.abs().max(bound.abs());
        if larger <= 0.0 {
            return self;
        }
        let distance = mean - bound;
        let shift = distance - self.effect.unwrap_or(mean);
        let relative_ends = self.ends.map(|ends| ends.map(|end| (end + shift) / larger));
        let ends = self.ends.map(|ends| ends.map(|end| end + shift + bound));
        Self { effect: Some(mean), ends, relative: Some(distance / larger), relative_ends, ..self }
    }

    /// Where the effect is expected, on the common scale; nothing if the word is not known.
    #[must_use]
    pub fn expected_range(&self) -> Option<(f64, f64)> {
        match self.expected.as_str() {
            "rises" | "above" => Some((0.0, 1.0)),
            "falls" | "below" | "weaker" => Some((-1.0, 0.0)),
            "unchanged" => self.margin.map(|margin| (-margin.min(1.0), margin.min(1.0))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(expected: &str, effect: f64, low: f64, high: f64) -> Test {
        let word = |word: &str| [Some(word.to_owned())];
        let table = Table::new("claim_tests", "")
            .text("expected", "", "", word(expected))
            .float("reference", "", "", [Some(1.0)])
            .float("mean_to", "", "", [Some(1.6)])
            .float("effect", "", "", [Some(effect)])
            .float("low", "", "", [Some(low)])
            .float("high", "", "", [Some(high)]);
        super::tests(&table).remove(0)
    }

    #[test]
    fn sources_end_with_their_year() {
        assert_eq!(short_source("Stokes 2005, Perverse accountability", Some(2005.0)), "Stokes 2005");
        assert_eq!(short_source("Scott", Some(1972.0)), "Scott 1972");
        assert_eq!((short_source("Scott", None), short_source("", Some(1972.0))), ("Scott".to_owned(), "1972".to_owned()));
    }

    #[test]
    fn bounds_are_distances_whatever_the_effect_is() {
        let mean = bound("above", 1.6, 1.2, 2.0);
        let distance = bound("above", 0.6, 0.2, 1.0);
        for test in [&mean, &distance] {
            assert!((test.relative.unwrap() - 0.375).abs() < 1e-12);
            let [low, high] = test.relative_ends.unwrap();
            assert!((low - 0.125).abs() < 1e-12 && (high - 0.625).abs() < 1e-12, "{low} {high}");
            let [low, high] = test.ends.unwrap();
            assert!((low - 1.2).abs() < 1e-12 && (high - 2.0).abs() < 1e-12, "{low} {high}");
        }
        assert_eq!(mean.expected_range(), Some((0.0, 1.0)));
        assert_eq!(bound("below", 1.6, 1.2, 2.0).expected_range(), Some((-1.0, 0.0)));
        assert_eq!(bound("sideways", 1.6, 1.2, 2.0).expected_range(), None);
    }
}
