//! Lists of words, and text that is safe to print.

use crate::export::wording::numbers::grouped;

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Ends a list that leaves out so many.
pub(crate) fn and_more(count: usize) -> String {
    format!("and {} more", grouped(count))
}

/// The text on one line without characters that steer a terminal, a calendar or the direction of writing.
pub(crate) fn printable(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_english() {
        let words = |count: usize| list(&["a", "b", "c"].map(str::to_owned)[..count]);
        assert_eq!([words(0), words(1), words(2), words(3)], ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn steering_characters_become_spaces() {
        assert_eq!(printable("a\u{1b}[31m\r\nb\u{202e}c"), "a [31m  b c");
    }
}
