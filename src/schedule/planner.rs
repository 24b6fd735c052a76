//! Plans: solves all liaisons in parallel and puts their answers together.

use rayon::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::calendar_entries;
use crate::plan::capacity::Capacity;
use crate::plan::disposition::{Disposition, Status, VisitRhythm};
use crate::plan::itinerary::Itinerary;
use crate::plan::visit_plan::FieldTime;
use crate::plan::visit_plan::{Plan, PlanSettings, SearchSummary};
use crate::progress::Observer;
use crate::routing::model::solution::Solution;
use crate::schedule::assign_unowned;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::day_visit::VisitDays;
use crate::schedule::explain::dispositions::{self, Absences};
use crate::schedule::itineraries;
use crate::schedule::kept_hours;
use crate::schedule::liaison_problem::{self, LiaisonProblem};
use crate::schedule::meetings;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::reach::refuse_unreachable;
use crate::schedule::search::{self, LiaisonAnswer};
use crate::score::scores::Scores;

/// Plans visits for every liaison.
///
/// A visit fills a practice's goodwill, and time fades it. Each practice has the rhythm that earns most over an endless horizon at
/// the price of the liaison's time, and a plan loses by every gap that differs from it. On top of that it keeps every rule that
/// [`crate::check`] proves. Liaisons
/// are planned in parallel, each by ruin and recreate over their days; the result depends on the book, the scores, the travel
/// times and the configuration alone. When `observer` asks to stop after everybody has a first plan,
/// the best plan so far is given, marked as cut short.
///
/// ```
/// use rounds::{check, geo::GreatCircle, model::{Book, Liaison, Location, Practice, Records}, progress, schedule, score};
/// let near = |north: f64| Location::new(38.9 + north, -77.0);
/// let records = Records {
///     practices: vec![Practice::new("P1", "Cedar Family Medicine", near(0.02)?)].into(),
///     liaisons: vec![Liaison::new("L1", "Liaison One", near(0.0)?)].into(),
///     ..Records::default()
/// };
/// let (book, _) = Book::build(records)?;
/// let scores = score::evaluate(&book, "2026-01-30".parse()?, &score::ScoreConfig::default(), &progress::unobserved)?;
/// let travel = GreatCircle::default();
/// let plan = schedule::plan(&book, &scores, &travel, &schedule::ScheduleConfig::default(), &progress::unobserved)?;
/// assert!(check::plan(&check::Facts::new(&book, &travel), &plan).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Cancelled`] when `observer` asks to stop before everybody has a first plan; [`ErrorKind::Setting`] when `weeks` is not 1 to 13, the price of driving is not 0 to 1,000, an hour is to bring less than nothing, or the scores are those of another book; [`ErrorKind::Input`] when no home reaches any practice and back within a working day.
pub fn plan(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    config: &ScheduleConfig,
    observer: Observer,
) -> Result<Plan, Error> {
    validate(book, scores, config)?;
    refuse_unreachable(book, travel)?;
    let before = kept_hours::basis(book, scores, travel, config);
    let covers = assign_unowned::assign(&before);
    let choice = meetings::choice::choose(&before, &covers);
    let basis = before.with_meetings(choice.meetings);
    let mut problems = liaison_problem::all(&basis, &covers);
    let answers = search::solve(&mut problems, config, observer)?;
    let solutions: Vec<&Solution> = answers.iter().map(|answer| &answer.solution).collect();
    let visits = itineraries::visits(&problems, &solutions);
    let shares = problems
        .par_iter()
        .zip(answers)
        .map(|(problem, answer)| LiaisonPlan::new(problem, answer, &visits))
        .collect();
    let mut plan = compose(&basis, &covers, shares);
    plan.missed_meetings = choice.missed;
    calendar_entries::hand_on(&mut plan, None);
    Ok(plan)
}

/// States what each liaison's time is worth and needed for, without planning anything.
///
/// # Errors
/// As [`plan`], but for `observer`.
pub fn capacities(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    config: &ScheduleConfig,
) -> Result<Vec<Capacity>, Error> {
    validate(book, scores, config)?;
    refuse_unreachable(book, travel)?;
    let basis = kept_hours::basis(book, scores, travel, config);
    let problems = liaison_problem::all(&basis, &assign_unowned::assign(&basis));
    Ok(problems.par_iter().map(LiaisonProblem::capacity).collect())
}

pub(crate) fn validate(book: &Book, scores: &Scores, config: &ScheduleConfig) -> Result<(), Error> {
    if !(1..=13).contains(&config.weeks) {
        return Err(Error::new(ErrorKind::Setting, "a plan covers 1 to 13 weeks"));
    }
    if !(0.0..=1000.0).contains(&config.drive_price) {
        return Err(Error::new(
            ErrorKind::Setting,
            "the price of driving is a share from 0 to 1,000, such as 0.05",
        ));
    }
    if let FieldTime::Floor(an_hour) = config.field_time
        && !(an_hour >= 0.0 && an_hour.is_finite())
    {
        return Err(Error::new(ErrorKind::Setting, "an hour has to bring a number of referrals, from 0 on"));
    }
    let same =
        scores.practices.iter().map(|score| &score.practice).eq(book.practices().iter().map(|it| &it.id));
    if !same {
        return Err(Error::new(
            ErrorKind::Setting,
            "the scores are not those of this book; evaluate it first",
        ));
    }
    Ok(())
}

/// One liaison's part of the plan.
pub(crate) struct LiaisonPlan {
    itinerary: Itinerary,
    capacity: Capacity,
    rhythms: Vec<(PracticeIndex, VisitRhythm)>,
    absences: Absences,
    search: SearchSummary,
}

impl LiaisonPlan {
    pub(crate) fn new(problem: &LiaisonProblem, answer: LiaisonAnswer, visits: &VisitDays) -> Self {
        let solution = &answer.solution;
        Self {
            itinerary: itineraries::itinerary(problem, solution, visits),
            capacity: problem.capacity(),
            rhythms: problem.rhythms(),
            absences: answer.absences,
            search: SearchSummary {
                iterations: solution.iterations,
                cut_short: solution.cut_short,
                worth: problem.referrals(solution.objective),
            },
        }
    }
}

/// Puts the parts together into one plan.
pub(crate) fn compose(basis: &PlanBasis, covers: &[Option<LiaisonIndex>], shares: Vec<LiaisonPlan>) -> Plan {
    let (book, scores, config, horizon) = (basis.book, basis.scores, basis.config, &basis.horizon);
    let mut dispositions = fates(basis, covers);
    let (mut itineraries, mut search) = (Vec::with_capacity(shares.len()), SearchSummary::default());
    let mut capacities = Vec::with_capacity(shares.len());
    for share in shares {
        capacities.push(share.capacity);
        for (practice, rhythm) in share.rhythms {
            dispositions[practice.get()].rhythm = Some(rhythm);
        }
        search.iterations += share.search.iterations;
        search.cut_short |= share.search.cut_short;
        search.worth += share.search.worth;
        itineraries.push(share.itinerary);
        for (practice, status) in share.absences.left_out {
            dispositions[practice.get()].status = status;
        }
        for (practice, missed) in share.absences.missed {
            dispositions[practice.get()].missed.push(missed);
        }
    }
    mark_planned(book, &itineraries, &mut dispositions);
    Plan {
        format: Plan::FORMAT,
        as_of: scores.as_of,
        start: horizon.start,
        weeks: config.weeks,
        seed: config.seed,
        book: book.digest(),
        rules: config.rules,
        settings: PlanSettings { drive_price: config.drive_price, field_time: config.field_time },
        response: basis.response(),
        search,
        capacities,
        itineraries,
        dispositions,
        avoided: basis.access.avoided(book),
        missed_meetings: Vec::new(),
        missed_events: basis.agendas.missed_events().to_vec(),
        replan: None,
        cancelled: Vec::new(),
        kept: Vec::new(),
        day_entries: Vec::new(),
    }
}

/// States the fates that need no search: facts, practices without a liaison or a place, and appointments that are lost.
fn fates(basis: &PlanBasis, covers: &[Option<LiaisonIndex>]) -> Vec<Disposition> {
    let (book, horizon) = (basis.book, &basis.horizon);
    let facts = |practice: PracticeIndex| {
        let liaison = covers[practice.get()].map(|liaison| book.liaisons()[liaison.get()].id.clone());
        basis.needs[practice.get()].disposition(book.practices()[practice.get()].id.clone(), liaison, horizon)
    };
    let mut dispositions: Vec<Disposition> = book.practice_indices().map(facts).collect();
    dispositions::without_liaison(basis, covers, &mut dispositions);
    dispositions::without_place(basis, &mut dispositions);
    dispositions::lost_appointments(basis, &mut dispositions);
    dispositions
}

/// Marks the visited practices as planned, whoever makes the visits.
pub(crate) fn mark_planned(book: &Book, itineraries: &[Itinerary], dispositions: &mut [Disposition]) {
    let mut visits = vec![0; dispositions.len()];
    for stop in itineraries.iter().flat_map(|itinerary| &itinerary.days).flat_map(|day| &day.stops) {
        if let Some(practice) = book.practice_index(&stop.practice) {
            visits[practice.get()] += 1;
        }
    }
    for (disposition, &visits) in dispositions.iter_mut().zip(&visits) {
        if visits > 0 {
            disposition.status = Status::Planned { visits };
        }
    }
}
