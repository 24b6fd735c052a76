//! What each liaison's time is worth, for people at a terminal: a few sentences and the curve of gain against hours.

use crate::export::layout::{WIDTH, clipped, line, wrapped};
use crate::export::wording::worth_unit::WorthUnit;
use crate::export::wording::{capacities, needs};
use crate::model::book::Book;
use crate::plan::capacity::{Capacity, GainPoint};

/// Characters of the longest bar.
const BAR: f64 = 40.0;

/// Each liaison's time: what it is worth, what it is needed for, and what fewer hours a week would gain; in the end what the whole team needs.
#[must_use]
pub fn capacities_text(book: &Book, capacities: &[Capacity]) -> String {
    let worth = WorthUnit::of_book(book);
    let mut out = String::new();
    for capacity in capacities {
        let name = book.liaison(&capacity.liaison).map_or(capacity.liaison.as_str(), |it| it.name.as_str());
        line(&mut out, &clipped(name, WIDTH));
        for text in
            capacities::worth(capacity, worth).iter().flat_map(|sentence| wrapped(sentence, WIDTH - 2))
        {
            line(&mut out, &format!("  {text}"));
        }
        curve(&mut out, &capacity.curve, worth);
        out.push('\n');
    }
    if let Some(text) = needs::team(capacities) {
        line(&mut out, &text);
    }
    out
}

/// Draws the gain of a week by its hours, one bar a point.
fn curve(out: &mut String, points: &[GainPoint], worth: WorthUnit) {
    let most = points.iter().map(|point| point.gain).fold(0.0, f64::max);
    line(out, &format!("  {}", capacities::curve(worth)));
    for point in points {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 40")]
        let bar = if most > 0.0 { (point.gain / most * BAR).round() as usize } else { 0 };
        line(out, &format!("  {:>6.1} {:>9.2}  {}", point.hours, point.gain, "#".repeat(bar)));
    }
}
