//! The plan after the plan: what stays, what changes and why, and what stability costs.

#[path = "../common/mod.rs"]
mod common;

mod by_hand;
mod changes;
mod mutants;
mod properties;
mod situations;
mod team;
