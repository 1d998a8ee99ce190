//! Statistics against `data/stats.json`, which was computed with scipy and checked with 30-digit arithmetic, statsmodels, pingouin and R:
//! every case, and every field that the program computes too.

use patronage::statistics::{Contrast, Difference, Interval, Method, Sample, Wilcoxon, benjamini_hochberg};
use serde_json::Value;

/// How far apart means, deviations, sizes of effects and adjusted p may be, as a part of the number where it is above 1.
const PLAIN: f64 = 1e-13;
/// The same for whatever has a quantile or a p-value in it: eleven digits, of the twelve that are kept.
const DISTRIBUTION: f64 = 1e-11;

fn cases(kind: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("data/stats.json")).expect("valid JSON");
    let cases = file[kind].as_array().expect("a list").clone();
    assert!(!cases.is_empty());
    cases
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// That two numbers agree, where the expected one is that of the case's field.
fn agree(case: &Value, field: &str, found: Option<f64>, tolerance: f64) {
    let expected = number(&case[field]);
    let found = found.unwrap_or_else(|| panic!("{field} is {expected}, and was not found"));
    assert!((found - expected).abs() <= tolerance * expected.abs().max(1.0), "{field}: {found} for {expected}");
}

/// That intervals agree at every level of the case.
fn intervals_agree(case: &Value, interval: impl Fn(f64) -> Option<Interval>) {
    let levels = case["intervals"].as_array().expect("a list");
    assert_eq!(levels.len(), 3);
    for level in levels {
        let found = interval(number(&level["level"]));
        agree(level, "low", found.map(|interval| interval.low), DISTRIBUTION);
        agree(level, "high", found.map(|interval| interval.high), DISTRIBUTION);
    }
}

#[test]
fn intervals_of_means() {
    for case in cases("mean_ci") {
        let sample = Sample::of(&numbers(&case["x"])).expect("values");
        assert_eq!(Some(sample.n as u64), case["n"].as_u64());
        agree(&case, "mean", Some(sample.mean), PLAIN);
        agree(&case, "sd", sample.sd, PLAIN);
        intervals_agree(&case, |level| sample.interval(level));
    }
}

/// t, and quantiles themselves: an interval of mean 0 and standard error 1 has them as its ends.
#[test]
fn quantiles_of_t() {
    for case in cases("mean_ci").into_iter().chain(cases("paired_t")) {
        let n = case["df"].as_u64().expect("a number") as usize + 1;
        let unit = Sample { n, mean: 0.0, sd: Some((n as f64).sqrt()) };
        for level in case["intervals"].as_array().expect("a list") {
            let found = unit.interval(number(&level["level"]));
            agree(level, "t_quantile", found.map(|interval| interval.high), DISTRIBUTION);
        }
    }
}

#[test]
fn paired_differences() {
    for case in cases("paired_t") {
        let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
        let contrast = Contrast { of: &x, against: &y };
        let Difference { difference, standard_error, df, t, p } = contrast.paired().expect("pairs");
        agree(&case, "mean_difference", Some(difference), PLAIN);
        agree(&case, "sd_difference", Sample::of(&contrast.differences()).and_then(|sample| sample.sd), PLAIN);
        agree(&case, "se", standard_error, PLAIN);
        agree(&case, "df", df, 0.0);
        agree(&case, "t", t, PLAIN);
        agree(&case, "p_two_sided", p, DISTRIBUTION);
        agree(&case, "cohen_dz", contrast.cohen_dz(), PLAIN);
        intervals_agree(&case, |level| contrast.paired()?.interval(level));
    }
}

#[test]
fn unpaired_differences() {
    for case in cases("welch") {
        let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
        let contrast = Contrast { of: &x, against: &y };
        let Difference { difference, standard_error, df, t, p } = contrast.welch().expect("values");
        let means = [&x, &y].map(|values| Sample::of(values).map(|sample| sample.mean));
        agree(&case, "mean_x", means[0], PLAIN);
        agree(&case, "mean_y", means[1], PLAIN);
        agree(&case, "difference", Some(difference), PLAIN);
        agree(&case, "se", standard_error, PLAIN);
        agree(&case, "welch_df", df, PLAIN);
        agree(&case, "welch_t", t, PLAIN);
        agree(&case, "welch_p_two_sided", p, DISTRIBUTION);
        agree(&case, "hedges_g_exact", contrast.hedges_g(), PLAIN);
        intervals_agree(&case, |level| contrast.welch()?.interval(level));
    }
}

#[test]
fn signed_ranks() {
    let (mut exact, mut normal) = (0, 0);
    for case in cases("wilcoxon") {
        let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
        let test = Contrast { of: &x, against: &y }.wilcoxon().expect("pairs");
        let Wilcoxon { n, plus, minus, p, method } = test;
        assert_eq!(Some(n as u64), case["n_nonzero"].as_u64());
        agree(&case, "w_plus", Some(plus), 0.0);
        agree(&case, "w_minus", Some(minus), 0.0);
        let field = match method {
            Method::Exact => "p_exact_two_sided",
            Method::Normal => "p_normal_continuity",
        };
        agree(&case, field, Some(p), PLAIN);
        assert_eq!(method == Method::Exact, case["p_exact_two_sided"].is_number());
        match method {
            Method::Exact => exact += 1,
            Method::Normal => normal += 1,
        }
    }
    assert!(exact >= 4 && normal >= 3, "both ways are tested");
}

#[test]
fn adjusted_p() {
    for case in cases("p_adjust") {
        let p: Vec<Option<f64>> = numbers(&case["p"]).into_iter().map(Some).collect();
        let expected = numbers(&case["bh_adjusted"]);
        for (found, expected) in benjamini_hochberg(&p).into_iter().zip(expected) {
            assert!(found.is_some_and(|found| (found - expected).abs() <= 1e-15), "{found:?} for {expected}");
        }
    }
}

/// Quantiles of t for the smallest and for large ensembles: in closed form for 1 and 2 degrees of freedom (tan(π·level/2) and
/// level·√(2/(1 - level²))), else from mpmath with 25 digits.
#[test]
fn quantiles_of_t_at_the_edges() {
    let quantile = |df: usize, level: f64| {
        let sample = Sample { n: df + 1, mean: 0.0, sd: Some(((df + 1) as f64).sqrt()) };
        sample.interval(level).expect("two values").high
    };
    for level in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
        let one = libm::tan(std::f64::consts::FRAC_PI_2 * level);
        let two = level * (2.0 / (1.0 - level * level)).sqrt();
        assert!((quantile(1, level) / one - 1.0).abs() < DISTRIBUTION, "1 degree at {level}");
        assert!((quantile(2, level) / two - 1.0).abs() < DISTRIBUTION, "2 degrees at {level}");
    }
    for (df, expected) in [
        (3, 3.182446305283709),
        (9, 2.262157162798205),
        (19, 2.093024054408309),
        (29, 2.045229642132704),
        (99, 1.984216951586417),
        (999, 1.962341461133449),
        (100_000, 1.959987707534609),
    ] {
        let tolerance = if df < 1000 { DISTRIBUTION } else { 1e-9 };
        assert!((quantile(df, 0.95) - expected).abs() < tolerance, "{df} degrees: {}", quantile(df, 0.95));
    }
}

/// The interval and the test are one: the interval at level 1 - p just reaches 0, whatever the degrees of freedom.
#[test]
fn intervals_at_the_level_of_p_reach_zero() {
    for df in (1..400).map(|i| 1.0 + f64::from(i) * 0.37).chain([1e3, 1e4, 12_345.6]) {
        for t in [0.2, 1.0, 2.5, 5.0] {
            let (a, b) = samples_with(df, t);
            let difference = Contrast { of: &a, against: &b }.welch().expect("values");
            let p = difference.p.expect("they vary");
            let low = difference.interval(1.0 - p).expect("they vary").low;
            let error = difference.standard_error.expect("they vary");
            assert!((low / error).abs() < 1e-9, "t {t} of {df} degrees: {low}");
        }
    }
}

/// Two samples of which the first is as large as `df` says and the second hardly varies, `t` standard errors apart.
fn samples_with(df: f64, t: f64) -> (Vec<f64>, Vec<f64>) {
    let n = df.ceil() as usize + 1;
    let values: Vec<f64> = (0..n).map(|i| (i % 2) as f64 + (i % 7) as f64 * df.fract()).collect();
    let sample = Sample::of(&values).expect("values");
    let error = sample.sd.expect("two values") / (n as f64).sqrt();
    let other = sample.mean - t * error;
    let width = 0.3 * df.fract() * error;
    (values, vec![other - width, other, other + width])
}
