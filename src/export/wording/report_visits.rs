//! Visits of a week, planned and done.

use crate::export::wording::numbers::{counted, grouped};
use crate::report::kept_plan::PlanName;
use crate::report::matching::StopFate;
use crate::report::visits::PlannedFigures;

/// Heads the visits.
pub(crate) const VISITS: &str = "Visits";
/// The line of everybody together.
pub(crate) const ALL: &str = "All";
/// Heads the column of days to come.
pub(crate) const TO_COME: &str = "To come";
/// Headings of planned visits.
pub(crate) const OF_PLANNED: [&str; 9] =
    ["Liaison", "Planned", "Done", "In vain", "Called off", "Not made", "Not logged", TO_COME, "Not planned"];
/// Headings of logged visits.
pub(crate) const OF_LOGGED: [&str; 6] =
    ["Liaison", "Met somebody", "Staff only", "In vain", "Called off", "Not made"];
/// Heads planned visits that met nobody.
pub(crate) const NOT_DONE: &str = "Planned and not done";
/// Headings of their list.
pub(crate) const OF_NOT_DONE: [&str; 4] = ["Planned for", "Practice", "Liaison", "What became of it"];
/// Heads visits that were not planned.
pub(crate) const UNPLANNED: &str = "Done and not planned";
/// Headings of their list.
pub(crate) const OF_UNPLANNED: [&str; 3] = ["Date", "Practice", "Liaison"];
/// Heads the chart.
pub(crate) const CHART: &str = "What became of the planned visits, by liaison";
/// Its legend.
pub(crate) const FATES: [&str; 5] = ["Done", "In vain", "Called off or not made", "Not logged", "To come"];

/// Heads the hours.
pub(crate) const HOURS: &str = "Hours";
/// Headings of planned hours.
pub(crate) const OF_HOURS: [&str; 6] =
    ["Liaison", "Days", "Planned field h", "Planned driving h", "", "Done, at practices (est.) h"];
/// Says what the hours are.
pub(crate) const HOURS_NOTE: &str = "Planned hours are those of the plan. The log does not tell when a day began and ended, so \
     the hours of visits that were made are not known. The last column is an estimate: each visit that met somebody counts as long as a \
     visit there usually takes.";

/// Says which plan the week is held to.
pub(crate) fn plan(plan: Option<&PlanName>) -> String {
    match plan {
        Some(plan) => format!(
            "The week is held to the last plan that was made before it: {}, known up to {}.",
            plan.name,
            plan.as_of.to_words()
        ),
        None => "No plan was made before this week. The figures are those of the log.".to_owned(),
    }
}

/// Sums up the planned visits.
pub(crate) fn planned(it: &PlannedFigures) -> String {
    let count = |number: u32| grouped(number as usize);
    let done = format!(
        "{} of {} met somebody",
        count(it.done),
        counted(it.stops as usize, "planned visit", "planned visits")
    );
    let other = match it.done_on_another_day {
        0 => String::new(),
        days => format!(", {} of them on another day of the week", count(days)),
    };
    let more = counted(it.unplanned as usize, "visit", "visits");
    format!("{done}{other}. {more} met somebody without being planned.")
}

/// Says what became of a stop.
pub(crate) fn fate(fate: StopFate) -> &'static str {
    match fate {
        StopFate::Done => "done",
        StopFate::DoneOnAnotherDay { .. } => "done on another day",
        StopFate::InVain => "nobody could be met",
        StopFate::Cancelled => "called off",
        StopFate::Missed => "not made",
        StopFate::NotLogged => "not in the log",
        StopFate::ToCome => "to come",
    }
}
