//! A time that can be offered to a practice on the telephone.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};

/// A day and a range of starts that a liaison can offer to a practice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slot {
    /// Whom it is offered to.
    pub practice: PracticeId,
    /// Who would come.
    pub liaison: LiaisonId,
    /// On which day.
    pub date: Date,
    /// The earliest start.
    pub from: TimeOfDay,
    /// The latest start. Every start from the earliest to it is possible.
    pub until: TimeOfDay,
    /// The chance that somebody is met there on this weekday in these hours, from 0 to 1, as the log has it. Whoever agrees on a time is
    /// met more often.
    pub chance_to_meet: f64,
    /// Minutes of driving that the day has more than now; negative where it has fewer.
    pub detour: i64,
    /// Minutes that the liaison is away longer than now on that day, with the earliest start; negative where it is shorter.
    pub longer: i64,
    /// The practices whose visits on that day would be lost, in the order of the day; empty where nobody gives way.
    pub displaced: Vec<PracticeId>,
    /// Referrals that the visits lost are expected to keep or gain.
    pub referrals_lost: f64,
}
