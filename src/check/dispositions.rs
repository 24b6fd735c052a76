//! The fate of every practice agrees with the book and with the itineraries.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::report::{About, Report};
use crate::check::violation::{DispositionFault, ViolationDetail};
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::AccessPolicy;
use crate::model::time::Date;
use crate::plan::disposition::{Disposition, Exclusion, Status};
use crate::plan::visit_plan::Plan;

pub(crate) fn check(book: &Book, plan: &Plan, report: &mut Report) {
    let stated: BTreeSet<&PracticeId> =
        plan.dispositions.iter().map(|disposition| &disposition.practice).collect();
    let once = stated.len() == plan.dispositions.len();
    report.require(once, About::default(), || ViolationDetail::TwoDispositions);
    for practice in book.practices().iter().filter(|practice| !stated.contains(&practice.id)) {
        report.add(About::practice(&practice.id), ViolationDetail::NoDisposition);
    }
    let stops = Stops::new(plan);
    for disposition in &plan.dispositions {
        let Some(practice) = book.practice_index(&disposition.practice) else {
            report.add(About::practice(&disposition.practice), ViolationDetail::UnknownPractice);
            continue;
        };
        facts(book, plan, practice, disposition, report);
        status(book, plan, practice, disposition, &stops, report);
    }
}

/// What the itineraries hold, by practice and by day.
struct Stops<'a> {
    visits: BTreeMap<&'a PracticeId, u32>,
    days: BTreeMap<(&'a LiaisonId, Date), BTreeSet<&'a PracticeId>>,
}

impl<'a> Stops<'a> {
    fn new(plan: &'a Plan) -> Self {
        let mut stops = Self { visits: BTreeMap::new(), days: BTreeMap::new() };
        for (liaison, date, stop) in plan.stops() {
            *stops.visits.entry(&stop.practice).or_default() += 1;
            stops.days.entry((liaison, date)).or_default().insert(&stop.practice);
        }
        stops
    }
}

/// Tier, cadence, last visit and due date are the book's.
fn facts(book: &Book, plan: &Plan, practice: PracticeIndex, disposition: &Disposition, report: &mut Report) {
    let last = book.last_visit(practice, plan.as_of);
    let practice = &book.practices()[practice.get()];
    let about = About::practice(&practice.id);
    let mut require = |holds: bool, fault: DispositionFault| {
        report.require(holds, about, || ViolationDetail::WrongDisposition(fault));
    };
    require(practice.tier.is_none_or(|tier| tier == disposition.tier), DispositionFault::Tier);
    let cadence = practice.cadence.unwrap_or(disposition.tier.cadence());
    require(cadence == disposition.cadence, DispositionFault::Cadence);
    require(last == disposition.last_visit, DispositionFault::LastVisit);
    let due = last.map_or(plan.start, |last| last.plus_days(i64::from(cadence.target())));
    require(due == disposition.due, DispositionFault::Due);
}

fn status(
    book: &Book,
    plan: &Plan,
    practice: PracticeIndex,
    disposition: &Disposition,
    stops: &Stops,
    report: &mut Report,
) {
    let visits = stops.visits.get(&disposition.practice).copied().unwrap_or(0);
    let no_see = book.practices()[practice.get()].access == AccessPolicy::NoSee;
    let (holds, fault) = match &disposition.status {
        Status::Planned { visits: stated } => (*stated == visits && visits > 0, DispositionFault::VisitCount),
        _ if visits > 0 => (false, DispositionFault::Visited),
        Status::NotDue { from } => (not_before(plan, disposition) == *from, DispositionFault::FirstDay),
        Status::Displaced { day, by, .. } => {
            (is_day_of(stops, disposition, *day, by), DispositionFault::Displacers)
        }
        Status::Excluded { because: Exclusion::NoSee } => (no_see, DispositionFault::Receives),
        Status::Impossible { reasons, .. } => (!reasons.is_empty(), DispositionFault::NoRule),
        Status::NotWorthTheDrive { .. } | Status::Later { .. } | Status::Unknown => return,
    };
    let about = About::practice(&disposition.practice);
    report.require(holds, about, || ViolationDetail::WrongDisposition(fault));
}

/// The earliest day that the cadence allows.
fn not_before(plan: &Plan, disposition: &Disposition) -> Date {
    disposition.last_visit.map_or(plan.start, |last| last.plus_days(i64::from(disposition.cadence.min())))
}

fn is_day_of(stops: &Stops, disposition: &Disposition, day: Date, by: &[PracticeId]) -> bool {
    let Some(liaison) = &disposition.liaison else { return false };
    let visited = stops.days.get(&(liaison, day));
    !by.is_empty() && visited.is_some_and(|visited| by.iter().all(|practice| visited.contains(practice)))
}
