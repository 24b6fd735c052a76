//! `rounds report`: what happened in a week, beside what was planned, for a manager.

use std::process::ExitCode;

use rounds::report::{ReportRequest, ReportWeek, WeekReport};
use rounds::score::{self, ScoreConfig};
use rounds::{export, report};

use crate::arguments::BookArguments;
use crate::outputs::folder::Folder;
use crate::outputs::inputs::Inputs;
use crate::report_arguments::ReportArguments;
use crate::watch::Watch;
use crate::{Outcome, files, findings, report_plans, sample};

/// What is written.
const FILES: [&str; 4] = ["report.html", "report.md", "report.json", "report.xlsx"];

pub(crate) fn run(book: &BookArguments, arguments: &ReportArguments) -> Outcome {
    let inputs = Inputs::of_book(&book.book);
    let mut out = Folder::checked(&arguments.out, "report", inputs, &FILES)?;
    let files::Opened { book: opened, as_of, issues, .. } = files::open(book)?;
    findings::summarise(&issues);
    let plans = report_plans::read(arguments)?;
    let week = match arguments.week {
        Some(day) => ReportWeek::of(&opened, as_of, day)?,
        None => ReportWeek::last(&opened, as_of)?,
    };
    let request = ReportRequest { week, as_of, liaison: arguments.wanted() };
    let watch = Watch::new();
    let observe = |it: &_| watch.observe(it);
    let report: WeekReport = files::pool(book)?.install(|| {
        let scores = score::evaluate(&opened, week.until, &ScoreConfig::default(), &observe)?;
        report::report(&opened, &scores, &plans, &request, &observe)
    })?;
    watch.finish();
    let extras = export::ReportExtras { note: sample::note(&book.book), units: book.units };
    out.write_bytes("report.html", export::report_html(&opened, &report, &extras)?);
    out.write_bytes("report.md", export::report_markdown(&opened, &report, &extras));
    out.write("report.json", |file| export::report_json(&report, file))?;
    out.write_bytes("report.xlsx", export::report_workbook(&opened, &report, &extras)?);
    say!("{}", export::report_headline(&opened, &report, &extras));
    remark_plans(arguments, &plans, &report);
    out.finish()?;
    say!("Written to {}: {}", arguments.out.display(), FILES.join(", "));
    Ok(ExitCode::SUCCESS)
}

/// Says where plans were looked for, where none was made before the week.
fn remark_plans(arguments: &ReportArguments, plans: &[report::KeptPlan], report: &WeekReport) {
    if report.visits.plan.is_some() {
        return;
    }
    let (folder, monday) = (arguments.folder_of_plans().display(), report.week.monday);
    remark!(
        "warning: none of the {} plans in {folder} was made before {monday} for that week, so planned figures are left out; \
         --plans names another folder",
        plans.len()
    );
}
