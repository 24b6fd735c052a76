//! Whose figures a report holds: the team's, or one liaison's.

use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::history::Visit;
use crate::model::id::LiaisonId;
use crate::model::index::PracticeIndex;

/// A book, narrowed to one liaison or not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportScope<'a> {
    pub(crate) book: &'a Book,
    pub(crate) liaison: Option<&'a LiaisonId>,
}

impl<'a> ReportScope<'a> {
    /// Narrows a book to a liaison.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where the book does not know the liaison.
    pub(crate) fn new(book: &'a Book, liaison: Option<&'a LiaisonId>) -> Result<Self, Error> {
        if let Some(id) = liaison.filter(|id| book.liaison(id).is_none()) {
            return Err(unknown(book, id));
        }
        Ok(Self { book, liaison })
    }

    /// Narrows the scope to one liaison.
    pub(crate) fn of(self, liaison: &'a LiaisonId) -> Self {
        Self { liaison: Some(liaison), ..self }
    }

    /// Tells whether what a liaison does belongs to it.
    pub(crate) fn has(self, liaison: &LiaisonId) -> bool {
        self.liaison.is_none_or(|wanted| wanted == liaison)
    }

    /// Tells whether a practice belongs to it: all do to the team, and those that a liaison owns to the liaison.
    pub(crate) fn owns(self, practice: PracticeIndex) -> bool {
        let owner = || self.book.practice_at(practice).and_then(|it| it.owner.as_ref());
        self.liaison.is_none() || self.liaison == owner()
    }

    /// Lists its practices.
    pub(crate) fn practices(self) -> impl Iterator<Item = PracticeIndex> + use<'a> {
        self.book.practice_indices().filter(move |at| self.owns(*at))
    }

    /// Lists its visits, whatever their outcome, to any practice.
    pub(crate) fn visits(self) -> impl Iterator<Item = &'a Visit> + use<'a> {
        let all = self.book.practice_indices().flat_map(move |at| self.book.visits(at));
        all.filter(move |visit| self.has(&visit.liaison))
    }
}

/// Says that the book does not know a liaison, and whom it knows.
fn unknown(book: &Book, id: &LiaisonId) -> Error {
    let known: Vec<&str> = book.liaisons().iter().map(|it| it.id.as_str()).collect();
    Error::new(ErrorKind::Setting, format!("there is no liaison {id}; the book has {}", known.join(", ")))
}
