//! The verifier cannot be fooled: plans of random books, broken in many ways, are all seen through, and none is accused that is
//! not broken.

#[path = "../common/mod.rs"]
mod common;

mod books;

use books::{SAMPLES, Sample};
use rounds::check::{self, Facts, Violation};
use rounds::geo::GreatCircle;
use rounds::plan::Plan;

/// What the verifier says of a plan for the book of a sample.
fn said(sample: &Sample, plan: &Plan) -> Vec<Violation> {
    let travel = GreatCircle::default();
    check::plan(&Facts::new(&sample.book, &travel).with_expected(&sample.expected), plan)
}

#[test]
fn no_good_plan_is_accused() {
    let mut accused = Vec::new();
    for sample in SAMPLES.iter() {
        let found = said(sample, &sample.plan);
        accused.extend(found.iter().map(|violation| format!("{}: {violation}", sample.seed)));
    }
    assert!(accused.is_empty(), "{} accusations:\n{}", accused.len(), accused.join("\n"));
}
