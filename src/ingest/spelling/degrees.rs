//! Degrees as people and devices write them: `-77.03`, `77.03 W`, `77° 1' 48" W`.

use crate::ingest::spelling::conventions::{Convention, DecimalSign};
use crate::ingest::spelling::numbers;
use crate::model::finding::{Finding, ValueFault};

/// Reads degrees north.
pub(crate) fn latitude(field: &str, convention: Convention) -> Result<f64, Finding> {
    degrees(field, convention, ['N', 'S'], 90.0)
}

/// Reads degrees east.
pub(crate) fn longitude(field: &str, convention: Convention) -> Result<f64, Finding> {
    degrees(field, convention, ['E', 'W'], 180.0)
}

/// Reads degrees; the second of the two letters turns the sign.
fn degrees(field: &str, convention: Convention, letters: [char; 2], most: f64) -> Result<f64, Finding> {
    if let Some(plain) = numbers::parse(field, convention.decimal) {
        return Ok(with_comma(field, plain, most));
    }
    let upper = field.to_uppercase();
    let bare = upper.trim_matches(|letter: char| letters.contains(&letter) || letter.is_whitespace());
    let turned = upper.trim().starts_with(letters[1]) || upper.trim().ends_with(letters[1]);
    let value = sexagesimal(bare, convention.decimal).ok_or(ValueFault::NotANumber)?;
    Ok(if turned { -value } else { value })
}

/// Takes a comma for the decimal mark where the number is no degree otherwise: `38,905`.
fn with_comma(field: &str, plain: f64, most: f64) -> f64 {
    if plain.abs() <= most {
        return plain;
    }
    numbers::parse(field, DecimalSign::Comma).filter(|value| value.abs() <= most).unwrap_or(plain)
}

/// Reads degrees, perhaps with minutes and seconds.
fn sexagesimal(text: &str, mark: DecimalSign) -> Option<f64> {
    let signs = ['°', 'º', '\'', '’', '′', '"', '”', '″', ' ', ':'];
    let negative = text.starts_with(['-', '−']);
    let parts: Option<Vec<f64>> = text
        .trim_start_matches(['-', '−'])
        .split(signs)
        .filter(|part| !part.is_empty())
        .map(|part| numbers::parse(part, mark).filter(|value| *value >= 0.0))
        .collect();
    let value = match parts?[..] {
        [degrees] => degrees,
        [degrees, minutes] if minutes < 60.0 => degrees + minutes / 60.0,
        [degrees, minutes, seconds] if minutes < 60.0 && seconds < 60.0 => {
            degrees + minutes / 60.0 + seconds / 3600.0
        }
        _ => return None,
    };
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_in_every_spelling() {
        let west = |field| longitude(field, Convention::default()).map(|value| (value * 1e4).round() / 1e4);
        for field in
            ["-77.03", "77.03 W", "77.03W", "W 77.03", "77.03° W", "77° 1' 48\" W", "77°01′48″W", "77 1 48 w"]
        {
            assert_eq!(west(field), Ok(-77.03), "{field}");
        }
        assert_eq!(latitude("38,905", Convention::default()), Ok(38.905));
        for field in ["77.03 N", "north", "", "77 90 W", "1 2 3 4"] {
            assert!(west(field).is_err(), "{field}");
        }
    }
}
