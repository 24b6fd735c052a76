//! The figures that a plan of a book has to show, for whoever checks it. No search is needed for them.

use rayon::prelude::*;

use crate::error::Error;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::meeting_chances::MeetingChances;
use crate::plan::capacity::Capacity;
use crate::plan::expectations::{Expectations, ExpectedAim, ExpectedLiaison, ExpectedPractice};
use crate::plan::loss::VisitWorth;
use crate::plan::need::CapacityNeed;
use crate::plan::visit_plan::Plan;
use crate::schedule::aim::liaison_aim::{LiaisonAim, PracticeAim};
use crate::schedule::assign_unowned;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::kept_hours;
use crate::schedule::need::least_time::LiaisonNeed;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::planner::validate;
use crate::score::scores::{PracticeScore, Scores};

/// States what a plan made with these scores and settings has to show: tiers, the worth of visits, rhythms and capacities.
/// [`crate::check`] holds a plan to it.
///
/// # Errors
/// As [`crate::schedule::plan`], but for its observer.
pub fn expectations(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    config: &ScheduleConfig,
) -> Result<Expectations, Error> {
    validate(book, scores, config)?;
    Ok(of_basis(&kept_hours::basis(book, scores, travel, config)))
}

/// States the same for a plan that follows another one, which says who covers practices without an owner. A replanned plan that is
/// read from a file may stand for the one before it: it says the same.
///
/// # Errors
/// As [`expectations`].
pub fn expectations_after(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    config: &ScheduleConfig,
    previous: &Plan,
) -> Result<Expectations, Error> {
    validate(book, scores, config)?;
    Ok(of_basis(&kept_hours::basis(book, scores, travel, config).after(previous, None)))
}

fn of_basis(basis: &PlanBasis) -> Expectations {
    let (book, scores) = (basis.book, basis.scores);
    let covers = assign_unowned::assign(basis);
    let sources = basis.aim_sources();
    let aim = |(liaison, covered): (LiaisonIndex, Vec<PracticeIndex>)| {
        let need = LiaisonNeed::new(basis, liaison, &covered).capacity_need();
        (LiaisonAim::new(&sources, liaison, &covered), need)
    };
    let aims: Vec<(LiaisonAim, CapacityNeed)> = basis.shares(&covers).into_par_iter().map(aim).collect();
    let liaison = |(liaison, (aim, need)): (LiaisonIndex, &(LiaisonAim, CapacityNeed))| {
        expected_liaison(basis, liaison, aim, *need)
    };
    let practice = |(index, score): (PracticeIndex, &PracticeScore)| {
        let cover = covers[index.get()];
        let aim = cover.and_then(|liaison| aims[liaison.get()].0.of(index));
        let liaison = cover.map(|liaison| book.liaisons()[liaison.get()].id.clone());
        ExpectedPractice { liaison, ..expected_practice(score, basis.access.of(index), aim) }
    };
    Expectations {
        response: basis.response(),
        practices: book.practice_indices().zip(&scores.practices).map(practice).collect(),
        liaisons: book.liaison_indices().zip(&aims).map(liaison).collect(),
        avoided: basis.access.avoided(book),
    }
}

fn expected_liaison(
    basis: &PlanBasis,
    liaison: LiaisonIndex,
    aim: &LiaisonAim,
    need: CapacityNeed,
) -> ExpectedLiaison {
    let person = &basis.book.liaisons()[liaison.get()];
    ExpectedLiaison {
        capacity: Capacity { need: Some(need), ..aim.capacity(person, basis.planned_hours(liaison)) },
        minute: aim.prices.minute,
        stop: aim.prices.stop,
        drive: aim.prices.drive,
        unit: aim.unit,
    }
}

/// States what is expected of a practice; whoever covers it is added later.
fn expected_practice(
    score: &PracticeScore,
    access: MeetingChances,
    aim: Option<&PracticeAim>,
) -> ExpectedPractice {
    ExpectedPractice {
        practice: score.practice.clone(),
        liaison: None,
        tier: score.tier,
        visit: VisitWorth { full: score.visit.base(), tau_days: score.visit.tau_days },
        reasons: score.reasons.iter().map(|reason| (reason.fact, reason.points)).collect(),
        access,
        aim: aim.map(|aim| ExpectedAim { rhythm: aim.rhythm, every: aim.every }),
    }
}
