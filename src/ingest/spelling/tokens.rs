//! Cuts a field into runs of digits and runs of letters.

/// A run of digits or a run of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Digits: their number, and how many there are.
    Digits(u32, usize),
    /// Letters.
    Word(&'a str),
}

/// Most tokens that a field with a meaning has.
const MOST: usize = 8;

/// Cuts a field into tokens; what stands between them must be among `between`. `None` where something else does, or
/// where there are too many tokens.
pub(crate) fn tokens<'a>(field: &'a str, between: &[char]) -> Option<Vec<Token<'a>>> {
    let mut tokens = Vec::new();
    let mut rest = field;
    while let Some(first) = rest.chars().next() {
        let run = match first {
            '0'..='9' => run(rest, |letter| letter.is_ascii_digit()),
            _ if first.is_alphabetic() => run(rest, char::is_alphabetic),
            _ if between.contains(&first) => {
                rest = &rest[first.len_utf8()..];
                continue;
            }
            _ => return None,
        };
        tokens.push(token(run)?);
        rest = &rest[run.len()..];
        if tokens.len() > MOST {
            return None;
        }
    }
    Some(tokens)
}

/// Returns the start of a text, as long as the letters are of one kind.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|letter| !belongs(letter)).unwrap_or(text.len());
    &text[..end]
}

fn token(run: &str) -> Option<Token<'_>> {
    if run.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Some(Token::Digits(run.parse().ok()?, run.len()));
    }
    Some(Token::Word(run))
}
