//! Numbers as spreadsheets write them: with a decimal point or a decimal comma, and perhaps with groups of thousands.

/// What parts the whole from the fraction in the numbers of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TravelMark {
    Point,
    Comma,
}

impl TravelMark {
    /// Finds the mark of a column: what its numbers show, and otherwise the comma beside semicolons.
    pub(crate) fn of(values: &[&str], separator: u8) -> Self {
        let shows = |mark: char| values.iter().any(|value| is_decimal(value, mark));
        match (shows('.'), shows(',')) {
            (true, false) => Self::Point,
            (false, true) => Self::Comma,
            _ if separator == b';' => Self::Comma,
            _ => Self::Point,
        }
    }

    /// Reads a number; `None` where it is none or not finite.
    pub(crate) fn number(self, value: &str) -> Option<f64> {
        let (mark, group) = match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        };
        let is_space = |it: &char| matches!(it, ' ' | '\u{a0}' | '\u{202f}' | '\'');
        let dense: String = value.chars().filter(|it| !is_space(it)).collect();
        let (whole, fraction) = dense.split_once(mark).map_or((&*dense, None), |(it, rest)| (it, Some(rest)));
        let plain = if has_groups(whole, group) { whole.replace(group, "") } else { whole.to_owned() };
        let text = fraction.map_or(plain.clone(), |fraction| format!("{plain}.{fraction}")).replace(',', ".");
        // What Rust reads beside digits are words such as NaN.
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".+-eE".contains(&byte));
        text.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
    }
}

/// Tells whether a mark can be nothing but the decimal one: the last of both, or alone and not before three digits.
fn is_decimal(value: &str, mark: char) -> bool {
    let Some((before, after)) = value.trim().rsplit_once(mark) else { return false };
    let other = if mark == '.' { ',' } else { '.' };
    let is_alone = !before.contains(mark) && !after.contains(other);
    is_alone && (before.contains(other) || after.len() != 3 || !is_group_start(before) || before == "0")
}

/// Tells whether a whole number is written in groups of thousands.
fn has_groups(whole: &str, group: char) -> bool {
    let mut parts = whole.trim_start_matches(['+', '-']).split(group);
    let is_start = parts.next().is_some_and(is_group_start);
    let mut parts = parts.peekable();
    is_start && parts.peek().is_some() && parts.all(|part| part.len() == 3 && is_digits(part))
}

fn is_group_start(text: &str) -> bool {
    (1..=3).contains(&text.len()) && is_digits(text)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::TravelMark::{self, Comma, Point};

    #[test]
    fn a_column_shows_its_mark() {
        let mark = |values: &[&str], separator| TravelMark::of(values, separator);
        assert_eq!(mark(&["1200", "12,5"], b','), Comma);
        assert_eq!(mark(&["1,200", "12.5"], b';'), Point);
        assert_eq!(mark(&["1.200,5", "1.300"], b','), Comma);
        assert_eq!(mark(&["1,200"], b','), Point);
        assert_eq!(mark(&["1,200"], b';'), Comma);
        assert_eq!(mark(&["0,200"], b','), Comma);
    }

    #[test]
    fn numbers_are_read_by_their_mark() {
        assert_eq!(Point.number("1,234.5"), Some(1234.5));
        assert_eq!(Comma.number("1.234,5"), Some(1234.5));
        assert_eq!(Comma.number("1 234,5"), Some(1234.5));
        assert_eq!(Comma.number("12.5"), Some(12.5));
        assert_eq!(Point.number("12,5"), Some(12.5));
        assert_eq!(Point.number("-1"), Some(-1.0));
        assert_eq!(Point.number("1.5e3"), Some(1500.0));
        for none in ["", "NaN", "inf", "twelve", "1.2.3", "1,23,4", "12 min", "-", "1,234,5"] {
            assert_eq!(Point.number(none), None, "{none:?}");
        }
    }
}
