//! Events that liaisons attend or hold.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::id::{EventId, LiaisonId, PracticeId};
use crate::model::liaison::Lunch;
use crate::model::location::Location;
use crate::model::time::{Date, TimeWindow};
use crate::model::units::Minutes;

/// Something that liaisons have to be at, at any place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The caller's own identifier.
    pub id: EventId,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: EventKind,
    /// Which day.
    pub date: Date,
    /// From beginning to end, without preparation.
    pub window: TimeWindow,
    /// Where it is; at each liaison's home where absent.
    pub place: Option<Location>,
    /// The address, for people and navigation links.
    pub address: Option<String>,
    /// The practice that it is held at, if it is one. Its people are met there.
    pub practice: Option<PracticeId>,
    /// Who is there; at least one.
    pub liaisons: BTreeSet<LiaisonId>,
    /// Minutes to be there before it begins.
    pub prepare: Minutes,
    /// Minutes to stay after it ends.
    pub clear: Minutes,
    /// The specialties it is for, in small letters; all where empty.
    pub specialties: BTreeSet<String>,
}

impl Event {
    /// Tells whether it is a meal with as much time in the window of a lunch as the lunch takes.
    pub(crate) fn counts_as(&self, lunch: Lunch) -> bool {
        let shared = self.window.intersection(lunch.window()).map_or(0, TimeWindow::minutes);
        self.kind == EventKind::LunchAndLearn && shared >= lunch.minutes().0
    }
}

/// What an event is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A conference or a meeting of a society.
    Conference,
    /// A meal with a talk.
    LunchAndLearn,
    /// A health fair.
    HealthFair,
    /// An open house.
    OpenHouse,
    /// Time in one's own office.
    Office,
    /// Anything else.
    #[default]
    Other,
}
