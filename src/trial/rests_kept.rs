//! Whether rests were kept as they were drawn.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::rest::Rest;
use crate::model::time::Date;
use crate::trial::design::TrialDesign;
use crate::trial::past::BookPast;

/// A practice that was visited although it rested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenRest {
    /// Which one.
    pub practice: PracticeId,
    /// The days on which somebody was met there.
    pub visits: Vec<Date>,
}

/// What a reader of a trial should know before trusting it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum TrialWarning {
    /// Those who rest in the design are not those whom its seed draws: somebody changed the file.
    LotChanged {
        /// Practices that differ.
        practices: Vec<PracticeId>,
    },
    /// The book has no row for a rest of the design, or other days.
    RestMissing {
        /// Practices without their row.
        practices: Vec<PracticeId>,
    },
    /// The book has a row of this trial that the design lacks.
    RestAdded {
        /// Practices with such a row.
        practices: Vec<PracticeId>,
    },
    /// Practices of the lot are not in the book any more. They count as having sent nothing.
    PracticesGone {
        /// Which ones.
        practices: Vec<PracticeId>,
    },
}

/// Lists the rests that were not kept, up to a day.
pub(crate) fn broken(design: &TrialDesign, book: &Book, past: &BookPast<'_>, until: Date) -> Vec<BrokenRest> {
    let of = |rest: Rest| {
        let at = book.practice_index(&rest.practice)?;
        let visits: Vec<Date> = past.met(at, rest.from, rest.until.min(until)).collect();
        (!visits.is_empty()).then_some(BrokenRest { practice: rest.practice, visits })
    };
    design.rests().filter_map(of).collect()
}

/// Compares the design with its seed and with the book.
pub(crate) fn warnings(design: &TrialDesign, book: &Book) -> Vec<TrialWarning> {
    let drawn: BTreeSet<Rest> = design.rests().collect();
    let noted: BTreeSet<Rest> = book.rests().iter().filter(|it| it.trial == design.name).cloned().collect();
    let gone = design.members.iter().map(|it| &it.practice).filter(|id| book.practice_index(id).is_none());
    let (missing, added) = (drawn.difference(&noted), noted.difference(&drawn));
    let found = [
        some(changed(design)).map(|practices| TrialWarning::LotChanged { practices }),
        some(missing.map(|it| it.practice.clone())).map(|practices| TrialWarning::RestMissing { practices }),
        some(added.map(|it| it.practice.clone())).map(|practices| TrialWarning::RestAdded { practices }),
        some(gone.cloned()).map(|practices| TrialWarning::PracticesGone { practices }),
    ];
    found.into_iter().flatten().collect()
}

/// Lists the practices whose rest is not the one that the seed draws.
fn changed(design: &TrialDesign) -> Vec<PracticeId> {
    let Ok((plan, _)) = design.lot() else { return Vec::new() };
    let drawn = plan.draw(design.seed, 0);
    let members = design.members.iter().enumerate();
    members.filter(|(at, it)| drawn.rest(*at) != it.rests).map(|(_, it)| it.practice.clone()).collect()
}

/// Lists practices, if there are any.
fn some(practices: impl IntoIterator<Item = PracticeId>) -> Option<Vec<PracticeId>> {
    Some(practices.into_iter().collect::<Vec<_>>()).filter(|it| !it.is_empty())
}
