//! Fair tests of visits: some practices rest by lot, and what they send is compared with what others send.
//!
//! Before and after say little about visits, because visits chase lapses. A lot knows of no lapse, so the two arms differ by chance and by
//! visits alone. [`crate::experiment`] draws and reads the lot. This room takes it from a book and back to one.
//!
//! | file | what it holds |
//! |---|---|
//! | `design` | a trial to run: who rests when, and what it can see ([`TrialDesign`]) |
//! | `design_check` | whether a design from a file holds together |
//! | `eligible` | who may rest, and why others may not ([`WhyNotInLot`]) |
//! | `past` | referrals and visits of a stretch of days |
//! | `outlook` | what practices are expected to send in stretches of days |
//! | `power` | lots over the book's own past ([`PowerRow`]) |
//! | `result` | a trial that runs or has run ([`TrialResult`]) |
//! | `rests_kept` | whether rests were kept as drawn ([`TrialWarning`]) |
//! | `naive` | what a comparison without a lot would have said ([`NaiveComparison`]) |
//! | `field_cost` | hours and miles of the visits of a trial |

pub(crate) mod config;
pub(crate) mod design;
pub(crate) mod design_check;
pub(crate) mod eligible;
pub(crate) mod field_cost;
pub(crate) mod naive;
pub(crate) mod outlook;
pub(crate) mod past;
pub(crate) mod power;
pub(crate) mod rests_kept;
pub(crate) mod result;

pub use config::TrialConfig;
pub use design::{TrialBlock, TrialDesign, TrialMember, design};
pub use eligible::{NotInLot, WhyNotInLot};
pub use naive::NaiveComparison;
pub use power::{PowerRow, Sight, rehearse};
pub use rests_kept::{BrokenRest, TrialWarning};
pub use result::{PriceConfig, TrialResult, read};
