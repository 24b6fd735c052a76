//! Links to call or to write to somebody. What does not look like a telephone number or a mail address gets none.

/// Fewest and most digits of a telephone number (ITU-T E.164 allows 15).
const DIGITS: std::ops::RangeInclusive<usize> = 5..=15;

/// Returns a link that calls a number (RFC 3966), with its extension if it has one: `tel:+17035550100;ext=12`.
pub(crate) fn phone_link(phone: &str) -> Option<String> {
    let (number, extension) = split_extension(phone.trim());
    let plus = if number.starts_with('+') { "+" } else { "" };
    let allowed = |c: char| c.is_ascii_digit() || " ()-./+\u{a0}\u{2011}\u{2013}".contains(c);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let fits = number.chars().all(allowed) && DIGITS.contains(&digits.len());
    fits.then(|| format!("tel:{plus}{digits}{}", extension.map_or(String::new(), |it| format!(";ext={it}"))))
}

/// Splits a number from the extension behind it: `ext. 12`, `x12`, `#12`.
fn split_extension(phone: &str) -> (&str, Option<&str>) {
    let Some(at) = phone.find(['x', 'X', 'e', 'E', '#']) else {
        return (phone, None);
    };
    let (number, rest) = phone.split_at(at);
    let word = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let extension = rest.strip_prefix(word).unwrap_or_default();
    let words = ["x", "ext", "ext.", "extension", "#"];
    let known = words.contains(&word.trim().to_ascii_lowercase().as_str());
    if known && (1..=6).contains(&extension.len()) { (number, Some(extension)) } else { (phone, None) }
}

/// Returns a link that writes to a mail address (RFC 6068), without subject or text.
pub(crate) fn mail_link(mail: &str) -> Option<String> {
    let mail = mail.trim();
    let (name, host) = mail.split_once('@')?;
    let in_name = |c: char| c.is_ascii_alphanumeric() || "._+-'".contains(c);
    let in_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let good_host = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    let fits = !name.is_empty() && name.chars().all(in_name) && host.chars().all(in_host) && good_host;
    fits.then(|| format!("mailto:{}", mail.replace('\'', "%27")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them_are_called() {
        let cases = [
            ("703-555-0100", Some("tel:7035550100")),
            ("(703) 555.0100", Some("tel:7035550100")),
            ("+1 703 555 0100", Some("tel:+17035550100")),
            ("703-555-0100 ext. 12", Some("tel:7035550100;ext=12")),
            ("703-555-0100x7", Some("tel:7035550100;ext=7")),
            ("1-800-FLOWERS", None),
            ("ask at the desk", None),
            ("12", None),
            ("javascript:alert(12345)", None),
            ("7035550100;phone-context=evil", None),
            ("", None),
        ];
        for (phone, link) in cases {
            assert_eq!(phone_link(phone).as_deref(), link, "{phone}");
        }
    }

    #[test]
    fn only_a_plain_address_is_written_to() {
        assert_eq!(mail_link(" jo.maple@cedar.example ").as_deref(), Some("mailto:jo.maple@cedar.example"));
        assert_eq!(mail_link("o'hara@cedar.example").as_deref(), Some("mailto:o%27hara@cedar.example"));
        for wrong in ["jo", "jo@", "@x.example", "a@b@c.example", "jo@host", "jo@x..example", "a b@x.example"]
        {
            assert_eq!(mail_link(wrong), None, "{wrong}");
        }
        for wrong in [
            "jo@x.example?bcc=a@b.example",
            "jo@x.example&body=hi",
            "javascript:x@y.example",
            "jo@x.example\r\nBcc: y",
        ] {
            assert_eq!(mail_link(wrong), None, "{wrong}");
        }
    }
}
