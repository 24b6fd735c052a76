//! The design of a trial at a terminal: first what trials of several sizes would see, then this one.

use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::wording::numbers::{fixed, narrow_percent};
use crate::export::wording::trials;
use crate::trial::design::TrialDesign;
use crate::trial::power::PowerRow;

/// Shows what trials would see, whether this one can see what it looks for, and who is in it.
#[must_use]
pub fn trial_design_text(design: &TrialDesign) -> String {
    let mut out = String::new();
    table(&mut out, design);
    let sentences = [trials::decision(design), trials::lot(design), trials::left_out(design)];
    for text in sentences.iter().chain([&trials::assumptions(design)]) {
        line(&mut out, "");
        paragraph(&mut out, text);
    }
    out
}

fn paragraph(out: &mut String, text: &str) {
    for text in wrapped(text, WIDTH) {
        line(out, &text);
    }
}

fn table(out: &mut String, design: &TrialDesign) {
    if design.power.is_empty() {
        return line(out, trials::NO_POWER);
    }
    line(out, trials::POWER_TITLE);
    paragraph(out, trials::POWER_LEGEND);
    let [weeks, blocks, share, error, ratio, cuped, means, expected, given_up] = trials::POWER_COLUMNS;
    let heading = format!("{weeks:>6} {blocks:>7} {share:>7} {error:>7} {ratio:>7} {cuped:>7} {means:>7}");
    line(out, &format!("\n{heading} {expected:>9} {given_up:>9}"));
    design.power.iter().chain(&design.own_power).for_each(|it| line(out, &row(it)));
}

fn row(row: &PowerRow) -> String {
    let [means, cuped] = row.errors.smallest_shares().map(narrow_percent);
    let ratio = narrow_percent(row.visible);
    let size = format!(
        "{:>6} {:>7} {:>7} {:>7}",
        row.weeks,
        row.blocks,
        narrow_percent(row.share),
        fixed(3, row.errors.log_ratio)
    );
    let expected = narrow_percent(row.expected);
    format!("{size} {ratio:>7} {cuped:>7} {means:>7} {expected:>9} {:>9}", fixed(0, row.given_up))
}
