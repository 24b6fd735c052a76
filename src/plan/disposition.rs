//! What becomes of each practice, with the proof.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::practice::{Cadence, Tier};
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::itinerary::StopKind;

/// The fate of one practice in a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Disposition {
    /// Which practice.
    pub practice: PracticeId,
    /// Who covers it in this plan; nobody if no liaison can.
    pub liaison: Option<LiaisonId>,
    /// The tier it was planned with.
    pub tier: Tier,
    /// The cadence it was planned with.
    pub cadence: Cadence,
    /// When somebody there was last met.
    pub last_visit: Option<Date>,
    /// When the next visit is due: the last visit plus the cadence's target, or at once if there was none.
    pub due: Date,
    /// Referrals that one visit at the first possible day would be expected to keep or gain.
    pub worth: f64,
    /// How often a visit is worth its time; absent where nobody covers the practice, or no visit ever is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<VisitRhythm>,
    /// Appointments and must-visits that could not be kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
    /// What becomes of it.
    #[serde(flatten)]
    pub status: Status,
}

/// How often a visit to a practice is worth its time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitRhythm {
    /// Days from one visit to the next.
    pub every: u32,
    /// The day on which the next visit is worth its time, or the first day planned if that is later.
    pub next: Date,
    /// Referrals that an hour of the liaison's time brings elsewhere.
    pub an_hour: f64,
}

/// A fixed visit that could not be kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missed {
    /// An appointment or a must-visit.
    pub kind: StopKind,
    /// The day of the appointment, or the last day of the must-visit.
    pub date: Date,
    /// An irreducible set of rules that forbids it; empty where none does and the search missed it, so that a longer one may
    /// find its place.
    pub rules: Vec<Rule>,
}

/// What becomes of a practice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// It is visited.
    Planned {
        /// How many times.
        visits: u32,
    },
    /// Its cadence allows no visit before `from`, which is after the plan's end or on no later day of it that is open.
    NotDue {
        /// The earliest day that the cadence allows.
        from: Date,
    },
    /// Its turn comes later: up to `from`, other visits make more of the time that it would take.
    Later {
        /// The day on which a visit is worth its time.
        from: Date,
    },
    /// It could be visited, but other visits are worth more: at the best place found, seeing it means leaving out `by`.
    Displaced {
        /// The day of that place.
        day: Date,
        /// The practices that would have to give way.
        by: Vec<PracticeId>,
        /// By how many expected referrals the exchange would make the plan worse.
        referrals_short: f64,
        /// Minutes that the day is short of, if nothing gave way.
        minutes_short: Minutes,
    },
    /// There is room, but the visit is worth less than the drive costs.
    NotWorthTheDrive {
        /// The day with the shortest detour.
        day: Date,
        /// Extra minutes of driving.
        detour: Minutes,
        /// By how many expected referrals the visit falls short of the price of the detour.
        referrals_short: f64,
    },
    /// No plan at all could visit it, even with every other visit that is not fixed left out.
    Impossible {
        /// An irreducible set of rules that forbids it: without any one of them it could be visited.
        rules: Vec<Rule>,
    },
    /// It is left out on purpose.
    Excluded {
        /// Why.
        because: Exclusion,
    },
    /// It is not in the plan, and no simple exchange shows why; a longer search may find a place.
    Unknown,
}

/// Rules that can forbid a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// There is no way there, or none that can be driven in a day.
    NoRoad,
    /// The hours at which the practice receives visitors, and holidays.
    VisitingHours,
    /// The liaison's working days and hours, and time off.
    WorkingHours,
    /// The liaison's midday pause.
    Lunch,
    /// The liaison's limit on driving in a day.
    MaxDrive,
    /// The liaison's limit on visits in a day.
    MaxStops,
    /// The skills that the practice asks for.
    Skills,
    /// Appointments and must-visits that are fixed already.
    FixedVisits,
    /// The fewest days between two visits.
    MinGap,
    /// The days that a call ahead takes.
    LeadTime,
    /// The days within which a must-visit has to happen.
    MustVisitDates,
}

/// Why a practice is left out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// It receives no liaisons.
    NoSee,
}
