//! The second program agrees, and sees figures that are changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::export;
use rounds::report::WeekReport;
use serde_json::Value;

use crate::books::{BookFolder, monday};

/// Runs the second program on a report; returns whether it agrees, and what it said.
fn recomputed(folder: &BookFolder, name: &str, text: &str, options: &[&str]) -> (bool, String) {
    let path = folder.plans_folder().join(name);
    fs::write(&path, text).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/recompute.py");
    let mut command = Command::new("python3");
    command.arg("-B").arg(script).arg(&folder.path).arg(folder.plans_folder()).arg(&path).args(options);
    let done = command.output().expect("python3 is there");
    let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
    (done.status.success(), said)
}

fn json(report: &WeekReport) -> String {
    let mut text = Vec::new();
    export::report_json(report, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn every_figure_of_made_up_books_is_what_the_files_say() {
    let (mut planned, mut partial, mut bands, mut back) = (0, 0, 0, 0);
    let (mut times, mut doubts, mut trials) = (0, 0, 0);
    for (seed, known) in (0..60).zip([3, 4, 6].into_iter().cycle()) {
        let folder = BookFolder::drawn(seed);
        let as_of = monday().plus_days(known);
        let liaison = (seed % 4 == 1).then_some("L0");
        let Ok(report) = folder.report(monday(), as_of, liaison) else { continue };
        let (agrees, said) = recomputed(&folder, "report.json", &json(&report), &["--mutants"]);
        assert!(agrees, "seed {seed}: {said}");
        planned += usize::from(report.visits.plan.is_some());
        partial += usize::from(!report.week.is_complete());
        bands += report.referrals.next.len();
        back += report.referrers.new.len() + report.referrers.won_back.len();
        times += report.access.times.len();
        doubts += report.access.doubts.len();
        trials += report.trials.len();
    }
    assert!(times > 300 && doubts > 5 && trials > 20, "{times} {doubts} {trials}");
    assert!(planned > 40 && partial > 15 && bands > 60 && back > 20, "{planned} {partial} {bands} {back}");
}

#[test]
fn every_figure_of_the_sample_is_what_its_files_say() {
    let folder = BookFolder::sample();
    for (day, as_of, liaison) in
        [("2026-01-26", "2026-01-30", None), ("2026-01-19", "2026-01-30", Some("L03"))]
    {
        let report = folder.report(day.parse().unwrap(), as_of.parse().unwrap(), liaison).unwrap();
        let (agrees, said) = recomputed(&folder, "report.json", &json(&report), &["--mutants"]);
        assert!(agrees, "{day}: {said}");
    }
}

/// Figures, dates and names of the file itself are changed, those that the second program has to take over included.
#[test]
fn a_changed_figure_is_seen() {
    let mut random = Pcg64Mcg::seed_from_u64(7);
    let (mut changed, mut seed) = (0, 100);
    while changed < 60 {
        seed += 1;
        let folder = BookFolder::drawn(seed);
        let Ok(report) = folder.report(monday(), monday().plus_days(6), None) else { continue };
        let original: Value = serde_json::from_str(&json(&report)).unwrap();
        for _ in 0..6 {
            let mut mutant = original.clone();
            let Some(path) = change(&mut mutant, &mut random) else { continue };
            let (agrees, said) = recomputed(&folder, "mutant.json", &mutant.to_string(), &[]);
            assert!(!agrees, "seed {seed}: {path} was changed, and {said}");
            changed += 1;
        }
    }
}

/// Changes one value at random; returns where. Exposures of weeks that no judged week needs say nothing, nor do forecasts without a
/// range. They are left alone, and so are chances and changes of level of the forecast.
fn change(value: &mut Value, random: &mut Pcg64Mcg) -> Option<String> {
    let mut paths = Vec::new();
    collect(value, String::new(), &mut paths);
    let free = ["/exposures", "/change/", "chance", "/reach/scored"];
    let has_bands = value["referrals"]["forecast"].is_object() && value["referrals"]["next"][3].is_object();
    let is_free = |path: &str| {
        free.iter().any(|it| path.contains(it)) || (!has_bands && path.starts_with("/referrals/basis"))
    };
    let held: Vec<&String> = paths.iter().filter(|path| !is_free(path)).collect();
    let path = held[random.random_range(0..held.len())].clone();
    let place = value.pointer_mut(&path)?;
    *place = match place {
        Value::Number(number) => (number.as_f64()? + 1.0).round().into(),
        Value::String(text) => format!("{text}1").into(),
        _ => return None,
    };
    if let Value::Number(number) = place
        && let Some(whole) = number.as_f64().filter(|it| it.fract() == 0.0)
    {
        #[expect(clippy::cast_possible_truncation, reason = "figures of a small book")]
        let whole = whole as i64;
        *place = whole.into();
    }
    Some(path)
}

fn collect(value: &Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| collect(inner, format!("{path}/{name}"), paths));
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, inner)| collect(inner, format!("{path}/{at}"), paths));
        }
        _ => paths.push(path),
    }
}
