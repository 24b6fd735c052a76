//! Quantiles of the normal distribution, and the interval of a share that rests on them.

/// Standard deviations around the middle that hold nine of ten.
pub(crate) const NINE_OF_TEN: f64 = 1.644_853_626_951_472_7;
/// Standard deviations around the middle that hold nineteen of twenty: an interval of 95 %.
pub(crate) const NINETEEN_OF_TWENTY: f64 = 1.959_963_984_540_054;
/// Standard deviations around the middle that hold 99 of a hundred.
pub(crate) const NINETY_NINE_OF_HUNDRED: f64 = 2.575_829_303_548_901;

/// Returns the ends of the score interval of a share that reaches so many standard deviations (Wilson 1927, Journal of the American
/// Statistical Association 22:209, <https://doi.org/10.1080/01621459.1927.10502953>); `None` of nothing. It holds for small counts,
/// and never leaves 0 to 1. It takes cases to be independent of each other. O(1).
pub(crate) fn wilson(count: u32, all: u32, deviations: f64) -> Option<(f64, f64)> {
    if all == 0 {
        return None;
    }
    let (count, all, square) = (f64::from(count.min(all)), f64::from(all), deviations * deviations);
    let middle = (count + square / 2.0) / (all + square);
    let half = deviations * libm::sqrt(count * (all - count) / all + square / 4.0) / (all + square);
    Some(((middle - half).max(0.0), (middle + half).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_the_published_interval() {
        // Worked out by hand from the formula.
        for (count, all, deviations, low, high) in [
            (1, 10, NINE_OF_TEN, 0.0226, 0.3477),
            (5, 20, NINETEEN_OF_TWENTY, 0.1119, 0.4687),
            (0, 10, NINETEEN_OF_TWENTY, 0.0, 0.2775),
            (9, 9, NINE_OF_TEN, 0.7689, 1.0),
        ] {
            let found = wilson(count, all, deviations).unwrap();
            assert!((found.0 - low).abs() < 1e-4 && (found.1 - high).abs() < 1e-4, "{found:?}");
        }
        assert_eq!(wilson(0, 0, NINE_OF_TEN), None);
    }

    #[test]
    fn quantiles_hold_what_they_say() {
        for (deviations, share) in
            [(NINE_OF_TEN, 0.9), (NINETEEN_OF_TWENTY, 0.95), (NINETY_NINE_OF_HUNDRED, 0.99)]
        {
            let held = libm::erf(deviations / std::f64::consts::SQRT_2);
            assert!((held - share).abs() < 1e-15, "{held} {share}");
        }
    }
}
