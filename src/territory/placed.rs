//! Territories of a book in which some practices have no place: they are drawn from the others alone.

use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind};
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::practice::Practice;
use crate::score::scores::Scores;
use crate::territory::adjacency::Adjacency;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::rules::TerritoryRules;

/// The practices of a book that have a place, as a book of their own.
pub(crate) struct PlacedPractices<'a> {
    whole: &'a Book,
    travel: &'a dyn TravelTimes,
    book: Book,
    scores: Scores,
    /// By practice of the smaller book: its index in the whole one.
    indices: Vec<PracticeIndex>,
}

impl<'a> PlacedPractices<'a> {
    /// Takes out the practices without a place; `None` where all have one.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if no practice has a place.
    pub(crate) fn of(programme: &Programme<'a>) -> Result<Option<Self>, Error> {
        let whole = programme.book;
        if whole.practices().iter().all(has_place) {
            return Ok(None);
        }
        let placed = |practice: &PracticeIndex| whole.practices().get(practice.get()).is_some_and(has_place);
        let indices: Vec<PracticeIndex> = whole.practice_indices().filter(placed).collect();
        if indices.is_empty() {
            return Err(Error::new(
                ErrorKind::Input,
                "no practice has a place, so there is nothing to share; give coordinates or ZIP codes",
            ));
        }
        let mut records = whole.records();
        records.practices.0.retain(|(_, practice)| has_place(practice));
        let mut scores = programme.scores.clone();
        scores.practices.retain(|score| whole.practice(&score.practice).is_some_and(has_place));
        let book = Book::build(records)?.0;
        Ok(Some(Self { whole, travel: programme.travel, book, scores, indices }))
    }

    /// Returns the programme of the practices with a place.
    pub(crate) fn programme(&self) -> Programme<'_> {
        Programme { book: &self.book, scores: &self.scores, travel: self.travel }
    }

    /// Takes the practices with a place out of an alignment of the whole book.
    ///
    /// # Errors
    /// As [`Alignment::new`], and if the alignment is not one of the whole book.
    pub(crate) fn alignment(&self, whole: &Alignment) -> Result<Alignment, Error> {
        whole.check(self.whole)?;
        Alignment::new(&self.book, self.indices.iter().map(|&practice| whole.liaison(practice)).collect())
    }

    /// Makes an alignment of the whole book: practices without a place stay with whom they are with in `others`.
    pub(crate) fn whole_alignment(&self, placed: &Alignment, others: &Alignment) -> Alignment {
        let mut liaisons = others.liaisons().to_vec();
        for (&practice, &liaison) in self.indices.iter().zip(placed.liaisons()) {
            // Both alignments and the indices are of the whole book.
            liaisons[practice.get()] = liaison;
        }
        Alignment::unchecked(self.whole, liaisons)
    }

    /// Returns the indices in the whole book of some practices with a place.
    pub(crate) fn whole_indices(&self, practices: &[PracticeIndex]) -> Vec<PracticeIndex> {
        practices.iter().filter_map(|practice| self.indices.get(practice.get()).copied()).collect()
    }

    /// Returns the rules without those about practices that have no place.
    pub(crate) fn rules(&self, rules: &TerritoryRules) -> TerritoryRules {
        let without: BTreeSet<&PracticeId> =
            self.whole.practices().iter().filter(|it| !has_place(it)).map(|it| &it.id).collect();
        let placed = |id: &PracticeId| !without.contains(id);
        let both = |(a, b): &(PracticeId, PracticeId)| placed(a) && placed(b);
        let mut rules = rules.clone();
        rules.locked.retain(placed);
        rules.together.iter_mut().for_each(|set| set.retain(placed));
        rules.apart.retain(both);
        match &mut rules.adjacency {
            Adjacency::Nearby => {}
            Adjacency::Practices(pairs) => pairs.retain(both),
            Adjacency::Areas { areas, borders } => {
                areas.retain(|(practice, _)| placed(practice));
                let left: BTreeSet<&String> = areas.iter().map(|(_, area)| area).collect();
                borders.retain(|(a, b)| left.contains(a) && left.contains(b));
            }
        }
        rules
    }
}

/// Tells whether the book says where a practice is.
fn has_place(practice: &Practice) -> bool {
    practice.location.is_some()
}
