//! What it costs to take a practice from the liaison it knows.

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::territory::alignment::{Alignment, Programme};

/// The price of a relationship, in points: a prior, not a measurement.
///
/// `base` for any change of face, and one point for each visit by the present liaison in which somebody was
/// met, halved with every `half_life_days` since. No study says what a practice's trust in one liaison is
/// worth; the price only orders practices, so that those who know their liaison best move last.
///
/// ```
/// # use rounds::territory::RelationshipPrior;
/// let prior = RelationshipPrior::default();
/// assert_eq!(prior.points([0, 180].into_iter()), 1.0 + 1.0 + 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RelationshipPrior {
    /// Points of a practice that its liaison has never met.
    pub base: f64,
    /// Days after which a visit counts half.
    pub half_life_days: f64,
}

impl Default for RelationshipPrior {
    fn default() -> Self {
        Self { base: 1.0, half_life_days: 180.0 }
    }
}

impl RelationshipPrior {
    /// Adds up the points of a relationship with visits so many days ago.
    pub fn points(&self, days_ago: impl Iterator<Item = u32>) -> f64 {
        self.base
            + days_ago.map(|days| 0.5_f64.powf(f64::from(days) / self.half_life_days.max(1.0))).sum::<f64>()
    }
}

/// Lists the days since each visit by `liaison` in which somebody at the practice was met, oldest first.
pub(crate) fn days_since_visits(
    programme: &Programme,
    practice: PracticeIndex,
    liaison: LiaisonIndex,
) -> Vec<u32> {
    let id = &programme.book.liaisons()[liaison.get()].id;
    let as_of = programme.scores.as_of;
    let met = programme
        .book
        .visits(practice)
        .iter()
        .filter(|visit| visit.outcome.counts_as_visit() && visit.liaison == *id);
    met.filter_map(|visit| u32::try_from(as_of.days_since(visit.date)).ok()).collect()
}

/// Lists, by practice, the points of the relationship with the liaison who covers it; 0 where nobody does.
pub(crate) fn all(programme: &Programme, alignment: &Alignment, prior: &RelationshipPrior) -> Vec<f64> {
    let points = |(practice, liaison): (PracticeIndex, &Option<LiaisonIndex>)| {
        liaison
            .map_or(0.0, |liaison| prior.points(days_since_visits(programme, practice, liaison).into_iter()))
    };
    programme.book.practice_indices().zip(alignment.liaisons()).map(points).collect()
}
