//! One liaison's day: hours, drives, times, limits, the midday pause.

use crate::check::report::{About, Report};
use crate::check::violation::ViolationDetail;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::LiaisonIndex;
use crate::model::liaison::{Liaison, Lunch};
use crate::model::location::Location;
use crate::model::time::TimeOfDay;
use crate::model::units::Minutes;
use crate::plan::itinerary::{DayPlan, Leg};
use crate::plan::visit_plan::Plan;

pub(crate) fn check(
    book: &Book,
    travel: &dyn TravelTimes,
    plan: &Plan,
    liaison: LiaisonIndex,
    day: &DayPlan,
    report: &mut Report,
) {
    let hours = book.working_hours(liaison, day.date);
    let about =
        About { liaison: Some(&book.liaisons()[liaison.get()].id), date: Some(day.date), practice: None };
    report.require(!day.stops.is_empty(), about, || ViolationDetail::EmptyDay);
    working_hours(book, liaison, day, about, report);
    let liaison = &book.liaisons()[liaison.get()];
    limits(liaison, day, about, report);
    drives(book, travel, liaison, day, about, report);
    let gaps = gaps(plan, day);
    sequence(day, &gaps, about, report);
    let wanted = liaison.lunch.filter(|lunch| hours.is_none_or(|hours| lunch.within(hours).is_some()));
    lunch(wanted, day, &gaps, about, report);
}

fn working_hours(book: &Book, liaison: LiaisonIndex, day: &DayPlan, about: About, report: &mut Report) {
    let Some(hours) = book.working_hours(liaison, day.date) else {
        report.add(about, ViolationDetail::DayOff);
        return;
    };
    let kept = hours.opens() <= day.depart && day.back <= hours.closes();
    let (depart, back) = (day.depart, day.back);
    report.require(kept, about, || ViolationDetail::AwayOutsideHours { depart, back, hours });
}

fn limits(liaison: &Liaison, day: &DayPlan, about: About, report: &mut Report) {
    let stops = day.stops.len();
    let limit = liaison.max_stops;
    let few = u32::try_from(stops).is_ok_and(|stops| stops <= limit);
    report.require(few, about, || ViolationDetail::TooManyStops { stops, limit });
    if let Some(limit) = liaison.max_drive {
        let drive = day.drive();
        report.require(drive <= limit, about, || ViolationDetail::TooMuchDriving { drive, limit });
    }
}

/// Every leg as long as the travel times say, from home round to home.
fn drives(
    book: &Book,
    travel: &dyn TravelTimes,
    liaison: &Liaison,
    day: &DayPlan,
    about: About,
    report: &mut Report,
) {
    let mut here = Some(liaison.home);
    for stop in &day.stops {
        let about = About { practice: Some(&stop.practice), ..about };
        let there = book.practice(&stop.practice).map(|practice| practice.location);
        report.require(there.is_some(), about, || ViolationDetail::UnknownPractice);
        leg(travel, here, there, stop.leg, about, report);
        here = there;
    }
    leg(travel, here, Some(liaison.home), day.way_home, about, report);
}

fn leg(
    travel: &dyn TravelTimes,
    from: Option<Location>,
    to: Option<Location>,
    stated: Leg,
    about: About,
    report: &mut Report,
) {
    let Some((from, to)) = from.zip(to) else { return };
    let actual = travel
        .drive(from, to)
        .map(|drive| Leg { drive: drive.time.to_minutes_up(), distance: drive.distance });
    report.require(actual == Some(stated), about, || match actual {
        Some(actual) => ViolationDetail::WrongDrive { actual: actual.drive, stated: stated.drive },
        None => ViolationDetail::NoWay,
    });
}

/// A stretch between being free and having to be ready, in minutes of the day, with the drive that has to fit in.
struct Gap {
    from: u32,
    to: u32,
    drive: Minutes,
}

/// From leaving home to the first stop, between stops, and from the last stop to being home.
fn gaps(plan: &Plan, day: &DayPlan) -> Vec<Gap> {
    let mut gaps = Vec::with_capacity(day.stops.len() + 1);
    let mut free = day.depart.minutes();
    for stop in &day.stops {
        gaps.push(Gap { from: free, to: stop.start.minutes(), drive: stop.leg.drive });
        free = stop.end.minutes().saturating_add(plan.rules.buffer.0);
    }
    gaps.push(Gap { from: free, to: day.back.minutes(), drive: day.way_home.drive });
    gaps
}

fn sequence(day: &DayPlan, gaps: &[Gap], about: About, report: &mut Report) {
    for (position, gap) in gaps.iter().enumerate() {
        let about = About { practice: day.stops.get(position).map(|stop| &stop.practice), ..about };
        let (free, expected) = (TimeOfDay::from_minutes(gap.from), TimeOfDay::from_minutes(gap.to));
        let drive = gap.drive;
        let in_time = gap.from.saturating_add(drive.0) <= gap.to;
        report.require(in_time, about, || ViolationDetail::Late { free, drive, expected });
    }
}

/// The pause, where the day has room for one, lies in its window, and either at home or inside one gap that has room for it beside the drive.
fn lunch(wanted: Option<Lunch>, day: &DayPlan, gaps: &[Gap], about: About, report: &mut Report) {
    let (wanted, taken) = match (wanted, day.lunch) {
        (None, None) => return,
        (Some(wanted), Some(taken)) => (wanted, taken),
        _ => return report.add(about, ViolationDetail::PauseMissingOrUnwanted),
    };
    let whole = taken.minutes() == wanted.minutes().0 && taken.intersection(wanted.window()) == Some(taken);
    report.require(whole, about, || ViolationDetail::WrongPause { taken, window: wanted.window() });
    let (from, to) = (taken.opens().minutes(), taken.closes().minutes());
    let at_home = taken.closes() <= day.depart || day.back <= taken.opens();
    let fits = |gap: &Gap| {
        let busy = gap.drive.0.saturating_add(to - from);
        gap.from <= from && to <= gap.to && gap.from.saturating_add(busy) <= gap.to
    };
    let free = at_home || gaps.iter().any(fits);
    report.require(free, about, || ViolationDetail::NoTimeForPause { taken });
}
