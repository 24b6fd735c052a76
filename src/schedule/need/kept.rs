//! Which cadences a plan keeps.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::error::Error;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::visit_plan::Plan;
use crate::schedule::assign_unowned;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::kept_hours;
use crate::schedule::need::due_days::DueDays;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::planner::validate;
use crate::score::scores::Scores;

/// Lists the practices whose set cadence a plan does not keep: a gap between visits, or the one that is open in the end, is longer than
/// the longest that is set. The days and the rules of `config` have to be those of the plan.
///
/// A practice that is overdue before the plan begins has to be visited in the plan. A gap counts as kept where no day
/// within it is possible and the first possible day after it is used.
///
/// # Errors
/// [`ErrorKind::Setting`](crate::ErrorKind::Setting) for settings that no plan can be made with, or the scores of another book.
pub fn broken_cadences(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    config: &ScheduleConfig,
    plan: &Plan,
) -> Result<Vec<PracticeId>, Error> {
    validate(book, scores, config)?;
    let basis = kept_hours::basis(book, scores, travel, config);
    let broken = broken(&basis, plan);
    Ok(broken.into_iter().map(|practice| book.practices()[practice.get()].id.clone()).collect())
}

/// Lists the practices whose set cadence a plan does not keep, ascending.
pub(crate) fn broken(basis: &PlanBasis, plan: &Plan) -> Vec<PracticeIndex> {
    let covers = assign_unowned::assign(basis);
    let visits = visits(basis, plan);
    let is_broken = |liaison: LiaisonIndex, practice: PracticeIndex| {
        let Some(cadence) = basis.book.practices()[practice.get()].cadence else { return false };
        let days = visits.get(&practice).map_or(&[][..], Vec::as_slice);
        !DueDays::new(basis, liaison, practice).is_kept(cadence.max(), days)
    };
    let of = |(liaison, covered): (LiaisonIndex, Vec<PracticeIndex>)| -> Vec<PracticeIndex> {
        covered.into_iter().filter(|&practice| is_broken(liaison, practice)).collect()
    };
    let mut broken: Vec<PracticeIndex> = basis.shares(&covers).into_par_iter().flat_map(of).collect();
    broken.sort_unstable();
    broken
}

/// Lists by practice the days of its visits, ascending.
fn visits(basis: &PlanBasis, plan: &Plan) -> BTreeMap<PracticeIndex, Vec<i64>> {
    let mut visits: BTreeMap<PracticeIndex, Vec<i64>> = BTreeMap::new();
    for (_, date, stop) in plan.stops() {
        let planned = basis.horizon.day(date).map(i64::from);
        if let Some((practice, day)) = basis.book.practice_index(&stop.practice).zip(planned) {
            visits.entry(practice).or_default().push(day);
        }
    }
    for days in visits.values_mut() {
        days.sort_unstable();
    }
    visits
}
