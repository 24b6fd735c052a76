//! What a liaison takes to each visit: whom to meet, what to say, ask, bring and log.
//!
//! [`briefs`] takes a book, its scores and a plan. It picks talking points and material for every stop, and says what to pack.
//! Nothing of the plan changes. docs/briefs.md says which rules hold.
//!
//! **Material never depends on what a practice is worth.** Whoever picks it sees specialties, days, stock and what was left
//! before. It sees no scores, no tiers, no segments and no referrals.

pub(crate) mod asks;
pub(crate) mod compile;
pub(crate) mod config;
pub(crate) mod followups;
pub(crate) mod handout;
pub(crate) mod material;
pub(crate) mod material_visit;
pub(crate) mod nearby;
pub(crate) mod packing;
pub(crate) mod recipient;
pub(crate) mod repeat;
pub(crate) mod stock;
pub(crate) mod stop_brief;
pub(crate) mod team_brief;
pub(crate) mod topics;

pub use compile::{briefs, has_any};
pub use config::BriefConfig;
pub use handout::{Handout, HeldBack, Withheld};
pub use nearby::{EventBrief, NearbyPractice};
pub use packing::{DayPacking, OutdatedStock, Packed, Restock, WeekPacking};
pub use recipient::ValueGiven;
pub use stock::stock_left;
pub use stop_brief::{Ask, LastVisit, LogHint, OpenFollowUp, StopBrief, TalkingPoint};
pub use team_brief::Briefs;
