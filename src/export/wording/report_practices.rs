//! How often practices are seen, and how often nobody could be met.

use crate::export::wording::numbers::{grouped, percent};
use crate::report::access_rate::AccessRate;
use crate::report::reach::ReachFigures;
use crate::score::access::access_report::HoursDoubt;

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
/// Heads the times of the week.
pub(crate) const TIMES: &str = "When people are met";
/// Headings of the times of the week.
pub(crate) const OF_TIMES: [&str; 5] = ["When", "Visits", "Met", "Chance", "90 % range"];
/// Heads hours that the log doubts.
pub(crate) const DOUBTS: &str = "Hours to ask about";
/// Headings of hours that the log doubts.
pub(crate) const OF_DOUBTS: [&str; 3] = ["Practice", "Liaison", "What the log says"];

/// Writes a range of shares; nothing without a visit.
pub(crate) fn interval(rate: AccessRate) -> String {
    rate.low.zip(rate.high).map_or_else(String::new, |(low, high)| range(low, high))
}

/// Writes a range of shares.
pub(crate) fn range(low: f64, high: f64) -> String {
    format!("{} to {}", percent(low), percent(high))
}

/// Says why the hours of a practice are doubted.
pub(crate) fn doubt(it: &HoursDoubt) -> String {
    match it {
        HoursDoubt::VainInside { visits, .. } => {
            format!("{} of {} visits within its hours met nobody", visits.tried - visits.met, visits.tried)
        }
        HoursDoubt::MetOutside { visits, .. } => {
            format!("{} of {} visits outside its hours met somebody", visits.met, visits.tried)
        }
    }
}
