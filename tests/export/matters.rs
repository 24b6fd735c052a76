//! People, events and joint visits, as every format shows them.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use rounds::export::{self, Page, Units, WorkbookExtras};

use crate::fixture::{small, with_matters};

#[test]
fn terminal() {
    let (book, plan) = with_matters();
    let text = export::itinerary(&book, &plan, &"L 1".into(), Units::Miles);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "too wide: {line}");
        assert!(!line.contains(char::is_control), "steers the terminal: {line:?}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn calendars() {
    let (book, plan) = with_matters();
    let liaison = export::ics(&book, &plan, &"L 1".into(), Units::Miles);
    let physician = export::provider_ics(&book, &plan, &"D1".into());
    insta::assert_snapshot!(format!("{liaison}\n{physician}").replace("\r\n", "\n"));
    assert_eq!(export::ics_providers(&plan), ["D1".into()].into());
}

#[test]
fn events() {
    let (book, plan) = with_matters();
    let mut out = Vec::new();
    export::events_csv(&book, &plan, &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn a_day_counts_the_drive_to_an_event() {
    let ((_, bare), (_, plan)) = (small(), with_matters());
    let [before, day] = [&bare, &plan].map(|plan| &plan.itineraries[0].days[0]);
    assert_eq!(day.drive().0, before.drive().0 + 12);
    assert_eq!(day.distance().0, before.distance().0 + 8_000);
    let kinds: Vec<bool> = day.engagements().iter().map(|it| it.stop().is_some()).collect();
    assert_eq!(kinds, [true, false, true, true]);
    // 10:10, 5 minutes of buffer and 20 of driving leave 25 to 11:00.
    assert_eq!(day.wait(1, plan.rules.buffer).0, 25);
}

#[test]
fn map_features_come_in_the_order_of_the_day() {
    let (book, plan) = with_matters();
    let value: serde_json::Value = serde_json::from_str(&export::geojson(&book, &plan)).unwrap();
    let kinds: Vec<&str> = value["features"].as_array().unwrap()[..5]
        .iter()
        .map(|it| it["properties"]["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["day", "stop", "event", "stop", "stop"]);
    assert_eq!(value["features"][0]["geometry"]["coordinates"].as_array().unwrap().len(), 6);
    let numbers = [1, 3, 4].map(|at| value["features"][at]["properties"]["stop"].as_u64().unwrap());
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn the_page_links_what_is_a_number_or_an_address_and_nothing_else() {
    let (book, plan) = with_matters();
    let html = export::html(&book, &plan, &Page::default()).unwrap();
    for link in ["\"tel:7035550100;ext=7\"", "\"tel:7035550101\"", "\"mailto:jo.maple@cedar.example\""] {
        assert!(html.contains(&format!("\"link\":{link}")), "{link}");
    }
    for never in [
        "\"link\":\"javascript",
        "\"link\":\"mailto:x@y",
        "href=\"javascript",
        "<b>Reports",
        "Spring fair <i>",
    ] {
        assert!(!html.contains(never), "{never}");
    }
    for text in ["Suite 200", "behind the building", "Dr. Hazel (cardiology)", "Left cards", "1 Town Square"]
    {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn the_workbook_has_sheets_of_people_and_events() {
    let (book, plan) = with_matters();
    let bytes = export::workbook(&book, &plan, &WorkbookExtras::default()).unwrap();
    let mut file = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = file.sheet_names();
    assert!(names.contains(&"People".to_owned()) && names.contains(&"Events".to_owned()), "{names:?}");
    let people = file.worksheet_range("People").unwrap();
    assert_eq!(people.rows().count(), 3);
    let days = file.worksheet_range(&names[0]).unwrap();
    let texts: Vec<&str> =
        days.used_cells().filter_map(|(.., cell)| calamine::DataType::get_string(cell)).collect();
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    assert!(
        has("Spring fair") && has("Jo Maple, office manager") && has("Dr. Hazel") && has("Parking: behind")
    );
}

#[test]
fn without_people_and_events_there_is_no_trace_of_them() {
    let (book, plan) = small();
    let bytes = export::workbook(&book, &plan, &WorkbookExtras::default()).unwrap();
    let names = Xlsx::new(Cursor::new(bytes)).unwrap().sheet_names();
    assert!(!names.iter().any(|name| name == "People" || name == "Events"));
    assert!(export::ics_providers(&plan).is_empty());
    let html = export::html(&book, &plan, &Page::default()).unwrap();
    let data = html.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    for field in ["\"people\"", "\"events\"", "\"along\"", "\"bring\"", "\"say\""] {
        assert!(!data.contains(field), "{field}");
    }
}
