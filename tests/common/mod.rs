//! What several tests share: small made-up books, the same for the same seed, random cases and the public data.

#![allow(dead_code, reason = "not every test uses every helper")]

pub mod draws;
pub mod public_data;
pub mod rhythm;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::*;

/// The day up to which the made-up history goes, a Friday.
pub fn as_of() -> Date {
    Date::new(2026, 1, 30).unwrap()
}

/// The tables of a made-up town: practices around one centre with every kind of rule, a year of referrals and visits.
pub fn town(seed: u64, practices: usize, liaisons: usize) -> Records {
    let mut town = Town { random: Pcg64Mcg::seed_from_u64(seed), liaisons };
    let mut records = Records {
        practices: (0..practices).map(|number| town.practice(number)).collect(),
        liaisons: (0..liaisons).map(|number| town.liaison(number)).collect(),
        holidays: vec![Holiday { date: Date::new(2026, 2, 16).unwrap(), name: "Presidents' Day".into() }]
            .into(),
        ..Records::default()
    };
    for number in 0..practices {
        town.history(number, &mut records);
        town.calendar(number, &mut records);
    }
    let from = as_of().plus_days(town.random.random_range(3..20));
    let off = TimeOff { liaison: "L0".into(), from, until: from.plus_days(2) };
    records.time_off = vec![off].into();
    records
}

/// The book of [`town`].
pub fn book(seed: u64, practices: usize, liaisons: usize) -> Book {
    Book::build(town(seed, practices, liaisons)).unwrap().0
}

struct Town {
    random: Pcg64Mcg,
    liaisons: usize,
}

impl Town {
    fn chance(&mut self, probability: f64) -> bool {
        self.random.random_bool(probability)
    }

    fn place(&mut self) -> Location {
        let mut offset = || self.random.random_range(-0.25..0.25);
        let (north, east) = (offset(), offset());
        Location::new(38.9 + north, -77.0 + east).unwrap()
    }

    fn practice(&mut self, number: usize) -> Practice {
        let mut practice = Practice::new(format!("P{number:04}"), format!("Practice {number}"), self.place());
        practice.providers = Some(self.random.random_range(1..12));
        practice.specialty =
            Some(["family", "internal", "cardiology"][self.random.random_range(0..3)].into());
        practice.tier = self.chance(0.8).then(|| [Tier::A, Tier::B, Tier::C][self.random.random_range(0..3)]);
        practice.visit_minutes = Minutes([15, 20, 30][self.random.random_range(0..3)]);
        practice.access = match self.random.random_range(0..20) {
            0 => AccessPolicy::NoSee,
            1 | 2 => AccessPolicy::AppointmentOnly,
            3 | 4 => AccessPolicy::LunchOnly,
            _ => AccessPolicy::WalkIn,
        };
        practice.owner =
            self.chance(0.7).then(|| format!("L{}", self.random.random_range(0..self.liaisons)).into());
        if self.chance(0.1) {
            practice.skills.insert("spanish".into());
        }
        if self.chance(0.2) {
            practice.hours = vec![self.hours(), self.hours()];
        }
        if self.chance(0.1) {
            practice.cadence = Cadence::new(None, self.random.random_range(5..60), None).ok();
        }
        practice
    }

    fn hours(&mut self) -> OpeningHours {
        let opens = self.random.random_range(7..13);
        let window = TimeWindow::between((opens, 15), (opens + self.random.random_range(1..5), 0)).unwrap();
        OpeningHours {
            weekday: Weekday::ALL[self.random.random_range(0..7)],
            window,
            from: None,
            until: None,
        }
    }

    fn liaison(&mut self, number: usize) -> Liaison {
        let mut liaison = Liaison::new(format!("L{number}"), format!("Liaison {number}"), self.place());
        if self.chance(0.5) {
            liaison.skills.insert("spanish".into());
        }
        liaison.max_stops = self.random.random_range(3..12);
        liaison.max_drive = self.chance(0.3).then(|| Minutes(self.random.random_range(60..240)));
        if self.chance(0.2) {
            liaison.lunch = None;
        }
        if self.chance(0.3) {
            liaison.hours.remove(&Weekday::Friday);
        }
        liaison
    }

    fn history(&mut self, number: usize, records: &mut Records) {
        let practice = PracticeId::from(format!("P{number:04}"));
        for _ in 0..self.random.random_range(0..30) {
            let date = as_of().plus_days(-self.random.random_range(0..400));
            let row = Referral {
                practice: practice.clone(),
                from: None,
                date,
                count: self.random.random_range(1..4),
                value: None,
            };
            records.referrals.0.push((records.referrals.0.len() as u64 + 2, row));
        }
        if self.chance(0.7) {
            let date = as_of().plus_days(-self.random.random_range(0..120));
            let liaison = format!("L{}", self.random.random_range(0..self.liaisons)).into();
            let row = Visit { practice, liaison, date, time: None, outcome: Outcome::Seen, note: None };
            records.visits.0.push((records.visits.0.len() as u64 + 2, row));
        }
    }

    fn calendar(&mut self, number: usize, records: &mut Records) {
        let practice = PracticeId::from(format!("P{number:04}"));
        if self.chance(0.04) {
            let date = as_of().plus_days(self.random.random_range(3..31));
            let start = TimeOfDay::new(self.random.random_range(8..17), 30).unwrap();
            let liaison = format!("L{}", self.random.random_range(0..self.liaisons)).into();
            let row = Appointment { date, start, liaison, practice: practice.clone(), minutes: Minutes(30) };
            records.appointments.0.push((records.appointments.0.len() as u64 + 2, row));
        }
        if self.chance(0.04) {
            let from = as_of().plus_days(self.random.random_range(0..20));
            let row = MustVisit { practice, from, until: from.plus_days(self.random.random_range(0..14)) };
            records.must_visits.0.push((records.must_visits.0.len() as u64 + 2, row));
        }
    }
}
