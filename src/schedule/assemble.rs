//! Routes become days: drives, times, the midday pause, and why each stop is there.

use std::collections::BTreeMap;

use super::desk::{Desk, Role};
use super::outlook::{referrals, share_of};
use crate::model::{AccessPolicy, Date, Location, Minutes, TimeOfDay, TimeWindow};
use crate::plan::{DayPlan, Itinerary, Leg, Reason, Stop, StopKind};
use crate::routing::{Day, PlannedRoute, Solution, Time, Value, Visit};

/// The days of one liaison.
pub(super) fn itinerary(desk: &Desk, solution: &Solution) -> Itinerary {
    let visits = visits(desk, solution);
    let mut days: Vec<DayPlan> = solution.routes.iter().map(|route| day(desk, route, &visits)).collect();
    days.sort_by_key(|day| day.date);
    Itinerary { liaison: desk.person().id.clone(), days }
}

/// By position of the practice: the days on which it is visited.
type Visits = BTreeMap<usize, Vec<Day>>;

fn visits(desk: &Desk, solution: &Solution) -> Visits {
    let mut visits = Visits::new();
    for route in &solution.routes {
        for visit in &route.visits {
            let practice = desk.roles[visit.client].practice;
            visits.entry(practice).or_default().push(desk.problem.shifts[route.shift].day);
        }
    }
    visits
}

fn day(desk: &Desk, route: &PlannedRoute, visits: &Visits) -> DayPlan {
    let number = desk.problem.shifts[route.shift].day;
    let home = desk.person().home;
    let mut here = home;
    let mut stops = Vec::with_capacity(route.visits.len());
    let place = |visit: &Visit| desk.place(desk.roles[visit.client].practice);
    for (at, visit) in route.visits.iter().enumerate() {
        let there = place(visit);
        let next = route.visits.get(at + 1).map_or(home, place);
        let detour = detour(desk, here, there, next);
        stops.push(stop(desk, visit, number, leg(desk, here, there), detour, visits));
        here = there;
    }
    let way_home = leg(desk, here, home);
    let times = Times::new(desk, route, &stops, way_home);
    let date = desk.span.date(number);
    DayPlan { date, depart: times.depart, lunch: times.lunch, stops, way_home, back: times.back }
}

/// Minutes of driving that a stop between two places adds.
fn detour(desk: &Desk, here: Location, there: Location, next: Location) -> Minutes {
    let drive = |from, to| leg(desk, from, to).drive.0;
    let around = drive(here, there) + drive(there, next);
    Minutes(around.saturating_sub(if here == next { 0 } else { drive(here, next) }))
}

fn stop(desk: &Desk, visit: &Visit, number: Day, leg: Leg, detour: Minutes, visits: &Visits) -> Stop {
    let role = desk.roles[visit.client];
    let before = seen_before(visits, role.practice, number);
    let expected = referrals(value(desk, role.practice, number, before));
    let practice = &desk.book.practices()[role.practice];
    let minutes = desk.problem.clients[visit.client].service - Time::from(desk.rules.buffer.0);
    Stop {
        practice: practice.id.clone(),
        kind: role.kind,
        leg,
        start: moment(visit.start),
        end: moment(visit.start + minutes),
        call_ahead: practice.access == AccessPolicy::AppointmentOnly && role.kind != StopKind::Appointment,
        expected_referrals: expected,
        reasons: reasons(desk, role, calendar(desk, role, number, before, detour), expected),
    }
}

/// The last day before `day` on which the plan visits the practice.
fn seen_before(visits: &Visits, practice: usize, day: Day) -> Option<Day> {
    visits.get(&practice).into_iter().flatten().copied().filter(|&other| other < day).max()
}

/// What the visit is worth, given the visits before it.
fn value(desk: &Desk, practice: usize, day: Day, before: Option<Day>) -> Value {
    let outlook = &desk.outlooks[practice];
    let gap = outlook.known_gap(&desk.span, i64::from(day));
    let gap = before.map_or(gap, |before| gap.min(day - before));
    share_of(outlook.full_value(&desk.span, day), outlook.gap_share(gap))
}

/// The score's reasons in proportion, and what the calendar says; together they sum to `expected`.
fn reasons(desk: &Desk, role: Role, calendar: String, expected: f64) -> Vec<Reason> {
    let score = &desk.scores.practices[role.practice];
    let total: f64 = score.reasons.iter().map(|reason| reason.points).sum();
    let scale = if total > 0.0 { expected / total } else { 0.0 };
    let mut reasons: Vec<Reason> = score
        .reasons
        .iter()
        .map(|reason| Reason { text: reason.text.clone(), referrals: reason.points * scale })
        .collect();
    let explained: f64 = reasons.iter().map(|reason| reason.referrals).sum();
    let calendar = Reason { text: calendar, referrals: expected - explained };
    reasons.insert(if role.kind == StopKind::Chosen { reasons.len() } else { 0 }, calendar);
    reasons
}

/// Why now, as far as the calendar goes: "last seen 31 days before, due every 28".
fn calendar(desk: &Desk, role: Role, number: Day, before: Option<Day>, detour: Minutes) -> String {
    let outlook = &desk.outlooks[role.practice];
    let every = outlook.cadence.target();
    let appointment = outlook.appointments.iter().copied().filter(|&day| day < i64::from(number)).max();
    let planned = before.map(i64::from).max(appointment).map(|day| desk.span.start.plus_days(day));
    let last = planned.max(outlook.last_visit);
    let seen = last.map_or("never seen before".into(), |last| seen(last, desk.span.date(number), every));
    match role.kind {
        StopKind::Chosen => match last.map(|last| last.plus_days(i64::from(every))) {
            Some(due) if due > desk.span.date(number) => format!("{seen}; {}", early(due, detour)),
            _ => seen,
        },
        StopKind::Appointment => format!("appointment agreed upon; {seen}"),
        StopKind::MustVisit => {
            let wish = &desk.book.must_visits()[role.number];
            format!("has to be seen by {}; {seen}", wish.until.to_words())
        }
    }
}

fn seen(last: Date, date: Date, every: u32) -> String {
    format!("last seen {} days before, due every {every}", date.days_since(last))
}

/// Why a visit comes before it is due.
fn early(due: Date, detour: Minutes) -> String {
    match detour.0 {
        0 => format!("not due until {}, but on the way", due.to_words()),
        minutes => {
            format!("not due until {}, but there is time and the detour is {minutes} min", due.to_words())
        }
    }
}

fn leg(desk: &Desk, from: Location, to: Location) -> Leg {
    let drive = desk.travel.drive(from, to).unwrap_or_default();
    Leg { drive: drive.time.to_minutes_up(), distance: drive.distance }
}

/// When the liaison leaves home, pauses, and is back.
struct Times {
    depart: TimeOfDay,
    lunch: Option<TimeWindow>,
    back: TimeOfDay,
}

impl Times {
    /// The route's times, with a pause before the first or after the last stop taken at home where there is time.
    fn new(desk: &Desk, route: &PlannedRoute, stops: &[Stop], way_home: Leg) -> Self {
        let lunch = desk.person().lunch;
        let length = lunch.map_or(0, |lunch| lunch.minutes().0);
        let planned = route.pause.and_then(|pause| span(moment(pause.start).minutes(), length));
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
            let free = stops.last().map_or(0, |stop| stop.end.minutes() + desk.rules.buffer.0);
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
        let Some(pause) = start.and_then(|start| span(start, length)) else { return };
        if pause.intersection(window) == Some(pause) {
            self.lunch = Some(pause);
            apply(self);
        }
    }
}

fn span(start: u32, length: u32) -> Option<TimeWindow> {
    TimeWindow::new(TimeOfDay::from_minutes(start), TimeOfDay::from_minutes(start + length))
}

fn moment(time: Time) -> TimeOfDay {
    TimeOfDay::from_minutes(u32::try_from(time).unwrap_or(0))
}
