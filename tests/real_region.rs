//! Practices of a region through the column mapping, planned for four weeks: every rule kept.

mod common;

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

/// Plans so many practices for four weeks, expects no violation, and returns how many visits there are.
fn visits(practices: &[u8], count: usize) -> u32 {
    let columns = Columns::parse(["practices.name=street", "practices.providers=clinicians_md"]).unwrap();
    let open = |table| match table {
        Table::Practices => Ok(practices),
        Table::Liaisons => Ok(LIAISONS.as_bytes()),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let (book, issues) = ingest::read_csv(open, &columns.into()).unwrap().parts();
    assert_eq!((book.practices().len(), book.liaisons().len()), (count, 12), "{issues:?}");
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let travel = GreatCircle::default();
    let config = schedule::ScheduleConfig { effort: 20, ..schedule::ScheduleConfig::default() };
    let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved).unwrap();
    assert_eq!(check::plan(&check::Facts::new(&book, &travel), &plan), []);
    let totals = plan.totals();
    println!("{} visits, {:.0} % of field time driving", totals.visits, totals.drive_share() * 100.0);
    totals.visits
}

#[test]
fn made_up_locations_are_planned_without_a_violation() {
    let visits = visits(include_bytes!("vectors/region.csv"), 240);
    assert!(visits > 100, "{visits} visits");
}

mod public_data {
    use super::*;
    use common::public_data;

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn real_locations_are_planned_without_a_violation() {
        let path = public_data::path("data/region/ncr/practices.csv");
        let visits = visits(&std::fs::read(path).unwrap(), 1855);
        assert!(visits > 500, "{visits} visits");
    }
}
