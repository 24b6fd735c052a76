//! `rounds capacity`: what each liaison's time is worth, and what more or less of it would gain.

use std::process::ExitCode;

use rounds::{export, schedule, score};

use crate::arguments::{BookArguments, PlanArguments};
use crate::watch::Watch;
use crate::{Outcome, files, findings, screen};

pub(crate) fn run(book: &BookArguments, arguments: &PlanArguments) -> Outcome {
    let files::Opened { book: opened, as_of, mut issues, .. } = files::open(book)?;
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&issues);
    let watch = Watch::new();
    let observe = |it: &_| watch.observe(it);
    let capacities = files::pool(book)?.install(|| {
        let scores = score::evaluate(&opened, as_of, &arguments.scoring(), &observe)?;
        schedule::capacities(&opened, &scores, travel.as_ref(), &arguments.schedule())
    })?;
    watch.finish();
    screen::answer(format_args!("{}", export::capacities_text(&opened, &capacities)));
    Ok(ExitCode::SUCCESS)
}
