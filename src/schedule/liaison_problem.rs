//! One liaison's share of the book as a routing problem.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::calendar::{Appointment, MustVisit};
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::time::{Date, TimeWindow};
use crate::plan::capacity::Capacity;
use crate::plan::disposition::{Rule, VisitRhythm};
use crate::plan::itinerary::StopKind;
use crate::plan::visit_plan::PlanRules;
use crate::routing::model::problem::{
    Break, Client, Demand, Problem, Recurrence, Shift, Time, Travel, UNREACHABLE, Value, Window,
};
use crate::schedule::aim::access::team_access;
use crate::schedule::aim::asked::AimSources;
use crate::schedule::aim::liaison_aim::LiaisonAim;
use crate::schedule::aim::week::without_lunch;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::horizon::Horizon;
use crate::schedule::visit_needs::{VisitNeeds, overlaps};
use crate::schedule::worth;
use crate::score::scores::Scores;

/// One liaison with the practices they cover, translated for the search.
pub(crate) struct LiaisonProblem<'a> {
    pub(crate) book: &'a Book,
    pub(crate) scores: &'a Scores,
    pub(crate) travel: &'a dyn TravelTimes,
    pub(crate) needs: &'a [VisitNeeds],
    pub(crate) horizon: Horizon,
    pub(crate) rules: PlanRules,
    pub(crate) liaison: LiaisonIndex,
    /// The practices they cover, ascending.
    pub(crate) covered: Vec<PracticeIndex>,
    /// Their appointments, and the must-visits of the practices they cover.
    fixed: Vec<ClientRole>,
    /// What the plan aims at.
    pub(crate) aim: LiaisonAim,
    /// Price of a minute of driving, in units of the search.
    pub(crate) drive_price: Value,
    /// The routing problem.
    pub(crate) routing: Problem,
    /// What each client of the problem stands for.
    pub(crate) roles: Vec<ClientRole>,
}

/// What a client of the routing problem stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClientRole {
    pub(crate) practice: PracticeIndex,
    /// Why it is visited.
    pub(crate) kind: StopKind,
    /// Position in the book's appointments or must-visits; 0 for chosen visits.
    pub(crate) number: usize,
}

/// States a problem for every liaison.
pub(crate) fn all<'a>(
    book: &'a Book,
    scores: &'a Scores,
    travel: &'a dyn TravelTimes,
    needs: &'a [VisitNeeds],
    covers: &[Option<LiaisonIndex>],
    horizon: &Horizon,
    config: &ScheduleConfig,
) -> Vec<LiaisonProblem<'a>> {
    let mut covered = vec![Vec::new(); book.liaisons().len()];
    for (practice, cover) in book.practice_indices().zip(covers) {
        if let Some(liaison) = cover {
            covered[liaison.get()].push(practice);
        }
    }
    let access = team_access(book, scores.as_of);
    let sources = AimSources { book, scores, travel, config, access, start: horizon.start };
    let problem = |(liaison, covered): (LiaisonIndex, Vec<PracticeIndex>)| {
        let aim = LiaisonAim::new(&sources, liaison, &covered);
        let drive_price = worth::drive_price(&aim, config.drive_price);
        let mut problem = LiaisonProblem {
            book,
            scores,
            travel,
            needs,
            horizon: *horizon,
            rules: config.rules,
            liaison,
            covered,
            fixed: Vec::new(),
            aim,
            drive_price,
            routing: Problem {
                days: horizon.days,
                travel: Travel::Matrix { sites: 0, table: Vec::new() },
                shifts: Vec::new(),
                clients: Vec::new(),
                travel_weight: drive_price,
            },
            roles: Vec::new(),
        };
        problem.fixed = problem.list_fixed();
        (problem.routing, problem.roles) = problem.translate(&problem.demands(&problem.covered), &[]);
        problem
    };
    book.liaison_indices().zip(covered).collect::<Vec<_>>().into_par_iter().map(problem).collect()
}

impl<'a> LiaisonProblem<'a> {
    pub(crate) fn person(&self) -> &'a Liaison {
        &self.book.liaisons()[self.liaison.get()]
    }

    pub(crate) fn place(&self, practice: PracticeIndex) -> Location {
        self.book.practices()[practice.get()].location
    }

    /// Lists every visit that may be asked for: the fixed ones of this liaison, and a chosen one for each practice.
    pub(crate) fn demands(&self, practices: &[PracticeIndex]) -> Vec<ClientRole> {
        let pays = practices.iter().filter(|&&practice| self.recurrence(practice).is_some());
        let chosen = pays.map(|&practice| ClientRole { practice, kind: StopKind::Chosen, number: 0 });
        self.fixed.iter().copied().chain(chosen).collect()
    }

    /// Lists the appointments of this liaison, and must-visits of the practices they cover. O(appointments + must-visits), and for
    /// those of their own practices as much again.
    fn list_fixed(&self) -> Vec<ClientRole> {
        let in_span = |it: &Appointment| self.horizon.start <= it.date && it.date <= self.horizon.end();
        let mine = move |it: &&Appointment| it.liaison == self.person().id && in_span(it);
        let appointments = self.book.appointments().iter().enumerate().filter(move |(_, it)| mine(it));
        let appointments =
            appointments.filter_map(|(number, it)| self.role(&it.practice, StopKind::Appointment, number));
        let wishes = self.book.must_visits().iter().enumerate();
        let wishes = wishes.filter(|(_, wish)| overlaps(wish, &self.horizon));
        let wishes = wishes.filter_map(|(number, wish)| {
            let role = self.role(&wish.practice, StopKind::MustVisit, number)?;
            let is_asked =
                self.covered.binary_search(&role.practice).is_ok() && !self.is_granted(number, wish);
            is_asked.then_some(role)
        });
        appointments.chain(wishes).collect()
    }

    /// Tells whether an appointment, or the visit for a narrower wish, is the visit that has to happen.
    fn is_granted(&self, number: usize, wish: &MustVisit) -> bool {
        let within = |from: Date, until: Date| wish.from <= from && until <= wish.until;
        let agreed = |it: &Appointment| it.practice == wish.practice && within(it.date, it.date);
        let narrower = |(other, it): (usize, &MustVisit)| {
            let same = it.from == wish.from && it.until == wish.until;
            it.practice == wish.practice
                && within(it.from, it.until)
                && if same { other < number } else { true }
        };
        self.book.appointments().iter().any(agreed)
            || self.book.must_visits().iter().enumerate().any(narrower)
    }

    fn role(&self, practice: &PracticeId, kind: StopKind, number: usize) -> Option<ClientRole> {
        Some(ClientRole { practice: self.book.practice_index(practice)?, kind, number })
    }

    /// States the routing problem of these visits, with some rules relaxed. Visits without any possible day are left out, so that
    /// the roles given back say which visit each client is.
    pub(crate) fn translate(&self, demands: &[ClientRole], relaxed: &[Rule]) -> (Problem, Vec<ClientRole>) {
        let (clients, roles): (Vec<Client>, Vec<ClientRole>) =
            demands.iter().filter_map(|&role| Some((self.client(role, relaxed)?, role))).unzip();
        let mut places = vec![self.person().home];
        let clients = clients.into_iter().zip(&roles).map(|(client, role)| {
            places.push(self.place(role.practice));
            Client { site: places.len() - 1, ..client }
        });
        let clients = clients.collect();
        let routing = Problem {
            days: self.horizon.days,
            travel: self.matrix(&places),
            shifts: self.shifts(relaxed),
            clients,
            travel_weight: self.drive_price,
        };
        (routing, roles)
    }

    /// Lists the minutes of driving between all places.
    fn matrix(&self, places: &[Location]) -> Travel {
        let minutes = |from: Location, to: Location| {
            self.travel
                .drive(from, to)
                .map_or(UNREACHABLE, |drive| drive.time.to_minutes_up().0.min(UNREACHABLE))
        };
        let table = places.iter().flat_map(|&from| places.iter().map(move |&to| minutes(from, to))).collect();
        Travel::Matrix { sites: places.len(), table }
    }

    fn shifts(&self, relaxed: &[Rule]) -> Vec<Shift> {
        let person = self.person();
        let hours = |date| match TimeWindow::between((0, 0), (24, 0)) {
            all_day if relaxed.contains(&Rule::WorkingHours) => all_day,
            _ => self.book.working_hours(self.liaison, date),
        };
        let keep = |rule: Rule| !relaxed.contains(&rule);
        let shift = |(day, date)| {
            let hours = hours(date)?;
            let lunch = person.lunch.filter(|_| keep(Rule::Lunch)).and_then(|lunch| lunch.within(hours));
            Some(Shift {
                day,
                start: 0,
                end: 0,
                window: window(hours),
                pause: lunch.map(|lunch| Break {
                    window: window(lunch.window()),
                    duration: lunch.minutes().0.into(),
                }),
                max_duration: None,
                max_travel: person.max_drive.filter(|_| keep(Rule::MaxDrive)).map(|drive| drive.0.into()),
                max_stops: keep(Rule::MaxStops).then_some(person.max_stops as usize),
                capacity: None,
            })
        };
        self.horizon.dates().filter_map(shift).collect()
    }

    /// Makes the client that stands for a visit; `None` if no day allows it. Its site is set later.
    fn client(&self, role: ClientRole, relaxed: &[Rule]) -> Option<Client> {
        let practice = &self.book.practices()[role.practice.get()];
        let agreed = role.kind == StopKind::Appointment || relaxed.contains(&Rule::Skills);
        if !agreed && self.book.has_skills(self.liaison, role.practice) != Some(true) {
            return None;
        }
        let (windows, minutes, demand) = match role.kind {
            StopKind::Appointment => {
                let it = &self.book.appointments()[role.number];
                let start = Time::from(it.start.minutes());
                let fixed =
                    BTreeMap::from([(self.horizon.offset(it.date), Window { open: start, close: start })]);
                (
                    self.days(|day, _| fixed.get(&day).copied().into_iter().collect()),
                    it.minutes,
                    Demand::Required,
                )
            }
            StopKind::MustVisit => {
                let wish = &self.book.must_visits()[role.number];
                let (from, until) = (self.horizon.offset(wish.from), self.horizon.offset(wish.until));
                let on = |day: i64| relaxed.contains(&Rule::MustVisitDates) || (from <= day && day <= until);
                let windows =
                    self.days(
                        |day, number| {
                            if on(day) { self.starts(role.practice, number, relaxed) } else { Vec::new() }
                        },
                    );
                (windows, practice.visit_minutes, Demand::Required)
            }
            StopKind::Chosen => {
                let windows =
                    self.days(|day, number| self.chosen_starts(role.practice, day, number, relaxed));
                // Where no visit pays, it is only asked whether one would be possible.
                let demand =
                    self.recurrence(role.practice).map_or(Demand::Optional { prize: 0 }, Demand::Recurring);
                (windows, practice.visit_minutes, demand)
            }
        };
        let possible = windows.iter().any(|day: &Vec<Window>| !day.is_empty());
        let service = Time::from(minutes.0 + self.rules.buffer.0);
        possible.then_some(Client { site: 0, service, load: 0, windows, shifts: None, demand })
    }

    /// States what visits to a practice are worth; `None` where none is worth its time.
    pub(crate) fn recurrence(&self, practice: PracticeIndex) -> Option<Recurrence> {
        let minutes = self.book.practices()[practice.get()].visit_minutes.0 + self.rules.buffer.0;
        let known = self.needs[practice.get()].known(&self.horizon, minutes);
        worth::recurrence(&self.aim, self.aim.of(practice)?, &known, &self.horizon)
    }

    /// Tells how often a visit to a practice is worth its time; `None` where no visit ever is.
    pub(crate) fn rhythm(&self, practice: PracticeIndex) -> Option<VisitRhythm> {
        let aim = self.aim.of(practice)?;
        let last = self.needs[practice.get()].last_visit;
        let next = last.map_or(self.horizon.start, |last| last.plus_days(i64::from(aim.every)));
        aim.rhythm.pays().then(|| VisitRhythm {
            every: aim.every,
            next: next.max(self.horizon.start),
            an_hour: self.aim.prices.minute * 60.0,
        })
    }

    /// Lists how often each practice covered is worth a visit.
    pub(crate) fn rhythms(&self) -> Vec<(PracticeIndex, VisitRhythm)> {
        self.covered.iter().filter_map(|&practice| Some((practice, self.rhythm(practice)?))).collect()
    }

    /// States what the liaison's time is worth and needed for.
    pub(crate) fn capacity(&self) -> Capacity {
        let minutes = |(_, date)| {
            self.book.working_hours(self.liaison, date).map_or(0, |hours| without_lunch(self.person(), hours))
        };
        let planned: u32 = self.horizon.dates().map(minutes).sum();
        self.aim.capacity(self.person(), f64::from(planned) / 60.0)
    }

    /// Converts units of the search into referrals.
    pub(crate) fn referrals(&self, value: Value) -> f64 {
        value as f64 * self.aim.unit
    }

    /// Lists windows by day, from a function of the day's offset and number.
    fn days(&self, windows: impl Fn(i64, u32) -> Vec<Window>) -> Vec<Vec<Window>> {
        (0..self.horizon.days).map(|number| windows(i64::from(number), number)).collect()
    }

    fn chosen_starts(&self, practice: PracticeIndex, day: i64, number: u32, relaxed: &[Rule]) -> Vec<Window> {
        let needs = &self.needs[practice.get()];
        let early = self.horizon.date(number) < needs.earliest(&self.horizon, relaxed);
        let near = !relaxed.contains(&Rule::FixedVisits) && !needs.keeps_distance(day);
        if early || near { Vec::new() } else { self.starts(practice, number, relaxed) }
    }

    /// Finds when a visit may start, so that it ends before the practice closes.
    fn starts(&self, practice: PracticeIndex, number: u32, relaxed: &[Rule]) -> Vec<Window> {
        let minutes = Time::from(self.book.practices()[practice.get()].visit_minutes.0);
        if relaxed.contains(&Rule::VisitingHours) {
            return vec![Window { open: 0, close: 24 * 60 - minutes }];
        }
        let open = self.book.visiting_hours(practice, self.horizon.date(number));
        let starts = open.into_iter().map(window).map(|it| Window { close: it.close - minutes, ..it });
        starts.filter(|it| it.open <= it.close).collect()
    }
}

fn window(window: TimeWindow) -> Window {
    Window { open: window.opens().minutes().into(), close: window.closes().minutes().into() }
}
