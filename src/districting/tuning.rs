//! Constants of the search, in one table. They were set by trial on the public instances; nobody needs to
//! change them.
//!
//! | step | constants |
//! |---|---|
//! | first assignment | [`BISECT_FINELY_UP_TO`], [`RELAX_ABOVE`], [`RELAX_PASSES`], [`RELAX_CENTRES`], [`PRICE_STEP`] |
//! | small map | [`MOST_ENUMERATED`], [`SMALL`] |
//! | temperatures | [`DESIGN`], [`DESIGN_LARGE`], [`MELTED_UP_TO`], [`AROUND`], [`CLOSE`], [`FAR`] |
//! | proposals | [`ONE_SWAP_IN`], [`ONE_RELOCATION_IN`], [`ONE_LONE_MOVE_IN`], [`ONWARD_TRIES`] |
//! | balance as a penalty | [`ROUND`], [`FIRST_PENALTY`], [`LEAST_PENALTY`], [`MOST_PENALTY`], [`INSIDE_SHARE`], [`PENALTY_STEP`] |
//! | contiguity | [`SIGHT`], [`MOST_FOLLOWERS`] |
//! | medoids | [`MEDOID_CANDIDATES`] |

/// How hot a search starts, goes on after its first restart, and ends; in costs of one average node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Temperatures {
    pub(crate) first: f64,
    pub(crate) later: f64,
    pub(crate) last: f64,
}

/// Most nodes of a piece that is cut along sixteen directions; larger pieces try four.
pub(crate) const BISECT_FINELY_UP_TO: usize = 10_000;
/// Nodes above which the power diagram prepares the search.
pub(crate) const RELAX_ABOVE: usize = 20_000;
/// Passes of the power diagram.
pub(crate) const RELAX_PASSES: usize = 80;
/// Centres that the power diagram looks at for a node, beside its own territory's.
pub(crate) const RELAX_CENTRES: usize = 16;
/// Step of the power diagram's prices: half of the one that would be right if the neighbours stood still.
pub(crate) const PRICE_STEP: f64 = 1.8;

/// Most assignments times nodes that are enumerated: up to 18 nodes for two territories, 12 for three, 9 for
/// four.
pub(crate) const MOST_ENUMERATED: usize = 6_500_000;
/// Most nodes of a map on which whole territories swap and half of the chains start anywhere.
pub(crate) const SMALL: usize = 250;

/// Temperatures of a design on a map that is melted first.
pub(crate) const DESIGN: Temperatures = Temperatures { first: 1.5, later: 1.5 / 3.0, last: 0.01 };
/// Temperatures of a design on a large map, which keeps the shape that the power diagram has found.
pub(crate) const DESIGN_LARGE: Temperatures = Temperatures { first: 0.2, later: 0.2 / 3.0, last: 0.01 };
/// Most nodes of a map that a design melts.
pub(crate) const MELTED_UP_TO: usize = 2000;
/// Temperatures of a search around the labels that it starts from.
pub(crate) const AROUND: Temperatures = Temperatures { first: 1.0, later: 0.2, last: 0.02 };
/// Temperatures of a search that stays close to the labels that it starts from.
pub(crate) const CLOSE: Temperatures = Temperatures { first: 0.2, ..AROUND };
/// Temperatures of a search far from today's labels, for rules that cannot be kept near them.
pub(crate) const FAR: Temperatures = Temperatures { first: 5.0, ..AROUND };

/// One proposal in so many swaps two territories, where they may.
pub(crate) const ONE_SWAP_IN: usize = 64;
/// One of the other proposals in so many moves one node; the rest are ejection chains.
pub(crate) const ONE_RELOCATION_IN: usize = 2;
/// One ejection chain in so many ends after its first move.
pub(crate) const ONE_LONE_MOVE_IN: usize = 4;
/// Draws of a node that goes on, before an ejection chain ends.
pub(crate) const ONWARD_TRIES: usize = 4;

/// Proposals between two changes of temperature and penalty.
pub(crate) const ROUND: u64 = 256;
/// Penalty at the start, in costs of the average node for each node of the average territory.
pub(crate) const FIRST_PENALTY: f64 = 4.0;
/// The least penalty, in the same unit.
pub(crate) const LEAST_PENALTY: f64 = 0.5;
/// The largest penalty, in the same unit.
pub(crate) const MOST_PENALTY: f64 = 1000.0;
/// Share of a round that keeps all rules, below which the penalty rises and above which it falls.
pub(crate) const INSIDE_SHARE: f64 = 0.3;
/// Factor by which the penalty rises or falls.
pub(crate) const PENALTY_STEP: f64 = 1.05;

/// Most nodes looked at on each side of a node. Beyond, the side counts as large and is not followed further.
/// Two large sides that meet only there are taken for separate, so some harmless moves are refused; never the
/// other way round.
pub(crate) const SIGHT: usize = 64;
/// Most nodes that follow a node into another territory.
pub(crate) const MOST_FOLLOWERS: usize = 24;

/// Nodes nearest to the middle among which the medoid of a large map is sought.
pub(crate) const MEDOID_CANDIDATES: usize = 64;
