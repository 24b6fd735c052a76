//! Where the referrals of a book end, and that everything starts from there.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the made-up books hold small, whole, positive numbers"
)]

#[path = "../common/mod.rs"]
mod common;

mod books;
mod breaks;
mod forecasts;
mod rates;
mod silences;
mod totals;
