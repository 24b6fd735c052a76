//! Alignments judged by the weeks they lead to.

use crate::error::Error;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::plan::itinerary::Itinerary;
use crate::plan::totals::Totals;
use crate::plan::visit_plan::Plan;
use crate::progress::Observer;
use crate::schedule;
use crate::score::scores::Scores;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::assess::{Assessment, assess};
use crate::territory::drive::DriveModel;
use crate::territory::rules::TerritoryRules;
use crate::territory::workload::Workload;

/// A team and its alignment, to be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What people call it.
    pub name: String,
    /// The book with the liaisons and owners of the scenario; its practices are those of the scores.
    pub book: Book,
}

/// What a scenario led to.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioTrial {
    /// The scenario's name.
    pub name: String,
    /// Its territories.
    pub assessment: Assessment,
    /// The weeks really planned.
    pub plan: Plan,
    /// Their sums.
    pub totals: Totals,
    /// The drive model against the plan, liaison by liaison.
    pub drives: Vec<DriveCheck>,
}

/// What one liaison drives in a plan, and what the drive model says of the same visits.
#[derive(Debug, Clone, PartialEq)]
pub struct DriveCheck {
    /// Who.
    pub liaison: LiaisonId,
    /// Hours of driving planned.
    pub planned_hours: f64,
    /// Hours estimated for the visits planned.
    pub estimated_hours: f64,
}

impl ScenarioTrial {
    /// Averages over the liaisons with visits how far the estimate is off what is planned, as a share of it.
    #[must_use]
    pub fn drive_error(&self) -> f64 {
        let driven = self.drives.iter().filter(|it| it.planned_hours > 0.0);
        let errors: Vec<f64> = driven.map(|it| (it.estimated_hours / it.planned_hours - 1.0).abs()).collect();
        errors.iter().sum::<f64>() / errors.len().max(1) as f64
    }
}

/// Plans the same weeks under each scenario, with the same effort and seed.
///
/// The plans are not checked here; [`check::plan`](crate::check::plan()) with the scenario's book does it.
///
/// # Errors
/// Those of [`Programme::new`], [`schedule::plan`] and [`assess`].
pub fn compare(
    scenarios: &[Scenario],
    scores: &Scores,
    travel: &dyn TravelTimes,
    rules: &TerritoryRules,
    config: &schedule::ScheduleConfig,
    observer: Observer,
) -> Result<Vec<ScenarioTrial>, Error> {
    let trial = |scenario: &Scenario| {
        let book = &scenario.book;
        let programme = Programme::new(book, scores, travel)?;
        let plan = schedule::plan(book, scores, travel, config, observer)?;
        let assessment = assess(&programme, &Alignment::of(book), rules)?;
        let drives = rules.drive.check(&programme, &plan)?;
        Ok(ScenarioTrial { name: scenario.name.clone(), assessment, totals: plan.totals(), plan, drives })
    };
    scenarios.iter().map(trial).collect()
}

impl DriveModel {
    /// Compares the model with a plan, liaison by liaison, for the territories and the visits of the plan:
    /// unowned practices included, and as dense as the visits are, be they more or fewer than asked for.
    ///
    /// # Errors
    /// As [`Alignment::new`], where the plan is not one of the programme's book.
    pub fn check(&self, programme: &Programme, plan: &Plan) -> Result<Vec<DriveCheck>, Error> {
        let book = programme.book;
        let covered = plan.dispositions.iter().map(|it| book.liaison_index(it.liaison.as_ref()?)).collect();
        let alignment = Alignment::new(book, covered)?;
        let minutes = self.minutes_a_visit(programme, &alignment, &Workload::planned(programme, plan));
        let check = |itinerary: &Itinerary| {
            let stops = itinerary.days.iter().flat_map(|day| &day.stops);
            let places = stops.filter_map(|stop| book.practice_index(&stop.practice));
            DriveCheck {
                liaison: itinerary.liaison.clone(),
                planned_hours: f64::from(plan.totals_of(&itinerary.liaison).drive.0) / 60.0,
                estimated_hours: places.map(|practice| minutes[practice.get()]).sum::<f64>() / 60.0,
            }
        };
        Ok(plan.itineraries.iter().map(check).collect())
    }
}
