//! What is open, and the week to come.

use crate::export::report::content::{ReportBlock, ReportCell, ReportSection, ReportTable};
use crate::export::report::extras::ReportNames;
use crate::export::report::visit_sections::{hour_cells, list};
use crate::export::wording::numbers::unit_word;
use crate::export::wording::report_coming as words;
use crate::export::wording::text::printable;
use crate::report::compile::WeekReport;
use crate::report::hours::FieldHours;
use crate::report::next_week::{ComingEvent, ComingMeeting, LiaisonNextWeek, NextWeek};
use crate::report::open_matters::{OpenMatters, OverdueFollowUp, WaitingIssue};

/// Shows what practices wait for, and what was promised.
pub(crate) fn open(names: ReportNames, report: &WeekReport) -> ReportSection {
    let open = &report.open;
    let mut blocks = vec![ReportBlock::Text(words::followups(&open.followups))];
    blocks.extend(overdue(names, open));
    blocks.push(ReportBlock::Text(words::issues(open.issues)));
    blocks.extend(waiting(names, open));
    ReportSection { heading: words::OPEN, blocks }
}

fn overdue(names: ReportNames, open: &OpenMatters) -> Option<ReportBlock> {
    let row = |it: &OverdueFollowUp| {
        let liaison = it.liaison.as_ref().map(|id| names.liaison(id));
        vec![
            ReportCell::Date(it.due),
            ReportCell::Text(names.practice(&it.practice)),
            ReportCell::Text(printable(&it.what)),
            ReportCell::Text(liaison.unwrap_or_else(|| names.owner(&it.practice))),
        ]
    };
    list(words::OVERDUE, &words::OF_OVERDUE, open.overdue.iter().map(row).collect())
}

fn waiting(names: ReportNames, open: &OpenMatters) -> Option<ReportBlock> {
    let row = |it: &WaitingIssue| {
        vec![
            ReportCell::maybe(it.since, ReportCell::Date),
            ReportCell::Text(names.practice(&it.practice)),
            ReportCell::Text(printable(&it.what)),
            ReportCell::Text(names.owner(&it.practice)),
        ]
    };
    list(words::WAITING, &words::OF_WAITING, open.waiting.iter().map(row).collect())
}

/// Shows the week to come.
pub(crate) fn next_week(names: ReportNames, report: &WeekReport) -> ReportSection {
    let blocks = match &report.next_week {
        None => vec![ReportBlock::Text(words::no_plan(report.week))],
        Some(next) => planned(names, next),
    };
    ReportSection { heading: words::NEXT_WEEK, blocks }
}

fn planned(names: ReportNames, next: &NextWeek) -> Vec<ReportBlock> {
    let row = |name: String, counts: [u32; 3], hours: &FieldHours| {
        let counts = counts.map(ReportCell::count);
        std::iter::once(ReportCell::Text(name)).chain(counts).chain(hour_cells(names, hours)).collect()
    };
    let of_liaison =
        |it: &LiaisonNextWeek| row(names.liaison(&it.liaison), [it.stops, it.meetings, it.events], &it.hours);
    let [who, visits, meetings, events, days, field, drive, _] = words::OF_NEXT_WEEK;
    let columns = [who, visits, meetings, events, days, field, drive, unit_word(names.units)];
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let sum = [next.stops, count(next.meetings.len()), next.liaisons.iter().map(|it| it.events).sum()];
    let table = ReportTable::new(words::NEXT_WEEK, &columns, next.liaisons.iter().map(of_liaison).collect());
    let table = table.with_sum(row(words::ALL.to_owned(), sum, &next.hours));
    let mut blocks = vec![ReportBlock::Text(words::plan(next)), ReportBlock::Table(table)];
    blocks.extend(meetings_table(names, &next.meetings));
    blocks.extend(events_table(names, &next.events));
    blocks
}

fn meetings_table(names: ReportNames, meetings: &[ComingMeeting]) -> Option<ReportBlock> {
    let row = |it: &ComingMeeting| {
        vec![
            ReportCell::Date(it.date),
            ReportCell::text(it.start.to_string()),
            ReportCell::Text(names.practice(&it.practice)),
            ReportCell::Text(names.provider(&it.provider)),
            ReportCell::Text(names.liaison(&it.liaison)),
        ]
    };
    list(words::MEETINGS, &words::OF_MEETINGS, meetings.iter().map(row).collect())
}

fn events_table(names: ReportNames, events: &[ComingEvent]) -> Option<ReportBlock> {
    let row = |it: &ComingEvent| {
        vec![
            ReportCell::Date(it.date),
            ReportCell::text(it.start.to_string()),
            ReportCell::Text(names.event(&it.event)),
            ReportCell::Text(names.liaison(&it.liaison)),
        ]
    };
    list(words::EVENTS, &words::OF_EVENTS, events.iter().map(row).collect())
}
