//! What first visits brought, for people at a terminal.

use crate::effect::did::note::DidNote;
use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::wording::first_visits;
use crate::export::wording::numbers::fixed;
use crate::first_visits::answer::{EffectAtTime, FirstVisitAnswer, FirstVisitEffect, FirstVisitNote};

/// Periods before and after the first visit that the table shows.
const SHOWN: std::ops::RangeInclusive<i64> = -6..=12;

/// Shows what first visits brought, or why that cannot be said.
#[must_use]
pub fn first_visits_text(answer: &FirstVisitAnswer) -> String {
    let mut out = String::new();
    match answer {
        FirstVisitAnswer::Compared(effect) => compared(&mut out, effect),
        FirstVisitAnswer::Refused(reason) => line(&mut out, &first_visits::refusal(reason)),
    }
    out
}

fn compared(out: &mut String, effect: &FirstVisitEffect) {
    for text in first_visits::compared(effect) {
        paragraph(out, &text, "");
    }
    line(out, "");
    paragraph(out, &first_visits::overall(effect), "");
    paragraph(out, &first_visits::trends(&effect.trends_before), "");
    paragraph(out, &first_visits::before_after(effect), "");
    for reason in &effect.before_after.reasons {
        paragraph(out, &first_visits::reason(reason), "  - ");
    }
    line(out, "");
    table(out, &effect.by_time);
    line(out, "");
    paragraph(out, first_visits::ASSUMPTION, "");
    notes(out, &effect.notes);
}

fn paragraph(out: &mut String, text: &str, mark: &str) {
    for (at, words) in wrapped(text, WIDTH - mark.len()).iter().enumerate() {
        let start = if at == 0 { mark.to_owned() } else { " ".repeat(mark.len()) };
        line(out, &format!("{start}{words}"));
    }
}

fn table(out: &mut String, rows: &[EffectAtTime]) {
    let [since, practices, effect, interval] = first_visits::COLUMNS;
    line(out, &format!("{since:>6} {practices:>10} {effect:>9}   {interval}"));
    for row in rows.iter().filter(|row| SHOWN.contains(&row.periods_since)) {
        let ends = row.interval.low.zip(row.interval.high);
        let ends = ends.map(|(low, high)| format!("{:>7} {:>7}", fixed(2, low), fixed(2, high)));
        let effect = fixed(2, row.interval.effect);
        line(
            out,
            &format!(
                "{:>6} {:>10} {effect:>9}   {}",
                row.periods_since,
                row.practices,
                ends.unwrap_or_default()
            ),
        );
    }
}

/// Shows notes; small cohorts are common and stand in the table of practices by time already.
fn notes(out: &mut String, notes: &[FirstVisitNote]) {
    let is_shown =
        |note: &&FirstVisitNote| !matches!(note, FirstVisitNote::Comparison(DidNote::SmallCohort { .. }));
    for note in notes.iter().filter(is_shown) {
        paragraph(out, &first_visits::note(note), "  - ");
    }
}
