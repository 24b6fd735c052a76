//! What a replan changed, why, and what stability costs.

use std::collections::BTreeMap;

use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::itinerary::StopKind;
use crate::plan::replan::{Edit, EditLimit, EditReason, Replan, StabilityPrice};
use crate::plan::visit_plan::Plan;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::replan::config::ReplanConfig;
use crate::schedule::replan::differences::{Difference, differences};
use crate::schedule::replan::stays::TOLERANCE;
use crate::schedule::replan::team::{Answer, Chosen, PRICED, Team};

/// Hands on to stops that stay since when they stand on their day, and whether they are pinned.
pub(crate) fn hand_on(basis: &PlanBasis, plan: &mut Plan) {
    let Some(previous) = &basis.previous else { return };
    for itinerary in &mut plan.itineraries {
        for day in &mut itinerary.days {
            for stop in &mut day.stops {
                if let Some(old) = previous.stop(&itinerary.liaison, day.date, &stop.practice) {
                    stop.since = old.since;
                    stop.pinned = old.pinned;
                }
            }
        }
    }
}

/// Says what changed.
pub(crate) fn replan(
    basis: &PlanBasis,
    problems: &[LiaisonProblem],
    team: &Team,
    choice: &Chosen,
    changes: &ReplanConfig,
    plan: &Plan,
) -> Replan {
    let tolerance = u32::try_from(TOLERANCE).unwrap_or(0);
    let previous = basis.previous.as_ref().map_or(plan, |previous| previous.plan);
    let found = differences(previous, plan, tolerance);
    let sorting = Sorting::new(basis, problems, team, choice, previous);
    let (mut edits, mut forced) = (Vec::new(), Vec::new());
    for difference in found.changed {
        match sorting.edit(difference) {
            edit if edit.step == 0 => forced.push(edit),
            edit => edits.push(edit),
        }
    }
    edits.sort_by(|a, b| (a.step, &a.practice, &a.from, &a.to).cmp(&(b.step, &b.practice, &b.from, &b.to)));
    let day = |edit: &Edit| edit.from.as_ref().or(edit.to.as_ref()).cloned();
    forced.sort_by(|a, b| (day(a), &a.practice).cmp(&(day(b), &b.practice)));
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Replan {
        previous_as_of: previous.as_of,
        previous_end: previous.end(),
        limit: changes.limit,
        frozen_until: changes.frozen_until,
        tolerance: Minutes(tolerance),
        stops_before: number(found.before),
        stops_kept: number(found.kept),
        edits,
        forced,
        new_days_stops: number(found.on_new_days),
        price: prices(problems, team),
    }
}

/// Says what the plan is worth by the edits allowed.
fn prices(problems: &[LiaisonProblem], team: &Team) -> Vec<StabilityPrice> {
    let base = |(problem, answer): (&LiaisonProblem, &Answer)| {
        problem.referrals(answer.base.plan.objective(&problem.routing))
    };
    let base: f64 = problems.iter().zip(&team.answers).map(base).sum();
    let price = |allowed: u32| match team.choice(EditLimit::AtMost(allowed)) {
        Chosen::Steps(choice) => StabilityPrice {
            allowed: Some(allowed),
            made: u32::try_from(choice.edits).unwrap_or(u32::MAX),
            worth: base + choice.gain,
        },
        Chosen::All => StabilityPrice { allowed: Some(allowed), ..all(base, team) },
    };
    PRICED.into_iter().map(price).chain([all(base, team)]).collect()
}

fn all(base: f64, team: &Team) -> StabilityPrice {
    let made = u32::try_from(team.all_edits).unwrap_or(u32::MAX);
    StabilityPrice { allowed: None, made, worth: base + team.all_gain }
}

/// The steps that were made for their gain: their number, what they gain, and whether the practice gave way.
type MadeStep = (u32, f64, bool);

/// Finds the reason of every change.
struct Sorting<'a, 'b> {
    basis: &'a PlanBasis<'b>,
    /// Why a stop of the plan before could not stay.
    lost: BTreeMap<(&'a PracticeId, Date), EditReason>,
    made: BTreeMap<&'a PracticeId, MadeStep>,
    /// How many steps were made.
    steps: u32,
    /// Whether any change of a practice that is not forced counts as an edit of one great step.
    all: Option<f64>,
    previous: &'a Plan,
}

impl<'a, 'b> Sorting<'a, 'b> {
    fn new(
        basis: &'a PlanBasis<'b>,
        problems: &'a [LiaisonProblem<'b>],
        team: &'a Team,
        choice: &Chosen,
        previous: &'a Plan,
    ) -> Self {
        let id = |practice: PracticeIndex| &basis.book.practices()[practice.get()].id;
        let mut lost = BTreeMap::new();
        for (stop, reason) in team.answers.iter().flat_map(|answer| &answer.base.lost) {
            lost.insert((id(stop.practice), basis.horizon.date(stop.day)), *reason);
        }
        for stop in team.answers.iter().flat_map(|answer| &answer.base.slipped) {
            lost.insert((id(stop.practice), basis.horizon.date(stop.day)), EditReason::NoRoom);
        }
        let mut made = BTreeMap::new();
        let all = match choice {
            Chosen::All => Some(team.all_gain),
            Chosen::Steps(choice) => {
                let mut number = 0;
                for ((problem, steps), &count) in problems.iter().zip(&team.steps).zip(&choice.steps) {
                    for (at, step) in steps.steps[..count].iter().enumerate() {
                        number += 1;
                        let practice = |client: usize| problem.roles[client].practice.map(id);
                        for practice in step.gave_way.iter().filter_map(|&client| practice(client)) {
                            made.insert(practice, (number, steps.gain(at), true));
                        }
                        if let Some(practice) = practice(step.client) {
                            made.insert(practice, (number, steps.gain(at), false));
                        }
                    }
                }
                None
            }
        };
        let steps = match choice {
            Chosen::All => 1,
            Chosen::Steps(choice) => {
                u32::try_from(choice.steps.iter().sum::<usize>()).unwrap_or(u32::MAX - 1)
            }
        };
        Self { basis, lost, made, steps, all, previous }
    }

    /// States a change with its reason.
    fn edit(&self, it: Difference) -> Edit {
        let forced = self.forced(&it);
        let (reason, step, gain) = match (forced, self.all, self.made.get(&it.practice)) {
            (Some(reason), _, _) => (reason, 0, 0.0),
            (None, Some(gain), _) => (EditReason::Gain, 1, gain),
            (None, None, Some(&(step, gain, gave_way))) => {
                (if gave_way { EditReason::MakesRoom } else { EditReason::Gain }, step, gain)
            }
            // Nothing explains it. That is no change of the book, so it counts.
            (None, None, None) => (EditReason::FillsGap, self.steps + 1, 0.0),
        };
        Edit {
            practice: it.practice,
            from: it.from.map(|it| it.time),
            to: it.to.map(|it| it.time),
            reason,
            gain,
            step,
        }
    }

    /// Says what forces a change, if something does.
    fn forced(&self, it: &Difference) -> Option<EditReason> {
        let agreed = it.to.as_ref().filter(|to| to.kind == StopKind::Appointment);
        if agreed.is_some() {
            return Some(EditReason::NewAppointment);
        }
        if it.to.as_ref().is_some_and(|to| to.kind == StopKind::Meeting) {
            return Some(EditReason::Meeting);
        }
        let Some(from) = &it.from else { return self.promised(it) };
        if self.basis.book.practice_index(&it.practice).is_none() {
            return Some(EditReason::PracticeGone);
        }
        if self.basis.book.liaison_index(&from.time.liaison).is_none() {
            return Some(EditReason::LiaisonGone);
        }
        self.lost.get(&(&it.practice, from.time.date)).copied()
    }

    /// Says whether a visit that is added keeps a promise that is new.
    fn promised(&self, it: &Difference) -> Option<EditReason> {
        let to = it.to.as_ref()?;
        let before =
            self.previous.stops().any(|(_, date, stop)| stop.practice == it.practice && date == to.time.date);
        (to.kind == StopKind::MustVisit && !before).then_some(EditReason::Promise)
    }
}
