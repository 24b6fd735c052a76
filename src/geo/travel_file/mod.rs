//! Travel tables as files: what their rows say, and what is doubtful about it.

pub(crate) mod columns;
pub(crate) mod doubts;
pub(crate) mod entry;
pub(crate) mod grid;
pub(crate) mod number;
pub(crate) mod place_names;
pub(crate) mod table;
