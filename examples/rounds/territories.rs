//! `rounds assess`, `rounds rebalance`, `rounds design`: who covers whom.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rounds::geo::TravelTimes;
use rounds::model::{Book, LiaisonId, PracticeId};
use rounds::score::{self, Scores};
use rounds::territory::{
    self, Adjacency, Alignment, Contiguity, FrontPoint, Handover, Programme, Rebalancing, Scenario,
    ScenarioTrial, TerritoryRules, Tolerances,
};
use rounds::{Error, ErrorKind, check, export, ingest, schedule};

use crate::arguments::BookArguments;
use crate::outputs::folder::Folder;
use crate::outputs::inputs::Inputs;
use crate::territory_arguments::{
    DesignArguments, FairArguments, OpenBookArguments, Pieces, TerritoryArguments, Together,
};
use crate::watch::Watch;
use crate::{NEEDS_ATTENTION, Outcome, files, findings, sample};

/// What is written of a rebalancing.
const FILES: [&str; 6] = [
    "territories.html",
    "territories.csv",
    "moves.csv",
    "alignment.csv",
    "handover.csv",
    "territories.geojson",
];

/// Checks, before any work, that a command may write these files, and over none that it reads.
pub(crate) fn folder(
    book: &BookArguments,
    arguments: &OpenBookArguments,
    command: &'static str,
    names: &[&str],
    basemap: Option<&PathBuf>,
) -> Result<Folder, Error> {
    let OpenBookArguments { alignment, borders, areas, out } = arguments;
    let files = [book.travel.as_ref(), alignment.as_ref(), borders.as_ref(), areas.as_ref(), basemap];
    let inputs = files.into_iter().fold(Inputs::of_book(&book.book), Inputs::and);
    Folder::checked(out, command, inputs, names)
}

/// The same for a rebalancing, with all its files.
pub(crate) fn rebalancing_folder(
    book: &BookArguments,
    arguments: &TerritoryArguments,
    command: &'static str,
) -> Result<Folder, Error> {
    folder(book, &arguments.fair.open, command, &FILES, arguments.basemap.as_ref())
}

/// A book that is ready for questions about territories.
pub(crate) struct OpenBook {
    pub(crate) book: Book,
    pub(crate) scores: Scores,
    pub(crate) travel: Box<dyn TravelTimes>,
    pub(crate) rules: TerritoryRules,
    pub(crate) pool: rayon::ThreadPool,
    pub(crate) watch: Watch,
}

impl OpenBook {
    pub(crate) fn open(
        book: &BookArguments,
        arguments: &OpenBookArguments,
        rules: TerritoryRules,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let files::Opened { book: mut opened, as_of, mut issues, .. } = files::open(book)?;
        if let Some(path) = &arguments.alignment {
            opened = aligned(&opened, path)?;
        }
        known(&opened, &rules)?;
        let (travel, found) = files::travel(book, &opened)?;
        issues.extend(found);
        findings::summarise(&issues);
        let rules = TerritoryRules { adjacency: adjacency(arguments)?, ..rules };
        let (pool, watch) = (files::pool(book)?, Watch::new());
        let observe = |it: &_| watch.observe(it);
        let scores =
            pool.install(|| score::evaluate(&opened, as_of, &score::ScoreConfig::default(), &observe))?;
        Ok(Self { book: opened, scores, travel, rules, pool, watch })
    }

    pub(crate) fn programme(&self) -> Result<Programme<'_>, Error> {
        Programme::new(&self.book, &self.scores, self.travel.as_ref())
    }

    /// Plans the weeks under each scenario and has every plan checked.
    pub(crate) fn compare(
        &self,
        scenarios: &[Scenario],
        weeks: u32,
    ) -> Result<Vec<ScenarioTrial>, Box<dyn std::error::Error>> {
        let config =
            schedule::ScheduleConfig { weeks, seed: self.rules.seed, ..schedule::ScheduleConfig::default() };
        let travel = self.travel.as_ref();
        let trials = self.pool.install(|| {
            territory::compare(scenarios, &self.scores, travel, &self.rules, &config, &|it| {
                self.watch.observe(it)
            })
        })?;
        for (trial, scenario) in trials.iter().zip(scenarios) {
            let violations = check::plan(&check::Facts::new(&scenario.book, travel), &trial.plan);
            if let Some(violation) = violations.first() {
                return Err(format!(
                    "the plan of \"{}\" breaks a rule; please report this: {violation}",
                    trial.name
                )
                .into());
            }
        }
        Ok(trials)
    }
}

/// Refuses practices that the command line names and the book does not have.
fn known(book: &Book, rules: &TerritoryRules) -> Result<(), Error> {
    let apart = rules.apart.iter().flat_map(|(a, b)| [a, b]);
    let mut named = rules.locked.iter().chain(rules.together.iter().flatten()).chain(apart);
    let unknown = named.find(|id| book.practice(id).is_none());
    unknown.map_or(Ok(()), |id| Err(Error::new(ErrorKind::Setting, format!("there is no practice {id}"))))
}

/// The book with the owners of a file; practices that it does not list keep theirs.
fn aligned(book: &Book, path: &Path) -> Result<Book, Box<dyn std::error::Error>> {
    let mut liaisons = Alignment::of(book).liaisons().to_vec();
    for (practice, owner) in pairs(path)? {
        let position = book.practice_index(&PracticeId::from(practice.as_str()));
        let position =
            position.ok_or_else(|| format!("{}: there is no practice {practice}", path.display()))?;
        liaisons[position.get()] = match owner.as_str() {
            "" => None,
            id => Some(
                book.liaison_index(&LiaisonId::from(id))
                    .ok_or_else(|| format!("{}: there is no liaison {id}", path.display()))?,
            ),
        };
    }
    Ok(Alignment::new(book, liaisons)?.apply(book)?)
}

/// The rules of a design.
fn fair_rules(arguments: &FairArguments) -> TerritoryRules {
    TerritoryRules {
        tolerances: Tolerances {
            hours: arguments.tolerance,
            potential: arguments.potential,
            practices: arguments.practices,
        },
        contiguity: match arguments.contiguity {
            Pieces::Strict => Contiguity::Strict,
            Pieces::Tolerant => Contiguity::Tolerant,
            Pieces::Off => Contiguity::Off,
        },
        together: arguments.together.iter().map(|Together(ids)| ids.clone()).collect(),
        apart: arguments.apart.clone(),
        seed: arguments.seed,
        effort: arguments.effort,
        ..TerritoryRules::default()
    }
}

/// The rules of a rebalancing.
pub(crate) fn rules(arguments: &TerritoryArguments) -> TerritoryRules {
    TerritoryRules {
        locked: arguments.lock.iter().map(|id| PracticeId::from(id.as_str())).collect(),
        most_moves: arguments.most_moves,
        most_moves_each: arguments.most_moves_each,
        ..fair_rules(&arguments.fair)
    }
}

fn adjacency(arguments: &OpenBookArguments) -> Result<Adjacency, Box<dyn std::error::Error>> {
    let Some(borders) = &arguments.borders else { return Ok(Adjacency::Nearby) };
    let borders = pairs(borders)?;
    let practice = |id: String| PracticeId::from(id);
    Ok(match &arguments.areas {
        None => Adjacency::Practices(borders.into_iter().map(|(a, b)| (practice(a), practice(b))).collect()),
        Some(areas) => Adjacency::Areas {
            areas: pairs(areas)?.into_iter().map(|(id, area)| (practice(id), area)).collect(),
            borders,
        },
    })
}

/// The first two columns of a CSV file with a header.
fn pairs(path: &Path) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(files::opened(path)?);
    let pair = |row: csv::StringRecord| match (row.get(0), row.get(1)) {
        (Some(a), Some(b)) => Ok((ingest::unguarded(a).to_owned(), ingest::unguarded(b).to_owned())),
        _ => Err(format!("{} needs two columns", path.display()).into()),
    };
    reader.records().map(|row| pair(row?)).collect()
}

pub(crate) fn assess(book: &BookArguments, arguments: &OpenBookArguments) -> Outcome {
    let mut out = folder(book, arguments, "assess", &["territories.csv"], None)?;
    let open = OpenBook::open(book, arguments, TerritoryRules::default())?;
    open.watch.finish();
    let assessment = territory::assess(&open.programme()?, &Alignment::of(&open.book), &open.rules)?;
    say!("{}", export::assessment_text(&open.book, &assessment));
    out.write("territories.csv", |file| export::assessment_csv(&open.book, &[("today", &assessment)], file))?;
    out.finish()?;
    say!("Written to {}: territories.csv", arguments.out.display());
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn rebalance(book: &BookArguments, arguments: &TerritoryArguments) -> Outcome {
    let out = rebalancing_folder(book, arguments, "rebalance")?;
    let open = OpenBook::open(book, &arguments.fair.open, rules(arguments))?;
    let (programme, today) = (open.programme()?, Alignment::of(&open.book));
    let observe = |it: &_| open.watch.observe(it);
    let (answer, front) = open.pool.install(|| {
        let answer = territory::rebalance(&programme, &today, &open.rules, &observe)?;
        let tolerances = FrontPoint::USUAL_TOLERANCES;
        let front =
            territory::pareto_front(&programme, &today, &open.rules, &tolerances, Some(&answer), &observe)?;
        Ok::<_, Error>((answer, front))
    })?;
    let new = answer.alignment.apply(&open.book)?;
    let scenarios = [named("As it is today", open.book.clone()), named("As proposed", new)];
    let trials = if arguments.weeks > 0 { open.compare(&scenarios, arguments.weeks)? } else { Vec::new() };
    let [_, proposed] = &scenarios;
    let handovers =
        trials.get(1).map_or(Vec::new(), |it| territory::handover(&proposed.book, &answer.moves, &it.plan));
    open.watch.finish();
    say!("{}", export::rebalancing_text(&open.book, &answer));
    say!("Today, in detail. {}", export::assessment_text(&open.book, &answer.before));
    say!("{}", export::front_text(&front));
    if !trials.is_empty() {
        say!("{}\n{}", export::trials_text(&trials), export::handover_text(&handovers));
    }
    let story =
        Story { today: &today, answer: &answer, front: &front, trials: &trials, handovers: &handovers };
    write(out, &open.book, &story, book, arguments, "Territories, rebalanced")?;
    Ok(code(answer.is_feasible()))
}

pub(crate) fn named(name: &str, book: Book) -> Scenario {
    Scenario { name: name.to_owned(), book }
}

/// Everything that is told about a rebalancing.
pub(crate) struct Story<'a> {
    pub(crate) today: &'a Alignment,
    pub(crate) answer: &'a Rebalancing,
    pub(crate) front: &'a [FrontPoint],
    pub(crate) trials: &'a [ScenarioTrial],
    pub(crate) handovers: &'a [Handover],
}

/// Writes a rebalancing in every format and says so.
pub(crate) fn write(
    mut out: Folder,
    book: &Book,
    story: &Story,
    source: &BookArguments,
    arguments: &TerritoryArguments,
    title: &str,
) -> Result<(), Error> {
    let Story { today, answer, front, trials, handovers } = *story;
    let assessments = [("before", &answer.before), ("after", &answer.after)];
    out.write("territories.csv", |file| export::assessment_csv(book, &assessments, file))?;
    out.write("moves.csv", |file| export::moves_csv(book, answer, file))?;
    out.write("alignment.csv", |file| export::alignment_csv(&answer.alignment, file))?;
    out.write("handover.csv", |file| export::handover_csv(book, handovers, file))?;
    let map = export::territories_geojson(book, today, &answer.alignment, &answer.after, &answer.moves)?;
    out.write_bytes("territories.geojson", map);
    let basemap = sample::basemap(&source.book, arguments.basemap.as_deref())?;
    let page = export::Page {
        title,
        note: sample::note(&source.book),
        basemap: basemap.as_deref(),
        units: source.units,
        ..export::Page::default()
    };
    let page = export::TerritoryPage { today, rebalancing: answer, front, trials, handovers, page };
    out.write_bytes("territories.html", export::territories_html(book, &page)?);
    out.finish()?;
    say!("Written to {}: {}", arguments.fair.open.out.display(), FILES.join(", "));
    Ok(())
}

/// Well, or with rules that could not be kept.
pub(crate) fn code(feasible: bool) -> ExitCode {
    if feasible { ExitCode::SUCCESS } else { ExitCode::from(NEEDS_ATTENTION) }
}

pub(crate) fn design(book: &BookArguments, arguments: &DesignArguments) -> Outcome {
    let files = ["territories.csv", "alignment.csv", "territories.geojson"];
    let mut out = folder(book, &arguments.fair.open, "design", &files, None)?;
    let open = OpenBook::open(book, &arguments.fair.open, fair_rules(&arguments.fair))?;
    let observe = |it: &_| open.watch.observe(it);
    let design = open
        .pool
        .install(|| territory::design(&open.programme()?, arguments.seats, &open.rules, &observe))?;
    open.watch.finish();
    say!("{}", export::assessment_text(&design.book, &design.assessment));
    let unkept = design.violations.iter().map(|it| export::violation_text(&design.book, it));
    let proofs = design.proofs.iter().map(|it| export::proof_text(&design.book, it));
    for text in unkept.chain(proofs) {
        say!("Not kept: {text}");
    }
    out.write("territories.csv", |file| {
        export::assessment_csv(&design.book, &[("design", &design.assessment)], file)
    })?;
    out.write("alignment.csv", |file| export::alignment_csv(&design.alignment, file))?;
    let today = Alignment::of(&design.book);
    let map = export::territories_geojson(&design.book, &today, &design.alignment, &design.assessment, &[])?;
    out.write_bytes("territories.geojson", map);
    out.finish()?;
    say!("Written to {}: {}", arguments.fair.open.out.display(), files.join(", "));
    Ok(code(design.is_feasible()))
}
