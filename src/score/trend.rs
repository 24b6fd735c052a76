//! Has the rate changed? A step against the source's own earlier rhythm.

/// How a source's present rate compares with its own earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// Expected present rate over earlier rate.
    pub(super) ratio: f64,
    /// Probability that the rate has fallen.
    pub(super) fallen: f64,
}

/// Weeks ago at which a step is looked for.
const AGO: [usize; 8] = [3, 5, 8, 12, 17, 26, 36, 52];
/// Present rate over earlier rate, and its prior weight among steps: falls are as likely as rises.
const RATIOS: [(f64, f64); 7] =
    [(0.05, 0.125), (0.25, 0.125), (0.45, 0.125), (0.7, 0.125), (1.4, 0.2), (2.0, 0.2), (3.0, 0.1)];
/// Prior probability that there was a step within the last year.
const PRIOR: f64 = 0.3;

/// Bayes over one step at a few moments and ratios, each with its closed marginal likelihood under a Gamma prior of the
/// earlier rate (the single change-point model of Raftery & Akman 1986, doi:10.1093/biomet/73.1.85, on a grid):
/// `ratio^y2 (scale + e1 + ratio e2)^-(shape + y)`. O(weeks + 56).
pub(super) fn step(weeks: &[(u32, f64)], shape: f64, scale: f64) -> Step {
    let recent = sums(weeks);
    let (count, exposed) = recent.last().map_or((0.0, 0.0), |sums| *sums);
    let ln_same = (scale + exposed).ln();
    let candidates: Vec<(f64, f64)> =
        AGO.iter().filter(|ago| **ago + 3 < recent.len()).map(|ago| recent[*ago]).collect();
    let moments = candidates.len() as f64;
    let (mut total, mut ratio, mut fallen) = (1.0 - PRIOR, 1.0 - PRIOR, 0.0);
    for (after, exposed_after) in candidates {
        for (factor, prior) in RATIOS {
            let shrunk = scale + exposed - exposed_after + factor * exposed_after;
            let odds = after * f64::ln(factor) + (shape + count) * (ln_same - shrunk.ln());
            let weight = PRIOR * prior / moments * odds.min(600.0).exp();
            total += weight;
            ratio += weight * factor;
            fallen += if factor < 1.0 { weight } else { 0.0 };
        }
    }
    Step { ratio: ratio / total, fallen: fallen / total }
}

/// Counts and exposures of the last 0, 1, 2, ... weeks, up to all of them.
fn sums(weeks: &[(u32, f64)]) -> Vec<(f64, f64)> {
    let add = |sum: &mut (f64, f64), (count, exposure): &(u32, f64)| {
        *sum = (sum.0 + f64::from(*count), sum.1 + exposure);
        Some(*sum)
    };
    std::iter::once((0.0, 0.0)).chain(weeks.iter().rev().scan((0.0, 0.0), add)).collect()
}
