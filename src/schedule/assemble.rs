//! Routes become days: drives, times, the midday pause, and why each stop is there.

use std::collections::BTreeMap;

use super::desk::{Desk, Role};
use super::outlook::{referrals, share_of};
use crate::model::{AccessPolicy, Location, TimeOfDay, TimeWindow};
use crate::plan::{DayPlan, Itinerary, Leg, Reason, Stop, StopKind};
use crate::routing::{Day, PlannedRoute, Solution, Time, Value};

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
    for visit in &route.visits {
        let there = desk.place(desk.roles[visit.client].practice);
        let value = value(desk, desk.roles[visit.client].practice, number, visits);
        stops.push(stop(desk, visit.client, visit.start, number, leg(desk, here, there), value));
        here = there;
    }
    let way_home = leg(desk, here, home);
    let times = Times::new(desk, route, &stops, way_home);
    let date = desk.span.date(number);
    DayPlan { date, depart: times.depart, lunch: times.lunch, stops, way_home, back: times.back }
}

fn stop(desk: &Desk, client: usize, start: Time, number: Day, leg: Leg, value: Value) -> Stop {
    let role = desk.roles[client];
    let practice = &desk.book.practices()[role.practice];
    let minutes = desk.problem.clients[client].service - Time::from(desk.rules.buffer.0);
    Stop {
        practice: practice.id.clone(),
        kind: role.kind,
        leg,
        start: moment(start),
        end: moment(start + minutes),
        call_ahead: practice.access == AccessPolicy::AppointmentOnly && role.kind != StopKind::Appointment,
        expected_referrals: referrals(value),
        reasons: reasons(desk, role, number, referrals(value)),
    }
}

/// What the visit is worth, given the visits before it.
fn value(desk: &Desk, practice: usize, day: Day, visits: &Visits) -> Value {
    let outlook = &desk.outlooks[practice];
    let before = visits.get(&practice).into_iter().flatten().filter(|&&other| other < day).max();
    let gap = outlook.known_gap(&desk.span, i64::from(day));
    let gap = before.map_or(gap, |&before| gap.min(day - before));
    share_of(outlook.full_value(&desk.span, day), outlook.gap_share(gap))
}

/// The score's reasons in proportion, and what the calendar says; together they sum to `expected`.
fn reasons(desk: &Desk, role: Role, number: Day, expected: f64) -> Vec<Reason> {
    let score = &desk.scores.practices[role.practice];
    let total: f64 = score.reasons.iter().map(|reason| reason.points).sum();
    let scale = if total > 0.0 { expected / total } else { 0.0 };
    let mut reasons: Vec<Reason> = score
        .reasons
        .iter()
        .map(|reason| Reason { text: reason.text.clone(), referrals: reason.points * scale })
        .collect();
    let explained: f64 = reasons.iter().map(|reason| reason.referrals).sum();
    let calendar = Reason { text: calendar(desk, role, number), referrals: expected - explained };
    reasons.insert(if role.kind == StopKind::Chosen { reasons.len() } else { 0 }, calendar);
    reasons
}

/// Why now, as far as the calendar goes: "last seen 31 days ago, due every 28".
fn calendar(desk: &Desk, role: Role, number: Day) -> String {
    let outlook = &desk.outlooks[role.practice];
    let date = desk.span.date(number);
    let every = outlook.cadence.target();
    let seen = match outlook.last_visit {
        None => "never seen before".into(),
        Some(last) => format!("last seen {} days before, due every {every}", date.days_since(last)),
    };
    match role.kind {
        StopKind::Chosen => seen,
        StopKind::Appointment => format!("appointment agreed upon; {seen}"),
        StopKind::MustVisit => {
            let wish = &desk.book.must_visits()[role.number];
            format!("has to be seen by {}; {seen}", wish.until.to_words())
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
