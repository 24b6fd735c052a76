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
use crate::score::value::VisitValue;

/// Scores a practice by its size. The worth of a first visit is its size, so that it is 1 at a usual practice.
pub(crate) fn by_size(practice: &Practice, size: f64, response: &ResponsePrior) -> PracticeScore {
    let works = response.effect() > 0.0;
    let headroom = if works { size * response.margin.max(0.0) } else { 0.0 };
    let visit = VisitValue { retention: 0.0, recovery: 0.0, headroom, tau_days: response.tau_days() };
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
        change: None,
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
