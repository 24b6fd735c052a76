//! When practices are met, for people at a terminal.

use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::wording::access;
use crate::model::book::Book;
use crate::score::access::access_report::AccessReport;

/// Shows how often visits meet nobody, the times of the week, and the practices of which the log says something particular.
#[must_use]
pub fn access_text(book: &Book, report: &AccessReport) -> String {
    let mut out = String::new();
    let Some(rate) = report.no_access else {
        line(&mut out, access::NO_VISITS);
        return out;
    };
    line(&mut out, &access::no_access(report, rate));
    line(&mut out, &access::timed(report));
    if !report.times.is_empty() {
        line(&mut out, &format!("\n{}", access::TIMES));
        row(&mut out, access::TIME_COLUMNS);
        report.times.iter().for_each(|it| row(&mut out, access::record(it).each_ref().map(String::as_str)));
    }
    let best = report.best_times.iter().map(|it| access::best_time(book, it));
    section(&mut out, access::BEST_TIMES, &best.collect::<Vec<_>>());
    let doubts = report.doubts.iter().map(|it| access::doubt(book, it));
    section(&mut out, access::DOUBTS, &doubts.collect::<Vec<_>>());
    out
}

fn row(out: &mut String, [time, met, tried, chance]: [&str; 4]) {
    line(out, &format!("  {time:<20} {met:>6} {tried:>6}  {chance}"));
}

/// Lists some lines under a heading; nothing where there are none.
fn section(out: &mut String, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    line(out, &format!("\n{heading}"));
    for text in lines.iter().flat_map(|text| wrapped(text, WIDTH - 2)) {
        line(out, &format!("  {text}"));
    }
}
