//! Referrals that are expected of each practice, week by week.

use rayon::prelude::*;
use serde::Serialize;

use crate::error::Error;
use crate::forecast::pool::lapse_model::LapseModel;
use crate::forecast::pool::method::Method;
use crate::forecast::pool::source::Seen;
use crate::model::book::Book;
use crate::model::time::Date;
use crate::progress::Observer;
use crate::score::features::Features;
use crate::score::potential::Potential;
use crate::score::practice_forecast::PracticeForecast;
use crate::score::reporting::Reporting;
use crate::score::score_watch::ScoreWatch;

/// Days of a week.
const WEEK: u32 = 7;

/// Weeks ahead that the models are fitted for, as scores are. So a week has one forecast, however many weeks are asked for with it.
const FITTED_WEEKS: u32 = 13;

/// What the weeks after a day are expected to bring, as known on that day. Nobody's visits are looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekForecast {
    /// The day. The first week begins on the day after it.
    pub as_of: Date,
    /// The last day whose referrals were all known: the day itself, or an earlier one where referrals end before it.
    pub known_until: Date,
    /// By practice, in the order of [`Book::practices`]: the expected referrals of each week, the first week first.
    pub expected: Vec<Vec<f64>>,
    /// How much of a usual week each week up to the last known day offered, the one that ends on it first. Holidays and season count.
    pub past: Vec<f64>,
}

/// Why weeks cannot be forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NoWeekForecast {
    /// The book has no referrals up to that day.
    NoReferrals,
    /// Referrals come as totals of longer periods, which say nothing of single weeks.
    Totals {
        /// Days from one total to the next, in the median.
        period_days: i64,
    },
    /// There are too few weeks to tell how far forecasts are off.
    ShortHistory,
}

/// Forecasts the referrals of every practice for some weeks after a day, from what was known on that day.
///
/// The forecast of a week is the difference of two forecasts of [`evaluate`](super::evaluate)'s models: up to its end and up to
/// its beginning. The models are fitted once, for 13 weeks ahead, or as many as are asked for where those are more. `past` asks for that many exposures of weeks before.
/// O(weeks with history) a practice and week, and the fit.
///
/// # Errors
/// [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled) when `observer` asks to stop. The inner error says why this book gives no
/// forecast of weeks.
pub fn forecast_weeks(
    book: &Book,
    as_of: Date,
    (weeks, past): (u32, usize),
    observer: Observer,
) -> Result<Result<WeekForecast, NoWeekForecast>, Error> {
    let watch = ScoreWatch::new(observer, book.practices().len());
    let reporting = Reporting::of(book, as_of);
    if let Some(period_days) = reporting.period_days() {
        return Ok(Err(NoWeekForecast::Totals { period_days }));
    }
    let features = Features::of_reported(book, &reporting);
    if features.histories.iter().all(Option::is_none) {
        return Ok(Err(NoWeekForecast::NoReferrals));
    }
    let unknown = u32::try_from(as_of.days_since(features.until)).unwrap_or(0);
    let horizon = WEEK.saturating_mul(FITTED_WEEKS.max(weeks)).saturating_add(unknown);
    let (sources, exposure) = (features.sources(), &features.exposure);
    let lapse = LapseModel::fit_while(&sources, exposure, Method::Best, horizon, &|| watch.go_on())?;
    let expected = (0..book.practices().len())
        .into_par_iter()
        .map(|at| by_week(&features, &lapse, at, (horizon, unknown, weeks)));
    let past = (0..past).map(|ago| features.exposure.past(ago)).collect();
    Ok(Ok(WeekForecast { as_of, known_until: features.until, expected: expected.collect(), past }))
}

/// Lists what one practice is expected to send, week by week, from so many days after the last known one on.
fn by_week(
    features: &Features,
    lapse: &LapseModel,
    at: usize,
    (horizon, unknown, weeks): (u32, u32, u32),
) -> Vec<f64> {
    let exposures = |days: u32| features.exposure.horizon(f64::from(days));
    let ends = (0..=weeks).map(|week| exposures(unknown.saturating_add(WEEK.saturating_mul(week))));
    let totals = expected(features, lapse, at, (&exposures(horizon), &ends.collect::<Vec<_>>()));
    totals.windows(2).map(|pair| (pair[1] - pair[0]).max(0.0)).collect()
}

/// Returns what one practice is expected to send over each of some horizons, with models that were fitted for one of them.
fn expected(
    features: &Features,
    lapse: &LapseModel,
    at: usize,
    (fitted, horizons): (&[f64], &[Vec<f64>]),
) -> Vec<f64> {
    // All lists of the features have one entry a practice, in the order of the book.
    if let Some(history) = &features.histories[at] {
        return lapse.spread(
            &Seen::new((history, features.levels[at]), &features.exposure),
            fitted,
            horizons,
        );
    }
    let Potential { shape, means, .. } = &features.potential;
    let of = |weeks: &Vec<f64>| {
        PracticeForecast::expected_without_history(*shape, means[at], features.years, weeks)
    };
    horizons.iter().map(of).collect()
}
