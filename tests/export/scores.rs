//! What people and programs get to see of scores.

use rounds::export;
use rounds::forecast::{CountInterval, ForecastMethod, ForecastRow, ForecastTable, Method, PoolReason};
use rounds::model::{Book, Liaison, LiaisonId, Location, Practice, Records, Tier};
use rounds::score::{
    BackTest, Coefficient, LevelChange, LittleEvidence, ModelNote, ModelSummary, PracticeScore, Predictor,
    ResponsePrior, Rhythm, ScoreConfig, ScoreFact, ScoreReason, Scores, Segment, Silence, VisitValue,
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

fn score(id: &str, [retention, recovery, headroom]: [f64; 3], remark: ScoreFact) -> PracticeScore {
    let has_changed = matches!(remark, ScoreFact::Trend(_));
    let silence = Silence {
        rhythm: if has_changed { Rhythm::Changed } else { Rhythm::Every { days: 9.0, batch: 1.0 } },
        silent_days: 31,
        last: Some(date("2025-12-30")),
        chance: 0.62,
        usual_chance: 0.97,
        horizon_days: 91,
    };
    let mut reasons = vec![
        ScoreReason { points: retention, fact: ScoreFact::Retention { silence: Some(silence) } },
        ScoreReason {
            points: headroom,
            fact: ScoreFact::Headroom { sent: Some(43), expected: 40.0, potential: 1234.5, winnable: 30.0 },
        },
    ];
    let fallen = ScoreFact::Recovery { sent: 43.0, expected: 40.0 };
    reasons.extend((recovery > 0.0).then_some(ScoreReason { points: recovery, fact: fallen }));
    reasons.sort_by(|a, b| b.points.total_cmp(&a.points));
    let low_evidence = matches!(remark, ScoreFact::Evidence { .. });
    let change = if let ScoreFact::Trend(change) = remark { Some(change) } else { None };
    reasons.push(ScoreReason { points: 0.0, fact: remark });
    PracticeScore {
        practice: id.into(),
        p_active: 0.62,
        expected_count: 9.96,
        interval: CountInterval { low: 4, high: 17 },
        trend: 0.4,
        trend_probability: 0.97,
        p_alive: 0.88,
        lapse_risk: 0.63,
        change,
        potential: 1234.5,
        headroom: 1194.5,
        segment: Segment::Opportunity,
        tier: Tier::B,
        low_evidence,
        visit: VisitValue { retention, recovery, headroom, tau_days: 85.0 },
        reasons,
    }
}

fn scores() -> Scores {
    let change = LevelChange {
        since: date("2025-10-03"),
        weeks_ago: 17,
        before: 108.0,
        after: 40.0,
        probability: 0.97,
    };
    let fallen = ScoreFact::Trend(change);
    let unknown = ScoreFact::Evidence { known: LittleEvidence::NoReferral };
    let distance = Coefficient { predictor: Predictor::CentreDistance, value: -0.25, standard_error: None };
    Scores {
        as_of: date("2026-01-30"),
        response: ResponsePrior::default(),
        practices: vec![
            score("P1", [0.1, 0.05, 0.2], fallen),
            score("P2", [1.7, 0.0, 0.3], fallen),
            score("P3", [0.0, 0.0, 0.05], unknown),
        ],
        model: ModelSummary {
            chosen: PoolReason::Tested { horizon_days: 91, origins: 3 },
            parameters: Vec::new(),
            log_likelihood: 0.0,
            potential: vec![distance],
            with_history: 2,
            low_evidence: 1,
            notes: vec![
                ModelNote::ResponseAssumed,
                ModelNote::Totals { period_days: 7, known_until: date("2026-01-26") },
            ],
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

/// A back-test whose methods have these Brier scores.
fn back_test(methods: &[(ForecastMethod, f64)]) -> BackTest {
    let row = |(method, brier): &(ForecastMethod, f64)| ForecastRow {
        method: *method,
        auc: 0.8,
        brier: *brier,
        calibration_error: 0.0,
        mae: 1.0,
        rmse: 1.0,
        top_decile_lift: 2.0,
        calibration: Vec::new(),
    };
    let all = ForecastTable { active: 3, silent: 2, rows: methods.iter().map(row).collect() };
    BackTest {
        horizon_days: 91,
        origins: vec![date("2026-01-30")],
        by_group: Vec::new(),
        by_origin: vec![all.clone()],
        all,
    }
}

#[test]
fn a_back_test_says_which_method_wins() {
    let text = |best, average| {
        let methods = [(ForecastMethod::Model(Method::Best), best), (ForecastMethod::MovingAverage, average)];
        export::backtest_text(&back_test(&methods))
    };
    assert!(text(0.1, 0.2).contains("\n`best` wins: its Brier score of 0.1000 is the lowest"));
    let lost = "\n13-week average wins: its Brier score of 0.1000 is the lowest of all origins together; `best` has \
                0.2000.\n";
    assert!(text(0.2, 0.1).contains(lost), "{}", text(0.2, 0.1));
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
        let mut parts =
            ["visit_retention", "visit_recovery", "visit_headroom"].map(|name| number(cell(name)));
        parts.sort_unstable_by(|a, b| b.total_cmp(a));
        assert_eq!(points.to_bits(), parts.iter().sum::<f64>().to_bits());
    }
}

#[test]
fn every_column_is_described() {
    let section = DOCUMENT.split("\n## ").find(|section| section.starts_with("The columns of")).unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let documented: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(
        documented,
        csv().trim_start_matches('\u{feff}').lines().next().unwrap().split(',').collect::<Vec<_>>()
    );
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

#[test]
fn programs_read_sentences_and_the_figures_behind_them() {
    let document = serde_json::to_string_pretty(&scores()).unwrap();
    insta::assert_snapshot!(document);
    assert_eq!(serde_json::from_str::<Scores>(&document).unwrap(), scores());
}
