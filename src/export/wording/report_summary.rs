//! The figures that a report begins with, and the week before.

use crate::export::wording::numbers::{counted, grouped, hours, out_of, percent};
use crate::export::wording::text::printable;
use crate::report::compile::WeekReport;
use crate::report::next_week::PlanChanges;
use crate::report::running_trials::RunningTrial;

/// Heads the figures of the week before.
pub(crate) const CHANGES: &str = "Since the week before";
/// Headings of their table.
pub(crate) const OF_CHANGES: [&str; 4] = ["Figure", "This week", "Week before", "Change"];
/// The figures that are compared.
pub(crate) const FIGURES: [&str; 7] = [
    "Visits planned",
    "Planned visits done",
    "Visits that met somebody",
    "Visits in vain",
    "Referrals",
    "Practices overdue",
    "Practices never met",
];
/// A book that begins in the week.
pub(crate) const NO_WEEK_BEFORE: &str =
    "The book begins in this week, so there is nothing to compare it with.";

/// A label, a figure, and what stands below it.
type TileWords = (&'static str, String, String);

fn count(number: u32) -> String {
    grouped(number as usize)
}

/// Tells how many of the planned visits are done.
pub(crate) fn visits(report: &WeekReport) -> TileWords {
    let Some(planned) = &report.visits.team.planned else {
        let detail = "no plan was made before this week".to_owned();
        return ("Visits made", count(report.headline.made), detail);
    };
    let share = if planned.stops == 0 { 0.0 } else { f64::from(planned.done) / f64::from(planned.stops) };
    let rest = planned.not_logged + planned.missed + planned.cancelled;
    let detail = format!(
        "{} done; {} not made or not logged; {} more not planned",
        percent(share),
        rest,
        planned.unplanned
    );
    ("Planned visits done", out_of(count(planned.done), count(planned.stops)), detail)
}

/// Tells how many visits met somebody.
pub(crate) fn met(report: &WeekReport) -> TileWords {
    let before = report.week_before.map(|it| it.met);
    let team = &report.visits.team;
    let detail = format!("{} with staff only{}", count(team.staff_only), week_before(before.map(u64::from)));
    ("Visits that met somebody", count(report.headline.met), detail)
}

/// Tells how many referrals came, and how many were to be expected.
pub(crate) fn referrals(report: &WeekReport) -> TileWords {
    let detail = match &report.referrals.forecast {
        Some(it) => format!(
            "{} to {} expected{}",
            grouped(usize::try_from(it.band.low).unwrap_or(usize::MAX)),
            grouped(usize::try_from(it.band.high).unwrap_or(usize::MAX)),
            if report.week.is_complete() { "" } else { " in the whole week" }
        ),
        None => "no forecast".to_owned() + &week_before(report.week_before.map(|it| it.referrals)),
    };
    let came = grouped(usize::try_from(report.headline.referrals).unwrap_or(usize::MAX));
    ("Referrals", if report.referrals.is_known() { came } else { "–".to_owned() }, detail)
}

/// Tells how many practices are overdue.
pub(crate) fn overdue(report: &WeekReport) -> TileWords {
    let before = report.week_before.map(|it| u64::from(it.overdue));
    let never = counted(report.headline.never_met as usize, "practice", "practices");
    ("Practices overdue", count(report.headline.overdue), format!("{never} never met{}", week_before(before)))
}

/// Tells how often nobody could be met.
pub(crate) fn in_vain(report: &WeekReport) -> TileWords {
    let (week, quarter) = (report.access.week, report.access.quarter);
    let value = week.share.map_or_else(|| "–".to_owned(), percent);
    let usual = quarter.share.map_or_else(String::new, |share| format!("; {} in 13 weeks", percent(share)));
    let detail = format!("{} visits{usual}", out_of(count(week.in_vain), count(week.made)));
    ("Nobody could be met", value, detail)
}

/// Tells what is planned for the week to come.
pub(crate) fn next_week(report: &WeekReport) -> TileWords {
    let label = "Next week";
    let Some(next) = &report.next_week else {
        return (label, "–".to_owned(), "no plan covers it".to_owned());
    };
    let meetings = counted(next.meetings.len(), "joint visit", "joint visits");
    let detail = format!("{meetings}; {} field hours", hours(next.hours.field_time));
    (label, counted(next.stops as usize, "visit", "visits"), detail)
}

fn week_before(figure: Option<u64>) -> String {
    figure.map_or_else(String::new, |it| {
        format!("; {} the week before", grouped(usize::try_from(it).unwrap_or(usize::MAX)))
    })
}

/// Says what the newest plan changed.
pub(crate) fn plan_changes(it: &PlanChanges) -> String {
    format!(
        "The newest plan keeps {} visits of the plan of {}. It changes {} by its own choice and {} because the book asks for it.",
        out_of(count(it.stops_kept), count(it.stops_before)),
        it.previous_as_of.to_words(),
        count(it.edits),
        count(it.forced),
    )
}

/// Says that a trial runs.
pub(crate) fn trial(it: &RunningTrial) -> String {
    let resting = counted(it.resting as usize, "practice rests", "practices rest");
    let name = if it.name.is_empty() { String::new() } else { format!(" ({})", printable(&it.name)) };
    format!("A trial runs until {}{name}: {resting} by lot.", it.until.to_words())
}
