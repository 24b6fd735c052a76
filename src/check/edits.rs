//! What a plan says that it changed of the one before: all of it, nothing else, and no more than was allowed.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::ReplanFault;
use crate::check::report::{About, Report};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::practice::AccessPolicy;
use crate::model::time::Date;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::replan::{Edit, EditLimit, EditReason, PlannedTime, Replan};
use crate::plan::visit_plan::Plan;

/// Checks what a plan says of the one before it.
pub(crate) fn check(case: &Case, report: &mut Report) {
    let Some(replan) = &case.plan.replan else { return };
    let fault = |report: &mut Report, holds: bool, about: About, fault: ReplanFault| {
        report.require(holds, about, || ViolationDetail::WrongReplan(fault));
    };
    fault(report, is_within(replan), About::default(), ReplanFault::TooManyEdits);
    fault(report, has_right_prices(replan), About::default(), ReplanFault::Price);
    let Some(previous) = case.facts.previous else { return };
    let followed = Followed { case, replan, previous };
    fault(report, followed.has_right_head(), About::default(), ReplanFault::OtherPlan);
    fault(report, followed.has_right_sums(), About::default(), ReplanFault::Sums);
    for (practice, wrong) in followed.unaccounted() {
        fault(report, !wrong, About::practice(practice), ReplanFault::Unlisted);
    }
    for edit in &replan.edits {
        fault(report, !followed.is_held(edit), About::practice(&edit.practice), ReplanFault::Held);
    }
    for edit in &replan.forced {
        fault(report, followed.is_forced(edit), About::practice(&edit.practice), ReplanFault::NotForced);
    }
    for (liaison, date, stop) in case.plan.stops() {
        let right = followed.is_handed_on(liaison, date, stop);
        fault(report, right, About::stop(liaison, date, stop), ReplanFault::Since);
    }
}

fn is_within(replan: &Replan) -> bool {
    match replan.limit {
        EditLimit::AtMost(most) => replan.edits.len() <= most as usize,
        EditLimit::Gain(share) => share >= 0.0,
    }
}

/// Tells whether more edits are worth no less, and none are made beyond those allowed.
fn has_right_prices(replan: &Replan) -> bool {
    let rises = replan.price.windows(2).all(|pair| pair[0].worth <= pair[1].worth + 1e-9);
    rises && replan.price.iter().all(|price| price.allowed.is_none_or(|allowed| price.made <= allowed))
}

/// A plan, what it says, and the plan that it followed.
struct Followed<'a> {
    case: &'a Case<'a>,
    replan: &'a Replan,
    previous: &'a Plan,
}

type Times = BTreeMap<PracticeId, BTreeSet<PlannedTime>>;

impl<'a> Followed<'a> {
    fn has_right_head(&self) -> bool {
        let stated = (self.replan.previous_as_of, self.replan.previous_end);
        stated == (self.previous.as_of, self.previous.end())
    }

    /// Lists the visits of a plan within the days of this one.
    fn times(&self, plan: &Plan) -> Times {
        let days = self.case.plan.start..=self.case.plan.end();
        let mut times = Times::new();
        for (liaison, date, stop) in plan.stops().filter(|(_, date, _)| days.contains(date)) {
            let time = PlannedTime { date, start: stop.start, liaison: LiaisonId::clone(liaison) };
            times.entry(stop.practice.clone()).or_default().insert(time);
        }
        times
    }

    fn edits(&self) -> impl Iterator<Item = &'a Edit> {
        self.replan.edits.iter().chain(&self.replan.forced)
    }

    fn has_right_sums(&self) -> bool {
        let count = |plan: &Plan| self.times(plan).values().map(BTreeSet::len).sum::<usize>();
        let left = self.edits().filter(|edit| edit.from.is_some()).count();
        let arrived = self.edits().filter(|edit| edit.to.is_some()).count();
        let (before, now) = (count(self.previous), count(self.case.plan));
        let kept = before.checked_sub(left);
        let stated = (self.replan.stops_before as usize, self.replan.stops_kept as usize);
        kept.is_some_and(|kept| {
            stated == (before, kept) && now == kept + arrived + self.replan.new_days_stops as usize
        })
    }

    /// Lists the practices, and whether a visit of theirs is neither kept nor part of a change, or of two.
    fn unaccounted(&self) -> Vec<(&'a PracticeId, bool)> {
        let (old, new) = (self.times(self.previous), self.times(self.case.plan));
        let none = BTreeSet::new();
        let ids =
            self.previous.dispositions.iter().chain(&self.case.plan.dispositions).map(|fate| &fate.practice);
        let ids: BTreeSet<&PracticeId> = ids.collect();
        let wrong = |id: &'a PracticeId| {
            let (old, new) = (old.get(id).unwrap_or(&none), new.get(id).unwrap_or(&none));
            (id, !self.is_accounted(id, old.clone(), new.clone()))
        };
        ids.into_iter().map(wrong).collect()
    }

    /// Takes the changes of a practice out of both plans. What is left has to be the same, but for visits on new days.
    fn is_accounted(
        &self,
        id: &PracticeId,
        mut old: BTreeSet<PlannedTime>,
        mut new: BTreeSet<PlannedTime>,
    ) -> bool {
        let changes = self.edits().filter(|edit| edit.practice == *id);
        let are_there = changes.fold(true, |so_far, edit| {
            let left = edit.from.as_ref().is_none_or(|from| old.remove(from));
            let arrived = edit.to.as_ref().is_none_or(|to| new.remove(to));
            let moved = edit.from.as_ref().zip(edit.to.as_ref()).is_none_or(|(a, b)| !self.is_same(a, b));
            so_far && left && arrived && moved && (edit.from.is_some() || edit.to.is_some())
        });
        let is_new = |time: &PlannedTime| time.date > self.previous.end();
        let kept = old.iter().all(|time| new.iter().any(|other| self.is_same(time, other)));
        let known = new.iter().all(|time| is_new(time) || old.iter().any(|other| self.is_same(other, time)));
        are_there && kept && known
    }

    fn is_same(&self, a: &PlannedTime, b: &PlannedTime) -> bool {
        let near = a.start.minutes().abs_diff(b.start.minutes()) <= self.replan.tolerance.0;
        (a.date, &a.liaison) == (b.date, &b.liaison) && near
    }

    /// Tells whether a change made without need touches a frozen day or a pinned visit.
    fn is_held(&self, edit: &Edit) -> bool {
        let times = || edit.from.iter().chain(&edit.to);
        let frozen = self.replan.frozen_until.is_some_and(|until| times().any(|time| time.date <= until));
        let pinned =
            edit.from.as_ref().and_then(|from| self.before(&from.liaison, from.date, &edit.practice));
        frozen || pinned.is_some_and(|stop| stop.pinned)
    }

    fn before(&self, liaison: &LiaisonId, date: Date, practice: &PracticeId) -> Option<&'a Stop> {
        let mut stops = self.previous.stops();
        stops.find(|it| it.0 == liaison && it.1 == date && it.2.practice == *practice).map(|it| it.2)
    }

    /// Tells whether the book, or another change, forces a change, as far as the reason can be looked up.
    fn is_forced(&self, edit: &Edit) -> bool {
        let book = self.case.book;
        let practice = book.practice(&edit.practice);
        match edit.reason {
            EditReason::Gain | EditReason::MakesRoom => false,
            EditReason::PracticeGone => practice.is_none(),
            EditReason::LiaisonGone => {
                edit.from.as_ref().is_some_and(|from| book.liaison_index(&from.liaison).is_none())
            }
            EditReason::NoVisitors => practice.is_some_and(|it| it.access == AccessPolicy::NoSee),
            EditReason::AppointmentGone => edit.from.as_ref().is_some_and(|from| {
                let old = self.before(&from.liaison, from.date, &edit.practice);
                old.is_some_and(|stop| stop.kind == StopKind::Appointment) && !self.is_agreed(edit, from)
            }),
            EditReason::NewAppointment => edit.to.as_ref().is_some_and(|to| self.is_agreed(edit, to)),
            EditReason::Promise => !book.must_visits().is_empty(),
            EditReason::OtherLiaison
            | EditReason::NotWorking
            | EditReason::Closed
            | EditReason::SeenAlready
            | EditReason::NoRoom
            | EditReason::FillsGap => true,
        }
    }

    fn is_agreed(&self, edit: &Edit, time: &PlannedTime) -> bool {
        self.case.book.appointments().iter().any(|it| {
            (it.date, it.start) == (time.date, time.start)
                && it.liaison == time.liaison
                && it.practice == edit.practice
        })
    }

    /// Tells whether a stop says since when it stands on its day, and is pinned if it was.
    fn is_handed_on(&self, liaison: &LiaisonId, date: Date, stop: &Stop) -> bool {
        match self.before(liaison, date, &stop.practice) {
            Some(old) => stop.since == old.since && stop.pinned == old.pinned,
            None => stop.since == self.case.plan.as_of && !stop.pinned,
        }
    }
}
