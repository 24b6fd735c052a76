//! Has the rate changed? A step against the source's own earlier rhythm.

/// How a source's present rate compares with its own earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LevelStep {
    /// Probability that the rate has fallen.
    pub(crate) fallen: f64,
    /// Expected share of the earlier rate that a fall has taken.
    pub(crate) lost: f64,
}

/// Weeks ago at which a step is looked for.
const AGO: [usize; 8] = [3, 5, 8, 12, 17, 26, 36, 52];
/// Present rate over earlier rate, and its prior weight among steps: falls are as likely as rises.
const RATIOS: [(f64, f64); 7] =
    [(0.05, 0.125), (0.25, 0.125), (0.45, 0.125), (0.7, 0.125), (1.4, 0.2), (2.0, 0.2), (3.0, 0.1)];
/// Prior probability that there was a step within the last year.
const PRIOR: f64 = 0.3;

/// Weighs steps at a few moments and ratios by Bayes, each with its closed marginal likelihood under a Gamma
/// prior of the earlier rate: `ratio^y2 (scale + e1 + ratio e2)^-(shape + y)`. It is the single change-point
/// model of Raftery & Akman 1986 (doi:10.1093/biomet/73.1.85) on a grid. O(weeks + 56).
pub(crate) fn step(weeks: &[(u32, f64)], shape: f64, scale: f64) -> LevelStep {
    let recent = sums(weeks);
    let (count, exposed) = recent.last().map_or((0.0, 0.0), |sums| *sums);
    let ln_same = (scale + exposed).ln();
    let candidates: Vec<(f64, f64)> =
        // Steps of which at least three weeks are known before.
        AGO.iter().filter(|ago| **ago + 3 < recent.len()).map(|ago| recent[*ago]).collect();
    let ln_moments = (candidates.len() as f64).ln();
    // Logarithm of the weight of each step, with its ratio; the first stands for no step.
    let mut steps = vec![(f64::ln(1.0 - PRIOR), 1.0)];
    for (after, exposed_after) in candidates {
        for (factor, prior) in RATIOS {
            let shrunk = scale + exposed - exposed_after + factor * exposed_after;
            let odds = after * f64::ln(factor) + (shape + count) * (ln_same - shrunk.ln());
            steps.push((f64::ln(PRIOR * prior) - ln_moments + odds, factor));
        }
    }
    let most = steps.iter().fold(f64::NEG_INFINITY, |most, step| most.max(step.0));
    let weights: Vec<(f64, f64)> = steps.iter().map(|(ln, factor)| ((ln - most).exp(), *factor)).collect();
    let total: f64 = weights.iter().map(|step| step.0).sum();
    let falls = || weights.iter().filter(|step| step.1 < 1.0);
    LevelStep {
        fallen: falls().map(|step| step.0).sum::<f64>() / total,
        lost: falls().map(|(weight, factor)| weight * (1.0 - factor)).sum::<f64>() / total,
    }
}

/// Adds up counts and exposures of the last 0, 1, 2, ... weeks, up to all of them.
fn sums(weeks: &[(u32, f64)]) -> Vec<(f64, f64)> {
    let add = |sum: &mut (f64, f64), (count, exposure): &(u32, f64)| {
        *sum = (sum.0 + f64::from(*count), sum.1 + exposure);
        Some(*sum)
    };
    std::iter::once((0.0, 0.0)).chain(weeks.iter().rev().scan((0.0, 0.0), add)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_overwhelming_steps_the_likeliest_wins() {
        let weeks: Vec<(u32, f64)> =
            (0..120).map(|week| (if week < 110 { 5_000 } else { 2_250 }, 1.0)).collect();
        let step = step(&weeks, 0.6, 6.0);
        assert!(step.fallen > 0.999 && (step.lost - 0.55).abs() < 0.01, "{step:?}");
    }

    #[test]
    fn a_steady_rate_has_not_fallen() {
        let step = step(&[(3, 1.0); 100], 0.6, 6.0);
        assert!(step.fallen < 0.2 && step.lost < 0.1, "{step:?}");
    }
}
