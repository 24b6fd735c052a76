//! The HTML page, as far as it can be judged without a browser; tests/browser opens it in one.

use rounds::export::{self, Page};
use rounds::model::Minutes;
use rounds::plan::{Edit, EditLimit, EditReason, PlannedTime, Replan};

use crate::{fixture, synthetic};

const BASEMAP: &str = include_str!("basemap.geojson");

#[test]
fn nothing_from_the_book_becomes_markup() {
    let (book, plan) = fixture::small();
    let page = Page { title: "<img src=x>", note: "</title><b>", basemap: Some(BASEMAP), ..Page::default() };
    let html = export::html(&book, &plan, &page).unwrap();
    for markup in ["<script>alert", "<img src=x", "</title><b>", "<One>", "<Medicine>"] {
        assert!(!html.contains(markup), "{markup}");
    }
    // One style sheet, two blocks of data, one program.
    assert_eq!((html.matches("<style").count(), html.matches("<script").count()), (1, 3));
    assert!(!html.contains(" onclick=") && !html.contains(" style="));
}

#[test]
fn nothing_is_loaded() {
    let (book, plan) = fixture::small();
    let html = export::html(&book, &plan, &Page::default()).unwrap();
    assert!(html.contains("default-src &#x27;none&#x27;") || html.contains("default-src 'none'"));
    for reference in [" src=", "@import", "url(", "fetch(", "XMLHttpRequest", "import("] {
        assert!(!html.contains(reference), "{reference}");
    }
}

/// The cells of the month, without markup, by day.
fn cells(html: &str) -> Vec<String> {
    let month = html.split("<section id=\"month\"").nth(1).unwrap().split("</section>").next().unwrap();
    let bare = |cell: &str| {
        let texts = cell.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    };
    month
        .split("<td")
        .skip(1)
        .map(|cell| bare(&format!("<td{}", cell.split("</td>").next().unwrap())))
        .collect()
}

#[test]
fn the_month_shows_every_day_of_everybody() {
    let (book, mut plan) = fixture::small();
    plan.start = fixture::date("2026-02-03");
    plan.itineraries[0].days.remove(0);
    let cells = cells(&export::html(&book, &plan, &Page::default()).unwrap());
    let nothing = |day: u32| format!("{day} no visit is worth the drive");
    let first = [String::from("2"), nothing(3), nothing(4), "5 2 visits 2.2 h".into(), nothing(6)];
    assert_eq!(cells[..5], first);
    // The plan ends on a Monday, a week after its first day.
    assert_eq!(cells.len(), 2 * 2 * 5);
    assert_eq!(cells[10..12], [nothing(9), "10".into()]);
}

#[test]
fn the_month_marks_what_changed() {
    let (book, mut plan) = fixture::small();
    let time = |day: &str, start: &str| PlannedTime {
        date: fixture::date(day),
        start: start.parse().unwrap(),
        liaison: "L 1".into(),
    };
    let edit = |from: Option<PlannedTime>, to: Option<PlannedTime>| Edit {
        practice: "P1".into(),
        from,
        to,
        reason: EditReason::Gain,
        gain: 0.5,
        step: 1,
    };
    let (monday, thursday) = (time("2026-02-02", "08:30"), time("2026-02-05", "10:30"));
    plan.replan = Some(Replan {
        previous_as_of: plan.as_of,
        previous_end: plan.end(),
        limit: EditLimit::AtMost(4),
        frozen_until: None,
        tolerance: Minutes(15),
        stops_before: 6,
        stops_kept: 3,
        edits: vec![
            edit(Some(monday.clone()), Some(thursday)),
            edit(None, Some(monday.clone())),
            edit(None, Some(monday.clone())),
            edit(Some(time("2026-02-02", "12:00")), Some(monday.clone())),
        ],
        forced: vec![edit(Some(time("2026-02-03", "09:00")), None)],
        new_days_stops: 0,
        price: Vec::new(),
    });
    let html = export::html(&book, &plan, &Page::default()).unwrap();
    let cells = cells(&html);
    assert!(cells[0].ends_with("2 added 1 at another time 1 moved away"), "{}", cells[0]);
    assert_eq!(cells[1], "3 no visit is worth the drive 1 dropped");
    assert!(cells[3].ends_with("1 moved here"), "{}", cells[3]);
    assert!(html.contains(
        "3 of 6 visits of the plan before stay as they were. The days say where the 5 changes are."
    ));
}

#[test]
fn a_basemap_that_is_none_is_an_error() {
    let (book, plan) = fixture::small();
    let page = Page { basemap: Some("{}"), ..Page::default() };
    assert_eq!(export::html(&book, &plan, &page).unwrap_err().kind(), rounds::ErrorKind::Input);
}

/// Ten liaisons, twenty days, ten stops a day, 1,200 practices; twelve and 1,855.
///
/// `ROUNDS_PAGES=DIR cargo test --test export large` keeps the pages, to be looked at in a browser.
#[test]
fn a_large_plan_stays_a_small_page() {
    for (liaisons, practices) in [(10, 1_200), (12, 1_855)] {
        let (book, plan) = synthetic::large(liaisons, practices);
        let page = Page { basemap: Some(BASEMAP), note: "Made-up practices, for a test.", ..Page::default() };
        let html = export::html(&book, &plan, &page).unwrap();
        assert!(html.len() < 3_000_000, "{} bytes", html.len());
        assert_eq!(html, export::html(&book, &plan, &page).unwrap());
        if let Some(folder) = std::env::var_os("ROUNDS_PAGES") {
            let folder = std::path::Path::new(&folder);
            std::fs::write(folder.join(format!("{practices}.html")), &html).unwrap();
            std::fs::write(
                folder.join(format!("{practices}.txt")),
                export::text(&book, &plan, export::Units::Miles),
            )
            .unwrap();
        }
    }
}
