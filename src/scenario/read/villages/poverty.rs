//! From the share of poor in a village to the skill of those who live there.

use super::rows::Read;
use super::{KEY, WHAT};
use crate::maths;
use crate::phases::Parameters;
use crate::random::normal_quantile;
use crate::scenario::figures::figure;
use crate::scenario::problems::Problem;
use crate::scenario::read::values::Reader;
use crate::scenario::source::Place;

/// How far skill of one village may be from that of others: beyond this, a share of poor is a slip or cannot be had.
const MOST: f64 = 1000.0;
/// The keys that poverty hangs on.
const KEYS: [&str; 4] = ["economy.productivity", "economy.outside", "population.skill_sd", KEY];

/// By what each village's skill is multiplied, so that the share `poverty` of its clients cannot live by their own work in an average season:
/// `ln f = -ln(A·o) + sd²/2 - sd·Φ⁻¹(p)`, as skill is lognormal with mean f. Where nothing is said of poverty, f is 1.
pub(super) fn skill(reader: &mut Reader<'_>, parameters: &Parameters, read: &Read, file: Place) -> Option<Vec<f64>> {
    let alone = parameters.economy.productivity * parameters.economy.outside;
    let sd = parameters.population.skill_sd;
    if alone == 0.0 && read.poverty.iter().any(|&poverty| poverty > 0.0) {
        let title = format!("the {WHAT} has a share of poor, but nobody can live by own work (`economy.outside` is 0)");
        reader.between(Problem::new(title), &KEYS, "", "raise `economy.outside`, or leave the column `poverty` out");
        return None;
    }
    let factor = |&poverty: &f64| if poverty > 0.0 { factor(poverty, alone, sd) } else { 1.0 };
    let skill: Vec<f64> = read.poverty.iter().map(factor).collect();
    let absurd = (0..skill.len()).find(|&v| !(1.0 / MOST..=MOST).contains(&skill[v]));
    let Some(v) = absurd else { return Some(skill) };
    let (share, factor) = (figure(read.poverty[v]), figure(libm::round(skill[v] * 1e4) / 1e4));
    let title = format!("data row {}: skill would have to be multiplied by {factor} for `poverty` {share}", v + 1);
    let help = "correct the share, or `economy.productivity` and `economy.outside`, on which it depends who can live by own work";
    reader.report(Problem::new(title).at(file, "").help(help));
    None
}

fn factor(poverty: f64, alone: f64, sd: f64) -> f64 {
    maths::exp(-libm::log(alone) + 0.5 * sd * sd - sd * normal_quantile(poverty))
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, LogNormal};

    #[test]
    fn the_share_of_poor_comes_out_as_it_is_written() {
        for (poverty, alone, sd) in [(0.25, 1.5, 0.35), (0.05, 1.5, 0.35), (0.9, 0.6, 0.8), (0.001, 3.0, 0.1)] {
            let mean = factor(poverty, alone, sd);
            let skill = LogNormal::new(libm::log(mean) - 0.5 * sd * sd, sd).expect("a distribution");
            assert!((skill.cdf(1.0 / alone) - poverty).abs() < 1e-9, "{poverty} {alone} {sd}");
        }
    }
}
