//! Partial rank correlation coefficients (Iman and Conover 1982; Marino et al. 2008, A methodology for performing global uncertainty and
//! sensitivity analysis in systems biology, Journal of Theoretical Biology 254): how strongly a measure rises with a factor when all
//! other factors are held, as far as ranks tell.
//!
//! With the ranks of all columns standardised, let b be the coefficients of the regression of the measure on the factors, s the part of
//! its variance that they leave unexplained, and S the inverse of the factors' correlations. Then the coefficient of factor i is
//! bᵢ/√(bᵢ² + s·Sᵢᵢ). It equals the correlation of the two residuals of measure and factor on all other factors.

use super::cholesky::{Cholesky, UNEXPLAINED, dot};
use super::ranks;
use crate::random::normal_quantile;
use crate::statistics::{Interval, student};
use thiserror::Error;

/// The partial rank correlation of a column with the outputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankCorrelation {
    /// The coefficient, in [-1, 1].
    pub r: f64,
    /// Its interval, by Fisher's z: tanh(atanh r ± z·√((1 + r²/2)/(n - k - 3))) with k other columns, where 1 + r²/2 makes up for ranks
    /// (Bonett and Wright 2000, Sample size requirements for estimating Pearson, Kendall and Spearman correlations, Psychometrika
    /// 65). Unknown with fewer than k + 4 values, and where r is 1 or -1.
    pub interval: Option<Interval>,
    /// r·√(df/(1 - r²)); unknown where r is 1 or -1.
    pub t: Option<f64>,
    /// Degrees of freedom, n - k - 2.
    pub df: f64,
    /// The chance of a t as far from 0 if there were no relation.
    pub p: f64,
    /// The number of values.
    pub n: usize,
}

/// Why there are no partial rank correlations.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoCorrelation {
    /// The degrees of freedom are used up.
    #[error("{n} values are too few for {columns} factors: there must be at least {}", columns + 2)]
    TooFew {
        /// Values.
        n: usize,
        /// Columns that are not constant.
        columns: usize,
    },
    /// The outputs do not vary.
    #[error("the measure has the same value everywhere")]
    Constant,
    /// The ranks of a column follow from those of columns before it.
    #[error("the ranks of factor {} follow from those of the factors before it", column + 1)]
    Dependent {
        /// Which one, from 0.
        column: usize,
    },
}

/// The partial rank correlation of every column with the outputs, all other columns being held; with intervals of this `level` in
/// (0, 1). A constant column has none, and is not held; no column has one that is not known where the outputs' ranks follow exactly
/// from those of other columns.
///
/// # Errors
/// Why there are none.
///
/// # Panics
/// If a column is not as long as the outputs.
pub fn prcc(columns: &[Vec<f64>], outputs: &[f64], level: f64) -> Result<Vec<Option<RankCorrelation>>, NoCorrelation> {
    assert!(columns.iter().all(|column| column.len() == outputs.len()), "columns are as long as the outputs");
    let (places, standard): (Vec<usize>, Vec<Vec<f64>>) =
        columns.iter().enumerate().filter_map(|(place, column)| Some((place, standardised(column)?))).unzip();
    let (n, varying) = (outputs.len(), places.len());
    if n < varying + 2 {
        return Err(NoCorrelation::TooFew { n, columns: varying });
    }
    let outputs = standardised(outputs).ok_or(NoCorrelation::Constant)?;
    let factor = Cholesky::of(&standard).map_err(|column| NoCorrelation::Dependent { column: places[column] })?;
    let regression = Regression::of(&factor, &standard, &outputs);
    let mut found = vec![None; columns.len()];
    for (number, place) in places.into_iter().enumerate() {
        found[place] = regression.correlation(number, n, level);
    }
    Ok(found)
}

/// The ranks of a column, centred and of length 1; nothing if it is constant.
fn standardised(column: &[f64]) -> Option<Vec<f64>> {
    // Twice a rank is a whole number, so that up to a hundred thousand values all sums of products are exact.
    let middle = column.len() as f64 + 1.0;
    let centred: Vec<f64> = ranks(column).into_iter().map(|rank| 2.0 * rank - middle).collect();
    let squares = dot(&centred, &centred);
    (squares > 0.0).then(|| centred.iter().map(|rank| rank / squares.sqrt()).collect())
}

/// The regression of the outputs' ranks on those of the columns, all standardised.
struct Regression {
    /// The coefficient of every column.
    coefficients: Vec<f64>,
    /// The diagonal of the inverse of the columns' correlations.
    inverse: Vec<f64>,
    /// The part of the outputs' variance that the columns leave unexplained.
    unexplained: f64,
}

impl Regression {
    fn of(factor: &Cholesky, columns: &[Vec<f64>], outputs: &[f64]) -> Self {
        let correlations: Vec<f64> = columns.iter().map(|column| dot(column, outputs)).collect();
        let explained = factor.solved(&correlations);
        let rows = factor.inverse();
        let below = |column: usize| rows[column..].iter().map(move |row| row[column]);
        let coefficient = |column| below(column).zip(&explained[column..]).map(|(entry, part)| entry * part).sum();
        Self {
            coefficients: (0..columns.len()).map(coefficient).collect(),
            inverse: (0..columns.len()).map(|column| below(column).map(|entry| entry * entry).sum()).collect(),
            unexplained: 1.0 - dot(&explained, &explained),
        }
    }

    /// The partial correlation of a column.
    fn correlation(&self, column: usize, n: usize, level: f64) -> Option<RankCorrelation> {
        let coefficient = self.coefficients[column];
        let held = self.coefficients.len() - 1;
        let df = (n - held - 2) as f64;
        if self.unexplained <= UNEXPLAINED {
            let follows = coefficient * coefficient > UNEXPLAINED;
            let r = coefficient.signum();
            return follows.then_some(RankCorrelation { r, interval: None, t: None, df, p: 0.0, n });
        }
        let rest = self.unexplained * self.inverse[column];
        let r = coefficient / (coefficient * coefficient + rest).sqrt();
        let t = coefficient * (df / rest).sqrt();
        let interval = interval(r, n as f64 - held as f64 - 3.0, level);
        Some(RankCorrelation { r, interval, t: Some(t), df, p: student::two_sided(t, df), n })
    }
}

/// The interval of a coefficient by Fisher's z, where `weight` is the inverse of the variance of an ordinary correlation's z.
fn interval(r: f64, weight: f64, level: f64) -> Option<Interval> {
    let reach = normal_quantile(f64::midpoint(1.0, level)) * ((1.0 + r * r / 2.0) / weight).sqrt();
    let at = |z: f64| libm::tanh(z);
    let z = libm::atanh(r);
    (weight > 0.0 && z.is_finite()).then(|| Interval { low: at(z - reach), high: at(z + reach) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LEVEL: f64 = 0.95;

    fn wavy(n: usize, frequency: f64) -> Vec<f64> {
        (0..n).map(|k| libm::sin(frequency * (k as f64 + 1.0))).collect()
    }

    #[test]
    fn one_column_that_orders_the_outputs_has_a_coefficient_of_one() {
        let x = wavy(12, 1.3);
        let falling: Vec<f64> = x.iter().map(|x| -libm::exp(*x)).collect();
        let found = prcc(std::slice::from_ref(&x), &falling, LEVEL).expect("correlations")[0].expect("known");
        assert_eq!(found, RankCorrelation { r: -1.0, interval: None, t: None, df: 10.0, p: 0.0, n: 12 });
        let found = prcc(&[wavy(12, 2.7), x], &falling, LEVEL).expect("correlations");
        assert_eq!((found[0], found[1].map(|found| found.r)), (None, Some(-1.0)));
    }

    #[test]
    fn constant_columns_are_left_out() {
        let (x, y) = (wavy(20, 1.3), wavy(20, 0.9));
        let found = prcc(&[vec![2.0; 20], x.clone()], &y, LEVEL).expect("correlations");
        assert_eq!(found, [None, prcc(&[x], &y, LEVEL).expect("correlations")[0]]);
    }

    #[test]
    fn what_cannot_be_computed_is_told() {
        let (x, y) = (wavy(20, 1.3), wavy(20, 0.9));
        let doubled: Vec<f64> = x.iter().map(|x| 2.0 * x).collect();
        assert_eq!(prcc(&[y.clone(), x.clone(), doubled], &y, LEVEL), Err(NoCorrelation::Dependent { column: 2 }));
        assert_eq!(prcc(std::slice::from_ref(&x), &[1.0; 20], LEVEL), Err(NoCorrelation::Constant));
        let three = [wavy(4, 1.0), wavy(4, 2.0), wavy(4, 3.0)];
        let few = prcc(&three, &wavy(4, 0.3), LEVEL).expect_err("too few");
        assert_eq!(few, NoCorrelation::TooFew { n: 4, columns: 3 });
        assert_eq!(few.to_string(), "4 values are too few for 3 factors: there must be at least 5");
    }

    #[test]
    fn intervals_need_one_value_more_than_tests() {
        let columns = [wavy(4, 1.0), wavy(4, 2.0)];
        let found = prcc(&columns, &[2.0, 1.0, 4.0, 3.0], LEVEL).expect("correlations")[0].expect("known");
        assert_eq!((found.df, found.interval), (1.0, None));
        let columns = [wavy(5, 1.0), wavy(5, 2.0)];
        let found = prcc(&columns, &wavy(5, 0.7), LEVEL).expect("correlations")[0].expect("known");
        assert!(found.interval.is_some_and(|interval| interval.contains(found.r) && interval.low > -1.0 && interval.high < 1.0));
    }

    /// Uniform numbers in [0, 1) in a fixed order.
    fn numbers(n: usize, seed: u64) -> Vec<f64> {
        use crate::random::{Draws, Purpose};
        let mut words = Draws { seed, replicate: 0 }.words(Purpose::Weather, 0, 0, 1);
        (0..n).map(|_| words.take::<1>()[0].uniform()).collect()
    }

    proptest! {
        /// What raises every value in the same way does not change ranks; turning a column around turns its sign.
        #[test]
        fn only_order_counts(seed in 0u64..1000) {
            let columns = [numbers(25, seed), numbers(25, seed + 1000), numbers(25, seed + 2000)];
            let y: Vec<f64> = (0..25).map(|k| columns[0][k] - 0.5 * columns[1][k] + 0.3 * numbers(25, seed + 3000)[k]).collect();
            let found = prcc(&columns, &y, LEVEL).expect("correlations");
            let [a, b, c] = &columns;
            let bent = [a.iter().map(|x| libm::exp(3.0 * x)).collect(), b.iter().map(|x| -x).collect(), c.clone()];
            let again = prcc(&bent, &y, LEVEL).expect("correlations");
            let r = |found: &[Option<RankCorrelation>]| found.iter().map(|found| found.expect("known").r).collect::<Vec<_>>();
            let (r, bent) = (r(&found), r(&again));
            prop_assert!((r[0] - bent[0]).abs() < 1e-12 && (r[1] + bent[1]).abs() < 1e-12 && (r[2] - bent[2]).abs() < 1e-12);
        }
    }
}
