//! What a plan's figures have to be: made from the same scores and settings, and handed to whoever proves it.

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::meeting_chances::MeetingChances;
use crate::model::practice::Tier;
use crate::model::score_fact::ScoreFact;
use crate::plan::avoided_hours::AvoidedHours;
use crate::plan::capacity::Capacity;
use crate::plan::loss::{BestRhythm, VisitWorth};
use crate::plan::visit_plan::AssumedResponse;

/// What scores and settings make of a book: every figure of a plan that the book alone does not fix.
///
/// [`crate::schedule::expectations`] makes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectations {
    /// What visits are assumed to do.
    pub response: AssumedResponse,
    /// One for each practice, in the order of the book.
    pub practices: Vec<ExpectedPractice>,
    /// One for each liaison, in the order of the book.
    pub liaisons: Vec<ExpectedLiaison>,
    /// Hours in which no chosen visit starts.
    pub avoided: Vec<AvoidedHours>,
}

/// What is expected of one practice.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedPractice {
    /// Which practice.
    pub practice: PracticeId,
    /// Who covers it.
    pub liaison: Option<LiaisonId>,
    /// Its tier, where the book has none.
    pub tier: Tier,
    /// What a visit brings.
    pub visit: VisitWorth,
    /// Why, with the points of each reason.
    pub reasons: Vec<(ScoreFact, f64)>,
    /// When somebody is met.
    pub access: MeetingChances,
    /// What a plan aims at there; absent where nobody covers it.
    pub aim: Option<ExpectedAim>,
}

/// What a plan aims at in one practice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExpectedAim {
    /// The best rhythm, and what every other gap loses by it.
    pub rhythm: BestRhythm,
    /// Days from one visit to the next that there is time for.
    pub every: u32,
}

/// What is expected of one liaison.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedLiaison {
    /// What the time is worth and needed for.
    pub capacity: Capacity,
    /// What a minute in the field costs, in referrals.
    pub minute: f64,
    /// What a visit costs beside its minutes.
    pub stop: f64,
    /// What a minute at the wheel costs beside any minute.
    pub drive: f64,
    /// Referrals in one unit of the search; worths are rounded to whole units.
    pub unit: f64,
}
