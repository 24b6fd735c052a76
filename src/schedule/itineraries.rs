//! Routes become days: drives, times, the midday pause, and why each stop is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::index::PracticeIndex;
use crate::model::location::Location;
use crate::model::practice::AccessPolicy;
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::itinerary::{DayPlan, Itinerary, Stop, StopKind};
use crate::plan::leg::Leg;
use crate::plan::reason::{Occasion, StopFact, StopReason, VisitTiming};
use crate::routing::model::problem::{Day, Time, Value};
use crate::routing::model::solution::{PlannedRoute, PlannedVisit, Solution};
use crate::schedule::clock::moment;
use crate::schedule::exceptions;
use crate::schedule::liaison_problem::{ClientRole, LiaisonProblem};
use crate::schedule::visit_needs::Promise;

/// Makes the days of one liaison, given the visits of all.
pub(crate) fn itinerary(problem: &LiaisonProblem, solution: &Solution, visits: &VisitDays) -> Itinerary {
    let mut days: Vec<DayPlan> = solution.routes.iter().map(|route| day(problem, route, visits)).collect();
    days.sort_by_key(|day| day.date);
    Itinerary { liaison: problem.person().id.clone(), days }
}

/// By practice: the days on which anybody visits it.
pub(crate) type VisitDays = BTreeMap<PracticeIndex, BTreeSet<Day>>;

/// Gathers the visits of all liaisons: an appointment may be another liaison's than the one who covers the practice.
pub(crate) fn visits(problems: &[LiaisonProblem], solutions: &[&Solution]) -> VisitDays {
    let mut visits = VisitDays::new();
    for (problem, solution) in problems.iter().zip(solutions) {
        for route in &solution.routes {
            let day = problem.routing.shifts[route.shift].day;
            for visit in &route.visits {
                visits.entry(problem.roles[visit.client].practice).or_default().insert(day);
            }
        }
    }
    visits
}

fn day(problem: &LiaisonProblem, route: &PlannedRoute, visits: &VisitDays) -> DayPlan {
    let number = problem.routing.shifts[route.shift].day;
    let home = problem.person().home;
    let mut here = home;
    let mut stops = Vec::with_capacity(route.visits.len());
    let place = |visit: &PlannedVisit| problem.place(problem.roles[visit.client].practice);
    for (at, visit) in route.visits.iter().enumerate() {
        let there = place(visit);
        let next = route.visits.get(at + 1).map_or(home, place);
        let detour = detour(problem, here, there, next);
        stops.push(stop(problem, visit, number, leg(problem, here, there), detour, visits));
        here = there;
    }
    let way_home = leg(problem, here, home);
    let times = DayTimes::new(problem, route, &stops, way_home);
    let date = problem.basis.horizon.date(number);
    let exceptions = exceptions::of(problem, number, times.depart, times.back);
    let events = Vec::new();
    DayPlan {
        date,
        depart: times.depart,
        lunch: times.lunch,
        stops,
        events,
        way_home,
        back: times.back,
        exceptions,
    }
}

/// Counts the minutes of driving that a stop between two places adds.
fn detour(problem: &LiaisonProblem, here: Location, there: Location, next: Location) -> Minutes {
    let drive = |from, to| leg(problem, from, to).drive.0;
    let around = drive(here, there) + drive(there, next);
    Minutes(around.saturating_sub(if here == next { 0 } else { drive(here, next) }))
}

fn stop(
    problem: &LiaisonProblem,
    visit: &PlannedVisit,
    number: Day,
    leg: Leg,
    detour: Minutes,
    visits: &VisitDays,
) -> Stop {
    let role = role_on(problem, problem.roles[visit.client], number, visits);
    let last = last_seen(problem, role.practice, number, visits);
    let full = problem.needs(role.practice).expected(problem.basis.horizon.date(number), last);
    let expected = full * access(problem, role);
    let practice = &problem.basis.book.practices()[role.practice.get()];
    let usual = Time::from(practice.visit_minutes.0);
    let minutes = problem.agreed(role).map_or(usual, |agreed| agreed.end - agreed.start);
    Stop {
        practice: practice.id.clone(),
        kind: role.kind,
        leg,
        start: moment(visit.start),
        end: moment(visit.start + minutes),
        call_ahead: practice.access == AccessPolicy::AppointmentOnly && role.kind != StopKind::Appointment,
        expected_referrals: expected,
        reasons: reasons(problem, role, timing(problem, role, number, detour, visits), expected),
        since: problem.basis.horizon.as_of,
        pinned: false,
        meeting: None,
        entry: CalendarEntry::default(),
    }
}

/// Returns what a visit is on its day: the first one within the days of a promise keeps it.
fn role_on(problem: &LiaisonProblem, role: ClientRole, number: Day, visits: &VisitDays) -> ClientRole {
    if role.kind == StopKind::Appointment {
        return role;
    }
    let before = |promise: &Promise| {
        let days = visits.get(&role.practice).into_iter().flatten();
        days.copied().any(|day| day < number && promise.holds(day))
    };
    let promises = problem.needs(role.practice).promises.iter();
    let mut kept = promises.filter(|promise| promise.holds(number) && !before(promise));
    kept.next().map_or(role, |promise| ClientRole {
        kind: StopKind::MustVisit,
        number: promise.number,
        ..role
    })
}

/// Returns the chance that a visit meets somebody. An appointment is kept for certain.
fn access(problem: &LiaisonProblem, role: ClientRole) -> f64 {
    let aim = problem.aim.of(role.practice).filter(|_| role.kind != StopKind::Appointment);
    aim.map_or(1.0, |aim| aim.access)
}

/// Finds the last date before day `number` on which somebody was there, or will have been by this plan.
fn last_seen(
    problem: &LiaisonProblem,
    practice: PracticeIndex,
    number: Day,
    visits: &VisitDays,
) -> Option<Date> {
    let today = problem.basis.horizon.date(number);
    let yesterday = today.plus_days(-1);
    let agreed = problem.needs(practice).last_contact.filter(|&contact| contact < today);
    let known = problem.basis.book.last_visit(practice, yesterday.min(problem.basis.horizon.as_of));
    let planned = visits.get(&practice).and_then(|days| days.range(..number).next_back());
    known.max(agreed).max(planned.map(|&day| problem.basis.horizon.date(day)))
}

/// Returns what the plan gains by a visit, beside the practice's other visits.
fn gain(problem: &LiaisonProblem, practice: PracticeIndex, number: Day, visits: &VisitDays) -> Value {
    let Some(recurrence) = problem.recurrence_of_planned(practice) else { return 0 };
    let chosen = |day: &Day| !recurrence.fixed.contains(day);
    let with: Vec<Day> = visits.get(&practice).into_iter().flatten().copied().filter(chosen).collect();
    let without: Vec<Day> = with.iter().copied().filter(|&day| day != number).collect();
    recurrence.worth(&with) - recurrence.worth(&without)
}

/// Takes the score's reasons in proportion, and what the calendar says; together they sum to `expected`.
fn reasons(
    problem: &LiaisonProblem,
    role: ClientRole,
    timing: VisitTiming,
    expected: f64,
) -> Vec<StopReason> {
    let score = &problem.basis.scores.practices[role.practice.get()];
    let total: f64 = score.reasons.iter().map(|reason| reason.points).sum();
    let scale = if total > 0.0 { expected / total } else { 0.0 };
    let mut reasons: Vec<StopReason> = score
        .reasons
        .iter()
        .map(|reason| StopReason { fact: StopFact::Score(reason.fact), referrals: reason.points * scale })
        .collect();
    let explained: f64 = reasons.iter().map(|reason| reason.referrals).sum();
    let calendar = StopReason { fact: StopFact::Calendar(timing), referrals: expected - explained };
    reasons.insert(if role.kind == StopKind::Chosen { reasons.len() } else { 0 }, calendar);
    reasons
}

/// Finds why a visit is made on its day, as far as the calendar goes.
fn timing(
    problem: &LiaisonProblem,
    role: ClientRole,
    number: Day,
    detour: Minutes,
    visits: &VisitDays,
) -> VisitTiming {
    let last = last_seen(problem, role.practice, number, visits);
    let days = last.map(|last| problem.basis.horizon.date(number).days_since(last));
    VisitTiming {
        // Zero would stand for a last visit that is not before this one, and there is none such.
        days_since_visit: days.map(|days| u32::try_from(days).unwrap_or(0)),
        due_every: problem.needs(role.practice).cadence.target(),
        occasion: match role.kind {
            StopKind::Chosen => chosen_occasion(problem, role, number, detour, visits),
            StopKind::Appointment => Occasion::Appointment,
            StopKind::Meeting => Occasion::Meeting,
            StopKind::MustVisit => Occasion::MustVisit { until: last_day(problem, role) },
        },
    }
}

/// Returns the last day for the visit that was promised.
fn last_day(problem: &LiaisonProblem, role: ClientRole) -> Date {
    let horizon = &problem.basis.horizon;
    let promise = problem.needs(role.practice).promises.iter().find(|it| it.number == role.number);
    promise.map_or_else(|| horizon.end(), |promise| promise.last_date(horizon))
}

/// Tells whether a chosen visit comes when it is due. The search may keep an early one that does not pay, where it was
/// too short.
fn chosen_occasion(
    problem: &LiaisonProblem,
    role: ClientRole,
    number: Day,
    detour: Minutes,
    visits: &VisitDays,
) -> Occasion {
    let every = problem.needs(role.practice).cadence.target();
    let last = last_seen(problem, role.practice, number, visits);
    match last.map(|last| last.plus_days(i64::from(every))) {
        Some(due) if due > problem.basis.horizon.date(number) => {
            let gain = gain(problem, role.practice, number, visits);
            Occasion::Early { due, detour, pays: gain >= Value::from(detour.0) * problem.drive_price }
        }
        _ => Occasion::Due,
    }
}

fn leg(problem: &LiaisonProblem, from: Location, to: Location) -> Leg {
    let drive = problem.basis.travel.drive(from, to).unwrap_or_default();
    Leg { drive: drive.time.to_minutes_up(), distance: drive.distance }
}

/// When the liaison leaves home, pauses, and is back.
struct DayTimes {
    depart: TimeOfDay,
    lunch: Option<TimeWindow>,
    back: TimeOfDay,
}

impl DayTimes {
    /// Finds the route's times, with a pause before the first or after the last stop taken at home where there is time.
    fn new(problem: &LiaisonProblem, route: &PlannedRoute, stops: &[Stop], way_home: Leg) -> Self {
        let lunch = problem.person().lunch;
        let length = lunch.map_or(0, |lunch| lunch.minutes().0);
        let planned = route.pause.and_then(|pause| window_from(moment(pause.start).minutes(), length));
        let mut times = Self { depart: moment(route.departure), lunch: planned, back: moment(route.finish) };
        let (Some(lunch), Some(pause)) = (lunch, route.pause) else { return times };
        let window = lunch.window();
        if pause.before == 0 {
            let first = stops.first().map_or(0, |stop| stop.start.minutes().saturating_sub(stop.leg.drive.0));
            let until = first.min(window.closes().minutes());
            times.pause_at_home(window, until.checked_sub(length), length, |times| {
                times.depart = TimeOfDay::from_minutes(first);
            });
        } else if pause.before == stops.len() {
            let free = stops.last().map_or(0, |stop| stop.end.minutes() + problem.basis.rules.buffer.0);
            let home = free + way_home.drive.0;
            let from = home.max(window.opens().minutes());
            times.pause_at_home(window, Some(from), length, |times| {
                times.back = TimeOfDay::from_minutes(home);
            });
        }
        times
    }

    /// Moves the pause to `start` at home, if it then lies in its window.
    fn pause_at_home(
        &mut self,
        window: TimeWindow,
        start: Option<u32>,
        length: u32,
        apply: impl FnOnce(&mut Self),
    ) {
        let Some(pause) = start.and_then(|start| window_from(start, length)) else { return };
        if pause.intersection(window) == Some(pause) {
            self.lunch = Some(pause);
            apply(self);
        }
    }
}

fn window_from(start: u32, length: u32) -> Option<TimeWindow> {
    TimeWindow::new(TimeOfDay::from_minutes(start), TimeOfDay::from_minutes(start + length))
}
