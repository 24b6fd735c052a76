//! Referrals by week.

use crate::export::report::chart_weeks::{WeekBand, WeekBars, weeks};
use crate::export::report::content::{ReportBlock, ReportCell, ReportChart, ReportSection, ReportTable};
use crate::export::wording::report_referrals as words;
use crate::model::time::Date;
use crate::report::band::ForecastBand;
use crate::report::compile::WeekReport;
use crate::report::referral_weeks::{ReferralFigures, ReferralWeek};

/// Shows the range of the week and those of the next weeks.
pub(crate) fn referrals(report: &WeekReport) -> ReportSection {
    let figures = &report.referrals;
    let mut blocks = vec![ReportBlock::Text(words::verdict(report))];
    if !figures.next.is_empty() {
        let rows = figures.next.iter().map(band_row).collect();
        blocks.push(ReportBlock::Table(ReportTable::new(words::NEXT_WEEKS, &words::OF_NEXT_WEEKS, rows)));
        blocks.push(ReportBlock::Text(words::how(figures)));
    }
    ReportSection { heading: words::REFERRALS, blocks }
}

fn band_row(it: &ForecastBand) -> Vec<ReportCell> {
    vec![
        ReportCell::Date(it.monday),
        ReportCell::Tenths(it.mean),
        ReportCell::Count(it.band.low),
        ReportCell::Count(it.band.high),
    ]
}

/// Draws the referrals of a year.
pub(crate) fn chart(figures: &ReferralFigures) -> ReportChart {
    let row = |it: &ReferralWeek| {
        let before = ReportCell::maybe(it.year_before, ReportCell::Count);
        vec![ReportCell::Date(it.monday), ReportCell::Count(it.referrals), before]
    };
    let rows = figures.weeks.iter().map(row).collect();
    let table = ReportTable::new(words::REFERRALS, &words::OF_WEEKS, rows);
    let mut mondays: Vec<Date> = figures.weeks.iter().map(|it| it.monday).collect();
    mondays.extend(figures.next.iter().map(|it| it.monday));
    let bands: Vec<WeekBand> = figures.forecast.iter().chain(&figures.next).map(band).collect();
    let bars = WeekBars {
        names: words::LEGEND,
        mondays: &mondays,
        counts: &figures.weeks.iter().map(|it| it.referrals as f64).collect::<Vec<_>>(),
        before: &figures.weeks.iter().map(|it| it.year_before.map(|count| count as f64)).collect::<Vec<_>>(),
        bands: &bands,
    };
    weeks(&words::chart(figures), &bars, table)
}

fn band(it: &ForecastBand) -> WeekBand {
    WeekBand { monday: it.monday, mean: it.mean, low: it.band.low as f64, high: it.band.high as f64 }
}
