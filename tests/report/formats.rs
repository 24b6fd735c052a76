//! The formats as people and programs see them.

use rounds::export::{self, ReportExtras, Units};
use rounds::model::Book;
use rounds::report::WeekReport;

use crate::books::{BookFolder, monday};

const EXTRAS: ReportExtras = ReportExtras { note: "Simulated <data> for a test.", units: Units::Miles };

fn drawn(seed: u64) -> (BookFolder, Book, WeekReport) {
    let folder = BookFolder::drawn(seed);
    let report = folder.report(monday(), monday().plus_days(4), None).unwrap();
    let book = folder.book();
    (folder, book, report)
}

#[test]
fn markdown() {
    let (_, book, report) = drawn(3);
    insta::assert_snapshot!(export::report_markdown(&book, &report, &EXTRAS));
}

/// A heading is not said twice.
#[test]
fn no_table_is_named_as_its_section() {
    let (_, book, report) = drawn(3);
    let text = export::report_markdown(&book, &report, &EXTRAS);
    let (mut heading, mut names) = ("", 0);
    for line in text.lines() {
        heading = line.strip_prefix("## ").unwrap_or(heading);
        let name = line.strip_prefix("**").and_then(|it| it.strip_suffix("**"));
        assert_ne!(name, Some(heading));
        names += usize::from(name.is_some());
    }
    assert!(names > 5, "{names}");
}

#[test]
fn headline() {
    let (_, book, report) = drawn(3);
    let text = export::report_headline(&book, &report, &EXTRAS);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
}

/// Elements that have no end.
const VOID: [&str; 2] = ["meta", "link"];

/// Every element that begins ends, in order, and identifiers are used once.
fn assert_well_formed(html: &str) {
    let (mut open, mut ids): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let style = html.find("</style>").unwrap();
    for tag in html[style..].split('<').skip(1).filter(|tag| !tag.starts_with('!')) {
        let (inside, _) = tag.split_once('>').unwrap_or_else(|| panic!("no end: {tag}"));
        let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap();
        match inside.strip_prefix('/') {
            Some(_) if name == "style" => {}
            Some(_) => assert_eq!(open.pop(), Some(name), "{tag}"),
            None if inside.ends_with('/') || VOID.contains(&name) => {}
            None => open.push(name),
        }
        ids.extend(inside.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()));
    }
    // The head and the whole began before the style.
    assert!(open.is_empty() || open == ["html"], "{open:?}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an identifier stands twice");
}

#[test]
fn the_page_needs_nothing_and_runs_nothing() {
    for seed in [3, 4, 5, 6] {
        let (_, book, report) = drawn(seed);
        let html = export::report_html(&book, &report, &EXTRAS).unwrap();
        for part in ["<script", "<iframe", "http:", "https:", " src=", "@import", "url(", " onclick="] {
            let found = html.replace("http://www.w3.org/2000/svg", "").contains(part);
            assert!(!found, "{part}");
        }
        assert!(html.contains("default-src 'none'") || html.contains("default-src &#x27;none&#x27;"));
        assert!(html.contains("Simulated &lt;data&gt;") && !html.contains("<data>"));
        let body = html.split("</head>").nth(1).unwrap();
        assert_well_formed(&format!("</style>{}", body.trim_end().trim_end_matches("</html>")));
    }
}

/// A mail program may drop drawings: the figures are in tables as well.
#[test]
fn every_drawing_has_its_table() {
    let (_, book, report) = drawn(3);
    let html = export::report_html(&book, &report, &EXTRAS).unwrap();
    let figures: Vec<&str> = html.split("<figure>").skip(1).collect();
    assert_eq!(figures.len(), 3);
    for figure in figures {
        assert!(figure.contains("<title") && figure.contains("<desc"));
        let table = figure.split("href=\"#").nth(1).unwrap().split('"').next().unwrap();
        let behind = html.split(&format!("id=\"{table}\"")).nth(1).unwrap_or_else(|| panic!("no {table}"));
        assert!(behind.trim_start_matches('>').trim_start().starts_with("<table"), "{table}");
    }
    let drawings = export::report_drawings(&book, &report, &EXTRAS);
    assert!(drawings.len() == 3 && drawings.iter().all(|(_, svg)| html.contains(svg.as_str())));
}

#[test]
fn text_from_the_book_is_no_markup() {
    let (folder, ..) = drawn(4);
    let path = folder.path.join("practices.csv");
    let text = std::fs::read_to_string(&path).unwrap().replace("Practice ", "<b>|*x*` =1+1 ");
    std::fs::write(&path, text).unwrap();
    let report = folder.report(monday(), monday().plus_days(4), None).unwrap();
    let book = folder.book();
    assert!(!export::report_html(&book, &report, &EXTRAS).unwrap().contains("<b>|"));
    let markdown = export::report_markdown(&book, &report, &EXTRAS);
    assert!(markdown.contains("\\<b\\>\\|\\*x\\*\\`") && !markdown.contains("<b>"), "{markdown}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = BookFolder::drawn(8);
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let report = folder.report(monday(), monday().plus_days(6), None).unwrap();
            let book = folder.book();
            let mut json = Vec::new();
            export::report_json(&report, &mut json).unwrap();
            let page = export::report_html(&book, &report, &EXTRAS).unwrap();
            (json, page, export::report_workbook(&book, &report, &EXTRAS).unwrap())
        })
    };
    let one = bytes(1);
    assert!(one == bytes(3) && one == bytes(8));
}

/// The workbook holds every table under its name, with all rows of its lists.
#[test]
fn the_workbook_has_every_row() {
    use calamine::{Reader, Xlsx};
    let (_, book, report) = drawn(3);
    let bytes = export::report_workbook(&book, &report, &EXTRAS).unwrap();
    let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let names = workbook.sheet_names();
    assert!(
        ["Summary", "Visits", "Referrals", "Backlog"].iter().all(|name| names.contains(&(*name).to_owned())),
        "{names:?}"
    );
    let rows = workbook.worksheet_range("Referrals").unwrap().height();
    assert_eq!(rows, report.referrals.weeks.len() + 1);
    let stops = workbook.worksheet_range("Visits").unwrap().height();
    assert_eq!(stops, report.visits.liaisons.len() + 2);
}
