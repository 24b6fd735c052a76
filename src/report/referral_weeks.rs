//! Referrals by week, beside the year before and the forecast.

use serde::Serialize;

use crate::error::Error;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::progress::Observer;
use crate::report::band::{CountBand, ForecastBand, dispersion, weeks_needed};
use crate::report::known_referrals::KnownReferrals;
use crate::report::scope::ReportScope;
use crate::report::week::{ReportWeek, WEEK};
use crate::score::week_forecast::{NoWeekForecast, WeekForecast, forecast_weeks};

/// Weeks that are listed.
const LISTED: i64 = 52;
/// Days from a week to the same one of the year before, which begins on a Monday as well.
const YEAR: i64 = 364;
/// Weeks after the report's that are forecast.
const AHEAD: usize = 4;

/// Referrals by week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferralFigures {
    /// The day of the newest referral, up to the last day of the week that the book tells of.
    pub newest: Option<Date>,
    /// The last day that the book tells of: that of the last upload, where referrals come as totals.
    pub known_until: Date,
    /// The last 52 weeks, the week of the report last. Weeks before the first referral of the book are left out: nothing is known of
    /// them.
    pub weeks: Vec<ReferralWeek>,
    /// What the week was expected to bring, by what was known before it.
    pub forecast: Option<ForecastBand>,
    /// What the next four weeks are expected to bring, by what is known up to the last complete week.
    pub next: Vec<ForecastBand>,
    /// Why there is no forecast.
    pub no_forecast: Option<NoWeekForecast>,
    /// What the forecasts were made of.
    pub basis: Option<ForecastBasis>,
}

/// One week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReferralWeek {
    /// Its Monday.
    pub monday: Date,
    /// Its referrals, as far as they are known.
    pub referrals: u64,
    /// Referrals of the week 364 days earlier; absent where the book begins later.
    pub year_before: Option<u64>,
}

/// What forecasts were made of, so that somebody else can add them up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForecastBasis {
    /// How much of a usual week each week before the report's offered, the latest first.
    pub exposures: Vec<f64>,
    /// The same for the weeks up to the last complete one, as known then.
    pub exposures_now: Vec<f64>,
    /// What each practice was expected to send.
    pub practices: Vec<PracticeExpectation>,
}

/// What one practice was expected to send.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PracticeExpectation {
    /// Who.
    pub practice: PracticeId,
    /// In the week of the report.
    pub week: f64,
    /// In each of the next four weeks.
    pub next: Vec<f64>,
}

/// The forecasts of a book, for every scope.
pub(crate) struct BookForecasts {
    /// Made before the week.
    before: WeekForecast,
    /// Made after it, and the first of the next weeks among its own; `None` where the week is not complete and `before` serves.
    now: Option<WeekForecast>,
}

impl BookForecasts {
    /// Forecasts the week and the next four.
    pub(crate) fn of(
        book: &Book,
        week: ReportWeek,
        observer: Observer,
    ) -> Result<Result<Self, NoWeekForecast>, Error> {
        let (ahead, past) = (AHEAD + 1, weeks_needed(AHEAD + 1));
        let weeks = |ahead: usize| (u32::try_from(ahead).unwrap_or(1), past);
        let count = if week.is_complete() { 1 } else { ahead };
        let before = match forecast_weeks(book, week.before().sunday, weeks(count), observer)? {
            Ok(before) => before,
            Err(why) => return Ok(Err(why)),
        };
        let now = if week.is_complete() {
            forecast_weeks(book, week.sunday, weeks(AHEAD), observer)?.ok()
        } else {
            None
        };
        Ok(Ok(Self { before, now }))
    }

    /// Returns the forecast of the next weeks, and how many weeks of it come before them.
    fn next(&self) -> (&WeekForecast, usize) {
        self.now.as_ref().map_or((&self.before, 1), |now| (now, 0))
    }
}

impl ReferralFigures {
    /// Counts the weeks up to the report's, and puts the forecasts beside them.
    pub(crate) fn of(
        scope: ReportScope,
        known: &KnownReferrals,
        forecasts: &Result<BookForecasts, NoWeekForecast>,
        week: ReportWeek,
    ) -> Self {
        let mut figures = Self {
            newest: known.newest,
            known_until: known.until,
            weeks: weeks(scope, known, week),
            forecast: None,
            next: Vec::new(),
            no_forecast: forecasts.as_ref().err().copied(),
            basis: None,
        };
        let Ok(forecasts) = forecasts else { return figures };
        let (next, skipped) = forecasts.next();
        figures.forecast = band(scope, known, &forecasts.before, 0);
        figures.next =
            (skipped..skipped + AHEAD).filter_map(|ahead| band(scope, known, next, ahead)).collect();
        figures.no_forecast = figures.forecast.is_none().then_some(NoWeekForecast::ShortHistory);
        figures.basis = Some(basis(scope, forecasts));
        figures
    }

    /// Tells whether any referral of the report's week, or a later one, is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        let monday = self.weeks.last().map(|week| week.monday);
        self.newest.zip(monday).is_some_and(|(newest, monday)| newest >= monday)
    }

    /// Returns the referrals of the report's week, as far as they are known.
    #[must_use]
    pub fn referrals(&self) -> u64 {
        self.weeks.last().map_or(0, |week| week.referrals)
    }
}

/// Lists the last 52 weeks, from that of the first referral on.
fn weeks(scope: ReportScope, known: &KnownReferrals, week: ReportWeek) -> Vec<ReferralWeek> {
    let count = |monday: Date| known.count(scope, monday, monday.plus_days(WEEK - 1).min(week.until));
    let of = |ago: i64| {
        let monday = week.monday.plus_days(-WEEK * ago);
        let before = monday.plus_days(-YEAR);
        let is_known = known.first.is_some_and(|first| first <= before);
        ReferralWeek { monday, referrals: count(monday), year_before: is_known.then(|| count(before)) }
    };
    let is_known = |it: &ReferralWeek| {
        it.monday == week.monday || known.first.is_some_and(|first| first < it.monday.plus_days(WEEK))
    };
    (0..LISTED).rev().map(of).filter(is_known).collect()
}

/// Adds up a week of a forecast and measures how far such forecasts are off; `None` where too few weeks tell.
fn band(
    scope: ReportScope,
    known: &KnownReferrals,
    forecast: &WeekForecast,
    ahead: usize,
) -> Option<ForecastBand> {
    let origin = forecast.as_of;
    let first = known.first?;
    let begin = |ago: i64| forecast.known_until.plus_days(1 - WEEK * (ago + 1));
    let whole = (0..).take(forecast.past.len()).take_while(|ago| first <= begin(*ago));
    let count = |ago: i64| known.count(scope, begin(ago), begin(ago).plus_days(WEEK - 1));
    let counts: Vec<u64> = whole.map(count).collect();
    let unknown = usize::try_from(origin.days_since(forecast.known_until) / WEEK).unwrap_or(0);
    let dispersion = dispersion(&counts, &forecast.past, ahead + 1 + unknown)?;
    let mean = scope.practices().map(|at| expected(forecast, at.get(), ahead)).sum();
    let monday = origin.plus_days(1 + WEEK * i64::try_from(ahead).unwrap_or(0));
    Some(ForecastBand {
        monday,
        known_until: forecast.known_until,
        mean,
        dispersion,
        band: CountBand::new(mean, dispersion),
    })
}

/// Returns what a practice is expected to send in a week ahead.
fn expected(forecast: &WeekForecast, practice: usize, ahead: usize) -> f64 {
    forecast.expected.get(practice).and_then(|weeks| weeks.get(ahead)).copied().unwrap_or(0.0)
}

fn basis(scope: ReportScope, forecasts: &BookForecasts) -> ForecastBasis {
    let (next, skipped) = forecasts.next();
    let practice = |at: PracticeIndex| {
        Some(PracticeExpectation {
            practice: scope.book.practice_at(at)?.id.clone(),
            week: expected(&forecasts.before, at.get(), 0),
            next: (skipped..skipped + AHEAD).map(|ahead| expected(next, at.get(), ahead)).collect(),
        })
    };
    ForecastBasis {
        exposures: forecasts.before.past.clone(),
        exposures_now: next.past.clone(),
        practices: scope.practices().filter_map(practice).collect(),
    }
}
