//! Trials in which practices rest by lot.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::report::scope::ReportScope;
use crate::report::week::ReportWeek;

/// A trial in which some practices rest by lot in the week of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunningTrial {
    /// What it is called; empty where the book does not say it.
    pub name: String,
    /// The last day of its rests, those of later blocks and of all practices included.
    pub until: Date,
    /// How many practices rest in the week.
    pub resting: u32,
}

/// Lists the trials of a week, by name. O(rests).
pub(crate) fn running_trials(scope: ReportScope, week: ReportWeek) -> Vec<RunningTrial> {
    let mut trials: BTreeMap<&str, RunningTrial> = BTreeMap::new();
    for name in scope.practices().flat_map(|practice| resting_for(scope, practice, week)) {
        let Some(until) = last_day(scope, name) else { continue };
        let none = || RunningTrial { name: name.to_owned(), until, resting: 0 };
        let trial = trials.entry(name).or_insert_with(none);
        trial.resting = trial.resting.saturating_add(1);
    }
    trials.into_values().collect()
}

/// Names the trials for which a practice rests in a week, each once.
fn resting_for(scope: ReportScope<'_>, practice: PracticeIndex, week: ReportWeek) -> BTreeSet<&str> {
    let all = scope.book.rests_of(practice).iter();
    let of_week = all.filter(|rest| rest.from <= week.sunday && week.monday <= rest.until);
    of_week.map(|rest| rest.trial.as_str()).collect()
}

/// Finds the last day of the rests of a trial.
fn last_day(scope: ReportScope, trial: &str) -> Option<Date> {
    let of_trial = scope.book.rests().iter().filter(|rest| rest.trial == trial);
    of_trial.map(|rest| rest.until).max()
}
