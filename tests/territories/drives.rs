//! The drive model beside what plans drive: how it was fitted, and how well it does on other books.

use rounds::geo::TravelTimes;
use rounds::model::{Book, Minutes, Table};
use rounds::progress::unobserved;
use rounds::territory::{self, Alignment, DriveCheck, DriveModel, Programme, TerritoryRules};
use rounds::{check, ingest, schedule};

use crate::{TRAVEL, built, common, place, rebalance, row, sample, scores};

/// Made-up towns of the fit: practices and liaisons.
const TOWNS: [(usize, usize); 5] = [(40, 1), (60, 2), (150, 3), (300, 6), (400, 3)];
/// Regions of the fit, made as the sample book was but from other seeds: practices of ten liaisons.
const REGIONS: [usize; 3] = [300, 600, 1200];

/// A region of ten liaisons with full-time days and long histories, as the sample book is one.
fn region(seed: u64, practices: usize) -> Book {
    let tables = sample::generate(&sample::Setting { seed, practices, visit_effect: 0.0 }).tables;
    let open = |table: Table| {
        tables.get(&table).map(String::as_bytes).ok_or_else(|| std::io::ErrorKind::NotFound.into())
    };
    ingest::read_csv(open, &ingest::Settings::default()).unwrap().book
}

/// What each model says of a plan of four weeks, liaison by liaison.
fn checks(book: &Book, effort: u64, models: &[DriveModel]) -> Vec<Vec<DriveCheck>> {
    let scores = scores(book);
    let config = schedule::ScheduleConfig { effort, ..schedule::ScheduleConfig::default() };
    let plan = schedule::plan(book, &scores, &TRAVEL, &config, &unobserved).unwrap();
    assert_eq!(check::plan(&check::Facts::new(book, &TRAVEL), &plan), []);
    let programme = Programme::new(book, &scores, &TRAVEL).unwrap();
    models.iter().map(|model| model.check(&programme, &plan).unwrap()).collect()
}

/// By liaison who drives at all: what both parts of the model say, with coefficients of 1, as shares of what
/// is planned.
fn parts(book: &Book) -> Vec<[f64; 2]> {
    let (home, tour) = (DriveModel { line_haul: 1.0, local: 0.0 }, DriveModel { line_haul: 0.0, local: 1.0 });
    let checks = checks(book, schedule::ScheduleConfig::default().effort, &[home, tour]);
    let driven = checks[0].iter().zip(&checks[1]).filter(|(home, _)| home.planned_hours > 0.0);
    driven.map(|both| [both.0, both.1].map(|it| it.estimated_hours / it.planned_hours)).collect()
}

/// The book with the owners of a short rebalancing.
fn rebalanced(book: &Book) -> Book {
    let rules = TerritoryRules { effort: 0.1, try_locks: false, ..TerritoryRules::default() };
    rebalance(book, &rules).alignment.apply(book).unwrap()
}

/// The coefficients with which the sums of the parts are closest to 1: the normal equations, by Cramer's
/// rule.
fn least_squares(rows: &[[f64; 2]]) -> [f64; 2] {
    let sum = |of: fn(&[f64; 2]) -> f64| rows.iter().map(of).sum::<f64>();
    let (aa, ab, bb) = (sum(|it| it[0] * it[0]), sum(|it| it[0] * it[1]), sum(|it| it[1] * it[1]));
    let (a, b) = (sum(|it| it[0]), sum(|it| it[1]));
    let determinant = aa * bb - ab * ab;
    [(a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant]
}

/// Mean over liaisons of how far the model is off, as a share of what they drive.
fn mean_error(rows: &[[f64; 2]], [line_haul, local]: [f64; 2]) -> f64 {
    let error = |[home, tour]: &[f64; 2]| (line_haul * home + local * tour - 1.0).abs();
    rows.iter().map(error).sum::<f64>() / rows.len() as f64
}

/// Prints the coefficients and errors: `cargo test --release --test territories fit -- --ignored
/// --nocapture`, some minutes.
#[test]
#[ignore = "plans 72 times to fit the drive model"]
fn fit_of_the_drive_model() {
    let towns = (1..=6).flat_map(|seed| TOWNS.map(|(practices, team)| common::book(seed, practices, team)));
    let regions = (1..=2).flat_map(|seed| REGIONS.map(|practices| region(seed, practices)));
    let (mut rows, taken) = (Vec::new(), DriveModel::default());
    for book in towns.chain(regions) {
        let both = [parts(&book), parts(&rebalanced(&book))];
        let errors = both.each_ref().map(|rows| mean_error(rows, [taken.line_haul, taken.local]));
        println!(
            "{:>5} practices: mean error {:.3}, rebalanced {:.3}",
            book.practices().len(),
            errors[0],
            errors[1]
        );
        rows.extend(both.concat());
    }
    let fitted = least_squares(&rows);
    println!("{} drives: {fitted:.3?}, mean error {:.3}", rows.len(), mean_error(&rows, fitted));
    let near = |fitted: f64, taken: f64| (fitted / taken - 1.0).abs() < 0.05;
    assert!(near(fitted[0], taken.line_haul) && near(fitted[1], taken.local), "a new fit is due");
}

/// What the model says of a team's driving, and its mean error over the liaisons, as shares of what is
/// planned.
fn team(seed: u64, effort: u64) -> (f64, f64) {
    let drives = &checks(&common::book(seed, 150, 3), effort, &[DriveModel::default()])[0];
    let sum = |of: &dyn Fn(&DriveCheck) -> f64| drives.iter().map(of).sum::<f64>();
    let ratio = sum(&|it| it.estimated_hours) / sum(&|it| it.planned_hours);
    let errors = drives.iter().map(|it| (it.estimated_hours / it.planned_hours - 1.0).abs());
    (ratio, errors.sum::<f64>() / drives.len() as f64)
}

/// On books that it was not fitted to: scattered owners, hours and limits of every kind; plans of a short
/// search and of the usual one.
#[test]
fn the_drive_model_foretells_what_plans_drive() {
    for effort in [60, schedule::ScheduleConfig::default().effort] {
        let teams = [21, 22, 23].map(|seed| team(seed, effort));
        println!("effort {effort}: teams and mean errors of their liaisons {teams:.3?}");
        assert!(teams.iter().all(|(ratio, _)| (0.75..1.25).contains(ratio)), "{teams:?}");
        assert!(teams.iter().all(|(_, error)| *error < 0.25), "{teams:?}");
        let mean = teams.iter().map(|(ratio, _)| ratio).sum::<f64>() / 3.0;
        assert!((0.85..1.15).contains(&mean), "{mean}");
    }
}

#[test]
fn the_way_there_is_shared_by_the_stops_of_a_day() {
    for (most, minutes, stops) in [(10, 30, 10.0), (4, 30, 4.0), (10, 145, 3.0), (10, 600, 1.0)] {
        let mut records = row(21, 21);
        records.practices.0.drain(..20);
        records.practices.0[0].1.visit_minutes = Minutes(minutes);
        records.liaisons.0[0].1.max_stops = most;
        let book = built(records);
        let scores = scores(&book);
        let programme = Programme::new(&book, &scores, &TRAVEL).unwrap();
        let found = territory::assess(&programme, &Alignment::of(&book), &TerritoryRules::default()).unwrap();
        let one = found.territory(&"L1".into()).unwrap();
        let way = f64::from(TRAVEL.drive(place(0), place(20)).unwrap().time.0) / 60.0;
        let expected = 1.24 * 2.0 * way / stops;
        assert!((one.drive_hours * 60.0 / one.visits - expected).abs() < 1e-9, "{most}, {minutes}");
    }
}
