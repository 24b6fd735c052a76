//! ZIP codes in the spellings of exports.

/// Reads a ZIP code as a number.
///
/// Known are five digits, nine (`04401-1234`, `044011234`), either of them without the zeros that a spreadsheet takes off
/// (`4401`), and a number with a fraction of zero (`4401.0`).
pub(crate) fn zip_code(text: &str) -> Option<u32> {
    let text = text.trim().trim_start_matches('\'');
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = match text.split_once(['-', ' ']) {
        // Behind the dash stand four digits, or nothing.
        Some((zip, rest)) => {
            let rest = rest.trim_start_matches(['-', ' ']);
            zip_digits(zip, 5).filter(|_| rest.is_empty() || zip_digits(rest, 4).is_some())?
        }
        None => text,
    };
    let is_long = digits.len() > 5;
    let number = zip_digits(digits, 9)?;
    let zip = if is_long { number.parse::<u32>().ok()? / 10_000 } else { number.parse().ok()? };
    (zip > 0).then_some(zip)
}

/// Takes three digits or more, as far as a ZIP code has them; three of Puerto Rico lack two zeros.
fn zip_digits(text: &str, most: usize) -> Option<&str> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = (3..=most).contains(&text.len()) && text.len() != 6;
    (is_number && is_whole).then_some(text)
}

/// Writes a ZIP code in five digits.
pub(crate) fn five_digits(zip: u32) -> String {
    format!("{zip:05}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_zip_code() {
        for text in
            ["04401", "4401", " 04401 ", "04401-1234", "044011234", "44011234", "4401.0", "'04401", "04401-"]
        {
            assert_eq!(zip_code(text), Some(4401), "{text}");
        }
        assert_eq!((zip_code("601"), zip_code("20850")), (Some(601), Some(20850)));
        assert_eq!(five_digits(601), "00601");
    }

    #[test]
    fn what_is_no_zip_code() {
        for text in [
            "",
            "0",
            "00000",
            "44",
            "123456",
            "0440112345",
            "K1A 0B1",
            "04401x",
            "-4401",
            "4401.5",
            "４４０１",
        ] {
            assert_eq!(zip_code(text), None, "{text}");
        }
    }
}
