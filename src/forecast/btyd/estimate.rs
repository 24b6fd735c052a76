//! Maximum likelihood, its standard errors, and honesty about ridges.

use rayon::prelude::*;

use crate::forecast::btyd::model::{BtydModel, Estimate, Fit, Likelihood, Summary};
use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::forecast::numeric::dual::{Dual, Real};
use crate::forecast::numeric::linear::SquareMatrix;
use crate::forecast::numeric::minimise::{CostFunction, Minimum, Slope, carry_on, minimise};

/// A relative standard error beyond which a parameter counts as not fixed by the data.
const UNSURE: f64 = 5.0;
/// Logarithms of parameters stay within this of 0.
pub(crate) const WIDEST: f64 = 16.0;
/// Gradients per history below this count as zero.
pub(crate) const TOLERANCE: f64 = 1e-8;

/// Histories with identical ones counted once, sorted, and the number of histories by count of events.
pub(crate) struct Grouped {
    rows: Vec<(Summary, f64)>,
    counts: Vec<(f64, f64)>,
    total: f64,
}

impl Grouped {
    pub(crate) fn new(histories: &[Summary]) -> Self {
        let mut sorted: Vec<Summary> =
            histories.iter().map(|row| Summary::new(row.events, row.last, row.age)).collect();
        sorted.par_sort_unstable_by(|a, b| {
            (a.events.cmp(&b.events)).then(a.age.total_cmp(&b.age)).then(a.last.total_cmp(&b.last))
        });
        let rows: Vec<_> = sorted.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        Self::of(rows)
    }

    fn of(rows: Vec<(Summary, f64)>) -> Self {
        let counts = rows
            .chunk_by(|a, b| a.0.events == b.0.events)
            .map(|same| (f64::from(same[0].0.events), same.iter().map(|row| row.1).sum()))
            .collect();
        let total = rows.iter().map(|row| row.1).sum::<f64>().max(1.0);
        Self { rows, counts, total }
    }

    /// Takes every n-th row, which is a stratified sample because rows are sorted.
    fn sample(&self, rows: usize) -> Self {
        Self::of(self.rows.iter().step_by(self.rows.len().div_ceil(rows).max(1)).copied().collect())
    }

    /// Returns the mean rate of events per unit of time, and the mean age.
    fn rate_and_age(&self) -> (f64, f64) {
        let sum =
            |of: fn(&Summary) -> f64| self.rows.iter().map(|(row, weight)| weight * of(row)).sum::<f64>();
        let (events, age) = (sum(|row| f64::from(row.events)), sum(|row| row.age));
        let rate = if events > 0.0 && age > 0.0 { events / age } else { 0.1 };
        (rate, if age > 0.0 { age / self.total } else { 1.0 })
    }

    /// Returns the mean negative log-likelihood and its gradient at the logarithms of the parameters.
    fn slope<L: Likelihood>(&self, logs: &[f64]) -> Slope {
        let parameters: [Dual<4>; 4] = std::array::from_fn(|at| Dual::parameter(logs[at], at).exp());
        let by_count = self.counts.iter().map(|(events, weight)| (L::of_count(parameters, *events), *weight));
        let by_times: Vec<Dual<4>> = (self.rows.par_chunks(1024))
            .map(|chunk| sum(chunk.iter().map(|(row, weight)| (L::of_times(parameters, row), *weight))))
            .collect();
        let total = sum(by_count.chain(by_times.into_iter().map(|part| (part, 1.0))));
        let scale = -1.0 / self.total;
        Slope { value: total.value * scale, gradient: total.slope.map(|slope| slope * scale).to_vec() }
    }
}

/// Adds up weighted terms in the given order.
fn sum<const N: usize>(terms: impl Iterator<Item = (Dual<N>, f64)>) -> Dual<N> {
    let mut total = Dual { value: 0.0, slope: [0.0; N] };
    for (term, weight) in terms {
        total.value += weight * term.value;
        (0..N).for_each(|at| total.slope[at] += weight * term.slope[at]);
    }
    total
}

/// Fits a model from several starts on a sample. The best end is carried on with all rows.
pub(crate) fn fit<M: BtydModel + Likelihood>(histories: &[Summary], priors: &[NormalPrior; 4]) -> Fit<M> {
    const SAMPLE: usize = 4_000;
    let grouped = Grouped::new(histories);
    let sample = grouped.sample(SAMPLE);
    let (rate, age) = grouped.rate_and_age();
    let starts = M::starts(rate, age).into_iter().map(|start| start.map(f64::ln));
    let rough =
        maximise(&|logs: &[f64]| believed(sample.slope::<M>(logs), logs, priors, sample.total), starts);
    let cost = |logs: &[f64]| grouped.slope::<M>(logs);
    let posterior = |logs: &[f64]| believed(cost(logs), logs, priors, grouped.total);
    let best = carry_on(&posterior, rough, -WIDEST, WIDEST, TOLERANCE);
    // Of the data alone, so that nothing is called known that is only believed.
    let errors = standard_errors(&cost, &best, grouped.total);
    let values: [f64; 4] = std::array::from_fn(|at| best.point[at].exp());
    // Values and errors stand in the order of the names.
    let ridge = (0..4).filter(|at| errors[*at].is_none()).map(|at| M::PARAMETERS[at].to_owned()).collect();
    let estimates = (0..4)
        .map(|at| Estimate {
            name: M::PARAMETERS[at].to_owned(),
            value: values[at],
            standard_error: errors[at].map(|error| error * values[at]),
        })
        .collect();
    Fit {
        model: M::new(values),
        estimates,
        log_likelihood: -cost(&best.point).value * grouped.total,
        converged: best.converged,
        ridge,
    }
}

/// Adds what is believed about the coordinates before any data to a mean negative log-likelihood over `total`
/// histories.
pub(crate) fn believed(slope: Slope, point: &[f64], priors: &[NormalPrior], total: f64) -> Slope {
    let Slope { mut value, mut gradient } = slope;
    for (at, prior) in priors.iter().enumerate() {
        // One prior a coordinate.
        let off = (point[at] - prior.mean) / prior.deviation;
        value += off * off / (2.0 * total.max(1.0));
        gradient[at] += off / prior.deviation / total.max(1.0);
    }
    Slope { value, gradient }
}

/// Returns the best minimum of a mean negative log-likelihood over several starts, the first of equals.
pub(crate) fn maximise<S: AsRef<[f64]>>(
    cost: &impl CostFunction,
    starts: impl Iterator<Item = S>,
) -> Minimum {
    let ends = starts.map(|start| minimise(cost, start.as_ref(), -WIDEST, WIDEST, TOLERANCE));
    let better = |best: Minimum, next: Minimum| {
        let worse = next.value.is_nan() || (best.value.is_finite() && next.value >= best.value);
        if worse { best } else { next }
    };
    ends.reduce(better).unwrap_or_else(|| Minimum::at(Vec::new()))
}

/// Returns the standard errors of the coordinates at a minimum of a mean negative log-likelihood over `total`
/// histories. They come from the Hessian by central differences of the exact gradient. A coordinate that the
/// data do not fix has none.
pub(crate) fn standard_errors(cost: &impl CostFunction, minimum: &Minimum, total: f64) -> Vec<Option<f64>> {
    const STEP: f64 = 1e-4;
    let held: Vec<usize> = (0..minimum.point.len()).filter(|at| !minimum.on_bound[*at]).collect();
    // The Hessian has a row for each coordinate that is not held by the box.
    let mut hessian = SquareMatrix::zeros(held.len());
    for (row, at) in held.iter().enumerate() {
        let moved = |step: f64| {
            let mut point = minimum.point.clone();
            point[*at] += step;
            cost.at(&point).gradient
        };
        let (up, down) = (moved(STEP), moved(-STEP));
        for (column, other) in held.iter().enumerate() {
            let half = total * (up[*other] - down[*other]) / (4.0 * STEP);
            hessian.add(row, column, half);
            hessian.add(column, row, half);
        }
    }
    let mut errors = vec![None; minimum.point.len()];
    for (row, variance) in firm_variances(&hessian, held.len()) {
        errors[held[row]] = Some(variance.sqrt()).filter(|error| error.is_finite() && *error < UNSURE);
    }
    errors
}

/// Returns the variances of the coordinates that the curvature fixes. As long as the Hessian has no inverse,
/// its flattest coordinate is taken out. So one parameter at a limit of the model does not hide what is known
/// about the others.
fn firm_variances(hessian: &SquareMatrix, size: usize) -> Vec<(usize, f64)> {
    let mut firm: Vec<usize> = (0..size).collect();
    while !firm.is_empty() {
        let mut part = SquareMatrix::zeros(firm.len());
        for (row, from) in firm.iter().enumerate() {
            firm.iter().enumerate().for_each(|(column, to)| part.set(row, column, hessian.get(*from, *to)));
        }
        if let Some(variances) = part.inverse_diagonal() {
            return firm.into_iter().zip(variances).collect();
        }
        let flattest = (0..firm.len())
            // The diagonal of the coordinates that are left.
            .min_by(|a, b| hessian.get(firm[*a], firm[*a]).total_cmp(&hessian.get(firm[*b], firm[*b])));
        flattest.map(|at| firm.remove(at));
    }
    Vec::new()
}
