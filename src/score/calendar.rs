//! Working days as exposure: a week with one holiday offers four fifths of a usual one.

use super::Exposure;
use crate::model::{Book, Date, Weekday};

/// The exposures of the weeks around a day: each holiday of the book from Monday to Friday takes a fifth from its week.
pub(super) fn exposure(book: &Book, as_of: Date) -> Exposure {
    let (mut past, mut future) = (Vec::new(), Vec::new());
    for holiday in book.holidays().keys().filter(|date| is_working_day(**date)) {
        let ago = as_of.days_since(*holiday);
        let (weeks, days) = if ago >= 0 { (&mut past, ago) } else { (&mut future, -ago - 1) };
        take_a_day(weeks, days);
    }
    Exposure::new(past, future)
}

fn is_working_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Takes a fifth from the week that lies `days` away; holidays more than forty years away change nothing.
fn take_a_day(weeks: &mut Vec<f64>, days: i64) {
    const FARTHEST: usize = 2_100;
    let Some(week) = usize::try_from(days / 7).ok().filter(|week| *week < FARTHEST) else { return };
    if weeks.len() <= week {
        weeks.resize(week + 1, 1.0);
    }
    weeks[week] = (weeks[week] - 0.2).max(0.0);
}
