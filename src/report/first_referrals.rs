//! First referrals after first visits, beside those of practices that nobody has visited. A count, and no proof.

use serde::Serialize;

use crate::model::history::Visit;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::report::known_referrals::KnownReferrals;
use crate::report::reach::QUARTER;
use crate::report::scope::ReportScope;
use crate::report::week::{ReportWeek, WEEK};

/// Days in which first visits count: 26 weeks.
const HALF_YEAR: i64 = 182;

/// What followed first visits of the last 26 weeks, beside what came from practices without a visit.
///
/// The two groups differ in more than the visit: somebody chose whom to visit. So this is no proof that the visit was the cause.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FirstReferrals {
    /// The first of the 26 weeks' days, or the first day after 13 weeks of the book where that is later.
    pub from: Date,
    /// Practices that had not referred when somebody was first met there, within the 26 weeks. They are watched from the day after.
    pub visited: FirstReferralGroup,
    /// Practices that had not referred before the 26 weeks and where nobody was ever met. They are watched for all of them.
    pub not_visited: FirstReferralGroup,
}

/// Practices without a referral, and how many sent their first one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct FirstReferralGroup {
    /// How many practices.
    pub practices: u32,
    /// How many of them sent a first referral while they were watched.
    pub referred: u32,
    /// For how many weeks they were watched, up to their first referral, added up.
    pub weeks: f64,
}

impl FirstReferrals {
    /// Counts both groups up to the last known day of a week.
    pub(crate) fn of(scope: ReportScope, known: &KnownReferrals, week: ReportWeek) -> Self {
        let until = known.until.min(week.until);
        // The first referrals of a book's first weeks are those of practices that have referred all along.
        let watched = known.first.map(|first| first.plus_days(QUARTER));
        let from = watched.into_iter().fold(until.plus_days(1 - HALF_YEAR), Date::max);
        let (mut visited, mut not_visited) = (FirstReferralGroup::default(), FirstReferralGroup::default());
        for at in scope.practices() {
            let first = known.of_practice(at).first().map(|day| day.0);
            match first_met(scope, at, until) {
                Some(met) if met >= from => visited.watch(first, met, until),
                Some(_) => {}
                None if from > until => {}
                None => not_visited.watch(first, from.plus_days(-1), until),
            }
        }
        Self { from, visited, not_visited }
    }
}

/// Finds the first day up to another one on which somebody was met.
fn first_met(scope: ReportScope, at: PracticeIndex, until: Date) -> Option<Date> {
    let met = |visit: &&Visit| visit.outcome.counts_as_visit() && visit.date <= until;
    scope.book.visits(at).iter().find(met).map(|visit| visit.date)
}

impl FirstReferralGroup {
    /// Watches a practice after one day and up to another one, unless it had referred before.
    fn watch(&mut self, first: Option<Date>, after: Date, until: Date) {
        if first.is_some_and(|first| first <= after) {
            return;
        }
        self.practices += 1;
        self.referred += u32::from(first.is_some());
        self.weeks += first.unwrap_or(until).days_since(after).max(0) as f64 / WEEK as f64;
    }
}
