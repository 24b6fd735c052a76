//! The verifier cannot be fooled: plans of random books, broken in many ways, are all seen through, and none is accused that is
//! not broken.

#[path = "../common/mod.rs"]
mod common;

mod books;
mod midnight;
#[allow(
    clippy::unit_arg,
    clippy::too_many_lines,
    reason = "a mutant is one expression, and a list of them has as many lines"
)]
mod mutants;
mod places;

use books::{SAMPLES, Sample};
use mutants::Needs;
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

/// How many books a mutant has to apply to.
const FEWEST: usize = 10;

/// Every mutant, in every book that it applies to: those that were not seen, the violations that do not say where, and the kinds
/// that apply to too few books.
#[test]
fn every_mutant_is_seen() {
    let mutants = mutants::all();
    let (mut missed, mut astray, mut rare, mut made) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (name, needs, change) in &mutants {
        let mut applied = 0;
        for sample in SAMPLES.iter() {
            let mut plan = sample.plan.clone();
            if change(sample, &mut plan).is_none() {
                continue;
            }
            applied += 1;
            let found = seen(sample, &plan, *needs);
            if found.is_empty() {
                missed.push(format!("{name}: {}", sample.seed));
            }
            let lost = found.iter().filter(|violation| !places::is_placed(violation));
            astray.extend(lost.map(|violation| format!("{name}: {}: {violation}", sample.seed)));
        }
        made += applied;
        if applied < FEWEST {
            rare.push(format!("{name}: {applied}"));
        }
    }
    println!("{} kinds, {made} broken plans", mutants.len());
    assert!(missed.is_empty(), "not seen:\n{}", missed.join("\n"));
    assert!(astray.is_empty(), "{} do not say where:\n{}", astray.len(), astray.join("\n"));
    assert!(rare.is_empty(), "apply to too few books:\n{}", rare.join("\n"));
}

/// What is said of a broken plan by a verifier that knows as little as it needs.
fn seen(sample: &Sample, plan: &Plan, needs: Needs) -> Vec<Violation> {
    let travel = GreatCircle::default();
    match needs {
        Needs::Book => check::plan(&Facts::new(&sample.book, &travel), plan),
        Needs::Scores => said(sample, plan),
    }
}
