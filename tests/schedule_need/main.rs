//! What promises need at least: below every plan that keeps them, near the least of them, and relaxed until a plan keeps them.

#[path = "../common/mod.rs"]
mod common;

mod bound;
mod exact;
mod plans;
mod relaxed;
mod tiny;
