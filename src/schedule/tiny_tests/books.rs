//! Tiny books: one liaison, a few practices around their home, a few working days.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

use crate::geo::great_circle::GreatCircle;
use crate::model::book::Book;
use crate::model::calendar::Appointment;
use crate::model::history::{Outcome, Referral, Visit};
use crate::model::id::PracticeId;
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::practice::{AccessPolicy, Cadence, OpeningHours, Practice};
use crate::model::records::Records;
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::model::weekday::Weekday;
use crate::plan::visit_plan::FieldTime;
use crate::plan::visit_plan::Plan;
use crate::progress::unobserved;
use crate::schedule::assign_unowned;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::kept_hours;
use crate::schedule::liaison_problem::{self, LiaisonProblem};
use crate::schedule::planner;
use crate::score;
use crate::score::scores::Scores;

/// A book with what is needed to plan it.
pub(super) struct TinyBook {
    pub(super) book: Book,
    pub(super) scores: Scores,
    pub(super) config: ScheduleConfig,
}

impl TinyBook {
    /// Draws the book of a seed.
    pub(super) fn draw(seed: u64) -> Self {
        let mut town = TinyTown { random: Pcg64Mcg::seed_from_u64(seed) };
        let config = town.config();
        let records = town.records(config.weeks);
        Self::new(records, config)
    }

    pub(super) fn new(records: Records, config: ScheduleConfig) -> Self {
        let book = Book::build(records).unwrap().0;
        let scores = score::evaluate(&book, as_of(), &score::ScoreConfig::default(), &unobserved).unwrap();
        Self { book, scores, config }
    }

    pub(super) fn plan(&self) -> Plan {
        planner::plan(&self.book, &self.scores, &GreatCircle::default(), &self.config, &unobserved).unwrap()
    }

    /// Hands over the liaison's problem.
    pub(super) fn with_problem<T>(&self, look: impl FnOnce(&LiaisonProblem) -> T) -> T {
        let travel = GreatCircle::default();
        let basis = kept_hours::basis(&self.book, &self.scores, &travel, &self.config);
        look(&liaison_problem::all(&basis, &assign_unowned::assign(&basis))[0])
    }
}

/// The day up to which the history goes, a Friday.
pub(super) fn as_of() -> Date {
    Date::new(2026, 1, 30).unwrap()
}

pub(super) fn home() -> Location {
    Location::new(38.9, -77.0).unwrap()
}

pub(super) fn id(number: usize) -> PracticeId {
    format!("P{number}").into()
}

/// A visit, or an attempt at one.
pub(super) fn visit(number: usize, days_ago: i64, outcome: Outcome) -> Visit {
    Visit {
        practice: id(number),
        liaison: "L1".into(),
        date: as_of().plus_days(-days_ago),
        time: None,
        outcome,
        note: None,
    }
}

struct TinyTown {
    random: Pcg64Mcg,
}

impl TinyTown {
    fn chance(&mut self, probability: f64) -> bool {
        self.random.random_bool(probability)
    }

    fn config(&mut self) -> ScheduleConfig {
        let field_time = match self.random.random_range(0..6) {
            0 => FieldTime::Fill,
            1 => FieldTime::Floor(self.random.random_range(0.0..0.2)),
            _ => FieldTime::Auto,
        };
        let weeks = if self.chance(0.3) { 2 } else { 1 };
        ScheduleConfig { weeks, field_time, seed: self.random.random_range(0..1000), ..Default::default() }
    }

    fn records(&mut self, weeks: u32) -> Records {
        let practices = self.random.random_range(2..=5);
        let mut records = Records {
            practices: (0..practices).map(|number| self.practice(number)).collect(),
            liaisons: vec![self.liaison(weeks)].into(),
            referrals: (0..practices).flat_map(|number| self.referrals(number)).collect(),
            visits: (0..practices).flat_map(|number| self.visits(number)).collect(),
            ..Records::default()
        };
        if self.chance(0.2) {
            let (_, liaison) = &mut records.liaisons.0[0];
            liaison.max_drive = None;
            let working: Vec<Weekday> = liaison.hours.keys().copied().collect();
            records.appointments = vec![self.appointment(practices, &working)].into();
        }
        records
    }

    fn practice(&mut self, number: usize) -> Practice {
        let mut offset = || self.random.random_range(-0.15..0.15);
        let place = Location::new(home().lat() + offset(), home().lon() + offset()).unwrap();
        let mut practice = Practice::new(id(number), format!("Practice {number}"), place);
        practice.visit_minutes = Minutes([15, 20, 30, 45][self.random.random_range(0..4)]);
        if self.chance(0.15) {
            practice.access = AccessPolicy::AppointmentOnly;
        }
        if self.chance(0.25) {
            practice.hours = (0..3).map(|_| self.hours()).collect();
        }
        if self.chance(0.35) {
            let least = self.chance(0.5).then_some(1);
            practice.cadence = Cadence::new(least, self.random.random_range(1..15), None).ok();
        }
        practice
    }

    /// A few hours on some weekday.
    fn hours(&mut self) -> OpeningHours {
        let opens = self.random.random_range(8..15);
        let window = TimeWindow::between((opens, 15), (opens + self.random.random_range(1..4), 0)).unwrap();
        let weekday = Weekday::ALL[self.random.random_range(0..5)];
        OpeningHours { weekday, window, from: None, until: None }
    }

    /// Three to five working days of a plan of one week, or of two.
    fn liaison(&mut self, weeks: u32) -> Liaison {
        let mut liaison = Liaison::new("L1", "Liaison One", home());
        let days = if weeks == 1 { self.random.random_range(3..=5) } else { 2 };
        while liaison.hours.len() > days {
            liaison.hours.remove(&Weekday::ALL[self.random.random_range(0..5)]);
        }
        if self.chance(0.3) {
            let short = TimeWindow::between((9, 0), (self.random.random_range(12..15), 0)).unwrap();
            liaison.hours.values_mut().for_each(|hours| *hours = short.into());
        }
        liaison.max_stops = self.random.random_range(1..=3);
        liaison.max_drive = self.chance(0.15).then(|| Minutes(self.random.random_range(40..120)));
        liaison
    }

    fn referrals(&mut self, number: usize) -> Vec<Referral> {
        let days = (self.random.random_range(2..20)..360).step_by(self.random.random_range(3..60));
        let date = |ago: i64| as_of().plus_days(-ago);
        days.map(|ago| Referral { practice: id(number), from: None, date: date(ago), count: 1, value: None })
            .collect()
    }

    /// A last visit unless there was none, and at times some that met nobody.
    fn visits(&mut self, number: usize) -> Vec<Visit> {
        let mut visits = Vec::new();
        if self.chance(0.8) {
            let most = if self.chance(0.6) { 25 } else { 150 };
            visits.push(visit(number, self.random.random_range(0..most), Outcome::Seen));
        }
        if self.chance(0.3) {
            let vain = self.random.random_range(1..12);
            visits.extend((0..vain).map(|week| visit(number, 3 + 7 * week, Outcome::NoAccess)));
        }
        visits
    }

    /// An appointment in the first week that can be kept whatever else is planned.
    fn appointment(&mut self, practices: usize, working: &[Weekday]) -> Appointment {
        let weekday = working[self.random.random_range(0..working.len())];
        let date = (3..8).map(|day| as_of().plus_days(day)).find(|date| date.weekday() == weekday);
        Appointment {
            date: date.unwrap(),
            start: TimeOfDay::new(10, 0).unwrap(),
            liaison: "L1".into(),
            practice: id(self.random.random_range(0..practices)),
            minutes: Minutes(20),
        }
    }
}
