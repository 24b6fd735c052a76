//! Newton's method with exact curvature.

use crate::forecast::numeric::linear::SquareMatrix;

/// A function's value, gradient and Hessian at a point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Curve {
    pub(crate) value: f64,
    pub(crate) gradient: Vec<f64>,
    /// Only the lower triangle is read.
    pub(crate) hessian: SquareMatrix,
    /// A positive curvature that is typical of each coordinate.
    pub(crate) scale: Vec<f64>,
}

/// Where a search by Newton's method ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bottom {
    pub(crate) point: Vec<f64>,
    pub(crate) curve: Curve,
    /// The gradient vanished there.
    pub(crate) converged: bool,
}

const MOST_STEPS: usize = 200;
/// A gradient of less than this, in units of the root of the typical curvature, counts as zero. At a maximum
/// of a likelihood that unit is a standard error.
const FLAT: f64 = 1e-9;
const LEAST_DAMPING: f64 = 1e-11;
const MOST_DAMPING: f64 = 1e12;

/// Minimises by Newton's method, damped where the curvature misleads (Levenberg 1944; Marquardt 1963,
/// doi:10.1137/0111030). Damping is relative to the typical curvatures, so the units of a coordinate do not
/// matter. A direction in which nothing changes is no hindrance. It takes at most [`MOST_STEPS`] steps. Never
/// fails: it ends at the best point that it saw.
pub(crate) fn newton(cost: &impl Fn(&[f64]) -> Curve, start: &[f64]) -> Bottom {
    let (mut point, mut curve) = (start.to_vec(), cost(start));
    let mut damping = 1e-3;
    for _ in 0..MOST_STEPS {
        if curve.steepness() <= FLAT {
            break;
        }
        let Some(next) = better(cost, &point, &curve, &mut damping) else { break };
        (point, curve) = next;
    }
    let converged = curve.steepness() <= FLAT;
    Bottom { point, curve, converged }
}

/// Returns the first better point as steps are damped more and more.
fn better(
    cost: &impl Fn(&[f64]) -> Curve,
    point: &[f64],
    here: &Curve,
    damping: &mut f64,
) -> Option<(Vec<f64>, Curve)> {
    while *damping <= MOST_DAMPING {
        if let Some(step) = here.damped(*damping).solve(&here.gradient) {
            let next: Vec<f64> = point.iter().zip(step).map(|(x, step)| x - step).collect();
            let there = cost(&next);
            if there.is_better_than(here) {
                *damping = (*damping / 10.0).max(LEAST_DAMPING);
                return Some((next, there));
            }
        }
        *damping *= 10.0;
    }
    None
}

impl Curve {
    /// Returns the Hessian with more of each typical curvature on its diagonal.
    pub(crate) fn damped(&self, damping: f64) -> SquareMatrix {
        let mut matrix = self.hessian.clone();
        self.scale.iter().enumerate().for_each(|(at, scale)| matrix.add(at, at, damping * scale));
        matrix
    }

    fn steepness(&self) -> f64 {
        let slopes = self.gradient.iter().zip(&self.scale).map(|(slope, scale)| slope.abs() / scale.sqrt());
        slopes.fold(0.0, |most, slope| if slope <= most { most } else { slope })
    }

    /// Says whether the value is lower; or, as far as rounding lets values tell, level and less steep.
    fn is_better_than(&self, other: &Self) -> bool {
        let rounding = 1e-11 * (1.0 + other.value.abs());
        self.value < other.value
            || (self.value <= other.value + rounding && self.steepness() < other.steepness())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns x^4 + (x + 1000 y)^2: curved, not convex in every step, coordinates of very different units.
    fn valley(p: &[f64]) -> Curve {
        let (x, y) = (p[0] - 1.0, 1000.0 * p[1]);
        let mut hessian = SquareMatrix::zeros(2);
        hessian.set(0, 0, 12.0 * x * x + 2.0);
        hessian.set(1, 0, 2000.0);
        hessian.set(1, 1, 2e6);
        Curve {
            value: x.powi(4) + (x + y).powi(2),
            gradient: vec![4.0 * x.powi(3) + 2.0 * (x + y), 2000.0 * (x + y)],
            hessian,
            scale: vec![2.0, 2e6],
        }
    }

    #[test]
    fn a_valley_in_odd_units_is_followed_to_its_end() {
        let end = newton(&valley, &[30.0, -7.0]);
        assert!(end.converged && (end.point[0] - 1.0).abs() < 1e-2 && end.point[1].abs() < 1e-4, "{end:?}");
    }

    #[test]
    fn a_direction_without_change_is_no_hindrance() {
        let plane = |p: &[f64]| {
            let off = p[0] + p[1] - 3.0;
            let mut hessian = SquareMatrix::zeros(2);
            for (row, column) in [(0, 0), (1, 0), (1, 1)] {
                hessian.set(row, column, 2.0);
            }
            Curve { value: off * off, gradient: vec![2.0 * off; 2], hessian, scale: vec![2.0; 2] }
        };
        let end = newton(&plane, &[10.0, -4.0]);
        assert!(end.converged && (end.point[0] + end.point[1] - 3.0).abs() < 1e-8, "{end:?}");
    }
}
