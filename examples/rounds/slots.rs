//! `rounds slots`: times to offer to a practice on the telephone, beside a plan that was made before.

use std::process::ExitCode;

use rounds::ingest::{LogReader, Settings};
use rounds::schedule::SlotFinder;
use rounds::{export, score};

use crate::arguments::{BookArguments, SlotsArguments};
use crate::verify_arguments::scoring;
use crate::watch::Watch;
use crate::{Outcome, files, findings, screen, verify};

pub(crate) fn run(book: &BookArguments, arguments: &SlotsArguments) -> Outcome {
    let mut plan = verify::read(&arguments.plan)?;
    let files::Opened { book: opened, as_of, mut issues, .. } = files::open(book)?;
    // Days that the log knows already are over, and cannot be offered.
    plan.as_of = book.as_of.unwrap_or(plan.as_of.max(as_of));
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&issues);
    let practice = LogReader::new(&opened, &Settings::default(), plan.as_of).practice(&arguments.practice)?;
    let watch = Watch::new();
    let observe = |it: &_| watch.observe(it);
    let mut slots = files::pool(book)?.install(|| {
        let scores = score::evaluate(&opened, plan.as_of, &scoring(&plan, None, None), &observe)?;
        SlotFinder::new(&opened, &scores, &plan, travel.as_ref())?.slots(&practice)
    })?;
    watch.finish();
    if let Some(weeks) = arguments.weeks {
        let end = plan.start.plus_days(7 * i64::from(weeks));
        slots.retain(|slot| slot.date < end);
    }
    slots.truncate(arguments.show);
    screen::answer(format_args!("{}", export::slots_text(&opened, &plan, &slots)?));
    Ok(ExitCode::SUCCESS)
}
