//! What a move of a practice is for.

use crate::districting::moves::Role;

/// What a move is for, in two or three words.
pub(crate) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Relieves => "evens out the work",
        Role::PassesOn => "makes room",
        Role::KeepsConnected => "keeps connected",
        Role::Obeys => "keeps a rule",
        Role::Compacts => "more compact",
    }
}
