//! What the documents say is what the code does.

use std::collections::BTreeMap;

use rounds::{ingest, model::IssueCode};

const ISSUES: &str = include_str!("../../docs/issues.md");
const BOOK: &str = include_str!("../../docs/book.md");

/// The cells of the rows of a Markdown table.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = text.lines().filter(|line| line.starts_with("| "));
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
}

#[test]
fn the_index_of_codes_is_complete() {
    let documented: Vec<(&str, &str)> =
        rows(ISSUES).filter(|row| row[0].starts_with('I')).map(|row| (row[0], row[1])).collect();
    let real: Vec<(&str, &str)> = IssueCode::ALL.iter().map(|code| (code.as_str(), code.meaning())).collect();
    assert_eq!(documented, real);
}

#[test]
fn every_column_is_described() {
    let schema = ingest::json_schema();
    let tables = schema["properties"].as_object().expect("tables");
    let sections: BTreeMap<&str, &str> =
        BOOK.split("\n## ").skip(1).filter_map(|section| section.split_once('\n')).collect();
    for (table, rows_schema) in tables {
        let item = &rows_schema["items"];
        let needed = item["required"].as_array().expect("needed columns");
        let columns = item["properties"].as_object().expect("columns");
        let real: BTreeMap<String, bool> = columns
            .keys()
            .map(|name| (format!("`{name}`"), needed.contains(&name.as_str().into())))
            .collect();
        let section = sections.get(format!("{table}.csv").as_str()).expect("a section for the table");
        let documented: BTreeMap<String, bool> = rows(section)
            .filter(|row| row[0].starts_with('`'))
            .map(|row| (row[0].to_owned(), row[1] == "yes"))
            .collect();
        assert_eq!(documented, real, "{table}");
    }
}
