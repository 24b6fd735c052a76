//! What the end of an address line says: a ZIP code, or a city and its state.

use crate::geo::states::state;
use crate::geo::zip_code::zip_code;

/// Names of the country that may stand behind everything else.
const COUNTRY: [&str; 3] = ["USA", "US", "United States"];

/// Reads the ZIP code that an address line ends with. One that lost its first zero counts behind the name of a state.
pub(crate) fn last_zip(line: &str) -> Option<u32> {
    let line = without_country(line);
    let (before, last) = last_word(line);
    let digits = last.split('-').next().unwrap_or(last);
    let is_whole = matches!(digits.len(), 5 | 9);
    let is_zip = if is_whole { !is_numbered(before) } else { ends_in_state(before) };
    zip_code(last).filter(|_| is_zip)
}

/// Tells whether a text ends in a word behind which a number of its own stands.
fn is_numbered(text: &str) -> bool {
    const BEFORE_A_NUMBER: [&str; 12] =
        ["box", "suite", "ste", "room", "rm", "unit", "apt", "floor", "fl", "bldg", "no", "#"];
    let word = last_word(text.trim_end_matches(['.', ' '])).1;
    BEFORE_A_NUMBER.iter().any(|numbered| numbered.eq_ignore_ascii_case(word))
}

/// Finds the city and the state that an address line ends with, before a ZIP code or without one.
pub(crate) fn city_and_state(line: &str) -> Option<(&str, &str)> {
    let line = without_country(line);
    let (before, last) = last_word(line);
    let line = if zip_code(last).is_some() { before } else { line };
    let (rest, last) = line.trim_end_matches([',', ' ']).rsplit_once(',')?;
    let city = rest.rsplit(',').next().unwrap_or(rest).trim();
    state(last).is_some().then_some((city, last.trim()))
}

/// Takes the country off the end of a line.
fn without_country(line: &str) -> &str {
    let line = line.trim().trim_end_matches(['.', ',', ' ']);
    let (before, last) = line.rsplit_once(',').unwrap_or_else(|| last_word(line));
    let is_country = COUNTRY.iter().any(|name| name.eq_ignore_ascii_case(last.trim()));
    if is_country { before.trim_end_matches([',', ' ']) } else { line }
}

/// Parts the last word from what stands before it.
fn last_word(line: &str) -> (&str, &str) {
    line.rsplit_once([' ', ',']).unwrap_or(("", line))
}

/// Tells whether the last word of a text, or the last two, are the name of a state.
fn ends_in_state(text: &str) -> bool {
    let text = text.trim_end_matches([',', ' ']);
    let last = text.rsplit(',').next().unwrap_or(text).trim();
    state(last).is_some() || state(last_word(last).1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zip_codes_at_the_end() {
        for line in [
            "12 Main St, Bangor, ME 04401",
            "12 Main St, Bangor, ME, 04401-1234",
            "12 Main St Bangor Maine 4401",
            "12 Main St, Bangor, ME 04401, USA",
            "04401",
        ] {
            assert_eq!(last_zip(line), Some(4401), "{line}");
        }
        for line in ["", "12 Main St", "PO Box 12345", "Suite 4401", "12 Main St, Bangor, ME", "Room 1200"] {
            assert_eq!(last_zip(line), None, "{line}");
        }
    }

    #[test]
    fn cities_at_the_end() {
        assert_eq!(city_and_state("12 Main St, Bangor, ME"), Some(("Bangor", "ME")));
        assert_eq!(city_and_state("Bangor, Maine 04499"), Some(("Bangor", "Maine")));
        assert_eq!(city_and_state("12 Main St, Bangor, ME, United States"), Some(("Bangor", "ME")));
        assert_eq!(city_and_state("12 Main St"), None);
        assert_eq!(city_and_state("Bangor ME"), None);
    }
}
