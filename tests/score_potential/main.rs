//! The potential: its regression beside published software, and whole practices hidden from it.
//! `cargo test --release --test score_potential -- --nocapture` prints the tables of benches/README.md.

#[path = "../common/mod.rs"]
mod common;
mod hidden;
mod measures;
mod regression;

#[path = "../../examples/generate_sample/sample/mod.rs"]
#[allow(dead_code, unused_imports, reason = "a test needs a part of the generator")]
mod sample;
