//! Links to directions, which are followed only when they are clicked.

use std::fmt::Write;

use crate::model::practice::Practice;

/// The beginning of every link; the page has the same.
const DIRECTIONS: &str = "https://www.google.com/maps/dir/?api=1&destination=";

/// Returns a link to directions to a practice: to its address where it has one, and to its place otherwise, if it has one.
pub(crate) fn directions(practice: &Practice) -> Option<String> {
    let address = practice.address.as_deref().map(str::trim).filter(|address| !address.is_empty());
    let place = practice.location.map(|place| format!("{:.6},{:.6}", place.lat(), place.lon()));
    let goal = address.map(str::to_owned).or(place)?;
    Some(DIRECTIONS.to_owned() + &escaped(&goal))
}

/// Writes a text as a part of a link (RFC 3986): all but letters, digits and a few signs as `%XX`.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location::Location;

    #[test]
    fn an_address_comes_before_a_place() {
        let place = Location::new(38.9, -77.0).unwrap();
        let mut practice = Practice::new("P1", "Cedar", place);
        assert_eq!(directions(&practice), Some(format!("{DIRECTIONS}38.900000,-77.000000")));
        practice.address = Some(" 1 Élan St, #5 & 6 ".to_owned());
        let link = format!("{DIRECTIONS}1%20%C3%89lan%20St,%20%235%20%26%206");
        assert_eq!(directions(&practice), Some(link));
        practice.address = Some("  ".to_owned());
        assert_eq!(directions(&practice), Some(format!("{DIRECTIONS}38.900000,-77.000000")));
    }
}
