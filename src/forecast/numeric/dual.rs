//! Dual numbers: a value that carries its exact derivatives by `N` parameters.
//!
//! A likelihood is written once for any [`Real`]. Called with `f64` it gives a value. Called with [`Dual`] it
//! gives the value and its analytic gradient (forward accumulation; Griewank & Walther 2008, Evaluating
//! Derivatives, ch. 3).

use std::ops::{Add, Div, Mul, Neg, Sub};

use statrs::function::gamma::{digamma, ln_gamma};

/// What a likelihood needs of a number.
pub(crate) trait Real:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// Makes a number that does not depend on any parameter.
    fn constant(value: f64) -> Self;
    /// Returns the value without its derivatives.
    fn value(self) -> f64;
    /// Returns `f(self)` where `f` has the given value and first derivative here.
    fn chain(self, value: f64, derivative: f64) -> Self;

    fn ln(self) -> Self {
        let x = self.value();
        self.chain(x.ln(), 1.0 / x)
    }

    fn exp(self) -> Self {
        let value = self.value().exp();
        self.chain(value, value)
    }

    fn ln_1p(self) -> Self {
        let x = self.value();
        self.chain(x.ln_1p(), 1.0 / (1.0 + x))
    }

    fn ln_gamma(self) -> Self {
        let x = self.value();
        self.chain(ln_gamma(x), digamma(x))
    }

    /// Multiplies by a plain number.
    fn scale(self, factor: f64) -> Self {
        let x = self.value();
        self.chain(x * factor, factor)
    }

    /// Adds a plain number.
    fn shift(self, term: f64) -> Self {
        let x = self.value();
        self.chain(x + term, 1.0)
    }
}

impl Real for f64 {
    fn constant(value: f64) -> Self {
        value
    }

    fn value(self) -> f64 {
        self
    }

    fn chain(self, value: f64, _: f64) -> Self {
        value
    }

    fn ln_gamma(self) -> Self {
        ln_gamma(self)
    }
}

/// A value with its derivatives by `N` parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Dual<const N: usize> {
    pub(crate) value: f64,
    pub(crate) slope: [f64; N],
}

impl<const N: usize> Dual<N> {
    /// Makes the parameter at `position`, whose derivative by itself is 1, at `value`.
    pub(crate) fn parameter(value: f64, position: usize) -> Self {
        Self { value, slope: std::array::from_fn(|at| if at == position { 1.0 } else { 0.0 }) }
    }
}

impl<const N: usize> Real for Dual<N> {
    fn constant(value: f64) -> Self {
        Self { value, slope: [0.0; N] }
    }

    fn value(self) -> f64 {
        self.value
    }

    fn chain(self, value: f64, derivative: f64) -> Self {
        Self { value, slope: self.slope.map(|slope| slope * derivative) }
    }
}

impl<const N: usize> Add for Dual<N> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            value: self.value + other.value,
            slope: std::array::from_fn(|at| self.slope[at] + other.slope[at]),
        }
    }
}

impl<const N: usize> Sub for Dual<N> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self {
            value: self.value - other.value,
            slope: std::array::from_fn(|at| self.slope[at] - other.slope[at]),
        }
    }
}

impl<const N: usize> Mul for Dual<N> {
    type Output = Self;
    #[allow(clippy::suspicious_arithmetic_impl, reason = "the product rule is a sum")]
    fn mul(self, other: Self) -> Self {
        let slope = std::array::from_fn(|at| self.slope[at] * other.value + self.value * other.slope[at]);
        Self { value: self.value * other.value, slope }
    }
}

impl<const N: usize> Div for Dual<N> {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let inverse = 1.0 / other.value;
        let value = self.value * inverse;
        Self { value, slope: std::array::from_fn(|at| (self.slope[at] - value * other.slope[at]) * inverse) }
    }
}

impl<const N: usize> Neg for Dual<N> {
    type Output = Self;
    fn neg(self) -> Self {
        Self { value: -self.value, slope: self.slope.map(Neg::neg) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formula<R: Real>(x: R, y: R) -> R {
        (x * y.ln() - (x / y).exp()).ln_1p() + (x + y).ln_gamma() - y.scale(3.0).shift(1.0)
    }

    #[test]
    fn slopes_agree_with_differences() {
        let (x, y, step) = (0.3, 7.0, 1e-6);
        let exact = formula::<Dual<2>>(Dual::parameter(x, 0), Dual::parameter(y, 1));
        let by_x = (formula(x + step, y) - formula(x - step, y)) / (2.0 * step);
        let by_y = (formula(x, y + step) - formula(x, y - step)) / (2.0 * step);
        assert!((exact.value - formula(x, y)).abs() < 1e-14);
        assert!((exact.slope[0] - by_x).abs() < 1e-7 && (exact.slope[1] - by_y).abs() < 1e-7);
    }
}
