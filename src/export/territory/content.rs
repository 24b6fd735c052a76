//! What the page of territories is made from.

use crate::export::page::document::Page;
use crate::territory::alignment::Alignment;
use crate::territory::compare::ScenarioTrial;
use crate::territory::handover::Handover;
use crate::territory::pareto::FrontPoint;
use crate::territory::rebalance::Rebalancing;

/// What the page of a rebalancing shows.
#[derive(Debug, Clone, Copy)]
pub struct TerritoryPage<'a> {
    /// Today's alignment.
    pub today: &'a Alignment,
    /// The new one, with its moves.
    pub rebalancing: &'a Rebalancing,
    /// What more fairness costs; may be empty.
    pub front: &'a [FrontPoint],
    /// Weeks planned under several alignments; may be empty.
    pub trials: &'a [ScenarioTrial],
    /// Joint first visits; may be empty.
    pub handovers: &'a [Handover],
    /// Heading, remark and basemap.
    pub page: Page<'a>,
}
