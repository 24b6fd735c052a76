//! The figures to begin with, and the same of the week before.

use crate::export::report::content::{ReportBlock, ReportCell, ReportSection, ReportTable, Tile};
use crate::export::report::extras::ReportNames;
use crate::export::report::practice_sections::backlog;
use crate::export::report::referral_section::chart;
use crate::export::report::visit_sections::planned_chart;
use crate::export::wording::{report_summary, report_text};
use crate::report::compile::WeekReport;
use crate::report::headline::HeadlineFigures;

/// Makes the figures to begin with.
pub(crate) fn tiles(report: &WeekReport) -> Vec<Tile> {
    let tile =
        |(label, value, detail): (&str, String, String)| Tile { label: label.to_owned(), value, detail };
    [
        report_summary::visits(report),
        report_summary::met(report),
        report_summary::referrals(report),
        report_summary::overdue(report),
        report_summary::in_vain(report),
        report_summary::next_week(report),
    ]
    .into_iter()
    .map(tile)
    .collect()
}

/// Puts the figures of the week beside those of the week before, and draws them over time.
pub(crate) fn changes(names: ReportNames, report: &WeekReport) -> ReportSection {
    let mut blocks = match &report.week_before {
        None => vec![ReportBlock::Text(report_summary::NO_WEEK_BEFORE.to_owned())],
        Some(before) => {
            vec![ReportBlock::Table(beside(&report.headline, before, report.referrals.is_known()))]
        }
    };
    blocks.extend(planned_chart(names, report));
    blocks.push(ReportBlock::Chart(chart(&report.referrals)));
    blocks.push(ReportBlock::Chart(backlog(&report.reach)));
    blocks.extend(partial(report));
    let plan_changes = report.next_week.as_ref().and_then(|next| next.changes);
    blocks.extend(plan_changes.map(|it| ReportBlock::Text(report_summary::plan_changes(&it))));
    blocks.extend(report.trials.iter().map(|it| ReportBlock::Text(report_summary::trial(it))));
    ReportSection { heading: report_summary::CHANGES, blocks }
}

/// Warns of comparing a part of a week with a whole one.
fn partial(report: &WeekReport) -> Option<ReportBlock> {
    let is_partial = report.week_before.is_some() && !report.week.is_complete();
    is_partial.then(|| ReportBlock::Text(report_text::PART_OF_A_WEEK.to_owned()))
}

/// Compares the figures of two weeks; referrals of the later one only where some are known.
fn beside(now: &HeadlineFigures, before: &HeadlineFigures, is_known: bool) -> ReportTable {
    let referrals = is_known.then_some(now.referrals);
    let count = |number: u32| Some(u64::from(number));
    let pairs = [
        (now.planned.and_then(count), before.planned.and_then(count)),
        (now.done.and_then(count), before.done.and_then(count)),
        (count(now.met), count(before.met)),
        (count(now.in_vain), count(before.in_vain)),
        (referrals, Some(before.referrals)),
        (count(now.overdue), count(before.overdue)),
        (count(now.never_met), count(before.never_met)),
    ];
    let row = |(label, (now, before)): (&str, (Option<u64>, Option<u64>))| {
        let change = now.zip(before).map(|(now, before)| difference(now, before));
        let cell = |it: Option<u64>| ReportCell::maybe(it, ReportCell::Count);
        vec![ReportCell::text(label), cell(now), cell(before), ReportCell::maybe(change, ReportCell::Change)]
    };
    // Without a plan of either week there is nothing to compare.
    let rows = report_summary::FIGURES.into_iter().zip(pairs).filter(|(_, pair)| *pair != (None, None));
    ReportTable::new(report_summary::CHANGES, &report_summary::OF_CHANGES, rows.map(row).collect())
}

/// Returns how much more one count is than another.
fn difference(now: u64, before: u64) -> i64 {
    let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    signed(now) - signed(before)
}
