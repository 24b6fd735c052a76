//! What a plan aims at: goodwill that a visit fills and time fades, rhythms over an endless horizon, and the price of field time.

pub(crate) mod access;
pub(crate) mod asked;
pub(crate) mod avoided;
pub(crate) mod capacity;
pub(crate) mod field_time;
pub(crate) mod liaison_aim;
pub(crate) mod prices;
pub(crate) mod promises;
pub(crate) mod rhythm;
pub(crate) mod week;
