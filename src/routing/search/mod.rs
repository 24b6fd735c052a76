//! The search itself: chains of annealing side by side, how warm they are, and what they hand to each other.

pub(crate) mod annealing;
pub(crate) mod construction;
pub(crate) mod cooling;
pub(crate) mod operators;
pub(crate) mod solve;
#[cfg(test)]
pub(crate) mod steps_tests;
