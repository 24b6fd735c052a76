//! How people and spreadsheets write dates, times, numbers, places and words.
//!
//! Some spellings can be read in two ways, such as `3/4/2026` or `1,234`. [`conventions`] says which way a column means.

pub(crate) mod conventions;
pub(crate) mod date_style;
pub(crate) mod dates;
pub(crate) mod degrees;
pub(crate) mod hours;
pub(crate) mod numbers;
pub(crate) mod period_header;
pub(crate) mod proofs;
pub(crate) mod times;
pub(crate) mod tokens;
pub(crate) mod weekdays;
pub(crate) mod words;
