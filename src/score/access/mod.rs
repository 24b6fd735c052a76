//! When practices can be met: the chance that a visit meets somebody, by practice, weekday and part of the day, learned from the log.
//!
//! | file | what it holds |
//! |---|---|
//! | visit_counts.rs | met and vain visits of each practice, by weekday and part of the day |
//! | odds.rs | the parts that log-odds are made of, and what is believed of them beforehand |
//! | kriging.rs | one practice beside its group: what its visits say, and what they leave open |
//! | posterior.rs | team, groups and practices fitted together |
//! | access_report.rs | rates, best and worst times, and where log and hours of the book disagree |
//! | access_model.rs | the chances with their intervals |

pub(crate) mod access_model;
pub(crate) mod access_report;
pub(crate) mod kriging;
pub(crate) mod odds;
pub(crate) mod posterior;
pub(crate) mod visit_counts;
