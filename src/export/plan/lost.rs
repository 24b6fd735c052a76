//! Appointments that cannot be kept: they stand on no day.

use crate::export::lookup::Lookup;
use crate::export::wording::dispositions;
use crate::model::calendar::Appointment;
use crate::model::id::LiaisonId;
use crate::plan::disposition::{Disposition, Missed};
use crate::plan::itinerary::StopKind;

/// Lists the practices whose appointments with a liaison cannot be kept, each with the reason.
pub(crate) fn lost<'a>(lookup: &Lookup<'a>, liaison: &LiaisonId) -> Vec<(&'a Disposition, String)> {
    let mine = |fate: &Disposition, missed: &Missed| {
        let is_it = |it: &Appointment| {
            it.liaison == *liaison
                && it.practice == fate.practice
                && it.date == missed.date
                && Some(it.start) == missed.start
        };
        missed.kind == StopKind::Appointment && lookup.book.appointments().iter().any(is_it)
    };
    let all = lookup.plan.dispositions.iter().flat_map(|fate| fate.missed.iter().map(move |it| (fate, it)));
    let lost = all.filter(|(fate, missed)| mine(fate, missed));
    lost.map(|(fate, missed)| (fate, dispositions::missed(lookup, missed))).collect()
}
