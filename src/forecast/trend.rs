//! Has the rate changed? A step against the source's own earlier rhythm.

/// How a source's present rate compares with its own earlier one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LevelStep {
    /// Probability that the rate has fallen.
    pub(crate) fallen: f64,
    /// Probability that the rate has risen.
    pub(crate) risen: f64,
    /// Expected share of the earlier rate that a fall has taken.
    pub(crate) lost: f64,
    /// The most probable step; `None` where no step is likelier than none.
    pub(crate) last: Option<RateStep>,
}

/// A change of the rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RateStep {
    /// Weeks since then.
    pub(crate) weeks_ago: u32,
    /// Events of a usual week before and after, as believed.
    pub(crate) before: f64,
    pub(crate) after: f64,
    /// Probability of a step in this direction.
    pub(crate) probability: f64,
}

impl LevelStep {
    /// No step at all.
    pub(crate) const NONE: Self = Self { fallen: 0.0, risen: 0.0, lost: 0.0, last: None };
}

/// Prior probability of a change in any week.
const HAZARD: f64 = 0.005;
/// Most weeks that are looked back.
const MOST_WEEKS: usize = 156;

/// Finds the last change by the run lengths of Adams & `MacKay` 2007 (arXiv:0710.3742) with a Gamma prior of the rate of every
/// stretch. O(weeks squared), of at most three years.
pub(crate) fn step(weeks: &[(u32, f64)], shape: f64, scale: f64) -> LevelStep {
    let weeks = weeks.get(weeks.len().saturating_sub(MOST_WEEKS)..).unwrap_or_default();
    let mut starts: Vec<usize> = Vec::new(); // by week: where the likeliest run up to it begins
    let mut runs: Vec<Stretch> = Vec::new();
    for (at, (count, exposure)) in weeks.iter().enumerate() {
        let change = runs.iter().map(|run| run.weight).sum::<f64>();
        runs.iter_mut().for_each(|run| run.weight *= 1.0 - HAZARD);
        let fresh = if at == 0 { 1.0 } else { HAZARD * change };
        runs.push(Stretch { start: at, weight: fresh, count: 0.0, exposure: 0.0 });
        let likelihoods: Vec<f64> =
            runs.iter().map(|run| run.ln_likelihood(f64::from(*count), *exposure, shape, scale)).collect();
        let most = likelihoods.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for (run, ln) in runs.iter_mut().zip(likelihoods) {
            run.weight *= (ln - most).exp();
            run.count += f64::from(*count);
            run.exposure += exposure;
        }
        let total: f64 = runs.iter().map(|run| run.weight).sum();
        runs.iter_mut().for_each(|run| run.weight /= total);
        let best = runs.iter().max_by(|a, b| a.weight.total_cmp(&b.weight));
        starts.push(best.map_or(0, |run| run.start));
    }
    summed_up(weeks, &runs, &starts, (shape, scale))
}

/// A stretch of weeks with one rate, up to the present one.
struct Stretch {
    start: usize,
    weight: f64,
    count: f64,
    exposure: f64,
}

impl Stretch {
    /// Returns the logarithm of the chance of a week's count, but for a term that all runs share.
    fn ln_likelihood(&self, count: f64, exposure: f64, shape: f64, scale: f64) -> f64 {
        let (shape, scale) = (shape + self.count, scale + self.exposure);
        libm::lgamma(shape + count) - libm::lgamma(shape) + shape * scale.ln()
            - (shape + count) * (scale + exposure).ln()
    }
}

fn summed_up(weeks: &[(u32, f64)], runs: &[Stretch], starts: &[usize], prior: (f64, f64)) -> LevelStep {
    let (shape, scale) = prior;
    let mut answer = LevelStep::NONE;
    let mut best = [(0.0, None); 2];
    for run in runs.iter().filter(|run| run.start > 0) {
        let from = starts.get(run.start - 1).copied().unwrap_or(0);
        let earlier = weeks.get(from..run.start).unwrap_or_default();
        let count: f64 = earlier.iter().map(|week| f64::from(week.0)).sum();
        let exposure: f64 = earlier.iter().map(|week| week.1).sum();
        // Stretches lean on the common rate a little only, so that levels read as what was sent.
        let before = (count + 0.1 * shape) / (exposure + 0.1 * scale);
        let after = (run.count + 0.1 * shape) / (run.exposure + 0.1 * scale);
        let side = usize::from(after > before);
        if side == 0 {
            answer.fallen += run.weight;
            answer.lost += run.weight * (1.0 - after / before);
        } else {
            answer.risen += run.weight;
        }
        if run.weight > best[side].0 {
            let weeks_ago = u32::try_from(weeks.len() - run.start).unwrap_or(u32::MAX);
            best[side] = (run.weight, Some(RateStep { weeks_ago, before, after, probability: 0.0 }));
        }
    }
    let (probability, step) =
        if answer.fallen >= answer.risen { (answer.fallen, best[0].1) } else { (answer.risen, best[1].1) };
    answer.last = step.filter(|_| probability > 0.5).map(|step| RateStep { probability, ..step });
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collapse_with_a_straggler_is_a_fall() {
        let mut weeks = vec![(2, 1.0); 35];
        weeks.extend([(0, 1.0); 13]);
        weeks.extend([(1, 1.0), (0, 1.0)]);
        let step = step(&weeks, 0.6, 0.6).last.unwrap();
        assert!(step.after < 0.15 * step.before && step.probability > 0.95, "{step:?}");
        assert!((14..=16).contains(&step.weeks_ago), "{step:?}");
    }

    #[test]
    fn a_steady_rate_has_not_changed() {
        let step = step(&[(3, 1.0); 100], 0.6, 6.0);
        assert!(step.fallen < 0.2 && step.lost < 0.1 && step.last.is_none(), "{step:?}");
    }
}
