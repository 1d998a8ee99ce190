//! Numbers as a report writes them.

use crate::chart::number::fixed;

/// What stands where nothing is known.
pub const UNKNOWN: &str = "–";

/// A value on its own: four digits that count, at most six decimals.
pub fn value(value: f64) -> String {
    fixed(value, decimals(value.abs(), 4, 6))
}

/// A value that may be unknown.
pub fn known(value: Option<f64>) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), self::value)
}

/// An estimate with the ends of its interval, all with as many decimals as the interval's half width has two digits that count.
pub fn with_interval(estimate: f64, [low, high]: [f64; 2]) -> [String; 3] {
    let half = (high - low) / 2.0;
    let decimals = if half > 0.0 { decimals(half, 2, 9) } else { decimals(estimate.abs(), 4, 6) };
    [estimate, low, high].map(|value| fixed(value, decimals))
}

/// A value next to an estimate whose interval is this.
pub fn beside(value: f64, [low, high]: [f64; 2]) -> String {
    let half = (high - low) / 2.0;
    if half > 0.0 { fixed(value, decimals(half, 2, 9)) } else { self::value(value) }
}

/// Decimals that show so many digits that count of a size, at most `most`.
fn decimals(size: f64, digits: i32, most: i32) -> usize {
    if size == 0.0 || !size.is_finite() {
        return 0;
    }
    (digits - 1 - libm::floor(libm::log10(size)) as i32).clamp(0, most) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_show_what_counts() {
        let shown = [0.0, 0.123_456, 12.345_67, 12_345.678, -0.000_012_3].map(value);
        assert_eq!(shown, ["0", "0.1235", "12.35", "12\u{2009}346", "−0.000012"]);
        assert_eq!(known(None), UNKNOWN);
    }

    #[test]
    fn estimates_are_as_precise_as_their_intervals() {
        assert_eq!(with_interval(-0.471_23, [-0.4746, -0.4678]), ["−0.4712", "−0.4746", "−0.4678"]);
        assert_eq!(with_interval(12_345.6, [12_000.0, 12_700.0]), ["12\u{2009}346", "12\u{2009}000", "12\u{2009}700"]);
        assert_eq!(with_interval(0.25, [0.25, 0.25]), ["0.2500", "0.2500", "0.2500"]);
        assert_eq!(beside(0.876_54, [-0.02, 0.02]), "0.877");
    }
}
