//! One day of a liaison, as it is planned, with one more visit put into it.

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::model::time::Date;
use crate::plan::itinerary::{Stop, StopKind};
use crate::routing::model::problem::{
    Client, ClientIndex, Day, Demand, Problem, Shift, SiteIndex, Time, Travel, Window,
};
use crate::routing::model::start_ranges::start_ranges;
use crate::routing::model::timetable::{Timetable, timetable_of_valid};
use crate::schedule::agreed::Agreed;
use crate::schedule::drives;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::slots::basis::SlotBasis;
use crate::schedule::work_day::WorkDay;
use crate::schedule::work_day::starts;

/// A day of a liaison and a visit that is not in it.
pub(crate) struct SlotDay<'a> {
    pub(crate) basis: &'a SlotBasis<'a>,
    pub(crate) liaison: LiaisonIndex,
    pub(crate) practice: PracticeIndex,
    pub(crate) date: Date,
    /// The stops that stay, in order. The clients of the problem are they, and after them the visit.
    pub(crate) stops: Vec<DayStop<'a>>,
    /// What the day is now: away and driving, in minutes.
    pub(crate) now: (Time, Time),
    problem: Problem,
}

/// A stop of the day: one of the plan, or an appointment of the book.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DayStop<'a> {
    /// Whom it is to; an event need not be at a practice.
    pub(crate) practice: Option<PracticeIndex>,
    place: Location,
    start: Time,
    /// The stop of the plan; absent for an appointment that came into the book later.
    pub(crate) stop: Option<&'a Stop>,
    agreed: Option<Agreed>,
}

impl DayStop<'_> {
    /// Tells whether it gives way where that is needed. What somebody has put there by hand does not.
    pub(crate) fn gives_way(&self) -> bool {
        let may = |stop: &Stop| stop.kind == StopKind::Chosen && !stop.pinned;
        self.agreed.is_none() && self.stop.is_some_and(may)
    }
}

impl<'a> SlotDay<'a> {
    /// Takes a day, without its visit to `own`; `None` where the liaison does not work or lacks a skill, or where a place is unknown.
    pub(crate) fn new(
        basis: &'a SlotBasis<'a>,
        liaison: LiaisonIndex,
        practice: PracticeIndex,
        (day, date): (Day, Date),
        own: Option<PracticeIndex>,
    ) -> Option<Self> {
        let book = basis.book;
        let agreed = basis.agendas.of(liaison).on(day);
        let work = WorkDay::new(book, liaison, (day, date), agreed, Relaxed::NONE)?;
        if book.has_skills(liaison, practice) != Some(true) {
            return None;
        }
        let visits = agreed.map_or(&[][..], |it| &it.visits);
        let all = stops(basis, liaison, date, visits)?;
        let place = book.practice_at(practice)?.location?;
        let mut this = Self {
            basis,
            liaison,
            practice,
            date,
            stops: all,
            now: (0, 0),
            problem: Problem {
                days: 1,
                travel: Travel::Matrix { sites: 0, table: Vec::new() },
                shifts: vec![Shift { day: 0, ..work.shift.clone() }],
                clients: Vec::new(),
                travel_weight: 0,
            },
        };
        this.state(&work, place);
        this.now = this.figures(&(0..this.stops.len()).collect::<Vec<_>>())?;
        let is_own = |stop: &DayStop| own.is_some() && stop.practice == own && stop.agreed.is_none();
        if this.stops.iter().any(is_own) {
            this.stops.retain(|stop| !is_own(stop));
            this.state(&work, place);
        }
        Some(this)
    }

    /// States the day as a routing problem of one shift.
    fn state(&mut self, work: &WorkDay, place: Location) {
        let home = [self.basis.book.liaisons()[self.liaison.get()].home].into_iter();
        let places = home.chain(self.stops.iter().map(|stop| stop.place)).chain([place]);
        let places: Vec<Location> = places.collect();
        let drive = |from, to| drives::minutes(self.basis.travel, from, to);
        let row = |&from| places.iter().map(move |&to| drive(from, to));
        let table = places.iter().flat_map(row).collect();
        let clients = self.stops.iter().enumerate().map(|(at, stop)| self.client(work, at, stop));
        let clients: Vec<Client> =
            clients.chain([self.visit(work, self.stops.len(), self.practice)]).collect();
        self.problem.travel = Travel::Matrix { sites: places.len(), table };
        self.problem.clients = clients;
    }

    fn client(&self, work: &WorkDay, at: usize, stop: &DayStop) -> Client {
        match stop.agreed {
            Some(it) => {
                let start = Window { open: it.start, close: it.start };
                at_site(at, it.end - it.start + it.buffer, vec![start])
            }
            None => self.visit(work, at, stop.practice.unwrap_or(self.practice)),
        }
    }

    fn visit(&self, work: &WorkDay, at: usize, practice: PracticeIndex) -> Client {
        let minutes = Time::from(self.basis.book.practices()[practice.get()].visit_minutes.0);
        let buffer = Time::from(self.basis.plan.rules.buffer.0);
        at_site(at, minutes + buffer, work.within_hours(self.open_starts(practice, minutes), minutes))
    }

    /// Lists when a visit may start within the hours of its practice. Whoever is called may have hours that a plan avoids.
    fn open_starts(&self, practice: PracticeIndex, minutes: Time) -> Vec<Window> {
        if practice == self.practice {
            return starts(self.basis.book.visiting_hours(practice, self.date), minutes);
        }
        self.basis.access.starts(self.basis.book, practice, self.date)
    }

    /// Returns the visit among the clients.
    pub(crate) fn client_of_visit(&self) -> ClientIndex {
        self.stops.len()
    }

    /// Lists when the visit at a position of a route may start.
    pub(crate) fn starts(&self, route: &[ClientIndex], at: usize) -> Vec<Window> {
        start_ranges(&self.problem, &self.problem.shifts[0], route, at)
    }

    /// Returns the driving of a route.
    pub(crate) fn travel(&self, route: &[ClientIndex]) -> Time {
        let sites = route.iter().map(|&client| self.problem.clients[client].site);
        let sites: Vec<SiteIndex> = [0].into_iter().chain(sites).chain([0]).collect();
        sites.windows(2).map(|pair| Time::from(self.problem.travel.between(pair[0], pair[1]))).sum()
    }

    /// Returns how long the liaison is away with a route in which the visit starts at a moment, and the driving.
    pub(crate) fn figures_at(&self, route: &[ClientIndex], start: Time) -> Option<(Time, Time)> {
        let mut problem = self.problem.clone();
        problem.clients[self.client_of_visit()].windows = vec![vec![Window { open: start, close: start }]];
        timetable_of_valid(&problem, 0, route).map(|times| figures(&times))
    }

    /// Returns the same for the stops of the day alone.
    fn figures(&self, route: &[ClientIndex]) -> Option<(Time, Time)> {
        timetable_of_valid(&self.problem, 0, route).map(|times| figures(&times))
    }

    /// Tells whether the stops can be driven without the visit, in their order.
    pub(crate) fn is_drivable(&self) -> bool {
        self.figures(&(0..self.stops.len()).collect::<Vec<_>>()).is_some()
    }
}

/// Makes the client of a stop at a position.
fn at_site(at: usize, service: Time, starts: Vec<Window>) -> Client {
    Client { site: at + 1, service, load: 0, windows: vec![starts], shifts: None, demand: Demand::Required }
}

fn figures(times: &Timetable) -> (Time, Time) {
    (times.finish - times.departure, times.travel)
}

/// Lists the stops of a day in order: those of the plan, and the appointments of the book at their time.
fn stops<'a>(
    basis: &SlotBasis<'a>,
    liaison: LiaisonIndex,
    date: Date,
    agreed: &[Agreed],
) -> Option<Vec<DayStop<'a>>> {
    let planned = basis.planned(liaison, date).map_or(&[][..], |day| &day.stops);
    let mut all = Vec::with_capacity(planned.len() + agreed.len());
    for stop in planned.iter().filter(|stop| !stop.kind.is_agreed()) {
        let practice = basis.book.practice_index(&stop.practice)?;
        let place = basis.book.practices()[practice.get()].location?;
        all.push(DayStop {
            practice: Some(practice),
            place,
            start: stop.start.minutes().into(),
            stop: Some(stop),
            agreed: None,
        });
    }
    all.extend(agreed.iter().map(|it| DayStop {
        practice: it.practice,
        place: it.place,
        start: it.start,
        stop: None,
        agreed: Some(*it),
    }));
    all.sort_by_key(|stop| stop.start);
    Some(all)
}
