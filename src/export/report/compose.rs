//! The whole report in the order in which it is read.

use crate::export::report::coming_sections::{next_week, open};
use crate::export::report::content::{ReportBlock, ReportContent, ReportSection};
use crate::export::report::extras::{ReportExtras, ReportNames};
use crate::export::report::practice_sections::{access, reach};
use crate::export::report::referral_section::referrals;
use crate::export::report::referrer_section::referrers;
use crate::export::report::summary::{changes, tiles};
use crate::export::report::visit_sections::{hours, visits};
use crate::export::wording::{report_terms, report_text};
use crate::model::book::Book;
use crate::report::compile::WeekReport;

/// Composes a report: the figures to begin with, then its sections.
pub(crate) fn compose(book: &Book, report: &WeekReport, extras: &ReportExtras) -> ReportContent {
    let names = ReportNames { book, units: extras.units };
    let whose = report.liaison.as_ref().map(|id| names.liaison(id));
    let sections = [
        Some(changes(names, report)),
        Some(visits(names, report)),
        hours(names, report),
        Some(reach(report)),
        Some(access(names, report)),
        Some(referrals(report)),
        Some(referrers(names, report)),
        Some(open(names, report)),
        Some(next_week(names, report)),
        Some(assumed(report, extras)),
    ];
    ReportContent {
        title: report_text::title(whose.as_deref()),
        period: report_text::period(report.week),
        notes: report_text::notes(report, extras.note),
        tiles: tiles(report),
        sections: sections.into_iter().flatten().collect(),
    }
}

/// Says what the figures mean and rest on.
fn assumed(report: &WeekReport, extras: &ReportExtras) -> ReportSection {
    let mut lines = report_terms::definitions();
    lines.extend(report_terms::assumed(&report.assumed));
    lines.extend((!extras.note.is_empty()).then(|| extras.note.to_owned()));
    ReportSection { heading: report_terms::HEADING, blocks: vec![ReportBlock::List(lines)] }
}
