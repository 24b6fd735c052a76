//! Territories for people and programs.

pub(crate) mod comparisons;
#[cfg(feature = "html")]
pub(crate) mod data;
#[cfg(feature = "geojson")]
pub(crate) mod geojson;
#[cfg(feature = "html")]
pub(crate) mod page;
pub(crate) mod tables;
pub(crate) mod text;
#[cfg(feature = "html")]
pub(crate) mod view;

use crate::districting::moves::Role;

/// What a move is for, in two or three words.
fn role_words(role: Role) -> &'static str {
    match role {
        Role::Relieves => "evens out the work",
        Role::PassesOn => "makes room",
        Role::KeepsConnected => "keeps connected",
        Role::Obeys => "keeps a rule",
        Role::Compacts => "more compact",
    }
}

/// `+12.3 %`.
fn signed_percent(share: f64) -> String {
    // No "-0.0".
    format!("{:+.1} %", (share * 1000.0).round() / 10.0 + 0.0)
}
