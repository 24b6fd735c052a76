//! Effects without a lot: differences in differences beside definitions, derivatives and published figures.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "made-up panels hold small, positive numbers"
)]

#[path = "../common/mod.rs"]
mod common;
mod definitions;
mod derivatives;
mod invariants;
mod made_up;
mod public_data;
mod reference_figures;
mod refusals;
mod rollouts;
mod simulation;
