//! A practice and the rules for visiting it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::location::Location;
use crate::model::time::{Date, TimeWindow};
use crate::model::units::Minutes;
use crate::model::weekday::Weekday;

/// A practice that refers, or could refer, patients.
///
/// ```
/// use rounds::model::{Location, Practice};
/// let practice = Practice::new("P1", "Cedar Family Medicine", Location::new(38.9, -77.0)?);
/// assert_eq!(practice.visit_minutes.0, 20);
/// # Ok::<(), rounds::model::LocationError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Practice {
    /// The caller's own identifier.
    pub id: PracticeId,
    /// What people call it.
    pub name: String,
    /// Where it is; nobody can be sent to a practice whose place is not known.
    pub location: Option<Location>,
    /// What the location is the middle of, such as `ZIP 04401`; absent where it is the practice's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// Street address, for people and navigation links.
    pub address: Option<String>,
    /// Telephone number, as the caller writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The suite or floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suite: Option<String>,
    /// Where to park.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parking: Option<String>,
    /// What else a visitor should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Medical specialty, in the caller's words.
    pub specialty: Option<String>,
    /// Number of clinicians.
    pub providers: Option<u32>,
    /// How important the programme holds it; derived from the score where absent.
    pub tier: Option<Tier>,
    /// The liaison who covers it; chosen by the scheduler where absent.
    pub owner: Option<LiaisonId>,
    /// How long one visit takes.
    pub visit_minutes: Minutes,
    /// How often it is to be visited; the tier's cadence where absent.
    pub cadence: Option<Cadence>,
    /// How a liaison gets in.
    pub access: AccessPolicy,
    /// How many days before a visit somebody has to call, where it sees visitors by appointment only; the plan's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_days: Option<u32>,
    /// A rebalance must not move it to another liaison.
    pub locked: bool,
    /// What a liaison must have to be welcome (a language, a certificate); all of them are needed.
    pub skills: BTreeSet<String>,
    /// When a liaison may come; the usual office hours where empty.
    pub hours: Vec<OpeningHours>,
    /// Any other number known about it, by column name; the potential model may use it.
    pub attributes: BTreeMap<String, f64>,
}

impl Practice {
    /// How long a visit takes where nothing else is said.
    pub const DEFAULT_VISIT: Minutes = Minutes(20);

    /// Returns its own cadence, or that of its own tier, or that of the tier that it is scored in.
    pub(crate) fn cadence_in(&self, scored: Tier) -> Cadence {
        self.cadence.unwrap_or(self.tier.unwrap_or(scored).cadence())
    }

    /// Returns how many days before a visit somebody has to call, `usual` where it states none; `None` where nobody has to.
    pub(crate) fn days_to_call(&self, usual: u32) -> Option<u32> {
        (self.access == AccessPolicy::AppointmentOnly).then(|| self.lead_days.unwrap_or(usual))
    }

    /// Makes a practice with every rule at its default, and without a place where `location` is `None`.
    pub fn new(
        id: impl Into<PracticeId>,
        name: impl Into<String>,
        location: impl Into<Option<Location>>,
    ) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            location: location.into(),
            near: None,
            address: None,
            phone: None,
            suite: None,
            parking: None,
            note: None,
            specialty: None,
            providers: None,
            tier: None,
            owner: None,
            visit_minutes: Self::DEFAULT_VISIT,
            cadence: None,
            access: AccessPolicy::default(),
            lead_days: None,
            locked: false,
            skills: BTreeSet::new(),
            hours: Vec::new(),
            attributes: BTreeMap::new(),
        }
    }
}

/// How important a practice is to the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Tier {
    /// Seen about every two weeks.
    A,
    /// Seen about every four weeks.
    B,
    /// Seen about once a quarter.
    C,
}

impl Tier {
    /// Returns the usual cadence of the tier: target 14, 28 or 91 days.
    #[must_use]
    pub fn cadence(self) -> Cadence {
        match self {
            Self::A => Cadence { min: 8, target: 14, max: 21 },
            Self::B => Cadence { min: 17, target: 28, max: 42 },
            Self::C => Cadence { min: 55, target: 91, max: 137 },
        }
    }
}

impl std::fmt::Display for Tier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Tiers are numbered from A, 0.
        f.pad(["A", "B", "C"][*self as usize])
    }
}

/// Days between visits: never fewer than `min`, best `target`, overdue after `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "CadenceDays")]
pub struct Cadence {
    min: u32,
    target: u32,
    max: u32,
}

/// What a [`Cadence`] is read from.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CadenceDays {
    min: Option<u32>,
    target: u32,
    max: Option<u32>,
}

impl TryFrom<CadenceDays> for Cadence {
    type Error = CadenceError;

    fn try_from(days: CadenceDays) -> Result<Self, CadenceError> {
        Self::new(days.min, days.target, days.max)
    }
}

impl Cadence {
    /// Makes a cadence of `target` days; `min` is 60 % and `max` 150 % of the target where absent.
    ///
    /// ```
    /// use rounds::model::Cadence;
    /// let cadence = Cadence::new(None, 28, None)?;
    /// assert_eq!((cadence.min(), cadence.target(), cadence.max()), (17, 28, 42));
    /// # Ok::<(), rounds::model::CadenceError>(())
    /// ```
    ///
    /// # Errors
    /// Unless `1 <= min <= target <= max <= 3650`.
    pub fn new(min: Option<u32>, target: u32, max: Option<u32>) -> Result<Self, CadenceError> {
        if !(1..=3650).contains(&target) {
            return Err(CadenceError);
        }
        let min = min.unwrap_or((target * 6).div_ceil(10));
        let max = max.unwrap_or((target * 3).div_ceil(2));
        let ordered = 1 <= min && min <= target && target <= max && max <= 3650 * 2;
        ordered.then_some(Self { min, target, max }).ok_or(CadenceError)
    }

    /// Returns the fewest days between visits.
    #[must_use]
    pub fn min(self) -> u32 {
        self.min
    }

    /// Returns the days between visits that the programme aims at.
    #[must_use]
    pub fn target(self) -> u32 {
        self.target
    }

    /// Returns the days after which a practice counts as overdue.
    #[must_use]
    pub fn max(self) -> u32 {
        self.max
    }
}

/// The numbers are no cadence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("a cadence needs 1 <= min <= target <= max days, and a target of at most 3650")]
pub struct CadenceError;

/// How a liaison gets in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccessPolicy {
    /// Any time during its hours.
    #[default]
    WalkIn,
    /// During its hours, once somebody has called ahead.
    AppointmentOnly,
    /// Only around noon, whatever its hours.
    LunchOnly,
    /// Never.
    NoSee,
}

/// Hours on one weekday, perhaps only for a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OpeningHours {
    /// The day of the week.
    pub weekday: Weekday,
    /// The hours.
    pub window: TimeWindow,
    /// First date they hold; always when absent.
    pub from: Option<Date>,
    /// Last date they hold; for ever when absent.
    pub until: Option<Date>,
}

impl OpeningHours {
    /// Tells whether they hold on `date`.
    #[must_use]
    pub fn apply_on(&self, date: Date) -> bool {
        self.weekday == date.weekday()
            && self.from.is_none_or(|from| from <= date)
            && self.until.is_none_or(|until| date <= until)
    }
}
