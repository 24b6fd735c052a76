//! `rounds plan`: scores, plans, proves, writes.

use std::process::ExitCode;

use rounds::model::{Book, LiaisonId};
use rounds::plan::Plan;
use rounds::{Error, ErrorKind, check, export, schedule, score};

use crate::arguments::{BookArguments, PlanArguments, Show};
use crate::folder::{self, Folder, file_name};
use crate::watch::Watch;
use crate::{NEEDS_ATTENTION, OWN_FAULT, Outcome, files, findings};

pub(crate) fn run(book: &BookArguments, arguments: &PlanArguments) -> Outcome {
    let files::Opened { book: opened, as_of, mut issues, .. } = files::open(book)?;
    let (travel, found) = files::travel(book, &opened)?;
    issues.extend(found);
    findings::summarise(&opened, &issues);
    if let Some(text) = arguments.known_days(as_of) {
        eprintln!("warning: {text}");
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
    let written = write(&opened, &plan, book, arguments)?;
    print(&opened, &plan, arguments.show, wanted.as_ref());
    println!("Written to {}: {}", arguments.out.display(), written.join(", "));
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
        println!("{}", export::itinerary(book, &shown, liaison));
    }
    println!("{}", export::left_out(book, plan));
    println!("{}", export::overview(book, plan));
    if show == Show::Week {
        println!("Above is the first week; itineraries.txt has all of it, and so has --show all.");
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
        println!("Checked independently: every rule is kept.");
        let lost = plan.dispositions.iter().any(|fate| !fate.missed.is_empty());
        return if lost { ExitCode::from(NEEDS_ATTENTION) } else { ExitCode::SUCCESS };
    }
    eprintln!("The plan breaks {} rules; please report this:", violations.len());
    for violation in &violations {
        eprintln!("  {violation}");
    }
    ExitCode::from(OWN_FAULT)
}

/// Writes every format and says what it wrote.
fn write(
    book: &Book,
    plan: &Plan,
    source: &BookArguments,
    arguments: &PlanArguments,
) -> Result<Vec<String>, Error> {
    let out = Folder::new(&arguments.out)?;
    out.write("plan.json", |file| export::json(plan, file))?;
    out.write("stops.csv", |file| export::stops_csv(book, plan, file))?;
    out.write("practices.csv", |file| export::dispositions_csv(book, plan, file))?;
    out.write_text("plan.geojson", &export::geojson(book, plan))?;
    out.write_text("itineraries.txt", &export::text(book, plan))?;
    let basemap = folder::basemap(&source.book, arguments.basemap.as_deref())?;
    let simulated = folder::note(&source.book);
    let page = export::Page { title: "Visit plan", note: simulated, basemap: basemap.as_deref() };
    out.write_text("plan.html", &export::html(book, plan, &page)?)?;
    for itinerary in &plan.itineraries {
        let name = format!("{}.ics", file_name(itinerary.liaison.as_str()));
        out.write_text(&name, &export::ics(book, plan, &itinerary.liaison))?;
    }
    let calendars = format!("{} calendars (*.ics)", plan.itineraries.len());
    let names = ["plan.html", "plan.json", "plan.geojson", "stops.csv", "practices.csv", "itineraries.txt"];
    Ok(names.into_iter().map(String::from).chain([calendars]).collect())
}
