//! Visits of the week, and hours.

use crate::export::report::chart_bars::{BarRow, bars};
use crate::export::report::content::{ReportBlock, ReportCell, ReportSection, ReportTable};
use crate::export::report::extras::ReportNames;
use crate::export::wording::numbers::{in_units, unit_word};
use crate::export::wording::report_visits as words;
use crate::report::compile::WeekReport;
use crate::report::hours::FieldHours;
use crate::report::matching::{StopFate, StopOutcome};
use crate::report::visits::{LiaisonVisits, PlannedFigures, VisitFigures, WeekVisits};

/// Shows visits, planned and done.
pub(crate) fn visits(names: ReportNames, report: &WeekReport) -> ReportSection {
    let visits = &report.visits;
    let mut blocks = vec![ReportBlock::Text(words::plan(visits.plan.as_ref()))];
    if let Some(planned) = &visits.team.planned {
        blocks.push(ReportBlock::Text(words::planned(planned)));
        blocks.push(ReportBlock::Table(by_plan(names, report)));
        blocks.extend(not_done(names, &visits.stops));
        blocks.extend(unplanned(names, visits));
    } else {
        blocks.push(ReportBlock::Table(by_log(names, visits)));
    }
    ReportSection { heading: words::VISITS, blocks }
}

/// Draws what became of the planned visits; nothing without a plan.
pub(crate) fn planned_chart(names: ReportNames, report: &WeekReport) -> Option<ReportBlock> {
    report.visits.team.planned?;
    let rows = bar_rows(names, &report.visits);
    Some(ReportBlock::Chart(bars(words::CHART, &words::FATES, &rows, words::VISITS)))
}

/// Lists the bars of the chart: what became of each liaison's stops.
fn bar_rows(names: ReportNames, visits: &WeekVisits) -> Vec<BarRow> {
    let parts = |it: &PlannedFigures| {
        let not_made = it.cancelled + it.missed;
        [it.done, it.in_vain, not_made, it.not_logged, it.to_come].map(f64::from).to_vec()
    };
    let row = |it: &LiaisonVisits| {
        Some(BarRow { label: names.liaison(&it.liaison), parts: parts(it.figures.planned.as_ref()?) })
    };
    visits.liaisons.iter().filter_map(row).collect()
}

/// Makes the table of planned stops by liaison. Days to come have a column where there are some.
fn by_plan(names: ReportNames, report: &WeekReport) -> ReportTable {
    let is_partial = !report.week.is_complete();
    let columns: Vec<&str> =
        words::OF_PLANNED.into_iter().filter(|column| is_partial || *column != words::TO_COME).collect();
    let row = |name: String, it: &PlannedFigures| {
        let counts = [it.stops, it.done, it.in_vain, it.cancelled, it.missed, it.not_logged];
        let mut cells = vec![ReportCell::Text(name)];
        cells.extend(counts.into_iter().map(ReportCell::count));
        cells.extend(is_partial.then(|| ReportCell::count(it.to_come)));
        cells.push(ReportCell::count(it.unplanned));
        cells
    };
    let visits = &report.visits;
    let rows = visits
        .liaisons
        .iter()
        .filter_map(|it| Some(row(names.liaison(&it.liaison), it.figures.planned.as_ref()?)));
    let table = ReportTable::new(words::VISITS, &columns, rows.collect());
    match &visits.team.planned {
        Some(team) => table.with_sum(row(words::ALL.to_owned(), team)),
        None => table,
    }
}

/// Makes the table of visits by liaison where there is no plan.
fn by_log(names: ReportNames, visits: &WeekVisits) -> ReportTable {
    let row = |name: String, it: &VisitFigures| {
        let counts = [it.met(), it.staff_only, it.in_vain, it.cancelled, it.missed];
        std::iter::once(ReportCell::Text(name)).chain(counts.map(ReportCell::count)).collect()
    };
    let rows = visits.liaisons.iter().map(|it| row(names.liaison(&it.liaison), &it.figures)).collect();
    ReportTable::new(words::VISITS, &words::OF_LOGGED, rows)
        .with_sum(row(words::ALL.to_owned(), &visits.team))
}

/// Lists the stops that met nobody; nothing where there are none.
fn not_done(names: ReportNames, stops: &[StopOutcome]) -> Option<ReportBlock> {
    let is_done =
        |fate| matches!(fate, StopFate::Done | StopFate::DoneOnAnotherDay { .. } | StopFate::ToCome);
    let row = |it: &StopOutcome| {
        vec![
            ReportCell::Date(it.date),
            ReportCell::Text(names.practice(&it.practice)),
            ReportCell::Text(names.liaison(&it.liaison)),
            ReportCell::text(words::fate(it.fate)),
        ]
    };
    let rows: Vec<_> = stops.iter().filter(|it| !is_done(it.fate)).map(row).collect();
    list(words::NOT_DONE, &words::OF_NOT_DONE, rows)
}

/// Lists the visits that met somebody and were not planned; nothing where there are none.
fn unplanned(names: ReportNames, visits: &WeekVisits) -> Option<ReportBlock> {
    let rows = visits.unplanned.iter().map(|it| {
        vec![
            ReportCell::Date(it.date),
            ReportCell::Text(names.practice(&it.practice)),
            ReportCell::Text(names.liaison(&it.liaison)),
        ]
    });
    list(words::UNPLANNED, &words::OF_UNPLANNED, rows.collect())
}

/// Makes a list of rows; nothing of none.
pub(crate) fn list(name: &'static str, columns: &[&str], rows: Vec<Vec<ReportCell>>) -> Option<ReportBlock> {
    (!rows.is_empty()).then(|| ReportBlock::Table(ReportTable::list(name, columns, rows)))
}

/// Shows the planned hours; nothing without a plan.
pub(crate) fn hours(names: ReportNames, report: &WeekReport) -> Option<ReportSection> {
    let visits = &report.visits;
    let team = visits.team.planned?;
    let row = |name: String, figures: &VisitFigures, planned: &PlannedFigures| {
        let mut cells = vec![ReportCell::Text(name)];
        cells.extend(hour_cells(names, &planned.hours));
        cells.push(ReportCell::Tenths(f64::from(figures.visit_time_estimate.0) / 60.0));
        cells
    };
    let rows = visits
        .liaisons
        .iter()
        .filter_map(|it| Some(row(names.liaison(&it.liaison), &it.figures, it.figures.planned.as_ref()?)));
    let [who, days, field, drive, _, estimate] = words::OF_HOURS;
    let columns = [who, days, field, drive, unit_word(names.units), estimate];
    let table = ReportTable::new(words::HOURS, &columns, rows.collect());
    let table = table.with_sum(row(words::ALL.to_owned(), &visits.team, &team));
    let blocks = vec![ReportBlock::Text(words::HOURS_NOTE.to_owned()), ReportBlock::Table(table)];
    Some(ReportSection { heading: words::HOURS, blocks })
}

/// Makes the cells of planned hours: days, hours in the field, hours at the wheel, and the way.
pub(crate) fn hour_cells(names: ReportNames, hours: &FieldHours) -> [ReportCell; 4] {
    [
        ReportCell::count(hours.days),
        ReportCell::Tenths(f64::from(hours.field_time.0) / 60.0),
        ReportCell::Tenths(f64::from(hours.drive.0) / 60.0),
        ReportCell::Tenths(in_units(hours.distance, names.units)),
    ]
}
