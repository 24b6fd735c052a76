//! The territory engine against brute force, against itself on maps written down differently, and on instances with known values.

#![allow(clippy::float_cmp, reason = "a violation of exactly 0 is the promise, and places are whole numbers")]

mod brute_force;
#[path = "../common/mod.rs"]
mod common;
mod equal_maps;
mod inputs;
mod instances;
mod judge;
mod maps;
mod rebalancing;
