//! What liaisons take to their visits: talking points, promises and material, over random books and a whole quarter.

#[path = "../common/mod.rs"]
mod common;

mod material;
mod quarter;
mod sheets;
mod topics;
mod towns;
