//! `rounds verify`: proves a plan that was made before, or elsewhere, against a book as it is now.

use std::path::Path;
use std::process::ExitCode;

use rounds::check::{self, Facts};
use rounds::geo::TravelTimes;
use rounds::model::Book;
use rounds::plan::{Expectations, FieldTime, Plan};
use rounds::schedule::{self, ScheduleConfig};
use rounds::score::{self, Scores};
use rounds::{Error, ErrorKind};
use serde::Deserialize;

use crate::arguments::BookArguments;
use crate::verify_arguments::VerifyArguments;
use crate::watch::Watch;
use crate::{NEEDS_ATTENTION, Outcome, files, findings, previous_plan};

pub(crate) fn run(book: &BookArguments, arguments: &VerifyArguments) -> Outcome {
    let mut plan = read(&arguments.plan)?;
    plan.as_of = book.as_of.unwrap_or(plan.as_of);
    arguments.apply(&mut plan);
    let known = BookArguments { as_of: Some(plan.as_of), ..book.clone() };
    let files::Opened { book: opened, mut issues, .. } = files::open(&known)?;
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&issues);
    let watch = Watch::new();
    let expected =
        files::pool(book)?.install(|| expected(&opened, travel.as_ref(), &plan, arguments, &watch))?;
    watch.finish();
    print_settings(&plan, arguments);
    let facts = Facts::new(&opened, travel.as_ref()).with_rules(arguments.rules.rules());
    let facts = expected.as_ref().map_or(facts, |expected| facts.with_expected(expected));
    let previous = previous(book, arguments)?;
    let facts = previous.as_ref().map_or(facts, |previous| facts.after(previous));
    Ok(tell(&check::plan(&facts, &plan)))
}

/// Reads the plan that this one followed, if it is named.
fn previous(book: &BookArguments, arguments: &VerifyArguments) -> Result<Option<Plan>, Error> {
    let Some(path) = &arguments.previous else { return Ok(None) };
    let plan = read(path)?;
    match &arguments.edited {
        Some(sheet) => previous_plan::edited(book, &plan, sheet).map(Some),
        None => Ok(Some(plan)),
    }
}

/// The one field that every format has.
#[derive(Deserialize)]
struct Head {
    format: Option<u64>,
}

/// Reads a plan of the format that is known.
pub(crate) fn read(path: &Path) -> Result<Plan, Error> {
    let unread = |why: String| Error::new(ErrorKind::Input, format!("cannot read {}{why}", path.display()));
    let text = std::io::read_to_string(files::opened(path)?)
        .map_err(|error| unread(String::new()).because(error))?;
    let head: Head =
        serde_json::from_str(&text).map_err(|error| unread(" as a plan".into()).because(error))?;
    match head.format {
        Some(format) if format == u64::from(Plan::FORMAT) => {
            serde_json::from_str(&text).map_err(|error| unread(" as a plan".into()).because(error))
        }
        Some(format) => {
            Err(unread(format!(": it is written in format {format}, and {} is known", Plan::FORMAT)))
        }
        None => Err(unread(": it states no format of a plan".into())),
    }
}

/// Works out the figures that the plan has to show; nothing where its settings are such that no plan can be made with them, which is a
/// broken rule itself.
fn expected(
    book: &Book,
    travel: &dyn TravelTimes,
    plan: &Plan,
    arguments: &VerifyArguments,
    watch: &Watch,
) -> Result<Option<Expectations>, Error> {
    let observe = |it: &_| watch.observe(it);
    let scores = score::evaluate(book, plan.as_of, &arguments.scoring(plan), &observe)?;
    usable(of_scores(book, &scores, travel, plan, arguments))
}

fn of_scores(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    plan: &Plan,
    arguments: &VerifyArguments,
) -> Result<Expectations, Error> {
    let config = ScheduleConfig {
        start: Some(plan.start),
        weeks: plan.weeks,
        rules: arguments.rules.rules(),
        drive_price: plan.settings.drive_price,
        field_time: plan.settings.field_time,
        ..ScheduleConfig::default()
    };
    // A plan that followed another one says itself who covers practices without an owner.
    match plan.replan {
        Some(_) => schedule::expectations_after(book, scores, travel, &config, plan),
        None => schedule::expectations(book, scores, travel, &config),
    }
}

fn usable(expected: Result<Expectations, Error>) -> Result<Option<Expectations>, Error> {
    match expected {
        Err(error) if error.kind() == ErrorKind::Setting => Ok(None),
        other => other.map(Some),
    }
}

/// Says what the plan is held to.
fn print_settings(plan: &Plan, arguments: &VerifyArguments) {
    let field_time = match plan.settings.field_time {
        FieldTime::Auto => "the fewest hours that keep most of the gain".into(),
        FieldTime::Floor(an_hour) => format!("hours that bring at least {an_hour} referrals"),
        FieldTime::Fill => "full days".into(),
    };
    let rules = arguments.rules.rules();
    say!("Known up to: {}", plan.as_of);
    say!("Days: {} weeks from {}", plan.weeks, plan.start);
    say!("Field time: {field_time}");
    say!("Price of driving: {}", plan.settings.drive_price);
    say!("Effect of a visit: {:.3} over {:.0} days", plan.response.effect, plan.response.tau_days);
    say!("Rules: a buffer of {} and {} lead days", rules.buffer, rules.lead_days);
}

/// Lists what is broken.
fn tell(violations: &[check::Violation]) -> ExitCode {
    if violations.is_empty() {
        say!("In order: every rule is kept, and every claim is so.");
        return ExitCode::SUCCESS;
    }
    say!("Not in order, {} findings:", violations.len());
    for violation in violations {
        say!("  {violation}");
    }
    ExitCode::from(NEEDS_ATTENTION)
}
