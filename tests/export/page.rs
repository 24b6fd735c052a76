//! The HTML page, as far as it can be judged without a browser; tests/browser opens it in one.

use rounds::export::{self, Page};

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
