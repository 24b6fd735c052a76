//! The back-test of a book.

use serde::{Deserialize, Serialize};

use super::{
    Table,
    judge::{self, Trial},
};
use crate::{
    Error,
    model::{Book, Date},
    score::{
        Config, History, evaluate,
        record::{Record, history},
    },
};

/// How the lapse models of a book would have done at several days in its past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BackTest {
    /// Days that each forecast covers.
    pub horizon_days: u32,
    /// The days on which the forecasts are made, the latest first.
    pub origins: Vec<Date>,
    /// All forecasts together.
    pub all: Table,
    /// The forecasts of each origin.
    pub by_origin: Vec<Table>,
}

/// Most origins.
const MOST_ORIGINS: u32 = 4;

/// Forecasts every practice from days one, two, three and four horizons before `as_of`, each with models that know only what
/// was known then (rolling origins; Tashman 2000, doi:10.1016/S0169-2070(00)00065-0), and compares them with the referrals
/// that came and with simple rules. An origin needs a horizon of history before it; a short book has none, and an empty table.
///
/// The cost is that of five evaluations an origin.
///
/// # Errors
/// [`ErrorKind::Setting`](crate::ErrorKind::Setting) when the configuration is out of its range.
pub fn backtest(book: &Book, as_of: Date, config: &Config) -> Result<BackTest, Error> {
    evaluate::check(config)?;
    let days = config.horizon_days;
    let practices = 0..book.practices().len();
    let histories: Vec<History> = practices.filter_map(|at| history(book, at, as_of)).collect();
    let oldest = histories.iter().map(History::age_days).max().unwrap_or(0);
    let backs = (1..=MOST_ORIGINS).take_while(|back| days.saturating_mul(back + 1) <= oldest);
    let origins: Vec<Date> = backs.map(|back| as_of.plus_days(-i64::from(days * back))).collect();
    let (tables, parts): (Vec<Table>, Vec<_>) =
        origins.iter().map(|origin| at_origin(book, *origin, days)).unzip();
    let title = format!("{} origins, {days} days each", origins.len());
    Ok(BackTest { horizon_days: days, origins, all: Table::of(&title, &parts), by_origin: tables })
}

/// The forecasts of one origin, measured, and as they are.
fn at_origin(book: &Book, origin: Date, days: u32) -> (Table, Trial) {
    let record = Record::of(book, origin);
    let end = origin.plus_days(i64::from(days));
    let came = |at: usize| history(book, at, end).map_or(0, |history| history.recent_days(days));
    let outcomes = (0..book.practices().len()).filter(|at| record.histories[*at].is_some()).map(came);
    let trial = judge::trial(&record.sources(), outcomes.collect(), &record.exposure, days);
    let title = format!("as of {origin}, {} practices", trial.outcomes.len());
    (Table::of(&title, std::slice::from_ref(&trial)), trial)
}
