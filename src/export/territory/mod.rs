//! Territories for people and programs.

mod comparisons;
#[cfg(feature = "html")]
mod data;
#[cfg(feature = "geojson")]
mod geojson;
#[cfg(feature = "html")]
mod page;
mod tables;
mod text;
#[cfg(feature = "html")]
mod view;

pub use comparisons::{candidates_text, front_text, handover_text, trials_text};
#[cfg(feature = "geojson")]
pub use geojson::territories_geojson;
#[cfg(feature = "html")]
pub use page::{TerritoryPage, territories_html};
pub use tables::{alignment_csv, assessment_csv, handover_csv, moves_csv};
pub use text::{assessment_text, realignment_text};

use crate::territory::engine::Role;

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
