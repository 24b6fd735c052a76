//! What a log says of access: how often nobody is met, when most and fewest are, and where log and hours of the book disagree.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::forecast::numeric::normal::{NINE_OF_TEN, wilson};
use crate::model::book::Book;
use crate::model::history::Visit;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::part_of_day::PartOfDay;
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::score::access::access_model::{AccessModel, ChanceInterval, times};
use crate::score::access::visit_counts::{is_met, time_within_day};

/// Fewest visits of a practice inside or outside its hours of which anything is said.
const FEWEST: u32 = 4;

/// A best time is named where the worst one has at most this share of its chance.
const CLEARLY_POORER: f64 = 0.8;

/// Visits that tried to meet somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct TriedVisits {
    /// Those that met somebody.
    pub met: u32,
    /// All of them.
    pub tried: u32,
}

/// A weekday and a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TimeOfWeek {
    /// The day of the week.
    pub weekday: Weekday,
    /// The part of the day.
    pub part: PartOfDay,
}

/// What the log of the whole team says of one time of the week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TimeRecord {
    /// When.
    pub time: TimeOfWeek,
    /// The visits then.
    pub visits: TriedVisits,
    /// The chance at a usual practice, other times and practices taken into account.
    pub chance: ChanceInterval,
}

/// The time at which a practice is met best, and the one at which it is met worst, within its hours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BestTime {
    /// Which practice.
    pub practice: PracticeId,
    /// The best time, with its chance.
    pub best: (TimeOfWeek, ChanceInterval),
    /// The worst time, with its chance.
    pub worst: (TimeOfWeek, ChanceInterval),
}

/// A practice whose log and hours in the book disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HoursDoubt {
    /// Within the hours of the book, visits are mostly in vain.
    VainInside {
        /// Which practice.
        practice: PracticeId,
        /// The visits within its hours.
        visits: TriedVisits,
    },
    /// Outside the hours of the book, visits mostly meet somebody.
    MetOutside {
        /// Which practice.
        practice: PracticeId,
        /// The visits outside its hours.
        visits: TriedVisits,
    },
}

impl HoursDoubt {
    /// Returns the practice that it is about.
    #[must_use]
    pub fn practice(&self) -> &PracticeId {
        match self {
            Self::VainInside { practice, .. } | Self::MetOutside { practice, .. } => practice,
        }
    }
}

/// What the log of a book says of access.
///
/// ```
/// use rounds::model::{Book, Liaison, Location, Practice, Records};
/// use rounds::score::{AccessModel, AccessReport};
/// let here = Location::new(38.9, -77.0)?;
/// let practices = vec![Practice::new("P1", "Cedar", here)].into();
/// let liaisons = vec![Liaison::new("L1", "Liaison One", here)].into();
/// let (book, _) = Book::build(Records { practices, liaisons, ..Records::default() })?;
/// let until = "2026-01-30".parse()?;
/// let report = AccessReport::new(&book, &AccessModel::new(&book, until), until);
/// assert_eq!((report.visits.tried, report.no_access), (0, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessReport {
    /// The last day that counts.
    pub until: Date,
    /// All visits that tried to meet somebody.
    pub visits: TriedVisits,
    /// How many of them tell the time.
    pub timed: u32,
    /// The share of them that met nobody; absent where there was no visit.
    pub no_access: Option<ChanceInterval>,
    /// The times of the week with visits, best chance first.
    pub times: Vec<TimeRecord>,
    /// Practices with a clearly best time, in the order of the book.
    pub best_times: Vec<BestTime>,
    /// Practices whose hours the log doubts, in the order of the book.
    pub doubts: Vec<HoursDoubt>,
}

impl AccessReport {
    /// Counts the log of a book up to a day beside what a model has learned from it. O(visits + practices).
    #[must_use]
    pub fn new(book: &Book, model: &AccessModel, until: Date) -> Self {
        let (mut visits, mut with_time) = (TriedVisits::default(), 0);
        let mut cells: BTreeMap<TimeOfWeek, TriedVisits> = BTreeMap::new();
        for (visit, met) in book.practice_indices().flat_map(|practice| tried(book, practice, until)) {
            visits.add(met);
            if let Some(time) = time_within_day(visit) {
                with_time += 1;
                let time = TimeOfWeek { weekday: visit.date.weekday(), part: PartOfDay::of(time) };
                cells.entry(time).or_default().add(met);
            }
        }
        let record = |(time, visits): (TimeOfWeek, TriedVisits)| TimeRecord {
            time,
            visits,
            chance: model.team(time.weekday, time.part),
        };
        let mut times: Vec<TimeRecord> = cells.into_iter().map(record).collect();
        times.sort_by(|a, b| b.chance.chance.total_cmp(&a.chance.chance));
        let of = |practice| best_time(book, model, practice, until);
        Self {
            until,
            visits,
            timed: with_time,
            no_access: share(visits.tried - visits.met, visits.tried),
            times,
            best_times: book.practice_indices().filter_map(of).collect(),
            doubts: book.practice_indices().flat_map(|practice| doubts(book, practice, until)).collect(),
        }
    }
}

impl TriedVisits {
    fn add(&mut self, is_met: bool) {
        self.met += u32::from(is_met);
        self.tried += 1;
    }
}

/// Lists the visits to a practice that tried to meet somebody, and whether they did.
fn tried(book: &Book, practice: PracticeIndex, until: Date) -> impl Iterator<Item = (&Visit, bool)> {
    let known = book.visits(practice).iter().filter(move |visit| visit.date <= until);
    known.filter_map(|visit| Some((visit, is_met(visit.outcome)?)))
}

/// Returns a share of some visits with the interval that holds it nine times of ten; `None` without a visit.
fn share(count: u32, all: u32) -> Option<ChanceInterval> {
    let (low, high) = wilson(count, all, NINE_OF_TEN)?;
    Some(ChanceInterval { chance: f64::from(count) / f64::from(all), low, high })
}

/// Finds the best and the worst time within the hours of a practice, where both differ clearly and credibly at the practice itself.
fn best_time(book: &Book, model: &AccessModel, practice: PracticeIndex, until: Date) -> Option<BestTime> {
    let open = open_times(book, practice, until);
    let chance = |time: &(Weekday, PartOfDay)| model.interval(practice, time.0, time.1);
    let by_chance =
        |a: &&(Weekday, PartOfDay), b: &&(Weekday, PartOfDay)| chance(a).chance.total_cmp(&chance(b).chance);
    let (best, worst) = (*open.iter().max_by(by_chance)?, *open.iter().min_by(by_chance)?);
    let is_clear = chance(&worst).chance < CLEARLY_POORER * chance(&best).chance;
    let is_credible = || model.own_difference(practice, best, worst).low > 0.0;
    let at = |time: (Weekday, PartOfDay)| (TimeOfWeek { weekday: time.0, part: time.1 }, chance(&time));
    (is_clear && is_credible()).then(|| BestTime {
        practice: book.practices()[practice.get()].id.clone(),
        best: at(best),
        worst: at(worst),
    })
}

/// Lists the times of the week after a day in which a practice receives visitors.
fn open_times(book: &Book, practice: PracticeIndex, until: Date) -> Vec<(Weekday, PartOfDay)> {
    let is_open = |&(weekday, part): &(Weekday, PartOfDay)| {
        let week = (1..=7).map(|day| until.plus_days(day));
        let date = week.into_iter().find(|date| date.weekday() == weekday);
        let open = date.map_or(Vec::new(), |date| book.visiting_hours(practice, date));
        let (from, to) = part.bounds();
        open.iter().any(|it| it.opens().minutes() < to && from < it.closes().minutes())
    };
    times().filter(is_open).collect()
}

/// Lists what the log doubts in the hours that the book states for a practice.
fn doubts(book: &Book, practice: PracticeIndex, until: Date) -> Vec<HoursDoubt> {
    let known = &book.practices()[practice.get()];
    if known.hours.is_empty() {
        return Vec::new();
    }
    let (mut inside, mut outside) = (TriedVisits::default(), TriedVisits::default());
    for (visit, met) in tried(book, practice, until) {
        match is_inside(book, practice, visit) {
            Some(true) => inside.add(met),
            Some(false) => outside.add(met),
            None => {}
        }
    }
    let is_mostly = |count: u32, all: u32| all >= FEWEST && share(count, all).is_some_and(|it| it.low > 0.5);
    let vain = is_mostly(inside.tried - inside.met, inside.tried)
        .then(|| HoursDoubt::VainInside { practice: known.id.clone(), visits: inside });
    let met = is_mostly(outside.met, outside.tried)
        .then(|| HoursDoubt::MetOutside { practice: known.id.clone(), visits: outside });
    vain.into_iter().chain(met).collect()
}

/// Tells whether a visit lies within the hours of its practice; `None` where its time is not known.
fn is_inside(book: &Book, practice: PracticeIndex, visit: &Visit) -> Option<bool> {
    let open = book.office_hours(practice, visit.date);
    if open.is_empty() {
        return Some(false);
    }
    let time = time_within_day(visit)?;
    Some(open.iter().any(|it| it.opens() <= time && time < it.closes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::history::Outcome;
    use crate::model::liaison::Liaison;
    use crate::model::location::Location;
    use crate::model::practice::{OpeningHours, Practice};
    use crate::model::records::Records;
    use crate::model::time::TimeWindow;

    /// Visits to a practice that opens on Monday mornings, by weekday, hour and outcome; four weeks of each.
    fn report(visits: &[(i64, u16, Outcome)]) -> AccessReport {
        let here = Location::new(38.9, -77.0).unwrap();
        let mut practice = Practice::new("P1", "Cedar", here);
        let window = TimeWindow::between((8, 0), (12, 0)).unwrap();
        practice.hours = vec![OpeningHours { weekday: Weekday::Monday, window, from: None, until: None }];
        let monday: Date = "2025-12-01".parse().unwrap();
        let visit = |(week, &(day, hour, outcome)): (i64, &(i64, u16, Outcome))| Visit {
            practice: "P1".into(),
            liaison: "L1".into(),
            date: monday.plus_days(7 * week + day),
            time: crate::model::time::TimeOfDay::new(hour, 0),
            outcome,
            note: None,
        };
        let weeks = (0..4).flat_map(|week| visits.iter().map(move |it| (week, it)));
        let records = Records {
            practices: vec![practice].into(),
            liaisons: vec![Liaison::new("L1", "Liaison One", here)].into(),
            visits: weeks.map(visit).collect::<Vec<_>>().into(),
            ..Records::default()
        };
        let (book, _) = Book::build(records).unwrap();
        let until = monday.plus_days(30);
        AccessReport::new(&book, &AccessModel::new(&book, until), until)
    }

    #[test]
    fn hours_that_the_log_doubts_are_named() {
        use Outcome::{Missed, NoAccess, Seen};
        let found = report(&[(0, 9, NoAccess), (1, 9, Seen), (2, 9, Missed)]);
        assert_eq!((found.visits, found.timed), (TriedVisits { met: 4, tried: 8 }, 8));
        let [HoursDoubt::VainInside { visits: vain, .. }, HoursDoubt::MetOutside { visits: met, .. }] =
            &found.doubts[..]
        else {
            panic!("{:?}", found.doubts)
        };
        assert_eq!((vain.met, vain.tried, met.met, met.tried), (0, 4, 4, 4));
        assert_eq!(found.times.first().map(|it| it.time.weekday), Some(Weekday::Tuesday));
    }

    #[test]
    fn hours_that_the_log_bears_out_are_not_doubted() {
        assert_eq!(report(&[(0, 9, Outcome::Seen), (1, 9, Outcome::NoAccess)]).doubts, []);
    }
}
