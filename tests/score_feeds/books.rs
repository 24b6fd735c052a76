//! Made-up books with a rhythm that is known, and what is done to their referrals.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::*;
use rounds::score::{self, FeedEnd, ModelNote};

/// A day that history is made up to: a Friday.
pub fn today() -> Date {
    date("2026-01-30")
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// What a town of practices is like.
#[derive(Debug, Clone, Copy)]
pub struct Town {
    pub practices: usize,
    /// Days from one referral of a practice to the next, on average.
    pub every: f64,
    /// How much of a usual weekday a Saturday and a Sunday are.
    pub weekend: f64,
    /// How much of usual days the days around Christmas are.
    pub christmas: f64,
    /// Height of a wave of a year.
    pub season: f64,
    /// Chance that a practice stops for good in a week.
    pub stops: f64,
    /// Days of history.
    pub days: i64,
}

impl Town {
    /// A town whose practices refer on working days, without an end or a season.
    pub fn steady(practices: usize, every: f64) -> Self {
        Self { practices, every, weekend: 0.0, christmas: 0.5, season: 0.0, stops: 0.0, days: 500 }
    }

    /// Draws the referrals of every practice up to a day, a row each.
    pub fn rows(&self, seed: u64, until: Date) -> Vec<Referral> {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let mut rows = Vec::new();
        for at in 0..self.practices {
            let level = 0.5 + 1.5 * random.random::<f64>();
            let first = if random.random_bool(0.7) { 0 } else { random.random_range(0..self.days) };
            for day in first..=self.days {
                let date = until.plus_days(day - self.days);
                if random.random_bool((level * self.of_day(date) / self.every).min(1.0)) {
                    rows.push(sent(at, date, 1));
                }
                if random.random_bool(self.stops / 7.0) {
                    break;
                }
            }
        }
        rows
    }

    /// Compares a day with a usual one.
    fn of_day(&self, date: Date) -> f64 {
        let free = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let usual = 7.0 / (5.0 + 2.0 * self.weekend);
        let week = if free { self.weekend * usual } else { usual };
        let (month, day) = (date.month(), date.day());
        let is_christmas = (month, day) >= (12, 22) || (month, day) <= (1, 2);
        let closed = matches!((month, day), (12, 25) | (1, 1) | (7, 4));
        let part = f64::from(month * 30 + day) / 365.0;
        let season = 1.0 + self.season * (std::f64::consts::TAU * part).sin();
        week * season * if is_christmas { self.christmas } else { 1.0 } * if closed { 0.03 } else { 1.0 }
    }
}

/// Referrals of a practice on a day.
pub fn sent(practice: usize, date: Date, count: u32) -> Referral {
    Referral { practice: id(practice), from: None, date, count, value: None }
}

pub fn id(practice: usize) -> PracticeId {
    format!("P{practice:04}").as_str().into()
}

/// A book of so many practices with these referrals.
pub fn book(practices: usize, rows: Vec<Referral>) -> Book {
    Book::build(records(practices, rows)).unwrap().0
}

pub fn records(practices: usize, rows: Vec<Referral>) -> Records {
    let place = |at: usize| Location::new(38.9 + 0.001 * (at % 40) as f64, -77.0 + 0.001 * (at / 40) as f64);
    let practice = |at| Practice::new(format!("P{at:04}"), format!("Practice {at}"), place(at).unwrap());
    Records {
        practices: (0..practices).map(practice).collect(),
        liaisons: vec![Liaison::new("L1", "Ada", Location::new(38.9, -77.0).unwrap())].into(),
        referrals: rows.into(),
        ..Records::default()
    }
}

/// The rows up to a day.
pub fn cut(rows: &[Referral], last: Date) -> Vec<Referral> {
    rows.iter().filter(|row| row.date <= last).cloned().collect()
}

/// The last day whose referrals are known.
pub fn until(book: &Book, as_of: Date) -> Date {
    score::referrals_known_until(book, as_of).0
}

/// Why referrals end before a day.
pub fn end(book: &Book, as_of: Date) -> Option<FeedEnd> {
    let (_, notes) = score::referrals_known_until(book, as_of);
    notes.into_iter().find_map(|note| match note {
        ModelNote::FeedEnds { why, .. } => Some(why),
        _ => None,
    })
}

/// How totals are dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// On the last day of the month.
    Last,
    /// On the first day of the month.
    First,
    /// With the first and the last day.
    Named,
}

/// The same referrals as totals of months.
pub fn months(rows: &[Referral], dated: Dated) -> Vec<Referral> {
    let mut sums: BTreeMap<(PracticeId, Date), u32> = BTreeMap::new();
    for row in rows {
        *sums.entry((row.practice.clone(), first_of_month(row.date))).or_default() += row.count;
    }
    let total = |((practice, first), count): ((PracticeId, Date), u32)| {
        let last = last_of_month(first);
        let (from, date) = match dated {
            Dated::Last => (None, last),
            Dated::First => (None, first),
            Dated::Named => (Some(first), last),
        };
        Referral { practice, from, date, count, value: None }
    };
    sums.into_iter().map(total).collect()
}

pub fn first_of_month(date: Date) -> Date {
    date.plus_days(1 - i64::from(date.day()))
}

pub fn last_of_month(date: Date) -> Date {
    first_of_month(first_of_month(date).plus_days(31)).plus_days(-1)
}

/// The same referrals as totals of the weeks that end on a Sunday.
pub fn weeks(rows: &[Referral]) -> Vec<Referral> {
    let mut sums: BTreeMap<(PracticeId, Date), u32> = BTreeMap::new();
    for row in rows {
        *sums.entry((row.practice.clone(), row.date.monday().plus_days(6))).or_default() += row.count;
    }
    let total = |((practice, date), count)| Referral { practice, from: None, date, count, value: None };
    sums.into_iter().map(total).collect()
}
