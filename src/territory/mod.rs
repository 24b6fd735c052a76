//! Who covers whom: judging, designing and rebalancing territories, and what other teams would do.
//!
//! A territory is the set of practices that one liaison covers; an [`Alignment`] is all of them. What follows
//! is judged by hours of work, visits and drives together, by potential, and by the relationships that a
//! change breaks.
//!
//! | question | function | answer |
//! |---|---|---|
//! | is the work shared fairly? | [`assess`] | [`Assessment`]: a line a liaison, the worst first |
//! | how to share it better, with few changes? | [`rebalance`] | [`Rebalancing`]: every move with its reason |
//! | what would one do from nothing? | [`design`] | [`Design`] |
//! | what does more fairness cost? | [`pareto_front`] | [`FrontPoint`]s: relationships broken against worst imbalance |
//! | what if somebody leaves, comes, or works other hours? | [`TeamChange::apply`], [`hire`] | another book, homes ranked |
//! | what would the weeks look like? | [`compare`] | schedules really planned, side by side |
//! | who introduces whom? | [`handover`] | a joint first visit for every moved practice |
//!
//! The engine, [`crate::districting`], knows units, amounts and borders; this layer knows practices. Drive
//! hours depend on the territory itself, so estimating and searching take turns ([`rebalance`] says how).
//!
//! ```
//! use rounds::{export, geo::GreatCircle, model::*, progress, score, territory::{self, Alignment, Programme, TerritoryRules}};
//!
//! let at = |east: f64| Location::new(38.9, -77.0 + east);
//! let practice = |number: u32| {
//!     let place = at(f64::from(number) * 0.01)?;
//!     let mut practice = Practice::new(format!("P{number}"), format!("Practice {number}"), place);
//!     practice.owner = Some(if number < 9 { "L1" } else { "L2" }.into());
//!     practice.tier = Some(Tier::A);
//!     Ok(practice)
//! };
//! let records = Records {
//!     practices: (0..12).map(practice).collect::<Result<_, LocationError>>()?,
//!     liaisons: vec![Liaison::new("L1", "One", at(0.02)?), Liaison::new("L2", "Two", at(0.09)?)].into(),
//!     ..Records::default()
//! };
//! let (book, _) = Book::build(records)?;
//! let scores = score::evaluate(&book, "2026-01-30".parse()?, &score::ScoreConfig::default(), &progress::unobserved)?;
//! let travel = GreatCircle::default();
//! let programme = Programme::new(&book, &scores, &travel)?;
//! let today = Alignment::of(&book);
//! let answer = territory::rebalance(&programme, &today, &TerritoryRules::default(), &progress::unobserved)?;
//! assert!(answer.is_feasible() && answer.after.balance.hours < answer.before.balance.hours);
//! for moved in &answer.moves {
//!     println!("{}", export::move_sentence(&book, moved));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod adjacency;
pub(crate) mod alignment;
pub(crate) mod assess;
pub(crate) mod binding_rule;
pub(crate) mod candidate;
pub(crate) mod compare;
pub(crate) mod design;
pub(crate) mod drive;
pub(crate) mod eligibility;
pub(crate) mod handover;
pub(crate) mod hire;
pub(crate) mod measure;
pub(crate) mod moves;
pub(crate) mod pareto;
pub(crate) mod placed;
pub(crate) mod problem_builder;
pub(crate) mod progress;
pub(crate) mod projection;
pub(crate) mod proof;
pub(crate) mod rebalance;
pub(crate) mod relationship;
pub(crate) mod rules;
pub(crate) mod team_change;
pub(crate) mod violation;
pub(crate) mod workload;

pub use crate::districting::problem::Contiguity;
pub use adjacency::Adjacency;
pub use alignment::{Alignment, Programme};
pub use assess::{Assessment, Balance, Territory, assess};
pub use binding_rule::{BindingRule, RuleKind};
pub use compare::{DriveCheck, Scenario, ScenarioTrial, compare};
pub use design::{Design, design};
pub use drive::DriveModel;
pub use handover::{Handover, handover};
pub use hire::{Hiring, HiringSite, hire};
pub use measure::Measure;
pub use moves::{IfLocked, MovedPractice};
pub use pareto::{FrontPoint, pareto_front};
pub use proof::InfeasibilityProof;
pub use rebalance::{Assigned, Rebalancing, rebalance};
pub use relationship::RelationshipPrior;
pub use rules::{TerritoryRules, Tolerances};
pub use team_change::TeamChange;
pub use violation::TerritoryViolation;
pub use workload::Workload;
