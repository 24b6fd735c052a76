//! What the pages of plans and of territories share.

pub(crate) mod basemap;
pub(crate) mod document;
