//! Routes become days: drives, times and the midday pause.

use crate::model::location::Location;
use crate::model::time::{TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Itinerary, Stop};
use crate::plan::leg::Leg;
use crate::routing::model::solution::{PlannedRoute, PlannedVisit, Solution};
use crate::schedule::agreed::{Agreed, AgreedAs};
use crate::schedule::clock::moment;
use crate::schedule::day_visit::{DayVisit, VisitDays};
use crate::schedule::exceptions;
use crate::schedule::liaison_problem::LiaisonProblem;

/// Makes the days of one liaison, given the visits of all.
pub(crate) fn itinerary(problem: &LiaisonProblem, solution: &Solution, visits: &VisitDays) -> Itinerary {
    let mut days: Vec<DayPlan> = solution.routes.iter().map(|route| day(problem, route, visits)).collect();
    days.sort_by_key(|day| day.date);
    Itinerary { liaison: problem.person().id.clone(), days }
}

/// Gathers the visits of all liaisons: an appointment may be another liaison's than the one who covers the practice.
pub(crate) fn visits(problems: &[LiaisonProblem], solutions: &[&Solution]) -> VisitDays {
    let mut visits = VisitDays::new();
    for (problem, solution) in problems.iter().zip(solutions) {
        for route in &solution.routes {
            let day = problem.routing.shifts[route.shift].day;
            for practice in route.visits.iter().filter_map(|visit| problem.roles[visit.client].visited()) {
                visits.entry(practice).or_default().insert(day);
            }
        }
    }
    visits
}

fn day(problem: &LiaisonProblem, route: &PlannedRoute, visits: &VisitDays) -> DayPlan {
    let number = problem.routing.shifts[route.shift].day;
    let home = problem.person().home;
    let place = |visit: &PlannedVisit| problem.place_of(problem.roles[visit.client]);
    let (mut here, mut stops, mut events, mut busy) = (home, Vec::new(), Vec::new(), Vec::new());
    for (at, visit) in route.visits.iter().enumerate() {
        let (role, there) = (problem.roles[visit.client], place(visit));
        let leg = problem.basis.leg(here, there);
        if let Some(event) = event(problem, problem.agreed(role), leg) {
            busy.push(Busy { leg, start: event.arrive, end: event.leave });
            events.push(event);
        } else if let Some(practice) = role.practice {
            let next = route.visits.get(at + 1).map_or(home, place);
            let detour = detour(problem, here, there, next);
            let on_day = DayVisit { problem, visits, practice, agreed: problem.agreed(role), day: number };
            let stop: Stop = on_day.stop(visit.start, leg, detour);
            busy.push(Busy { leg, start: stop.start, end: stop.end });
            stops.push(stop);
        }
        here = there;
    }
    let way_home = problem.basis.leg(here, home);
    let times = DayTimes::new(problem, route, &busy, way_home);
    let date = problem.basis.horizon.date(number);
    let exceptions = exceptions::of(problem, number, times.depart, times.back);
    let (depart, lunch, back) = (times.depart, times.lunch, times.back);
    DayPlan { date, depart, lunch, stops, events, way_home, back, exceptions }
}

/// States an event of a day; `None` for a visit.
fn event(problem: &LiaisonProblem, agreed: Option<&Agreed>, leg: Leg) -> Option<EventStop> {
    let it = agreed?;
    let AgreedAs::Event(number) = it.what else { return None };
    let event = &problem.basis.book.events()[number];
    Some(EventStop {
        event: event.id.clone(),
        leg,
        arrive: moment(it.start),
        start: event.window.opens(),
        end: event.window.closes(),
        leave: moment(it.end),
        entry: CalendarEntry::default(),
    })
}

/// Counts the minutes of driving that a stop between two places adds.
fn detour(problem: &LiaisonProblem, here: Location, there: Location, next: Location) -> Minutes {
    let drive = |from, to| problem.basis.leg(from, to).drive.0;
    let around = drive(here, there) + drive(there, next);
    Minutes(around.saturating_sub(if here == next { 0 } else { drive(here, next) }))
}

/// A stop or an event: the drive there, and when the liaison is busy.
struct Busy {
    leg: Leg,
    start: TimeOfDay,
    end: TimeOfDay,
}

/// When the liaison leaves home, pauses, and is back.
struct DayTimes {
    depart: TimeOfDay,
    lunch: Option<TimeWindow>,
    back: TimeOfDay,
}

impl DayTimes {
    /// Finds the route's times, with a pause before the first or after the last stop taken at home where there is time.
    fn new(problem: &LiaisonProblem, route: &PlannedRoute, busy: &[Busy], way_home: Leg) -> Self {
        let lunch = problem.person().lunch;
        let length = lunch.map_or(0, |lunch| lunch.minutes().0);
        let planned = route.pause.and_then(|pause| window_from(moment(pause.start).minutes(), length));
        let mut times = Self { depart: moment(route.departure), lunch: planned, back: moment(route.finish) };
        let (Some(lunch), Some(pause)) = (lunch, route.pause) else { return times };
        let window = lunch.window();
        if pause.before == 0 {
            let first = busy.first().map_or(0, |it| it.start.minutes().saturating_sub(it.leg.drive.0));
            let until = first.min(window.closes().minutes());
            times.pause_at_home(window, until.checked_sub(length), length, |times| {
                times.depart = TimeOfDay::from_minutes(first);
            });
        } else if pause.before == busy.len() {
            let free = busy.last().map_or(0, |it| it.end.minutes() + problem.basis.rules.buffer.0);
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
