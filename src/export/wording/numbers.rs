//! Numbers as people read them: counts, shares, referrals, minutes, miles and kilometres.

use std::fmt::Display;

use crate::export::units::Units;
use crate::model::units::{Metres, Minutes};

/// `1 visit`, `1,200 visits`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// `3 of 4`.
pub(crate) fn out_of(some: impl Display, all: impl Display) -> String {
    format!("{some} of {all}")
}

/// `1,234,567`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with so many decimals, in which nothing reads as `0`, never as `-0`.
pub(crate) fn fixed(decimals: usize, number: f64) -> String {
    let text = format!("{number:.decimals$}");
    match text.strip_prefix('-') {
        Some(zero) if zero.bytes().all(|digit| matches!(digit, b'0' | b'.')) => zero.to_owned(),
        _ => text,
    }
}

/// `1,234.5`.
pub(crate) fn tenths(number: f64) -> String {
    let text = fixed(1, number);
    let (whole, tenth) = text.split_once('.').unwrap_or((&text, "0"));
    whole.parse().map_or_else(|_| text.clone(), |whole| format!("{}.{tenth}", grouped(whole)))
}

/// Expected referrals: two decimals, as many as the model deserves; what is not nothing never reads as nothing.
pub(crate) fn amount(referrals: f64) -> String {
    if 0.0 < referrals && referrals < 0.005 {
        return "<0.01".to_owned();
    }
    if -0.005 < referrals && referrals < 0.0 {
        return ">-0.01".to_owned();
    }
    fixed(2, (referrals * 100.0).round() / 100.0)
}

/// Expected referrals in a sentence.
pub(crate) fn referrals(referrals: f64) -> String {
    amount(referrals).replace('<', "less than ").replace('>', "more than ")
}

/// `45 min`, `2 h 05 min`.
pub(crate) fn minutes(duration: Minutes) -> String {
    match (duration.0 / 60, duration.0 % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes:02} min"),
    }
}

/// Hours with a tenth: `1,234.5`.
pub(crate) fn hours(duration: Minutes) -> String {
    tenths(f64::from(duration.0) / 60.0)
}

/// `43 miles`, `69 km`, without decimals.
pub(crate) fn distance(distance: Metres, units: Units) -> String {
    format!("{} {}", grouped(whole_units(distance, units)), unit_word(units))
}

/// Miles or kilometres without decimals.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a u32 of metres is at most 4.3 million kilometres"
)]
pub(crate) fn whole_units(distance: Metres, units: Units) -> usize {
    in_units(distance, units).round() as usize
}

/// Miles or kilometres.
pub(crate) fn in_units(distance: Metres, units: Units) -> f64 {
    f64::from(distance.0) / units.metres()
}

/// `miles`, `km`.
pub(crate) fn unit_word(units: Units) -> &'static str {
    match units {
        Units::Miles => "miles",
        Units::Kilometres => "km",
    }
}

/// `12 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", fixed(0, share * 100.0))
}

/// `12 %`, for a chance: what may happen never reads as `0 %`, nor as `100 %`.
pub(crate) fn chance_percent(chance: f64) -> String {
    match chance {
        ..0.01 => "<1 %".to_owned(),
        0.99.. => ">99 %".to_owned(),
        _ => percent(chance),
    }
}

/// `12.3 %`, with so many decimals.
pub(crate) fn percent_to(decimals: usize, share: f64) -> String {
    format!("{} %", fixed(decimals, share * 100.0))
}

/// `12%`, for the narrow columns of a table.
pub(crate) fn narrow_percent(share: f64) -> String {
    format!("{}%", fixed(0, share * 100.0))
}

/// `+1.25`, with so many decimals.
pub(crate) fn signed(decimals: usize, number: f64) -> String {
    let text = fixed(decimals, number);
    if text.starts_with('-') { text } else { format!("+{text}") }
}

/// `+12.3 %`.
pub(crate) fn signed_percent(share: f64) -> String {
    signed_percent_to(1, share)
}

/// `+12 %`, with so many decimals.
pub(crate) fn signed_percent_to(decimals: usize, share: f64) -> String {
    signed(decimals, share * 100.0) + " %"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn nothing_has_no_sign() {
        let cases =
            [(0, -0.0, "0"), (0, -0.4, "0"), (1, -0.04, "0.0"), (1, -0.06, "-0.1"), (2, 1.234, "1.23")];
        for (decimals, number, text) in cases {
            assert_eq!(fixed(decimals, number), text);
        }
        let texts = [tenths(-0.0), percent(-0.001), percent_to(1, -0.0001), narrow_percent(-0.0)];
        assert_eq!(texts, ["0.0", "0 %", "0.0 %", "0%"]);
        assert_eq!(
            [-0.0, -0.0001, -0.5, 0.5].map(signed_percent),
            ["+0.0 %", "+0.0 %", "-50.0 %", "+50.0 %"]
        );
    }

    #[test]
    fn only_nothing_reads_as_nothing() {
        let cases = [
            (0.0, "0.00"),
            (-0.0, "0.00"),
            (0.001, "<0.01"),
            (0.005, "0.01"),
            (1.234, "1.23"),
            (-0.001, ">-0.01"),
            (-0.005, "-0.01"),
            (-0.3, "-0.30"),
        ];
        for (number, text) in cases {
            assert_eq!(amount(number), text);
        }
        let words = [0.001, 0.25, -0.001].map(referrals);
        assert_eq!(words, ["less than 0.01", "0.25", "more than -0.01"]);
    }
}
