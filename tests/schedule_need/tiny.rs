//! Books so small that every choice of days can be looked at: one liaison, a few practices that are always open, any drives.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::geo::{Drive, TravelMatrix};
use rounds::model::*;
use rounds::plan::CapacityNeed;
use rounds::{progress, schedule, score};

use crate::common::as_of;

/// A tiny book with its drives.
pub struct Tiny {
    pub records: Records,
    pub roads: TravelMatrix,
    pub config: schedule::ScheduleConfig,
    /// Minutes of driving by place, the home being the first.
    pub drives: Vec<Vec<u32>>,
}

impl Tiny {
    /// Draws the book of a seed.
    pub fn draw(seed: u64) -> Self {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let weeks = random.random_range(1..=2);
        let practices = random.random_range(1..=4);
        let mut records = Records {
            practices: (1..=practices).map(|number| practice(&mut random, number)).collect(),
            liaisons: vec![liaison(&mut random, weeks)].into(),
            ..Records::default()
        };
        for number in 1..=practices {
            if random.random_bool(0.7) {
                let date = as_of().plus_days(-random.random_range(0..20));
                let (practice, liaison) = (id(number), "L".into());
                records.visits.0.push((
                    0,
                    Visit { practice, liaison, date, time: None, outcome: Outcome::Seen, note: None },
                ));
            }
            if random.random_bool(0.2) {
                let from = as_of().plus_days(random.random_range(1..7 * i64::from(weeks)));
                let until = from.plus_days(random.random_range(0..5)).min(end(weeks));
                records.must_visits.0.push((0, MustVisit { practice: id(number), from, until }));
            }
        }
        let drives = drives(&mut random, practices + 1);
        let config = schedule::ScheduleConfig { weeks, ..schedule::ScheduleConfig::default() };
        Self { records, roads: roads(&drives), config, drives }
    }

    /// States what its liaison needs; nothing where the book is refused.
    pub fn need(&self) -> Option<CapacityNeed> {
        let book = Book::build(self.records.clone()).unwrap().0;
        let config = score::ScoreConfig::default();
        let scores = score::evaluate(&book, as_of(), &config, &progress::unobserved).unwrap();
        schedule::capacities(&book, &scores, &self.roads, &self.config).ok()?[0].need
    }
}

pub fn id(number: usize) -> PracticeId {
    format!("P{number}").into()
}

/// The last day planned; the first is the Monday after the last known day.
fn end(weeks: u32) -> Date {
    as_of().plus_days(2 + 7 * i64::from(weeks))
}

fn place(number: usize) -> Location {
    Location::new(38.0 + number as f64 / 10.0, -77.0).unwrap()
}

fn practice(random: &mut Pcg64Mcg, number: usize) -> Practice {
    let mut practice = Practice::new(id(number), format!("Practice {number}"), place(number));
    let always = TimeWindow::between((0, 0), (24, 0)).unwrap();
    let hours = |weekday| OpeningHours { weekday, window: always, from: None, until: None };
    practice.hours = Weekday::ALL.map(hours).to_vec();
    practice.visit_minutes = Minutes(random.random_range(10..40));
    practice.tier = Some(Tier::A);
    practice.owner = Some("L".into());
    if random.random_bool(0.75) {
        let target = random.random_range(1..8);
        practice.cadence = Cadence::new(Some(1), target, Some(target + random.random_range(0..6))).ok();
    }
    practice
}

fn liaison(random: &mut Pcg64Mcg, weeks: u32) -> Liaison {
    let mut liaison = Liaison::new("L", "Liaison", place(0));
    liaison.lunch = None;
    liaison.max_stops = random.random_range(1..=5);
    liaison.max_drive = random.random_bool(0.3).then(|| Minutes(random.random_range(60..200)));
    let closes = random.random_range(12..18);
    let window = TimeWindow::between((9, 0), (closes, 0)).unwrap();
    let days = random.random_range(1..=if weeks == 1 { 4 } else { 2 });
    let first = random.random_range(0..4);
    liaison.hours = (0..days).map(|day| (Weekday::ALL[(first + day) % 5], window.into())).collect();
    liaison
}

/// Draws drives that are neither the same both ways nor always the shortest way.
fn drives(random: &mut Pcg64Mcg, places: usize) -> Vec<Vec<u32>> {
    let spots: Vec<(u32, u32)> =
        (0..places).map(|_| (random.random_range(0..40), random.random_range(0..40))).collect();
    let noise = [0, 5, 60][random.random_range(0..3)];
    let mut drive = |from: usize, to: usize| {
        let apart = spots[from].0.abs_diff(spots[to].0) + spots[from].1.abs_diff(spots[to].1);
        apart + random.random_range(0..=noise)
    };
    let mut row = |from| (0..places).map(|to| if from == to { 0 } else { drive(from, to) }).collect();
    (0..places).map(&mut row).collect()
}

fn roads(drives: &[Vec<u32>]) -> TravelMatrix {
    let mut roads = TravelMatrix::new();
    for (from, row) in drives.iter().enumerate() {
        for (to, &minutes) in row.iter().enumerate() {
            let drive = Drive { time: Seconds(minutes * 60), distance: Metres(minutes) };
            roads.insert(place(from), place(to), drive);
        }
    }
    roads
}
