//! The figures that a plan of a book has to show, for whoever checks it. No search is needed for them.

use rayon::prelude::*;

use crate::error::Error;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::expectations::{Expectations, ExpectedAim, ExpectedLiaison, ExpectedPractice};
use crate::plan::loss::VisitWorth;
use crate::plan::visit_plan::AssumedResponse;
use crate::schedule::aim::access::team_access;
use crate::schedule::aim::asked::AimSources;
use crate::schedule::aim::liaison_aim::{LiaisonAim, PracticeAim};
use crate::schedule::aim::week::without_lunch;
use crate::schedule::assign_unowned;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::horizon::Horizon;
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
    let basis = PlanBasis::new(book, scores, travel, config);
    let covers = assign_unowned::assign(&basis);
    let access = team_access(book, scores.as_of);
    let sources = AimSources { book, scores, travel, config, access, start: basis.horizon.start };
    let aims = aims(&sources, &covers);
    let liaison = |(liaison, aim): (LiaisonIndex, &LiaisonAim)| {
        expected_liaison(&sources, &basis.horizon, liaison, aim)
    };
    let practice = |(index, score): (PracticeIndex, &PracticeScore)| {
        let cover = covers[index.get()];
        let aim = cover.and_then(|liaison| aims[liaison.get()].of(index));
        let liaison = cover.map(|liaison| book.liaisons()[liaison.get()].id.clone());
        ExpectedPractice { liaison, ..expected_practice(score, aim) }
    };
    Ok(Expectations {
        response: response(scores),
        practices: book.practice_indices().zip(&scores.practices).map(practice).collect(),
        liaisons: book.liaison_indices().zip(&aims).map(liaison).collect(),
    })
}

/// Finds the aim of every liaison, in the order of the book.
fn aims(sources: &AimSources<'_>, covers: &[Option<LiaisonIndex>]) -> Vec<LiaisonAim> {
    let mut covered = vec![Vec::new(); sources.book.liaisons().len()];
    for (practice, cover) in sources.book.practice_indices().zip(covers) {
        if let Some(liaison) = cover {
            covered[liaison.get()].push(practice);
        }
    }
    let one =
        |(liaison, covered): (LiaisonIndex, Vec<PracticeIndex>)| LiaisonAim::new(sources, liaison, &covered);
    sources.book.liaison_indices().zip(covered).collect::<Vec<_>>().into_par_iter().map(one).collect()
}

fn expected_liaison(
    sources: &AimSources<'_>,
    horizon: &Horizon,
    liaison: LiaisonIndex,
    aim: &LiaisonAim,
) -> ExpectedLiaison {
    let person = &sources.book.liaisons()[liaison.get()];
    let hours = horizon.dates().filter_map(|(_, date)| sources.book.working_hours(liaison, date));
    let planned: u32 = hours.map(|hours| without_lunch(person, hours)).sum();
    ExpectedLiaison {
        capacity: aim.capacity(person, f64::from(planned) / 60.0),
        minute: aim.prices.minute,
        stop: aim.prices.stop,
        drive: aim.prices.drive,
        unit: aim.unit,
    }
}

/// States what is expected of a practice; whoever covers it is added later.
fn expected_practice(score: &PracticeScore, aim: Option<&PracticeAim>) -> ExpectedPractice {
    ExpectedPractice {
        practice: score.practice.clone(),
        liaison: None,
        tier: score.tier,
        visit: VisitWorth { full: score.visit.base(), tau_days: score.visit.tau_days },
        reasons: score.reasons.iter().map(|reason| (reason.fact, reason.points)).collect(),
        aim: aim.map(|aim| ExpectedAim { rhythm: aim.rhythm, every: aim.every, access: aim.access }),
    }
}

fn response(scores: &Scores) -> AssumedResponse {
    let response = &scores.response;
    AssumedResponse { effect: response.effect(), tau_days: response.tau_days(), most: response.most() }
}
