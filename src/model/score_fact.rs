//! What a score says of a practice, with its figures. Plans carry these facts on as reasons.

use serde::{Deserialize, Serialize};

use crate::model::time::Date;

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
    /// The practice has changed its level, and still sends.
    Trend(LevelChange),
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

/// The last credible change of what a practice sends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelChange {
    /// About when the new level began, to the nearest week.
    pub since: Date,
    /// Weeks from then to the last day that is known of.
    pub weeks_ago: u32,
    /// Referrals of a usual year, before the change.
    pub before: f64,
    /// Referrals of a usual year, after it.
    pub after: f64,
    /// Probability that the level has changed in this direction.
    pub probability: f64,
}

impl LevelChange {
    /// Share of the level before that is left: above 1 where it has grown.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        if self.before > 0.0 { self.after / self.before } else { 1.0 }
    }

    /// Says whether the level has fallen.
    #[must_use]
    pub fn is_fall(&self) -> bool {
        self.after < self.before
    }

    /// Returns the last day that is known of.
    pub(crate) fn known_until(&self) -> Date {
        self.since.plus_days(7 * i64::from(self.weeks_ago))
    }
}

/// How long a practice has been silent, and what that means at its own rhythm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Silence {
    /// How often it refers.
    pub rhythm: Rhythm,
    /// Days since its last referral.
    pub silent_days: u32,
    /// The day of its last referral; absent in plans of older versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
    /// Probability of a referral within the horizon.
    pub chance: f64,
    /// What that probability usually is.
    pub usual_chance: f64,
    /// Days of the horizon.
    pub horizon_days: u32,
}

impl Silence {
    /// Says whether the silence is much longer than usual: two weeks at least, and more than twice the usual gap. A practice
    /// without a rhythm is silent after 60 days. One that has changed its rhythm is judged by its level, not by its gaps.
    #[must_use]
    pub fn is_long(&self) -> bool {
        const SHORTEST: u32 = 14;
        const WITHOUT_RHYTHM: u32 = 60;
        let usual = match self.rhythm {
            Rhythm::Changed => return false,
            Rhythm::NoneYet { .. } => return self.silent_days >= WITHOUT_RHYTHM,
            Rhythm::Daily { .. } => 1.0,
            Rhythm::Every { days, .. } => days,
        };
        self.silent_days >= SHORTEST && f64::from(self.silent_days) > 2.0 * usual
    }
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
    /// Another one than before: [`ScoreFact::Trend`] tells which.
    Changed,
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
