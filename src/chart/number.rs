//! Ticks of axes and the numbers people read in charts.

/// The smallest of 1, 2 and 5 times a power of ten that is not below `x`.
fn nice_above(x: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(x)));
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| step * power >= x * (1.0 - 1e-9)).unwrap_or(10.0);
    step * power
}

/// Round numbers between `from` and `to`, both included, at most `most` of them and at most `most` steps apart.
#[must_use]
pub fn ticks((from, to): (f64, f64), most: usize) -> Vec<f64> {
    every(nice_above((to - from) / most.max(1) as f64), (from, to))
}

/// Round whole numbers between `from` and `to`, at most `most` steps apart. A step of 1, 2, 4, 5, 10, 20, 40, 50, … that
/// ends at `to` is preferred, so that the last round is written.
#[must_use]
pub fn whole_ticks((from, to): (f64, f64), most: usize) -> Vec<f64> {
    let least = nice_above((to - from) / most.max(1) as f64).max(1.0);
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let ends = |step: &f64| *step >= (to - from) / most.max(1) as f64 && to % *step == 0.0;
    let fitting = [1.0, 2.0, 4.0, 5.0, 10.0].map(|step| step * power).into_iter().find(ends);
    every(fitting.filter(|&step| step <= 2.0 * least).unwrap_or(least), (from, to))
}

fn every(step: f64, (from, to): (f64, f64)) -> Vec<f64> {
    let slack = step * 1e-6;
    let (first, last) = (libm::ceil((from - slack) / step) as i64, libm::floor((to + slack) / step) as i64);
    (first..=last).map(|i| i as f64 * step).collect()
}

/// The end of an axis from 0 with `most` ticks that shows values up to `largest` with some air above; it is a tick.
#[must_use]
pub fn axis_end(largest: f64, most: usize) -> f64 {
    let step = nice_above(largest * AIR / most.max(1) as f64);
    libm::ceil(largest * AIR / step) * step
}

/// The same for whole numbers.
#[must_use]
pub fn whole_axis_end(largest: f64, most: usize) -> f64 {
    let step = nice_above(largest * AIR / most.max(1) as f64).max(1.0);
    libm::ceil(largest * AIR / step) * step
}

/// The ends of an axis with about `most` ticks that shows all from `low` to `high`, and 0; both are ticks.
#[must_use]
pub fn axis_around((low, high): (f64, f64), most: usize) -> (f64, f64) {
    let (low, high) = (low.min(0.0), high.max(0.0));
    if high - low <= 0.0 {
        return (-1.0, 1.0);
    }
    let step = nice_above((high - low) / most.max(1) as f64);
    (libm::floor(low / step + 1e-9) * step, libm::ceil(high / step - 1e-9) * step)
}

/// The ends of an axis with about `most` ticks that shows all from `low` to `high`; both are ticks. It begins at 0 where that is not far.
#[must_use]
pub fn axis_of((low, high): (f64, f64), most: usize) -> (f64, f64) {
    const NEAR: f64 = 0.4;
    let size = low.abs().max(high.abs());
    if high - low <= size * 1e-9 {
        let air = if size > 0.0 { size * 0.1 } else { 1.0 };
        return (low - air, high + air);
    }
    let (low, high) = match () {
        () if low > 0.0 && low < NEAR * high => (0.0, high),
        () if high < 0.0 && high > NEAR * low => (low, 0.0),
        () => (low, high),
    };
    let step = nice_above((high - low) / most.max(1) as f64);
    (libm::floor(low / step + 1e-9) * step, libm::ceil(high / step - 1e-9) * step)
}

/// Round numbers of a logarithmic axis between `from` and `to`, both above 0, at most `most` of them: 1, 2 and 5 times powers of ten, or
/// the powers alone; of a range without two of these, numbers a round step apart.
#[must_use]
pub fn log_ticks((from, to): (f64, f64), most: usize) -> Vec<f64> {
    let (first, last) = (libm::floor(libm::log10(from)) as i32, libm::ceil(libm::log10(to)) as i32);
    let within = |digits: &[f64], every: i32| -> Vec<f64> {
        let powers = (first..=last).filter(|power| power.rem_euclid(every) == 0);
        let all = powers.flat_map(|power| digits.iter().map(move |digit| digit * libm::pow(10.0, f64::from(power))));
        all.filter(|tick| (from * (1.0 - 1e-9)..=to * (1.0 + 1e-9)).contains(tick)).collect()
    };
    let kinds = [(&[1.0, 2.0, 5.0][..], 1), (&[1.0, 3.0], 1), (&[1.0], 1), (&[1.0], 2), (&[1.0], 3), (&[1.0], 6), (&[1.0], 20)];
    let fitting = kinds.into_iter().map(|(digits, every)| within(digits, every)).find(|ticks| ticks.len() <= most);
    fitting.filter(|found| found.len() >= 2).unwrap_or_else(|| ticks((from, to), most))
}

/// Values that somebody chose, in few letters: without zeros at the end, and with no more digits than tell them apart.
#[must_use]
pub fn chosen(values: &[f64]) -> Vec<String> {
    let texts = |digits: usize| values.iter().map(|&value| significant(value, digits)).collect::<Vec<_>>();
    let differ = |texts: &[String]| {
        let mut all: Vec<_> = values.iter().zip(texts).collect();
        all.sort_by(|a, b| a.1.cmp(b.1));
        all.windows(2).all(|pair| pair[0].1 != pair[1].1 || pair[0].0 == pair[1].0)
    };
    (3..=9).map(texts).find(|texts| differ(texts)).unwrap_or_else(|| texts(9))
}

/// A value with so many digits that count, without zeros at its end.
fn significant(value: f64, digits: usize) -> String {
    let scientific = format!("{value:.*e}", digits - 1);
    let Some((digit, power)) = scientific.split_once('e') else { return scientific };
    let power: i32 = power.parse().unwrap_or(0);
    if value != 0.0 && !(-4..7).contains(&power) {
        let digit = if digit.contains('.') { digit.trim_end_matches('0').trim_end_matches('.') } else { digit };
        return format!("{digit}e{power}").replace('-', "−");
    }
    let decimals = (digits as i32 - 1 - power).max(0) as usize;
    // Whole numbers keep all their digits.
    let text = fixed(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The largest value of an axis lies this much below its end, at least.
const AIR: f64 = 1.02;

/// The ticks' texts: all with the decimals that the finest needs, thousands set apart.
#[must_use]
pub fn tick_texts(ticks: &[f64]) -> Vec<String> {
    let is_exact = |decimals: usize| {
        let scale = libm::pow(10.0, decimals as f64);
        ticks.iter().all(|tick| libm::fabs(tick * scale - libm::round(tick * scale)) < 1e-6)
    };
    let decimals = (0..9).find(|&decimals| is_exact(decimals)).unwrap_or(9);
    ticks.iter().map(|&tick| fixed(tick, decimals)).collect()
}

/// A number with this many decimals, thousands set apart by thin spaces.
#[must_use]
pub fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, ""), |(whole, fraction)| (whole, fraction));
    let sign = if digits.bytes().all(|digit| digit == b'0' || digit == b'.') { "" } else { sign };
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() > 4 {
            grouped.push('\u{2009}');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

/// A number for people: two decimals, or two digits that count where it is small; none from 100 on.
#[must_use]
pub fn short(value: f64) -> String {
    let size = libm::fabs(value);
    let decimals = match size {
        _ if size == 0.0 || size >= 99.5 => 0,
        _ if size >= 9.95 => 1,
        _ if size >= 0.1 => 2,
        _ if size >= 1e-6 => (1.0 - libm::floor(libm::log10(size))) as usize,
        _ => return format!("{value:.0e}"),
    };
    fixed(value, decimals)
}

/// A share for people: two decimals.
#[must_use]
pub fn share(value: f64) -> String {
    if value > 0.0 && value < 0.005 { "<0.01".to_owned() } else { fixed(value, 2) }
}

/// A number of clients, or a mean of such numbers.
#[must_use]
pub fn count(value: f64) -> String {
    if value == libm::round(value) { fixed(value, 0) } else { short(value) }
}

/// A share as percent, for running text.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 0.05 {
        return "<0.1\u{a0}%".to_owned();
    } else if percent > 99.95 && percent < 100.0 {
        return ">99.9\u{a0}%".to_owned();
    }
    let decimals = usize::from(percent > 0.0 && percent < 9.95 || percent > 99.0 && percent < 100.0);
    format!("{}\u{a0}%", fixed(percent, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(tick_texts(&ticks((0.0, 1.0), 5)), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(tick_texts(&ticks((0.0, 0.035), 5)), ["0.00", "0.01", "0.02", "0.03"]);
        assert_eq!(
            tick_texts(&ticks((0.0, 12_000.0), 6)),
            ["0", "2000", "4000", "6000", "8000", "10\u{2009}000", "12\u{2009}000"]
        );
        assert_eq!(tick_texts(&ticks((0.0, 1e-5), 5)).last().unwrap(), "0.000010");
    }

    #[test]
    fn rounds_are_whole() {
        assert_eq!(whole_ticks((0.0, 240.0), 8), [0.0, 40.0, 80.0, 120.0, 160.0, 200.0, 240.0]);
        assert_eq!(whole_ticks((0.0, 97.0), 8), [0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!(whole_ticks((0.0, 3.0), 8), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(whole_ticks((0.5, 1.5), 8), [1.0]);
        assert_eq!(whole_ticks((0.0, 120.0), 8), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0]);
    }

    #[test]
    fn axes_end_above_the_largest_value() {
        for largest in (1..400).flat_map(|i| [f64::from(i) * 1e-9, f64::from(i) / 100.0, f64::from(i) * 31.7]) {
            for most in [4, 5, 6] {
                let end = axis_end(largest, most);
                assert!(end > largest && end < largest * 1.7, "{largest}: {end}");
                let last = ticks((0.0, end), most).pop().unwrap();
                assert!((last / end - 1.0).abs() < 1e-9, "the axis to {end} for {largest} has its last tick at {last}");
                let whole = whole_axis_end(largest, most);
                let last = whole_ticks((0.0, whole), most).pop().unwrap();
                assert!(whole >= 1.0 && last == whole, "the axis to {whole} for {largest} has its last tick at {last}");
            }
        }
    }

    #[test]
    fn axes_around_zero_end_at_ticks() {
        let (low, high) = axis_around((-0.55, 0.31), 8);
        assert!((low + 0.6).abs() < 1e-12 && (high - 0.4).abs() < 1e-12, "{low} {high}");
        assert_eq!(axis_around((0.1, 0.9), 5), (0.0, 1.0));
        assert_eq!(axis_around((0.0, 0.0), 5), (-1.0, 1.0));
        let (low, high) = axis_around((-1e-4, 3e-5), 6);
        assert!(low <= -1e-4 + 1e-15 && high > 3e-5 && high < 1e-4, "{low} {high}");
    }

    #[test]
    fn axes_of_a_range_end_at_ticks() {
        let near = |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 1e-9 && (b - d).abs() < 1e-9;
        assert!(near(axis_of((0.52, 0.68), 5), (0.5, 0.7)));
        assert!(near(axis_of((0.1, 0.9), 5), (0.0, 1.0)));
        assert!(near(axis_of((-0.9, -0.1), 5), (-1.0, 0.0)));
        assert!(near(axis_of((-3.0, 4.0), 5), (-4.0, 4.0)));
        assert!(near(axis_of((5.0, 5.0), 5), (4.5, 5.5)) && near(axis_of((0.0, 0.0), 5), (-1.0, 1.0)));
    }

    #[test]
    fn ticks_of_logarithmic_axes() {
        assert_eq!(chosen(&log_ticks((1.0, 100.0), 7)), ["1", "2", "5", "10", "20", "50", "100"]);
        assert_eq!(chosen(&log_ticks((0.01, 100.0), 5)), ["0.01", "0.1", "1", "10", "100"]);
        assert_eq!(chosen(&log_ticks((0.8, 1e6), 5)), ["1", "100", "10\u{2009}000", "1\u{2009}000\u{2009}000"]);
        assert_eq!(chosen(&log_ticks((3.0, 4.2), 4)), ["3", "3.5", "4"]);
    }

    #[test]
    fn chosen_values_keep_what_tells_them_apart() {
        assert_eq!(chosen(&[0.1, 0.300_000_000_000_000_04, 0.5]), ["0.1", "0.3", "0.5"]);
        assert_eq!(chosen(&[0.133_333, 2.0, 0.0]), ["0.133", "2", "0"]);
        assert_eq!(chosen(&[1000.0, 1001.0, 12_345.0]), ["1000", "1001", "12\u{2009}345"]);
        assert_eq!(chosen(&[0.1234, 0.1235]), ["0.1234", "0.1235"]);
        assert_eq!(chosen(&[-1e-7, 2.5e8]), ["−1e−7", "2.5e8"]);
        assert_eq!(chosen(&[0.5, 0.5]), ["0.5", "0.5"]);
    }

    #[test]
    fn numbers_are_short() {
        let texts = [0.0, 0.5, 0.04567, 0.0012, 1.0, 12.34, 312.4, 20_000.0, -0.3].map(short);
        assert_eq!(texts, ["0", "0.50", "0.046", "0.0012", "1.00", "12.3", "312", "20\u{2009}000", "−0.30"]);
        assert_eq!(short(1e-9), "1e-9");
        assert_eq!(fixed(-0.001, 2), "0.00");
    }

    #[test]
    fn shares_and_counts() {
        assert_eq!([0.0, 0.003, 0.005, 0.714, 1.0].map(share), ["0.00", "<0.01", "0.01", "0.71", "1.00"]);
        assert_eq!([0.0, 34.0, 0.5, 123_456.0].map(count), ["0", "34", "0.50", "123\u{2009}456"]);
    }

    #[test]
    fn percents_say_what_is_not_all() {
        let texts = [0.0, 0.0002, 0.0042, 0.12, 0.997, 0.9998, 1.0].map(percent);
        let wanted = ["0\u{a0}%", "<0.1\u{a0}%", "0.4\u{a0}%", "12\u{a0}%", "99.7\u{a0}%", ">99.9\u{a0}%", "100\u{a0}%"];
        assert_eq!(texts, wanted);
    }
}
