//! Figures of the R package `did` on its own data, and a public simulation whose effects are known.

use std::collections::BTreeMap;

use rounds::effect::{
    AggregateKind, ControlGroup, DidDesign, DidEstimate, DidMethod, EffectFigure, Panel, PanelColumns,
    Sampling,
};

use crate::common::public_data;

type Row = BTreeMap<String, String>;

fn rows(file: &str) -> Vec<Row> {
    let path = public_data::path(&format!("data/scoring/did/{file}"));
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap()
}

fn whole(row: &Row, column: &str) -> i64 {
    row[column].parse().unwrap()
}

fn columns(rows: &[Row], [unit, period, group, outcome]: [&str; 4], covariate: Option<&str>) -> PanelColumns {
    PanelColumns {
        unit: rows.iter().map(|row| whole(row, unit) as u64).collect(),
        period: rows.iter().map(|row| whole(row, period)).collect(),
        first_treated: rows.iter().map(|row| Some(whole(row, group)).filter(|first| *first > 0)).collect(),
        outcome: rows.iter().map(|row| number(row, outcome)).collect(),
        covariates: covariate.iter().map(|name| rows.iter().map(|row| number(row, name)).collect()).collect(),
        ..PanelColumns::default()
    }
}

fn estimate(scenario: &str) -> DidEstimate {
    let (control, method, covariate) = match scenario {
        "mpdta_nev_dr" => (ControlGroup::NeverTreated, DidMethod::DoublyRobust, None),
        "mpdta_nyt_dr" => (ControlGroup::NotYetTreated, DidMethod::DoublyRobust, None),
        "mpdta_nev_reg_cov" => (ControlGroup::NeverTreated, DidMethod::OutcomeRegression, Some("lpop")),
        "mpdta_nev_ipw" => (ControlGroup::NeverTreated, DidMethod::InverseProbability, None),
        other => panic!("{other}"),
    };
    let columns = columns(&rows("mpdta.csv"), ["countyreal", "year", "first.treat", "lemp"], covariate);
    let panel = Panel::new(&columns, Sampling::SameUnits).unwrap();
    DidEstimate::new(&panel, DidDesign { control, method, ..DidDesign::default() }).unwrap()
}

const SCENARIOS: [&str; 4] = ["mpdta_nev_dr", "mpdta_nyt_dr", "mpdta_nev_reg_cov", "mpdta_nev_ipw"];

fn is_close(figure: EffectFigure, row: &Row, effect: &str, error: &str) {
    assert!((figure.effect.unwrap() - number(row, effect)).abs() < 1e-12, "{figure:?} {row:?}");
    assert!((figure.standard_error.unwrap() - number(row, error)).abs() < 1e-12, "{figure:?} {row:?}");
}

#[test]
#[ignore = "reads public data"]
fn effects_are_those_of_r() {
    let (effects, tests) = (rows("r_ref_attgt.csv"), rows("r_ref_pretest.csv"));
    for scenario in SCENARIOS {
        let estimate = estimate(scenario);
        let expected: Vec<&Row> = effects.iter().filter(|row| row["scenario"] == scenario).collect();
        assert_eq!(expected.len(), estimate.cells.len());
        for (cell, row) in estimate.cells.iter().zip(expected) {
            assert_eq!((cell.first_treated, cell.time), (whole(row, "group"), whole(row, "t")));
            is_close(cell.figure, row, "att", "se");
        }
        let test = tests.iter().find(|row| row["scenario"] == scenario).unwrap();
        let found = estimate.pretest.unwrap();
        assert!((found.statistic - number(test, "W")).abs() < 1e-10);
        assert!((found.p_value - number(test, "Wpval")).abs() < 1e-5);
    }
}

#[test]
#[ignore = "reads public data"]
fn averages_are_those_of_r() {
    let expected = rows("r_ref_aggte.csv");
    let kinds = [
        ("simple", AggregateKind::Simple),
        ("group", AggregateKind::Group),
        ("dynamic", AggregateKind::Dynamic),
        ("calendar", AggregateKind::Calendar),
    ];
    for scenario in SCENARIOS {
        for (name, kind) in kinds {
            let found = estimate(scenario).aggregate(kind);
            let rows = expected.iter().filter(|row| row["scenario"] == scenario && row["type"] == name);
            let rows: Vec<&Row> = rows.collect();
            is_close(found.overall, rows[0], "overall_att", "overall_se");
            assert!(kind == AggregateKind::Simple || rows.len() == found.rows.len());
            for (row, found) in rows.iter().zip(&found.rows) {
                assert_eq!(whole(row, "egt"), found.at);
                is_close(found.figure, row, "att_egt", "se_egt");
            }
        }
    }
}

#[test]
#[ignore = "reads public data"]
fn known_effects_are_recovered() {
    let rows = rows("df_het.csv");
    let mut truth: BTreeMap<(i64, i64), Vec<f64>> = BTreeMap::new();
    for row in &rows {
        let effect = number(row, "te") + number(row, "te_dynamic");
        truth.entry((whole(row, "g"), whole(row, "year"))).or_default().push(effect);
    }
    let columns = columns(&rows, ["unit", "year", "g", "dep_var"], None);
    let panel = Panel::new(&columns, Sampling::SameUnits).unwrap();
    let estimate = DidEstimate::new(&panel, DidDesign::default()).unwrap();
    let held = estimate.cells.iter().filter(|cell| {
        let effects = &truth[&(cell.first_treated, cell.time)];
        let truth = effects.iter().sum::<f64>() / effects.len() as f64;
        (cell.figure.effect.unwrap() - truth).abs() < 1.959_963_985 * cell.figure.standard_error.unwrap()
    });
    let held = held.count();
    // 95 % of 60 are 57; cells share their controls, so that they miss together.
    assert!(held >= 53, "{held} of {}", estimate.cells.len());
}
