//! Settings of briefs.

use crate::model::units::Cents;

/// What briefs are made with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BriefConfig {
    /// The most that all material left at one practice in a calendar year may be worth. It is the same for every practice. Where
    /// it is absent, nothing of value is planned.
    pub value_limit: Option<Cents>,
}

impl BriefConfig {
    /// The most talking points of one visit.
    pub const MOST_TOPICS: usize = 3;
    /// The most questions of one visit.
    pub const MOST_ASKS: usize = 3;
}
