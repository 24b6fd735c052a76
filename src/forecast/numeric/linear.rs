//! Small dense symmetric systems, of some seventy rows at most.

/// A square matrix by rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SquareMatrix {
    size: usize,
    cells: Vec<f64>,
}

impl SquareMatrix {
    /// Makes a matrix of zeros.
    pub(crate) fn zeros(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// Makes a matrix with ones on the diagonal.
    pub(crate) fn identity(size: usize) -> Self {
        let mut matrix = Self::zeros(size);
        (0..size).for_each(|at| matrix.set(at, at, 1.0));
        matrix
    }

    pub(crate) fn get(&self, row: usize, column: usize) -> f64 {
        // Rows lie one after the other.
        self.cells[row * self.size + column]
    }

    /// Returns a row.
    pub(crate) fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.size..(row + 1) * self.size]
    }

    pub(crate) fn set(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] = value;
    }

    pub(crate) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] += value;
    }

    /// Copies the lower triangle to the upper one.
    pub(crate) fn mirror(&mut self) {
        for row in 0..self.size {
            (0..row).for_each(|column| self.set(column, row, self.get(row, column)));
        }
    }

    /// Multiplies all cells by a factor.
    pub(crate) fn scale(&mut self, factor: f64) {
        self.cells.iter_mut().for_each(|cell| *cell *= factor);
    }

    /// Multiplies the matrix by a vector.
    pub(crate) fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.cells.chunks(self.size.max(1)).map(|row| dot(row, vector)).collect()
    }

    /// Returns the Cholesky factor `L` with `L L' = self` (Golub & Van Loan 2013, Matrix Computations, alg.
    /// 4.2.1). Only the lower triangle is read. Returns `None` unless the matrix is positive definite.
    /// O(n^3).
    fn cholesky(&self) -> Option<Self> {
        let mut factor = Self::zeros(self.size);
        for row in 0..self.size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| factor.get(row, k) * factor.get(column, k)).sum();
                let rest = self.get(row, column) - known;
                let value =
                    if row == column { positive_root(rest)? } else { rest / factor.get(column, column) };
                factor.set(row, column, value);
            }
        }
        Some(factor)
    }

    /// Solves `self x = right` for a symmetric positive definite matrix. Returns `None` if it is not. O(n^3).
    pub(crate) fn solve(&self, right: &[f64]) -> Option<Vec<f64>> {
        self.factor().map(|factor| factor.solve(right))
    }

    /// Prepares the matrix for several right sides. Returns `None` if it is not positive definite. O(n^3).
    pub(crate) fn factor(&self) -> Option<Factor> {
        self.cholesky().map(Factor)
    }

    /// Solves `self x = right` for a symmetric matrix that is positive semidefinite. Rows that others explain up to
    /// rounding get 0. The right side has to lie in the space of the matrix. O(n^3).
    pub(crate) fn least_squares(&self, right: &[f64]) -> Vec<f64> {
        let mut kept: Vec<usize> = Vec::new();
        for at in 0..self.size {
            let with: Vec<usize> = kept.iter().copied().chain([at]).collect();
            if self.part(&with).least_unexplained() > 1e-10 {
                kept = with;
            }
        }
        let part: Vec<f64> = kept.iter().map(|at| right[*at]).collect();
        let solved = self.part(&kept).solve(&part).unwrap_or_else(|| vec![0.0; part.len()]);
        let mut x = vec![0.0; self.size];
        kept.iter().zip(solved).for_each(|(at, value)| x[*at] = value);
        x
    }

    /// Returns some rows and columns of it.
    fn part(&self, rows: &[usize]) -> Self {
        let mut part = Self::zeros(rows.len());
        for (row, from) in rows.iter().enumerate() {
            rows.iter()
                .enumerate()
                .for_each(|(column, other)| part.set(row, column, self.get(*from, *other)));
        }
        part
    }

    /// Returns the least share of a diagonal element that the rows before it leave unexplained: 1 for a diagonal
    /// matrix, 0 for one that is not positive definite. For sums of products of columns it is one less their largest
    /// squared multiple correlation. O(n^3).
    pub(crate) fn least_unexplained(&self) -> f64 {
        let Some(factor) = self.cholesky() else { return 0.0 };
        let share = |at: usize| factor.get(at, at) * factor.get(at, at) / self.get(at, at);
        (0..self.size).map(share).fold(1.0, f64::min)
    }

    /// Returns the diagonal of the inverse of a symmetric positive definite matrix. Returns `None` if it is
    /// not. Each column is one [`SquareMatrix::solve`], which is fast enough for the sizes here: at most some
    /// seventy.
    pub(crate) fn inverse_diagonal(&self) -> Option<Vec<f64>> {
        (0..self.size)
            .map(|at| {
                let unit: Vec<f64> = (0..self.size).map(|k| if k == at { 1.0 } else { 0.0 }).collect();
                self.solve(&unit).map(|column| column[at])
            })
            .collect()
    }
}

/// The Cholesky factor of a symmetric positive definite matrix.
#[derive(Debug, Clone)]
pub(crate) struct Factor(SquareMatrix);

impl Factor {
    /// Solves for one right side. O(n^2).
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let (factor, size) = (&self.0, self.0.size);
        let mut x = right.to_vec();
        for row in 0..size {
            let known: f64 = (0..row).map(|k| factor.get(row, k) * x[k]).sum();
            x[row] = (x[row] - known) / factor.get(row, row);
        }
        for row in (0..size).rev() {
            let known: f64 = (row + 1..size).map(|k| factor.get(k, row) * x[k]).sum();
            x[row] = (x[row] - known) / factor.get(row, row);
        }
        x
    }

    /// Returns the inverse of the matrix. O(n^3).
    pub(crate) fn inverse(&self) -> SquareMatrix {
        let size = self.0.size;
        let mut inverse = SquareMatrix::zeros(size);
        for column in 0..size {
            let unit: Vec<f64> = (0..size).map(|row| if row == column { 1.0 } else { 0.0 }).collect();
            for (row, value) in self.solve(&unit).into_iter().enumerate() {
                inverse.set(row, column, value);
            }
        }
        inverse
    }
}

/// Adds up products.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn positive_root(square: f64) -> Option<f64> {
    (square > 0.0 && square.is_finite()).then(|| square.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_an_indefinite_one_is_refused() {
        let mut matrix = SquareMatrix::identity(3);
        for (row, column, value) in [(0, 0, 4.0), (0, 1, 1.0), (1, 0, 1.0), (1, 2, 0.5), (2, 1, 0.5)] {
            matrix.set(row, column, value);
        }
        let x = matrix.solve(&[1.0, 2.0, 3.0]).unwrap();
        let back = matrix.times(&x);
        assert!(back.iter().zip([1.0, 2.0, 3.0]).all(|(a, b)| (a - b).abs() < 1e-12));
        // The second row less a quarter of the first, the third less what is left of the second.
        assert!((matrix.least_unexplained() - 0.75_f64.min(1.0 - 0.25 / 0.75)).abs() < 1e-12);
        matrix.set(2, 2, -1.0);
        assert!(matrix.solve(&[1.0, 2.0, 3.0]).is_none());
        assert!(matrix.least_unexplained() == 0.0);
    }

    #[test]
    fn rows_that_others_explain_are_left_out() {
        let mut matrix = SquareMatrix::zeros(3);
        let (a, b) = ([1.0, 2.0, 3.0], [1.0, -1.0, 0.0]);
        for row in 0..3 {
            (0..3).for_each(|column| matrix.set(row, column, a[row] * a[column] + b[row] * b[column]));
        }
        let right = matrix.times(&[0.5, -2.0, 1.0]);
        let back = matrix.times(&matrix.least_squares(&right));
        assert!(back.iter().zip(&right).all(|(a, b)| (a - b).abs() < 1e-12), "{back:?} {right:?}");
        assert_eq!(SquareMatrix::zeros(2).least_squares(&[0.0, 0.0]), [0.0, 0.0]);
    }
}
