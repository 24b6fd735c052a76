//! What people and programs are given.

use rounds::export;
use rounds::model::*;
use rounds::territory::{Alignment, Rules};

use crate::{built, common, rebalance, row};

#[test]
fn exports_come_back() {
    let book = common::book(9, 50, 3);
    assert_eq!(built(book.records()), book);
    let answer = rebalance(&book, &Rules { effort: 0.1, ..Rules::default() });
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

#[test]
fn what_managers_read() {
    let mut records = row(16, 12);
    records.visits = (0..40)
        .map(|day| Visit {
            practice: format!("P{:02}", day % 13).into(),
            liaison: "L1".into(),
            date: common::as_of().plus_days(-i64::from(day) * 9),
            outcome: Outcome::Seen,
        })
        .collect();
    let book = built(records);
    let answer = rebalance(&book, &Rules::default());
    let text = format!(
        "{}\n{}",
        export::assessment_text(&book, &answer.before),
        export::realignment_text(&book, &answer)
    );
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    insta::assert_snapshot!(text);
    let today = Alignment::of(&book);
    let page = export::Page { title: "<b>", note: "</script>", basemap: None };
    let content = export::TerritoryPage {
        today: &today,
        realignment: &answer,
        front: &[],
        trials: &[],
        handovers: &[],
        page,
    };
    let html = export::territories_html(&book, &content).unwrap();
    assert!(!html.contains("<b>") && !html.contains(" style=") && !html.contains(" src="));
    assert_eq!(html.matches("<script").count(), 3);
}
