//! Territories from nothing, for a team or for a number of seats.

use crate::districting;
use crate::districting::config::DistrictingConfig;
use crate::districting::problem::{Activity, DistrictingProblem, Objective};
use crate::error::{Error, ErrorKind};
use crate::geo::sphere::distance_metres;
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::progress::Observer;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::assess::{Assessment, Assessor};
use crate::territory::candidate::{TerritorySearch, find_candidate};
use crate::territory::placed::PlacedPractices;
use crate::territory::problem_builder::ProblemBuilder;
use crate::territory::progress::ProgressRelay;
use crate::territory::projection::{Projection, middle, places};
use crate::territory::proof::{InfeasibilityProof, proofs};
use crate::territory::rules::TerritoryRules;
use crate::territory::violation::{TerritoryViolation, violations};
use crate::territory::workload::Workload;

/// Territories designed without regard to who covers whom today.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// The book it is for: the caller's, or for a number of seats one with a liaison at each.
    pub book: Book,
    /// Who covers whom; liaisons are those of `book`.
    pub alignment: Alignment,
    /// The territories.
    pub assessment: Assessment,
    /// What is not kept; empty if every rule is.
    pub violations: Vec<TerritoryViolation>,
    /// Why no design whatever could keep every rule, where there is a simple proof.
    pub proofs: Vec<InfeasibilityProof>,
    /// Practices that nobody can serve.
    pub unservable: Vec<PracticeIndex>,
}

impl Design {
    /// Tells whether every rule is kept.
    #[must_use]
    pub fn is_feasible(&self) -> bool {
        self.violations.is_empty() && self.proofs.is_empty()
    }
}

/// Designs territories for the liaisons of the book, or for `seats` full-time liaisons who live in the middle
/// of their own.
///
/// Locks, caps on moves and relationships are not looked at. Seats are found by designing without homes, by
/// visit hours alone; each then lives at the practice nearest to the middle of its territory, has every
/// skill, and the territories are designed anew with drives, as [`rebalance`](super::rebalance()) estimates
/// them. A practice without a place is in no territory.
///
/// # Errors
/// As [`rebalance`](super::rebalance()); and [`ErrorKind::Setting`] if `seats` is 0 or more than there are
/// practices.
pub fn design(
    programme: &Programme,
    seats: Option<usize>,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Design, Error> {
    let Some(placed) = PlacedPractices::of(programme)? else {
        return design_placed(programme, seats, rules, observer);
    };
    let part = design_placed(&placed.programme(), seats, &placed.rules(rules), observer)?;
    let book = match seats {
        None => programme.book.clone(),
        Some(_) => with_team(programme.book, part.book.liaisons())?,
    };
    let nobody = Alignment::new(&book, vec![None; book.practices().len()])?;
    let alignment = placed.whole_alignment(&part.alignment, &nobody).of_team(&book);
    Ok(Design {
        assessment: part.assessment.with_unowned(&alignment),
        unservable: placed.whole_indices(&part.unservable),
        alignment,
        book,
        ..part
    })
}

/// Designs territories of practices that all have a place.
fn design_placed(
    programme: &Programme,
    seats: Option<usize>,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Design, Error> {
    let book = match seats {
        None => programme.book.clone(),
        Some(seats) => seated(programme, seats, rules, observer)?,
    };
    let rules =
        TerritoryRules { locked: Vec::new(), most_moves: None, most_moves_each: None, ..rules.clone() };
    let nobody = Alignment::new(&book, vec![None; book.practices().len()])?;
    let programme = Programme { book: &book, ..*programme };
    let builder = ProblemBuilder::new(&programme, &nobody, &rules)?;
    let candidate = find_candidate(&builder, TerritorySearch::FromHomes, 1, &ProgressRelay::new(observer))?;
    let alignment = builder.alignment(&candidate.labels);
    Ok(Design {
        assessment: Assessor::new(&programme, &builder.workloads, &builder.graph)
            .assess(&alignment, &candidate.drive),
        violations: violations(&builder, &candidate.problem, &candidate.evaluation.solution),
        proofs: proofs(&builder, &candidate.problem)?,
        unservable: builder.unservable.clone(),
        alignment,
        book: book.clone(),
    })
}

/// Makes the book with a made-up liaison at each seat and no owners.
fn seated(
    programme: &Programme,
    seats: usize,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Book, Error> {
    let homes = middles(programme, seats, rules, observer)?;
    let skills = programme.book.practices().iter().flat_map(|it| it.skills.iter().cloned());
    let skills: std::collections::BTreeSet<String> = skills.collect();
    let width = seats.to_string().len().max(2);
    let liaison = |(seat, &(_, place)): (usize, &(PracticeIndex, Location))| {
        let mut liaison = Liaison::new(format!("T{seat:0width$}"), format!("Territory {seat}"), place);
        liaison.skills.clone_from(&skills);
        liaison
    };
    with_team(programme.book, &(1..).zip(&homes).map(liaison).collect::<Vec<_>>())
}

/// Makes the same book with another team and no owners.
fn with_team(book: &Book, team: &[Liaison]) -> Result<Book, Error> {
    let mut records = book.records();
    records.liaisons = team.to_vec().into();
    records.practices.0.iter_mut().for_each(|(_, practice)| practice.owner = None);
    Ok(Book::build(records)?.0)
}

/// Finds practices in the middle of `count` compact territories of equal visit hours, with their places. All
/// practices of the programme have one.
pub(crate) fn middles(
    programme: &Programme,
    count: usize,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<Vec<(PracticeIndex, Location)>, Error> {
    let places = places(programme.book);
    if count == 0 || count > places.len() {
        let all = places.len();
        return Err(Error::new(
            ErrorKind::Setting,
            format!("{count} territories for {all} practices; ask for at least one and no more than these"),
        ));
    }
    let plane = Projection::around(&places);
    let hours = Workload::of(programme, rules.buffer).iter().map(|work| work.visit_hours).collect::<Vec<_>>();
    let hours = if hours.iter().any(|&hours| hours > 0.0) { hours } else { vec![1.0; hours.len()] };
    let problem = DistrictingProblem {
        activities: vec![Activity::even("hours", hours.clone(), count, rules.tolerances.hours)],
        objective: Objective::Inertia,
        ..DistrictingProblem::even(
            places.iter().map(|&it| plane.project(it)).collect(),
            rules.adjacency.graph(programme.book)?,
            hours,
            count,
        )
    };
    let config = DistrictingConfig { seed: rules.seed, ..DistrictingConfig::for_units(places.len()) };
    let labels = districting::design(&problem, &config, observer)?.labels;
    Ok((0..count).filter_map(|territory| medoid(&places, &labels, territory)).collect())
}

/// Finds the practice nearest to the middle of a territory.
fn medoid(places: &[Location], labels: &[usize], territory: usize) -> Option<(PracticeIndex, Location)> {
    let members: Vec<usize> = (0..labels.len()).filter(|&practice| labels[practice] == territory).collect();
    let centre = middle(&members.iter().map(|&practice| places[practice]).collect::<Vec<_>>());
    let distance = |practice: usize| distance_metres(places[practice], centre);
    let nearest = members.into_iter().min_by(|&a, &b| distance(a).total_cmp(&distance(b)).then(a.cmp(&b)));
    nearest.map(|practice| (PracticeIndex::new(practice), places[practice]))
}
