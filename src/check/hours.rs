//! When liaisons work and practices receive them, with some rules left out. Times are minutes of the day.

use crate::check::active::ActiveRules;
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::{Liaison, Lunch};
use crate::model::practice::{AccessPolicy, Practice};
use crate::model::time::{Date, TimeWindow};
use crate::model::weekday::Weekday;
use crate::plan::disposition::Rule;

/// A stretch of a day in minutes.
pub(crate) type Stretch = (i64, i64);

pub(crate) const ALL_DAY: Stretch = (0, 24 * 60);

/// Returns the minutes of a window.
pub(crate) fn stretch(window: TimeWindow) -> Stretch {
    (window.opens().minutes().into(), window.closes().minutes().into())
}

/// Lists the windows in which a liaison works on a date; none on a free day.
pub(crate) fn working(book: &Book, liaison: LiaisonIndex, date: Date, active: ActiveRules) -> Vec<Stretch> {
    let Some(person) = book.liaison_at(liaison) else { return Vec::new() };
    let is_off = active.has(Rule::TimeOff) && book.is_off(&person.id, date);
    if is_off || is_holiday(book, date, active) {
        return Vec::new();
    }
    if !active.has(Rule::WorkingHours) {
        return vec![ALL_DAY];
    }
    of_weekday(book, person, date)
}

/// Lists the windows in which a liaison works on the weekday of a date and is not busy, whatever else is on it.
pub(crate) fn of_weekday(book: &Book, person: &Liaison, date: Date) -> Vec<Stretch> {
    let Some(hours) = person.hours.get(&date.weekday()) else { return Vec::new() };
    let busy = joined(busy(book, &person.id, date));
    let mut free = Vec::new();
    for (opens, closes) in hours.windows().map(stretch) {
        let mut from = opens;
        for &(begins, ends) in busy.iter().filter(|it| it.0 < closes && it.1 > opens) {
            free.push((from, begins));
            from = ends;
        }
        free.push((from, closes));
    }
    free.retain(|(from, to)| from < to);
    free
}

/// Lists the busy times of a liaison on a date. The rows of a book are sorted by liaison and date.
fn busy(book: &Book, liaison: &LiaisonId, date: Date) -> Vec<Stretch> {
    let first = book.busy().partition_point(|it| (&it.liaison, it.date) < (liaison, date));
    let today = book.busy()[first..].iter().take_while(|it| it.liaison == *liaison && it.date == date);
    today.map(|it| stretch(it.window)).collect()
}

/// Returns the lunch of a day with these windows: none where it has no room in the day, or where a break is as good.
pub(crate) fn lunch(person: &Liaison, windows: &[Stretch]) -> Option<Lunch> {
    let lunch = person.lunch?;
    let (opens, closes) = stretch(lunch.window());
    let (first, last) = (windows.first()?.0, windows.last()?.1);
    let is_long = |(from, to): Stretch| to.min(closes) - from.max(opens) >= i64::from(lunch.minutes().0);
    let is_break = windows.windows(2).any(|pair| is_long((pair[0].1, pair[1].0)));
    (is_long((first, last)) && !is_break).then_some(lunch)
}

/// Lists the hours at which a practice receives visitors on a date.
pub(crate) fn open(book: &Book, practice: PracticeIndex, date: Date, active: ActiveRules) -> Vec<Stretch> {
    let Some(practice) = book.practice_at(practice) else { return Vec::new() };
    let sees_nobody = active.has(Rule::NoVisitors) && practice.access == AccessPolicy::NoSee;
    if sees_nobody || is_holiday(book, date, active) {
        return Vec::new();
    }
    if !active.has(Rule::VisitingHours) {
        return vec![ALL_DAY];
    }
    let open = office_hours(practice, date);
    match practice.access {
        AccessPolicy::LunchOnly if !open.is_empty() => vec![(11 * 60 + 30, 13 * 60 + 30)],
        _ => open,
    }
}

fn is_holiday(book: &Book, date: Date, active: ActiveRules) -> bool {
    active.has(Rule::Holidays) && book.holidays().contains_key(&date)
}

/// Lists a practice's own hours, or the usual ones of a weekday.
fn office_hours(practice: &Practice, date: Date) -> Vec<Stretch> {
    if !practice.hours.is_empty() {
        let today = practice.hours.iter().filter(|hours| hours.apply_on(date));
        return joined(today.map(|hours| stretch(hours.window)).collect());
    }
    match date.weekday() {
        Weekday::Saturday | Weekday::Sunday => Vec::new(),
        _ => vec![(8 * 60 + 30, 11 * 60 + 45), (13 * 60, 16 * 60 + 30)],
    }
}

/// Joins stretches that overlap or touch.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::new();
    for (opens, closes) in stretches {
        match joined.last_mut() {
            Some(last) if opens <= last.1 => last.1 = last.1.max(closes),
            _ => joined.push((opens, closes)),
        }
    }
    joined
}
