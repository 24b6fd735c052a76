//! Our own physicians who meet referring practices, and the meetings that are wished for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::id::{PracticeId, ProviderId};
use crate::model::location::Location;
use crate::model::time::{Date, TimeWindow};
use crate::model::units::Minutes;
use crate::model::weekday::Weekday;

/// A physician of ours who comes along to practices.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provider {
    /// The caller's own identifier.
    pub id: ProviderId,
    /// What people call them.
    pub name: String,
    /// What they are asked for, in small letters; at least one.
    pub specialties: BTreeSet<String>,
    /// Where they set out from and come back to, unless their hours say another place.
    pub place: Option<Location>,
    /// Most meetings from Monday to Sunday; any number where absent.
    pub per_week: Option<u32>,
    /// When they can be away. No meetings where empty.
    pub hours: Vec<ProviderHours>,
}

/// A time in which a physician can be away for meetings: on one date, or on every such weekday.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ProviderHours {
    /// On which days.
    pub day: ProviderDay,
    /// From setting out to being back.
    pub window: TimeWindow,
    /// Where they set out from and come back to; the physician's own place where absent.
    pub place: Option<Location>,
}

/// The days of a [`ProviderHours`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderDay {
    /// Every week on this day.
    Weekly(Weekday),
    /// On this date only.
    Date(Date),
}

impl ProviderDay {
    /// Tells whether a date is one of the days.
    #[must_use]
    pub fn is_on(self, date: Date) -> bool {
        match self {
            Self::Weekly(weekday) => weekday == date.weekday(),
            Self::Date(day) => day == date,
        }
    }
}

/// A wish that a physician of ours meets the people of a practice there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Introduction {
    /// Which practice.
    pub practice: PracticeId,
    /// The specialty that it wants to know, in small letters.
    pub specialty: String,
    /// The physician it has to be; any of the specialty where absent.
    pub provider: Option<ProviderId>,
    /// The first day for it; any where absent.
    pub from: Option<Date>,
    /// The last day for it; any where absent.
    pub by: Option<Date>,
    /// How long the meeting takes.
    pub minutes: Minutes,
    /// The day on which they met; still to meet where absent.
    pub met: Option<Date>,
}

impl Introduction {
    /// Tells whether a wish is still open beside all rows: a row of the same practice and specialty with the day on which they met
    /// settles it, unless that day lies before its first.
    pub(crate) fn is_open_in(&self, rows: &[Self]) -> bool {
        let same = |it: &&Self| (&it.practice, &it.specialty) == (&self.practice, &self.specialty);
        let mut met = rows.iter().filter(same).filter_map(|it| it.met);
        self.met.is_none() && !met.any(|met| self.from.is_none_or(|from| from <= met))
    }

    /// How long a meeting takes where nothing else is said.
    pub const DEFAULT_MINUTES: Minutes = Minutes(30);
}
