//! Trials in which practices rest by lot.

use std::collections::BTreeMap;

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
    /// The last day of the rests of this week.
    pub until: Date,
    /// How many practices rest in the week.
    pub resting: u32,
}

/// Lists the trials of a week, by name.
pub(crate) fn running_trials(scope: ReportScope, week: ReportWeek) -> Vec<RunningTrial> {
    let mut trials: BTreeMap<&str, RunningTrial> = BTreeMap::new();
    for practice in scope.practices() {
        for (name, until) in rests(scope, practice, week) {
            let none = || RunningTrial { name: name.to_owned(), until, resting: 0 };
            let trial = trials.entry(name).or_insert_with(none);
            trial.until = trial.until.max(until);
            trial.resting = trial.resting.saturating_add(1);
        }
    }
    trials.into_values().collect()
}

/// Lists the trials for which a practice rests in a week, each once, with the last day of its rest.
fn rests<'a>(scope: ReportScope<'a>, practice: PracticeIndex, week: ReportWeek) -> BTreeMap<&'a str, Date> {
    let mut rests = BTreeMap::new();
    let all = scope.book.rests_of(practice).iter();
    for rest in all.filter(|rest| rest.from <= week.sunday && week.monday <= rest.until) {
        let last = rests.entry(rest.trial.as_str()).or_insert(rest.until);
        *last = rest.until.max(*last);
    }
    rests
}
