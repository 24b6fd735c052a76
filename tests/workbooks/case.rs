//! The files of `books/`.

use std::path::Path;

use crate::Findings;

/// A workbook, and what a reader has to find in it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) homes: Vec<(String, f64, f64)>,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) findings: Findings,
    pub(crate) stops: Option<String>,
}

pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// What a cell holds, as text.
#[derive(Clone)]
pub(crate) enum Cell {
    Text(String),
    Number(f64),
    Day(String),
    Time(String),
    YesNo(bool),
    Failed(String),
}

impl Cell {
    fn read(text: &str) -> Self {
        let rest = text.get(1..).unwrap_or_default();
        match text.chars().next() {
            Some('#') if rest.parse::<f64>().is_ok() => Self::Number(rest.parse().expect("a number")),
            Some('@') => Self::Day(rest.to_owned()),
            Some('%') => Self::Time(rest.to_owned()),
            Some('!') => Self::YesNo(rest == "yes"),
            Some('^') => Self::Failed(rest.to_owned()),
            _ => Self::Text(text.to_owned()),
        }
    }
}

impl Case {
    pub(crate) fn read(path: &Path) -> Self {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("a text");
        let (book, expected) = text.split_once("\n-- ").expect("findings");
        let mut case =
            Self { name, homes: Vec::new(), sheets: Vec::new(), findings: Findings::new(), stops: None };
        for line in book.lines() {
            case.line(line);
        }
        case.expect(expected);
        case
    }

    fn line(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("== ") {
            let (name, hidden) = name.strip_prefix("(hidden) ").map_or((name, false), |name| (name, true));
            self.sheets.push(Sheet { name: name.to_owned(), hidden, rows: Vec::new() });
        } else if let Some(sheet) = self.sheets.last_mut() {
            sheet.rows.push(line.split('|').map(Cell::read).collect());
        } else if let Some(homes) = line.strip_prefix("homes: ") {
            self.homes = homes.split(' ').map(home).collect();
        }
    }

    fn expect(&mut self, expected: &str) {
        let (kind, rest) = expected.split_once('\n').unwrap_or((expected, ""));
        if kind == "stops" {
            self.stops = Some(rest.trim().to_owned());
            return;
        }
        for line in rest.lines().filter(|line| !line.is_empty()) {
            let mut words = line.split(' ');
            let key = (words.next().expect("a code").to_owned(), words.next().expect("a table").to_owned());
            self.findings.entry(key).or_default().extend(words.map(|row| row.parse::<u64>().expect("a row")));
        }
    }
}

fn home(text: &str) -> (String, f64, f64) {
    let (id, place) = text.split_once('=').expect("a home");
    let (lat, lon) = place.split_once(',').expect("a place");
    (id.to_owned(), lat.parse().expect("degrees"), lon.parse().expect("degrees"))
}
