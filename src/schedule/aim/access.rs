//! How often a visit meets somebody.

use crate::model::book::Book;
use crate::model::history::Outcome;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;

/// Visits that the mean of the team counts for in the chance to meet somebody.
const PRIOR_VISITS: f64 = 10.0;

/// Returns the share of visits that met somebody, of all visits of the book up to a day; nine of ten are assumed beforehand.
pub(crate) fn team_access(book: &Book, until: Date) -> f64 {
    let (mut met, mut made) = (0.9 * PRIOR_VISITS, PRIOR_VISITS);
    for practice in book.practice_indices() {
        let (here, all) = met_of(book, practice, until);
        met += here;
        made += all;
    }
    met / made
}

/// Returns the chance that a visit meets somebody at a practice: its own record, shrunk to the team's.
pub(crate) fn practice_access(book: &Book, practice: PracticeIndex, until: Date, team: f64) -> f64 {
    /// Even where nobody was ever met, a visit is no more than ten times as dear.
    const LEAST: f64 = 0.1;
    let (met, made) = met_of(book, practice, until);
    ((met + PRIOR_VISITS * team) / (made + PRIOR_VISITS)).clamp(LEAST, 1.0)
}

/// Counts the visits that met somebody, and all that tried.
fn met_of(book: &Book, practice: PracticeIndex, until: Date) -> (f64, f64) {
    let visits = || book.visits(practice).iter().filter(|visit| visit.date <= until);
    let met = visits().filter(|visit| visit.outcome.counts_as_visit()).count();
    let vain = visits().filter(|visit| visit.outcome == Outcome::NoAccess).count();
    (met as f64, (met + vain) as f64)
}
