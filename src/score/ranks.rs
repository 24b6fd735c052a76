//! What a practice is among the others: its segment and its tier.

use crate::forecast::history::History;
use crate::model::book::Book;
use crate::model::practice::Tier;
use crate::model::segment::Segment;
use crate::score::config::TierCuts;
use crate::score::scores::PracticeScore;

/// Names the segment of every practice.
///
/// Nobody tells us what a practice sends to others. So its share is what it sends over its potential. Where
/// nothing was ever observed, or too little to speak of a share, the segment is unknown.
pub(crate) fn segments(scores: &mut [PracticeScore], histories: &[Option<History>]) {
    let Some(watched_days) = histories.iter().flatten().map(History::age_days).max() else { return };
    let mut potentials: Vec<f64> = scores.iter().map(|score| score.potential).collect();
    potentials.sort_unstable_by(f64::total_cmp);
    // A practice has a history, so there is one score at least.
    let median = potentials[potentials.len() / 2];
    for (score, history) in scores.iter_mut().zip(histories) {
        let could_send_much = score.potential >= median;
        score.segment = match history {
            Some(history) => segment(score, history.silent_days(), could_send_much),
            // A book of a few weeks cannot tell who never refers.
            None if watched_days < 56 => Segment::Unknown,
            None if could_send_much => Segment::Opportunity,
            None => Segment::Dormant,
        };
    }
}

/// Names the segment of a practice that has referred.
fn segment(score: &PracticeScore, silent_days: u32, could_send_much: bool) -> Segment {
    const LOYAL: f64 = 0.5;
    const SOME: f64 = 0.1;
    const LONG_AGO_DAYS: u32 = 730;
    let share = 1.0 - score.headroom / score.potential;
    match could_send_much {
        false if score.p_alive < 0.5 && silent_days > LONG_AGO_DAYS => Segment::Dormant,
        _ if score.p_alive < 0.5 => Segment::Lapsed,
        _ if score.low_evidence => Segment::Unknown,
        _ if share >= LOYAL => Segment::Loyalist,
        true if share < SOME => Segment::Opportunity,
        _ => Segment::Splitter,
    }
}

/// Gives a tier to every practice whose book gives none, by rank of its potential among all practices. Equal
/// ones share the better tier, so that no tier hangs on an identifier.
pub(crate) fn tiers(scores: &mut [PracticeScore], book: &Book, cuts: TierCuts) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    // The order holds positions of the scores, which are those of the practices of the book.
    order.sort_by(|a, b| scores[*b].potential.total_cmp(&scores[*a].potential));
    let total = scores.len() as f64;
    let (first, second) = ((cuts.a * total).round(), ((cuts.a + cuts.b) * total).round());
    let (mut rank, mut last) = (0.0, f64::INFINITY);
    for (better, at) in order.into_iter().enumerate() {
        if scores[at].potential < last {
            (rank, last) = (better as f64, scores[at].potential);
        }
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
