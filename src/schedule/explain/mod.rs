//! The fate of every practice, with its proof.

pub(crate) mod day_changes;
pub(crate) mod day_limits;
pub(crate) mod day_trial;
pub(crate) mod displaced;
pub(crate) mod dispositions;
pub(crate) mod late_call;
pub(crate) mod planned_days;
pub(crate) mod reasons;
