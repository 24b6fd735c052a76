//! A plan as somebody has edited it by hand: what was moved or pinned stays where it was put.

use crate::error::{Error, ErrorKind};
use crate::model::hand_edit::HandEdit;
use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::itinerary::{DayPlan, Itinerary, Leg, Stop, StopKind};
use crate::plan::visit_plan::Plan;

impl Plan {
    /// Returns the plan with edits made by hand: visits on other days, at other times, with other liaisons, and further ones. All of
    /// these are pinned, and so is what somebody says has to stay. [`schedule::replan`](crate::schedule::replan) then leaves them
    /// where they are. Visits that no edit names stay as they were.
    ///
    /// Drives and reasons of the days that change are those of the plan before. So the answer is a plan to follow, and none to
    /// drive by.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when an edit names a calendar entry that no visit has, with another practice than it has, or a liaison
    /// who is not in the plan.
    pub fn edited_by_hand(&self, edits: &[HandEdit]) -> Result<Self, Error> {
        let mut plan = self.clone();
        edits.iter().try_for_each(|edit| plan.edit(edit))?;
        for itinerary in &mut plan.itineraries {
            itinerary.days.retain(|day| !day.stops.is_empty());
            itinerary.days.iter_mut().for_each(|day| day.stops.sort_by_key(|stop| stop.start));
        }
        Ok(plan)
    }

    fn edit(&mut self, edit: &HandEdit) -> Result<(), Error> {
        let Some(entry) = &edit.entry else { return self.put(edit, added(edit, self.as_of)) };
        let (liaison, date, stop) =
            self.take(entry).ok_or_else(|| wrong(edit, "no visit of the plan has this entry"))?;
        if stop.practice != edit.practice {
            return Err(wrong(edit, "the visit is with another practice"));
        }
        let is_moved = (&liaison, date, stop.start) != (&edit.liaison, edit.date, edit.start);
        let pinned = stop.pinned || edit.pinned || is_moved;
        self.put(edit, if is_moved { moved(stop, edit.start) } else { Stop { pinned, ..stop } })
    }

    /// Takes a stop out of its day.
    fn take(&mut self, entry: &str) -> Option<(LiaisonId, Date, Stop)> {
        self.itineraries.iter_mut().find_map(|itinerary| {
            let liaison = itinerary.liaison.clone();
            itinerary.days.iter_mut().find_map(|day| {
                let at = day.stops.iter().position(|stop| stop.entry.uid == entry)?;
                Some((liaison.clone(), day.date, day.stops.remove(at)))
            })
        })
    }

    /// Puts a stop into a day.
    fn put(&mut self, edit: &HandEdit, stop: Stop) -> Result<(), Error> {
        let mut itineraries = self.itineraries.iter_mut();
        let itinerary = itineraries
            .find(|itinerary| itinerary.liaison == edit.liaison)
            .ok_or_else(|| wrong(edit, "the plan has no such liaison"))?;
        day_of(itinerary, edit.date).stops.push(stop);
        Ok(())
    }
}

/// Finds the day of an itinerary, or begins it.
fn day_of(itinerary: &mut Itinerary, date: Date) -> &mut DayPlan {
    let at = match itinerary.days.binary_search_by_key(&date, |day| day.date) {
        Ok(at) => at,
        Err(at) => {
            itinerary.days.insert(at, empty(date));
            at
        }
    };
    &mut itinerary.days[at]
}

fn empty(date: Date) -> DayPlan {
    let noon = TimeOfDay::from_minutes(12 * 60);
    let (stops, exceptions) = (Vec::new(), Vec::new());
    DayPlan { date, depart: noon, lunch: None, stops, way_home: Leg::default(), back: noon, exceptions }
}

/// Moves a visit to another time; its entry in calendars has changed.
fn moved(stop: Stop, start: TimeOfDay) -> Stop {
    let minutes = stop.end.minutes().saturating_sub(stop.start.minutes());
    let entry = CalendarEntry { sequence: stop.entry.sequence.saturating_add(1), ..stop.entry.clone() };
    let end = TimeOfDay::from_minutes(start.minutes() + minutes);
    Stop { start, end, pinned: true, entry, ..stop }
}

/// Makes a visit that somebody has added.
fn added(edit: &HandEdit, since: Date) -> Stop {
    Stop {
        practice: edit.practice.clone(),
        kind: StopKind::Chosen,
        leg: Leg::default(),
        start: edit.start,
        end: edit.start,
        call_ahead: false,
        expected_referrals: 0.0,
        reasons: Vec::new(),
        since,
        pinned: true,
        entry: CalendarEntry::default(),
    }
}

fn wrong(edit: &HandEdit, why: &str) -> Error {
    let text = format!("the edit of the visit to {} on {}: {why}", edit.practice, edit.date);
    Error::new(ErrorKind::Input, text)
}
