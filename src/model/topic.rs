//! What to talk about at a practice: talking points, and what was promised there.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId, TopicId};
use crate::model::practice::Tier;
use crate::model::segment::Segment;
use crate::model::time::Date;

/// A talking point.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Topic {
    /// The caller's own identifier.
    pub id: TopicId,
    /// What to say.
    pub text: String,
    /// The specialties it is for, in small letters; all where empty.
    pub specialties: BTreeSet<String>,
    /// The tiers it is for; all where empty.
    pub tiers: BTreeSet<Tier>,
    /// The segments it is for; all where empty.
    pub segments: BTreeSet<Segment>,
    /// First day on which it is told; always where absent.
    pub from: Option<Date>,
    /// Last day on which it is told; for ever where absent.
    pub until: Option<Date>,
    /// Fewest days after which a practice hears it again; it hears it once where absent.
    pub every_days: Option<u32>,
}

/// A talking point that a practice has heard.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeardTopic {
    /// Who heard it.
    pub practice: PracticeId,
    /// Which one. It may be one that is told no more.
    pub topic: TopicId,
    /// When.
    pub date: Date,
}

/// Something that was promised to a practice, to be brought or told on a visit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FollowUp {
    /// To whom.
    pub practice: PracticeId,
    /// The last day for it.
    pub due: Date,
    /// The first day for it; 14 days before the last one where absent.
    pub from: Option<Date>,
    /// What was promised.
    pub what: String,
    /// Who promised it.
    pub liaison: Option<LiaisonId>,
    /// The day on which it was done; still to do where absent.
    pub done: Option<Date>,
}
