//! The words of a header, however it is written.

/// Letters with marks, and the letter that each is without them.
const MARKED: [(&str, char); 7] = [
    ("àáâãäåāă", 'a'),
    ("èéêëēėę", 'e'),
    ("ìíîïīı", 'i'),
    ("òóôõöøō", 'o'),
    ("ùúûüū", 'u'),
    ("ñń", 'n'),
    ("çćč", 'c'),
];

/// Writes a header without the marks of letters, without signs that have no width, and with full-width letters as usual ones.
pub(crate) fn folded(header: &str) -> String {
    header.chars().filter(|&letter| has_width(letter)).map(plain).collect()
}

/// Tells whether a sign takes up room of its own.
fn has_width(letter: char) -> bool {
    !matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns a letter without its marks, in its usual width.
fn plain(letter: char) -> char {
    // Full-width signs stand in the order of the usual ones.
    let usual = match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    let small = usual.to_lowercase().next().unwrap_or(usual);
    let Some((_, bare)) = MARKED.iter().find(|(marked, _)| marked.contains(small)) else { return usual };
    if usual.is_uppercase() { bare.to_ascii_uppercase() } else { *bare }
}

/// Parts a header into words in small letters: at signs and blanks, and where a capital begins a word. `#` reads "number".
pub(crate) fn words(header: &str) -> Vec<String> {
    let letters: Vec<char> = header.replace('#', " number ").chars().collect();
    let mut text = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        if before.is_some_and(|before| begins_a_word(before, letter, letters.get(at + 1).copied())) {
            text.push(' ');
        }
        text.extend(letter.to_lowercase());
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Tells whether a capital begins a word in the middle of others: after a small letter, or before one at the end of capitals.
fn begins_a_word(before: char, letter: char, after: Option<char>) -> bool {
    letter.is_uppercase()
        && (before.is_lowercase() || before.is_uppercase() && after.is_some_and(char::is_lowercase))
}
