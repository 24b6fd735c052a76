//! The fate of every practice, with its proof.

pub(crate) mod displaced;
pub(crate) mod dispositions;
pub(crate) mod impossible;
