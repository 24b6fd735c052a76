//! What people and programs get to see of scores.

use rounds::export;
use rounds::forecast::CountInterval;
use rounds::model::{Book, Liaison, LiaisonId, Location, Practice, Records, Tier};
use rounds::score::{
    ModelSummary, PracticeScore, Reason, ReasonKind, ScoreConfig, Scores, Segment, VisitValue,
};

use crate::fixture::{CONTROL, FORMULA, date};

const DOCUMENT: &str = include_str!("../../docs/scores.md");

fn practice(id: &str, name: &str) -> Practice {
    Practice::new(id, name, Location::new(38.9, -77.0).unwrap())
}

/// Three practices: one of known rhythm, one that is fading, one that nobody knows.
fn book() -> Book {
    let owner = Some(LiaisonId::from("L1"));
    let practices = vec![
        Practice {
            owner: owner.clone(),
            specialty: Some("Cardiology".into()),
            providers: Some(4),
            tier: Some(Tier::B),
            ..practice("P1", "Cedar Family Medicine")
        },
        Practice { owner, ..practice("P2", FORMULA) },
        practice("P3", CONTROL),
    ];
    let liaisons = vec![Liaison::new("L1", "Liaison Ash", Location::new(38.9, -77.0).unwrap())];
    Book::build(Records { practices: practices.into(), liaisons: liaisons.into(), ..Records::default() })
        .unwrap()
        .0
}

fn reason(points: f64, kind: ReasonKind, text: &str) -> Reason {
    Reason { points, text: text.into(), kind }
}

fn score(id: &str, retention: f64, headroom: f64, remark: Reason) -> PracticeScore {
    let mut reasons = vec![
        reason(
            retention,
            ReasonKind::Retention,
            "usually every 9 days, silent 31 days: 62 % chance of a referral",
        ),
        reason(
            headroom,
            ReasonKind::Headroom,
            "could send about 120 a year, sends 40; about 30 of the rest within reach",
        ),
    ];
    reasons.sort_by(|a, b| b.points.total_cmp(&a.points));
    let low_evidence = remark.kind == ReasonKind::Evidence;
    reasons.push(remark);
    PracticeScore {
        practice: id.into(),
        p_active: 0.62,
        expected_count: 9.96,
        interval: CountInterval { low: 4, high: 17 },
        trend: 0.4,
        trend_probability: 0.97,
        p_alive: 0.88,
        lapse_risk: 0.36,
        potential: 1234.5,
        headroom: 1194.5,
        segment: Segment::Opportunity,
        tier: Tier::B,
        low_evidence,
        visit: VisitValue { retention, headroom, survival_per_day: 0.995, tau_days: 85.0 },
        reasons,
    }
}

fn scores() -> Scores {
    let fallen = reason(0.0, ReasonKind::Trend, "down to 40 % of its earlier rate (97 % likely)");
    let unknown =
        reason(0.0, ReasonKind::Evidence, "no referral on record: the figures lean on practices like it");
    Scores {
        as_of: date("2026-01-30"),
        practices: vec![
            score("P1", 0.1, 0.2, fallen.clone()),
            score("P2", 1.7, 0.3, fallen),
            score("P3", 0.0, 0.05, unknown),
        ],
        model: ModelSummary {
            chosen: "equal pool".into(),
            parameters: Vec::new(),
            log_likelihood: 0.0,
            potential: Vec::new(),
            with_history: 2,
            low_evidence: 1,
            notes: Vec::new(),
        },
    }
}

fn csv() -> String {
    let mut out = Vec::new();
    export::scores_csv(&book(), &scores(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn table() {
    let text = export::scores_text(&book(), &scores(), &ScoreConfig::default(), 30);
    assert!(text.lines().all(|line| line.chars().count() <= 100 && !line.contains(char::is_control)));
    insta::assert_snapshot!(text);
}

#[test]
fn in_full() {
    let text = |id: &str| export::score_text(&book(), &scores(), &ScoreConfig::default(), &id.into());
    assert_eq!(text("P9"), "");
    insta::assert_snapshot!(["P1", "P3"].map(text).join("\n"));
}

#[test]
fn spreadsheet() {
    insta::assert_snapshot!(csv());
}

#[test]
fn points_in_a_spreadsheet_add_up_exactly() {
    let text = csv();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 3);
    for row in rows {
        let cell = |name: &str| row.get(header.iter().position(|column| column == name).unwrap()).unwrap();
        let number = |text: &str| text.parse::<f64>().unwrap();
        let points: f64 = cell("why_points").split("; ").map(number).sum();
        assert_eq!(points.to_bits(), number(cell("visit_worth")).to_bits());
        let parts = number(cell("visit_retention")) + number(cell("visit_headroom"));
        assert_eq!(points.to_bits(), parts.to_bits());
    }
}

#[test]
fn every_column_is_described() {
    let section = DOCUMENT.split("\n## ").find(|section| section.starts_with("The columns of")).unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let documented: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(documented, csv().lines().next().unwrap().split(',').collect::<Vec<_>>());
}

#[test]
fn priors_are_those_of_the_code() {
    let response = ScoreConfig::default().response;
    let elasticity = format!("| {} (`--elasticity`)", response.elasticity);
    let carry_over = format!("| {} (`--carry-over`)", response.carry_over);
    assert!(DOCUMENT.contains(&elasticity), "{elasticity}");
    assert!(DOCUMENT.contains(&carry_over), "{carry_over}");
    assert!(DOCUMENT.contains(&format!("1/e in {:.0} days", response.tau_days())));
}
