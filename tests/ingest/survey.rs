//! Looking at files before they become a book.

use rounds::ingest::{self, BookFile, DateOrder, Settings, Survey};
use rounds::model::Table;

const ACCOUNTS: &str = "\
Accounts of the region,,,,,,,,
,,,,,,,,
Account #,Account Name,ST,Zip,# Docs,Rep,Priority,Last Visit,Favourite colour
17,Cedar Clinic,NE,68102,4,Ash,High,1/28/2026,blue
18,Birch Clinic,NE,68105,2,Ash,Urgent,2/3/2026,green
";
const LOG: &str = "Company,Rep,Call Date,Call Result\n17,Ash,3/4/2026,LVM\n18,Ash,4/5/2026,Completed\n17,Ash,5/6/2026,LVM\n";

fn survey(files: &[(&str, &str)], settings: &Settings) -> Survey {
    let file =
        |(name, text): &(&str, &str)| BookFile { name: (*name).into(), bytes: text.as_bytes().to_vec() };
    ingest::survey(files.iter().map(file).collect(), settings).expect("files that can be read")
}

#[test]
fn headers_of_other_systems_are_known() {
    let found = survey(&[("q4 export.csv", ACCOUNTS), ("calls.csv", LOG)], &Settings::default());
    let [practices, visits] = found.tables.as_slice() else { panic!("{found:?}") };
    assert_eq!((practices.table, practices.rows, visits.table), (Table::Practices, 2, Table::Visits));
    let header =
        |column: &str| practices.columns.iter().find(|it| it.column == column).map(|it| it.header.as_str());
    assert_eq!(header("practice_id"), Some("Account #"));
    assert_eq!(header("providers"), Some("# Docs"));
    assert_eq!(header("last_visit"), Some("Last Visit"));
    assert_eq!(practices.columns[0].samples, ["17", "18"]);
    assert_eq!(practices.unused, ["Favourite colour"]);
    assert_eq!(practices.unknown_words["tier"]["Urgent"], 1);
    assert_eq!(visits.unknown_words["outcome"]["LVM"], 2);
}

#[test]
fn one_table_shows_how_the_dates_of_another_are_meant() {
    let both = survey(&[("practices.csv", ACCOUNTS), ("visits.csv", LOG)], &Settings::default());
    assert_eq!(both.dates, Some(DateOrder::MonthFirst));
    assert!(both.tables.iter().all(|table| table.in_doubt.is_none()));
    let alone = survey(&[("visits.csv", LOG)], &Settings::default());
    assert_eq!(alone.tables[0].in_doubt, Some(("date", "3/4/2026".to_owned())));
    let stated = Settings { dates: Some(DateOrder::DayFirst), ..Settings::default() };
    assert!(survey(&[("visits.csv", LOG)], &stated).tables[0].in_doubt.is_none());
}

#[test]
fn a_mapping_wins_and_an_empty_one_leaves_a_column_out() {
    let columns = ingest::Columns::parse(["practices.tier=Favourite colour", "practices.last_visit="])
        .expect("a mapping");
    let found = survey(&[("practices.csv", ACCOUNTS)], &columns.into());
    let headers: Vec<&str> = found.tables[0].columns.iter().map(|it| it.header.as_str()).collect();
    assert!(headers.contains(&"Favourite colour") && !headers.contains(&"Priority"), "{headers:?}");
    assert_eq!(found.tables[0].unused, ["Priority", "Last Visit"]);
}

#[test]
fn a_second_file_of_a_table_becomes_no_other_table() {
    let found = survey(&[("visits.csv", LOG), ("visits 2025.csv", LOG)], &Settings::default());
    assert_eq!(found.tables.len(), 1);
    assert_eq!(found.issues.len(), 1, "{:?}", found.issues);
}
