//! Districting: units on a plane, with amounts and borders, are shared among territories. It knows no
//! practices and no liaisons.
//!
//! | step | method |
//! |---|---|
//! | canonical form | a frame that belongs to the map, whole numbers, nodes sorted along a curve (`instance`, `frame`) |
//! | neighbours, if not given | Gabriel graph and short Delaunay edges ([`Graph::from_points`]) |
//! | first assignment | recursive bisection by lines (`bisect`); from 20,000 units a centroidal power diagram (`power_diagram`) |
//! | islands | bridges along which moves go, charged as a broken rule (`islands`) |
//! | contiguity | cut-off parts go to a neighbour (`repair_contiguity`); from then on no move breaks it (`connectivity`) |
//! | search, small map | enumeration of every assignment, one move after the other (`enumeration`): the answer is the best there is |
//! | search | several annealing chains with relocations and ejection chains, balance as a swinging penalty, restarted from the best until they agree (`anneal`, `search`) |
//! | constants | one table (`tuning`) |
//! | rebalancing | the same from the incumbent, with a price on each relationship, then an undo pass ([`rebalance`], `undo`) |
//! | no answer | the least violation found, named rule by rule ([`Breach`]); simple proofs ([`contradictions`]) |
//!
//! Limits: above 250 units nothing but small moves changes who is where, so on narrow maps of uneven
//! territories the answer depends on the first assignment; a violation above 0 is the least found, a proof
//! only with a [`Contradiction`].
//!
//! The same problem, configuration and seed give the same labels for any number of threads, any order of
//! units, and however the map is moved or turned.

pub(crate) mod allowed;
pub(crate) mod anneal;
pub(crate) mod bisect;
pub(crate) mod border;
pub(crate) mod bound;
pub(crate) mod compactness;
pub(crate) mod config;
pub(crate) mod connectivity;
pub(crate) mod contradiction;
pub(crate) mod design;
pub(crate) mod energy;
pub(crate) mod enumeration;
pub(crate) mod evaluation;
pub(crate) mod frame;
pub(crate) mod geometry;
pub(crate) mod graph;
pub(crate) mod if_locked;
pub(crate) mod instance;
pub(crate) mod islands;
pub(crate) mod moves;
pub(crate) mod neighbours;
pub(crate) mod nodes;
pub(crate) mod pareto;
pub(crate) mod power_diagram;
pub(crate) mod problem;
pub(crate) mod ranges;
pub(crate) mod rebalance;
pub(crate) mod repair_contiguity;
pub(crate) mod search;
pub(crate) mod solution;
pub(crate) mod start;
pub(crate) mod state;
pub(crate) mod tuning;
pub(crate) mod undo;

pub use bound::least_moved;
pub use config::DistrictingConfig;
pub use contradiction::{Contradiction, contradictions};
pub use design::design;
pub use evaluation::{Evaluation, evaluate};
pub use graph::Graph;
pub use if_locked::{Counterfactual, if_locked};
pub use moves::{Move, MoveRole};
pub(crate) use pareto::undominated;
pub use pareto::{ParetoPoint, pareto_front};
pub use problem::{Activity, Contiguity, DistrictingProblem, DistrictingRules, Objective};
pub use rebalance::{polish, rebalance};
pub use solution::{Breach, DistrictingSolution};
