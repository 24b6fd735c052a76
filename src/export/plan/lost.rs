//! What a liaison cannot keep: appointments, events and joint visits that stand on no day.

use crate::export::lookup::Lookup;
use crate::export::wording::{dispositions, meetings};
use crate::model::calendar::Appointment;
use crate::model::id::{LiaisonId, PracticeId};
use crate::plan::disposition::{Disposition, Missed};
use crate::plan::itinerary::StopKind;

/// Something that a liaison cannot keep: the name of the practice or event, and the reason in a sentence.
pub(crate) struct NotKept<'a> {
    pub(crate) name: &'a str,
    pub(crate) sentence: String,
}

/// Lists what a liaison cannot keep, each with the reason.
pub(crate) fn lost<'a>(lookup: &Lookup<'a>, liaison: &LiaisonId) -> Vec<NotKept<'a>> {
    let all =
        appointments(lookup, liaison).chain(events(lookup, liaison)).chain(joint_visits(lookup, liaison));
    all.collect()
}

fn appointments<'a>(lookup: &Lookup<'a>, liaison: &LiaisonId) -> impl Iterator<Item = NotKept<'a>> {
    let mine = move |fate: &Disposition, missed: &Missed| {
        let is_it = |it: &Appointment| {
            it.liaison == *liaison
                && it.practice == fate.practice
                && it.date == missed.date
                && Some(it.start) == missed.start
        };
        missed.kind == StopKind::Appointment && lookup.book.appointments().iter().any(is_it)
    };
    let all = lookup.plan.dispositions.iter().flat_map(|fate| fate.missed.iter().map(move |it| (fate, it)));
    let lost = all.filter(move |(fate, missed)| mine(fate, missed));
    lost.map(|(fate, missed)| at_practice(lookup, &fate.practice, dispositions::missed(lookup, missed)))
}

fn events<'a>(lookup: &Lookup<'a>, liaison: &LiaisonId) -> impl Iterator<Item = NotKept<'a>> {
    let mine = lookup.plan.missed_events.iter().filter(move |it| it.liaison == *liaison);
    mine.map(|missed| {
        let event = lookup.book.events().iter().find(|it| it.id == missed.event);
        let name = event.map_or(missed.event.as_str(), |event| event.name.as_str());
        NotKept { name, sentence: meetings::missed_event(missed) }
    })
}

/// Lists the wishes for joint visits with practices that the liaison covers.
fn joint_visits<'a>(lookup: &Lookup<'a>, liaison: &LiaisonId) -> impl Iterator<Item = NotKept<'a>> {
    let covers = move |practice: &PracticeId| {
        lookup.plan.disposition(practice).is_some_and(|fate| fate.liaison.as_ref() == Some(liaison))
    };
    let mine = lookup.plan.missed_meetings.iter().filter(move |it| covers(&it.practice));
    mine.map(|missed| at_practice(lookup, &missed.practice, meetings::missed(lookup, missed)))
}

fn at_practice<'a>(lookup: &Lookup<'a>, practice: &'a PracticeId, sentence: String) -> NotKept<'a> {
    NotKept { name: lookup.practice_name(practice), sentence }
}
