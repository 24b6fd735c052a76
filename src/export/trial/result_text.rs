//! What a trial says, at a terminal.

use crate::experiment::reading::ArmTotals;
use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::wording::numbers::{fixed, grouped};
use crate::export::wording::{trial_results, trial_warnings};
use crate::trial::result::TrialResult;

/// Shows what the lot says, what a comparison without it would have said, what is believed of visits now, and what to know before
/// trusting any of it.
#[must_use]
pub fn trial_result_text(result: &TrialResult) -> String {
    let mut out = String::new();
    for text in wrapped(&trial_results::title(result), WIDTH) {
        line(&mut out, &text);
    }
    arms(&mut out, result);
    let sections = [
        trial_warnings::all(result),
        trial_results::effects(result),
        trial_results::visits(result),
        trial_results::naive(result),
        trial_results::elasticity(result),
        trial_results::payback(result),
    ];
    for sentences in sections.iter().filter(|it| !it.is_empty()) {
        line(&mut out, "");
        sentences.iter().flat_map(|it| wrapped(it, WIDTH)).for_each(|text| line(&mut out, &text));
    }
    out
}

fn arms(out: &mut String, result: &TrialResult) {
    let [arm, practices, count, forecast, before, visits] = trial_results::COLUMNS;
    line(out, &format!("\n{arm:10} {practices:>10} {count:>10} {forecast:>10} {before:>10} {visits:>12}"));
    let [visited, rested] = trial_results::ARMS;
    for (name, arm) in [(visited, &result.reading.visited), (rested, &result.reading.rested)] {
        line(out, &row(name, arm));
    }
}

fn row(name: &str, arm: &ArmTotals) -> String {
    let whole = |count: u64| grouped(usize::try_from(count).unwrap_or(usize::MAX));
    let (practices, forecast) = (grouped(arm.unit_blocks as usize), fixed(0, arm.forecast));
    let [count, before] = [arm.count, arm.before].map(whole);
    let visits = fixed(2, arm.visits_each());
    format!("{name:10} {practices:>10} {count:>10} {forecast:>10} {before:>10} {visits:>12}")
}
