//! Hours that a plan avoids: those that scores and book ask for, no more and no fewer.
//!
//! Whether a difference between two times of the week is credible is a fact of the scores. All else is derived anew: who may have such
//! hours at all, that few are met in them, and that enough time is left.

use std::collections::BTreeSet;

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::WorthFault;
use crate::check::hours;
use crate::check::report::{About, Report};
use crate::model::index::PracticeIndex;
use crate::model::part_of_day::PartOfDay;
use crate::model::practice::AccessPolicy;
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::plan::avoided_hours::AvoidedHours;

/// Minutes of starts that a day keeps where it had as many.
const LEAST_LEFT: i64 = 60;

/// First and last start of a stretch, in minutes.
type Starts = (i64, i64);

/// Checks the hours that a plan avoids, where the caller says what scores make of the book.
pub(crate) fn check(case: &Case, report: &mut Report) {
    let Some(expected) = case.expected() else { return };
    for practice in case.book.practice_indices() {
        let right = is_right(case, practice, &expected.avoided);
        let about = About::practice(&case.practice(practice).id);
        report.require(right, about, || ViolationDetail::WrongWorth(WorthFault::Avoided));
    }
}

/// Tells whether the plan avoids what is expected at a practice, and whether that follows from the book.
fn is_right(case: &Case, practice: PracticeIndex, expected: &[AvoidedHours]) -> bool {
    let stated = parts_of(case, practice, &case.plan.avoided);
    let expected = parts_of(case, practice, expected);
    // A visit that was announced, or pinned by hand, may lie in any hours. Then none are avoided.
    let is_announced = case.plan.replan.is_some() || case.stops(practice).iter().any(|seen| seen.stop.pinned);
    let is_asked_for = if is_announced { stated.is_subset(&expected) } else { stated == expected };
    let weekdays: BTreeSet<Weekday> = stated.iter().map(|it| it.0).collect();
    let of = |weekday: &Weekday| stated.iter().filter(|it| it.0 == *weekday).map(|it| it.1).collect();
    let follows = |weekday: &Weekday| follows(case, practice, *weekday, &of(weekday));
    is_asked_for && (stated.is_empty() || is_free(case, practice) && weekdays.iter().all(follows))
}

/// Lists the avoided parts of weekdays of a practice.
fn parts_of(
    case: &Case,
    practice: PracticeIndex,
    avoided: &[AvoidedHours],
) -> BTreeSet<(Weekday, PartOfDay)> {
    let id = &case.practice(practice).id;
    avoided.iter().filter(|it| it.practice == *id).map(|it| (it.weekday, it.part)).collect()
}

/// Tells whether nothing is promised to a practice, agreed with it or asked of it beforehand.
fn is_free(case: &Case, practice: PracticeIndex) -> bool {
    let known = case.practice(practice);
    let wishes = case.book.introductions().iter().any(|it| it.practice == known.id && it.met.is_none());
    known.access != AccessPolicy::AppointmentOnly
        && !wishes
        && case.promises(practice).is_empty()
        && case.agreed(practice).is_empty()
}

/// Tells whether the chance in these parts of a weekday is below 4/5 of the best one, and whether every such day keeps an hour of starts.
fn follows(case: &Case, practice: PracticeIndex, weekday: Weekday, poor: &BTreeSet<PartOfDay>) -> bool {
    let Some(expected) = case.expected_of(practice) else { return false };
    let dates: Vec<Date> = case.dates().map(|it| it.1).filter(|date| date.weekday() == weekday).collect();
    let all: Vec<Starts> = dates.iter().flat_map(|date| starts(case, practice, *date)).collect();
    let chance = |part: PartOfDay| expected.access.at(weekday, part);
    let open = PartOfDay::ALL.into_iter().filter(|part| within(&all, *part) > 0);
    let best = open.map(chance).fold(0.0, f64::max);
    let leaves = |date: &Date| {
        let starts = starts(case, practice, *date);
        let before: i64 = starts.iter().map(|it| it.1 - it.0 + 1).sum();
        let lost: i64 = poor.iter().map(|part| within(&starts, *part)).sum();
        before - lost >= before.min(LEAST_LEFT)
    };
    poor.iter().all(|part| 5.0 * chance(*part) < 4.0 * best) && dates.iter().all(leaves)
}

/// Lists when a visit may start on a date, within the hours of the book.
fn starts(case: &Case, practice: PracticeIndex, date: Date) -> Vec<Starts> {
    let length = i64::from(case.practice(practice).visit_minutes.0);
    let open = hours::open(case.book, practice, date, ActiveRules::ALL).into_iter();
    open.map(|(opens, closes)| (opens, closes - length)).filter(|it| it.0 <= it.1).collect()
}

/// Counts the minutes of starts that lie in a part of the day.
fn within(starts: &[Starts], part: PartOfDay) -> i64 {
    let (begins, ends) = part.bounds();
    let of = |(first, last): &Starts| (last + 1).min(ends.into()) - first.max(&i64::from(begins));
    starts.iter().map(|it| of(it).max(0)).sum()
}
