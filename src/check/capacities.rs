//! What each liaison's time is said to be worth and needed for.

use crate::check::active::ActiveRules;
use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::CapacityFault;
use crate::check::frame::{DayFrame, Terms};
use crate::check::heading::{is_sorted, without};
use crate::check::hours::{self, Stretch};
use crate::check::report::{About, Report};
use crate::model::id::LiaisonId;
use crate::model::index::LiaisonIndex;
use crate::model::liaison::Liaison;
use crate::model::work_hours::WorkHours;
use crate::plan::capacity::{Capacity, GainPoint};
use crate::plan::need::{CapacityNeed, LeastTime, Shortage};

/// Checks that every liaison has one capacity, with the figures of the book.
pub(crate) fn check(case: &Case, report: &mut Report) {
    let named: Vec<&LiaisonId> = case.plan.capacities.iter().map(|it| &it.liaison).collect();
    report.require(is_sorted(&named), About::default(), || ViolationDetail::CapacitiesNotInOrder);
    for liaison in without(case, &named) {
        report.add(About { liaison: Some(liaison), ..About::default() }, ViolationDetail::NoCapacity);
    }
    for capacity in &case.plan.capacities {
        let about = About { liaison: Some(&capacity.liaison), ..About::default() };
        match case.book.liaison_index(&capacity.liaison) {
            None => report.add(about, ViolationDetail::UnknownLiaison),
            Some(liaison) => {
                for (holds, fault) in figures(case, liaison, capacity) {
                    report.require(holds, about, || ViolationDetail::WrongCapacity(fault));
                }
            }
        }
    }
}

fn figures(case: &Case, liaison: LiaisonIndex, stated: &Capacity) -> [(bool, CapacityFault); 7] {
    let expected = case.expected_liaison(liaison).map(|it| &it.capacity);
    [
        (numbers(stated).all(is_figure) && stated.stretch >= 1.0, CapacityFault::Figure),
        (is_close(stated.hours, week(&case.book.liaisons()[liaison.get()])), CapacityFault::Hours),
        (is_close(stated.hours_planned, planned(case, liaison)), CapacityFault::HoursPlanned),
        (u64::from(stated.promised) <= promised(case, liaison), CapacityFault::Promised),
        (rises(&stated.curve), CapacityFault::Curve),
        (stated.need.is_none_or(|need| is_need(case, liaison, &need)), CapacityFault::Need),
        (expected.is_none_or(|expected| is_same(expected, stated)), CapacityFault::Scores),
    ]
}

/// Tells whether a need is one of these working days, and the tiers need no less than the promises alone.
fn is_need(case: &Case, liaison: LiaisonIndex, stated: &CapacityNeed) -> bool {
    let (promised, tiers) = (stated.promised, stated.tiers);
    stated.work_days as usize == frames(case, liaison, case.days).len()
        && is_figure(promised.hours)
        && is_figure(tiers.hours)
        && promised.hours <= tiers.hours
        && promised.visits <= tiers.visits
        && promised.days <= tiers.days
        && stated.shortage.is_none_or(|shortage| is_shortage(case, liaison, promised, &shortage))
}

/// Tells whether a shortage is one: weeks of the plan with these working days and hours, of which the promises due in them need more.
fn is_shortage(case: &Case, liaison: LiaisonIndex, promised: LeastTime, stated: &Shortage) -> bool {
    let days = case.day(stated.until) + 1;
    let frames = frames(case, liaison, days.min(case.days));
    let (least, minutes) = (stated.least, frames.iter().map(DayFrame::room).sum::<i64>());
    (7..=case.days).contains(&days)
        && days % 7 == 0
        && stated.work_days as usize == frames.len()
        && is_close(stated.hours, minutes as f64 / 60.0)
        && is_figure(least.hours)
        && least.days > stated.work_days
        && least.visits <= promised.visits
}

/// Frames the working days among the first days of the plan.
fn frames(case: &Case, liaison: LiaisonIndex, days: i64) -> Vec<DayFrame> {
    let dates = case.dates().take_while(|(day, _)| *day < days);
    dates.filter_map(|(_, date)| DayFrame::new(case, liaison, date, &Terms::USUAL)).collect()
}

/// Tells whether a need is the one expected. A plan made before needs were reckoned states none.
fn is_same_need(expected: Option<CapacityNeed>, stated: Option<CapacityNeed>) -> bool {
    let counts = |it: LeastTime| (it.visits, it.days);
    let same =
        |one: LeastTime, other: LeastTime| counts(one) == counts(other) && is_close(one.hours, other.hours);
    expected.zip(stated).is_none_or(|(expected, stated)| {
        let dates = |it: &CapacityNeed| it.shortage.map(|it| (it.until, it.work_days));
        let same_shortage = |(one, other): (Shortage, Shortage)| {
            same(one.least, other.least) && is_close(one.hours, other.hours)
        };
        same(expected.promised, stated.promised)
            && same(expected.tiers, stated.tiers)
            && dates(&expected) == dates(&stated)
            && expected.shortage.zip(stated.shortage).is_none_or(same_shortage)
    })
}

/// Lists every number of a capacity.
fn numbers(stated: &Capacity) -> impl Iterator<Item = f64> {
    let single = [
        stated.an_hour,
        stated.hours,
        stated.hours_planned,
        stated.promised_hours,
        stated.stretch,
        stated.tier_hours,
        stated.next_hour.unwrap_or(0.0).abs(),
    ];
    single.into_iter().chain(stated.curve.iter().flat_map(|point| [point.hours, point.gain.abs()]))
}

/// Tells whether a capacity is the one expected, but for what settings lose on their way through a file.
fn is_same(expected: &Capacity, stated: &Capacity) -> bool {
    let facts =
        |it: &Capacity| (it.scarce, it.promised, it.keeps_tiers, it.next_hour.is_some(), it.curve.len());
    let same = |(one, other): (f64, f64)| (one - other).abs() <= 1e-7 * one.abs().max(1e-7);
    facts(expected) == facts(stated)
        && is_same_need(expected.need, stated.need)
        && signed(expected).zip(signed(stated)).all(same)
}

/// Lists every number of a capacity with its sign.
fn signed(stated: &Capacity) -> impl Iterator<Item = f64> {
    let more = stated.curve.iter().map(|point| point.gain).chain(stated.next_hour);
    numbers(stated).chain(more)
}

fn is_figure(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}

/// Tells whether two sums of the same numbers agree, in whatever order they were added.
fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * other.abs().max(1.0)
}

/// Counts the hours of a usual week, without breaks and lunch.
fn week(person: &Liaison) -> f64 {
    let windows = |hours: &WorkHours| hours.windows().map(hours::stretch).collect::<Vec<_>>();
    let minutes: i64 = person.hours.values().map(|hours| without_lunch(person, &windows(hours))).sum();
    minutes as f64 / 60.0
}

/// Counts the hours of the days planned, without breaks and lunch.
fn planned(case: &Case, liaison: LiaisonIndex) -> f64 {
    let person = &case.book.liaisons()[liaison.get()];
    let windows = case.dates().map(|(_, date)| hours::working(case.book, liaison, date, ActiveRules::ALL));
    let minutes: i64 = windows.map(|windows| without_lunch(person, &windows)).sum();
    minutes as f64 / 60.0
}

fn without_lunch(person: &Liaison, windows: &[Stretch]) -> i64 {
    let work: i64 = windows.iter().map(|(opens, closes)| closes - opens).sum();
    let lunch = hours::lunch(person, windows).map_or(0, |lunch| i64::from(lunch.minutes().0));
    (work - lunch).max(0)
}

/// Counts the practices of a liaison whose cadence a person has set.
fn promised(case: &Case, liaison: LiaisonIndex) -> u64 {
    let id = &case.book.liaisons()[liaison.get()].id;
    let mine = case.plan.dispositions.iter().filter(|fate| fate.liaison.as_ref() == Some(id));
    let set = mine.filter(|fate| case.book.practice(&fate.practice).is_some_and(|it| it.cadence.is_some()));
    set.count() as u64
}

fn rises(curve: &[GainPoint]) -> bool {
    curve.windows(2).all(|pair| pair[0].hours <= pair[1].hours)
}
