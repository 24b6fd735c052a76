//! What was promised to a practice and is not done.

use crate::brief::stop_brief::OpenFollowUp;
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::model::topic::FollowUp;

/// Lists what was promised to a practice and is not done. Each of its visits shows all of it.
pub(crate) fn of_practice(book: &Book, practice: PracticeIndex, as_of: Date) -> Vec<OpenFollowUp> {
    book.open_followups(practice).map(|it| open(book, practice, as_of, it)).collect()
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
