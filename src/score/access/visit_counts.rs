//! Met and vain visits, by practice, weekday and part of the day.

use std::collections::BTreeMap;

use crate::model::book::Book;
use crate::model::history::{Outcome, Visit};
use crate::model::index::PracticeIndex;
use crate::model::part_of_day::PartOfDay;
use crate::model::practice::AccessPolicy;
use crate::model::time::{Date, TimeOfDay};
use crate::model::weekday::Weekday;
use crate::random::halved;

/// Days after which a visit counts half as much: practices change their ways.
pub(crate) const HALF_LIFE_DAYS: f64 = 730.0;

/// Hours in which visits are made, in minutes of the day. A time outside them tells when a row was written, and not when somebody came.
const VISITED: std::ops::RangeInclusive<u32> = 6 * 60..=20 * 60;

/// A weekday, and a part of it where the log tells the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct VisitTime {
    pub(crate) weekday: Weekday,
    pub(crate) part: Option<PartOfDay>,
}

/// Times that visits are told apart by: each part of each weekday, and each weekday without a time.
pub(crate) const TIMES: usize = 7 * 5;

impl VisitTime {
    /// Returns its place among all [`TIMES`].
    pub(crate) fn position(self) -> usize {
        5 * (self.weekday as usize) + self.part.map_or(4, PartOfDay::position)
    }

    /// Lists all times, by their places.
    pub(crate) fn all() -> impl Iterator<Item = Self> + Clone {
        let parts = [0, 1, 2, 3].map(|at| Some(PartOfDay::ALL[at])).into_iter().chain([None]);
        Weekday::ALL
            .into_iter()
            .flat_map(move |weekday| parts.clone().map(move |part| Self { weekday, part }))
    }
}

/// Visits that met somebody and all that tried, each counted by its age.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Tried {
    pub(crate) met: f64,
    pub(crate) all: f64,
}

impl Tried {
    pub(crate) fn add(&mut self, other: Self) {
        self.met += other.met;
        self.all += other.all;
    }
}

/// What the log says of one practice.
pub(crate) type PracticeCounts = BTreeMap<VisitTime, Tried>;

/// Counts the visits to a practice up to a day. Visits that were called off or not made say nothing.
pub(crate) fn of_practice(book: &Book, practice: PracticeIndex, until: Date) -> PracticeCounts {
    let mut counts = PracticeCounts::new();
    for visit in book.visits(practice).iter().filter(|visit| visit.date <= until) {
        if let Some(is_met) = is_met(visit.outcome) {
            let weight = halved(until.days_since(visit.date) as f64 / HALF_LIFE_DAYS);
            let met = if is_met { weight } else { 0.0 };
            counts.entry(time_of(visit)).or_default().add(Tried { met, all: weight });
        }
    }
    counts
}

/// Tells whether a visit met somebody; `None` where it was not made.
pub(crate) fn is_met(outcome: Outcome) -> Option<bool> {
    match outcome {
        Outcome::Seen | Outcome::StaffOnly => Some(true),
        Outcome::NoAccess => Some(false),
        Outcome::Cancelled | Outcome::Missed => None,
    }
}

/// Returns the time of a visit, where it can be one.
pub(crate) fn time_within_day(visit: &Visit) -> Option<TimeOfDay> {
    visit.time.filter(|time| VISITED.contains(&time.minutes()))
}

fn time_of(visit: &Visit) -> VisitTime {
    VisitTime { weekday: visit.date.weekday(), part: time_within_day(visit).map(PartOfDay::of) }
}

/// Numbers the groups of like practices: those of one specialty and one way in.
pub(crate) fn groups(book: &Book) -> Vec<usize> {
    let key = |specialty: Option<&String>, access: AccessPolicy| {
        (specialty.map_or(String::new(), |it| it.trim().to_lowercase()), access as u8)
    };
    let keys: Vec<_> = book.practices().iter().map(|it| key(it.specialty.as_ref(), it.access)).collect();
    let mut numbers: BTreeMap<&(String, u8), usize> = keys.iter().map(|key| (key, 0)).collect();
    numbers.values_mut().enumerate().for_each(|(number, value)| *value = number);
    keys.iter().map(|key| numbers.get(key).copied().unwrap_or(0)).collect()
}
