//! Roots of rising functions of one number.

/// Finds where a rising function passes 0, within `farthest` of 0: its end on that side where it does not.
///
/// The bracket grows from 0. Then regula falsi in the Illinois form closes it (Dowell & Jarratt 1971,
/// doi:10.1007/BF01934364).
pub(crate) fn rising_root(f: impl Fn(f64) -> f64, farthest: f64) -> f64 {
    let (low, high) = (edge(&f, -1.0, farthest), edge(&f, 1.0, farthest));
    if low.1 >= 0.0 {
        low.0
    } else if high.1 <= 0.0 {
        high.0
    } else {
        falsi(f, low, high)
    }
}

/// Walks away from 0 until the function has the sign of that side. Returns the point and its value.
fn edge(f: &impl Fn(f64) -> f64, side: f64, farthest: f64) -> (f64, f64) {
    const FIRST: f64 = 0.5;
    let (mut reach, mut value) = (FIRST, f(side * FIRST));
    while value * side < 0.0 && reach < farthest {
        reach = (2.0 * reach).min(farthest);
        value = f(side * reach);
    }
    (side * reach, value)
}

/// Closes a bracket by secants. Where one end stays twice, its value counts half.
fn falsi(f: impl Fn(f64) -> f64, mut low: (f64, f64), mut high: (f64, f64)) -> f64 {
    const STEPS: usize = 100;
    const CLOSE: f64 = 1e-13;
    let mut before = 0.0;
    for _ in 0..STEPS {
        let x = low.0 - low.1 * (high.0 - low.0) / (high.1 - low.1);
        let y = f(x);
        if y.abs() <= CLOSE || high.0 - low.0 <= CLOSE {
            return x;
        }
        if y < 0.0 {
            low = (x, y);
            high.1 *= if before < 0.0 { 0.5 } else { 1.0 };
        } else {
            high = (x, y);
            low.1 *= if before > 0.0 { 0.5 } else { 1.0 };
        }
        before = y;
    }
    f64::midpoint(low.0, high.0)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_root_is_found_in_few_steps_and_its_absence_ends_at_the_edge() {
        for root in [-40.0, -3.0, -0.4, 0.0, 1e-3, 0.7, 25.0] {
            let steps = Cell::new(0);
            let f = |x: f64| {
                steps.set(steps.get() + 1);
                (1.0 + x.exp()).ln() - (1.0 + f64::exp(root)).ln()
            };
            let found = rising_root(f, 60.0);
            let flat = (found.exp() - root.exp()).abs() <= 1e-12;
            assert!(((found - root).abs() <= 1e-9 || flat) && steps.get() < 30, "{root} {found} {steps:?}");
        }
        assert!(rising_root(f64::exp, 60.0) <= -0.5);
        assert!((rising_root(|x| -(-x).exp(), 60.0) - 60.0).abs() < 1e-12);
    }
}
