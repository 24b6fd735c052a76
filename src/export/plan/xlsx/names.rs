//! Names of sheets: every one different, and none that the format refuses.

use std::collections::BTreeSet;

use crate::export::plan::xlsx::cell::{cut, utf16_length};
use crate::export::wording::text::printable;
use crate::export::wording::workbook;

/// Most UTF-16 units of a name.
const LONGEST: usize = 31;

/// Names that are taken, without regard to case.
#[derive(Debug)]
pub(crate) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// Takes the names of the sheets that every workbook has, and the one that the format keeps for itself.
    pub(crate) fn new() -> Self {
        let own =
            [workbook::STOPS, workbook::PRACTICES, workbook::CALLS, workbook::FINDINGS, workbook::ASSUMED];
        let some = [workbook::PEOPLE, workbook::EVENTS, "History"];
        Self(own.into_iter().chain(some).map(str::to_lowercase).collect())
    }

    /// Makes a name for somebody's sheet: theirs, as far as the format allows, with a number where it is taken.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        let plain = allowed(wanted);
        let numbered = |number: usize| {
            let end = if number == 1 { String::new() } else { format!(" ({number})") };
            cut(&plain, LONGEST - utf16_length(&end)).trim_end().to_owned() + &end
        };
        // Some number is free: there are more of them than names taken.
        let name = (1..=self.0.len() + 1).map(numbered).find(|name| !self.0.contains(&name.to_lowercase()));
        let name = name.unwrap_or_else(|| plain.clone());
        self.0.insert(name.to_lowercase());
        name
    }
}

/// Replaces what no name may hold.
fn allowed(wanted: &str) -> String {
    let refused = |letter: char| "[]:*?/\\".contains(letter);
    let text: String =
        printable(wanted).chars().map(|letter| if refused(letter) { '-' } else { letter }).collect();
    let edge = |letter: char| letter.is_whitespace() || letter == '\'';
    let text = cut(text.trim_matches(edge), LONGEST);
    let text = text.trim_matches(edge);
    if text.is_empty() { workbook::LIAISON.to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_the_format_wants_them() {
        let mut names = SheetNames::new();
        let taken = ["Pat Lee", "PAT LEE", "a/b[c]", "'quoted'", " ", "history", "Practices"];
        let given = taken.map(|name| names.take(name));
        let wanted =
            ["Pat Lee", "PAT LEE (2)", "a-b-c-", "quoted", "Liaison", "history (2)", "Practices (2)"];
        assert_eq!(given, wanted);
        let long = "The Very Long Name of Somebody With Many Names";
        let given = [names.take(long), names.take(long)];
        assert_eq!(given, ["The Very Long Name of Somebody", "The Very Long Name of Someb (2)"]);
        assert!(utf16_length(&names.take(&"𝒙".repeat(40))) <= 31);
    }
}
