//! Trials by lot, for people at a terminal, and their rests as a table of a book.

pub(crate) mod design_text;
pub(crate) mod rests_csv;
pub(crate) mod result_text;
