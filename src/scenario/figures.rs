//! Numbers as people read and write them in scenarios.

/// A number in full, as TOML and people read it: `0.02`, `20000`, `1_000_000`.
#[must_use]
pub fn figure(x: f64) -> String {
    let text = if x != 0.0 && !(1e-6..1e15).contains(&x.abs()) { format!("{x:e}") } else { x.to_string() };
    match text.parse::<u64>() {
        Ok(whole) if whole >= 100_000 => grouped(whole),
        _ => text,
    }
}

/// A whole number with a `_` before every third digit.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// A range, both ends included: `0 to 1`.
#[must_use]
pub fn range((low, high): (f64, f64)) -> String {
    format!("{} to {}", figure(low), figure(high))
}

/// An amount of memory, rounded up: `112 MB`, `1.3 GB`.
#[must_use]
pub fn memory(bytes: u64) -> String {
    const MB: u64 = 1_000_000;
    const GB: u64 = 1000 * MB;
    if bytes < GB {
        return format!("{} MB", bytes.div_ceil(MB));
    }
    let tenths = bytes.div_ceil(GB / 10);
    format!("{}.{} GB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped_as_toml_reads_them() {
        assert_eq!(figure(1e9), "1_000_000_000");
        assert_eq!(figure(20_000.0), "20000");
        assert_eq!(figure(0.02), "0.02");
        assert_eq!(figure(1e-9), "1e-9");
        assert_eq!(figure(-3.5), "-3.5");
        assert_eq!(figure(0.0), "0");
    }

    #[test]
    fn memory_is_never_understated() {
        assert_eq!(memory(1), "1 MB");
        assert_eq!(memory(999_000_001), "1000 MB");
        assert_eq!(memory(1_250_000_000), "1.3 GB");
        assert_eq!(memory(120_000_000_000), "120.0 GB");
    }
}
