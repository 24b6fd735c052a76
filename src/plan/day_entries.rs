//! Calendar entries of what stands in a day beside its visits: lunch on the road, the drive home, events, and the meetings of our
//! physicians.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::{CalendarEntry, DayEntry, DayPart};
use crate::plan::itinerary::{DayPlan, Stop};
use crate::plan::uid_mint::{UidMint, escaped};
use crate::plan::visit_plan::Plan;

/// Which part of whose day.
type Key = (LiaisonId, Date, DayPart);

/// Gives a plan the entries of all its days, and those that the plan before had and this one has not.
pub(crate) fn give(plan: &mut Plan, previous: Option<&Plan>, mint: &mut UidMint) {
    plan.day_entries = hand_on(plan, previous, mint);
    let all = plan.day_entries.iter().filter(|it| !it.cancelled);
    let by_key: BTreeMap<Key, &DayEntry> = all.map(|it| (key(it), it)).collect();
    for itinerary in &mut plan.itineraries {
        for day in &mut itinerary.days {
            for event in &mut day.events {
                let key = (itinerary.liaison.clone(), day.date, DayPart::Event(event.event.clone()));
                event.entry = by_key.get(&key).map(|it| it.entry.clone()).unwrap_or_default();
            }
        }
    }
}

/// Tells whether a plan has days without any entries, or events or meetings without theirs.
pub(crate) fn lacks_some(plan: &Plan) -> bool {
    if plan.day_entries.is_empty() {
        return plan.days().next().is_some();
    }
    let live: BTreeSet<Key> = plan.day_entries.iter().filter(|it| !it.cancelled).map(key).collect();
    let has = |liaison: &LiaisonId, date, part| live.contains(&(liaison.clone(), date, part));
    let special = |part: &DayPart| !matches!(part, DayPart::Lunch | DayPart::DriveHome);
    let lacks = |(liaison, day): (&LiaisonId, &DayPlan)| {
        parts(day).iter().any(|it| special(&it.0) && !has(liaison, day.date, it.0.clone()))
    };
    plan.days().any(lacks)
}

/// Lists the entries of all days, and those that the plan before had and this one has not.
///
/// A part of a day keeps its entry as long as it stays in the plan. Entries of days before the plan's first stay as they are.
fn hand_on(plan: &Plan, previous: Option<&Plan>, mint: &mut UidMint) -> Vec<DayEntry> {
    let before = previous.map_or(&[][..], |it| &it.day_entries);
    let (live, told): (Vec<_>, Vec<_>) = before.iter().partition(|it| !it.cancelled && it.date >= plan.start);
    let mut live: BTreeMap<Key, &DayEntry> = live.into_iter().map(|it| (key(it), it)).collect();
    let mut entries: Vec<DayEntry> = Vec::new();
    for (liaison, day) in plan.days() {
        for part in parts(day) {
            let old = live.remove(&(liaison.clone(), day.date, part.0.clone()));
            entries.push(entry(liaison, day.date, part, old, mint));
        }
    }
    entries.extend(live.into_values().map(cancelled));
    entries.extend(told.into_iter().filter(|it| plan.is_coming(it.date)).cloned());
    each_once(entries)
}

/// Sorts the entries; of several with one identifier, which only a plan changed by hand has, the first stays.
fn each_once(mut entries: Vec<DayEntry>) -> Vec<DayEntry> {
    let mut seen = BTreeSet::new();
    entries.retain(|it| seen.insert(it.entry.uid.clone()));
    entries.sort_by(|a, b| (key(a), &a.entry.uid).cmp(&(key(b), &b.entry.uid)));
    entries
}

fn key(entry: &DayEntry) -> Key {
    (entry.liaison.clone(), entry.date, entry.part.clone())
}

/// A part of a day, when it starts and when it ends.
type TimedPart = (DayPart, TimeOfDay, TimeOfDay);

/// Lists what calendars show of a day beside its visits.
fn parts(day: &DayPlan) -> Vec<TimedPart> {
    let lunch = day.lunch_on_the_road().map(|lunch| (DayPart::Lunch, lunch.opens(), lunch.closes()));
    let leaves = TimeOfDay::from_minutes(day.back.minutes().saturating_sub(day.way_home.drive.0));
    let events = day.events.iter().map(|it| (DayPart::Event(it.event.clone()), it.arrive, it.leave));
    let meetings = day.stops.iter().filter_map(meeting);
    lunch.into_iter().chain([(DayPart::DriveHome, leaves, day.back)]).chain(events).chain(meetings).collect()
}

/// Returns the meeting at a stop, from setting out to being back.
fn meeting(stop: &Stop) -> Option<TimedPart> {
    let meeting = stop.meeting.as_ref()?;
    let part = DayPart::Meeting { provider: meeting.provider.clone(), practice: stop.practice.clone() };
    Some((part, meeting.depart, meeting.back(stop.end)))
}

fn entry(
    liaison: &LiaisonId,
    date: Date,
    (part, start, end): TimedPart,
    old: Option<&DayEntry>,
    mint: &mut UidMint,
) -> DayEntry {
    let stem = stem(&part);
    let name = |number| if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
    let entry = match old {
        None => CalendarEntry { uid: mint.uid(liaison, date, name), ..CalendarEntry::default() },
        Some(old) if (old.start, old.end) == (start, end) => old.entry.clone(),
        Some(old) => changed(&old.entry),
    };
    DayEntry { entry, liaison: liaison.clone(), date, part, start, end, cancelled: false }
}

fn cancelled(old: &DayEntry) -> DayEntry {
    DayEntry { entry: changed(&old.entry), cancelled: true, ..old.clone() }
}

fn changed(entry: &CalendarEntry) -> CalendarEntry {
    CalendarEntry { sequence: entry.sequence.saturating_add(1), ..entry.clone() }
}

/// Names a part of a day in identifiers.
fn stem(part: &DayPart) -> String {
    match part {
        DayPart::Lunch => "lunch".to_owned(),
        DayPart::DriveHome => "home".to_owned(),
        DayPart::Event(event) => format!("event-{}", escaped(event.as_str())),
        DayPart::Meeting { provider, practice } => {
            format!("meeting-{}-{}", escaped(provider.as_str()), escaped(practice.as_str()))
        }
    }
}
