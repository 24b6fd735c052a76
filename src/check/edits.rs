//! What a plan says that it changed of the one before: all of it, nothing else, and no more than was allowed.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::ReplanFault;
use crate::check::report::{About, Report};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::AccessPolicy;
use crate::model::time::{Date, TimeWindow};
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::replan::{Edit, EditLimit, EditReason, PlannedTime, Replan, StabilityPrice};
use crate::plan::visit_plan::Plan;

/// Checks what a plan says of the one before it.
pub(crate) fn check<'a>(case: &'a Case<'a>, report: &mut Report) {
    let Some(replan) = &case.plan.replan else {
        let is_told = case.facts.previous.is_none();
        report.require(is_told, About::default(), || ViolationDetail::WrongReplan(ReplanFault::Untold));
        return;
    };
    let fault = |report: &mut Report, holds: bool, about: About, fault: ReplanFault| {
        report.require(holds, about, || ViolationDetail::WrongReplan(fault));
    };
    fault(report, is_within(replan), About::default(), ReplanFault::TooManyEdits);
    fault(report, has_right_terms(case, replan), About::default(), ReplanFault::Terms);
    fault(report, has_right_prices(case.plan, replan), About::default(), ReplanFault::Price);
    let Some(previous) = case.facts.previous else { return };
    let key =
        |(liaison, date, stop): (&'a LiaisonId, Date, &'a Stop)| ((liaison, date, &stop.practice), stop);
    let stops = previous.stops().map(key).collect();
    let followed = Followed { case, replan, previous, stops };
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

/// Minutes by which a visit that stays may start earlier or later.
const TOLERANCE: u32 = 30;

/// Tells whether it states the terms that it was made with.
fn has_right_terms(case: &Case, replan: &Replan) -> bool {
    let stated = (replan.limit, replan.frozen_until);
    replan.tolerance.0 == TOLERANCE && case.facts.changes.is_none_or(|asked| asked == stated)
}

/// Tells whether more edits are worth no less, none are made beyond those allowed, and the plan is worth what its limit says.
fn has_right_prices(plan: &Plan, replan: &Replan) -> bool {
    let rises = replan.price.windows(2).all(|pair| pair[0].worth <= pair[1].worth + 1e-9);
    let worth = plan.search.worth;
    let own = |price: &&StabilityPrice| matches!(replan.limit, EditLimit::AtMost(most) if price.allowed == Some(most));
    let is_worth = |price: &StabilityPrice| (price.worth - worth).abs() <= 1e-7 * worth.abs().max(1.0);
    rises
        && replan.price.iter().all(|price| price.allowed.is_none_or(|allowed| price.made <= allowed))
        && replan.price.iter().filter(own).all(is_worth)
}

/// A plan, what it says, and the plan that it followed.
struct Followed<'a> {
    case: &'a Case<'a>,
    replan: &'a Replan,
    previous: &'a Plan,
    /// The stops of the plan before.
    stops: BTreeMap<(&'a LiaisonId, Date, &'a PracticeId), &'a Stop>,
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
        self.stops.get(&(liaison, date, practice)).copied()
    }

    /// Tells whether the book forces a change, as far as the reason can be looked up. Whether a day had room is not.
    fn is_forced(&self, edit: &Edit) -> bool {
        let from = edit.from.as_ref();
        match edit.reason {
            EditReason::Gain | EditReason::MakesRoom | EditReason::FillsGap => false,
            EditReason::NewAppointment => edit.to.as_ref().is_some_and(|to| self.is_agreed(edit, to)),
            EditReason::Meeting => self.is_meeting(edit),
            EditReason::Promise => self.is_promise(edit),
            _ => from.is_some_and(|from| self.is_taken_away(edit, from)),
        }
    }

    /// Tells whether a visit is a meeting now, or was one.
    fn is_meeting(&self, edit: &Edit) -> bool {
        let is_meeting = |stop: &Stop| stop.kind == StopKind::Meeting;
        let old = edit.from.as_ref().and_then(|it| self.before(&it.liaison, it.date, &edit.practice));
        let practice = self.case.book.practice_index(&edit.practice);
        let now = practice.zip(edit.to.as_ref()).is_some_and(|(practice, to)| {
            self.case.stops(practice).iter().any(|seen| seen.date == to.date && is_meeting(seen.stop))
        });
        now || old.is_some_and(is_meeting)
    }

    /// Tells whether a visit can no longer be where it was, for the reason that is stated.
    fn is_taken_away(&self, edit: &Edit, from: &PlannedTime) -> bool {
        let (case, book) = (self.case, self.case.book);
        let practice = book.practice_index(&edit.practice);
        match edit.reason {
            EditReason::PracticeGone => practice.is_none(),
            EditReason::LiaisonGone => book.liaison_index(&from.liaison).is_none(),
            EditReason::NoVisitors => {
                practice.is_some_and(|it| case.practice(it).access == AccessPolicy::NoSee)
            }
            EditReason::Resting => practice.is_some_and(|it| book.is_resting(it, from.date)),
            EditReason::OtherLiaison => {
                let cover = practice.and_then(|it| case.owner(it).or_else(|| case.covers(it)));
                let same = cover.filter(|cover| book.liaisons()[cover.get()].id == from.liaison);
                same.zip(practice).is_none_or(|(cover, practice)| {
                    case.place(practice).is_none() || book.has_skills(cover, practice) != Some(true)
                })
            }
            EditReason::TooLateToCall => practice.is_some_and(|it| case.days_to_call(it).is_some()),
            EditReason::NotWorking | EditReason::Closed => !self.is_open(edit, from),
            EditReason::SeenAlready => practice.is_some_and(|it| self.is_near_another(it, from)),
            EditReason::AppointmentGone => {
                let old = self.before(&from.liaison, from.date, &edit.practice);
                old.is_some_and(|stop| stop.kind == StopKind::Appointment) && !self.is_agreed(edit, from)
            }
            _ => true,
        }
    }

    /// Tells whether a promise asks for the visit: one to the practice itself, or to another one that took its place.
    fn is_promise(&self, edit: &Edit) -> bool {
        let wishes = &self.case.wishes;
        match (&edit.from, &edit.to) {
            (None, Some(to)) => wishes
                .iter()
                .any(|wish| wish.practice == edit.practice && (wish.from..=wish.until).contains(&to.date)),
            _ => !wishes.is_empty(),
        }
    }

    /// Tells whether a visit may still start near its old time, within the hours of the liaison and of the practice.
    fn is_open(&self, edit: &Edit, from: &PlannedTime) -> bool {
        let book = self.case.book;
        let known = book.liaison_index(&from.liaison).zip(book.practice_index(&edit.practice));
        let Some((liaison, practice)) = known else { return false };
        let length = self.case.practice(practice).visit_minutes.0;
        let Some(work) = book.work_hours(liaison, from.date) else { return false };
        let holds = |window: &TimeWindow, start: u32| {
            window.opens().minutes() <= start && start + length <= window.closes().minutes()
        };
        let open = book.visiting_hours(practice, from.date);
        let start = from.start.minutes();
        let is_avoided = |start: u32| {
            self.case.without_avoided(practice, from.date, vec![(start.into(), start.into())]).is_empty()
        };
        (start.saturating_sub(TOLERANCE)..=start + TOLERANCE)
            .filter(|start| !is_avoided(*start))
            .any(|start| open.iter().any(|it| holds(it, start)) && work.windows().any(|it| holds(&it, start)))
    }

    /// Tells whether another visit to the practice is closer than its cadence allows.
    fn is_near_another(&self, practice: PracticeIndex, from: &PlannedTime) -> bool {
        let (case, day) = (self.case, self.case.day(from.date));
        let least = i64::from(case.cadence(practice).min());
        let planned = case.stops(practice).iter().map(|seen| seen.day).filter(|&other| other != day);
        let known = case.contact(practice).into_iter().chain(case.agreed(practice).iter().copied());
        let id = &case.practice(practice).id;
        let waits = case.wishes.iter().any(|wish| {
            let (begins, ends) = (case.day(wish.from), case.day(wish.until));
            wish.practice == *id && begins > day && ends - day < least
        });
        waits || planned.chain(known).any(|other| (other - day).abs() < least)
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
