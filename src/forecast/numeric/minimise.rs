//! Quasi-Newton minimisation inside a box.

use crate::forecast::numeric::linear::{SquareMatrix, dot};

/// A function's value and gradient at a point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slope {
    pub(crate) value: f64,
    pub(crate) gradient: Vec<f64>,
}

/// What is minimised.
pub(crate) trait CostFunction {
    /// Returns value and gradient. A value that is not finite marks a forbidden point.
    fn at(&self, point: &[f64]) -> Slope;
}

impl<F: Fn(&[f64]) -> Slope> CostFunction for F {
    fn at(&self, point: &[f64]) -> Slope {
        self(point)
    }
}

/// Where a search ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Minimum {
    pub(crate) point: Vec<f64>,
    pub(crate) value: f64,
    /// The gradient vanished (apart from coordinates held by the box), as far as rounding lets it where no
    /// step gains any more, or steps have long gained nothing.
    pub(crate) converged: bool,
    /// Coordinates that ended on the box: the optimum lies at a limit of the model (a ridge).
    pub(crate) on_bound: Vec<bool>,
    /// What the search has learnt of the inverse of the curvature.
    inverse: SquareMatrix,
}

const MOST_STEPS: usize = 200;
/// A gain below this share of the value, so many steps in a row, is the noise of a flat valley.
const NOISE: f64 = 1e-12;
const IDLE_STEPS: usize = 3;

impl Minimum {
    /// Stands where a search begins, without any knowledge.
    pub(crate) fn at(point: Vec<f64>) -> Self {
        let (on_bound, inverse) = (vec![false; point.len()], SquareMatrix::identity(point.len()));
        Self { point, value: f64::NAN, converged: false, on_bound, inverse }
    }
}

/// Minimises by BFGS with backtracking line search, projected on `low <= coordinate <= high` (Nocedal &
/// Wright 2006, alg. 6.1 with the active set of sec. 16.7). It takes at most [`MOST_STEPS`] steps and finds
/// one local minimum. Never fails: a ridge ends on the box or at the last point that was better.
pub(crate) fn minimise(
    cost: &impl CostFunction,
    start: &[f64],
    low: f64,
    high: f64,
    tolerance: f64,
) -> Minimum {
    let start = start.iter().map(|x| x.clamp(low, high)).collect();
    carry_on(cost, Minimum::at(start), low, high, tolerance)
}

/// Carries on, like [`minimise`], from where another search ended, with what that has learnt of the
/// curvature. So a search on a sample saves most steps of the one on everything.
pub(crate) fn carry_on(
    cost: &impl CostFunction,
    rough: Minimum,
    low: f64,
    high: f64,
    tolerance: f64,
) -> Minimum {
    let Minimum { mut point, mut inverse, .. } = rough;
    let mut here = cost.at(&point);
    let (mut converged, mut fresh, mut idle) = (false, inverse == SquareMatrix::identity(point.len()), 0);
    for _ in 0..MOST_STEPS {
        let free = free_coordinates(&point, &here.gradient, low, high);
        if steepness(&here.gradient, &free) <= tolerance {
            converged = true;
            break;
        }
        let direction = descent(&inverse, &here.gradient, &free);
        let Some((next, there)) = line_search(cost, &point, &here, &direction, low, high) else {
            if fresh {
                converged = here.value.is_finite() && steepness(&here.gradient, &free) <= tolerance.sqrt();
                break;
            }
            inverse = SquareMatrix::identity(point.len());
            fresh = true;
            continue;
        };
        fresh = false;
        idle = if here.value - there.value <= NOISE * (1.0 + here.value.abs()) { idle + 1 } else { 0 };
        update(&mut inverse, &point, &next, &here.gradient, &there.gradient);
        (point, here) = (next, there);
        if idle == IDLE_STEPS {
            converged = true;
            break;
        }
    }
    let on_bound = point.iter().map(|x| *x <= low || *x >= high).collect();
    Minimum { point, value: here.value, converged, on_bound, inverse }
}

/// Marks the coordinates that the gradient does not push out of the box.
fn free_coordinates(point: &[f64], gradient: &[f64], low: f64, high: f64) -> Vec<bool> {
    point.iter().zip(gradient).map(|(x, g)| !((*x <= low && *g > 0.0) || (*x >= high && *g < 0.0))).collect()
}

/// Returns the largest slope of a free coordinate, infinite where a slope is not a number.
fn steepness(gradient: &[f64], free: &[bool]) -> f64 {
    let slopes = gradient.iter().zip(free).filter(|(_, free)| **free).map(|(g, _)| g.abs());
    slopes.fold(0.0, |most, g| if g.is_nan() { f64::INFINITY } else { g.max(most) })
}

/// Returns the quasi-Newton direction on the free coordinates, and steepest descent where that is not a
/// descent.
fn descent(inverse: &SquareMatrix, gradient: &[f64], free: &[bool]) -> Vec<f64> {
    let masked: Vec<f64> = gradient.iter().zip(free).map(|(g, free)| if *free { *g } else { 0.0 }).collect();
    let newton: Vec<f64> =
        inverse.times(&masked).iter().zip(free).map(|(d, free)| if *free { -d } else { 0.0 }).collect();
    if dot(&newton, &masked) < 0.0 { newton } else { masked.iter().map(|g| -g).collect() }
}

/// Takes the first of the shrinking steps that lowers the value enough (Armijo's rule; Nocedal & Wright 2006,
/// alg. 3.1).
fn line_search(
    cost: &impl CostFunction,
    point: &[f64],
    here: &Slope,
    direction: &[f64],
    low: f64,
    high: f64,
) -> Option<(Vec<f64>, Slope)> {
    let longest = direction.iter().fold(0.0_f64, |most, d| most.max(d.abs()));
    let mut step = if longest > 2.0 { 2.0 / longest } else { 1.0 };
    for _ in 0..40 {
        let next: Vec<f64> =
            point.iter().zip(direction).map(|(x, d)| (x + step * d).clamp(low, high)).collect();
        let there = cost.at(&next);
        let moved: Vec<f64> = next.iter().zip(point).map(|(a, b)| a - b).collect();
        let promised = dot(&here.gradient, &moved);
        if promised > -NOISE * NOISE {
            return None;
        }
        if there.value.is_finite() && promised < 0.0 && there.value <= here.value + 1e-4 * promised {
            return Some((next, there));
        }
        step *= 0.35;
    }
    None
}

/// Updates the inverse Hessian by the BFGS formula (Nocedal & Wright 2006, eq. 6.17). Skips where the
/// curvature is not positive.
fn update(inverse: &mut SquareMatrix, from: &[f64], to: &[f64], gradient: &[f64], new_gradient: &[f64]) {
    let s: Vec<f64> = to.iter().zip(from).map(|(a, b)| a - b).collect();
    let y: Vec<f64> = new_gradient.iter().zip(gradient).map(|(a, b)| a - b).collect();
    let curvature = dot(&s, &y);
    if curvature <= 1e-12 * dot(&y, &y).sqrt() * dot(&s, &s).sqrt() {
        return;
    }
    let hy = inverse.times(&y);
    let factor = (1.0 + dot(&y, &hy) / curvature) / curvature;
    // Vectors and matrix have one entry a coordinate.
    for row in 0..s.len() {
        for column in 0..s.len() {
            let change =
                factor * s[row] * s[column] - (hy[row] * s[column] + s[row] * hy[column]) / curvature;
            inverse.add(row, column, change);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn rosenbrock(p: &[f64]) -> Slope {
        let (x, y) = (p[0], p[1]);
        Slope {
            value: (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2),
            gradient: vec![-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x)],
        }
    }

    #[test]
    fn a_curved_valley_is_followed_to_its_end() {
        let minimum = minimise(&rosenbrock, &[-1.2, 1.0], -10.0, 10.0, 1e-8);
        assert!(minimum.converged && minimum.point.iter().all(|x| (x - 1.0).abs() < 1e-6), "{minimum:?}");
    }

    #[test]
    fn a_search_carried_on_needs_few_steps() {
        let steps = Cell::new(0);
        let counted = |p: &[f64]| {
            steps.set(steps.get() + 1);
            rosenbrock(p)
        };
        let rough = minimise(&|p: &[f64]| rosenbrock(&[p[0] - 0.01, p[1]]), &[-1.2, 1.0], -10.0, 10.0, 1e-8);
        let minimum = carry_on(&counted, rough, -10.0, 10.0, 1e-8);
        assert!(minimum.converged && minimum.point.iter().all(|x| (x - 1.0).abs() < 1e-6), "{minimum:?}");
        assert!(steps.get() < 20, "{}", steps.get());
    }

    #[test]
    fn a_minimum_outside_the_box_is_found_on_its_edge() {
        let minimum = minimise(&rosenbrock, &[-1.2, 1.0], -3.0, 0.5, 1e-8);
        assert!(minimum.converged && minimum.on_bound[0], "{minimum:?}");
    }
}
