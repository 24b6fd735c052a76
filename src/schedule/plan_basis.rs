//! What the plans of all liaisons stand on.

use std::sync::Arc;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::model::time::Date;
use crate::plan::leg::Leg;
use crate::plan::visit_plan::{AssumedResponse, Plan, PlanRules};
use crate::routing::model::problem::Day;
use crate::schedule::agenda::Agendas;
use crate::schedule::aim::access::LearnedAccess;
use crate::schedule::aim::asked::AimSources;
use crate::schedule::aim::avoided;
use crate::schedule::aim::week::without_lunch;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::drives::minutes;
use crate::schedule::horizon::Horizon;
use crate::schedule::meetings::agreed_meeting::AgreedMeeting;
use crate::schedule::replan::previous::PreviousPlan;
use crate::schedule::visit_needs::{self, VisitNeeds};
use crate::score::scores::Scores;

/// The book, what is known of it, and the settings: the same for every liaison.
pub(crate) struct PlanBasis<'a> {
    pub(crate) book: &'a Book,
    pub(crate) scores: &'a Scores,
    pub(crate) travel: &'a dyn TravelTimes,
    pub(crate) config: &'a ScheduleConfig,
    pub(crate) horizon: Horizon,
    pub(crate) rules: PlanRules,
    /// By liaison: the appointments, events and meetings that are kept.
    pub(crate) agendas: Agendas,
    /// The meetings with our physicians.
    pub(crate) meetings: Vec<AgreedMeeting>,
    /// What there was before meetings were chosen; absent where it is this.
    before_meetings: Option<&'a PlanBasis<'a>>,
    /// By practice: what it asks for.
    pub(crate) needs: Vec<VisitNeeds>,
    /// When practices can be met.
    pub(crate) access: Arc<LearnedAccess>,
    /// The plan before, if this one follows it.
    pub(crate) previous: Option<PreviousPlan<'a>>,
    /// Days up to this one change only where they have to.
    pub(crate) frozen_until: Option<Date>,
}

impl<'a> PlanBasis<'a> {
    pub(crate) fn new(
        book: &'a Book,
        scores: &'a Scores,
        travel: &'a dyn TravelTimes,
        config: &'a ScheduleConfig,
    ) -> Self {
        let horizon = Horizon::new(scores.as_of, config);
        let agendas = Agendas::new(book, travel, config.rules, &horizon, &[]);
        let needs = visit_needs::all(book, scores, &horizon, config, &agendas);
        let access = Arc::new(avoided::learn(book, &horizon, &needs));
        let (previous, frozen_until) = (None, None);
        Self {
            book,
            scores,
            travel,
            config,
            horizon,
            rules: config.rules,
            agendas,
            meetings: Vec::new(),
            before_meetings: None,
            needs,
            access,
            previous,
            frozen_until,
        }
    }

    /// Lets the plan follow another one.
    pub(crate) fn after(mut self, previous: &'a Plan, frozen_until: Option<Date>) -> Self {
        self.previous = Some(PreviousPlan::new(self.book, previous, &self.horizon, self.rules.lead_days));
        self.frozen_until = frozen_until;
        self.access = Arc::new(LearnedAccess::clone(&self.access).beside(self.book, previous));
        self
    }

    /// Returns the same with meetings in the agendas.
    pub(crate) fn with_meetings(&'a self, meetings: Vec<AgreedMeeting>) -> Self {
        let (book, scores, config, horizon) = (self.book, self.scores, self.config, self.horizon);
        let agendas = Agendas::new(book, self.travel, self.rules, &horizon, &meetings);
        Self {
            book,
            scores,
            travel: self.travel,
            config,
            horizon,
            rules: self.rules,
            needs: visit_needs::all(book, scores, &horizon, config, &agendas),
            agendas,
            meetings,
            access: Arc::clone(&self.access),
            before_meetings: Some(self),
            previous: self.previous.clone(),
            frozen_until: self.frozen_until,
        }
    }

    /// Returns the basis on which meetings were chosen. The figures of a liaison's time are those without them.
    pub(crate) fn before_meetings(&'a self) -> &'a Self {
        self.before_meetings.unwrap_or(self)
    }

    /// Tells whether a day changes only where it has to.
    pub(crate) fn is_frozen(&self, day: Day) -> bool {
        self.frozen_until.is_some_and(|until| self.horizon.date(day) <= until)
    }

    /// Returns who covered a practice in the plan before.
    pub(crate) fn covered_before(&self, practice: PracticeIndex) -> Option<LiaisonIndex> {
        self.previous.as_ref()?.cover(practice)
    }

    /// States what visits are assumed to do, or what a trial has measured.
    pub(crate) fn response(&self) -> AssumedResponse {
        let response = &self.scores.response;
        AssumedResponse {
            effect: response.effect(),
            tau_days: response.tau_days(),
            most: response.most(),
            least: response.least(),
            measured: response.measured.is_some(),
        }
    }

    /// States what the aims of all liaisons are made of.
    pub(crate) fn aim_sources(&self) -> AimSources<'_> {
        AimSources {
            book: self.book,
            scores: self.scores,
            travel: self.travel,
            config: self.config,
            access: &self.access,
            start: self.horizon.start,
        }
    }

    /// Lists every liaison with the practices they cover, ascending: those with a place, as nobody can be sent to others.
    pub(crate) fn shares(&self, covers: &[Option<LiaisonIndex>]) -> Vec<(LiaisonIndex, Vec<PracticeIndex>)> {
        let mut covered = vec![Vec::new(); self.book.liaisons().len()];
        for (practice, cover) in self.book.practice_indices().zip(covers) {
            if let Some(liaison) = cover.filter(|_| self.place(practice).is_some()) {
                covered[liaison.get()].push(practice);
            }
        }
        self.book.liaison_indices().zip(covered).collect()
    }

    /// Counts the hours that a liaison works in the days planned, without lunch.
    pub(crate) fn planned_hours(&self, liaison: LiaisonIndex) -> f64 {
        let person = &self.book.liaisons()[liaison.get()];
        let hours = self.horizon.dates().filter_map(|(_, date)| self.book.work_hours(liaison, date));
        f64::from(hours.map(|hours| without_lunch(person, &hours)).sum::<u32>()) / 60.0
    }

    /// Returns where a practice is, if the book says so.
    pub(crate) fn place(&self, practice: PracticeIndex) -> Option<Location> {
        self.book.practices()[practice.get()].location
    }

    pub(crate) fn home(&self, liaison: LiaisonIndex) -> Location {
        self.book.liaisons()[liaison.get()].home
    }

    /// Returns the drive from one place to another.
    pub(crate) fn leg(&self, from: Location, to: Location) -> Leg {
        let drive = self.travel.drive(from, to).unwrap_or_default();
        Leg { drive: drive.time.to_minutes_up(), distance: drive.distance }
    }

    /// Returns whole minutes of driving; a number beyond any day where there is no way.
    pub(crate) fn minutes(&self, from: Location, to: Location) -> u32 {
        minutes(self.travel, from, to)
    }
}
