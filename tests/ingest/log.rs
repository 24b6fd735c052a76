//! New rows in the form of a file: whatever the file looks like, they are read as what was said, and nothing else changes.

use proptest::prelude::*;
use rounds::ingest::{self, BookFile, LogEntry, LogReader, LogText, Settings, TableForm};
use rounds::model::{Date, Outcome, Table};

use crate::common::draws::hunting;

const PRACTICES: &str = "practice_id,name,lat,lon,owner\nP1,Cedar,38.9,-77.0,L1\n-2,=Birch,38.9,-77.1,L1\n\"Elm; \"\"A\"\"|x\",,38.9,-77.1,L1\n";
const LIAISONS: &str = "liaison_id,home_lat,home_lon\nL1,38.9,-77.0\n";
const IDS: [&str; 3] = ["P1", "-2", "Elm; \"A\"|x"];

fn files(visits: &str) -> Vec<BookFile> {
    let tables = [("practices.csv", PRACTICES), ("liaisons.csv", LIAISONS), ("visits.csv", visits)];
    tables.map(|(name, text)| BookFile { name: name.into(), bytes: text.into() }).into()
}

/// Draws a table of visits: columns in any order, parted and ended in any way, dates in any style.
fn visits() -> impl Strategy<Value = String> {
    let columns = Just(vec!["practice_id", "liaison_id", "date", "outcome", "note", "mood"]).prop_shuffle();
    let date = prop::sample::select(vec![
        "2026-01-31",
        "1/31/2026",
        "31.1.2026",
        "01/31/26",
        "2026/01/31",
        "31 Jan 2026",
    ]);
    let signs =
        (prop::sample::select(vec![",", ";", "\t", "|"]), prop::sample::select(vec!["\n", "\r\n", "\r"]));
    (columns, date, signs, any::<[bool; 3]>()).prop_map(
        |(columns, date, (part, end), [mark, title, ended])| {
            let field = |column: &&str| match *column {
                "practice_id" => "P1",
                "liaison_id" => "L1",
                "date" => date,
                "outcome" => "seen",
                _ => "",
            };
            let row = columns.iter().map(field).collect::<Vec<_>>().join(part);
            let head = if title { format!("Log{end}{end}") } else { String::new() };
            let mark = if mark { "\u{feff}" } else { "" };
            format!("{mark}{head}{}{end}{row}{}", columns.join(part), if ended { end } else { "" })
        },
    )
}

fn entry(at: usize, days: i64, note: &str) -> LogEntry {
    let reading =
        ingest::read_files(files("practice_id,liaison_id,date\nP1,L1,2026-01-31\n"), &Settings::default());
    let book = reading.expect("a book").book;
    let settings = Settings::default();
    let (first, today): (Date, Date) = ("2025-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    let said = LogText {
        practice: IDS[at],
        liaison: "",
        date: first.plus_days(days),
        time: None,
        outcome: ["met", "No Access", "cancelled"][at],
        note,
        next: Some(first.plus_days(days + 30)),
    };
    LogReader::new(&book, &settings, today).entry(&said).expect("an entry")
}

proptest! {
    #![proptest_config(hunting())]

    #[test]
    fn any_entry_in_any_file_is_read_as_itself(
        before in visits(),
        said in prop::collection::btree_map((0_usize..3, 0_i64..300), "[a-z=+'\",;|\t ö-]{0,12}", 1..4),
    ) {
        let settings = Settings::default();
        let entries: Vec<LogEntry> = said.iter().map(|((at, days), note)| entry(*at, *days, note)).collect();
        let form = TableForm::find(files(&before), Table::Visits, &settings).unwrap().expect("visits");
        let rows: Vec<Vec<String>> = entries.iter().map(|entry| form.visit(entry).unwrap()).collect();
        let after = before.clone() + &form.lines(&rows).unwrap();
        let (old, new) = (
            ingest::read_files(files(&before), &settings).unwrap(),
            ingest::read_files(files(&after), &settings).unwrap(),
        );
        let count = |reading: &ingest::Reading| reading.tables.iter().find(|it| it.table == Table::Visits).unwrap().used;
        prop_assert_eq!(count(&new), count(&old) + entries.len());
        prop_assert!(new.issues.len() == old.issues.len(), "{:?}", new.issues);
        for entry in &entries {
            let at = new.book.practice_index(&entry.practice).unwrap();
            let is_it = |visit: &&rounds::model::Visit| visit.date == entry.date && visit.outcome == entry.outcome;
            prop_assert!(new.book.visits(at).iter().any(|visit| is_it(&visit)), "{:?} in {}", entry, after);
            prop_assert!(new.row_of_visit(&entry.practice, entry.date, &entry.liaison).is_some());
        }
    }
}

#[test]
fn a_new_table_has_all_columns_under_the_names_that_the_settings_give_them() {
    let settings =
        Settings { columns: ingest::Columns::parse(["visits.date=Day"]).unwrap(), ..Settings::default() };
    let form = TableForm::new_file(Table::Visits, &settings).unwrap();
    assert_eq!(form.header_line().unwrap(), "practice_id,liaison_id,Day,time,outcome,note\n");
    let entry = LogEntry { outcome: Outcome::Missed, word: "missed".into(), ..entry(0, 3, "a") };
    assert_eq!(form.visit(&entry).unwrap(), ["P1", "L1", "2025-01-04", "", "missed", "a"]);
    let promises = TableForm::new_file(Table::MustVisits, &settings).unwrap();
    assert_eq!(promises.promise(&entry).unwrap().unwrap(), ["P1", "2025-01-05", "2025-02-03"]);
}
