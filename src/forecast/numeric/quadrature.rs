//! Integrals of steep, positive, falling functions by ten-point Gauss-Legendre panels.

/// Positive half of the ten-point Gauss-Legendre rule: (node, weight) (Abramowitz & Stegun 1964, table 25.4).
const RULE: [(f64, f64); 5] = [
    (0.148_874_338_981_631_2, 0.295_524_224_714_752_9),
    (0.433_395_394_129_247_2, 0.269_266_719_309_996_3),
    (0.679_409_568_299_024_4, 0.219_086_362_515_982),
    (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
    (0.973_906_528_517_171_7, 0.066_671_344_308_688_1),
];

/// Calls `visit(point, weight)` for every node between `from` and `to`.
///
/// The integrand must be positive and fall, and its logarithm must not steepen. `decay(point)` is minus the
/// derivative of that logarithm. A panel is as long as the integrand needs to fall by `e^2`. The integral is
/// cut where it has fallen by `e^-50`.
pub(crate) fn panels(from: f64, to: f64, decay: impl Fn(f64) -> f64, mut visit: impl FnMut(f64, f64)) {
    let (mut start, mut fallen) = (from, 0.0);
    while start < to && fallen < 50.0 {
        let length = 2.0 / decay(start).max(f64::MIN_POSITIVE);
        let end = if length < to - start { start + length } else { to };
        if end <= start {
            return; // steeper than the floating-point grid: nothing left to add
        }
        let (middle, half) = (0.5 * (start + end), 0.5 * (end - start));
        for (node, weight) in RULE {
            visit(middle - half * node, half * weight);
            visit(middle + half * node, half * weight);
        }
        // The slope at the end of the panel is a lower bound of the fall within it.
        fallen += decay(end) * (end - start);
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_law_is_integrated_to_twelve_digits() {
        for power in [1.5_f64, 20.0, 5000.0] {
            let mut sum = 0.0;
            panels(2.0, 9.0, |x| power / x, |x, weight| sum += weight * (-power * (x / 2.0).ln()).exp());
            let exact = 2.0 / (power - 1.0) * (1.0 - (4.5_f64).powf(1.0 - power));
            assert!((sum / exact - 1.0).abs() < 1e-11, "{power}: {sum} {exact}");
        }
    }
}
