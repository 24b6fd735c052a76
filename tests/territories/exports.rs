//! What people and programs are given.

use rounds::export;
use rounds::model::*;
use rounds::territory::{Alignment, Rebalancing, TerritoryRules};

use crate::{built, common, rebalance, row};

#[test]
fn exports_come_back() {
    let book = common::book(9, 50, 3);
    assert_eq!(built(book.records()), book);
    let answer = rebalance(&book, &TerritoryRules { effort: 0.1, ..TerritoryRules::default() });
    let mut csv = Vec::new();
    export::alignment_csv(&answer.alignment, &mut csv).unwrap();
    let mut owners = csv::Reader::from_reader(csv.as_slice());
    let owners: Vec<Option<LiaisonId>> = owners
        .records()
        .map(|row| Some(row.unwrap()[1].into()).filter(|id: &LiaisonId| !id.as_str().is_empty()))
        .collect();
    let mut records = book.records();
    records.practices.0.iter_mut().zip(owners).for_each(|((_, practice), owner)| practice.owner = owner);
    assert_eq!(Alignment::of(&built(records)), answer.alignment);
    let map: serde_json::Value = serde_json::from_str(
        &export::territories_geojson(
            &book,
            &Alignment::of(&book),
            &answer.alignment,
            &answer.after,
            &answer.moves,
        )
        .unwrap(),
    )
    .unwrap();
    assert!(map["features"].as_array().unwrap().len() > book.practices().len());
}

fn page_of(book: &Book, answer: &Rebalancing) -> String {
    let today = Alignment::of(book);
    let page = export::Page { title: "<b>", note: "</script>", ..export::Page::default() };
    let content = export::TerritoryPage {
        today: &today,
        rebalancing: answer,
        front: &[],
        trials: &[],
        handovers: &[],
        page,
    };
    export::territories_html(book, &content).unwrap()
}

#[test]
fn what_managers_read() {
    let mut records = row(16, 12);
    records.visits = (0..40)
        .map(|day| Visit {
            practice: format!("P{:02}", day % 13).into(),
            liaison: "L1".into(),
            date: common::as_of().plus_days(-i64::from(day) * 9),
            time: None,
            outcome: Outcome::Seen,
            note: None,
        })
        .collect();
    let book = built(records);
    let answer = rebalance(&book, &TerritoryRules::default());
    let text = format!(
        "{}\n{}",
        export::assessment_text(&book, &answer.before),
        export::rebalancing_text(&book, &answer)
    );
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
    let html = page_of(&book, &answer);
    assert!(!html.contains("<b>") && !html.contains(" style=") && !html.contains(" src="));
    assert_eq!(html.matches("<script").count(), 3);
}

/// The page shows what its data holds, to the same decimal as the table.
#[test]
fn the_page_and_the_table_of_moves_agree() {
    let book = common::book(9, 50, 3);
    let answer = rebalance(&book, &TerritoryRules { effort: 0.1, ..TerritoryRules::default() });
    let html = page_of(&book, &answer);
    let (_, data) = html.split_once("id=\"data\">").unwrap();
    let data: serde_json::Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    let mut csv = Vec::new();
    export::moves_csv(&book, &answer, &mut csv).unwrap();
    let mut table = csv::Reader::from_reader(csv.as_slice());
    assert!(!answer.moves.is_empty());
    assert_eq!(data["moves"].as_array().unwrap().len(), answer.moves.len());
    for (shown, row) in data["moves"].as_array().unwrap().iter().zip(table.records()) {
        let row = row.unwrap();
        for (name, column, decimals) in
            [("hours", 4, 1), ("potential", 5, 1), ("drive", 6, 1), ("points", 7, 2)]
        {
            assert_eq!(format!("{:.decimals$}", shown[name].as_f64().unwrap()), row[column], "{name}");
        }
    }
}

#[test]
fn what_is_not_kept_comes_first_beside_its_excess() {
    let mut records = row(12, 10);
    records.practices.0.iter_mut().for_each(|(_, practice)| practice.locked = true);
    let book = built(records);
    let answer = rebalance(&book, &TerritoryRules::default());
    let text = export::rebalancing_text(&book, &answer);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("Not every rule") && lines[1].starts_with("  Proof: "), "{text}");
    let flowing = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(!flowing.contains("can lose less") && flowing.contains("would cost at least"), "{text}");
    assert!(flowing.contains("the book has no visits"), "{text}");

    let capped =
        rebalance(&built(row(16, 12)), &TerritoryRules { most_moves: Some(1), ..TerritoryRules::default() });
    assert!(capped.binding_rules.iter().all(|it| it.missed < it.missed_now), "{:?}", capped.binding_rules);
}

#[test]
fn everybody_who_gets_a_liaison_is_in_the_table_of_moves() {
    let mut records = row(12, 6);
    records.practices.0[4].1.owner = None;
    let book = built(records);
    let answer = rebalance(&book, &TerritoryRules { effort: 0.1, ..TerritoryRules::default() });
    let mut csv = Vec::new();
    export::moves_csv(&book, &answer, &mut csv).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.as_slice()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), answer.moves.len() + 1);
    let last = &rows[rows.len() - 1];
    assert_eq!((&last[0], &last[2], &last[11]), ("P04", "", "gets a liaison"));
    assert!(last[4].parse::<f64>().unwrap() > 0.0);
}
