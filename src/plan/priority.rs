//! What to do at a practice: keep it, win it back, let it grow, or introduce ourselves.

use serde::{Deserialize, Serialize};

use crate::model::score_fact::{ScoreFact, Silence};
use crate::plan::itinerary::Stop;
use crate::plan::reason::StopFact;

/// What a visit is to do, in one word or two. What it displays is written in small letters.
///
/// docs/scores.md states the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// The practice sends about what it could.
    Keep,
    /// It has stopped, or sends much less than before.
    WinBack,
    /// It sends less than half of what it could.
    Grow,
    /// It has never referred.
    Introduce,
}

impl Stop {
    /// Tells what the visit is to do; `None` where its reasons say nothing of referrals.
    #[must_use]
    pub fn priority(&self) -> Option<Priority> {
        let sent = self.score_facts().find_map(|fact| match *fact {
            ScoreFact::Headroom { sent, expected, potential, winnable } => {
                Some((sent, winnable >= 1.0 && expected < potential / 2.0))
            }
            _ => None,
        });
        match sent? {
            (None, _) => Some(Priority::Introduce),
            (Some(0), _) => Some(Priority::WinBack),
            _ if self.score_facts().any(is_lost) => Some(Priority::WinBack),
            (Some(_), true) => Some(Priority::Grow),
            (Some(_), false) => Some(Priority::Keep),
        }
    }

    /// Lists what the score knows of the practice, the weightiest first.
    pub(crate) fn score_facts(&self) -> impl Iterator<Item = &ScoreFact> {
        self.reasons.iter().filter_map(|reason| match &reason.fact {
            StopFact::Score(fact) => Some(fact),
            StopFact::Calendar(_) => None,
        })
    }
}

/// Tells whether half or more of the usual referrals, or of the chance of any, has gone.
fn is_lost(fact: &ScoreFact) -> bool {
    match fact {
        ScoreFact::Retention { silence: Some(Silence { chance, usual_chance, .. }) } => {
            *chance <= usual_chance / 2.0
        }
        ScoreFact::Trend(change) => change.ratio() <= 0.5,
        _ => false,
    }
}
