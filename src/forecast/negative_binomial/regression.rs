//! Negative-binomial regression: counts that vary more than chance alone, explained by columns of numbers.

use crate::error::{Error, ErrorKind};
use crate::forecast::negative_binomial::likelihood::{Posterior, ln_mean};
use crate::forecast::negative_binomial::prior::{LARGEST, NormalPrior, Observation, Priors};
use crate::forecast::numeric::newton::{Bottom, newton};

/// A negative-binomial regression with logarithmic link (NB2): a count has the mean
/// `exposure x exp(sum of coefficient x column)` and the variance `mean + dispersion x mean^2`.
#[derive(Debug, Clone, PartialEq)]
pub struct NegativeBinomial {
    /// One a column; a unit more of the column multiplies the mean by the exponential of it.
    pub coefficients: Vec<f64>,
    /// Their standard errors; `None` where the observations and priors do not fix the coefficient (a column
    /// that the others explain, counts that are all zero).
    pub standard_errors: Vec<Option<f64>>,
    /// Alpha, the inverse of the shape of the gamma distribution that means of like cases have: 0 is Poisson.
    /// Kept within 1e-7 and 9e6.
    pub dispersion: f64,
    /// Its standard error; `None` where it is not fixed.
    pub dispersion_error: Option<f64>,
    /// Logarithm of the likelihood of the counts, priors not included.
    pub log_likelihood: f64,
    /// The gradient vanished: nothing could be gained any more.
    pub converged: bool,
}

/// A variance that is so many times what the column alone would have says that the others explain the column.
const MOST_INFLATION: f64 = 1e9;

impl NegativeBinomial {
    /// Finds the most probable coefficients and dispersion, jointly. With [`Priors::flat`] those are of
    /// maximum likelihood.
    ///
    /// Method: Hilbe 2011 (doi:10.1017/CBO9780511973420), ch. 8, by damped Newton steps on the exact Hessian.
    /// They end when a parameter would move by less than a billionth of a standard error. Standard errors
    /// come from the observed information, priors included. The order of observations and the units of a
    /// column do not matter (but for rounding). O(observations x (columns that are not 0)^2 + columns^3) a
    /// step, at most 200 steps.
    ///
    /// Limits: the most likely value may be infinite (all counts zero, a column that no other count shares).
    /// Then the search ends far out, where the likelihood is flat. A coefficient without a standard error
    /// means nothing by itself, though means are sound.
    ///
    /// ```
    /// use rounds::forecast::{NegativeBinomial, Observation, Priors};
    /// let rows = [[1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0]];
    /// let counts = [1, 3, 4, 8];
    /// let observations: Vec<Observation> =
    ///     rows.iter().zip(counts).map(|(row, count)| Observation { row, count, exposure: 1.0 }).collect();
    /// let fit = NegativeBinomial::fit(&observations, &Priors::flat(2))?;
    /// assert!((fit.mean(&[1.0, 0.0], 1.0) - 2.0).abs() < 1e-6);
    /// assert!((fit.mean(&[1.0, 1.0], 0.5) - 3.0).abs() < 1e-6);
    /// # Ok::<(), rounds::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`] unless every row has as many columns as there are priors, its numbers are within
    /// 1e100 of 0 and its exposure is positive and finite; [`ErrorKind::Setting`] unless every prior has a
    /// mean within 1e100 of 0 and a positive deviation.
    pub fn fit(observations: &[Observation<'_>], priors: &Priors) -> Result<Self, Error> {
        check(observations, priors)?;
        Ok(Self::most_probable(observations, priors))
    }

    /// Fits, like [`NegativeBinomial::fit`], what is known to be sound.
    pub(crate) fn most_probable(observations: &[Observation<'_>], priors: &Priors) -> Self {
        let posterior = Posterior::new(observations, priors);
        let beliefs = priors.coefficients.iter().chain([&priors.ln_dispersion]);
        let start: Vec<f64> = beliefs.map(|prior| prior.mean).collect();
        let end = newton(&|point: &[f64]| posterior.at(point), &start);
        let mut standard_errors = standard_errors(&end);
        let dispersion = Posterior::dispersion(&end.point);
        let dispersion_error = standard_errors.pop().flatten().map(|error| error * dispersion);
        let log_likelihood = posterior.log_likelihood(&end.point);
        let mut coefficients = end.point;
        coefficients.pop();
        let converged = end.converged;
        Self { coefficients, standard_errors, dispersion, dispersion_error, log_likelihood, converged }
    }

    /// Returns the expected count of a case with these columns over an exposure. A row with another number of
    /// columns than there are coefficients has none: the answer is not a number.
    #[must_use]
    pub fn mean(&self, row: &[f64], exposure: f64) -> f64 {
        if row.len() != self.coefficients.len() {
            return f64::NAN;
        }
        ln_mean(row, &self.coefficients, exposure).exp()
    }
}

fn check(observations: &[Observation<'_>], priors: &Priors) -> Result<(), Error> {
    let columns = priors.coefficients.len();
    let bad = |at: usize, what: &str| Err(Error::new(ErrorKind::Input, format!("observation {at}: {what}")));
    for (at, observation) in observations.iter().enumerate() {
        if observation.row.len() != columns {
            return bad(at, &format!("{} columns, and priors for {columns}", observation.row.len()));
        }
        if !observation.row.iter().all(|x| x.abs() <= LARGEST) {
            return bad(at, "a column is not a number within 1e100 of 0");
        }
        if !(observation.exposure > 0.0 && observation.exposure.is_finite()) {
            return bad(at, "the exposure is not a positive number");
        }
    }
    if !priors.coefficients.iter().chain([&priors.ln_dispersion]).all(NormalPrior::is_sound) {
        return Err(Error::new(ErrorKind::Setting, "a prior needs a finite mean and a positive deviation"));
    }
    Ok(())
}

/// Takes roots of the diagonal of the inverse Hessian. A trace of damping lets directions that are not fixed
/// show as very large variances instead of spoiling all of them.
fn standard_errors(end: &Bottom) -> Vec<Option<f64>> {
    let variances = end.curve.damped(1e-12).inverse_diagonal();
    let Some(variances) = variances else { return vec![None; end.point.len()] };
    let is_fixed = |(variance, scale): &(f64, &f64)| *variance * **scale < MOST_INFLATION;
    variances.into_iter().zip(&end.curve.scale).map(|it| is_fixed(&it).then(|| it.0.sqrt())).collect()
}
