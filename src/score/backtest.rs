//! The back-test of a book.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::forecast::backtest::groups::SourceGroup;
use crate::forecast::backtest::judge;
use crate::forecast::backtest::measures::{ForecastTable, ForecastTrial};
use crate::model::book::Book;
use crate::model::time::Date;
use crate::progress::{Observer, Progress};
use crate::score::config::ScoreConfig;
use crate::score::features::Features;
use crate::score::reporting::{ReportedDays, Reporting, history};

/// How the lapse models of a book would have done at several days in its past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BackTest {
    /// Days that each forecast covers.
    pub horizon_days: u32,
    /// The days on which the forecasts are made, the latest first.
    pub origins: Vec<Date>,
    /// All forecasts together.
    pub all: ForecastTable,
    /// The forecasts of each group of practices: regulars, occasional and new ones.
    pub by_group: Vec<(SourceGroup, ForecastTable)>,
    /// The forecasts of each origin.
    pub by_origin: Vec<ForecastTable>,
}

/// Most origins.
const MOST_ORIGINS: u32 = 4;

/// Forecasts every practice that had referred from days one, two, three and four horizons before `as_of`.
/// Compares the forecasts with the referrals that came and with simple rules (rolling origins; Tashman 2000,
/// doi:10.1016/S0169-2070(00)00065-0).
///
/// Models, levels and the season of each origin are fitted to the referrals up to that day alone. Attributes
/// of practices and holidays are those of the book. An origin needs a horizon of history before it. A short
/// book has none, and an empty table.
///
/// `observer` hears in the phase `backtest` how many origins are done.
///
/// # Errors
/// [`ErrorKind::Setting`](crate::ErrorKind::Setting) when the configuration is out of its range,
/// [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled) when `observer` asks to stop.
pub fn backtest(
    book: &Book,
    as_of: Date,
    config: &ScoreConfig,
    observer: Observer,
) -> Result<BackTest, Error> {
    config.check()?;
    let days = config.horizon_days;
    let reporting = Reporting::of(book, as_of);
    let end = reporting.until;
    let came: Vec<ReportedDays> = reporting.days_of_all(book);
    let histories = came.iter().filter_map(|came| history(came, end));
    let oldest = histories.map(|history| history.age_days()).max().unwrap_or(0);
    let backs = (1..=MOST_ORIGINS).take_while(|back| days.saturating_mul(back + 1) <= oldest);
    let origins: Vec<Date> = backs.map(|back| end.plus_days(-i64::from(days * back))).collect();
    let trial = |(done, origin): (usize, &Date)| {
        at_origin(book, &reporting.earlier(book, *origin), &came, days, &|| {
            go_on(observer, done, origins.len())
        })
    };
    let trials: Vec<ForecastTrial> = origins.iter().enumerate().map(trial).collect::<Result<_, Error>>()?;
    go_on(observer, origins.len(), origins.len())?;
    let of_group = |group| {
        let parts: Vec<ForecastTrial> = trials.iter().map(|trial| trial.of_group(group)).collect();
        (group, ForecastTable::of(&parts))
    };
    Ok(BackTest {
        horizon_days: days,
        all: ForecastTable::of(&trials),
        by_group: SourceGroup::ALL.into_iter().map(of_group).collect(),
        by_origin: trials.iter().map(|trial| ForecastTable::of(std::slice::from_ref(trial))).collect(),
        origins,
    })
}

/// Reports how many origins are done. Refuses to go on if the observer asks to stop.
fn go_on(observer: Observer, done: usize, total: usize) -> Result<(), Error> {
    if observer(&Progress::new("backtest", done as u64, total as u64)).is_continue() {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Cancelled, "the back-test was stopped; there are no tables"))
}

/// Forecasts from one origin by every method, beside what came.
fn at_origin(
    book: &Book,
    origin: &Reporting,
    came: &[ReportedDays],
    days: u32,
    go_on: &dyn Fn() -> Result<(), Error>,
) -> Result<ForecastTrial, Error> {
    go_on()?;
    let features = Features::of_reported(book, origin);
    let ahead = 1..=i64::from(days);
    let within = |day: &&(Date, u32)| ahead.contains(&day.0.days_since(features.until));
    let count =
        |came: &ReportedDays| came.iter().filter(within).fold(0_u32, |sum, day| sum.saturating_add(day.1));
    let known = came.iter().zip(&features.histories).filter(|(_, history)| history.is_some());
    let outcomes = known.map(|(came, _)| count(came)).collect();
    judge::trial(&features.sources(), outcomes, &features.exposure, days, go_on)
}
