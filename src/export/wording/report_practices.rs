//! How often practices are seen, and how often nobody could be met.

use crate::export::wording::numbers::{grouped, percent};
use crate::report::access_rate::{AccessRate, BestHour};
use crate::report::reach::ReachFigures;

/// The line of everybody together.
pub(crate) const ALL: &str = "All";
/// Heads reach and frequency.
pub(crate) const REACH: &str = "Reach and frequency";
/// Headings by tier.
pub(crate) const OF_REACH: [&str; 7] = [
    "Tier",
    "Practices",
    "Met within target",
    "Visits in 13 weeks",
    "Cadence asks for",
    "Overdue",
    "Never met",
];
/// Says what the figures are.
pub(crate) const REACH_NOTE: &str = "Visits are those that met somebody, for each practice in the mean. Practices that receive no \
     liaisons or have no place are left out.";
/// Names the backlog.
pub(crate) const BACKLOG: &str = "Backlog";
/// Headings of the backlog.
pub(crate) const OF_BACKLOG: [&str; 3] = ["Day", OVERDUE, NEVER_MET];
/// Practices seen too long ago.
pub(crate) const OVERDUE: &str = "Overdue";
/// Practices never seen.
pub(crate) const NEVER_MET: &str = "Never met";

/// Heads the chart of the backlog, with what it shows.
pub(crate) fn backlog(reach: &ReachFigures) -> String {
    let count = |number: u32| grouped(number as usize);
    match (reach.backlog.first(), reach.backlog.last()) {
        (Some(first), Some(last)) => format!(
            "Backlog of the last 13 weeks: from {} to {} overdue",
            count(first.overdue),
            count(last.overdue)
        ),
        _ => BACKLOG.to_owned(),
    }
}

/// Heads visits in vain.
pub(crate) const ACCESS: &str = "Nobody could be met";
/// Headings of visits in vain.
pub(crate) const OF_ACCESS: [&str; 7] = [
    "Liaison",
    "Visits, week",
    "In vain, week",
    "95 % range",
    "Visits, 13 weeks",
    "In vain, 13 weeks",
    "95 % range, 13 weeks",
];
/// Says what the ranges are.
pub(crate) const ACCESS_NOTE: &str = "Visits that were made, and the share of them that met nobody. The range is Wilson's interval. Few \
     visits give a wide one.";
/// Heads the best hours.
pub(crate) const BEST_HOURS: &str = "Best hours";
/// Headings of the best hours.
pub(crate) const OF_BEST_HOURS: [&str; 2] = ["When", "Meets somebody"];

/// Writes a range of shares; nothing without a visit.
pub(crate) fn interval(rate: AccessRate) -> String {
    let range = rate.low.zip(rate.high);
    range.map_or_else(String::new, |(low, high)| format!("{} to {}", percent(low), percent(high)))
}

/// Says which hours are meant.
pub(crate) fn hour(it: &BestHour) -> String {
    format!("{} {}", it.weekday.short_name(), it.window)
}
