//! The territory engine against brute force, against itself on maps written down differently, and on the shared instances.

mod brute_force;
mod equal_maps;
mod inputs;
mod judge;
mod maps;
mod rebalancing;
mod shared;
