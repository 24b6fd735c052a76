//! The report of a week: every figure is computed anew by a second program, from the files of the book and the plans.

#[path = "../common/mod.rs"]
mod common;

mod books;
mod errors;
mod figures;
mod formats;
mod recompute;
