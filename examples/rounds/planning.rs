//! `rounds plan`: scores, plans, proves, writes.

use std::collections::BTreeMap;
use std::process::ExitCode;

use rounds::model::{Book, LiaisonId};
use rounds::plan::Plan;
use rounds::{Error, ErrorKind, check, export, schedule, score};

use crate::arguments::{BookArguments, PlanArguments, Show};
use crate::outputs::file_names::file_names;
use crate::outputs::folder::Folder;
use crate::outputs::inputs::Inputs;
use crate::watch::Watch;
use crate::{NEEDS_ATTENTION, OWN_FAULT, Outcome, files, findings, sample};

/// What is always written, beside a calendar for each liaison.
const FILES: [&str; 6] =
    ["plan.html", "plan.json", "plan.geojson", "stops.csv", "practices.csv", "itineraries.txt"];

pub(crate) fn run(book: &BookArguments, arguments: &PlanArguments) -> Outcome {
    let inputs = Inputs::of_book(&book.book).and(book.travel.as_ref()).and(arguments.basemap.as_ref());
    let out = Folder::checked(&arguments.out, "plan", inputs, &FILES)?;
    let files::Opened { book: opened, as_of, mut issues } = files::open(book)?;
    let calendars = calendars(&opened);
    out.expect(calendars.values().map(String::as_str))?;
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&opened, &issues);
    if let Some(text) = arguments.known_days(as_of) {
        remark!("warning: {text}");
    }
    let wanted = wanted(&opened, arguments)?;
    let config = arguments.schedule();
    let watch = Watch::new();
    let observe = |it: &_| watch.observe(it);
    let (plan, expected) = files::pool(book)?.install(|| {
        let scores = score::evaluate(&opened, as_of, &arguments.scoring(), &observe)?;
        let plan = schedule::plan(&opened, &scores, travel.as_ref(), &config, &observe)?;
        Ok::<_, Error>((plan, schedule::expectations(&opened, &scores, travel.as_ref(), &config)?))
    })?;
    watch.finish();
    let written = write(out, &calendars, &opened, &plan, book, arguments)?;
    print(&opened, &plan, arguments.show, wanted.as_ref());
    say!("Written to {}: {}", arguments.out.display(), written.join(", "));
    let facts = check::Facts::new(&opened, travel.as_ref()).with_rules(config.rules).with_expected(&expected);
    Ok(prove(&facts, &plan))
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
fn print(book: &Book, plan: &Plan, show: Show, wanted: Option<&LiaisonId>) {
    let shown = match show {
        Show::All => plan.clone(),
        _ => first_week(plan),
    };
    let liaisons = shown.itineraries.iter().map(|itinerary| &itinerary.liaison);
    for liaison in
        liaisons.filter(|liaison| show != Show::None && wanted.is_none_or(|wanted| wanted == *liaison))
    {
        say!("{}", export::itinerary(book, &shown, liaison));
    }
    say!("{}", export::left_out(book, plan));
    say!("{}", export::overview(book, plan));
    if show == Show::Week {
        say!("Above is the first week; itineraries.txt has all of it, and so has --show all.");
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
        let lost = plan.dispositions.iter().any(|fate| !fate.missed.is_empty());
        return if lost { ExitCode::from(NEEDS_ATTENTION) } else { ExitCode::SUCCESS };
    }
    remark!("The plan breaks {} rules; please report this:", violations.len());
    for violation in &violations {
        remark!("  {violation}");
    }
    ExitCode::from(OWN_FAULT)
}

/// Names the calendar of every liaison.
fn calendars(book: &Book) -> BTreeMap<&str, String> {
    file_names(book.liaisons().iter().map(|liaison| liaison.id.as_str()), ".ics")
}

/// Writes every format and says what it wrote.
fn write(
    mut out: Folder,
    calendars: &BTreeMap<&str, String>,
    book: &Book,
    plan: &Plan,
    source: &BookArguments,
    arguments: &PlanArguments,
) -> Result<Vec<String>, Error> {
    out.write("plan.json", |file| export::json(plan, file))?;
    out.write("stops.csv", |file| export::stops_csv(book, plan, file))?;
    out.write("practices.csv", |file| export::dispositions_csv(book, plan, file))?;
    out.write_bytes("plan.geojson", export::geojson(book, plan));
    out.write_bytes("itineraries.txt", export::text(book, plan));
    let basemap = sample::basemap(&source.book, arguments.basemap.as_deref())?;
    let simulated = sample::note(&source.book);
    let page = export::Page { title: "Visit plan", note: simulated, basemap: basemap.as_deref() };
    out.write_bytes("plan.html", export::html(book, plan, &page)?);
    for itinerary in &plan.itineraries {
        // Every itinerary is one of the book's liaisons, who all have a name.
        let Some(name) = calendars.get(itinerary.liaison.as_str()) else { continue };
        out.write_bytes(name, export::ics(book, plan, &itinerary.liaison));
    }
    out.finish()?;
    let calendars = format!("{} calendars (*.ics)", plan.itineraries.len());
    Ok(FILES.into_iter().map(String::from).chain([calendars]).collect())
}
