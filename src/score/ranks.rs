//! What a practice is among the others: its segment.

use crate::forecast::history::History;
use crate::model::score_fact::LevelChange;
use crate::model::segment::Segment;
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

/// Names the segment of a practice that has referred. It follows the level after the last credible change: one straggler after a
/// collapse brings nobody back, and who has lost half of its level is loyal no more.
fn segment(score: &PracticeScore, silent_days: u32, could_send_much: bool) -> Segment {
    const LOYAL: f64 = 0.5;
    const SOME: f64 = 0.1;
    const HARDLY_LEFT: f64 = 0.15;
    const HALF_LEFT: f64 = 0.5;
    const LONG_AGO_DAYS: u32 = 730;
    let share = 1.0 - score.headroom / score.potential;
    let left = score.change.filter(LevelChange::is_fall).map_or(1.0, |change| change.ratio());
    let has_stopped = score.p_alive < 0.5 || left < HARDLY_LEFT;
    match could_send_much {
        false if has_stopped && silent_days > LONG_AGO_DAYS => Segment::Dormant,
        _ if has_stopped => Segment::Lapsed,
        _ if score.low_evidence => Segment::Unknown,
        _ if left <= HALF_LEFT => Segment::Splitter,
        _ if share >= LOYAL => Segment::Loyalist,
        true if share < SOME => Segment::Opportunity,
        _ => Segment::Splitter,
    }
}
