//! What each liaison's time is worth, what it is needed for, and how much of it is left.

use serde::{Deserialize, Serialize};

use crate::model::id::LiaisonId;
use crate::plan::need::CapacityNeed;

/// What one liaison's time is worth and needed for, in a usual week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Capacity {
    /// Whose time.
    pub liaison: LiaisonId,
    /// Referrals that an hour in the field has to bring to be planned.
    pub an_hour: f64,
    /// What there is least of; nothing where there is enough of everything.
    pub scarce: Option<ScarceResource>,
    /// Working hours in a usual week, without lunch.
    pub hours: f64,
    /// Working hours in the days planned, without lunch.
    pub hours_planned: f64,
    /// Practices whose cadence a person has set.
    pub promised: u32,
    /// Hours a week that these cadences need.
    pub promised_hours: f64,
    /// How many times as long as set the time between visits becomes where it stretches most; 1 where all are kept.
    pub stretch: f64,
    /// Hours a week that the cadences of the tiers need for all other practices.
    pub tier_hours: f64,
    /// Whether the longest gaps that the tiers allow are kept.
    pub keeps_tiers: bool,
    /// Referrals that one more hour would bring; nothing where no further hour can be used.
    pub next_hour: Option<f64>,
    /// The gain of a usual week by its hours, from the fewest that the longest gaps allow to all that can be used.
    pub curve: Vec<GainPoint>,
    /// What the days planned need at least; absent in plans made before this was reckoned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<CapacityNeed>,
}

/// What some hours a week gain.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GainPoint {
    /// Hours in the field in a week, driving included.
    pub hours: f64,
    /// Extra referrals a week, if visits work as assumed.
    pub gain: f64,
}

/// What keeps a liaison from making more visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScarceResource {
    /// The working hours.
    Hours,
    /// The most visits in a day.
    Stops,
    /// The most driving in a day.
    Drive,
}
