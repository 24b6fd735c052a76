//! What a book shows up to a day: histories, working days and season, and what practices alike send.

use rayon::prelude::*;

use super::{
    Exposure, History, Source, calendar,
    potential::{self, Potential},
};
use crate::model::{Book, Date};

/// All that forecasts are made of, as it was known on a day.
pub(super) struct Record {
    /// By practice; `None` for one that has not referred.
    pub(super) histories: Vec<Option<History>>,
    pub(super) exposure: Exposure,
    pub(super) potential: Potential,
    /// Years of referrals that the potential was fitted to.
    pub(super) years: f64,
    /// By practice: what practices like it send, relative to the average practice with a history.
    pub(super) levels: Vec<f64>,
}

/// Days of referrals that the potential is fitted to: what practices send these days.
const POTENTIAL_DAYS: i64 = 730;

impl Record {
    pub(super) fn of(book: &Book, as_of: Date) -> Self {
        let practices = 0..book.practices().len();
        let histories: Vec<Option<History>> =
            practices.clone().into_par_iter().map(|at| history(book, at, as_of)).collect();
        let span = days_watched(book, as_of);
        let years = span as f64 / 365.25;
        let counts: Vec<u64> = practices.map(|at| recent_count(book, at, as_of, span)).collect();
        let potential = potential::fit(book, &counts, years);
        let levels = levels(&potential.means, &histories);
        Self { exposure: calendar::exposure(book, as_of), histories, potential, years, levels }
    }

    /// The practices that have referred.
    pub(super) fn sources(&self) -> Vec<Source<'_>> {
        let all = self.histories.iter().zip(&self.levels);
        all.filter_map(|(history, level)| Some((history.as_ref()?, *level))).collect()
    }
}

/// The referrals of one practice up to a day.
pub(super) fn history(book: &Book, at: usize, as_of: Date) -> Option<History> {
    let days_ago = |date: Date| u32::try_from(as_of.days_since(date)).ok();
    let events: Vec<(u32, u32)> = book
        .referrals(at)
        .iter()
        .filter_map(|referral| days_ago(referral.date).map(|days| (days, referral.count)))
        .collect();
    History::new(&events)
}

/// Days since the first referral of the book, at most [`POTENTIAL_DAYS`]; 0 without any.
fn days_watched(book: &Book, as_of: Date) -> i64 {
    let ages =
        (0..book.practices().len()).flat_map(|at| book.referrals(at)).map(|it| as_of.days_since(it.date));
    ages.max().map_or(0, |oldest| (oldest + 1).clamp(0, POTENTIAL_DAYS))
}

fn recent_count(book: &Book, at: usize, as_of: Date, span: i64) -> u64 {
    let recent = |date: Date| (0..span).contains(&as_of.days_since(date));
    book.referrals(at).iter().filter(|it| recent(it.date)).map(|it| u64::from(it.count)).sum()
}

/// What practices like each one send, relative to the average practice with a history.
fn levels(means: &[f64], histories: &[Option<History>]) -> Vec<f64> {
    let known =
        || means.iter().zip(histories).filter(|(_, history)| history.is_some()).map(|(mean, _)| *mean);
    let average = known().sum::<f64>() / known().count().max(1) as f64;
    let level = |mean: &f64| if average > 0.0 { (mean / average).clamp(0.05, 20.0) } else { 1.0 };
    means.iter().map(level).collect()
}
