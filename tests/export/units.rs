//! Distances for people, in the units that they ask for.

use rounds::export::{self, Page, Units};

use crate::fixture::small;

#[test]
fn people_read_their_units_and_programs_metres() {
    let (book, plan) = small();
    let liaison = "L 1".into();
    for (units, word, other) in [(Units::Miles, "miles", "km"), (Units::Kilometres, "km", "miles")] {
        let texts = [export::text(&book, &plan, units), export::ics(&book, &plan, &liaison, units)];
        for text in texts {
            assert!(text.contains(&format!(" {word}")) && !text.contains(&format!(" {other}")), "{text}");
        }
        let page = export::html(&book, &plan, &Page { units, ..Page::default() }).unwrap();
        assert!(page.contains(&format!("data-units=\"{units}\"")));
    }
    // 14.5 km to the first stop.
    let calendar = |units| export::ics(&book, &plan, &liaison, units);
    assert!(calendar(Units::Miles).contains("9.0 miles") && calendar(Units::Kilometres).contains("14.5 km"));
}

#[test]
fn units_are_written_as_they_are_read() {
    for units in [Units::Miles, Units::Kilometres] {
        assert_eq!(units.to_string().parse(), Ok(units));
    }
    assert_eq!(" KM ".parse(), Ok(Units::Kilometres));
    assert_eq!("yards".parse::<Units>().unwrap_err().to_string(), "units are mi or km");
}
