//! Small tools that know nothing of routes: budgets, cancelling, random streams, sets of indices, fixed-point shares.

pub(crate) mod budget;
pub(crate) mod cancellation;
pub(crate) mod fixed_point;
pub(crate) mod index_set;
