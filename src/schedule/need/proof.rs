//! Proves relaxed cadences by a plan that keeps all others.

use crate::error::Error;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::plan::relaxation::Relaxation;
use crate::plan::visit_plan::Plan;
use crate::progress::Observer;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::need::kept::broken_cadences;
use crate::schedule::need::relaxations::{enough, with_relaxations};
use crate::schedule::need::steps::RelaxSteps;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::planner::{plan, validate};
use crate::schedule::reach::refuse_unreachable;
use crate::score::scores::Scores;

/// Plans after which the cheapest cadences of a full liaison are relaxed; later it is the broken ones.
const CHEAPEST: usize = 2;

/// Share of the hours from which on a liaison has no time left.
const FULL: f64 = 0.9;

/// Most plans in all.
const PLANS: usize = 16;

/// Relaxed cadences with the plan that proves them.
#[derive(Debug, Clone)]
pub struct RelaxedPlan {
    /// What is relaxed: liaison by liaison, the cheapest in referrals an hour first.
    pub relaxations: Vec<Relaxation>,
    /// The book with these cadences.
    pub book: Book,
    /// A plan of that book.
    pub plan: Plan,
    /// Practices whose cadence, relaxed or not, the plan does not keep: none where the relaxations are proved.
    pub broken: Vec<PracticeId>,
}

/// Relaxes cadences, the cheapest in referrals an hour first, until a plan keeps all set cadences as they then are.
///
/// It starts with [`relaxations`](crate::schedule::relaxations). Where the plan of a liaison without time left breaks a cadence, the next
/// cheapest is relaxed. A liaison with time left does not find the broken ones worth their drive, so those are relaxed
/// themselves; so they are where two plans have not been enough. After sixteen plans it stops, and says what is still broken.
/// Nothing is relaxed where the first plan keeps everything.
///
/// # Errors
/// As [`plan`].
pub fn relax_until_kept(
    book: &Book,
    scores: &Scores,
    travel: &dyn TravelTimes,
    config: &ScheduleConfig,
    observer: Observer,
) -> Result<RelaxedPlan, Error> {
    validate(book, scores, config)?;
    refuse_unreachable(book, travel)?;
    let basis = PlanBasis::new(book, scores, travel, config);
    let mut steps = enough(&basis);
    let mut made = 0;
    loop {
        let relaxations: Vec<Relaxation> = steps.iter().flat_map(RelaxSteps::relaxations).collect();
        let relaxed = with_relaxations(book, &relaxations)?;
        let plan = plan(&relaxed, scores, travel, config, observer)?;
        let broken = broken_cadences(&relaxed, scores, travel, config, &plan)?;
        made += 1;
        if broken.is_empty() || plan.search.cut_short || made == PLANS {
            return Ok(RelaxedPlan { relaxations, book: relaxed, plan, broken });
        }
        let broken: Vec<PracticeIndex> = broken.iter().filter_map(|id| book.practice_index(id)).collect();
        for steps in &mut steps {
            let is_full = made <= CHEAPEST && is_full(&plan, &book.liaisons()[steps.liaison.get()].id);
            relax_further(steps, &broken, is_full);
        }
    }
}

/// Tells whether a plan leaves a liaison next to no time.
fn is_full(plan: &Plan, liaison: &LiaisonId) -> bool {
    let has = plan.capacities.iter().find(|it| it.liaison == *liaison).map_or(0.0, |it| it.hours_planned);
    f64::from(plan.totals_of(liaison).field_time.0) / 60.0 >= FULL * has
}

/// Takes as many of a full liaison's cheapest steps as cadences are broken, or else the next step of each broken one.
fn relax_further(steps: &mut RelaxSteps, broken: &[PracticeIndex], is_full: bool) {
    let mine: Vec<PracticeIndex> = broken.iter().copied().filter(|&it| steps.covers(it)).collect();
    if is_full {
        steps.take_cheapest(mine.len());
    } else {
        mine.into_iter().for_each(|practice| steps.take_of(practice));
    }
}
