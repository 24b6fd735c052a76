//! The back-test of a book.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::forecast::backtest::judge;
use crate::forecast::backtest::measures::{ForecastTable, ForecastTrial};
use crate::model::book::Book;
use crate::model::time::Date;
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
/// # Errors
/// [`ErrorKind::Setting`](crate::ErrorKind::Setting) when the configuration is out of its range.
pub fn backtest(book: &Book, as_of: Date, config: &ScoreConfig) -> Result<BackTest, Error> {
    config.check()?;
    let days = config.horizon_days;
    let reporting = Reporting::of(book, as_of);
    let end = reporting.until;
    let came: Vec<ReportedDays> = reporting.days_of_all(book);
    let histories = came.iter().filter_map(|came| history(came, end));
    let oldest = histories.map(|history| history.age_days()).max().unwrap_or(0);
    let backs = (1..=MOST_ORIGINS).take_while(|back| days.saturating_mul(back + 1) <= oldest);
    let origins: Vec<Date> = backs.map(|back| end.plus_days(-i64::from(days * back))).collect();
    let (tables, parts): (Vec<ForecastTable>, Vec<_>) =
        origins.iter().map(|origin| at_origin(book, &reporting.earlier(book, *origin), &came, days)).unzip();
    Ok(BackTest { horizon_days: days, origins, all: ForecastTable::of(&parts), by_origin: tables })
}

/// Returns the forecasts of one origin, measured, and as they are.
fn at_origin(
    book: &Book,
    origin: &Reporting,
    came: &[ReportedDays],
    days: u32,
) -> (ForecastTable, ForecastTrial) {
    let features = Features::of_reported(book, origin);
    let ahead = 1..=i64::from(days);
    let within = |day: &&(Date, u32)| ahead.contains(&day.0.days_since(features.until));
    let count =
        |came: &ReportedDays| came.iter().filter(within).fold(0_u32, |sum, day| sum.saturating_add(day.1));
    let known = came.iter().zip(&features.histories).filter(|(_, history)| history.is_some());
    let outcomes = known.map(|(came, _)| count(came)).collect();
    let trial = judge::trial(&features.sources(), outcomes, &features.exposure, days);
    (ForecastTable::of(std::slice::from_ref(&trial)), trial)
}
