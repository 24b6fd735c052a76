//! Drawings of weeks: lines, and bars with last year's line and the range to be expected.

use crate::export::report::chart::{LETTER, LegendMark, SvgDrawing, WIDTH, width_of};
use crate::export::report::content::{ReportChart, ReportTable};
use crate::model::time::Date;

/// Height of the drawing without legend and labels.
const HEIGHT: f64 = 150.0;
/// Where weeks begin.
const LEFT: f64 = 40.0;
/// The parts of the last week and of those before it.
const NOW: usize = 0;
const EARLIER: usize = 5;

/// A line over weeks.
pub(crate) struct WeekLine {
    pub(crate) name: &'static str,
    pub(crate) values: Vec<Option<f64>>,
}

/// The range that a week was expected to fall in.
pub(crate) struct WeekBand {
    pub(crate) monday: Date,
    pub(crate) mean: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// Weeks with counts, those of the year before, and ranges.
pub(crate) struct WeekBars<'a> {
    /// Names of counts, of the year before, and of ranges.
    pub(crate) names: [&'static str; 3],
    /// All weeks, those to come included.
    pub(crate) mondays: &'a [Date],
    pub(crate) counts: &'a [f64],
    pub(crate) before: &'a [Option<f64>],
    pub(crate) bands: &'a [WeekBand],
}

/// Draws lines over weeks that end on these days.
pub(crate) fn lines(title: &str, days: &[Date], all: &[WeekLine], table: ReportTable) -> ReportChart {
    let mut drawing = SvgDrawing::new();
    let legend: Vec<(&str, LegendMark)> =
        (0..).zip(all).map(|(part, line)| (line.name, LegendMark::Part(part))).collect();
    let top = drawing.legend(&legend);
    let most = all.iter().flat_map(|line| line.values.iter().flatten()).copied().fold(1.0, f64::max);
    let height = drawing.axis(most, (LEFT, top, top + HEIGHT));
    let place = |at: usize| middle(at, days.len());
    for (part, line) in all.iter().enumerate() {
        let points: Vec<Option<(f64, f64)>> = (0..)
            .zip(&line.values)
            .map(|(at, value)| value.map(|value| (place(at), height(value))))
            .collect();
        drawing.line(&points, part);
    }
    months(&mut drawing, days, top + HEIGHT);
    let svg = drawing.finished(table.name, title, &names(all.iter().map(|it| it.name)));
    ReportChart { title: title.to_owned(), svg, name: table.name, table: Some(table) }
}

/// Draws bars of weeks with last year's line, and ranges where there are some.
pub(crate) fn weeks(title: &str, bars: &WeekBars, table: ReportTable) -> ReportChart {
    let mut drawing = SvgDrawing::new();
    let [counts, before, range] = bars.names;
    let has_before = bars.before.iter().any(Option::is_some);
    let mut legend = vec![(counts, LegendMark::Part(0))];
    legend.extend(has_before.then_some((before, LegendMark::Part(1))));
    legend.extend((!bars.bands.is_empty()).then_some((range, LegendMark::Range)));
    let top = drawing.legend(&legend);
    let highest = bars.bands.iter().map(|it| it.high);
    let values = bars.counts.iter().copied().chain(bars.before.iter().flatten().copied()).chain(highest);
    let height = drawing.axis(values.fold(1.0, f64::max), (LEFT, top, top + HEIGHT));
    let slot = (WIDTH - LEFT) / bars.mondays.len().max(1) as f64;
    let place = |at: usize| middle(at, bars.mondays.len());
    for (at, count) in bars.counts.iter().enumerate() {
        let y = height(*count);
        let part = if at + 1 == bars.counts.len() { NOW } else { EARLIER };
        drawing.bar((place(at) - slot * 0.35, y), (slot * 0.7, top + HEIGHT - y), part);
    }
    for band in bars.bands {
        let Some(at) = bars.mondays.iter().position(|monday| *monday == band.monday) else { continue };
        drawing.range(place(at) - slot * 0.5, slot, [band.high, band.mean, band.low].map(&height));
    }
    if has_before {
        let points: Vec<_> =
            (0..).zip(bars.before).map(|(at, value)| value.map(|value| (place(at), height(value)))).collect();
        drawing.line(&points, 1);
    }
    months(&mut drawing, bars.mondays, top + HEIGHT);
    let svg = drawing.finished(table.name, title, &names(bars.names));
    ReportChart { title: title.to_owned(), svg, name: table.name, table: Some(table) }
}

/// Returns the middle of the place of a week.
fn middle(at: usize, count: usize) -> f64 {
    LEFT + (WIDTH - LEFT) * (at as f64 + 0.5) / count.max(1) as f64
}

fn names<'a>(all: impl IntoIterator<Item = &'a str>) -> String {
    all.into_iter().collect::<Vec<_>>().join(", ")
}

/// Names the months under the first week of each, as far as there is room.
fn months(drawing: &mut SvgDrawing, days: &[Date], bottom: f64) {
    let mut free_from = 0.0;
    for (at, day) in days.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| days.get(before));
        let x = middle(at, days.len());
        let words = day.to_words();
        let Some(month) = words.split_whitespace().nth(2) else { continue };
        let is_first = before.is_none_or(|before| before.month() != day.month());
        if is_first && x >= free_from && x + width_of(month) / 2.0 <= WIDTH {
            drawing.text((x, bottom + LETTER + 3.0), "middle", month);
            free_from = x + width_of(month) + 6.0;
        }
    }
    drawing.reach(bottom + LETTER + 8.0);
}
