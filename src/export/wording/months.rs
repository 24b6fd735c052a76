//! What the month at a glance says.

use crate::export::lookup::Lookup;
use crate::export::plan::html::change::ChangeKind;
use crate::export::wording::numbers;
use crate::model::id::LiaisonId;
use crate::model::time::Date;
use crate::plan::replan::Replan;

/// Names a week by its Monday.
pub(crate) fn week(monday: Date) -> String {
    format!("Week of {}", monday.to_words())
}

/// Names a day of a week.
pub(crate) fn day(date: Date) -> String {
    format!("{} {}", date.weekday().short_name(), date.day())
}

/// Says how many visits changed against the plan before.
pub(crate) fn changes(replan: &Replan) -> String {
    let changed = replan.edits.len() + replan.forced.len();
    let kept = numbers::grouped(replan.stops_kept as usize);
    let before = numbers::counted(replan.stops_before as usize, "visit", "visits");
    let changed = numbers::counted(changed, "change", "changes");
    format!("{kept} of {before} of the plan before stay as they were. The days say where the {changed} are.")
}

/// Says why a liaison has no visits on a day; nothing for days that the plan does not cover.
pub(crate) fn why_empty(lookup: &Lookup, liaison: &LiaisonId, date: Date) -> String {
    let (book, plan) = (lookup.book, lookup.plan);
    if date < plan.start || date > plan.end() {
        return String::new();
    }
    if let Some(holiday) = book.holidays().get(&date) {
        return holiday.clone();
    }
    if book.is_off(liaison, date) {
        return "day off".to_owned();
    }
    let works = book.liaison(liaison).is_some_and(|it| it.hours.contains_key(&date.weekday()));
    let free = book.liaison_index(liaison).and_then(|it| book.work_hours(it, date));
    let why = match free {
        Some(_) => "no visit is worth the drive",
        None if works => "busy",
        None => "no working day",
    };
    why.to_owned()
}

/// Says how many visits of a day changed, and how.
pub(crate) fn mark(kind: ChangeKind, count: usize) -> String {
    let what = match kind {
        ChangeKind::Added => "added",
        ChangeKind::MovedHere => "moved here",
        ChangeKind::OtherTime => "at another time",
        ChangeKind::MovedAway => "moved away",
        ChangeKind::Dropped => "dropped",
    };
    format!("{count} {what}")
}
