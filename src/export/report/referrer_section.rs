//! Who is new, back, falling, silent or growing.

use crate::export::report::content::{ReportBlock, ReportCell, ReportSection};
use crate::export::report::extras::ReportNames;
use crate::export::report::visit_sections::list;
use crate::export::wording::report_referrers as words;
use crate::model::id::PracticeId;
use crate::model::time::Date;
use crate::report::compile::WeekReport;
use crate::report::referrers::{
    ChangedReferrer, NewReferrer, ReferrerFigures, SilentReferrer, WonBackReferrer,
};

/// Shows the news of referrers with the evidence, and what followed first visits.
pub(crate) fn referrers(names: ReportNames, report: &WeekReport) -> ReportSection {
    let figures = &report.referrers;
    let mut blocks = vec![ReportBlock::Text(words::counts(figures))];
    blocks.extend(arrivals(names, figures));
    blocks.extend(changes(names, figures));
    blocks.push(ReportBlock::Text(words::first_referrals(&report.first_referrals)));
    ReportSection { heading: words::REFERRERS, blocks }
}

/// Begins a row: the practice and whose it is.
fn who(names: ReportNames, practice: &PracticeId) -> [ReportCell; 2] {
    [ReportCell::Text(names.practice(practice)), ReportCell::Text(names.owner(practice))]
}

fn maybe_date(date: Option<Date>) -> ReportCell {
    ReportCell::maybe(date, ReportCell::Date)
}

fn arrivals(names: ReportNames, figures: &ReferrerFigures) -> impl Iterator<Item = ReportBlock> {
    let new = |it: &NewReferrer| {
        let evidence = [ReportCell::Date(it.first), ReportCell::Count(it.referrals), maybe_date(it.visited)];
        who(names, &it.practice).into_iter().chain(evidence).collect()
    };
    let back = |it: &WonBackReferrer| {
        let evidence = [
            ReportCell::Date(it.returned),
            ReportCell::text(words::silence(it)),
            ReportCell::Count(it.referrals),
            maybe_date(it.visited),
        ];
        who(names, &it.practice).into_iter().chain(evidence).collect()
    };
    let new = list(words::NEW, &words::OF_NEW, figures.new.iter().map(new).collect());
    let back = list(words::WON_BACK, &words::OF_WON_BACK, figures.won_back.iter().map(back).collect());
    new.into_iter().chain(back)
}

fn changes(names: ReportNames, figures: &ReferrerFigures) -> impl Iterator<Item = ReportBlock> {
    let changed = |it: &ChangedReferrer| {
        let evidence = [ReportCell::count(it.sent_year), ReportCell::text(words::change(it))];
        who(names, &it.practice).into_iter().chain(evidence).collect()
    };
    let silent = |it: &SilentReferrer| {
        let evidence = [
            ReportCell::count(it.sent_year),
            ReportCell::text(it.silence.rhythm.to_string()),
            ReportCell::count(it.silence.silent_days),
            ReportCell::Share(it.silence.chance),
        ];
        who(names, &it.practice).into_iter().chain(evidence).collect()
    };
    let falling = list(words::FALLING, &words::OF_CHANGED, figures.falling.iter().map(changed).collect());
    let silent = list(words::SILENT, &words::OF_SILENT, figures.silent.iter().map(silent).collect());
    let growing = list(words::GROWING, &words::OF_CHANGED, figures.growing.iter().map(changed).collect());
    falling.into_iter().chain(silent).chain(growing)
}
