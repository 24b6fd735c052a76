//! One liaison's share of the book as a routing problem.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::plan::capacity::Capacity;
use crate::plan::disposition::{Missed, VisitRhythm};
use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::{Client, ClientIndex, Day, Problem, Recurrence, Travel, Value};
use crate::schedule::agreed::{Agreed, AgreedAs};
use crate::schedule::aim::asked::AimSources;
use crate::schedule::aim::liaison_aim::LiaisonAim;
use crate::schedule::need::least_time::LiaisonNeed;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::promises::{Promised, promised};
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_needs::{Promise, VisitNeeds};
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};
use crate::schedule::work_day::WorkDay;
use crate::schedule::worth;

/// One liaison with the practices they cover, translated for the search.
pub(crate) struct LiaisonProblem<'a> {
    pub(crate) basis: &'a PlanBasis<'a>,
    pub(crate) liaison: LiaisonIndex,
    /// The practices they cover, ascending.
    pub(crate) covered: Vec<PracticeIndex>,
    /// The working days, by number.
    pub(crate) work_days: Vec<Option<WorkDay>>,
    /// By practice: the promises that the search has to keep.
    promised: BTreeMap<PracticeIndex, Vec<Promised>>,
    /// The promises that nobody could keep.
    impossible: Vec<(PracticeIndex, Promise, Missed)>,
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
    /// Whom it visits; an event need not be at a practice.
    pub(crate) practice: Option<PracticeIndex>,
    /// Why it is visited. Promised visits are chosen ones of which some have to happen. An event is fixed as an appointment is.
    pub(crate) kind: StopKind,
    /// What is agreed, where something is.
    pub(crate) agreed: Option<AgreedAs>,
}

impl ClientRole {
    /// Tells whether it stands for an event.
    pub(crate) fn is_event(self) -> bool {
        matches!(self.agreed, Some(AgreedAs::Event(_)))
    }

    /// Returns the practice that is visited; an event is no visit.
    pub(crate) fn visited(self) -> Option<PracticeIndex> {
        self.practice.filter(|_| !self.is_event())
    }
}

/// States a problem for every liaison.
pub(crate) fn all<'a>(basis: &'a PlanBasis<'a>, covers: &[Option<LiaisonIndex>]) -> Vec<LiaisonProblem<'a>> {
    let sources = basis.aim_sources();
    let problem = |(liaison, covered)| LiaisonProblem::new(basis, &sources, liaison, covered);
    basis.shares(covers).into_par_iter().map(problem).collect()
}

impl<'a> LiaisonProblem<'a> {
    fn new(
        basis: &'a PlanBasis<'a>,
        sources: &AimSources<'_>,
        liaison: LiaisonIndex,
        covered: Vec<PracticeIndex>,
    ) -> Self {
        let aim = LiaisonAim::new(sources, liaison, &covered);
        let drive_price = worth::drive_price(&aim, basis.config.drive_price);
        let agenda = basis.agendas.of(liaison);
        let work_day =
            |(day, date)| WorkDay::new(basis.book, liaison, (day, date), agenda.on(day), Relaxed::NONE);
        let (promised, impossible) = promised(basis, liaison, &covered);
        let mut problem = LiaisonProblem {
            basis,
            liaison,
            covered,
            work_days: basis.horizon.dates().map(work_day).collect(),
            promised,
            impossible,
            aim,
            drive_price,
            routing: empty(basis.horizon.days),
            roles: Vec::new(),
        };
        problem.translate();
        problem
    }

    pub(crate) fn person(&self) -> &'a Liaison {
        &self.basis.book.liaisons()[self.liaison.get()]
    }

    pub(crate) fn needs(&self, practice: PracticeIndex) -> &'a VisitNeeds {
        &self.basis.needs[practice.get()]
    }

    /// Asks whether a visit to a practice is possible at all.
    pub(crate) fn question(&self, practice: PracticeIndex) -> VisitQuestion<'a> {
        VisitQuestion { basis: self.basis, liaison: self.liaison, practice, purpose: VisitPurpose::Worth }
    }

    /// States the routing problem. Visits without any possible day are left out, so that the roles say which visit each client is.
    fn translate(&mut self) {
        let (clients, roles): (Vec<Client>, Vec<ClientRole>) =
            self.demands().filter_map(|role| Some((self.client(role)?, role))).unzip();
        let home = [self.person().home].into_iter();
        let places: Vec<Location> = home.chain(roles.iter().map(|&role| self.place_of(role))).collect();
        let clients = clients.into_iter().zip(1..).map(|(client, site)| Client { site, ..client });
        self.routing = Problem {
            days: self.basis.horizon.days,
            travel: self.basis.matrix(&places),
            shifts: self.work_days.iter().flatten().map(|day| day.shift.clone()).collect(),
            clients: clients.collect(),
            travel_weight: self.drive_price,
        };
        self.roles = roles;
    }

    /// Returns where a client is.
    pub(crate) fn place_of(&self, role: ClientRole) -> Location {
        let agreed = self.agreed(role).map(|it| it.place);
        agreed.or(role.practice.and_then(|it| self.basis.place(it))).unwrap_or(self.person().home)
    }

    /// Lists every visit that may be asked for: what this liaison has agreed upon, and those to each practice that they cover.
    fn demands(&self) -> impl Iterator<Item = ClientRole> {
        let agreed = self.basis.agendas.of(self.liaison).visits().map(|it| ClientRole {
            practice: it.practice,
            kind: it.kind(),
            agreed: Some(it.what),
        });
        let chosen = self.covered.iter();
        let chosen = chosen.map(|&practice| ClientRole {
            practice: Some(practice),
            kind: StopKind::Chosen,
            agreed: None,
        });
        agreed.chain(chosen)
    }

    /// Returns the client of the chosen visits to a practice.
    pub(crate) fn client_of(&self, practice: PracticeIndex) -> Option<ClientIndex> {
        self.roles.iter().position(|role| role.practice == Some(practice) && role.kind == StopKind::Chosen)
    }

    /// Returns what is agreed that a role stands for.
    pub(crate) fn agreed(&self, role: ClientRole) -> Option<&'a Agreed> {
        let what = role.agreed?;
        self.basis.agendas.of(self.liaison).visits().find(|it| it.what == what)
    }

    /// Lists the promises to a practice that the search has to keep.
    pub(crate) fn promised(&self, practice: PracticeIndex) -> impl Iterator<Item = &Promised> {
        self.promised.get(&practice).into_iter().flatten().filter(|it| !it.given_up)
    }

    /// Gives a promise up for which no place was found.
    pub(crate) fn give_up(&mut self, practice: PracticeIndex, promise: Promise) {
        self.mark(practice, promise, true);
    }

    /// Asks for a promise again that was given up.
    pub(crate) fn take_back(&mut self, practice: PracticeIndex, promise: Promise) {
        self.mark(practice, promise, false);
    }

    fn mark(&mut self, practice: PracticeIndex, promise: Promise, given_up: bool) {
        for it in self.promised.get_mut(&practice).into_iter().flatten() {
            if it.promise == promise {
                it.given_up = given_up;
            }
        }
        self.translate();
    }

    /// Lists the promises that are not kept if the practices are visited on these days.
    pub(crate) fn missed(
        &self,
        is_visited: impl Fn(PracticeIndex, Day) -> bool,
    ) -> Vec<(PracticeIndex, Missed)> {
        let possible = self.promised.iter().flat_map(|(&practice, promised)| {
            promised
                .iter()
                .map(move |it| (practice, it.promise, it.promise.missed(&self.basis.horizon, Vec::new())))
        });
        let kept = |practice: PracticeIndex, promise: &Promise| {
            (0..self.basis.horizon.days).any(|day| promise.holds(day) && is_visited(practice, day))
        };
        let all = self.impossible.iter().cloned().chain(possible);
        let missed = all.filter(|(practice, promise, _)| !kept(*practice, promise));
        missed.map(|(practice, _, missed)| (practice, missed)).collect()
    }

    /// States what visits to a practice are worth; `None` where none is worth its time and none is promised.
    pub(crate) fn recurrence(&self, practice: PracticeIndex) -> Option<Recurrence> {
        let minutes = self.visit_minutes(practice);
        let required = self.promised(practice).map(|it| it.visit.clone()).collect();
        let known = self.needs(practice).known(&self.basis.horizon, minutes, self.access(practice), required);
        worth::recurrence(&self.aim, self.aim.of(practice)?, &known, &self.basis.horizon)
    }

    /// States the same for a practice that the plan before visits, whether that is worth its time or not.
    pub(crate) fn recurrence_of_planned(&self, practice: PracticeIndex) -> Option<Recurrence> {
        self.recurrence(practice).or_else(|| {
            let is_planned = self.basis.previous.as_ref()?.visits(self.liaison, practice);
            let (minutes, access) = (self.visit_minutes(practice), self.access(practice));
            let known = self.needs(practice).known(&self.basis.horizon, minutes, access, Vec::new());
            let aim = self.aim.of(practice)?;
            is_planned.then(|| worth::gaps(&self.aim, aim, &known, self.basis.horizon.days))
        })
    }

    /// Returns by day the chance that a visit to a practice meets somebody.
    fn access(&self, practice: PracticeIndex) -> Vec<f64> {
        let (basis, dates) = (self.basis, self.basis.horizon.dates());
        dates.map(|(_, date)| basis.access.on(basis.book, practice, date)).collect()
    }

    /// Counts the minutes of a visit to a practice, with its buffer.
    fn visit_minutes(&self, practice: PracticeIndex) -> u32 {
        self.basis.book.practices()[practice.get()].visit_minutes.0 + self.basis.rules.buffer.0
    }

    /// Tells whether the plan before has a visit to a practice on a day, and nothing but the time to call ahead stands against it.
    pub(crate) fn may_stay(&self, practice: PracticeIndex, day: Day) -> bool {
        let previous = self.basis.previous.as_ref();
        previous.is_some_and(|previous| previous.has(self.liaison, practice, day))
            && !self.needs(practice).is_resting(day.into())
            && self.needs(practice).keeps_distance(day.into(), Relaxed::NONE)
    }

    /// Tells how often a visit to a practice is worth its time; `None` where no visit ever is.
    pub(crate) fn rhythm(&self, practice: PracticeIndex) -> Option<VisitRhythm> {
        let (aim, start) = (self.aim.of(practice)?, self.basis.horizon.start);
        let last = self.needs(practice).last_contact;
        let next = last.map_or(start, |last| last.plus_days(i64::from(aim.every)));
        aim.rhythm.pays().then(|| VisitRhythm {
            every: aim.every,
            next: next.max(start),
            an_hour: self.aim.prices.minute * 60.0,
        })
    }

    /// Lists how often each practice covered is worth a visit.
    pub(crate) fn rhythms(&self) -> Vec<(PracticeIndex, VisitRhythm)> {
        self.covered.iter().filter_map(|&practice| Some((practice, self.rhythm(practice)?))).collect()
    }

    /// States what the liaison's time is worth and needed for.
    pub(crate) fn capacity(&self) -> Capacity {
        let planned = self.basis.planned_hours(self.liaison);
        let need =
            LiaisonNeed::new(self.basis.before_meetings(), self.liaison, &self.covered).capacity_need();
        Capacity { need: Some(need), ..self.aim.capacity(self.person(), planned) }
    }

    /// Converts units of the search into referrals.
    pub(crate) fn referrals(&self, value: Value) -> f64 {
        value as f64 * self.aim.unit
    }
}

/// States a problem without visits.
fn empty(days: Day) -> Problem {
    let travel = Travel::Matrix { sites: 0, table: Vec::new() };
    Problem { days, travel, shifts: Vec::new(), clients: Vec::new(), travel_weight: 0 }
}
