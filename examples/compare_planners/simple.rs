//! Two planners as programmes run them by hand. Both keep every rule that `check` proves.
//!
//! They plan day by day: the day's appointments are kept, then practices are added one after the other at the end of the day,
//! or before the next appointment, as long as the day still works out.

use rounds::geo::TravelTimes;
use rounds::model::{
    AccessPolicy, Book, Date, Liaison, LiaisonIndex, Minutes, PracticeIndex, TimeOfDay, TimeWindow,
};
use rounds::plan::{
    DayPlan, Disposition, Itinerary, Leg, Occasion, Plan, SearchSummary, Status, Stop, StopFact, StopKind,
    StopReason, VisitTiming,
};
use rounds::routing::{
    Break, Client, Demand, Problem, Shift, Time, Timetable, Travel, UNREACHABLE, Window, timetable,
};
use rounds::score::Scores;

/// How the next practice is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    /// From the most overdue, as many as fit twice into a day, always the nearest next.
    NearestDue,
    /// A fixed round about home by compass direction; whoever's target has passed is seen when the round comes by.
    FixedRounds,
}

/// A simple planner; coverage, cadences and fixed visits are those of `model`.
pub(crate) struct Simple<'a> {
    pub(crate) book: &'a Book,
    pub(crate) scores: &'a Scores,
    pub(crate) travel: &'a dyn TravelTimes,
    pub(crate) model: &'a Plan,
}

/// One working day of a liaison.
struct Day {
    liaison: LiaisonIndex,
    date: Date,
    hours: TimeWindow,
}

/// A visit on the way into a plan.
#[derive(Clone)]
struct Call {
    practice: PracticeIndex,
    kind: StopKind,
    minutes: Minutes,
    windows: Vec<Window>,
}

impl Simple<'_> {
    /// Plans every liaison.
    pub(crate) fn plan(&self, method: Method) -> Plan {
        let mut plan = Plan {
            search: SearchSummary::default(),
            itineraries: Vec::new(),
            dispositions: self.model.dispositions.iter().map(without_status).collect(),
            ..self.model.clone()
        };
        let mut seen: Vec<Option<Date>> = plan.dispositions.iter().map(|it| it.last_visit).collect();
        let mut counts = vec![0_u32; seen.len()];
        for liaison in self.book.liaison_indices() {
            let days = self.itinerary(liaison, method, &mut seen, &mut counts);
            plan.itineraries
                .push(Itinerary { liaison: self.book.liaisons()[liaison.get()].id.clone(), days });
        }
        for ((disposition, &visits), model) in
            plan.dispositions.iter_mut().zip(&counts).zip(&self.model.dispositions)
        {
            disposition.status = match &model.status {
                _ if visits > 0 => Status::Planned { visits },
                status @ (Status::Impossible { .. } | Status::Excluded { .. } | Status::NotDue { .. }) => {
                    status.clone()
                }
                _ => Status::Unknown,
            };
        }
        plan
    }

    fn itinerary(
        &self,
        liaison: LiaisonIndex,
        method: Method,
        seen: &mut [Option<Date>],
        counts: &mut [u32],
    ) -> Vec<DayPlan> {
        let round = self.round(liaison);
        let mut turn = 0;
        let mut days = Vec::new();
        for number in 0..self.model.weeks * 7 {
            let date = self.model.start.plus_days(i64::from(number));
            let Some(hours) = self.book.working_hours(liaison, date) else { continue };
            let day = Day { liaison, date, hours };
            let candidates = self.candidates(&round, turn, method, date, seen);
            let calls = self.fill(&day, candidates, method);
            let Some(times) = self.timetable(&day, &calls).filter(|_| !calls.is_empty()) else { continue };
            let last = calls.iter().rev().find(|call| call.kind == StopKind::Chosen);
            turn = last.and_then(|call| round.iter().position(|&it| it == call.practice)).unwrap_or(turn);
            days.push(self.day(liaison, date, &calls, &times, seen));
            for call in &calls {
                seen[call.practice.get()] = Some(date);
                counts[call.practice.get()] += 1;
            }
        }
        days
    }

    /// The practices that the liaison covers, by compass direction from home.
    fn round(&self, liaison: LiaisonIndex) -> Vec<PracticeIndex> {
        let liaison = &self.book.liaisons()[liaison.get()];
        let covered = |practice: &PracticeIndex| {
            self.model.dispositions[practice.get()].liaison.as_ref() == Some(&liaison.id)
        };
        let mut round: Vec<PracticeIndex> = self.book.practice_indices().filter(covered).collect();
        let direction = |practice: PracticeIndex| {
            let place = self.book.practices()[practice.get()].location;
            (place.lat() - liaison.home.lat()).atan2(place.lon() - liaison.home.lon())
        };
        round.sort_by(|&a, &b| direction(a).total_cmp(&direction(b)).then(a.cmp(&b)));
        round
    }

    /// Whoever is due on this day, in the order of the method.
    fn candidates(
        &self,
        round: &[PracticeIndex],
        turn: usize,
        method: Method,
        date: Date,
        seen: &[Option<Date>],
    ) -> Vec<PracticeIndex> {
        let due = |practice: PracticeIndex| {
            let cadence = self.model.dispositions[practice.get()].cadence;
            seen[practice.get()].map_or(self.model.start, |last| last.plus_days(i64::from(cadence.target())))
        };
        let asks = |practice: &PracticeIndex| due(*practice) <= date && self.may_be_chosen(*practice, date);
        let turned = round[turn..].iter().chain(&round[..turn]).copied();
        let mut candidates: Vec<PracticeIndex> = turned.filter(asks).collect();
        if method == Method::NearestDue {
            candidates.sort_by_key(|&practice| (due(practice), practice));
            candidates.truncate(20);
        }
        candidates
    }

    /// Whether no rule of the practice, and no fixed visit within its cadence, forbids a chosen visit on this day.
    fn may_be_chosen(&self, practice: PracticeIndex, date: Date) -> bool {
        let disposition = &self.model.dispositions[practice.get()];
        let id = &disposition.practice;
        let min = i64::from(disposition.cadence.min());
        let appointed = self
            .book
            .appointments()
            .iter()
            .any(|it| it.practice == *id && it.date.days_since(date).abs() < min);
        let wished =
            self.book.must_visits().iter().any(|it| {
                it.practice == *id && date > it.from.plus_days(-min) && date < it.until.plus_days(min)
            });
        let lead = i64::from(self.model.rules.lead_days);
        let asks = self.book.practices()[practice.get()].access == AccessPolicy::AppointmentOnly;
        let early = asks && date.days_since(self.model.start) < lead;
        !(appointed || wished || early)
    }

    /// Appointments and must-visits that the model plan has on this day.
    fn fixed(&self, liaison: LiaisonIndex, date: Date) -> Vec<Call> {
        let id = &self.book.liaisons()[liaison.get()].id;
        let days = self.model.days().filter(|(owner, day)| *owner == id && day.date == date);
        let stops = days.flat_map(|(_, day)| &day.stops).filter(|stop| stop.kind != StopKind::Chosen);
        let call = |stop: &Stop| {
            let start = Time::from(stop.start.minutes());
            Some(Call {
                practice: self.book.practice_index(&stop.practice)?,
                kind: stop.kind,
                minutes: Minutes(stop.end.minutes() - stop.start.minutes()),
                windows: vec![Window { open: start, close: start }],
            })
        };
        stops.filter_map(call).collect()
    }

    /// The fixed visits of the day and as many candidates as fit.
    fn fill(&self, day: &Day, mut candidates: Vec<PracticeIndex>, method: Method) -> Vec<Call> {
        let mut calls = self.fixed(day.liaison, day.date);
        while !candidates.is_empty() {
            let next = match method {
                Method::FixedRounds => 0,
                Method::NearestDue => self.nearest(day.liaison, &calls, &candidates),
            };
            let practice = candidates.remove(next);
            calls = self.with(day, &calls, practice).unwrap_or(calls);
        }
        calls
    }

    /// The candidate nearest to the last call.
    fn nearest(&self, liaison: LiaisonIndex, calls: &[Call], candidates: &[PracticeIndex]) -> usize {
        let place = |practice: PracticeIndex| self.book.practices()[practice.get()].location;
        let here = calls.last().map_or(self.book.liaisons()[liaison.get()].home, |call| place(call.practice));
        let drive =
            |at: &usize| self.travel.drive(here, place(candidates[*at])).map_or(u32::MAX, |it| it.time.0);
        (0..candidates.len()).min_by_key(drive).unwrap_or(0)
    }

    /// The day with one more call at its end, or before its last appointments.
    fn with(&self, day: &Day, calls: &[Call], practice: PracticeIndex) -> Option<Vec<Call>> {
        if self.book.has_skills(day.liaison, practice) != Some(true) {
            return None;
        }
        let minutes = self.book.practices()[practice.get()].visit_minutes;
        let windows = self.starts(practice, day.date, minutes);
        let attempt = |at: usize| {
            let mut longer = calls.to_vec();
            longer.insert(at, Call { practice, kind: StopKind::Chosen, minutes, windows: windows.clone() });
            self.timetable(day, &longer).map(|_| longer)
        };
        let appointments = calls.iter().rev().take_while(|call| call.kind != StopKind::Chosen).count();
        (calls.len() - appointments..=calls.len()).rev().find_map(attempt)
    }

    /// When a visit may start, so that it ends before the practice closes.
    fn starts(&self, practice: PracticeIndex, date: Date, minutes: Minutes) -> Vec<Window> {
        let open = self.book.visiting_hours(practice, date);
        let starts =
            open.into_iter().map(window).map(|it| Window { close: it.close - Time::from(minutes.0), ..it });
        starts.filter(|it| it.open <= it.close).collect()
    }

    fn timetable(&self, day: &Day, calls: &[Call]) -> Option<Timetable> {
        let liaison = &self.book.liaisons()[day.liaison.get()];
        let places: Vec<_> = std::iter::once(liaison.home)
            .chain(calls.iter().map(|call| self.book.practices()[call.practice.get()].location))
            .collect();
        let minutes =
            |from, to| self.travel.drive(from, to).map_or(UNREACHABLE, |it| it.time.to_minutes_up().0);
        let table = places.iter().flat_map(|&from| places.iter().map(move |&to| minutes(from, to))).collect();
        let client = |(at, call): (usize, &Call)| Client {
            site: at + 1,
            service: Time::from(call.minutes.0 + self.model.rules.buffer.0),
            load: 0,
            windows: vec![call.windows.clone()],
            shifts: None,
            demand: Demand::Required,
        };
        let problem = Problem {
            days: 1,
            travel: Travel::Matrix { sites: places.len(), table },
            shifts: vec![shift(liaison, day.hours)],
            clients: calls.iter().enumerate().map(client).collect(),
            travel_weight: 1,
        };
        timetable(&problem, 0, &(0..calls.len()).collect::<Vec<_>>())
    }

    fn day(
        &self,
        liaison: LiaisonIndex,
        date: Date,
        calls: &[Call],
        times: &Timetable,
        seen: &[Option<Date>],
    ) -> DayPlan {
        let liaison = &self.book.liaisons()[liaison.get()];
        let mut here = liaison.home;
        let mut stops = Vec::with_capacity(calls.len());
        for (call, &start) in calls.iter().zip(&times.starts) {
            let practice = &self.book.practices()[call.practice.get()];
            let referrals = self.worth(call.practice, date, seen);
            stops.push(Stop {
                practice: practice.id.clone(),
                kind: call.kind,
                leg: self.leg(here, practice.location),
                start: moment(start),
                end: moment(start + Time::from(call.minutes.0)),
                call_ahead: practice.access == AccessPolicy::AppointmentOnly
                    && call.kind != StopKind::Appointment,
                expected_referrals: referrals,
                reasons: vec![StopReason {
                    fact: StopFact::Calendar(self.timing(call, date, seen)),
                    referrals,
                }],
            });
            here = practice.location;
        }
        let lunch = times.pause.zip(liaison.lunch).and_then(|(pause, lunch)| {
            TimeWindow::new(moment(pause.start), moment(pause.start + Time::from(lunch.minutes().0)))
        });
        let (depart, back) = (moment(times.departure), moment(times.finish));
        DayPlan { date, depart, lunch, stops, way_home: self.leg(here, liaison.home), back }
    }

    /// Why the visit is made on this day. It never comes before it is due.
    fn timing(&self, call: &Call, date: Date, seen: &[Option<Date>]) -> VisitTiming {
        let days = seen[call.practice.get()].map(|last| date.days_since(last));
        VisitTiming {
            days_since_visit: days.and_then(|days| u32::try_from(days).ok()),
            due_every: self.model.dispositions[call.practice.get()].cadence.target(),
            occasion: if call.kind == StopKind::Appointment { Occasion::Appointment } else { Occasion::Due },
        }
    }

    /// What the visit is worth by the score.
    fn worth(&self, practice: PracticeIndex, date: Date, seen: &[Option<Date>]) -> f64 {
        let gap = seen[practice.get()].and_then(|last| u32::try_from(date.days_since(last)).ok());
        self.scores.practices[practice.get()].visit.after(gap)
    }

    fn leg(&self, from: rounds::model::Location, to: rounds::model::Location) -> Leg {
        let drive = self.travel.drive(from, to).unwrap_or_default();
        Leg { drive: drive.time.to_minutes_up(), distance: drive.distance }
    }
}

fn without_status(disposition: &Disposition) -> Disposition {
    Disposition { status: Status::Unknown, ..disposition.clone() }
}

fn shift(liaison: &Liaison, hours: TimeWindow) -> Shift {
    Shift {
        day: 0,
        start: 0,
        end: 0,
        window: window(hours),
        pause: liaison.lunch.map(|it| Break { window: window(it.window()), duration: it.minutes().0.into() }),
        max_duration: None,
        max_travel: liaison.max_drive.map(|drive| drive.0.into()),
        max_stops: Some(liaison.max_stops as usize),
        capacity: None,
    }
}

fn window(window: TimeWindow) -> Window {
    Window { open: window.opens().minutes().into(), close: window.closes().minutes().into() }
}

fn moment(time: Time) -> TimeOfDay {
    TimeOfDay::from_minutes(u32::try_from(time).unwrap_or(0))
}
