//! Who covers whom.

use std::sync::Arc;

use crate::error::{Error, ErrorKind};
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::score::scores::Scores;

/// What every question about territories is asked of: a book, its scores, and how long drives take.
#[derive(Clone, Copy)]
pub struct Programme<'a> {
    pub(crate) book: &'a Book,
    pub(crate) scores: &'a Scores,
    pub(crate) travel: &'a dyn TravelTimes,
}

impl<'a> Programme<'a> {
    /// Brings together a book with its practices, liaisons and history; its scores, from which potential and
    /// derived tiers come; and drives.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the scores are not those of the book's practices.
    pub fn new(book: &'a Book, scores: &'a Scores, travel: &'a dyn TravelTimes) -> Result<Self, Error> {
        let theirs = scores.practices.iter().map(|score| &score.practice);
        if theirs.eq(book.practices().iter().map(|practice| &practice.id)) {
            return Ok(Self { book, scores, travel });
        }
        Err(Error::new(ErrorKind::Input, "the scores are not those of the practices of this book"))
    }
}

impl std::fmt::Debug for Programme<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Programme").field("as_of", &self.scores.as_of).finish_non_exhaustive()
    }
}

/// For each practice of a book, the liaison who covers it, or nobody.
///
/// An alignment knows whose indices it holds: a book with other practices or another team refuses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    practices: Arc<[PracticeId]>,
    team: Arc<[LiaisonId]>,
    liaisons: Vec<Option<LiaisonIndex>>,
}

impl Alignment {
    /// Reads the owners that the book names.
    #[must_use]
    pub fn of(book: &Book) -> Self {
        Self::unchecked(book, book.practice_indices().map(|practice| book.owner(practice)).collect())
    }

    /// Makes an alignment from a liaison, or nobody, for each practice.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if there is not one entry a practice or a liaison does not exist.
    pub fn new(book: &Book, liaisons: Vec<Option<LiaisonIndex>>) -> Result<Self, Error> {
        let known = liaisons.iter().flatten().all(|&liaison| book.liaison_at(liaison).is_some());
        if liaisons.len() != book.practices().len() || !known {
            return Err(Error::new(
                ErrorKind::Input,
                "an alignment names one liaison of the book, or nobody, for each practice",
            ));
        }
        Ok(Self::unchecked(book, liaisons))
    }

    /// Makes an alignment of liaisons of the book, one entry a practice.
    pub(crate) fn unchecked(book: &Book, liaisons: Vec<Option<LiaisonIndex>>) -> Self {
        Self {
            practices: book.practices().iter().map(|practice| practice.id.clone()).collect(),
            team: book.liaisons().iter().map(|liaison| liaison.id.clone()).collect(),
            liaisons,
        }
    }

    /// Makes the same alignment for a book with these practices, and a team in the same order.
    pub(crate) fn of_team(self, book: &Book) -> Self {
        Self::unchecked(book, self.liaisons)
    }

    /// Checks that the alignment is one of this book.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the alignment was made for other practices or another team than the book's.
    pub(crate) fn check(&self, book: &Book) -> Result<(), Error> {
        let same = self.practices.iter().eq(book.practices().iter().map(|practice| &practice.id))
            && self.team.iter().eq(book.liaisons().iter().map(|liaison| &liaison.id));
        if same {
            return Ok(());
        }
        Err(Error::new(
            ErrorKind::Input,
            "the alignment is of other practices or another team than this book",
        ))
    }

    /// Finds the liaison who covers a practice; nobody beyond the last practice.
    #[must_use]
    pub fn liaison(&self, practice: PracticeIndex) -> Option<LiaisonIndex> {
        self.liaisons.get(practice.get()).copied().flatten()
    }

    /// Lists who covers each practice, in the book's order.
    #[must_use]
    pub fn liaisons(&self) -> &[Option<LiaisonIndex>] {
        &self.liaisons
    }

    /// Lists the practices that nobody covers.
    #[must_use]
    pub fn unowned(&self) -> Vec<PracticeIndex> {
        let all = (0..self.liaisons.len()).map(PracticeIndex::new);
        all.filter(|practice| self.liaison(*practice).is_none()).collect()
    }

    /// Lists practice and owner by name, ready to be put back as the owner column of the book's table.
    pub fn owners(&self) -> impl Iterator<Item = (&PracticeId, Option<&LiaisonId>)> {
        let id = |liaison: &Option<LiaisonIndex>| liaison.map(|liaison| &self.team[liaison.get()]);
        self.practices.iter().zip(self.liaisons.iter().map(id))
    }

    /// Makes the same book with these owners.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the alignment is not one of this book, and those of [`Book::build`].
    pub fn apply(&self, book: &Book) -> Result<Book, Error> {
        self.check(book)?;
        let mut records = book.records();
        for ((_, practice), (_, owner)) in records.practices.0.iter_mut().zip(self.owners()) {
            practice.owner = owner.cloned();
        }
        Ok(Book::build(records)?.0)
    }

    /// Lists, by liaison, their practices, ascending.
    pub(crate) fn members(&self) -> Vec<Vec<PracticeIndex>> {
        let mut members = vec![Vec::new(); self.team.len()];
        for (practice, liaison) in self.liaisons.iter().enumerate() {
            if let Some(liaison) = liaison {
                members[liaison.get()].push(PracticeIndex::new(practice));
            }
        }
        members
    }
}
