//! Proves relaxed cadences by a plan that keeps all others.

use crate::error::Error;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::calendar::MustVisit;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::plan::relaxation::Relaxation;
use crate::plan::visit_plan::Plan;
use crate::progress::Observer;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::kept_hours;
use crate::schedule::need::kept::broken_cadences;
use crate::schedule::need::relaxations::{enough, must_visits, with_relaxations};
use crate::schedule::need::steps::RelaxSteps;
use crate::schedule::planner::{plan, validate};
use crate::schedule::reach::refuse_unreachable;
use crate::score::scores::Scores;

/// Rounds after which the cheapest cadences of a full liaison are relaxed; later it is the broken ones.
const CHEAPEST: usize = 2;

/// Share of the hours from which on a liaison has no time left.
const FULL: f64 = 0.9;

/// Most rounds, each of two plans at most.
const ROUNDS: usize = 12;

/// Relaxed cadences with the plan that proves them.
#[derive(Debug, Clone)]
pub struct RelaxedPlan {
    /// What is relaxed: liaison by liaison, the cheapest in referrals an hour first.
    pub relaxations: Vec<Relaxation>,
    /// Must-visits that the book needs, too, so that its plan keeps the cadences; none where the usual plan does.
    pub must_visits: Vec<MustVisit>,
    /// The book with these cadences and must-visits.
    pub book: Book,
    /// The plan of that book.
    pub plan: Plan,
    /// Practices whose cadence, relaxed or not, the plan does not keep: none where the relaxations are proved.
    pub broken: Vec<PracticeId>,
}

/// Relaxes cadences, the cheapest in referrals an hour first, until a plan keeps all set cadences as they then are.
///
/// It starts with [`relaxations`](crate::schedule::relaxations). Where the usual plan breaks a cadence, it makes must-visits of
/// all visits that the cadences ask for, and plans again. Where that plan breaks one, a liaison without time left relaxes the
/// next cheapest. A liaison with time left relaxes the broken ones, and so does everybody where two rounds have not been enough.
/// After twelve rounds it stops, and says what is still broken.
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
    let basis = kept_hours::basis(book, scores, travel, config);
    let trial = Trial { scores, travel, config, observer };
    let mut steps = enough(&basis);
    let mut round = 1;
    loop {
        let relaxations: Vec<Relaxation> = steps.iter().flat_map(RelaxSteps::relaxations).collect();
        let found = trial.plan(&with_relaxations(book, &relaxations)?, relaxations)?;
        if found.broken.is_empty() || found.plan.search.cut_short || round == ROUNDS {
            return Ok(found);
        }
        let broken: Vec<PracticeIndex> =
            found.broken.iter().filter_map(|id| book.practice_index(id)).collect();
        for steps in &mut steps {
            let is_full = round <= CHEAPEST && is_full(&found.plan, &book.liaisons()[steps.liaison.get()].id);
            relax_further(steps, &broken, is_full);
        }
        round += 1;
    }
}

/// What plans of relaxed books are made with.
struct Trial<'a> {
    scores: &'a Scores,
    travel: &'a dyn TravelTimes,
    config: &'a ScheduleConfig,
    observer: Observer<'a>,
}

impl Trial<'_> {
    /// Plans a book as usual, and where that breaks a cadence, with must-visits.
    fn plan(&self, book: &Book, relaxations: Vec<Relaxation>) -> Result<RelaxedPlan, Error> {
        let usual = self.kept(book, relaxations, Vec::new())?;
        if usual.broken.is_empty() || usual.plan.search.cut_short {
            return Ok(usual);
        }
        let wishes = must_visits(&kept_hours::basis(book, self.scores, self.travel, self.config));
        let firm = self.kept(book, usual.relaxations.clone(), wishes)?;
        Ok(if firm.broken.len() < usual.broken.len() { firm } else { usual })
    }

    /// Plans a book with some must-visits more, and looks which cadences the plan keeps.
    fn kept(
        &self,
        book: &Book,
        relaxations: Vec<Relaxation>,
        must_visits: Vec<MustVisit>,
    ) -> Result<RelaxedPlan, Error> {
        let Self { scores, travel, config, observer } = *self;
        let mut records = book.records();
        records.must_visits.0.extend(must_visits.iter().map(|wish| (0, wish.clone())));
        let firm = Book::build(records)?.0;
        let plan = plan(&firm, scores, travel, config, observer)?;
        let broken = broken_cadences(book, scores, travel, config, &plan)?;
        Ok(RelaxedPlan { relaxations, must_visits, book: firm, plan, broken })
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
        for practice in mine {
            steps.take_of(practice);
        }
    }
}
