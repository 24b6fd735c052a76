//! Lines of text for a terminal: clipped to a width, wrapped at blanks.

use crate::export::wording::text::printable;

/// No line for a terminal is wider, as long as every character fills one column.
pub(crate) const WIDTH: usize = 100;

/// Adds a line, without blanks at its end.
pub(crate) fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// The text without what steers a terminal, cut to `width` characters.
pub(crate) fn clipped(text: &str, width: usize) -> String {
    let text = printable(text);
    if text.chars().count() <= width {
        return text;
    }
    text.chars().take(width - 1).chain(['…']).collect()
}

/// The words of the text in lines of at most `width` characters; a longer word is cut.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().map(|word| clipped(word, width)) {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= width => {
                last.push(' ');
                last.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}
