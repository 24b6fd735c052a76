//! What becomes of each practice, with the proof.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::practice::{Cadence, Tier};
use crate::model::time::{Date, TimeOfDay};
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
    /// When the next visit is due: the cadence's target after the last visit, made or agreed upon before the plan, or at once if there
    /// was none.
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
    /// When the appointment starts; absent for a must-visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<TimeOfDay>,
    /// The first day of the must-visit; absent for an appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Everything that forbids it, each reason by itself; empty where nothing does and no place was found.
    pub reasons: Vec<RuleSet>,
    /// The appointment that stands in its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clash: Option<Clash>,
}

/// Rules that forbid a visit together: no smaller set of them does. A set of one rule forbids it alone.
pub type RuleSet = Vec<Rule>;

/// An appointment that stands in the way of another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Clash {
    /// Whom it is with.
    pub practice: PracticeId,
    /// When it starts.
    pub start: TimeOfDay,
    /// When it ends.
    pub end: TimeOfDay,
    /// Minutes of driving between the two.
    pub drive: Minutes,
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
    /// Its cadence allows no visit before `from`, and none is possible from then to the end of the plan; without the shortest gap,
    /// and with time to call ahead, one would be.
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
        /// Whether some of them were promised a visit: nobody else could give way.
        #[serde(default)]
        promised: bool,
        /// By how many expected referrals the exchange would make the plan worse.
        referrals_short: f64,
        /// What keeps it out of that day where nothing gives way: no limit fewer would do.
        binding: Vec<DayLimit>,
        /// Changes of one limit of one day, each of which lets it in beside everything else.
        changes: Vec<DayChange>,
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
    /// A visit in these days would have to be announced earlier than anybody can call now. Without the days that a call ahead takes,
    /// one would be possible and worth its time.
    TooLateToCall {
        /// The first day after the plan that allows a visit and leaves time to call; within 26 weeks.
        day: Date,
        /// The last working day of the liaison on which there is time to call for that day.
        call_by: Date,
    },
    /// No day of the plan has room for it, even with nothing but the liaison's appointments in it, and not for its cadence.
    Impossible {
        /// Everything that forbids it, each reason by itself.
        reasons: Vec<RuleSet>,
        /// A colleague who could go.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        colleague: Option<ColleagueOffer>,
    },
    /// It is left out on purpose.
    Excluded {
        /// Why.
        because: Exclusion,
    },
    /// A visit would gain, but it is an edit of the plan before that was not made.
    AwaitsEdit {
        /// The day of the best place found.
        day: Date,
        /// The practices that would have to give way there; none where there is room.
        by: Vec<PracticeId>,
        /// By how many expected referrals the plan would be better.
        gain: f64,
    },
    /// It is not in the plan, and no place was found for it; a longer search may find one.
    Unknown,
}

impl Status {
    /// Days after the plan within which the next day is looked for that leaves time to call.
    pub(crate) const CALL_DAYS: u32 = 26 * 7;
}

/// What keeps a visit out of a day, put at any place between the stops in their order or its reverse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayLimit {
    /// The day has as many visits as the liaison makes in a day.
    Visits {
        /// The most allowed.
        limit: u32,
    },
    /// The drive would be longer than the liaison drives in a day.
    Driving {
        /// The most allowed.
        limit: Minutes,
        /// The least that it would take.
        needed: Minutes,
    },
    /// The working day is too short.
    Minutes {
        /// By how many minutes at one end of the day; at both together where neither alone is enough.
        short: Minutes,
    },
    /// The hours of the practices leave no place for it, however long the day and whatever the limits.
    Hours,
}

/// A change of one day that lets a visit in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayChange {
    /// The working day begins earlier.
    StartEarlier {
        /// Which day.
        day: Date,
        /// By how many minutes.
        minutes: Minutes,
    },
    /// The working day ends later.
    EndLater {
        /// Which day.
        day: Date,
        /// By how many minutes.
        minutes: Minutes,
    },
    /// The day may have more visits.
    MoreVisits {
        /// Which day.
        day: Date,
        /// How many.
        limit: u32,
    },
    /// The day may have more driving.
    MoreDriving {
        /// Which day.
        day: Date,
        /// How much.
        limit: Minutes,
    },
}

/// A colleague who could visit a practice that its liaison cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ColleagueOffer {
    /// Who.
    pub liaison: LiaisonId,
    /// The days of the plan on which it is possible beside the colleague's appointments.
    pub days: Vec<Date>,
}

/// Rules that can forbid a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The book does not say where the practice is.
    NoPlace,
    /// There is no way there, or none that can be driven in a day.
    NoRoad,
    /// The hours at which the practice receives visitors.
    VisitingHours,
    /// The liaison's weekdays and hours.
    WorkingHours,
    /// The liaison's days off.
    TimeOff,
    /// Public holidays.
    Holidays,
    /// The practice receives no liaisons.
    NoVisitors,
    /// The liaison's midday pause.
    Lunch,
    /// The liaison's limit on driving in a day.
    MaxDrive,
    /// The liaison's limit on visits in a day.
    MaxStops,
    /// The skills that the practice asks for.
    Skills,
    /// Appointments: those of the liaison, and those with the practice that a visit keeps its distance from.
    FixedVisits,
    /// The fewest days between two visits.
    MinGap,
    /// The days that a call ahead takes, from the day on which the plan is made.
    LeadTime,
    /// The days within which a must-visit or a meeting has to happen.
    MustVisitDates,
    /// None of our physicians has the specialty that is wished for.
    NoProvider,
    /// The times at which our physicians can be away, with their drives.
    ProviderHours,
    /// The most meetings that our physicians have in a week.
    ProviderLimit,
    /// The days in which the practice rests by lot.
    Rest,
}

impl Rule {
    /// The rules that can be left out of account when it is asked what forbids a visit. A place and a road cannot.
    pub(crate) const RELAXABLE: [Self; 16] = [
        Self::VisitingHours,
        Self::WorkingHours,
        Self::TimeOff,
        Self::Holidays,
        Self::NoVisitors,
        Self::Lunch,
        Self::MaxDrive,
        Self::MaxStops,
        Self::Skills,
        Self::FixedVisits,
        Self::MinGap,
        Self::LeadTime,
        Self::MustVisitDates,
        Self::ProviderHours,
        Self::ProviderLimit,
        Self::Rest,
    ];
}

/// Why a practice is left out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// It receives no liaisons.
    NoSee,
    /// The book does not say where it is.
    NoPlace,
    /// It rests by lot in all days of the plan.
    Rest {
        /// The last day of the rest.
        until: Date,
    },
}
