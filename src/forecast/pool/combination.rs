//! How the members are combined: an equal pool, corrected by what a book's own back-tests teach.

use rayon::prelude::*;

use crate::forecast::distribution::CountDistribution;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::history::units;
use crate::forecast::logistic::{LogisticCase, log_odds, logistic};
use crate::forecast::negative_binomial::prior::{NormalPrior, Observation, Priors};
use crate::forecast::negative_binomial::regression::NegativeBinomial;
use crate::forecast::numeric::linear::dot;
use crate::forecast::numeric::special::sigmoid;
use crate::forecast::pool::evidence::{LATELY, PoolEvidence};
use crate::forecast::pool::member::Member;
use crate::forecast::pool::origin::Origin;
use crate::forecast::pool::source::Seen;
use crate::forecast::pool::spread::{CountOutcome, CountSpread};

/// Corrections of the equal pool: of the log-odds of any event, and of the logarithm of the events beyond the first.
#[derive(Debug, Clone)]
pub(crate) struct Combination {
    /// Weeks over which recent events are counted: the horizon of the back-tests.
    pub(crate) window: usize,
    activity: Vec<f64>,
    counts: Vec<f64>,
    /// Taken from every correction of a count: the part of it that all sources share and few of them vouch for.
    shift: f64,
    spread: CountSpread,
}

/// Standard deviation of the prior of a correction around none, a column of scale one. **A prior**, see [`trusted`].
const CORRECTION: f64 = 0.2;
/// The same for events beyond the first. It is less, for a few sources that grew must not raise all others.
const COUNT_CORRECTION: f64 = 0.06;
/// The same for the columns that compare the last weeks with the pool: what came lately may count much.
const TREND: f64 = 0.5;
/// Farthest corrections of a log-odds and of a logarithm of a count, for a source unlike all others.
const FARTHEST_ODDS: f64 = 4.0;
const FARTHEST_COUNT: f64 = 0.7;
/// How much a back-test counts beside the one a horizon later: times change.
const FADING: f64 = 0.6;
/// Least expected events beyond the first.
const LEAST_FURTHER: f64 = 0.05;

impl Combination {
    /// Takes the equal pool as it is, for want of a back-test.
    pub(crate) fn untested(window: usize) -> Self {
        Self { window, activity: Vec::new(), counts: Vec::new(), shift: 0.0, spread: CountSpread::usual() }
    }

    /// Learns the corrections from forecasts at earlier days, by a logistic and a negative-binomial regression under
    /// normal priors around none: stacked regressions (Wolpert 1992, doi:10.1016/S0893-6080(05)80023-1; Breiman 1996,
    /// doi:10.1007/BF00117832), which leave the equal pool as far as the record asks for it. A member that is too sure of regular
    /// sources loses its say there; a pool that is badly calibrated is mended.
    ///
    /// The models are those that forecasts will come from, and are not fitted anew to what was known at each
    /// origin. A few parameters learnt from hundreds of histories hardly know one of them. O(sources x (weeks + columns^2)) an origin.
    ///
    /// # Errors
    /// What `go_on` says, which is asked before each back-test.
    pub(crate) fn learn<E>(
        members: &[Member],
        filter: &Filter,
        origins: &[Origin],
        window: usize,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut cases: Vec<LearningCase> = Vec::new();
        let mut weight = 1.0;
        for origin in origins {
            go_on()?;
            cases.par_extend(cases_of(members, filter, (origin, weight), window));
            weight *= FADING;
        }
        go_on()?;
        let (activity, counts) = (learn_activity(&cases), learn_counts(&cases));
        let shift = shared_shift(&cases, &counts);
        let learnt = Self { window, activity, counts, shift, spread: CountSpread::usual() };
        let outcomes: Vec<CountOutcome> = cases.iter().filter_map(|case| learnt.outcome(case)).collect();
        Ok(Self { spread: CountSpread::fit(&outcomes), ..learnt })
    }

    /// Says what is expected of a source.
    pub(crate) fn distribution(&self, evidence: &PoolEvidence) -> CountDistribution {
        let p_active = match evidence.p_active {
            // Nothing can happen in no time.
            none if none <= 0.0 => 0.0,
            chance => sigmoid(log_odds(chance) + self.odds(evidence)),
        };
        CountDistribution::new(p_active, 1.0 + self.further(evidence), self.spread.of(evidence.known))
    }

    fn odds(&self, evidence: &PoolEvidence) -> f64 {
        correction(&self.activity, &evidence.activity, FARTHEST_ODDS)
    }

    /// Returns the expected events beyond the first, if there is one.
    fn further(&self, evidence: &PoolEvidence) -> f64 {
        further(evidence) * (correction(&self.counts, &evidence.counts, FARTHEST_COUNT) - self.shift).exp()
    }

    fn outcome(&self, case: &LearningCase) -> Option<CountOutcome> {
        let beyond = case.count.checked_sub(1)?;
        Some(CountOutcome {
            expected: self.further(&case.evidence),
            came: beyond,
            known: case.evidence.known,
        })
    }
}

/// A source at an earlier day, and what came after it.
struct LearningCase {
    evidence: PoolEvidence,
    count: u32,
    weight: f64,
}

fn cases_of<'a>(
    members: &'a [Member],
    filter: &'a Filter,
    (origin, weight): (&'a Origin, f64),
    window: usize,
) -> impl IndexedParallelIterator<Item = LearningCase> + 'a {
    let case = move |((history, level), count): (&'a (_, f64), &'a u32)| {
        let seen = Seen::new((history, *level), &origin.exposure);
        let evidence = PoolEvidence::new(members, filter, &seen, &origin.horizon, window);
        // Any event is one, however small beside a usual day of the source.
        let units = units(*count, seen.step).max(u32::from(*count > 0));
        LearningCase { evidence, count: units, weight }
    };
    origin.known.par_iter().zip(&origin.counts).map(case)
}

/// Weighs columns, within bounds; no correction without weights.
fn correction(weights: &[f64], columns: &[f64], farthest: f64) -> f64 {
    if weights.is_empty() { 0.0 } else { dot(weights, columns).clamp(-farthest, farthest) }
}

fn further(evidence: &PoolEvidence) -> f64 {
    (evidence.count_if_active - 1.0).max(LEAST_FURTHER)
}

/// Says how far a book of so many sources may move the pool: hardly for twenty, as it pleases for thousands.
fn trusted(cases: &[LearningCase]) -> f64 {
    const HALF: f64 = 50.0;
    let sources = cases.iter().filter(|case| case.weight >= 1.0).count() as f64;
    (sources / (sources + HALF)).sqrt()
}

/// Returns the part of the corrections of counts that all sources share and that is not kept. A season or a change of the programme shifts
/// all at once, and a few back-tests cannot tell it from an error of the models. The more sources there are, the more of it is kept.
fn shared_shift(cases: &[LearningCase], counts: &[f64]) -> f64 {
    const HALF: f64 = 300.0;
    let latest = || cases.iter().filter(|case| case.weight >= 1.0);
    let total: f64 = latest().map(|case| further(&case.evidence)).sum();
    let shift = |case: &LearningCase| {
        further(&case.evidence) * correction(counts, &case.evidence.counts, FARTHEST_COUNT)
    };
    let mean = if total > 0.0 { latest().map(shift).sum::<f64>() / total } else { 0.0 };
    mean * HALF / (HALF + latest().count() as f64)
}

fn learn_activity(cases: &[LearningCase]) -> Vec<f64> {
    let columns = cases.first().map_or(0, |case| case.evidence.activity.len());
    let known: Vec<LogisticCase<'_>> = cases
        .iter()
        .map(|case| LogisticCase {
            row: &case.evidence.activity,
            offset: log_odds(case.evidence.p_active),
            happened: case.count > 0,
            weight: case.weight,
        })
        .collect();
    logistic(&known, columns, CORRECTION * trusted(cases))
}

/// Learns from the cases with an event how many came beyond the first.
fn learn_counts(cases: &[LearningCase]) -> Vec<f64> {
    let columns = cases.first().map_or(0, |case| case.evidence.counts.len());
    let observation =
        |case: &'_ LearningCase| Some((further(&case.evidence), u64::from(case.count.checked_sub(1)?)));
    let known: Vec<Observation<'_>> = cases
        .iter()
        .filter_map(|case| Some((case, observation(case)?)))
        .map(|(case, (exposure, count))| Observation { row: &case.evidence.counts, count, exposure })
        .collect();
    let trusted = trusted(cases);
    let deviation = |column: usize| trusted * if column < LATELY { TREND } else { COUNT_CORRECTION };
    let coefficients =
        (0..columns).map(|column| NormalPrior { mean: 0.0, deviation: deviation(column) }).collect();
    let ln_dispersion = NormalPrior { mean: -1.0, deviation: 1.0 };
    NegativeBinomial::most_probable(&known, &Priors { coefficients, ln_dispersion }).coefficients
}
