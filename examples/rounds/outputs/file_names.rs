//! File names for identifiers: of their own on every system, whatever the identifiers are.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::listing::hex;

/// Most bytes of a name that come from the identifier. A suffix, a number and an ending keep the whole below 100.
const LONGEST: usize = 70;
/// Bytes of the digest in a suffix.
const SUFFIX: usize = 4;
/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
/// The same with a number after them.
const PORTS: [&str; 2] = ["com", "lpt"];

/// Finds a file name for each identifier, with this ending (such as `.ics`).
///
/// An identifier that can be a file name is one. In others `_` stands for what cannot. Where two names would be the same on some
/// system, both get a suffix that comes from the identifier. So no order decides. Letters beyond ASCII always get
/// one, since systems differ in which of them they hold for the same.
pub(crate) fn file_names<'a>(
    ids: impl IntoIterator<Item = &'a str>,
    ending: &str,
) -> BTreeMap<&'a str, String> {
    let mut stems: BTreeMap<&str, String> = ids.into_iter().map(|id| (id, stem(id))).collect();
    for (id, name) in &mut stems {
        if !id.is_ascii() {
            name.push_str(&suffix(id));
        }
    }
    tell_apart(&mut stems, |id, _| suffix(id));
    // Only identifiers made up for it get here. Every turn makes names longer, so turns come to an end.
    for _ in 0..stems.len() {
        tell_apart(&mut stems, |_, number| format!("-{number}"));
    }
    stems.into_iter().map(|(id, name)| (id, name + ending)).collect()
}

/// Adds to all names that are the same on some system.
fn tell_apart(names: &mut BTreeMap<&str, String>, addition: impl Fn(&str, usize) -> String) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names.values() {
        *counts.entry(name.to_lowercase()).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    for (number, (id, name)) in
        names.iter_mut().filter(|(_, name)| counts.contains_key(&name.to_lowercase())).enumerate()
    {
        name.push_str(&addition(id, number + 1));
    }
}

/// Makes a name from an identifier that every system takes: no path, no device, not hidden, not empty, not too long.
fn stem(id: &str) -> String {
    let safe = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '_' };
    let text: String = id.trim().chars().map(safe).collect();
    let text = cut(text.trim_matches('.'), LONGEST).trim_end_matches('.');
    let first = text.split('.').next().unwrap_or_default().to_lowercase();
    if text.is_empty() || text.starts_with('-') || is_device(&first) {
        format!("_{text}")
    } else {
        text.to_owned()
    }
}

fn is_device(name: &str) -> bool {
    let is_number = |number: &str| number.chars().count() == 1 && number.chars().all(char::is_numeric);
    DEVICES.contains(&name) || PORTS.iter().any(|port| name.strip_prefix(port).is_some_and(is_number))
}

/// Returns the first letters of a text, in at most so many bytes.
fn cut(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Returns what tells an identifier from all others.
fn suffix(id: &str) -> String {
    format!("-{}", hex(&Sha256::digest(id), SUFFIX))
}
