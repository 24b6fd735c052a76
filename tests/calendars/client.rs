//! A calendar program as RFC 5545 and 5546 want it: it knows entries by their UID and takes the higher SEQUENCE.

use std::collections::BTreeMap;

use rounds::model::{Date, TimeOfDay};
use rounds::plan::{CalendarEntry, EarlierVisit, Plan};

/// An entry as a client stores it: sequence, liaison, practice, time, and whether it is cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stored {
    sequence: u32,
    shown: Shown,
    cancelled: bool,
}

/// What a calendar shows: whose visit, whom, when.
pub type Shown = (String, String, Date, TimeOfDay, TimeOfDay);

/// Everything that a client has ever imported.
#[derive(Debug, Default)]
pub struct Client {
    entries: BTreeMap<String, Stored>,
}

impl Client {
    /// Imports what the calendars of a plan hold.
    pub fn import(&mut self, plan: &Plan) {
        for (liaison, date, stop) in plan.stops() {
            let shown = (liaison.to_string(), stop.practice.to_string(), date, stop.start, stop.end);
            self.take(&stop.entry, shown, false);
        }
        for visit in &plan.cancelled {
            self.take(&visit.entry, earlier(visit), true);
        }
        for visit in plan.kept.iter().filter(|it| it.entry.last_shown.is_some()) {
            self.take(&visit.entry, earlier(visit), false);
        }
        for it in &plan.day_entries {
            let shown = (it.liaison.to_string(), format!("{:?}", it.part), it.date, it.start, it.end);
            self.take(&it.entry, shown, it.cancelled);
        }
    }

    fn take(&mut self, entry: &CalendarEntry, shown: Shown, cancelled: bool) {
        let new = Stored { sequence: entry.sequence, shown, cancelled };
        if let Some(old) = self.entries.get(&entry.uid) {
            assert!(old.sequence <= new.sequence, "{} falls back: {old:?}, then {new:?}", entry.uid);
            assert!(
                old.sequence < new.sequence || *old == new,
                "{} changed unseen: {old:?}, then {new:?}",
                entry.uid
            );
        }
        self.entries.insert(entry.uid.clone(), new);
    }

    /// Lists what the client shows from a day on, sorted.
    pub fn shown(&self, from: Date) -> Vec<Shown> {
        let live = self.entries.values().filter(|it| !it.cancelled && it.shown.2 >= from);
        let mut shown: Vec<Shown> = live.map(|it| it.shown.clone()).collect();
        shown.sort();
        shown
    }
}

fn earlier(visit: &EarlierVisit) -> Shown {
    (visit.liaison.to_string(), visit.practice.to_string(), visit.date, visit.start, visit.end)
}
