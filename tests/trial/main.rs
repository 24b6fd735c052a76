//! Trials by lot: every practice has the same chance, and intervals hold what they say.

#[path = "../common/mod.rs"]
mod common;

mod designs;
mod differing;
mod doors;
mod elasticity;
mod intervals;
mod lots;
mod running;
mod sample;
mod thin;
