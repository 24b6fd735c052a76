//! A day of a liaison as a brief: what to bring, then stops and events by time.

use crate::brief::stop_brief::StopBrief;
use crate::export::layout::{WIDTH, clipped, line, wrapped};
use crate::export::lookup::Lookup;
use crate::export::wording::why_line::why_line;
use crate::export::wording::{brief_days, briefs, events, stops, visit_briefs};
use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop};

/// Where lines begin, after their labels.
const TEXT_COLUMN: usize = 17;

/// Says what a liaison takes along on a day.
pub(crate) fn day_text(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan) -> String {
    let mut out = String::new();
    line(&mut out, &clipped(&briefs::day_title(lookup.liaison_name(liaison), day.date), WIDTH));
    labelled(&mut out, briefs::BRING, &visit_briefs::packing(lookup, liaison, day.date).join(", "));
    labelled(&mut out, briefs::SHORT, &visit_briefs::short(lookup, liaison, day.date).join(", "));
    let stops = day.stops.iter().map(|stop| (stop.start, stop_text(lookup, liaison, day.date, stop)));
    let events = day.events.iter().map(|event| (event.arrive, event_text(lookup, event)));
    let mut rows: Vec<(TimeOfDay, String)> = stops.chain(events).collect();
    rows.sort_by_key(|(time, _)| *time);
    out.extend(rows.into_iter().map(|(_, text)| text));
    out
}

/// Writes a stop: why, where and with whom, then what its brief says.
fn stop_text(lookup: &Lookup, liaison: &LiaisonId, date: Date, stop: &Stop) -> String {
    let mut out = String::new();
    let name = lookup.practice_name(&stop.practice);
    title(&mut out, (stop.start, stop.end), name, &stops::flags(stop).join(", "));
    labelled(&mut out, briefs::WHY, &why_line(lookup, liaison, date, stop));
    if let Some(practice) = lookup.practice(&stop.practice) {
        labelled(&mut out, briefs::WHERE, &brief_days::place(practice));
        each(&mut out, briefs::PHONE, practice.phone.iter().cloned());
        each(&mut out, briefs::NOTE, practice.note.iter().cloned());
    }
    each(&mut out, briefs::WITH, stop.meeting.iter().map(|it| brief_days::with(lookup, it)));
    if let Some(brief) = lookup.brief(liaison, date, stop.start) {
        brief_text(&mut out, lookup, brief);
    }
    out
}

/// Writes what to know, bring, say, ask and log.
fn brief_text(out: &mut String, lookup: &Lookup, brief: &StopBrief) {
    let last = brief.last.iter().map(|it| briefs::last(it, lookup.liaison_name(&it.liaison)));
    each(out, briefs::LAST, last);
    each(out, briefs::MEET, brief.contacts.iter().map(briefs::contact));
    each(out, briefs::OPEN, brief.open_issues.iter().map(briefs::issue));
    each(out, briefs::PROMISED, visit_briefs::promised(brief).into_iter());
    labelled(out, briefs::BRING, &visit_briefs::leave(brief).join(", "));
    each(out, briefs::NOT, brief.withheld.iter().map(briefs::withheld));
    each(out, briefs::SAY, visit_briefs::say(brief).into_iter());
    each(out, briefs::ASK, visit_briefs::ask(brief).into_iter());
    labelled(out, briefs::LOG, &briefs::log(&brief.log));
}

/// Writes an event: when to be there, where, whom to meet, and who is near.
fn event_text(lookup: &Lookup, event: &EventStop) -> String {
    let mut out = String::new();
    let kind = events::label(lookup, event).unwrap_or_default();
    title(&mut out, (event.start, event.end), lookup.event_name(&event.event), kind);
    labelled(&mut out, briefs::WHEN, &events::hours(event));
    each(&mut out, briefs::WHERE, events::place(lookup, event).into_iter());
    each(&mut out, briefs::MEET, events::people(lookup, event).into_iter());
    each(&mut out, briefs::NEAR, events::nearby(lookup, event).into_iter());
    out
}

/// Writes the times and the name of a stop or an event, and what is special about it.
fn title(out: &mut String, (start, end): (TimeOfDay, TimeOfDay), name: &str, special: &str) {
    let special = if special.is_empty() { String::new() } else { format!(" ({special})") };
    line(out, &clipped(&format!("  {start}-{end}  {name}{special}"), WIDTH));
}

/// Adds lines under one label.
fn each(out: &mut String, label: &str, texts: impl Iterator<Item = String>) {
    for (at, text) in texts.enumerate() {
        labelled(out, if at == 0 { label } else { "" }, &text);
    }
}

/// Adds a text beside its label, in lines that are not too wide; nothing where there is no text.
fn labelled(out: &mut String, label: &str, text: &str) {
    for (at, part) in wrapped(text, WIDTH - TEXT_COLUMN).into_iter().enumerate() {
        let label = if at == 0 { label } else { "" };
        line(out, &format!("       {label:10}{part}"));
    }
}
