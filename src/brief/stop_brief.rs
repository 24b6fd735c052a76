//! What a liaison takes to one visit.

use serde::{Deserialize, Serialize};

use crate::brief::handout::{Handout, Withheld};
use crate::model::contact::{Contact, OpenIssue};
use crate::model::history::Outcome;
use crate::model::id::{LiaisonId, PracticeId, TopicId};
use crate::model::time::{Date, TimeOfDay};

/// What a liaison takes to one stop of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StopBrief {
    /// Who goes.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// When the visit starts.
    pub start: TimeOfDay,
    /// Whom to.
    pub practice: PracticeId,
    /// The last visit there, whatever its outcome; absent where none is known.
    pub last: Option<LastVisit>,
    /// The people there.
    pub contacts: Vec<Contact>,
    /// What the practice waits for or complains of, and what is not settled.
    pub open_issues: Vec<OpenIssue>,
    /// What was promised and is not done. Each stop at the practice shows all of it.
    pub followups: Vec<OpenFollowUp>,
    /// What to say: three talking points at most.
    pub topics: Vec<TalkingPoint>,
    /// What to leave.
    pub material: Vec<Handout>,
    /// What would be left here if nothing stood against it.
    pub withheld: Vec<Withheld>,
    /// What to ask: three questions at most.
    pub ask: Vec<Ask>,
    /// What to log afterwards.
    pub log: Vec<LogHint>,
}

/// The last visit to a practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LastVisit {
    /// When.
    pub date: Date,
    /// How it went.
    pub outcome: Outcome,
    /// Who was there. It may be somebody who has left.
    pub liaison: LiaisonId,
    /// What was noted.
    pub note: Option<String>,
}

/// Something that was promised and is not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenFollowUp {
    /// What.
    pub what: String,
    /// The last day for it.
    pub due: Date,
    /// Who promised it.
    pub liaison: Option<LiaisonId>,
    /// The last visit that could have brought it: somebody was met, and nobody noted that it is done.
    pub visited: Option<Date>,
}

/// Something to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TalkingPoint {
    /// Which talking point of the book.
    pub topic: TopicId,
    /// What to say.
    pub text: String,
}

/// Something to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Whether something that they waited for or complained of is settled.
    Settled {
        /// What it is.
        what: String,
    },
    /// Whether they have got what was promised. Somebody was there, and nobody noted that it is done.
    Received {
        /// What was promised.
        what: String,
    },
    /// Why they send nobody any more.
    Change,
    /// Who arranges referrals there. The book knows nobody.
    WhoArranges,
    /// How to reach the people there. The book has no telephone number of the practice, and neither number nor mail of any of them.
    HowToReach,
}

/// Something to log after a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LogHint {
    /// How it went.
    Outcome,
    /// Which talking points were told.
    Topics,
    /// What was left, and how many pieces.
    Material,
    /// Which promises are done.
    FollowUps,
    /// Which issues are settled.
    Issues,
}
