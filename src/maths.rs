//! Elementary functions that give the same bits on every platform, for the inner loops.
//!
//! `libm` does too, and everything outside the inner loops uses it; but one exponential per client and round is what
//! loyalty costs, and this one takes about a third of the time. Only multiplication, addition and the bits of numbers
//! are used, which IEEE 754 fixes. What needs to be known roughly only is in [`single`].

pub mod single;

/// e^x, to within two units in the last place. Arguments are cut to [-700, 700], where the result is still a normal number.
#[inline(always)]
#[must_use]
pub fn exp(x: f64) -> f64 {
    // Adding and subtracting 1.5·2^52 rounds to the nearest whole number; ln 2 in two parts keeps the remainder exact.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    const LN2_HIGH: f64 = 0.693_147_180_369_123_8;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    let x = x.clamp(-700.0, 700.0);
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let twos = shifted - ROUND;
    let r = (x - twos * LN2_HIGH) - twos * LN2_LOW;
    let power = f64::from_bits(((shifted.to_bits() as i64 + 1023) << 52) as u64);
    series(r) * power
}

/// The exponential series up to r^13/13!, for |r| ≤ ½·ln 2: the rest is below 10^-17. Summed pairwise, so that the
/// processor can work on several terms at once.
#[inline(always)]
fn series(r: f64) -> f64 {
    const C: [f64; 14] = [
        1.0,
        1.0,
        1.0 / 2.0,
        1.0 / 6.0,
        1.0 / 24.0,
        1.0 / 120.0,
        1.0 / 720.0,
        1.0 / 5040.0,
        1.0 / 40_320.0,
        1.0 / 362_880.0,
        1.0 / 3_628_800.0,
        1.0 / 39_916_800.0,
        1.0 / 479_001_600.0,
        1.0 / 6_227_020_800.0,
    ];
    let (r2, r4, r8) = (r * r, (r * r) * (r * r), ((r * r) * (r * r)) * ((r * r) * (r * r)));
    let pair = |k: usize| C[k] + C[k + 1] * r;
    let four = |k: usize| pair(k) + pair(k + 2) * r2;
    (four(0) + four(4) * r4) + (four(8) + pair(12) * r4) * r8
}

/// The logistic function 1/(1 + e^-x), in (0, 1).
#[inline(always)]
#[must_use]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// Rounding to whole steps, up or down by turns: what changes by less than a step a round still gets where it goes.
#[derive(Clone, Copy, Debug)]
pub struct Rounding {
    /// What is added before the fraction is cut off: it moves through [0, 1) from round to round by the golden section.
    threshold: f64,
}

impl Rounding {
    /// The rounding of a round.
    #[must_use]
    pub fn of(round: u32) -> Self {
        let turned = 0.618_034 * f64::from(round);
        Self { threshold: turned - turned.floor() }
    }

    /// What a number of steps that is not negative comes to in the round: the next whole number below it, or that above.
    #[inline(always)]
    #[must_use]
    pub fn steps(self, steps: f64) -> u16 {
        (steps + self.threshold) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn exp_agrees_with_libm(x in -700.0f64..700.0) {
            let want = libm::exp(x);
            prop_assert!((exp(x) - want).abs() <= 4.5e-16 * want, "{} for {want}", exp(x));
        }
    }

    #[test]
    fn values_at_the_edges() {
        assert_eq!(exp(0.0).to_bits(), 1.0f64.to_bits());
        assert_eq!(exp(1e9).to_bits(), exp(700.0).to_bits());
        assert!(exp(-1e9) > 0.0);
        assert_eq!(logistic(0.0).to_bits(), 0.5f64.to_bits());
        assert!(logistic(-1e9) >= 0.0 && logistic(1e9) <= 1.0);
    }
}
