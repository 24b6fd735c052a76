//! The fate of every practice agrees with the book and with the itineraries.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::report::{About, Report};
use crate::check::violation::BrokenRule;
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
    report.require(once, BrokenRule::Disposition, About::default(), || {
        "a practice has two dispositions".into()
    });
    for practice in book.practices().iter().filter(|practice| !stated.contains(&practice.id)) {
        report.add(BrokenRule::Disposition, About::practice(&practice.id), "the practice has no disposition");
    }
    let stops = Stops::new(plan);
    for disposition in &plan.dispositions {
        let Some(practice) = book.practice_index(&disposition.practice) else {
            report.add(
                BrokenRule::UnknownName,
                About::practice(&disposition.practice),
                "no such practice in the book",
            );
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
    let mut require =
        |holds: bool, what: &str| report.require(holds, BrokenRule::Disposition, about, || what.into());
    require(practice.tier.is_none_or(|tier| tier == disposition.tier), "the tier is not the book's");
    let cadence = practice.cadence.unwrap_or(disposition.tier.cadence());
    require(cadence == disposition.cadence, "the cadence is neither the practice's nor its tier's");
    require(last == disposition.last_visit, "the last visit is another day");
    let due = last.map_or(plan.start, |last| last.plus_days(i64::from(cadence.target())));
    require(due == disposition.due, "the due date is not the last visit plus the target");
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
    let (holds, what) = match &disposition.status {
        Status::Planned { visits: stated } => {
            (*stated == visits && visits > 0, "the number of visits is another")
        }
        _ if visits > 0 => (false, "it is visited, but the disposition says otherwise"),
        Status::NotDue { from } => {
            (not_before(plan, disposition) == *from, "the cadence allows a visit earlier or later")
        }
        Status::Displaced { day, by, .. } => {
            (is_day_of(stops, disposition, *day, by), "those who displace it are not there")
        }
        Status::Excluded { because: Exclusion::NoSee } => (no_see, "it does receive liaisons"),
        Status::Impossible { rules } => (!rules.is_empty(), "it names no rule"),
        Status::NotWorthTheDrive { .. } | Status::Unknown => (true, ""),
    };
    report.require(holds, BrokenRule::Disposition, About::practice(&disposition.practice), || what.into());
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
