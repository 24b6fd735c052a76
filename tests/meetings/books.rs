//! Small random books with physicians, wishes, appointments and events, on a plane of few days.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::{
    Appointment, Book, Date, Event, EventKind, Introduction, Liaison, Location, Lunch, Minutes, OpeningHours,
    Practice, Provider, ProviderDay, ProviderHours, Records, TimeOfDay, TimeWindow, Weekday,
};

/// The day of the scores, a Friday; plans begin on the Monday after.
pub(crate) fn as_of() -> Date {
    "2026-01-30".parse().unwrap()
}

/// Draws a book.
pub(crate) fn book(seed: u64) -> Book {
    let mut draw = Draw(Pcg64Mcg::seed_from_u64(seed));
    let liaisons = 1 + draw.below(2);
    let practices = 2 + draw.below(3);
    let mut records = Records {
        liaisons: (0..liaisons).map(|number| draw.liaison(number)).collect(),
        practices: (0..practices).map(|number| draw.practice(number, liaisons)).collect(),
        ..Records::default()
    };
    let providers = 1 + draw.below(2);
    records.providers = (0..providers).map(|number| draw.provider(number)).collect();
    let wishes = 1 + draw.below(3);
    records.introductions = (0..wishes).map(|_| draw.wish(practices, providers)).collect();
    let appointments = draw.below(3);
    records.appointments = (0..appointments).map(|_| draw.appointment(practices, liaisons)).collect();
    let events = draw.below(2);
    records.events = (0..events).map(|_| draw.event(liaisons)).collect();
    Book::build(records).unwrap().0
}

/// Returns so many tens of minutes.
fn tens(number: usize) -> u32 {
    10 * u32::try_from(number).unwrap()
}

struct Draw(Pcg64Mcg);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0.random_range(0..bound)
    }

    fn few(&mut self, bound: u32) -> u32 {
        self.0.random_range(0..bound)
    }

    fn day(&mut self, from: i64, days: i64) -> Date {
        as_of().plus_days(from + self.0.random_range(0..days))
    }

    fn minute(&mut self, from: usize, until: usize) -> u32 {
        tens(from + self.below(until - from))
    }

    fn place(&mut self) -> Location {
        let part = |it: usize| it as f64 * 0.05;
        Location::new(38.8 + part(self.below(6)), -77.2 + part(self.below(6))).unwrap()
    }

    fn window(&mut self, from: usize, until: usize, least: usize) -> TimeWindow {
        let opens = from + self.below(until - from - least);
        let closes = opens + least + self.below(until - opens - least + 1);
        let time = |at: usize| TimeOfDay::from_minutes(tens(at));
        TimeWindow::new(time(opens), time(closes)).unwrap()
    }

    fn liaison(&mut self, number: usize) -> Liaison {
        let home = self.place();
        let hours = self.window(48, 96, 24).into();
        let days = [Weekday::Monday, Weekday::Tuesday];
        let lunch = if self.below(2) == 0 { Lunch::usual() } else { None };
        let max_drive = (self.below(4) == 0).then(|| Minutes(self.minute(6, 12)));
        Liaison {
            hours: days.into_iter().map(|day| (day, std::clone::Clone::clone(&hours))).collect(),
            lunch,
            max_drive,
            max_stops: 1 + self.few(4),
            ..Liaison::new(format!("L{number}"), format!("Liaison {number}"), home)
        }
    }

    fn practice(&mut self, number: usize, liaisons: usize) -> Practice {
        let place = self.place();
        let mut it = Practice::new(format!("P{number}"), format!("Practice {number}"), place);
        it.owner = Some(format!("L{}", self.below(liaisons)).as_str().into());
        if self.below(2) == 0 {
            let window = self.window(48, 102, 9);
            let days = [Weekday::Monday, Weekday::Tuesday];
            let on = |weekday| OpeningHours { weekday, window, from: None, until: None };
            it.hours = days.into_iter().map(on).collect();
        }
        it.lead_days = Some(self.few(5));
        it
    }

    fn provider(&mut self, number: usize) -> Provider {
        let place = self.place();
        let windows = 1 + self.below(2);
        let hours = (0..windows)
            .map(|_| ProviderHours {
                day: ProviderDay::Weekly([Weekday::Monday, Weekday::Tuesday][self.below(2)]),
                window: self.window(48, 102, 12),
                place: (self.below(4) == 0).then(|| self.place()),
            })
            .collect();
        let specialties = [["cardiology"], ["oncology"]][self.below(2)].map(String::from).into();
        let per_week = (self.below(3) == 0).then(|| self.few(3));
        Provider {
            id: format!("D{number}").as_str().into(),
            name: format!("Dr. {number}"),
            specialties,
            place: Some(place),
            per_week,
            hours,
        }
    }

    fn wish(&mut self, practices: usize, providers: usize) -> Introduction {
        let specialty = ["cardiology", "oncology"][self.below(2)].to_owned();
        let by = (self.below(3) == 0).then(|| self.day(3, 2));
        Introduction {
            practice: format!("P{}", self.below(practices)).as_str().into(),
            specialty,
            provider: (self.below(4) == 0).then(|| format!("D{}", self.below(providers)).as_str().into()),
            from: None,
            by,
            minutes: Minutes(self.minute(2, 5)),
            met: None,
        }
    }

    fn appointment(&mut self, practices: usize, liaisons: usize) -> Appointment {
        Appointment {
            date: self.day(3, 2),
            start: TimeOfDay::from_minutes(self.minute(54, 90)),
            liaison: format!("L{}", self.below(liaisons)).as_str().into(),
            practice: format!("P{}", self.below(practices)).as_str().into(),
            minutes: Minutes(30),
        }
    }

    fn event(&mut self, liaisons: usize) -> Event {
        let place = self.place();
        Event {
            id: "E0".into(),
            name: "Health fair".to_owned(),
            kind: EventKind::HealthFair,
            date: self.day(3, 7),
            window: self.window(54, 96, 6),
            place: (self.below(4) > 0).then_some(place),
            address: None,
            practice: None,
            liaisons: (0..liaisons).map(|number| format!("L{number}").as_str().into()).collect(),
            prepare: Minutes(self.minute(0, 3)),
            clear: Minutes(self.minute(0, 3)),
            specialties: std::collections::BTreeSet::new(),
        }
    }
}
