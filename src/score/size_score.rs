//! Practices of a book without referrals: ranked by their size, and nothing is claimed of what they send.

use crate::forecast::interval::CountInterval;
use crate::model::practice::{Practice, Tier};
use crate::model::score_fact::ScoreFact;
use crate::model::segment::Segment;
use crate::score::config::ResponsePrior;
use crate::score::reason::ScoreReason;
use crate::score::scores::PracticeScore;
use crate::score::size;
use crate::score::specialty_rates::refers;
use crate::score::value::AtStake;

/// Scores a practice by its size, as if a usual practice could send one referral a year: the worth of visits only ranks.
pub(crate) fn by_size(practice: &Practice, size: f64, response: &ResponsePrior) -> PracticeScore {
    let visit = AtStake { sent: 0.0, fallen: 0.0, winnable: size }.value(response);
    let kind = refers(practice.specialty.as_deref().unwrap_or_default());
    let fact = ScoreFact::Size { size, providers: practice.providers, refers: kind };
    let ranked = ScoreReason { points: visit.base(), fact };
    PracticeScore {
        practice: practice.id.clone(),
        p_active: 0.0,
        expected_count: 0.0,
        interval: CountInterval { low: 0, high: 0 },
        trend: 1.0,
        trend_probability: 0.0,
        p_alive: 1.0,
        lapse_risk: 0.0,
        potential: size,
        headroom: size,
        segment: Segment::Unknown,
        tier: practice.tier.unwrap_or(Tier::C),
        low_evidence: true,
        visit,
        reasons: [ranked].into_iter().chain(large_group(practice)).collect(),
    }
}

/// Remarks on an entry that is probably a hospital, or many practices.
pub(crate) fn large_group(practice: &Practice) -> Option<ScoreReason> {
    size::large_group(practice)
        .map(|providers| ScoreReason { points: 0.0, fact: ScoreFact::LargeGroup { providers } })
}
