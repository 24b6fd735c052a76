//! Who covers whom, as positions in a book.

use crate::geo::TravelTimes;
use crate::model::{Book, LiaisonId, PracticeId};
use crate::score::Scores;
use crate::{Error, ErrorKind};

/// What every question about territories is asked of: a book, its scores, and how long drives take.
#[derive(Clone, Copy)]
pub struct Programme<'a> {
    /// Practices, liaisons and history.
    pub book: &'a Book,
    /// The scores of this book; potential and derived tiers come from here.
    pub scores: &'a Scores,
    /// How long drives take.
    pub travel: &'a dyn TravelTimes,
}

impl std::fmt::Debug for Programme<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Programme").field("as_of", &self.scores.as_of).finish_non_exhaustive()
    }
}

/// For each practice of a book, the liaison who covers it, or nobody.
///
/// Practices and liaisons are positions in [`Book::practices`] and [`Book::liaisons`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    liaisons: Vec<Option<usize>>,
}

impl Alignment {
    /// The owners that the book names.
    #[must_use]
    pub fn of(book: &Book) -> Self {
        Self { liaisons: (0..book.practices().len()).map(|practice| book.owner(practice)).collect() }
    }

    /// An alignment by practice position.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if there is not one entry a practice or a liaison does not exist.
    pub fn new(book: &Book, liaisons: Vec<Option<usize>>) -> Result<Self, Error> {
        let known = liaisons.iter().flatten().all(|&liaison| liaison < book.liaisons().len());
        if liaisons.len() != book.practices().len() || !known {
            let text = "an alignment names one liaison of the book, or nobody, for each practice";
            return Err(Error::new(ErrorKind::Input, text));
        }
        Ok(Self { liaisons })
    }

    /// The liaison who covers the practice at `practice`.
    #[must_use]
    pub fn liaison(&self, practice: usize) -> Option<usize> {
        self.liaisons.get(practice).copied().flatten()
    }

    /// By practice, in the book's order.
    #[must_use]
    pub fn liaisons(&self) -> &[Option<usize>] {
        &self.liaisons
    }

    /// The practices that nobody covers.
    #[must_use]
    pub fn unowned(&self) -> Vec<usize> {
        (0..self.liaisons.len()).filter(|&practice| self.liaisons[practice].is_none()).collect()
    }

    /// Practice and owner as the book's tables name them, ready to be put back as the owner column.
    pub fn owners<'a>(
        &'a self,
        book: &'a Book,
    ) -> impl Iterator<Item = (&'a PracticeId, Option<&'a LiaisonId>)> {
        let id = |liaison: usize| &book.liaisons()[liaison].id;
        book.practices()
            .iter()
            .zip(&self.liaisons)
            .map(move |(practice, liaison)| (&practice.id, liaison.map(id)))
    }

    /// The same book with these owners.
    ///
    /// # Errors
    /// Those of [`Book::build`].
    pub fn apply(&self, book: &Book) -> Result<Book, Error> {
        let mut records = book.records();
        for ((_, practice), (_, owner)) in records.practices.0.iter_mut().zip(self.owners(book)) {
            practice.owner = owner.cloned();
        }
        Ok(Book::build(records)?.0)
    }

    /// By liaison: their practices, ascending.
    pub(super) fn members(&self, liaisons: usize) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); liaisons];
        for (practice, liaison) in self.liaisons.iter().enumerate() {
            if let Some(liaison) = liaison {
                members[*liaison].push(practice);
            }
        }
        members
    }
}
