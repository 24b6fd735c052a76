//! Identifiers as rows write them: by name, or a little differently.

use std::fmt::Display;
use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

/// Finds identifiers by what rows say.
pub(crate) struct Identifiers<T> {
    known: FxHashSet<T>,
    /// Identifiers by another spelling of them or by name; `None` where several have it.
    others: FxHashMap<String, Option<T>>,
}

impl<T: Clone + Eq + Hash + Display> Identifiers<T> {
    /// Notes identifiers with the names that go with them.
    pub(crate) fn new<'a>(all: impl Iterator<Item = (&'a T, &'a str, &'a str)>) -> Self
    where
        T: 'a,
    {
        let (mut known, mut others) = (FxHashSet::default(), FxHashMap::default());
        for (id, text, name) in all {
            known.insert(id.clone());
            note(&mut others, loose(text), id);
            if loose(name) != loose(text) {
                note(&mut others, loose(name), id);
            }
        }
        Self { known, others }
    }

    /// Tells whether an identifier is known as it is written.
    pub(crate) fn knows(&self, id: &T) -> bool {
        self.known.contains(id)
    }

    /// Puts the identifier that is meant in the place of what a row says.
    pub(crate) fn settle(&self, id: &mut T) {
        if !self.known.contains(id)
            && let Some(meant) = self.meant(id, &id.to_string())
        {
            *id = meant;
        }
    }

    /// Returns the identifier that is meant, or the same where none is.
    pub(crate) fn settled(&self, mut id: T) -> T {
        self.settle(&mut id);
        id
    }

    /// Returns the identifier that is meant, if it is another and just one can be.
    pub(crate) fn meant(&self, id: &T, text: &str) -> Option<T> {
        if self.known.contains(id) { None } else { self.others.get(&loose(text)).cloned().flatten() }
    }
}

/// Notes that a spelling stands for an identifier, or for several.
fn note<T: Clone + PartialEq>(others: &mut FxHashMap<String, Option<T>>, spelling: String, id: &T) {
    if spelling.is_empty() {
        return;
    }
    let entry = others.entry(spelling).or_insert_with(|| Some(id.clone()));
    if entry.as_ref() != Some(id) {
        *entry = None;
    }
}

/// Writes a spelling that others of the same identifier share: small letters, without blanks, without zeros in front and without the
/// `.0` of a spreadsheet; names and phone numbers without any signs. Empty where nothing is left, or where it begins with a sign.
pub(crate) fn loose(text: &str) -> String {
    const PHONE: usize = 7;
    let bare = text.strip_suffix(".0").unwrap_or(text).trim();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let has_letters = bare.chars().any(char::is_alphabetic);
    let keeps =
        |letter: &char| letter.is_alphanumeric() || !(has_letters || digits >= PHONE || *letter == ' ');
    let starts_with_sign = bare.starts_with(['-', '=', '+', '@', '\'']);
    let kept: String = bare.chars().filter(keeps).flat_map(char::to_lowercase).collect();
    if starts_with_sign || digits == 0 && !has_letters {
        String::new()
    } else {
        kept.trim_start_matches('0').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::PracticeId;

    #[test]
    fn only_what_is_unique_stands_for_an_identifier() {
        let ids: Vec<PracticeId> = ["0017", "P2", "P3"].map(PracticeId::from).to_vec();
        let names = ["Cedar Clinic", "Birch", "Birch"];
        let all = Identifiers::new(ids.iter().zip(names).map(|(id, name)| (id, id.as_str(), name)));
        let settled = |text: &str| {
            let id = PracticeId::from(text);
            all.meant(&id, text).unwrap_or(id).to_string()
        };
        assert_eq!([settled("17"), settled("17.0"), settled("cedar clinic")], ["0017"; 3]);
        assert_eq!([settled("p2"), settled("Birch"), settled("P9")], ["P2", "Birch", "P9"]);
        assert_eq!(
            [settled("-17"), settled("1-7"), settled("---"), settled("0")],
            ["-17", "1-7", "---", "0"]
        );
    }
}
