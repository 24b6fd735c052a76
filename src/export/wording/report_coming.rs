//! What is open, and the week to come.

use crate::export::wording::numbers::{counted, grouped};
use crate::report::next_week::NextWeek;
use crate::report::open_matters::{FollowUpFigures, IssueFigures};
use crate::report::week::ReportWeek;

/// The line of everybody together.
pub(crate) const ALL: &str = "All";
/// Heads what is open.
pub(crate) const OPEN: &str = "Promises and open issues";
/// Names overdue promises.
pub(crate) const OVERDUE: &str = "Overdue promises";
/// Headings of overdue promises.
pub(crate) const OF_OVERDUE: [&str; 4] = ["Due", "Practice", "What", "Liaison"];
/// Names open issues.
pub(crate) const WAITING: &str = "Open issues";
/// Headings of open issues.
pub(crate) const OF_WAITING: [&str; 4] = ["Since", "Practice", "What", "Liaison"];
/// Heads the week to come.
pub(crate) const NEXT_WEEK: &str = "Next week";
/// Headings of the week to come.
pub(crate) const OF_NEXT_WEEK: [&str; 8] =
    ["Liaison", "Visits", "Joint visits", "Events", "Days", "Field h", "Driving h", ""];
/// Names joint visits.
pub(crate) const MEETINGS: &str = "Joint visits";
/// Headings of joint visits.
pub(crate) const OF_MEETINGS: [&str; 5] = ["Date", "Start", "Practice", "Physician", "Liaison"];
/// Names events.
pub(crate) const EVENTS: &str = "Events";
/// Headings of events.
pub(crate) const OF_EVENTS: [&str; 4] = ["Date", "Start", "Event", "Liaison"];

/// Sums up promises.
pub(crate) fn followups(it: &FollowUpFigures) -> String {
    let count = |number: u32| grouped(number as usize);
    format!(
        "{} due this week: {} kept in time, {} kept late, {} open. {} overdue in all. {} due next week.",
        counted(it.due as usize, "promise was", "promises were"),
        count(it.kept),
        count(it.late),
        count(it.open),
        counted(it.overdue as usize, "promise is", "promises are"),
        counted(it.due_next_week as usize, "promise is", "promises are"),
    )
}

/// Sums up issues.
pub(crate) fn issues(it: IssueFigures) -> String {
    let count = |number: u32| grouped(number as usize);
    format!(
        "{} open. In the week {} began and {} were settled.",
        counted(it.open as usize, "issue is", "issues are"),
        count(it.opened),
        count(it.closed)
    )
}

/// Says that the week to come has no plan.
pub(crate) fn no_plan(week: ReportWeek) -> String {
    format!("No plan covers the week of {}.", week.sunday.plus_days(1).to_words())
}

/// Says which plan the week to come is from.
pub(crate) fn plan(next: &NextWeek) -> String {
    format!(
        "The week of {}, by the newest plan: {}, known up to {}.",
        next.monday.to_words(),
        next.plan.name,
        next.plan.as_of.to_words()
    )
}
