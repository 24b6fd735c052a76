//! Visits of a week: planned, done, missed, and not planned but done.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::history::Outcome;
use crate::model::id::LiaisonId;
use crate::model::units::Minutes;
use crate::plan::visit_plan::Plan;
use crate::report::hours::FieldHours;
use crate::report::kept_plan::{KeptPlan, PlanName};
use crate::report::matching::{StopFate, StopOutcome, UnplannedVisit, matched};
use crate::report::scope::ReportScope;
use crate::report::week::ReportWeek;

/// The visits of a week, for the team or one liaison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeekVisits {
    /// The plan that the week is held to; absent where no plan was made before the week.
    pub plan: Option<PlanName>,
    /// Everybody's figures together.
    pub team: VisitFigures,
    /// The figures of each liaison, by identifier.
    pub liaisons: Vec<LiaisonVisits>,
    /// The planned stops, by day, liaison and practice.
    pub stops: Vec<StopOutcome>,
    /// Visits that met somebody and were not planned; empty without a plan.
    pub unplanned: Vec<UnplannedVisit>,
}

/// One liaison's visits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LiaisonVisits {
    /// Who.
    pub liaison: LiaisonId,
    /// The figures.
    #[serde(flatten)]
    pub figures: VisitFigures,
}

/// Counts of visits, by how they went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct VisitFigures {
    /// Visits at which a clinician or manager was met.
    pub seen: u32,
    /// Visits at which other staff was met.
    pub staff_only: u32,
    /// Visits at which nobody could be met.
    pub in_vain: u32,
    /// Visits that were called off.
    pub cancelled: u32,
    /// Visits that the log says were not made.
    pub missed: u32,
    /// Minutes at the practices of the visits that met somebody: an estimate, since the log does not tell how long a visit took. Each
    /// counts as long as a visit there usually takes.
    pub visit_time_estimate: Minutes,
    /// What was planned and what became of it; absent without a plan.
    pub planned: Option<PlannedFigures>,
}

impl VisitFigures {
    /// Counts the visits that met somebody.
    #[must_use]
    pub fn met(&self) -> u32 {
        self.seen.saturating_add(self.staff_only)
    }

    /// Counts the visits that were made, in vain or not.
    #[must_use]
    pub fn made(&self) -> u32 {
        self.met().saturating_add(self.in_vain)
    }
}

/// Planned stops by what became of them, and the planned hours. The counts from `done` to `to_come` add up to `stops`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PlannedFigures {
    /// Planned stops of the week.
    pub stops: u32,
    /// Somebody was met, on the planned day or another one of the week.
    pub done: u32,
    /// How many of `done` were on another day than the planned one.
    pub done_on_another_day: u32,
    /// Nobody could be met.
    pub in_vain: u32,
    /// Called off.
    pub cancelled: u32,
    /// Logged as not made.
    pub missed: u32,
    /// Not in the log.
    pub not_logged: u32,
    /// On days that are not known yet.
    pub to_come: u32,
    /// Visits that met somebody and were not planned.
    pub unplanned: u32,
    /// The planned hours.
    pub hours: FieldHours,
}

impl WeekVisits {
    /// Counts the visits of a week beside the last plan that was made before it.
    pub(crate) fn of(scope: ReportScope, plan: Option<&KeptPlan>, week: ReportWeek) -> Self {
        let matches = plan.map(|kept| matched(scope, &kept.plan, week));
        let (stops, unplanned) = matches.unwrap_or_default();
        let plan_of = |kept: &'_ KeptPlan| PlanName::from(kept);
        let figures = |scope: ReportScope| {
            let logged = logged(scope, week);
            let planned = plan.map(|kept| planned(scope, &kept.plan, week, (&stops, &unplanned)));
            VisitFigures { planned, ..logged }
        };
        let of_liaison = |id: LiaisonId| LiaisonVisits { figures: figures(scope.of(&id)), liaison: id };
        let liaisons = people(scope, &stops, week).into_iter().map(of_liaison).collect();
        Self { plan: plan.map(plan_of), team: figures(scope), liaisons, stops, unplanned }
    }
}

/// Lists the liaisons of the scope, and all who planned or did something in the week.
fn people(scope: ReportScope, stops: &[StopOutcome], week: ReportWeek) -> BTreeSet<LiaisonId> {
    let known = scope.book.liaisons().iter().map(|it| &it.id).filter(|id| scope.has(id));
    let logged = scope.visits().filter(|visit| week.holds(visit.date)).map(|visit| &visit.liaison);
    known.chain(logged).chain(stops.iter().map(|stop| &stop.liaison)).cloned().collect()
}

/// Counts the visits of the log in the known days of a week.
fn logged(scope: ReportScope, week: ReportWeek) -> VisitFigures {
    let mut figures = VisitFigures::default();
    for visit in scope.visits().filter(|it| week.monday <= it.date && it.date <= week.until) {
        let count = match visit.outcome {
            Outcome::Seen => &mut figures.seen,
            Outcome::StaffOnly => &mut figures.staff_only,
            Outcome::NoAccess => &mut figures.in_vain,
            Outcome::Cancelled => &mut figures.cancelled,
            Outcome::Missed => &mut figures.missed,
        };
        *count = count.saturating_add(1);
        let usual = scope.book.practice(&visit.practice).map_or(Minutes(0), |it| it.visit_minutes);
        if visit.outcome.counts_as_visit() {
            figures.visit_time_estimate = figures.visit_time_estimate + usual;
        }
    }
    figures
}

/// Counts the planned stops of somebody by what became of them.
fn planned(
    scope: ReportScope,
    plan: &Plan,
    week: ReportWeek,
    (stops, unplanned): (&[StopOutcome], &[UnplannedVisit]),
) -> PlannedFigures {
    let hours = FieldHours::planned(plan, week, |who| scope.has(who));
    let mut figures = PlannedFigures { hours, ..PlannedFigures::default() };
    for stop in stops.iter().filter(|stop| scope.has(&stop.liaison)) {
        figures.stops += 1;
        let count = match stop.fate {
            StopFate::Done => &mut figures.done,
            StopFate::DoneOnAnotherDay { .. } => {
                figures.done_on_another_day += 1;
                &mut figures.done
            }
            StopFate::InVain => &mut figures.in_vain,
            StopFate::Cancelled => &mut figures.cancelled,
            StopFate::Missed => &mut figures.missed,
            StopFate::NotLogged => &mut figures.not_logged,
            StopFate::ToCome => &mut figures.to_come,
        };
        *count += 1;
    }
    let mine = unplanned.iter().filter(|visit| scope.has(&visit.liaison)).count();
    figures.unplanned = u32::try_from(mine).unwrap_or(u32::MAX);
    figures
}
