//! Bars that lie, each in parts.

use crate::export::layout::clipped;
use crate::export::report::chart::{LegendMark, SvgDrawing, WIDTH};
use crate::export::report::content::ReportChart;

/// Height of a bar with its gap.
const ROW: f64 = 22.0;
/// Where bars begin, and room for their sums.
const LEFT: f64 = 118.0;
const RIGHT: f64 = 34.0;
/// Most letters of a label.
const LABEL: usize = 18;

/// A bar.
pub(crate) struct BarRow {
    pub(crate) label: String,
    /// How long each part is, in the order of the legend.
    pub(crate) parts: Vec<f64>,
}

/// Draws bars in parts, one below the other, with their sums. The table with their figures stands elsewhere under the name `behind`.
/// Parts that no bar has are not in the legend.
pub(crate) fn bars(title: &str, legend: &[&str], rows: &[BarRow], behind: &'static str) -> ReportChart {
    let mut drawing = SvgDrawing::new();
    let is_used = |part: usize| rows.iter().any(|row| row.parts.get(part).is_some_and(|it| *it > 0.0));
    let used: Vec<(&str, LegendMark)> = (0..)
        .zip(legend)
        .filter(|(part, _)| is_used(*part))
        .map(|(part, name)| (*name, LegendMark::Part(part)))
        .collect();
    let mut y = drawing.legend(&used);
    let most = rows.iter().map(|row| row.parts.iter().sum::<f64>()).fold(1.0, f64::max);
    let scale = (WIDTH - LEFT - RIGHT) / most;
    for row in rows {
        drawing.text((LEFT - 6.0, y + 13.0), "end", &clipped(&row.label, LABEL));
        let mut x = LEFT;
        for (part, length) in row.parts.iter().enumerate().filter(|(_, length)| **length > 0.0) {
            // A gap of half a unit tells parts apart without colours.
            drawing.bar((x, y), (length * scale - 0.5, ROW - 6.0), part);
            x += length * scale;
        }
        drawing.text((x + 5.0, y + 13.0), "start", &format!("{}", row.parts.iter().sum::<f64>()));
        y += ROW;
    }
    drawing.reach(y);
    let svg = drawing.finished(behind, title, &legend.join(", "));
    ReportChart { title: title.to_owned(), svg, name: behind, table: None }
}
