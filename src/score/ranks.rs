//! What a practice is among the others: its segment and its tier.

use super::{History, PracticeScore, Segment, TierCuts};
use crate::model::{Book, Tier};

/// Names the segment of every practice. Nobody tells us what a practice sends to others, so its share is what it sends
/// over its potential; where nothing was ever observed, or too little to speak of a share, the segment is unknown.
pub(super) fn segments(scores: &mut [PracticeScore], histories: &[Option<History>]) {
    if histories.iter().all(Option::is_none) {
        return;
    }
    let mut potentials: Vec<f64> = scores.iter().map(|score| score.potential).collect();
    potentials.sort_unstable_by(f64::total_cmp);
    let median = potentials[potentials.len() / 2];
    for (score, history) in scores.iter_mut().zip(histories) {
        score.segment = segment(score, history.is_some(), score.potential >= median);
    }
}

fn segment(score: &PracticeScore, has_history: bool, could_send_much: bool) -> Segment {
    const LOYAL: f64 = 0.5;
    const SOME: f64 = 0.1;
    let share = 1.0 - score.headroom / score.potential;
    match (has_history, could_send_much) {
        (false, true) => Segment::Opportunity,
        (false, false) => Segment::Dormant,
        (true, _) if score.p_alive < 0.5 => Segment::Lapsed,
        (true, _) if score.low_evidence => Segment::Unknown,
        (true, _) if share >= LOYAL => Segment::Loyalist,
        (true, true) if share < SOME => Segment::Opportunity,
        (true, _) => Segment::Splitter,
    }
}

/// Gives a tier to every practice whose book gives none: by rank of its potential among all practices, equal ones in the
/// order of the book.
pub(super) fn tiers(scores: &mut [PracticeScore], book: &Book, cuts: TierCuts) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].potential.total_cmp(&scores[*a].potential));
    let total = scores.len() as f64;
    let (first, second) = ((cuts.a * total).round(), ((cuts.a + cuts.b) * total).round());
    for (rank, at) in order.into_iter().enumerate() {
        let rank = rank as f64;
        let ranked = if rank < first {
            Tier::A
        } else if rank < second {
            Tier::B
        } else {
            Tier::C
        };
        scores[at].tier = book.practices()[at].tier.unwrap_or(ranked);
    }
}
