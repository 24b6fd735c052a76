//! The territory engine against brute force, against itself on maps written down differently, and on the
//! shared instances.

#![allow(clippy::float_cmp, reason = "a violation of exactly 0 is the promise, and places are whole numbers")]

mod brute_force;
mod equal_maps;
mod inputs;
mod judge;
mod maps;
mod rebalancing;
mod shared;
