//! Whether rests were kept as they were drawn.

use serde::{Deserialize, Serialize};

use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::time::Date;
use crate::trial::design::TrialDesign;
use crate::trial::past::Past;

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
pub(crate) fn broken(design: &TrialDesign, book: &Book, past: &Past<'_>, until: Date) -> Vec<BrokenRest> {
    let of = |(practice, block): (&PracticeId, crate::trial::design::TrialBlock)| {
        let at = book.practice_index(practice)?;
        let visits: Vec<Date> = past.met(at, block.from, block.until.min(until)).collect();
        (!visits.is_empty()).then(|| BrokenRest { practice: practice.clone(), visits })
    };
    design.rests().filter_map(of).collect()
}

/// Compares the design with its seed and with the book.
pub(crate) fn warnings(design: &TrialDesign, book: &Book) -> Vec<TrialWarning> {
    let gone: Vec<PracticeId> =
        ids(design, |it| book.practice_index(&it.practice).is_none()).cloned().collect();
    let mut found = Vec::new();
    if let Ok((plan, _)) = design.lot() {
        let drawn = plan.draw(design.seed, 0);
        let changed = design.members.iter().enumerate().filter(|(at, it)| drawn.rest(*at) != it.rests);
        let practices: Vec<PracticeId> = changed.map(|(_, it)| it.practice.clone()).collect();
        found.extend((!practices.is_empty()).then_some(TrialWarning::LotChanged { practices }));
    }
    found.extend((!gone.is_empty()).then_some(TrialWarning::PracticesGone { practices: gone }));
    found
}

/// Names the members of a kind.
fn ids<'a>(
    design: &'a TrialDesign,
    is_of_kind: impl Fn(&crate::trial::design::Member) -> bool,
) -> impl Iterator<Item = &'a PracticeId> {
    design.members.iter().filter(move |it| is_of_kind(it)).map(|it| &it.practice)
}
