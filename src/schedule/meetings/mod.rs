//! Joint visits: which physician of ours meets which practice when, together with the liaison.
//!
//! A meeting needs three calendars at once, so meetings are chosen before anybody's routes: as many wishes as can be, each at a time at
//! which the practice receives visitors, the liaison works and the physician is free, drives included. The routes then go around
//! them, as they go around appointments. A meeting breaks no habit of a day.

pub(crate) mod agreed_meeting;
pub(crate) mod calendars;
pub(crate) mod choice;
pub(crate) mod exchange;
pub(crate) mod exhaustive;
pub(crate) mod matching;
pub(crate) mod missed;
pub(crate) mod places;
pub(crate) mod previous_meetings;
pub(crate) mod provider_day;
pub(crate) mod wish;
