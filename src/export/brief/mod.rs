//! What liaisons take to their visits, for the terminal, the spreadsheet and other programs.

pub(crate) mod csv;
pub(crate) mod day_text;
pub(crate) mod json;
pub(crate) mod text;
