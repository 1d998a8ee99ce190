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
        let larger = mean_from.into_iter().chain(mean_to).map(f64::abs).max_by(f64::total_cmp).filter(|larger| *larger > 0.0);
        let test = Test {
            measure,
            levels: [from, to],
            effect,
            ends: both(low, high),
            relative,
            relative_ends: both(relative_low, relative_high),
            margin: reference.zip(larger).map(|(margin, larger)| margin / larger),
            expected,
            reference,
            verdict,
        };
        test.with_mean()
    };
    (0..table.rows()).map(test).collect()
}

impl Test {
    /// Where a mean is held against a bound, with the mean itself instead of its distance from the bound: that is what people read.
    fn with_mean(self) -> Self {
        match (self.expected.as_str(), self.reference) {
            ("above" | "below", Some(bound)) => {
                let ends = self.ends.map(|ends| ends.map(|end| end + bound));
                Self { effect: self.effect.map(|distance| distance + bound), ends, ..self }
            }
            _ => self,
        }
    }

    /// Where the effect is expected, on the common scale; nothing if the word is not known.
    #[must_use]
    pub fn expected_range(&self) -> Option<(f64, f64)> {
        match self.expected.as_str() {
            // Of `weaker` the effect is by how much the other effect is larger.
            "rises" | "above" | "weaker" => Some((0.0, 1.0)),
            "falls" | "below" => Some((-1.0, 0.0)),
            "unchanged" => self.margin.map(|margin| (-margin.min(1.0), margin.min(1.0))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_end_with_their_year() {
        assert_eq!(short_source("Stokes 2005, Perverse accountability", Some(2005.0)), "Stokes 2005");
        assert_eq!(short_source("Scott", Some(1972.0)), "Scott 1972");
        assert_eq!((short_source("Scott", None), short_source("", Some(1972.0))), ("Scott".to_owned(), "1972".to_owned()));
    }

    #[test]
    fn of_bounds_the_mean_is_shown() {
        let of = |expected: &str| {
            let table = Table::new("claim_tests", "")
                .text("expected", "", "", [Some(expected.to_owned())])
                .float("reference", "", "", [Some(1.0)])
                .float("mean_to", "", "", [Some(2.0)])
                .float("effect", "", "", [Some(1.0)])
                .float("low", "", "", [Some(0.5)])
                .float("high", "", "", [Some(1.5)]);
            super::tests(&table).remove(0)
        };
        assert_eq!((of("above").effect, of("above").ends), (Some(2.0), Some([1.5, 2.5])));
        assert_eq!((of("rises").effect, of("rises").ends), (Some(1.0), Some([0.5, 1.5])));
        let expected = ["above", "below", "unchanged", "weaker", "sideways"].map(|word| of(word).expected_range());
        assert_eq!(expected, [Some((0.0, 1.0)), Some((-1.0, 0.0)), Some((-0.5, 0.5)), Some((0.0, 1.0)), None]);
    }
}
