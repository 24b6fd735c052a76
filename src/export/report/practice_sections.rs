//! How often practices are seen, who is overdue, and how often nobody could be met.

use crate::export::report::chart_weeks::{WeekLine, lines};
use crate::export::report::content::{ReportBlock, ReportCell, ReportChart, ReportSection, ReportTable};
use crate::export::report::extras::ReportNames;
use crate::export::wording::{self, report_practices as words};
use crate::report::access_rate::AccessRate;
use crate::report::compile::WeekReport;
use crate::report::reach::{BacklogPoint, ReachFigures, TierReach};
use crate::score::access::access_report::{HoursDoubt, TimeRecord};

/// Shows reach, frequency and backlog.
pub(crate) fn reach(report: &WeekReport) -> ReportSection {
    let row = |it: &TierReach| {
        vec![
            ReportCell::text(it.tier.to_string()),
            ReportCell::count(it.practices),
            ReportCell::maybe(share(it.within_target, it.practices), ReportCell::Share),
            ReportCell::maybe(mean(f64::from(it.visits), it.practices), ReportCell::Tenths),
            ReportCell::maybe(mean(it.visits_asked, it.practices), ReportCell::Tenths),
            ReportCell::count(it.overdue),
            ReportCell::count(it.never_met),
        ]
    };
    let rows = report.reach.tiers.iter().map(row).collect();
    let table = ReportTable::new(words::REACH, &words::OF_REACH, rows);
    let blocks = vec![ReportBlock::Text(words::REACH_NOTE.to_owned()), ReportBlock::Table(table)];
    ReportSection { heading: words::REACH, blocks }
}

fn share(some: u32, all: u32) -> Option<f64> {
    (all > 0).then(|| f64::from(some) / f64::from(all))
}

fn mean(sum: f64, count: u32) -> Option<f64> {
    (count > 0).then(|| sum / f64::from(count))
}

/// Draws the backlog at the end of the last weeks.
pub(crate) fn backlog(reach: &ReachFigures) -> ReportChart {
    let row = |it: &BacklogPoint| {
        vec![ReportCell::Date(it.day), ReportCell::count(it.overdue), ReportCell::count(it.never_met)]
    };
    let rows = reach.backlog.iter().map(row).collect();
    let table = ReportTable::new(words::BACKLOG, &words::OF_BACKLOG, rows);
    let days: Vec<_> = reach.backlog.iter().map(|it| it.day).collect();
    let line = |name, of: &dyn Fn(&BacklogPoint) -> u32| WeekLine {
        name,
        values: reach.backlog.iter().map(|it| Some(f64::from(of(it)))).collect(),
    };
    let all = [line(words::OVERDUE, &|it| it.overdue), line(words::NEVER_MET, &|it| it.never_met)];
    lines(&words::backlog(reach), &days, &all, table)
}

/// Shows how often nobody could be met.
pub(crate) fn access(names: ReportNames, report: &WeekReport) -> ReportSection {
    let access = &report.access;
    let row = |name: String, week: AccessRate, quarter: AccessRate| {
        vec![
            ReportCell::Text(name),
            ReportCell::count(week.made),
            ReportCell::maybe(week.share, ReportCell::Share),
            ReportCell::Text(words::interval(week)),
            ReportCell::count(quarter.made),
            ReportCell::maybe(quarter.share, ReportCell::Share),
            ReportCell::Text(words::interval(quarter)),
        ]
    };
    let rows =
        access.liaisons.iter().map(|it| row(names.liaison(&it.liaison), it.week, it.quarter)).collect();
    let table = ReportTable::new(words::ACCESS, &words::OF_ACCESS, rows);
    let table = table.with_sum(row(words::ALL.to_owned(), access.week, access.quarter));
    let mut blocks = vec![ReportBlock::Text(words::ACCESS_NOTE.to_owned()), ReportBlock::Table(table)];
    blocks.extend(times(&access.times));
    blocks.extend(doubts(names, &access.doubts));
    ReportSection { heading: words::ACCESS, blocks }
}

/// Shows when people are met; nothing where no visit tells the time.
fn times(times: &[TimeRecord]) -> Option<ReportBlock> {
    let row = |it: &TimeRecord| {
        vec![
            ReportCell::text(wording::access::time(it.time)),
            ReportCell::count(it.visits.tried),
            ReportCell::count(it.visits.met),
            ReportCell::Share(it.chance.chance),
            ReportCell::text(words::range(it.chance.low, it.chance.high)),
        ]
    };
    let rows: Vec<_> = times.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportBlock::Table(ReportTable::list(words::TIMES, &words::OF_TIMES, rows)))
}

/// Lists the practices whose hours in the book the log doubts; nothing where there are none.
fn doubts(names: ReportNames, doubts: &[HoursDoubt]) -> Option<ReportBlock> {
    let row = |it: &HoursDoubt| {
        vec![
            ReportCell::Text(names.practice(it.practice())),
            ReportCell::Text(names.owner(it.practice())),
            ReportCell::Text(words::doubt(it)),
        ]
    };
    let rows: Vec<_> = doubts.iter().map(row).collect();
    (!rows.is_empty()).then(|| ReportBlock::Table(ReportTable::list(words::DOUBTS, &words::OF_DOUBTS, rows)))
}
