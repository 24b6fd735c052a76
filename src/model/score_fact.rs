//! What a score says of a practice, with its figures. Plans carry these facts on as reasons.

use serde::{Deserialize, Serialize};

/// What a reason says, with its figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ScoreFact {
    /// Referrals may be lost.
    Retention {
        /// The silence so far; absent where the practice never referred.
        silence: Option<Silence>,
    },
    /// Fewer referrals are expected than were sent within a year; some may be won back.
    Recovery {
        /// Sent in the last 12 months.
        sent: f64,
        /// Expected in a year.
        expected: f64,
    },
    /// Referrals could be won. All figures are referrals a year.
    Headroom {
        /// Sent in the last 12 months; absent where the practice never referred.
        sent: Option<u32>,
        /// Expected at the present rate.
        expected: f64,
        /// Could be sent.
        potential: f64,
        /// A visit could win.
        winnable: f64,
    },
    /// The rate has probably fallen.
    Trend {
        /// Share of the usual rate that is expected within the horizon.
        share: f64,
        /// Probability that the rate has fallen.
        probability: f64,
        /// Days of the horizon.
        horizon_days: u32,
    },
    /// Little is known.
    Evidence {
        /// What little there is.
        known: LittleEvidence,
    },
    /// The book has no referrals: the practice is ranked by its size alone.
    Size {
        /// How much it could send, relative to a usual practice: three providers of an unknown specialty.
        size: f64,
        /// Its providers; absent where the book does not say.
        providers: Option<u32>,
        /// How often practices of its specialty refer.
        refers: Refers,
    },
    /// One entry that is probably a hospital, or many practices.
    LargeGroup {
        /// Its providers.
        providers: u32,
    },
}

/// How often practices of a specialty refer patients on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Refers {
    /// General medicine: family and internal medicine, obstetrics.
    Often,
    /// Most specialties, and those that are not known.
    Usual,
    /// Treats most of what it sees in its own rooms: psychiatry, dentistry, therapy.
    Seldom,
    /// Serves other physicians: anaesthesia, radiology, pathology.
    HardlyEver,
}

/// How long a practice has been silent, and what that means at its own rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Silence {
    /// How often it refers.
    pub rhythm: Rhythm,
    /// Days since its last referral.
    pub silent_days: u32,
    /// Probability of a referral within the horizon.
    pub chance: f64,
    /// What that probability usually is.
    pub usual_chance: f64,
    /// Days of the horizon.
    pub horizon_days: u32,
}

/// A practice's own rhythm, which people can check.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// None before the third day with a referral.
    NoneYet {
        /// All referrals so far.
        referrals: u32,
    },
    /// On most days.
    Daily {
        /// Referrals of a usual week.
        a_week: f64,
    },
    /// Every so many days.
    Every {
        /// Days from one day with a referral to the next.
        days: f64,
        /// Referrals of such a day.
        batch: f64,
    },
}

/// Why a practice's own figures say little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LittleEvidence {
    /// It never referred.
    NoReferral,
    /// All referrals came on one day.
    OneDay {
        /// How many.
        referrals: u32,
    },
    /// Few referrals, or few weeks to send them in.
    Few {
        /// How many.
        referrals: u32,
        /// Weeks since the first, the present one included.
        weeks: u32,
    },
}
