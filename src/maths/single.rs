//! Elementary functions in single precision, for what needs to be known roughly only.
//!
//! They take no decisions, so that a loop over columns works on several numbers at once: there they cost a tenth of their double-precision
//! relatives. Like these they consist of what IEEE 754 fixes. Nothing that is written or published depends on them.

/// What is added to round to whole numbers: 1.5·2^23.
const ROUND: f32 = 12_582_912.0;
/// ln 2 in two parts: multiples of the first by whole numbers are exact.
const LN2_HIGH: f32 = 355.0 / 512.0;
const LN2_LOW: f32 = -2.121_944_4e-4;
/// Bits of a number's fraction, below its exponent.
const FRACTION: u32 = 23;

/// e^x, to within 3 parts in 10^7. Arguments are cut to [-80, 80], where the result is still a normal number; what is no number stays so.
#[inline(always)]
#[must_use]
pub fn exp(x: f32) -> f32 {
    let x = if x > 80.0 { 80.0 } else { x };
    let x = if x < -80.0 { -80.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let twos = shifted - ROUND;
    let r = (x - twos * LN2_HIGH) - twos * LN2_LOW;
    let power = f32::from_bits((shifted.to_bits().wrapping_add(127)) << FRACTION);
    // The series up to r^6/6!, for |r| ≤ ½·ln 2: the rest is below 1.3·10^-7.
    let series = r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r * (1.0 / 720.0))))));
    (1.0 + series) * power
}

/// The natural logarithm of a positive normal number, to within 3 parts in 10^7 of the result or, near 1, of what the number differs from 1 by.
#[inline(always)]
#[must_use]
pub fn ln(x: f32) -> f32 {
    // The number as m·2^k with m between √½ and √2, of which the series of the inverse hyperbolic tangent is short.
    let k = (x.to_bits() as i32 - std::f32::consts::FRAC_1_SQRT_2.to_bits() as i32) >> FRACTION;
    let m = f32::from_bits((x.to_bits() as i32 - (k << FRACTION)) as u32);
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let k = k as f32;
    let series = 2.0 * s + s * z * (2.0 / 3.0 + z * (2.0 / 5.0 + z * (2.0 / 7.0)));
    k * LN2_HIGH + (series + k * LN2_LOW)
}

/// ln(1 + x) for a number that is not negative, to within 5 parts in 10^7.
#[inline(always)]
#[must_use]
pub fn ln_1p(x: f32) -> f32 {
    let sum = 1.0 + x;
    // What rounding the sum left out.
    ln(sum) + (x - (sum - 1.0)) / sum
}

/// The standard normal quantile of the middle of one of 2^32 equal cells of (0, 1), to within 2 parts in 10^6.
///
/// Wichura (1988), algorithm AS 241 (PPND7), Applied Statistics 37. No cell lies as far out as its last case.
#[inline(always)]
#[must_use]
pub fn normal_quantile(cell: u32) -> f32 {
    const CELL: f32 = 1.0 / 4_294_967_296.0;
    // From the middle, and from the nearer end.
    let from_middle = (cell ^ 1 << 31) as i32;
    let from_end = (from_middle ^ !(from_middle >> 31)) & i32::MAX;
    let q = (from_middle as f32 + 0.5) * CELL;
    let tail = (from_end as f32 + 0.5) * CELL;

    let r = 0.180_625 - q * q;
    let above = ((59.109_375 * r + 159.291_13) * r + 50.434_27) * r + 3.387_132_7;
    let below = ((67.187_56 * r + 78.757_76) * r + 17.895_17) * r + 1.0;
    let centre = q * (above / below);

    let r = (-ln(tail)).sqrt() - 1.6;
    let above = ((0.170_238_21 * r + 1.306_728_5) * r + 2.756_815_4) * r + 1.423_437_3;
    let below = (0.120_211_33 * r + 0.737_001_64) * r + 1.0;
    let size = above / below;
    let outside = if q < 0.0 { -size } else { size };

    if q.abs() <= 0.425 { centre } else { outside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::normal_quantile as exact_quantile;
    use proptest::prelude::*;

    /// Whether a rough number is within a part of the exact one.
    fn near(rough: f32, exact: f64, part: f64) -> bool {
        (f64::from(rough) - exact).abs() <= part * exact.abs()
    }

    proptest! {
        #[test]
        fn exponentials_and_logarithms_are_roughly_those_of_libm(x in -80.0f32..80.0, y in 1e-6f32..1e6) {
            prop_assert!(near(exp(x), libm::exp(x.into()), 3e-7), "e^{x} = {}", exp(x));
            let exact = libm::log(y.into());
            prop_assert!((f64::from(ln(y)) - exact).abs() <= 3e-7 * exact.abs().max((f64::from(y) - 1.0).abs().min(1.0)), "ln {y} = {}", ln(y));
            prop_assert!(near(ln_1p(y), libm::log1p(y.into()), 5e-7), "ln(1 + {y}) = {}", ln_1p(y));
            prop_assert!(near(ln_1p(y * 1e-6), libm::log1p((y * 1e-6).into()), 5e-7), "ln(1 + {}) = {}", y * 1e-6, ln_1p(y * 1e-6));
        }

        #[test]
        fn normal_quantiles_are_roughly_the_exact_ones(cell in any::<u32>(), zeros in 0u32..32) {
            for cell in [cell, cell >> zeros, !(cell >> zeros)] {
                let exact = exact_quantile((f64::from(cell) + 0.5) / 4_294_967_296.0);
                prop_assert!((f64::from(normal_quantile(cell)) - exact).abs() <= 2e-6 * exact.abs() + 1e-9, "{} for {exact}", normal_quantile(cell));
            }
        }
    }

    #[test]
    fn values_at_the_edges() {
        assert_eq!((exp(0.0), exp(1e9), ln(1.0), ln_1p(0.0)), (1.0, exp(80.0), 0.0, 0.0));
        assert!(exp(-1e9) > 0.0 && exp(f32::NAN).is_nan());
        assert!(normal_quantile(0) < -6.3 && normal_quantile(u32::MAX) > 6.3);
        assert!(normal_quantile(1 << 31) > 0.0 && normal_quantile((1 << 31) - 1) < 0.0);
    }
}
