//! Random books with everything that a plan may have to say something about, and their plans.

use std::sync::LazyLock;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::{Expectations, FieldTime, Plan};
use rounds::schedule::ScheduleConfig;
use rounds::{progress, schedule, score};

use crate::common;

/// How many books there are.
pub const BOOKS: u64 = 50;

/// A book with its plan, and what scores and settings make of it.
pub struct Sample {
    pub seed: u64,
    pub book: Book,
    pub plan: Plan,
    pub expected: Expectations,
}

/// The books, the same at every run.
pub static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| (0..BOOKS).map(sample).collect());

fn sample(seed: u64) -> Sample {
    let (book, _) = Book::build(records(seed)).unwrap();
    let config = ScheduleConfig {
        weeks: 1 + u32::from(seed.is_multiple_of(8)),
        seed,
        effort: 20,
        field_time: [FieldTime::Fill, FieldTime::Auto, FieldTime::Fill, FieldTime::Floor(0.3)]
            [(seed % 4) as usize],
        ..ScheduleConfig::default()
    };
    let travel = GreatCircle::default();
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved).unwrap();
    let expected = schedule::expectations(&book, &scores, &travel, &config).unwrap();
    Sample { seed, book, plan, expected }
}

/// A town with a full calendar.
fn records(seed: u64) -> Records {
    let mut records = common::town(seed + 1000, 30, 2);
    let mut dice = Dice { random: Pcg64Mcg::seed_from_u64(seed), practices: 30 };
    Dice::rules(&mut records);
    dice.limits(seed, &mut records);
    dice.clash(&mut records);
    for _ in 0..9 {
        let appointment = dice.appointment();
        records.appointments.0.push((records.appointments.0.len() as u64 + 2, appointment));
    }
    for number in 0..8 {
        let promise = dice.promise();
        if number % 2 == 0 {
            records.followups.0.push((number, followup(promise)));
        } else {
            records.must_visits.0.push((records.must_visits.0.len() as u64 + 2, promise));
        }
    }
    without_place(&mut records);
    let holiday =
        Holiday { date: common::as_of().plus_days(dice.within(3, 17)), name: "Founders' Day".into() };
    records.holidays.0.push((9, holiday));
    let from = common::as_of().plus_days(dice.within(3, 17));
    records.time_off.0.push((9, TimeOff { liaison: "L1".into(), from, until: from }));
    records
}

/// Adds two practices without a place. One of them is somebody's, with an appointment and a promise.
fn without_place(records: &mut Records) {
    for (number, owner) in [(30, Some("L1".into())), (31, None)] {
        let mut practice = Practice::new(format!("P{number:04}"), format!("Practice {number}"), None);
        practice.owner = owner;
        records.practices.0.push((9000 + number, practice));
    }
    let date = common::as_of().plus_days(4);
    let (practice, liaison): (PracticeId, LiaisonId) = ("P0030".into(), "L1".into());
    let start = TimeOfDay::new(9, 0).unwrap();
    let agreed = Appointment { date, start, liaison, practice: practice.clone(), minutes: Minutes(30) };
    records.appointments.0.push((9998, agreed));
    let (from, until) = (date.plus_days(1), date.plus_days(2));
    records.must_visits.0.push((9998, MustVisit { practice, from, until }));
}

/// Makes a follow-up of a promise.
fn followup(promise: MustVisit) -> FollowUp {
    let (practice, from, due) = (promise.practice, Some(promise.from), promise.until);
    FollowUp { practice, due, from, what: "Bring the form".into(), liaison: None, done: None }
}

struct Dice {
    random: Pcg64Mcg,
    practices: u32,
}

impl Dice {
    fn within(&mut self, from: i64, to: i64) -> i64 {
        self.random.random_range(from..to)
    }

    fn whom(&mut self) -> PracticeId {
        format!("P{:04}", self.random.random_range(0..self.practices)).into()
    }

    /// Makes some practices closed to all, far away, unowned, skilled, or seen often; and days short of visits.
    fn rules(records: &mut Records) {
        let scored = [8, 9];
        let far = Location::new(36.4, -77.0).unwrap();
        let practices = &mut records.practices.0;
        practices[0].1.access = AccessPolicy::NoSee;
        practices[1].1.access = AccessPolicy::LunchOnly;
        practices[2].1.access = AccessPolicy::AppointmentOnly;
        practices[3].1.location = Some(far);
        practices[4].1.owner = None;
        practices[5].1.skills.insert("spanish".into());
        practices[6].1.skills.insert("welding".into());
        practices[6].1.owner = None;
        practices[7].1.skills.insert("welding".into());
        for at in [8, 9, 10] {
            practices[at].1.cadence = Cadence::new(None, 7, None).ok();
        }
        practices[11].1.hours = vec![hours(Weekday::Saturday)];
        practices[12].1.visit_minutes = Minutes(45);
        practices[17].1.access = AccessPolicy::AppointmentOnly;
        practices[17].1.lead_days = Some(30);
        for (at, (_, practice)) in practices.iter_mut().enumerate().take(18).skip(8) {
            practice.tier = Some(Tier::A).filter(|_| !scored.contains(&at));
        }
        let visit = Visit {
            practice: "P0013".into(),
            liaison: "L0".into(),
            date: common::as_of().plus_days(-1),
            time: None,
            outcome: Outcome::Seen,
            note: None,
        };
        records.visits.0.push((9999, visit));
    }

    /// Makes days short of visits, of hours, or of driving.
    fn limits(&mut self, seed: u64, records: &mut Records) {
        for (number, (_, liaison)) in records.liaisons.0.iter_mut().enumerate() {
            (liaison.max_stops, liaison.max_drive) = (14, None);
            match (seed + 2 * number as u64) % 4 {
                0 => liaison.max_stops = 2 + u32::try_from(number).unwrap(),
                1 => liaison.max_drive = Some(Minutes(self.random.random_range(55..120))),
                2 => {
                    let morning = TimeWindow::between((9, 0), (11, 0)).unwrap();
                    liaison.hours.values_mut().for_each(|hours| *hours = morning.into());
                }
                _ if seed.is_multiple_of(3) => {
                    let afternoon = TimeWindow::between((13, 0), (15, 30)).unwrap();
                    liaison.hours.values_mut().for_each(|hours| *hours = afternoon.into());
                }
                _ => {
                    let work = [((8, 30), (10, 0)), ((10, 50), (16, 30))];
                    let windows = work.into_iter().filter_map(|(from, to)| TimeWindow::between(from, to));
                    let hours = WorkHours::new(windows).unwrap();
                    liaison.hours.values_mut().for_each(|day| *day = hours.clone());
                }
            }
        }
        // Seen two weeks ago, and not worth another visit so soon.
        for number in (18..30).filter(|_| seed % 5 > 1) {
            records.practices.0[number].1.tier = Some(Tier::A);
            records.practices.0[number].1.cadence = None;
            let date = common::as_of().plus_days(-12);
            let practice = format!("P{number:04}").into();
            let visit = Visit {
                practice,
                liaison: "L0".into(),
                date,
                time: None,
                outcome: Outcome::Seen,
                note: None,
            };
            records.visits.0.push((9000 + number as u64, visit));
        }
    }

    /// Agrees upon three visits of one liaison at about the same time.
    fn clash(&mut self, records: &mut Records) {
        let date = common::as_of().plus_days(self.within(4, 6));
        for minute in [0, 15, 30] {
            let start = TimeOfDay::new(10, minute).unwrap();
            let practice = self.whom();
            let row = Appointment { date, start, liaison: "L1".into(), practice, minutes: Minutes(45) };
            records.appointments.0.push((records.appointments.0.len() as u64 + 2, row));
        }
    }

    fn appointment(&mut self) -> Appointment {
        let date = common::as_of().plus_days(self.within(1, 24));
        let (hour, minute) = (self.random.random_range(7..18), self.random.random_range(0..4) * 15);
        Appointment {
            date,
            start: TimeOfDay::new(hour, minute).unwrap(),
            liaison: format!("L{}", self.within(0, 2)).into(),
            practice: self.whom(),
            minutes: Minutes(self.random.random_range(1..7) * 15),
        }
    }

    fn promise(&mut self) -> MustVisit {
        let from = common::as_of().plus_days(self.within(-6, 18));
        MustVisit { practice: self.whom(), from, until: from.plus_days(self.within(0, 9)) }
    }
}

fn hours(weekday: Weekday) -> OpeningHours {
    OpeningHours { weekday, window: TimeWindow::between((9, 0), (12, 0)).unwrap(), from: None, until: None }
}
