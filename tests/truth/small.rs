//! The smallest books: one liaison, a few practices, and drives in minutes.

use rounds::geo::{Drive, TravelMatrix};
use rounds::model::*;
use rounds::plan::Plan;
use rounds::schedule::ScheduleConfig;

use crate::world::World;
use crate::{planned, tested};

/// A book of liaison L and practices P1, P2 and so on, with drives from home at 0 and between the practices.
pub struct Small {
    pub records: Records,
    pub roads: TravelMatrix,
    pub config: ScheduleConfig,
}

impl Small {
    /// Lays out home and practices, all drives of these minutes.
    pub fn new(practices: usize, minutes: u32) -> Self {
        let mut practices: Vec<Practice> = (1..=practices).map(practice).collect();
        for it in &mut practices {
            it.owner = Some("L".into());
        }
        let liaison = Liaison { lunch: None, ..Liaison::new("L", "Liaison", place(0)) };
        let mut small = Self {
            records: Records {
                practices: practices.into(),
                liaisons: vec![liaison].into(),
                ..Records::default()
            },
            roads: TravelMatrix::new(),
            config: ScheduleConfig { weeks: 1, effort: 20, ..ScheduleConfig::default() },
        };
        let places = small.records.practices.0.len() + 1;
        for (from, to) in (0..places).flat_map(|from| (0..places).map(move |to| (from, to))) {
            small.drive(from, to, minutes);
        }
        small
    }

    pub fn drive(&mut self, from: usize, to: usize, minutes: u32) {
        let drive = Drive { time: Seconds(minutes * 60), distance: Metres(minutes) };
        self.roads.insert(place(from), place(to), drive);
    }

    /// Sets all drives, those from home first.
    pub fn drives<const N: usize>(&mut self, table: &[[u32; N]]) {
        table.iter().enumerate().for_each(|(from, row)| self.drives_from(from, *row));
    }

    pub fn drives_from<const N: usize>(&mut self, from: usize, row: [u32; N]) {
        row.into_iter().enumerate().for_each(|(to, minutes)| self.drive(from, to, minutes));
    }

    pub fn liaison(&mut self) -> &mut Liaison {
        &mut self.records.liaisons.0[0].1
    }

    pub fn practice(&mut self, number: usize) -> &mut Practice {
        &mut self.records.practices.0[number - 1].1
    }

    /// Lets the liaison work on these days of February 2026 alone, which are no others' weekdays.
    pub fn works(&mut self, days: &[u32], from: (u16, u16), to: (u16, u16)) {
        let window = TimeWindow::between(from, to).unwrap();
        self.liaison().hours = days.iter().map(|&day| (date(day).weekday(), window.into())).collect();
    }

    pub fn appointment(&mut self, practice: usize, day: u32, start: &str, minutes: u32) {
        let (liaison, practice) = ("L".into(), format!("P{practice}").into());
        let start = start.parse().unwrap();
        let row = Appointment { date: date(day), start, liaison, practice, minutes: Minutes(minutes) };
        self.records.appointments.0.push((0, row));
    }

    pub fn promise(&mut self, practice: usize, from: u32, until: u32) {
        let practice = format!("P{practice}").into();
        self.records.must_visits.0.push((0, MustVisit { practice, from: date(from), until: date(until) }));
    }

    pub fn seen(&mut self, practice: usize, days_ago: i64) {
        let practice = format!("P{practice}").into();
        let date = crate::common::as_of().plus_days(-days_ago);
        let row =
            Visit { practice, liaison: "L".into(), date, time: None, outcome: Outcome::Seen, note: None };
        self.records.visits.0.push((0, row));
    }

    /// Plans it, and lists what is false.
    pub fn told(&self) -> (Plan, Vec<(&'static str, String)>) {
        let book = Book::build(self.records.clone()).unwrap().0;
        let plan = planned(&book, &self.roads, &self.config);
        let found = tested(&World::new(&book, &self.roads, &plan)).found;
        (plan, found)
    }
}

pub fn place(number: usize) -> Location {
    Location::new(38.0 + number as f64 / 10.0, -77.0).unwrap()
}

fn practice(number: usize) -> Practice {
    let mut practice = Practice::new(format!("P{number}"), format!("Practice {number}"), place(number));
    practice.cadence = Cadence::new(Some(1), 10, None).ok();
    practice
}

pub fn date(day: u32) -> Date {
    Date::new(2026, 2, day).unwrap()
}
