//! What changed between two plans, visit by visit.

use std::collections::BTreeMap;

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::plan::itinerary::StopKind;
use crate::plan::replan::PlannedTime;
use crate::plan::visit_plan::Plan;

/// A visit in one of two plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ComparedVisit {
    pub(crate) time: PlannedTime,
    pub(crate) kind: StopKind,
}

/// A change of one visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) practice: PracticeId,
    pub(crate) from: Option<ComparedVisit>,
    pub(crate) to: Option<ComparedVisit>,
}

/// What two plans share, and what they do not.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    /// Visits of the first plan on days of the second.
    pub(crate) before: usize,
    pub(crate) kept: usize,
    pub(crate) changed: Vec<Difference>,
    /// Visits on days that the first plan did not cover.
    pub(crate) on_new_days: usize,
}

/// Compares two plans on the days of the second.
///
/// A visit on its old day by the same liaison is the same one, and kept if it starts within `tolerance` minutes of its old time. Of
/// the others, the visits to one practice that are nearest in days are the same one, moved; days that the first plan covered come first. Whatever is left was dropped or added; what
/// was added on days that the first plan did not cover is no difference.
pub(crate) fn differences(previous: &Plan, plan: &Plan, tolerance: u32) -> Differences {
    let mut all = Differences::default();
    let (old, new) = (visits(previous, plan.start, plan.end()), visits(plan, plan.start, plan.end()));
    let practices: std::collections::BTreeSet<&PracticeId> = old.keys().chain(new.keys()).copied().collect();
    for practice in practices {
        let (old, new) = (old.get(practice), new.get(practice));
        let lists = (old.cloned().unwrap_or_default(), new.cloned().unwrap_or_default());
        all.compare(practice, lists, previous.end(), tolerance);
    }
    all
}

/// Lists the visits of a plan within some days, by practice and time.
fn visits(plan: &Plan, from: Date, until: Date) -> BTreeMap<&PracticeId, Vec<ComparedVisit>> {
    let mut visits: BTreeMap<&PracticeId, Vec<ComparedVisit>> = BTreeMap::new();
    for (liaison, date, stop) in plan.stops().filter(|(_, date, _)| (from..=until).contains(date)) {
        let time = PlannedTime { date, start: stop.start, liaison: LiaisonId::clone(liaison) };
        visits.entry(&stop.practice).or_default().push(ComparedVisit { time, kind: stop.kind });
    }
    for visits in visits.values_mut() {
        visits.sort_by(|a, b| a.time.cmp(&b.time));
    }
    visits
}

impl Differences {
    fn compare(
        &mut self,
        practice: &PracticeId,
        (mut old, mut new): (Vec<ComparedVisit>, Vec<ComparedVisit>),
        covered: Date,
        tolerance: u32,
    ) {
        self.before += old.len();
        let mut changed = Vec::new();
        while let Some((a, b)) = nearest(&old, &new, covered) {
            let (from, to) = (old.remove(a), new.remove(b));
            if is_same(&from.time, &to.time, tolerance) {
                self.kept += 1;
            } else {
                changed.push((Some(from), Some(to)));
            }
        }
        let (added, on_new_days): (Vec<ComparedVisit>, Vec<ComparedVisit>) =
            new.into_iter().partition(|visit| visit.time.date <= covered);
        self.on_new_days += on_new_days.len();
        changed.extend(old.into_iter().map(|visit| (Some(visit), None)));
        changed.extend(added.into_iter().map(|visit| (None, Some(visit))));
        let difference = |(from, to)| Difference { practice: practice.clone(), from, to };
        self.changed.extend(changed.into_iter().map(difference));
    }
}

/// Finds the two visits that are nearest: by the same liaison on the same day first, then on a day that the first plan covered, by days,
/// liaison and minutes. So as few visits as possible count as changed.
fn nearest(old: &[ComparedVisit], new: &[ComparedVisit], covered: Date) -> Option<(usize, usize)> {
    let distance = |a: &ComparedVisit, b: &ComparedVisit| {
        let (days, other) = (b.time.date.days_since(a.time.date).abs(), a.time.liaison != b.time.liaison);
        let minutes = a.time.start.minutes().abs_diff(b.time.start.minutes());
        (days > 0 || other, b.time.date > covered, days, other, minutes)
    };
    let pairs = old
        .iter()
        .enumerate()
        .flat_map(|(a, from)| new.iter().enumerate().map(move |(b, to)| (distance(from, to), a, b)));
    pairs.min().map(|(_, a, b)| (a, b))
}

fn is_same(from: &PlannedTime, to: &PlannedTime, tolerance: u32) -> bool {
    let near = from.start.minutes().abs_diff(to.start.minutes()) <= tolerance;
    (from.date, &from.liaison) == (to.date, &to.liaison) && near
}
