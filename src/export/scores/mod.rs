//! Scores for the terminal and the spreadsheet.

pub(crate) mod access;
pub(crate) mod backtest;
pub(crate) mod csv;
pub(crate) mod text;
