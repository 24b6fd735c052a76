//! Calendar entries of visits: who keeps which identifier from one plan to the next.
//!
//! - Two entries never have the same identifier, and no identifier ever comes back for another visit.
//! - A visit of the plan before from the new plan's first day on is there again, or cancelled. One on an earlier day
//!   stays as it is: the new plan says nothing of that day.
//! - What was cancelled or moved to an earlier day is told until no calendar can show it on a coming day. So who leaves
//!   out a plan misses nothing.
//! - The sequence of an entry never falls. It rises when the time changes, or whether a call is asked for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::{CalendarEntry, CallTask, EarlierVisit};
use crate::plan::day_entries;
use crate::plan::itinerary::Stop;
use crate::plan::uid_mint::{UidMint, escaped};
use crate::plan::visit_plan::Plan;

impl Plan {
    /// Returns the plan with the calendar entries of the plan before, so that calendars move and cancel what they hold.
    ///
    /// Planning with the plan before does so, too. This is for plans that were made without it.
    #[must_use]
    pub fn following(mut self, previous: &Self) -> Self {
        hand_on(&mut self, Some(previous));
        self
    }
}

/// Gives every visit its calendar entry: the one that it had in the plan before, or a new one.
///
/// Visits of a practice by one liaison are matched, the nearest in time first. A match on the same day comes before
/// all others. What the plan before had still to come, and what nothing matches, is cancelled.
pub(crate) fn hand_on(plan: &mut Plan, previous: Option<&Plan>) {
    let previous = previous.map(completed);
    let mut mint = UidMint::new(plan, previous.as_deref());
    let before: Vec<EarlierVisit> = previous.as_deref().map(live).unwrap_or_default();
    let (old, past): (Vec<_>, Vec<_>) = before.into_iter().partition(|visit| visit.date >= plan.start);
    let matches = matches(&old, &visits(plan));
    give(plan, &old, &matches, &mut mint);
    let unmatched = old.iter().enumerate().filter(|(at, _)| !matches.old.contains(at));
    let told = previous.as_deref().map_or(&[][..], |it| &it.cancelled);
    let told = told.iter().filter(|visit| plan.is_coming(visit.last_shown())).cloned();
    plan.cancelled = sorted(unmatched.map(|(_, visit)| cancelled(visit)).chain(told).collect());
    plan.kept = sorted(past.into_iter().filter(|visit| plan.is_coming(visit.last_shown())).collect());
    day_entries::give(plan, previous.as_deref(), &mut mint);
}

/// Returns the plan with an entry of its own for every visit and day; plans of old, and plans made by hand, may lack some.
pub(crate) fn completed(plan: &Plan) -> Cow<'_, Plan> {
    let mut seen = BTreeSet::from([""]);
    let whole = plan.stops().all(|(.., stop)| seen.insert(&stop.entry.uid));
    let earlier = plan.kept.iter().chain(&plan.cancelled).all(|it| seen.insert(&it.entry.uid));
    if whole && earlier && !day_entries::lacks_some(plan) {
        return Cow::Borrowed(plan);
    }
    let mut plan = plan.clone();
    complete(&mut plan);
    Cow::Owned(plan)
}

/// Gives entries to the visits and days that have none, or share one with an earlier visit.
fn complete(plan: &mut Plan) {
    let mut mint = UidMint::beside(plan);
    let mut seen = BTreeSet::from([String::new()]);
    for_each_stop(plan, |liaison, date, stop| {
        if !seen.insert(stop.entry.uid.clone()) {
            stop.entry = new_entry(liaison, date, stop, &mut mint);
        }
    });
    plan.kept.retain(|it| seen.insert(it.entry.uid.clone()));
    plan.cancelled.retain(|it| seen.insert(it.entry.uid.clone()));
    if day_entries::lacks_some(plan) {
        let before = plan.clone();
        day_entries::give(plan, Some(&before), &mut mint);
    }
}

/// Lists what calendars show by a plan: its visits, and those that it kept from earlier plans.
fn live(plan: &Plan) -> Vec<EarlierVisit> {
    visits(plan).into_iter().chain(plan.kept.iter().cloned()).collect()
}

/// Lists the visits of a plan in the order of [`Plan::stops`].
fn visits(plan: &Plan) -> Vec<EarlierVisit> {
    let visit = |(liaison, date, stop): (&LiaisonId, Date, &Stop)| EarlierVisit {
        entry: stop.entry.clone(),
        practice: stop.practice.clone(),
        liaison: liaison.clone(),
        date,
        start: stop.start,
        end: stop.end,
    };
    plan.stops().map(visit).collect()
}

/// Which visits of the plan before hand on their entries, by position, and to which visits of the plan.
#[derive(Debug, Default)]
struct EntryMatches {
    by_new: BTreeMap<usize, usize>,
    old: BTreeSet<usize>,
}

/// Matches visits of the same practice by the same liaison: the nearest first; of equals, the earlier.
fn matches(old: &[EarlierVisit], new: &[EarlierVisit]) -> EntryMatches {
    let mut by_whom: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, visit) in old.iter().enumerate() {
        by_whom.entry((&visit.liaison, &visit.practice)).or_default().push(at);
    }
    let mut pairs = Vec::new();
    for (now, visit) in new.iter().enumerate() {
        let befores = by_whom.get(&(&visit.liaison, &visit.practice)).into_iter().flatten();
        pairs.extend(befores.map(|&before| (distance(&old[before], visit), before, now)));
    }
    let order = |at: usize, list: &[EarlierVisit]| (list[at].date, list[at].start, at);
    pairs.sort_unstable_by_key(|&(far, before, now)| (far, order(before, old), order(now, new)));
    let mut matches = EntryMatches::default();
    for (_, before, now) in pairs {
        if !matches.by_new.contains_key(&now) && matches.old.insert(before) {
            matches.by_new.insert(now, before);
        }
    }
    matches
}

/// Counts the days, then the minutes between two visits.
fn distance(a: &EarlierVisit, b: &EarlierVisit) -> (u64, u32) {
    (a.date.days_since(b.date).unsigned_abs(), a.start.minutes().abs_diff(b.start.minutes()))
}

/// Gives every visit of the plan the entry of its match, or a new one.
fn give(plan: &mut Plan, old: &[EarlierVisit], matches: &EntryMatches, mint: &mut UidMint) {
    let mut at = 0;
    for_each_stop(plan, |liaison, date, stop| {
        stop.entry = match matches.by_new.get(&at).and_then(|&before| old.get(before)) {
            Some(before) => handed_on(before, date, stop),
            None => new_entry(liaison, date, stop, mint),
        };
        at += 1;
    });
}

/// Does something with every stop, in the order of [`Plan::stops`].
fn for_each_stop(plan: &mut Plan, mut act: impl FnMut(&LiaisonId, Date, &mut Stop)) {
    for itinerary in &mut plan.itineraries {
        for day in &mut itinerary.days {
            day.stops.iter_mut().for_each(|stop| act(&itinerary.liaison, day.date, stop));
        }
    }
}

fn new_entry(liaison: &LiaisonId, date: Date, stop: &Stop, mint: &mut UidMint) -> CalendarEntry {
    let practice = escaped(stop.practice.as_str());
    let uid = mint.uid(liaison, date, |number| format!("visit-{practice}-{number}"));
    CalendarEntry { uid, sequence: 0, last_shown: None, call: stop.call_ahead.then_some(CallTask::Open) }
}

/// Returns the entry that a visit of the plan before hands on to a stop.
fn handed_on(before: &EarlierVisit, date: Date, stop: &Stop) -> CalendarEntry {
    let closed = before.entry.call.map(|_| CallTask::Closed);
    let call = if stop.call_ahead { Some(CallTask::Open) } else { closed };
    let now = (date, stop.start, stop.end, call);
    let changed = now != (before.date, before.start, before.end, before.entry.call);
    let last_shown = Some(before.last_shown()).filter(|last| *last > date);
    let sequence = before.entry.sequence.saturating_add(u32::from(changed));
    CalendarEntry { uid: before.entry.uid.clone(), sequence, last_shown, call }
}

fn cancelled(visit: &EarlierVisit) -> EarlierVisit {
    let sequence = visit.entry.sequence.saturating_add(1);
    EarlierVisit { entry: CalendarEntry { sequence, ..visit.entry.clone() }, ..visit.clone() }
}

fn sorted(mut visits: Vec<EarlierVisit>) -> Vec<EarlierVisit> {
    visits.sort_by(|a, b| order(a).cmp(&order(b)));
    visits
}

fn order(visit: &EarlierVisit) -> (&LiaisonId, Date, TimeOfDay, &str) {
    (&visit.liaison, visit.date, visit.start, &visit.entry.uid)
}
