//! Times that can be offered to a practice on the telephone, beside the plan as it is.
//!
//! | file | what it holds |
//! |---|---|
//! | calls.rs | the calls that a plan asks for |
//! | finder.rs | the questions, and the days on which a practice may be visited |
//! | slot_day.rs | one day of a liaison with the visit put into it |
//! | offers.rs | the best offer for every minute of a day |

pub(crate) mod basis;
pub(crate) mod calls;
pub(crate) mod finder;
pub(crate) mod offers;
pub(crate) mod slot_day;
