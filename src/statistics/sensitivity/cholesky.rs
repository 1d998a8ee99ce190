//! Linear equations with a matrix of correlations, by its Cholesky factor: small, and in one fixed order of operations, which gives the
//! same bits everywhere.

/// A column is taken to follow from those before it if they leave no more than this part of its variance unexplained. Ranks that are
/// equal but for one exchange of neighbours are told apart up to some six thousand of them.
pub(super) const UNEXPLAINED: f64 = 1e-10;

/// The lower triangle L with L·Lᵀ = R, row by row: row i has i + 1 entries.
pub(super) struct Cholesky {
    rows: Vec<Vec<f64>>,
}

impl Cholesky {
    /// The factor of the correlations of columns that are centred, and of length 1.
    ///
    /// # Errors
    /// The first column that follows from those before it.
    pub fn of(columns: &[Vec<f64>]) -> Result<Self, usize> {
        let mut factor = Self { rows: Vec::with_capacity(columns.len()) };
        for (i, column) in columns.iter().enumerate() {
            let correlations: Vec<f64> = columns[..i].iter().map(|other| dot(other, column)).collect();
            let mut row = factor.solved(&correlations);
            let unexplained = 1.0 - dot(&row, &row);
            if unexplained <= UNEXPLAINED {
                return Err(i);
            }
            row.push(unexplained.sqrt());
            factor.rows.push(row);
        }
        Ok(factor)
    }

    /// The x of L·x = y.
    pub fn solved(&self, y: &[f64]) -> Vec<f64> {
        let mut x: Vec<f64> = Vec::with_capacity(y.len());
        for (row, y) in self.rows.iter().zip(y) {
            let known = x.len();
            x.push((y - dot(&row[..known], &x)) / row[known]);
        }
        x
    }

    /// The inverse of L, row by row.
    pub fn inverse(&self) -> Vec<Vec<f64>> {
        let n = self.rows.len();
        let columns: Vec<Vec<f64>> = (0..n).map(|k| self.solved(&unit(n, k))).collect();
        (0..n).map(|i| (0..=i).map(|k| columns[k][i]).collect()).collect()
    }
}

/// The vector of `n` zeros with a one at `k`.
fn unit(n: usize, k: usize) -> Vec<f64> {
    let mut vector = vec![0.0; n];
    vector[k] = 1.0;
    vector
}

/// The sum of products, from the first on.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three columns of length 1, the second and third with 0.6 and 0.5 of the first.
    fn columns() -> Vec<Vec<f64>> {
        let third = (1.0f64 - 0.25 - 0.01).sqrt();
        vec![vec![1.0, 0.0, 0.0], vec![0.6, 0.8, 0.0], vec![0.5, 0.1, third]]
    }

    #[test]
    fn the_factor_of_triangular_columns_is_themselves() {
        let factor = Cholesky::of(&columns()).expect("independent columns");
        for (row, column) in factor.rows.iter().zip(columns()) {
            assert!(row.iter().zip(&column).all(|(a, b)| (a - b).abs() < 1e-15));
        }
    }

    #[test]
    fn the_inverse_undoes_the_factor() {
        let factor = Cholesky::of(&columns()).expect("independent columns");
        let y = [0.3, -2.0, 5.0];
        let x = factor.solved(&y);
        for ((row, inverse), (y, x)) in factor.rows.iter().zip(factor.inverse()).zip(y.iter().zip(&x)) {
            assert!((dot(row, &factor.solved(&[0.3, -2.0, 5.0])) - y).abs() < 1e-14);
            assert!((dot(&inverse, &[0.3, -2.0, 5.0]) - x).abs() < 1e-14);
        }
    }

    #[test]
    fn a_column_that_follows_from_others_is_told() {
        let mut columns = columns();
        columns.insert(2, vec![0.8, -0.6, 0.0]);
        assert_eq!(Cholesky::of(&columns).err(), Some(2));
    }
}
