//! Real practice locations through the column mapping, planned for four weeks: every rule kept.
//!
//! The file is public data that this repository does not carry; the test looks in `$ROUNDS_SHARED` or `../shared` and says
//! plainly when it did not run.

use std::fs::File;
use std::path::PathBuf;

use rounds::geo::GreatCircle;
use rounds::ingest::{self, Columns};
use rounds::model::Table;
use rounds::{check, progress, schedule, score};

/// Twelve liaisons around Washington, homes on ZIP code centroids.
const LIAISONS: &str = "liaison_id,name,home_lat,home_lon
L01,Liaison One,38.91,-77.02\nL02,Liaison Two,38.95,-77.07\nL03,Liaison Three,38.88,-76.98
L04,Liaison Four,38.88,-77.10\nL05,Liaison Five,38.80,-77.06\nL06,Liaison Six,38.85,-77.30
L07,Liaison Seven,38.96,-77.36\nL08,Liaison Eight,39.08,-77.15\nL09,Liaison Nine,39.00,-77.02
L10,Liaison Ten,38.93,-76.85\nL11,Liaison Eleven,39.42,-77.41\nL12,Liaison Twelve,38.75,-77.47
";

#[test]
fn real_locations_are_planned_without_a_violation() {
    let shared = std::env::var_os("ROUNDS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = shared.join("data/region/ncr/practices.csv");
    if !path.exists() {
        println!("NOT RUN: {} is not there", path.display());
        return;
    }
    let columns = Columns::parse(["practices.name=street", "practices.providers=clinicians_md"]).unwrap();
    let open = |table| -> std::io::Result<Box<dyn std::io::Read>> {
        match table {
            Table::Practices => Ok(Box::new(File::open(&path)?)),
            Table::Liaisons => Ok(Box::new(LIAISONS.as_bytes())),
            _ => Err(std::io::ErrorKind::NotFound.into()),
        }
    };
    let (book, issues) = ingest::read_csv(open, &columns).unwrap();
    assert_eq!((book.practices().len(), book.liaisons().len()), (1855, 12), "{issues:?}");
    let scores =
        score::evaluate(&book, "2026-01-30".parse().unwrap(), &score::ScoreConfig::default()).unwrap();
    let travel = GreatCircle::default();
    let config = schedule::ScheduleConfig { effort: 20, ..schedule::ScheduleConfig::default() };
    let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved).unwrap();
    let violations = check::plan(&book, &travel, &plan);
    assert!(violations.is_empty(), "{violations:#?}");
    let totals = plan.totals();
    println!("{} visits, {:.0} % of field time driving", totals.visits, totals.drive_share() * 100.0);
    assert!(totals.visits > 500, "{totals:?}");
}
