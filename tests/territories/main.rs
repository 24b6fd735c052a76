//! Territories of a book: figures by hand, rules by a checker of its own, answers that do not depend on
//! threads or rows.

mod answers;
#[path = "../common/mod.rs"]
mod common;
mod drives;
mod exports;
mod figures;
mod placeless;
mod refusals;
#[path = "../../examples/generate_sample/sample/mod.rs"]
#[allow(dead_code, unused_imports, reason = "a test needs a part of the generator")]
mod sample;
mod teams;

use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::progress::unobserved;
use rounds::score::{self, Scores};
use rounds::territory::{self, Alignment, Programme, Rebalancing, TerritoryRules};

const TRAVEL: GreatCircle =
    GreatCircle { circuity: 1.3, slow_kmh: 34.0, fast_kmh: 115.0, half_way_km: 30.0, traffic: 1.2 };

fn scores(book: &Book) -> Scores {
    score::evaluate(book, common::as_of(), &score::ScoreConfig::default(), &unobserved).unwrap()
}

fn rebalance(book: &Book, rules: &TerritoryRules) -> Rebalancing {
    let scores = scores(book);
    let programme = Programme::new(book, &scores, &TRAVEL).unwrap();
    territory::rebalance(&programme, &Alignment::of(book), rules, &unobserved).unwrap()
}

fn place(number: u32) -> Location {
    Location::new(38.9, -77.0 + f64::from(number) * 0.01).unwrap()
}

/// Practices in a row, the first `mine` of them L1's, the others L2's.
fn row(practices: u32, mine: u32) -> Records {
    let practice = |number: u32| {
        let mut practice =
            Practice::new(format!("P{number:02}"), format!("Practice {number}"), place(number));
        practice.tier = Some(Tier::B);
        practice.owner = Some(if number < mine { "L1" } else { "L2" }.into());
        practice
    };
    Records {
        practices: (0..practices).map(practice).collect(),
        liaisons: vec![
            Liaison::new("L1", "Liaison One", place(0)),
            Liaison::new("L2", "Liaison Two", place(practices - 1)),
        ]
        .into(),
        ..Records::default()
    }
}

fn built(records: Records) -> Book {
    Book::build(records).unwrap().0
}
