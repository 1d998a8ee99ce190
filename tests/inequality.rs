//! Inequality measures against answers computed outside the project, and against what must hold of any distribution.
//!
//! `data/inequality.json` holds vectors with exact rational results; its conventions are those of
//! [`patronage::metrics::inequality`].

use patronage::metrics::inequality::{Distribution, EXACT_UP_TO, theil_decomposition};
use patronage::quantity::Money;
use proptest::prelude::*;
use serde_json::Value;

const ORACLE: &str = include_str!("data/inequality.json");

fn oracle(cases: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(ORACLE).expect("the oracle is JSON");
    let cases = all[cases].as_array().expect("a list of cases").clone();
    assert!(!cases.is_empty());
    cases
}

fn floats(case: &Value) -> Vec<f64> {
    case.as_array().expect("a list").iter().map(number).collect()
}

fn number(value: &Value) -> f64 {
    if value == "inf" { f64::INFINITY } else { value.as_f64().expect("a number") }
}

fn assert_near(case: &Value, measure: &str, got: Option<f64>, want: f64, tolerance: f64) {
    let got = got.expect("a measure of amounts that are not all zero");
    let near = got == want || (got - want).abs() <= tolerance * want.abs().max(1.0);
    assert!(near, "{measure} of {}: {got}, not {want}", case["name"]);
}

fn check(case: &Value, distribution: &Distribution, tolerance: f64) {
    let near = |field: &str, got| assert_near(case, field, got, number(&case[field]), tolerance);
    near("gini", distribution.gini());
    near("theil_t", distribution.theil());
    near("hoover", distribution.hoover());
    near("top1_share", distribution.top_share(0.01));
    near("top10_share", distribution.top_share(0.1));
    near("bottom40_share", distribution.lorenz(0.4));
    near("palma", distribution.palma());
    for point in case["lorenz"].as_array().expect("points") {
        let [p, held] = floats(point)[..] else { panic!("a point has two coordinates") };
        assert_near(case, &format!("lorenz({p})"), distribution.lorenz(p), held, tolerance);
    }
}

#[test]
fn short_vectors_agree_with_exact_results() {
    for case in oracle("vectors") {
        check(&case, &Distribution::from_values(&floats(&case["x"])), 1e-12);
    }
}

#[test]
fn long_vectors_agree_with_exact_results() {
    for case in oracle("large") {
        check(&case, &Distribution::from_values(&generated(&case)), 1e-10);
    }
}

/// Whole amounts below 4096 micro-S have a bin each, so that the histogram hides nothing.
#[test]
fn the_histogram_of_small_whole_amounts_is_exact() {
    let cases = oracle("large");
    let case = cases.iter().find(|case| case["generator"] == "step_with_zeros").expect("a vector of whole numbers");
    let values = generated(case);
    assert!(values.len() > EXACT_UP_TO);
    let distribution = Distribution::of(values.len(), |i| Money::from_micros(values[i] as i64));
    check(case, &distribution, 1e-10);
    assert_eq!(distribution.gini_error(), 0.0);
}

#[test]
fn the_histogram_is_within_its_stated_error() {
    for case in oracle("large") {
        let values = generated(&case);
        let grouped = Distribution::of(values.len(), |i| Money::nearest(values[i]));
        let gini = grouped.gini().expect("amounts that are not all zero");
        let error = grouped.gini_error();
        let rounded: Vec<f64> = values.iter().map(|&value| Money::nearest(value).micros() as f64).collect();
        let exact = Distribution::from_values(&rounded).gini().expect("the same");
        assert!(gini <= exact + 1e-12 && exact <= gini + error + 1e-12, "{exact} outside {gini} + {error}");
        assert!(error < 1e-5, "{} has an error of {error}", case["name"]);
    }
}

/// The amounts of a long vector, by its formula.
fn generated(case: &Value) -> Vec<f64> {
    let parameter = |name: &str| case["parameters"][name].as_f64().expect("a parameter");
    let n = parameter("n") as usize;
    let quantile = |i: usize| 1.0 - (i as f64 + 0.5) / n as f64;
    let values: Vec<f64> = match case["generator"].as_str().expect("a generator") {
        "pareto_quantiles" => (0..n).map(|i| libm::pow(quantile(i), -1.0 / parameter("alpha"))).collect(),
        "exponential_quantiles" => {
            let step = parameter("step") as usize;
            (0..n).map(|j| -libm::log(quantile(j * step % n))).collect()
        }
        "integers_permuted" => (0..n).map(|j| (1 + j * parameter("step") as usize % n) as f64).collect(),
        "lcg_uniform_power" => lcg(parameter("seed") as u32).take(n).map(|u| libm::pow(u, parameter("power"))).collect(),
        "step_with_zeros" => {
            let (m, z) = (parameter("m") as usize, parameter("z") as usize);
            (0..n).map(|j| if j % m < z { 0.0 } else { (j % m * (j % m)) as f64 }).collect()
        }
        other => panic!("no generator {other}"),
    };
    for (got, want) in values.iter().zip(floats(&case["first_five"])) {
        assert!((got - want).abs() <= 1e-14 * want.abs().max(1.0), "{} begins with {got}, not {want}", case["name"]);
    }
    values
}

fn lcg(seed: u32) -> impl Iterator<Item = f64> {
    let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(next(&seed), next).map(|state| f64::from(state) / 4_294_967_296.0)
}

#[test]
fn theil_splits_into_between_and_within() {
    for case in oracle("theil_decomposition") {
        let values = floats(&case["x"]);
        let labels: Vec<u64> = floats(&case["group"]).iter().map(|&label| label as u64).collect();
        let largest = *labels.iter().max().expect("labels");
        let group = |wanted: u64| {
            let members = values.iter().zip(&labels).filter(|(_, label)| **label == wanted).map(|(value, _)| *value);
            Distribution::from_values(&members.collect::<Vec<_>>())
        };
        let parts = theil_decomposition(&(0..=largest).map(group).collect::<Vec<_>>()).expect("defined");
        assert_near(&case, "theil_between", Some(parts.between), number(&case["theil_between"]), 1e-12);
        assert_near(&case, "theil_within", Some(parts.within), number(&case["theil_within"]), 1e-12);
        let whole = Distribution::from_values(&values).theil().expect("defined");
        assert_near(&case, "theil_t", Some(parts.between + parts.within), whole, 1e-12);
    }
}

#[test]
fn nothing_is_known_of_nobody_or_of_nothing() {
    for distribution in [Distribution::default(), Distribution::from_values(&[0.0, 0.0])] {
        let measures = [
            distribution.gini(),
            distribution.theil(),
            distribution.hoover(),
            distribution.palma(),
            distribution.top_share(0.1),
            distribution.lorenz(0.5),
        ];
        assert_eq!(measures, [None; 6]);
        assert_eq!(distribution.gini_error(), 0.0);
        assert_eq!(theil_decomposition(&[distribution]), None);
    }
}

fn distribution(micros: &[i64]) -> Distribution {
    Distribution::of(micros.len(), |i| Money::from_micros(micros[i]))
}

/// Amounts as simulations have them: many small, some huge, some equal.
fn amounts(most: usize) -> impl Strategy<Value = Vec<i64>> {
    let amount = prop_oneof![Just(0), Just(1_000_000), 0i64..10_000_000, 0i64..1_000_000_000_000];
    prop::collection::vec(amount, 2..most).prop_filter("something to share", |all| all.iter().any(|&micros| micros > 0))
}

proptest! {
    #[test]
    fn more_amounts_equal_amounts_at_once(amounts in amounts(300), cut in 0.0..1.0f64) {
        let (first, rest) = amounts.split_at((amounts.len() as f64 * cut) as usize);
        let added = distribution(first).with(rest.iter().map(|&micros| Money::from_micros(micros)));
        prop_assert_eq!(added, distribution(&amounts));
    }

    #[test]
    fn scale_does_not_matter(amounts in amounts(300), factor in 2i64..1000) {
        let scaled: Vec<i64> = amounts.iter().map(|&micros| micros * factor).collect();
        let (here, there) = (distribution(&amounts), distribution(&scaled));
        prop_assert!((here.gini().unwrap() - there.gini().unwrap()).abs() < 1e-12);
        prop_assert!((here.theil().unwrap() - there.theil().unwrap()).abs() < 1e-11);
        prop_assert!((here.hoover().unwrap() - there.hoover().unwrap()).abs() < 1e-12);
        prop_assert!((here.lorenz(0.37).unwrap() - there.lorenz(0.37).unwrap()).abs() < 1e-12);
    }

    #[test]
    fn what_the_rich_give_the_poor_makes_all_more_equal(amounts in amounts(100), part in 0.01..0.5f64) {
        let (richest, most) = amounts.iter().copied().enumerate().max_by_key(|&(_, micros)| micros).unwrap();
        let (poorest, least) = amounts.iter().copied().enumerate().min_by_key(|&(_, micros)| micros).unwrap();
        let gift = ((most - least) as f64 * part) as i64;
        prop_assume!(gift > 0);
        let mut after = amounts.clone();
        after[richest] -= gift;
        after[poorest] += gift;
        let (before, after) = (distribution(&amounts), distribution(&after));
        prop_assert!(after.gini().unwrap() < before.gini().unwrap());
        prop_assert!(after.theil().unwrap() < before.theil().unwrap());
        prop_assert!(after.lorenz(0.5).unwrap() >= before.lorenz(0.5).unwrap() - 1e-12);
    }

    #[test]
    fn measures_keep_their_ranges(amounts in amounts(300), p in 0.0..=1.0f64) {
        let all = distribution(&amounts);
        let n = amounts.len() as f64;
        prop_assert!((0.0..=1.0 - 1.0 / n + 1e-12).contains(&all.gini().unwrap()));
        prop_assert!((-1e-12..=libm::log(n) + 1e-12).contains(&all.theil().unwrap()));
        prop_assert!(all.hoover().unwrap() <= all.gini().unwrap() + 1e-12);
        prop_assert!(all.lorenz(p).unwrap() <= p + 1e-12);
        prop_assert!((all.top_share(p).unwrap() + all.lorenz(1.0 - p).unwrap() - 1.0).abs() < 1e-12);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn large_distributions_are_within_their_error(seed in any::<u32>(), power in 1.0..6.0f64, more in 0usize..3000) {
        let n = EXACT_UP_TO - 1000;
        let micros: Vec<i64> = lcg(seed).take(n + more).map(|u| (libm::pow(u, power) * 1e9) as i64).collect();
        let added = distribution(&micros[..n]).with(micros[n..].iter().map(|&micros| Money::from_micros(micros)));
        let all = distribution(&micros);
        prop_assert_eq!(&added, &all);
        let exact = Distribution::from_values(&micros.iter().map(|&micros| micros as f64).collect::<Vec<_>>());
        let (low, high) = (all.gini().unwrap(), all.gini().unwrap() + all.gini_error());
        prop_assert!((low - 1e-12..=high + 1e-12).contains(&exact.gini().unwrap()));
        prop_assert_eq!(all.gini_error() > 0.0, micros.len() > EXACT_UP_TO);
        prop_assert!((exact.theil().unwrap() - all.theil().unwrap()).abs() < 1e-6);
        prop_assert!((exact.palma().unwrap() / all.palma().unwrap() - 1.0).abs() < 1e-3);
    }
}
