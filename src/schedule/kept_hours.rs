//! Which hours are really avoided: none whose loss would make a visit impossible.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::schedule::config::ScheduleConfig;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};
use crate::score::scores::Scores;

/// States what the plans of all liaisons stand on. Hours in which hardly anybody is met are avoided at practices where every visit that was
/// possible stays possible.
pub(crate) fn basis<'a>(
    book: &'a Book,
    scores: &'a Scores,
    travel: &'a dyn TravelTimes,
    config: &'a ScheduleConfig,
) -> PlanBasis<'a> {
    let mut basis = PlanBasis::new(book, scores, travel, config);
    let learned = Arc::clone(&basis.access);
    let visits = visits(&basis, &learned.with_avoided());
    let with = possible(&basis, &visits);
    basis.access = Arc::new(learned.at_any_hour());
    let without = possible(&basis, &visits);
    let lost = without.difference(&with).map(|it| it.0).collect();
    basis.access = Arc::new(learned.as_ref().clone().without(&lost));
    basis
}

/// A practice, and somebody who may visit it.
type CoveredVisit = (PracticeIndex, LiaisonIndex);

/// Lists who may visit some practices: the owner or whoever stands in, and anybody where nobody owns it.
fn visits(basis: &PlanBasis, practices: &BTreeSet<PracticeIndex>) -> Vec<CoveredVisit> {
    let stands_in = |owner| basis.book.stand_in(owner, basis.horizon.start, basis.horizon.end());
    let visitors = |practice: PracticeIndex| -> Vec<LiaisonIndex> {
        let owner = basis.book.owner(practice);
        owner.map_or_else(|| basis.book.liaison_indices().collect(), |owner| vec![stands_in(owner)])
    };
    practices.iter().flat_map(|&at| visitors(at).into_iter().map(move |it| (at, it))).collect()
}

/// Lists the visits that somebody can choose on some day, beside appointments and nothing else.
fn possible(basis: &PlanBasis, visits: &[CoveredVisit]) -> BTreeSet<CoveredVisit> {
    let is_possible = |&&(practice, liaison): &&CoveredVisit| {
        let purpose = VisitPurpose::Worth;
        VisitQuestion { basis, liaison, practice, purpose }.is_possible(Relaxed::NONE)
    };
    visits.par_iter().filter(is_possible).copied().collect()
}
