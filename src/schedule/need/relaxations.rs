//! Which cadences to relax where the promises need more than there is.

use rayon::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::calendar::MustVisit;
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::relaxation::Relaxation;
use crate::schedule::assign_unowned;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::kept_hours;
use crate::schedule::need::due_days::DueDays;
use crate::schedule::need::steps::RelaxSteps;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::planner::validate;
use crate::schedule::reach::refuse_unreachable;
use crate::score::scores::Scores;

/// Lists the cadences to relax, the cheapest in referrals an hour first, until the least that the rest needs is there; none where
/// it is.
///
/// The least is a bound, so the rest may still need more than there is.
/// [`relax_until_kept`](crate::schedule::relax_until_kept) relaxes until a plan keeps it.
///
/// # Errors
/// As [`capacities`](crate::schedule::capacities).
pub fn relaxations(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    config: &ScheduleConfig,
) -> Result<Vec<Relaxation>, Error> {
    validate(book, scores, config)?;
    refuse_unreachable(book, travel)?;
    let basis = kept_hours::basis(book, scores, travel, config);
    Ok(enough(&basis).iter().flat_map(RelaxSteps::relaxations).collect())
}

/// Takes for every liaison the fewest steps with which the bound leaves room.
pub(crate) fn enough<'a>(basis: &'a PlanBasis<'a>) -> Vec<RelaxSteps<'a>> {
    let (covers, sources) = (assign_unowned::assign(basis), basis.aim_sources());
    let steps = |(liaison, covered): (LiaisonIndex, Vec<PracticeIndex>)| {
        let mut steps = RelaxSteps::new(basis, &sources, liaison, &covered);
        steps.take_enough();
        steps
    };
    basis.shares(&covers).into_par_iter().map(steps).collect()
}

/// Builds the book with these cadences.
///
/// # Errors
/// [`ErrorKind::Setting`] when a practice is not in the book.
pub fn with_relaxations(book: &Book, relaxations: &[Relaxation]) -> Result<Book, Error> {
    let mut records = book.records();
    for relaxation in relaxations {
        let practice = records.practices.0.iter_mut().find(|(_, it)| it.id == relaxation.practice);
        let Some((_, practice)) = practice else {
            return Err(unknown(&relaxation.practice));
        };
        practice.cadence = Some(relaxation.to);
    }
    Ok(Book::build(records)?.0)
}

fn unknown(practice: &PracticeId) -> Error {
    Error::new(ErrorKind::Setting, format!("there is no practice {practice} to relax the cadence of"))
}

/// Lists must-visits that keep every set cadence, one for each visit that it asks for.
pub(crate) fn must_visits(basis: &PlanBasis) -> Vec<MustVisit> {
    let covers = assign_unowned::assign(basis);
    let wishes = |liaison: LiaisonIndex, index: PracticeIndex| {
        let practice = &basis.book.practices()[index.get()];
        let spans = practice.cadence.map(|it| DueDays::new(basis, liaison, index).spans(it.max()));
        let date = |day: i64| basis.horizon.start.plus_days(day);
        let wish =
            |(from, until)| MustVisit { practice: practice.id.clone(), from: date(from), until: date(until) };
        spans.into_iter().flatten().map(wish).collect::<Vec<_>>()
    };
    let shares = basis.shares(&covers).into_iter();
    shares
        .flat_map(|(liaison, covered)| covered.into_iter().flat_map(move |it| wishes(liaison, it)))
        .collect()
}
