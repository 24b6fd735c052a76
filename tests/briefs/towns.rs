//! Random books with talking points, promises and material, and their plans.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::brief::{self, BriefConfig, Briefs};
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::Plan;
use rounds::score::Scores;
use rounds::{progress, schedule, score};

use crate::common;

/// How many practices and liaisons a book has.
pub const PRACTICES: usize = 24;

/// A book with its scores and its plan.
pub struct Town {
    pub book: Book,
    pub scores: Scores,
    pub plan: Plan,
}

impl Town {
    pub fn new(seed: u64, weeks: u32) -> Self {
        Self::of(records(seed), common::as_of(), weeks)
    }

    /// Plans the weeks after a day.
    pub fn of(records: Records, as_of: Date, weeks: u32) -> Self {
        let book = Book::build(records).unwrap().0;
        let scores =
            score::evaluate(&book, as_of, &score::ScoreConfig::default(), &progress::unobserved).unwrap();
        let config = schedule::ScheduleConfig { weeks, effort: 5, ..schedule::ScheduleConfig::default() };
        let plan =
            schedule::plan(&book, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap();
        Self { book, scores, plan }
    }

    pub fn briefs(&self, value_limit: Option<u32>) -> Briefs {
        briefs(&self.book, &self.scores, &self.plan, value_limit)
    }
}

pub fn briefs(book: &Book, scores: &Scores, plan: &Plan, value_limit: Option<u32>) -> Briefs {
    let config = BriefConfig { value_limit: value_limit.map(Cents) };
    brief::briefs(book, scores, plan, &config).unwrap()
}

/// Returns the tables of a town whose practices are seen often, with everything that goes along.
pub fn records(seed: u64) -> Records {
    let mut records = common::town(seed, PRACTICES, 2);
    let mut dice = Dice(Pcg64Mcg::seed_from_u64(seed));
    for (_, practice) in &mut records.practices.0 {
        practice.cadence = Cadence::new(None, dice.0.random_range(5..30), None).ok();
    }
    records.topics = (0..dice.0.random_range(3..12)).map(|number| dice.topic(number)).collect();
    records.materials = (0..8).map(|number| dice.material(number)).collect();
    for number in 0..12 {
        records.stock.0.push((number, dice.stock()));
    }
    for number in 0..60 {
        records.heard_topics.0.push((number, dice.heard()));
        records.left_materials.0.push((number, dice.left()));
        records.followups.0.push((number, dice.followup()));
    }
    records.followups.0.truncate(6);
    records
}

struct Dice(Pcg64Mcg);

impl Dice {
    fn chance(&mut self, probability: f64) -> bool {
        self.0.random_bool(probability)
    }

    fn day(&mut self, from: i64, to: i64) -> Date {
        common::as_of().plus_days(self.0.random_range(from..to))
    }

    /// Draws a day, or none.
    fn some_day(&mut self, from: i64, to: i64) -> Option<Date> {
        let day = self.day(from, to);
        self.chance(0.4).then_some(day)
    }

    fn practice(&mut self) -> PracticeId {
        format!("P{:04}", self.0.random_range(0..PRACTICES)).into()
    }

    fn specialties(&mut self) -> std::collections::BTreeSet<String> {
        let all = ["family", "internal", "cardiology"];
        all.into_iter().filter(|_| self.0.random_bool(0.3)).map(str::to_owned).collect()
    }

    /// Draws after how many days something comes again, or once.
    fn every(&mut self) -> Option<u32> {
        let days = self.0.random_range(0..60);
        self.chance(0.6).then_some(days)
    }

    fn topic(&mut self, number: usize) -> Topic {
        Topic {
            id: format!("T{number}").into(),
            text: format!("Say this, number {number}"),
            specialties: self.specialties(),
            tiers: [Tier::A, Tier::B, Tier::C].into_iter().filter(|_| self.0.random_bool(0.2)).collect(),
            segments: [Segment::Loyalist, Segment::Splitter, Segment::Lapsed, Segment::Unknown]
                .into_iter()
                .filter(|_| self.0.random_bool(0.1))
                .collect(),
            from: self.some_day(-20, 25),
            until: self.some_day(5, 60),
            every_days: self.every(),
        }
    }

    fn material(&mut self, number: usize) -> Material {
        Material {
            id: format!("M{number}").into(),
            name: format!("Leaflet {number}"),
            specialties: self.specialties(),
            pieces: self.0.random_range(1..6),
            value: Cents([0, 0, 150, 1_000, 4_000][self.0.random_range(0..5)]),
            from: self.some_day(-20, 25),
            until: self.some_day(5, 60),
            every_days: self.every(),
        }
    }

    fn stock(&mut self) -> Stock {
        Stock {
            liaison: format!("L{}", self.0.random_range(0..2)).into(),
            material: format!("M{}", self.0.random_range(0..8)).into(),
            date: self.some_day(-40, 0),
            pieces: self.0.random_range(0..60),
        }
    }

    fn heard(&mut self) -> HeardTopic {
        HeardTopic {
            practice: self.practice(),
            topic: format!("T{}", self.0.random_range(0..12)).into(),
            date: self.day(-60, 1),
        }
    }

    fn left(&mut self) -> LeftMaterial {
        let worth = Cents(self.0.random_range(0..2_000));
        LeftMaterial {
            practice: self.practice(),
            date: self.day(-60, 1),
            material: format!("M{}", self.0.random_range(0..9)).into(),
            pieces: self.0.random_range(1..5),
            liaison: self.chance(0.8).then(|| format!("L{}", self.0.random_range(0..2)).into()),
            value: self.chance(0.3).then_some(worth),
        }
    }

    fn followup(&mut self) -> FollowUp {
        FollowUp {
            practice: self.practice(),
            due: self.day(-20, 40),
            from: self.some_day(-40, -20),
            what: "Bring the referral form".into(),
            liaison: None,
            done: self.some_day(-20, 0),
        }
    }
}
