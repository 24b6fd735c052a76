//! The engine: units on a plane, whole numbers, no practices and no liaisons.
//!
//! | step | method |
//! |---|---|
//! | canonical form | a frame that belongs to the map, whole numbers, nodes sorted along a curve (`instance`, `frame`) |
//! | neighbours, if not given | Gabriel graph and short Delaunay edges ([`Graph::from_points`]) |
//! | first assignment | recursive bisection by lines (`bisect`); from 20,000 units a centroidal power diagram (`power`) |
//! | islands | bridges along which moves go, charged as a broken rule (`islands`) |
//! | contiguity | cut-off parts go to a neighbour (`connect`); from then on no move breaks it (`reach`) |
//! | search, small map | every assignment, one move after the other (`exhaust`): the answer is the best there is |
//! | search | annealing of several walkers with relocations and chains, balance as a swinging penalty, until they agree (`anneal`, `search`) |
//! | rebalancing | the same from the incumbent, with a price on each relationship, then an undo pass ([`rebalance`], `undo`) |
//! | no answer | the least violation found, named rule by rule ([`Breach`]); simple proofs ([`contradictions`]) |
//!
//! Limits: above 250 units nothing but small moves changes who is where, so on narrow maps of uneven territories the answer
//! depends on the first assignment; a violation above 0 is the least found, a proof only with a [`Contradiction`].
//!
//! The same problem, configuration and seed give the same labels for any number of threads, any order of units, and however
//! the map is moved or turned.

mod allowed;
mod anneal;
mod bisect;
mod border;
mod bound;
mod connect;
mod contradiction;
mod design;
mod exhaust;
mod frame;
mod front;
mod graph;
mod instance;
mod islands;
mod locked;
mod moves;
mod neighbours;
mod nodes;
mod power;
mod problem;
mod random;
mod ranges;
mod reach;
mod rebalance;
mod search;
mod solution;
mod spread;
mod standing;
mod start;
mod state;
mod undo;

pub use bound::least_moved;
pub use contradiction::{Contradiction, contradictions};
pub use design::design;
pub(crate) use front::undominated;
pub use front::{FrontPoint, front};
pub use graph::Graph;
pub use locked::{Counterfactual, if_locked};
pub use moves::{Move, Role};
pub use problem::{Activity, Contiguity, Objective, Problem, Rules};
pub use rebalance::{Rebalance, appraise, polish, rebalance};
pub use search::Config;
pub use solution::{Breach, Solution};
