//! What happened in a week, beside what was planned: the values of a manager's report.
//!
//! | file | what it holds |
//! |---|---|
//! | `compile` | the report as a whole, and how it is made |
//! | `week`, `scope` | which week, and whose figures |
//! | `kept_plan` | which of several plans the week is held to |
//! | `visits`, `matching`, `hours` | planned, done, missed, not planned; time in the field |
//! | `reach`, `access_rate` | how often practices are seen, who is overdue, how often nobody could be met |
//! | `referrers`, `first_referrals` | who is new, won back, falling, growing or silent, and what followed first visits |
//! | `known_referrals`, `referral_weeks`, `band` | referrals by week, and the range that was to be expected |
//! | `open_matters`, `next_week`, `headline` | what is open, what comes next, and the figures to begin with |
//!
//! The room counts and compares. It says nothing in words: [`crate::export`] does.

pub(crate) mod access_rate;
pub(crate) mod band;
pub(crate) mod compile;
pub(crate) mod first_referrals;
pub(crate) mod headline;
pub(crate) mod hours;
pub(crate) mod kept_plan;
pub(crate) mod known_referrals;
pub(crate) mod matching;
pub(crate) mod next_week;
pub(crate) mod open_matters;
pub(crate) mod reach;
pub(crate) mod referral_weeks;
pub(crate) mod referrers;
pub(crate) mod running_trials;
pub(crate) mod scope;
pub(crate) mod visits;
pub(crate) mod week;

pub use access_rate::{AccessFigures, AccessRate, LiaisonAccess};
pub use band::{CountBand, ForecastBand};
pub use compile::{AssumedResponses, ReportRequest, WeekReport, report};
pub use first_referrals::{FirstReferralGroup, FirstReferrals};
pub use headline::HeadlineFigures;
pub use hours::FieldHours;
pub use kept_plan::{KeptPlan, PlanName};
pub use matching::{StopFate, StopOutcome, UnplannedVisit};
pub use next_week::{ComingEvent, ComingMeeting, LiaisonNextWeek, NextWeek, PlanChanges};
pub use open_matters::{FollowUpFigures, IssueFigures, OpenMatters, OverdueFollowUp, WaitingIssue};
pub use reach::{BacklogPoint, ReachFigures, ScoredTier, TierReach};
pub use referral_weeks::{ForecastBasis, PracticeExpectation, ReferralFigures, ReferralWeek};
pub use referrers::{ChangedReferrer, NewReferrer, ReferrerFigures, SilentReferrer, WonBackReferrer};
pub use running_trials::RunningTrial;
pub use visits::{LiaisonVisits, PlannedFigures, VisitFigures, WeekVisits};
pub use week::ReportWeek;
