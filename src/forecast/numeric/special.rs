//! Special functions that no well-kept crate has, in forms that do not cancel.

use crate::forecast::numeric::dual::Real;

/// Returns `ln(e^a + e^b)` without overflow.
pub(crate) fn ln_add<R: Real>(a: R, b: R) -> R {
    let (high, low) = if a.value() >= b.value() { (a, b) } else { (b, a) };
    if low.value() == f64::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

/// Returns the logarithm of the Beta function (NIST DLMF 5.12.1) for positive arguments.
pub(crate) fn ln_beta<R: Real>(a: R, b: R) -> R {
    a.ln_gamma() + b.ln_gamma() - (a + b).ln_gamma()
}

/// Returns `1 / (1 + e^-x)`, for any `x` without overflow.
pub(crate) fn sigmoid(x: f64) -> f64 {
    if x >= 0.0 { 1.0 / (1.0 + (-x).exp()) } else { x.exp() / (1.0 + x.exp()) }
}

/// The whole number below, within the range of counts; 0 for what is no number.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
/// Rounds down to a whole number within the range of counts. What is no number becomes 0.
pub(crate) fn whole(x: f64) -> u32 {
    x as u32
}

/// Returns `c / (a - 1) * (1 - (1 - z)^A 2F1(A, B; c; z))` with `c - B = a - 1` and `c - A = first`.
///
/// This is Euler's transformation `2F1(A, B; c; z) = (1 - z)^(c-A-B) 2F1(c-A, c-B; c; z)` (NIST DLMF 15.8.1).
/// The factors `a - 1` and `c` are divided out of the series term by term, so neither `a = 1` nor `c = 0` is
/// special: `-c expm1((a-1) ln(1-z)) / (a-1) - (1-z)^(a-1) sum_n (first)_n (a)_(n-1) z^n / ((c+1)_(n-1) n!)`.
/// The series converges for `0 <= z < 1` in about `36 / -ln z` terms. It is cut after a million.
pub(crate) fn one_minus_hypergeometric(first: f64, a: f64, c: f64, z: f64) -> f64 {
    const MOST_TERMS: u32 = 1_000_000;
    let ln_rest = (-z).ln_1p();
    let power = (a - 1.0) * ln_rest;
    let head = if (a - 1.0).abs() < 1e-12 { -ln_rest } else { -power.exp_m1() / (a - 1.0) };
    let (mut term, mut sum, mut n) = (first * z, 0.0, 1.0);
    for _ in 0..MOST_TERMS {
        sum += term;
        term *= (first + n) * (a + n - 1.0) * z / ((c + n) * (n + 1.0));
        n += 1.0;
        if term.abs() <= 1e-16 * f64::abs(sum) && (first + n) * (a + n - 1.0) * z < (c + n) * (n + 1.0) {
            break;
        }
    }
    c * head - power.exp() * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_smooth_where_the_closed_form_is_not() {
        // a = 1 and c = 0 divide by zero in the textbook form; neighbours must agree with the limit.
        let at_one = one_minus_hypergeometric(1.3, 1.0, 2.0, 0.7);
        assert!((one_minus_hypergeometric(1.3, 1.0 + 1e-7, 2.0, 0.7) - at_one).abs() < 1e-5);
        let at_zero = one_minus_hypergeometric(1.3, 0.6, 0.0, 0.7);
        assert!((one_minus_hypergeometric(1.3, 0.6, 1e-9, 0.7) - at_zero).abs() < 1e-6);
    }

    #[test]
    fn sums_of_exponentials_do_not_overflow() {
        assert!((ln_add(1000.0, 1000.0) - 1000.0 - 2_f64.ln()).abs() < 1e-12);
        assert!((ln_add(f64::NEG_INFINITY, -3.0) + 3.0).abs() < 1e-15);
        assert!(sigmoid(-800.0) >= 0.0 && (sigmoid(800.0) - 1.0).abs() < 1e-15);
    }
}
