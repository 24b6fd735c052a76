//! Which of the promises to a practice are brought at which of its visits.

use crate::brief::stop_brief::OpenFollowUp;
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::model::topic::FollowUp;

/// Lists what is brought to the visits of a practice on these days in order. What is not done stands at the first visit that can
/// bring it.
pub(crate) fn brought(
    book: &Book,
    practice: PracticeIndex,
    as_of: Date,
    days: &[Date],
) -> Vec<Vec<OpenFollowUp>> {
    let mut brought = vec![Vec::new(); days.len()];
    for it in book.open_followups(practice) {
        let first = days.iter().position(|day| it.first_day() <= *day);
        if let Some(visit) = first.and_then(|at| brought.get_mut(at)) {
            visit.push(open(book, practice, as_of, it));
        }
    }
    brought
}

/// Says what is open, and when somebody was there since its first day.
fn open(book: &Book, practice: PracticeIndex, as_of: Date, it: &FollowUp) -> OpenFollowUp {
    OpenFollowUp {
        what: it.what.clone(),
        due: it.due,
        liaison: it.liaison.clone(),
        visited: book.last_visit(practice, as_of).filter(|day| it.first_day() <= *day),
    }
}
