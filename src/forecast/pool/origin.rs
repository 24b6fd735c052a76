//! Days in the past from which a book's own history is forecast.

use crate::forecast::history::{Exposure, History, Source};

/// What was known on a day in the past, and what came in the horizon after it.
///
/// The levels of the sources and the season are those of the whole record. Back-tests of the pool compare its
/// models with each other, and these share them. The back-test of a book judges the whole with nothing from
/// later.
pub(crate) struct Origin {
    /// The sources that had begun, as they were known, with their levels.
    pub(crate) known: Vec<(History, f64)>,
    pub(crate) exposure: Exposure,
    /// Exposures of the weeks of the horizon.
    pub(crate) horizon: Vec<f64>,
    /// Events that came in them, by source.
    pub(crate) counts: Vec<u32>,
}

/// Fewest histories for a back-test that says anything.
const FEWEST: usize = 5;
/// Sources that a back-test looks at.
const SAMPLE: usize = 3_000;
/// Horizons that must be known before an origin: models of younger books err in another way than those of older ones.
const LEAST_KNOWN: u32 = 2;
/// Origins that a back-test looks at: one horizon ago, two, three, four. With them a year is covered where the horizon is a quarter.
const MOST_ORIGINS: u32 = 4;

impl Origin {
    /// Lists the days one, two, three and four horizons back, as far as the history before them is at least two
    /// horizons long. A back-test over another horizon than the one asked for is evidence about another
    /// question (Tashman 2000, doi:10.1016/S0169-2070(00)00065-0).
    pub(crate) fn list(sources: &[Source<'_>], exposure: &Exposure, horizon_days: u32) -> Vec<Self> {
        let oldest = age_of_the_book(sources);
        let days = horizon_days.max(1);
        let stride = sources.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<Source<'_>> = sources.iter().step_by(stride).copied().collect();
        (1..=MOST_ORIGINS)
            .take_while(|back| days.saturating_mul(back + LEAST_KNOWN) <= oldest)
            .filter_map(|back| Self::new(&sample, exposure, days, back))
            .collect()
    }

    /// Goes `back` horizons back. Returns `None` if too few histories had begun.
    fn new(sources: &[Source<'_>], exposure: &Exposure, days: u32, back: u32) -> Option<Self> {
        let (known, counts): (Vec<(History, f64)>, Vec<u32>) = sources
            .iter()
            .filter_map(|(history, level)| {
                let (later, _) = history.earlier(days * (back - 1))?;
                let (known, after) = later.earlier(days)?;
                Some(((known, *level), after))
            })
            .unzip();
        let exposure = exposure.earlier_days(days * back);
        let horizon = exposure.horizon(f64::from(days));
        let is_whole = is_whole(&horizon) && is_whole(&exposure.last(horizon.len()));
        (is_whole && counts.len() >= FEWEST).then_some(Self { known, exposure, horizon, counts })
    }
}

/// Returns the days since the fifth source began: one early event does not make a book old.
fn age_of_the_book(sources: &[Source<'_>]) -> u32 {
    let mut ages: Vec<u32> = sources.iter().map(|source| source.0.age_days()).collect();
    ages.sort_unstable_by(|a, b| b.cmp(a));
    ages.get(FEWEST - 1).copied().unwrap_or(0)
}

/// Says whether hardly any of some weeks are missing from the record.
fn is_whole(exposures: &[f64]) -> bool {
    const MISSING: f64 = 0.05;
    10 * exposures.iter().filter(|week| **week < MISSING).count() <= exposures.len()
}
