//! What a book shows up to a day: histories, working days and season, and what practices alike send.

use rayon::prelude::*;

use crate::forecast::history::{Exposure, History, Source};
use crate::model::book::Book;
use crate::model::time::Date;
use crate::score::calendar;
use crate::score::level_break::LevelBreak;
use crate::score::note::ModelNote;
use crate::score::potential::{self, Potential};
use crate::score::reporting::{ReportedDays, Reporting, day_begun, history};
use crate::score::shared_effects::median;

/// All that forecasts are made of, as it was known on a day.
pub(crate) struct Features {
    /// The last day that it tells of.
    pub(crate) until: Date,
    /// Where referrals end, and how they were reported, if not by day.
    pub(crate) notes: Vec<ModelNote>,
    /// By practice; `None` for one that has not referred.
    pub(crate) histories: Vec<Option<History>>,
    pub(crate) exposure: Exposure,
    pub(crate) potential: Potential,
    /// Years of referrals that the potential was fitted to.
    pub(crate) years: f64,
    /// By practice: what practices like it send, relative to the middle one with a history.
    pub(crate) levels: Vec<f64>,
    /// The last break of the whole book's level.
    pub(crate) level_break: Option<LevelBreak>,
}

/// Days of referrals that the potential is fitted to: what practices send these days.
const POTENTIAL_DAYS: i64 = 730;

/// Fewest days that count as watched: a few days with a referral say little about a year.
const FEWEST_DAYS: i64 = 91;

impl Features {
    pub(crate) fn of(book: &Book, as_of: Date) -> Self {
        Self::of_reported(book, &Reporting::of(book, as_of))
    }

    /// Gathers the same where it is known already how referrals are reported.
    pub(crate) fn of_reported(book: &Book, reporting: &Reporting) -> Self {
        let until = reporting.until;
        let days: Vec<ReportedDays> = reporting.days_of_all(book);
        let histories: Vec<Option<History>> = days.par_iter().map(|days| history(days, until)).collect();
        let (potential, years) = fit_potential(book, &days, until);
        let levels = levels(&potential.means, &histories);
        let (exposure, level_break) = calendar::exposure(book, reporting, &days);
        let mut notes = reporting.notes();
        notes.extend(level_break.map(|it| it.note(until)));
        Self { until, notes, histories, exposure, potential, years, levels, level_break }
    }

    /// Lists the practices that have referred.
    pub(crate) fn sources(&self) -> Vec<Source<'_>> {
        let all = self.histories.iter().zip(&self.levels);
        all.filter_map(|(history, level)| Some((history.as_ref()?, *level))).collect()
    }
}

/// Fits the potential to what was known on a day; `None` where no referral was.
pub(crate) fn potential_on(book: &Book, day: Date) -> Option<Potential> {
    let reporting = Reporting::of(book, day);
    let (potential, years) = fit_potential(book, &reporting.days_of_all(book), reporting.until);
    (years > 0.0).then_some(potential)
}

/// Fits the potential to the referrals of the days watched, and returns how many years these are.
fn fit_potential(book: &Book, days: &[ReportedDays], until: Date) -> (Potential, f64) {
    let span = days_watched(days, until);
    let years = span as f64 / 365.25;
    let counts: Vec<u64> = days.iter().map(|days| recent_count(days, until, span)).collect();
    (potential::fit(book, &counts, years), years)
}

/// Counts the days since the book had begun, within [`FEWEST_DAYS`] and [`POTENTIAL_DAYS`]; 0 without any
/// referral.
fn days_watched(days: &[ReportedDays], until: Date) -> i64 {
    let age = day_begun(days).map(|first| until.days_since(first));
    age.map_or(0, |age| (age + 1).clamp(FEWEST_DAYS, POTENTIAL_DAYS))
}

fn recent_count(days: &ReportedDays, until: Date, span: i64) -> u64 {
    let recent = |date: Date| (0..span).contains(&until.days_since(date));
    days.iter().filter(|day| recent(day.0)).map(|day| u64::from(day.1)).sum()
}

/// Compares what practices like each one send with the middle one of those that have a history.
fn levels(means: &[f64], histories: &[Option<History>]) -> Vec<f64> {
    let known = means.iter().zip(histories).filter(|(_, history)| history.is_some());
    let middle = median(known.map(|(mean, _)| *mean).collect());
    let level = |mean: &f64| if middle > 0.0 { (mean / middle).clamp(0.05, 20.0) } else { 1.0 };
    means.iter().map(level).collect()
}
