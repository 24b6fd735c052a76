//! The bound on tiny books, beside the least of all plans.

use proptest::prelude::*;
use rounds::plan::LeastTime;

use crate::common::draws::count;
use crate::exact::least;
use crate::tiny::Tiny;

#[test]
fn no_plan_that_keeps_the_promises_needs_less() {
    let [books, near, impossible, said] = count(2_000, &any::<u64>(), |seed| {
        let tiny = Tiny::draw(seed);
        let Some(need) = tiny.need() else { return [0; 4] };
        let promised = beside(need.promised, need.is_too_much(), least(&tiny, false));
        let tiers = beside(need.tiers, need.tiers.days > need.work_days, least(&tiny, true));
        [0, 1, 2, 3].map(|at| promised[at] + tiers[at])
    });
    println!(
        "{near} of {books} bounds are at least 90 % of the least; {said} of {impossible} impossible ones are known"
    );
    assert!(books > 2_000 && impossible > 50, "{books} {impossible}");
    assert!(10 * near > 9 * books, "{near} of {books} bounds are near the least");
}

/// Compares a bound with the least minutes and days, and counts: books with a least, bounds near it, books without, and bounds that
/// say so.
fn beside(bound: LeastTime, is_too_much: bool, least: Option<(u32, u32)>) -> [usize; 4] {
    let Some((minutes, days)) = least else { return [0, 0, 1, usize::from(is_too_much)] };
    assert!(!is_too_much, "{bound:?} is said to be too much for {least:?}");
    let hours = f64::from(minutes) / 60.0;
    assert!(bound.hours <= hours + 1e-9 && bound.days <= days, "{bound:?} beside {hours} h on {days} days");
    if minutes == 0 || bound.visits > 8 {
        return [0; 4];
    }
    [1, usize::from(bound.hours >= 0.9 * hours), 0, 0]
}
