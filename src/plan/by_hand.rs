//! A plan as somebody has edited it by hand: what was moved or pinned stays where it was put.

use std::collections::BTreeSet;

use crate::error::{Error, ErrorKind};
use crate::model::hand_edit::HandEdit;
use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::itinerary::{DayPlan, Itinerary, Stop, StopKind};
use crate::plan::leg::Leg;
use crate::plan::visit_plan::Plan;

impl Plan {
    /// Returns the plan with edits made by hand: visits on other days, at other times, and further ones. All of these are pinned,
    /// and so is what somebody says has to stay. [`schedule::replan`](crate::schedule::replan) then leaves them where they are.
    /// Visits that no edit names stay as they were.
    ///
    /// Drives and reasons of the days that change are those of the plan before. So the answer is a plan to follow, and none to
    /// drive by. Calendars still hold the plan as it was: hand a plan that follows the answer to [`Plan::following`] with that one.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when an edit names an entry that no visit has, or that another edit names; when it changes the practice
    /// or the liaison, moves an appointment or a meeting, or leaves the days of the plan; and when the liaison of a further visit does not
    /// cover its practice.
    pub fn edited_by_hand(&self, edits: &[HandEdit]) -> Result<Self, Error> {
        let (mut plan, mut named) = (self.clone(), BTreeSet::new());
        for edit in edits {
            if edit.entry.as_ref().is_some_and(|entry| !named.insert(entry)) {
                return Err(wrong(edit, HandFault::NamedTwice));
            }
            plan.edit(edit)?;
        }
        for itinerary in &mut plan.itineraries {
            itinerary.days.retain(|day| !day.stops.is_empty() || !day.events.is_empty());
            itinerary.days.iter_mut().for_each(|day| day.stops.sort_by_key(|stop| stop.start));
        }
        Ok(plan)
    }

    fn edit(&mut self, edit: &HandEdit) -> Result<(), Error> {
        let stop = match &edit.entry {
            Some(entry) => self.taken(edit, entry)?,
            None => self.added(edit)?,
        };
        let mut itineraries = self.itineraries.iter_mut();
        let itinerary = itineraries.find(|itinerary| itinerary.liaison == edit.liaison);
        let itinerary = itinerary.ok_or_else(|| wrong(edit, HandFault::UnknownLiaison))?;
        day_of(itinerary, edit.date).stops.push(stop);
        Ok(())
    }

    /// Takes the visit of an edit out of its day, and gives it the time of the edit.
    fn taken(&mut self, edit: &HandEdit, entry: &str) -> Result<Stop, Error> {
        let (liaison, date, stop) = self.take(entry).ok_or_else(|| wrong(edit, HandFault::UnknownEntry))?;
        let is_moved = (date, stop.start) != (edit.date, edit.start);
        if stop.practice != edit.practice {
            return Err(wrong(edit, HandFault::OtherPractice));
        }
        if liaison != edit.liaison {
            return Err(wrong(edit, HandFault::OtherLiaison));
        }
        if is_moved && stop.kind == StopKind::Appointment {
            return Err(wrong(edit, HandFault::Appointment));
        }
        if is_moved && stop.kind == StopKind::Meeting {
            return Err(wrong(edit, HandFault::Meeting));
        }
        if is_moved && !self.covers(edit.date) {
            return Err(wrong(edit, HandFault::OtherDays));
        }
        let pinned = edit.pinned.unwrap_or(stop.pinned) || is_moved;
        let minutes = stop.end.minutes().saturating_sub(stop.start.minutes());
        let end = TimeOfDay::from_minutes(edit.start.minutes() + minutes);
        let chance_to_meet = stop.chance_to_meet.filter(|_| !is_moved);
        Ok(Stop { start: edit.start, end, pinned, chance_to_meet, ..stop })
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

    /// Makes a visit that somebody has added.
    fn added(&self, edit: &HandEdit) -> Result<Stop, Error> {
        let fate = self.disposition(&edit.practice);
        let fate = fate.ok_or_else(|| wrong(edit, HandFault::UnknownPractice))?;
        if fate.liaison.as_ref() != Some(&edit.liaison) {
            return Err(wrong(edit, HandFault::NotCovered));
        }
        if !self.covers(edit.date) {
            return Err(wrong(edit, HandFault::OtherDays));
        }
        Ok(Stop {
            practice: edit.practice.clone(),
            kind: StopKind::Chosen,
            leg: Leg::default(),
            start: edit.start,
            end: edit.start,
            call_ahead: false,
            expected_referrals: 0.0,
            chance_to_meet: None,
            reasons: Vec::new(),
            since: self.as_of,
            pinned: true,
            meeting: None,
            entry: CalendarEntry::default(),
        })
    }

    fn covers(&self, date: Date) -> bool {
        (self.start..=self.end()).contains(&date)
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
    DayPlan {
        date,
        depart: noon,
        lunch: None,
        stops,
        events: Vec::new(),
        way_home: Leg::default(),
        back: noon,
        exceptions,
    }
}

/// Why an edit by hand is refused.
#[derive(Debug, Clone, Copy)]
enum HandFault {
    NamedTwice,
    UnknownLiaison,
    UnknownEntry,
    OtherPractice,
    OtherLiaison,
    Appointment,
    Meeting,
    OtherDays,
    UnknownPractice,
    NotCovered,
}

/// Says why an edit by hand is refused.
fn wrong(edit: &HandEdit, fault: HandFault) -> Error {
    let why = match fault {
        HandFault::NamedTwice => "two rows have this entry; leave the entry of a further visit empty",
        HandFault::UnknownLiaison => "the plan has no such liaison",
        HandFault::UnknownEntry => "no visit of the plan has this entry",
        HandFault::OtherPractice => "the visit is with another practice",
        HandFault::OtherLiaison => {
            "the visit is another liaison's; change the owner of the practice in the book"
        }
        HandFault::Appointment => "it is an appointment; change it in the book",
        HandFault::Meeting => {
            "one of our physicians comes along; change their hours, or the days of the wish, in the book"
        }
        HandFault::OtherDays => "the plan does not cover this day",
        HandFault::UnknownPractice => "the plan has no such practice",
        HandFault::NotCovered => "another liaison covers the practice",
    };
    let text = format!("the edit of the visit to {} on {}: {why}", edit.practice, edit.date);
    Error::new(ErrorKind::Input, text)
}
