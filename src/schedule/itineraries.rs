//! Routes become days: drives, times, the midday pause, and why each stop is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::location::Location;
use crate::model::practice::AccessPolicy;
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::plan::itinerary::{DayPlan, Itinerary, Leg, Reason, Stop, StopKind};
use crate::routing::model::problem::{Day, Time, Value};
use crate::routing::model::solution::{PlannedRoute, PlannedVisit, Solution};
use crate::schedule::liaison_problem::{Desk, Role};
use crate::schedule::visit_needs::{NEVER, referrals, share_of};

/// The days of one liaison, given the visits of all.
pub(crate) fn itinerary(desk: &Desk, solution: &Solution, visits: &Visits) -> Itinerary {
    let mut days: Vec<DayPlan> = solution.routes.iter().map(|route| day(desk, route, visits)).collect();
    days.sort_by_key(|day| day.date);
    Itinerary { liaison: desk.person().id.clone(), days }
}

/// By position of the practice: the days on which anybody visits it.
pub(crate) type Visits = BTreeMap<usize, BTreeSet<Day>>;

/// The visits of all liaisons: an appointment may be another liaison's than the one who covers the practice.
pub(crate) fn visits(desks: &[Desk], solutions: &[&Solution]) -> Visits {
    let mut visits = Visits::new();
    for (desk, solution) in desks.iter().zip(solutions) {
        for route in &solution.routes {
            let day = desk.problem.shifts[route.shift].day;
            for visit in &route.visits {
                visits.entry(desk.roles[visit.client].practice).or_default().insert(day);
            }
        }
    }
    visits
}

fn day(desk: &Desk, route: &PlannedRoute, visits: &Visits) -> DayPlan {
    let number = desk.problem.shifts[route.shift].day;
    let home = desk.person().home;
    let mut here = home;
    let mut stops = Vec::with_capacity(route.visits.len());
    let place = |visit: &PlannedVisit| desk.place(desk.roles[visit.client].practice);
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

fn stop(desk: &Desk, visit: &PlannedVisit, number: Day, leg: Leg, detour: Minutes, visits: &Visits) -> Stop {
    let role = desk.roles[visit.client];
    let last = last_seen(desk, role.practice, number, visits);
    let expected = referrals(value(desk, role.practice, number, last));
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
        reasons: reasons(desk, role, calendar(desk, role, number, detour, visits), expected),
    }
}

/// The last date before day `number` on which somebody was there, or will have been by this plan.
fn last_seen(desk: &Desk, practice: usize, number: Day, visits: &Visits) -> Option<Date> {
    let yesterday = desk.span.date(number).plus_days(-1);
    let known = desk.book.last_visit(practice, yesterday.min(desk.span.as_of));
    let planned = visits.get(&practice).and_then(|days| days.range(..number).next_back());
    known.max(planned.map(|&day| desk.span.date(day)))
}

/// What a visit is worth on day `number`, the last one before it being on `last`. The search has to take fixed visits for
/// kept, and on their last possible day; here it is known what became of them.
fn value(desk: &Desk, practice: usize, number: Day, last: Option<Date>) -> Value {
    let outlook = &desk.outlooks[practice];
    let since = last.and_then(|last| u32::try_from(desk.span.date(number).days_since(last)).ok());
    share_of(outlook.full_value(&desk.span, number), outlook.gap_share(since.unwrap_or(NEVER)))
}

/// What the plan gains by a visit: its worth, less what the next one loses by coming so soon after it.
fn gain(desk: &Desk, practice: usize, number: Day, visits: &Visits) -> Value {
    let last = last_seen(desk, practice, number, visits);
    let worth = value(desk, practice, number, last);
    let next = visits.get(&practice).and_then(|days| days.range(number + 1..).next());
    next.map_or(worth, |&next| {
        let here = Some(desk.span.date(number));
        worth + value(desk, practice, next, here) - value(desk, practice, next, last)
    })
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
fn calendar(desk: &Desk, role: Role, number: Day, detour: Minutes, visits: &Visits) -> String {
    let (date, every) = (desk.span.date(number), desk.outlooks[role.practice].cadence.target());
    let last = last_seen(desk, role.practice, number, visits);
    let seen = last.map_or("never seen before".into(), |last| seen(last, date, every));
    match role.kind {
        StopKind::Chosen => match last.map(|last| last.plus_days(i64::from(every))) {
            Some(due) if due > date => {
                let pays =
                    gain(desk, role.practice, number, visits) >= Value::from(detour.0) * desk.drive_price;
                format!("{seen}; {}", early(due, detour, pays))
            }
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

/// Why a visit comes before it is due. The search may keep one that does not pay: where it was too
/// short, or where a fixed visit follows, whose worth it does not count.
fn early(due: Date, detour: Minutes, pays: bool) -> String {
    let due = due.to_words();
    match detour.0 {
        0 => format!("not due until {due}, but on the way"),
        minutes if pays => format!("not due until {due}, but worth its detour of {minutes} min"),
        minutes => format!("not due until {due}, but placed at a detour of {minutes} min"),
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
