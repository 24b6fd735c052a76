//! Tests by lot: units rest by chance, and their counts are compared with those of units that do not.
//!
//! This room knows units, counts, forecasts and visits, and no book. [`crate::trial`] asks it about practices.
//!
//! | file | what it holds |
//! |---|---|
//! | `lot` | who rests, drawn within strata of like units ([`LotPlan`], [`Lot`]) |
//! | `records` | what every unit did in every block ([`Records`](records::TrialRecords)) |
//! | `comparison` | two arms compared, and how much the comparison varies |
//! | `redraws` | the same lot drawn again: p-values, standard errors, intervals ([`LotEstimate`]) |
//! | `reading` | all estimates of one lot ([`LotReading`]) |
//! | `fieller` | the effect of a visit: a ratio of two differences ([`FiellerSet`]) |
//! | `elasticity` | what the lot says of an elasticity, beside what was believed before ([`ElasticityPosterior`]) |
//! | `power` | how small an effect a lot can see ([`LotErrors`]) |
//! | `payback` | what an extra referral costs ([`Payback`]) |
//!
//! The lot is the only thing that is taken for random: counts stay as they are, and the lot is drawn again (Fisher 1935, *The
//! Design of Experiments*; Imbens & Rubin 2015, doi:10.1017/CBO9781139025751). So the intervals ask for no model of counts.

pub(crate) mod comparison;
pub(crate) mod elasticity;
pub(crate) mod fieller;
pub(crate) mod lot;
pub(crate) mod payback;
pub(crate) mod power;
pub(crate) mod reading;
pub(crate) mod records;
pub(crate) mod redraws;

pub use elasticity::{ElasticityPosterior, ElasticityPrior, ElasticitySpread, Learnt};
pub use fieller::FiellerSet;
pub use lot::{Lot, LotPlan, LotUnit};
pub use payback::{Payback, VisitPrice};
pub use power::{LotErrors, lot_errors, lot_refusals};
pub use reading::{ArmTotals, LotReading, read};
pub use records::{TrialRecord, TrialRecords};
pub use redraws::{Limits, LotEstimate, RedrawConfig};
