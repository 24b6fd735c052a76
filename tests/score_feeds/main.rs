//! Where the referrals of a book end, and that everything starts from there.

#[path = "../common/mod.rs"]
mod common;

mod books;
mod breaks;
mod forecasts;
mod rates;
mod silences;
mod totals;
