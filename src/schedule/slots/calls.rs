//! The calls that a plan asks for, with times to offer.

use std::collections::BTreeSet;

use crate::model::id::LiaisonId;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::plan::call::{Call, call_by};
use crate::plan::disposition::{Disposition, Status};
use crate::plan::itinerary::Stop;
use crate::plan::slot::Slot;
use crate::schedule::slots::finder::SlotFinder;

/// Other times that a call list names for each visit.
const OFFERED: usize = 3;

impl SlotFinder<'_> {
    /// Lists whom to call before a visit of the plan, and whom to call for a visit after it, by the last day for the call.
    ///
    /// Each visit of the plan comes with up to three other times to offer, on different days. None of them displaces anybody.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        let stops = self
            .basis
            .plan
            .stops()
            .filter(|(_, date, stop)| stop.call_ahead && *date > self.basis.horizon.as_of);
        let planned = stops.filter_map(|(liaison, date, stop)| self.planned_call(liaison, date, stop));
        let late = self.basis.plan.dispositions.iter().filter_map(late_call);
        let mut calls: Vec<Call> = planned.chain(late).collect();
        calls.sort_by(|a, b| {
            (a.call_by, a.date, a.start, &a.practice).cmp(&(b.call_by, b.date, b.start, &b.practice))
        });
        calls
    }

    fn planned_call(&self, liaison: &LiaisonId, date: Date, stop: &Stop) -> Option<Call> {
        let practice = self.basis.book.practice_index(&stop.practice)?;
        Some(Call {
            practice: stop.practice.clone(),
            liaison: liaison.clone(),
            call_by: call_by(self.basis.book, self.basis.plan, (liaison, &stop.practice), date),
            date,
            start: Some(stop.start),
            slots: self.offered(practice, date, stop),
        })
    }

    /// Takes the best offers to which the visit of a day would move, one a day; none for a meeting, as the physician has to come, too.
    fn offered(&self, practice: PracticeIndex, date: Date, stop: &Stop) -> Vec<Slot> {
        if stop.kind.is_agreed() {
            return Vec::new();
        }
        let slots = self.slots(&self.basis.book.practices()[practice.get()].id).unwrap_or_default();
        let mut days: BTreeSet<Date> = [date].into();
        let moves = |slot: &Slot| self.moves_from(practice, slot.date) == Some(date);
        // Whoever asks for a visit gets one; nobody offers one in a rest by lot.
        let rests = |slot: &Slot| self.basis.book.is_resting(practice, slot.date);
        let free = slots.into_iter().filter(|slot| slot.displaced.is_empty() && moves(slot) && !rests(slot));
        free.filter(|slot| days.insert(slot.date)).take(OFFERED).collect()
    }
}

fn late_call(fate: &Disposition) -> Option<Call> {
    let Status::TooLateToCall { day, call_by } = fate.status else { return None };
    let liaison = fate.liaison.clone()?;
    Some(Call {
        practice: fate.practice.clone(),
        liaison,
        call_by,
        date: day,
        start: None,
        slots: Vec::new(),
    })
}
