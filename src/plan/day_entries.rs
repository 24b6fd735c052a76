//! Calendar entries of lunch on the road and of the drive home.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::{CalendarEntry, DayEntry, DayPart};
use crate::plan::itinerary::DayPlan;
use crate::plan::uid_mint::UidMint;
use crate::plan::visit_plan::Plan;

/// Which part of whose day.
type Key = (LiaisonId, Date, DayPart);

/// Lists the entries of all days, and those that the plan before had and this one has not.
///
/// A part of a day keeps its entry as long as it stays in the plan. Entries of days before the plan's first stay as they are.
pub(crate) fn hand_on(plan: &Plan, previous: Option<&Plan>, mint: &mut UidMint) -> Vec<DayEntry> {
    let before = previous.map_or(&[][..], |it| &it.day_entries);
    let (live, told): (Vec<_>, Vec<_>) = before.iter().partition(|it| !it.cancelled && it.date >= plan.start);
    let mut live: BTreeMap<Key, &DayEntry> = live.into_iter().map(|it| (key(it), it)).collect();
    let mut entries: Vec<DayEntry> = Vec::new();
    for (liaison, day) in plan.days() {
        for part in parts(day) {
            let old = live.remove(&(liaison.clone(), day.date, part.0));
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
    (entry.liaison.clone(), entry.date, entry.part)
}

/// Lists what a calendar shows of a day beside its visits.
fn parts(day: &DayPlan) -> impl Iterator<Item = (DayPart, TimeOfDay, TimeOfDay)> + use<> {
    let lunch = day.lunch_on_the_road().map(|lunch| (DayPart::Lunch, lunch.opens(), lunch.closes()));
    let leaves = TimeOfDay::from_minutes(day.back.minutes().saturating_sub(day.way_home.drive.0));
    lunch.into_iter().chain([(DayPart::DriveHome, leaves, day.back)])
}

fn entry(
    liaison: &LiaisonId,
    date: Date,
    (part, start, end): (DayPart, TimeOfDay, TimeOfDay),
    old: Option<&DayEntry>,
    mint: &mut UidMint,
) -> DayEntry {
    let name = |number| if number == 1 { name(part).to_owned() } else { format!("{}-{number}", name(part)) };
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
fn name(part: DayPart) -> &'static str {
    match part {
        DayPart::Lunch => "lunch",
        DayPart::DriveHome => "home",
    }
}
