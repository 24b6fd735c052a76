//! `rounds capacity`: what each liaison's time is worth, what promises need of it, and what more or less of it would gain.

use std::path::Path;
use std::process::ExitCode;

use rounds::geo::TravelTimes;
use rounds::model::{Book, Date};
use rounds::plan::{Capacity, Plan, Relaxation};
use rounds::schedule::{self, RelaxedPlan, ScheduleConfig};
use rounds::score::{self, Scores};
use rounds::{Error, ErrorKind, export};

use crate::arguments::{BookArguments, CapacityArguments};
use crate::watch::Watch;
use crate::{Outcome, files, findings, screen, verify};

pub(crate) fn run(book: &BookArguments, arguments: &CapacityArguments) -> Outcome {
    let files::Opened { book: opened, as_of, mut issues, .. } = files::open(book)?;
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&issues);
    let plan = plan_to_compare(arguments, &opened, as_of)?;
    let watch = Watch::new();
    let answer = files::pool(book)?.install(|| {
        let observe = |it: &_| watch.observe(it);
        let scores = score::evaluate(&opened, as_of, &arguments.planning.scoring(), &observe)?;
        let config = config(arguments, plan.as_ref());
        let case = Case { book: &opened, scores, travel: travel.as_ref(), config };
        case.answer(plan.as_ref(), arguments.prove, &watch)
    })?;
    watch.finish();
    answer.tell(&opened, plan.as_ref());
    Ok(ExitCode::SUCCESS)
}

/// Says what to keep to: the days of the plan to compare, where there is one.
fn config(arguments: &CapacityArguments, plan: Option<&Plan>) -> ScheduleConfig {
    let config = arguments.planning.schedule();
    match plan {
        Some(plan) => ScheduleConfig { start: Some(plan.start), weeks: plan.weeks, ..config },
        None => config,
    }
}

/// A book with all that its plans are made from.
struct Case<'a> {
    book: &'a Book,
    scores: Scores,
    travel: &'a dyn TravelTimes,
    config: ScheduleConfig,
}

/// What was asked for.
struct Answer {
    capacities: Vec<Capacity>,
    /// The set cadences that the plan to compare does not keep.
    broken: Vec<rounds::model::PracticeId>,
    relaxations: Vec<Relaxation>,
    proof: Option<RelaxedPlan>,
}

impl Case<'_> {
    fn answer(&self, plan: Option<&Plan>, prove: bool, watch: &Watch) -> Result<Answer, Error> {
        let Self { book, scores, travel, config } = self;
        let observe = |it: &_| watch.observe(it);
        let broken = |plan| schedule::broken_cadences(book, scores, *travel, config, plan);
        let proof = || schedule::relax_until_kept(book, scores, *travel, config, &observe);
        Ok(Answer {
            capacities: schedule::capacities(book, scores, *travel, config)?,
            broken: plan.map(broken).transpose()?.unwrap_or_default(),
            relaxations: schedule::relaxations(book, scores, *travel, config)?,
            proof: prove.then(proof).transpose()?,
        })
    }
}

impl Answer {
    fn tell(&self, book: &Book, plan: Option<&Plan>) {
        screen::answer(format_args!("{}", export::capacities_text(book, &self.capacities)));
        if let Some(plan) = plan {
            say!("");
            screen::answer(format_args!(
                "{}",
                export::plan_needs_text(book, plan, &self.capacities, &self.broken)
            ));
        }
        let relaxed = match &self.proof {
            Some(proof) => export::relaxed_plan_text(book, proof),
            None => export::relaxations_text(book, &self.relaxations),
        };
        if !relaxed.is_empty() {
            say!("");
            screen::answer(format_args!("{relaxed}"));
        }
    }
}

/// Reads the plan that is named, or the one that lies in the folder of plans. One of another book or of other days is not compared.
fn plan_to_compare(arguments: &CapacityArguments, book: &Book, as_of: Date) -> Result<Option<Plan>, Error> {
    let usual = arguments.planning.out.join("plan.json");
    let Some(path) = arguments.plan.clone().or_else(|| Some(usual).filter(|path| path.is_file())) else {
        return Ok(None);
    };
    match comparable(&path, arguments, book, as_of) {
        Err(error) if arguments.plan.is_none() => {
            remark!("note: {error}; it is not compared");
            Ok(None)
        }
        other => other.map(Some),
    }
}

/// Reads a plan and makes sure that it is one of this book and these days.
fn comparable(path: &Path, arguments: &CapacityArguments, book: &Book, as_of: Date) -> Result<Plan, Error> {
    let plan = verify::read(path)?;
    let asked = (arguments.planning.start, arguments.planning.weeks);
    let days = (as_of, asked.0.unwrap_or(plan.start), asked.1.unwrap_or(plan.weeks));
    let path = path.display();
    let wrong = |text: String| Err(Error::new(ErrorKind::Setting, text));
    if plan.book != book.digest() {
        return wrong(format!("{path} is a plan of another book, or of this one before it changed"));
    }
    if (plan.as_of, plan.start, plan.weeks) != days {
        let (as_of, start, weeks) = (plan.as_of, plan.start, plan.weeks);
        let options = format!("--as-of {as_of} --start {start} --weeks {weeks}");
        return wrong(format!("{path} is a plan of other days; use {options} to compare it"));
    }
    Ok(plan)
}
