//! `rounds plan`: scores, plans, proves, writes.

use std::process::ExitCode;

use rounds::brief::Briefs;
use rounds::export::Units;
use rounds::model::{Book, Date, LiaisonId};
use rounds::plan::Plan;
use rounds::{Error, ErrorKind, brief, check, export, schedule, score};

use crate::arguments::{BookArguments, PlanArguments, Show, sample};
use crate::outputs::folder::Folder;
use crate::outputs::inputs::Inputs;
use crate::plan_files::{self, BRIEFS, FILES, PlanFiles};
use crate::previous_plan::{self, Previous};
use crate::watch::Watch;
use crate::{NEEDS_ATTENTION, OWN_FAULT, Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &PlanArguments) -> Outcome {
    let inputs = Inputs::of_book(&book.book).and(book.travel.as_ref()).and(arguments.basemap.as_ref());
    let inputs = book.busy.iter().fold(inputs, |inputs, (_, file)| inputs.and(Some(file)));
    let out = Folder::checked(&arguments.out, "plan", inputs, &FILES)?;
    let files::Opened { book: opened, as_of, mut issues, tables, .. } = files::open(book)?;
    let previous = previous_plan::read(book, &arguments.replan)?;
    let calendars = plan_files::calendars(&opened, previous.as_ref().map(|it| &it.as_planned));
    out.expect(calendars.values().map(String::as_str))?;
    let changes: Vec<String> = calendars.values().map(|name| plan_files::changes(name)).collect();
    out.expect(changes.iter().map(String::as_str))?;
    let physicians = plan_files::physicians(&opened, previous.as_ref().map(|it| &it.as_planned));
    out.expect(physicians.values().map(String::as_str).chain([plan_files::EVENTS]))?;
    out.expect(if brief::has_any(&opened) { &BRIEFS[..] } else { &[] }.iter().copied())?;
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&issues);
    if let Some(text) = arguments.known_days(as_of) {
        remark!("warning: {text}");
    }
    if let Some(text) = past(book, arguments, as_of) {
        remark!("warning: {text}");
    }
    let wanted = wanted(&opened, arguments)?;
    if let Some(previous) = &previous {
        previous_plan::remark_unlogged(&opened, previous.plan(), as_of);
    }
    let config = previous_plan::days(arguments, previous.as_ref().map(Previous::plan), as_of);
    let watch = Watch::new();
    let observe = |it: &_| watch.observe(it);
    let (plan, expected, calls, briefs, notes) = files::pool(book)?.install(|| {
        let scores = score::evaluate(&opened, as_of, &arguments.scoring(), &observe)?;
        let travel = travel.as_ref();
        let (plan, expected) = match &previous {
            None => (
                schedule::plan(&opened, &scores, travel, &config, &observe)?,
                schedule::expectations(&opened, &scores, travel, &config)?,
            ),
            Some(previous) => {
                let (changes, before) = (arguments.replan.config(), previous.plan());
                let plan = schedule::replan(&opened, &scores, travel, before, &changes, &config, &observe)?;
                let expected = schedule::expectations_after(&opened, &scores, travel, &config, before)?;
                (previous.followed_by(plan), expected)
            }
        };
        let calls = schedule::SlotFinder::new(&opened, &scores, &plan, travel)?.calls();
        let take = || brief::briefs(&opened, &scores, &plan, &arguments.briefs());
        let briefs = brief::has_any(&opened).then(take).transpose()?;
        Ok::<_, Error>((plan, expected, calls, briefs, scores.model.notes))
    })?;
    watch.finish();
    let files = PlanFiles {
        book: &opened,
        plan: &plan,
        previous: previous.as_ref().map(|it| &it.as_planned),
        calls: &calls,
        briefs: briefs.as_ref(),
        issues: &issues,
        tables: &tables,
        source: book,
        arguments,
    };
    previous_plan::keep(&arguments.out)?;
    let written = files.write(out, &calendars, &physicians)?;
    notes.iter().filter(|note| note.comes_first()).for_each(|note| say!("{note}\n"));
    print(&opened, &plan, arguments.show, wanted.as_ref(), book.units);
    print_stock(&opened, briefs.as_ref());
    if let Some(previous) = &previous {
        previous_plan::remark_undone(&opened, previous, &plan);
    }
    if let Some(measured) = &arguments.elasticity_from {
        say!("{}", measured.source);
    }
    say!("Written to {}: {}", arguments.out.display(), written.join(", "));
    let facts = check::Facts::new(&opened, travel.as_ref()).with_rules(config.rules).with_expected(&expected);
    let changes = arguments.replan.config();
    let facts = previous
        .as_ref()
        .map_or(facts, |previous| facts.after(previous.plan()).within(changes.limit, changes.frozen_until));
    Ok(prove(&facts, &plan))
}

/// What to be warned of where the plan begins in the past, and nobody asked for that.
fn past(book: &BookArguments, arguments: &PlanArguments, as_of: Date) -> Option<String> {
    const WEEK: i64 = 7;
    let old = files::today().days_since(as_of) > WEEK;
    let asked = book.as_of.is_some() || arguments.start.is_some();
    (old && !asked && book.book != sample("sample")).then(|| {
        format!(
            "the book is known up to {as_of} only, so the plan begins then; to plan from now on, use --as-of"
        )
    })
}

/// The liaison asked for, if the book knows them.
fn wanted(book: &Book, arguments: &PlanArguments) -> Result<Option<LiaisonId>, Error> {
    let Some(id) = arguments.wanted() else { return Ok(None) };
    if book.liaison(&id).is_none() {
        let known: Vec<&str> = book.liaisons().iter().map(|liaison| liaison.id.as_str()).collect();
        let text = format!("there is no liaison {id}; the book has {}", known.join(", "));
        return Err(Error::new(ErrorKind::Setting, text));
    }
    Ok(Some(id))
}

/// Prints the itineraries asked for, then who is left out and why, then the totals.
fn print(book: &Book, plan: &Plan, show: Show, wanted: Option<&LiaisonId>, units: Units) {
    let shown = match show {
        Show::All => plan.clone(),
        _ => first_week(plan),
    };
    let liaisons = shown.itineraries.iter().map(|itinerary| &itinerary.liaison);
    for liaison in
        liaisons.filter(|liaison| show != Show::None && wanted.is_none_or(|wanted| wanted == *liaison))
    {
        say!("{}", export::itinerary(book, &shown, liaison, units));
    }
    say!("{}", export::left_out(book, plan));
    if let Some(changes) = export::changes(book, plan) {
        say!("{changes}");
    }
    say!("{}", export::overview(book, plan, units));
    if show == Show::Week {
        say!("Above is the first week; itineraries.txt has all of it, and so has --show all.");
    }
}

/// Prints what liaisons have to order or take out of what they carry.
fn print_stock(book: &Book, briefs: Option<&Briefs>) {
    let text = briefs.map_or(String::new(), |briefs| export::stock_text(book, briefs));
    if !text.is_empty() {
        say!("{text}");
    }
}

fn first_week(plan: &Plan) -> Plan {
    let mut shown = plan.clone();
    let end = plan.start.monday().plus_days(7);
    shown.itineraries.iter_mut().for_each(|itinerary| itinerary.days.retain(|day| day.date < end));
    shown
}

/// Says whether the independent verifier finds a broken rule, and whether all fixed visits are kept.
fn prove(facts: &check::Facts, plan: &Plan) -> ExitCode {
    let violations = check::plan(facts, plan);
    if violations.is_empty() {
        say!("Checked independently: every rule is kept.");
        let lost =
            plan.dispositions.iter().any(|fate| !fate.missed.is_empty()) || !plan.missed_events.is_empty();
        return if lost { ExitCode::from(NEEDS_ATTENTION) } else { ExitCode::SUCCESS };
    }
    remark!("The plan breaks {} rules; please report this:", violations.len());
    for violation in &violations {
        remark!("  {violation}");
    }
    ExitCode::from(OWN_FAULT)
}
