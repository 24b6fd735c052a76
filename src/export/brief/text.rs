//! Briefs for people at a terminal: plain text, at most 100 columns, one block a stop.

use crate::brief::stop_brief::StopBrief;
use crate::brief::team_brief::Briefs;
use crate::export::layout::{clipped, line, wrapped};
use crate::export::wording::briefs;
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::liaison::Liaison;
use crate::model::time::Date;

/// No line is wider, as long as every character fills one column.
const WIDTH: usize = 100;
/// Where lines begin, after their labels.
const TEXT_COLUMN: usize = 17;

/// Says what every liaison takes along, day by day, and what is short or out of date.
#[must_use]
pub fn briefs_text(book: &Book, briefs: &Briefs) -> String {
    let mut days: Vec<(&LiaisonId, Date)> = briefs.stops.iter().map(|it| (&it.liaison, it.date)).collect();
    days.dedup();
    let days = days.into_iter().map(|(liaison, date)| brief_text(book, briefs, liaison, date));
    let events = Some(events_text(book, briefs)).filter(|text| !text.is_empty());
    days.chain(events)
        .chain(Some(stock_text(book, briefs)).filter(|text| !text.is_empty()))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Says what a liaison takes along on a day: what to bring for all of it, then what each stop is for. Empty without any stop.
#[must_use]
pub fn brief_text(book: &Book, briefs: &Briefs, liaison: &LiaisonId, date: Date) -> String {
    let mut stops = briefs.day(liaison, date).peekable();
    let mut out = String::new();
    if stops.peek().is_some() {
        line(&mut out, &clipped(&briefs::day_title(liaison_name(book, liaison), date), WIDTH));
    }
    if let Some(packing) = briefs.packing_of(liaison, date) {
        let items: Vec<String> = packing.items.iter().map(briefs::packed).collect();
        labelled(&mut out, briefs::BRING, &items.join(", "));
    }
    stops.for_each(|stop| stop_text(&mut out, book, stop));
    out
}

/// Names the practices near the events of a plan. Empty where there are none.
fn events_text(book: &Book, briefs: &Briefs) -> String {
    let mut out = String::new();
    for event in briefs.events.iter().filter(|it| !it.nearby.is_empty()) {
        let name = book.events().iter().find(|it| it.id == event.event).map_or("", |it| &it.name);
        let near = event.nearby.iter().filter_map(|it| Some(book.practice(&it.practice)?.name.as_str()));
        for text in wrapped(&briefs::nearby(name, event.date, near), WIDTH) {
            line(&mut out, &text);
        }
    }
    out
}

/// Says what liaisons have to order and what they hand out no more. Empty where there is nothing to say.
#[must_use]
pub fn stock_text(book: &Book, briefs: &Briefs) -> String {
    let of = |it: &Liaison| {
        let restock = briefs.restock.iter().filter(|row| row.liaison == it.id);
        let outdated = briefs.outdated.iter().filter(|row| row.liaison == it.id);
        [briefs::restock(restock, &it.name), briefs::outdated(outdated, &it.name)]
    };
    let sentences: Vec<String> = book.liaisons().iter().flat_map(of).flatten().collect();
    let mut out = String::new();
    if !sentences.is_empty() {
        line(&mut out, briefs::STOCK);
    }
    for text in sentences.iter().flat_map(|sentence| wrapped(sentence, WIDTH - 2)) {
        line(&mut out, &format!("  {text}"));
    }
    out
}

fn stop_text(out: &mut String, book: &Book, stop: &StopBrief) {
    let practice = book.practice(&stop.practice).map_or(stop.practice.as_str(), |it| &it.name);
    line(out, &format!("  {}  {}", stop.start, clipped(practice, WIDTH - 9)));
    let last = stop.last.iter().map(|it| briefs::last(it, liaison_name(book, &it.liaison)));
    each(out, briefs::LAST, last);
    each(out, briefs::MEET, stop.contacts.iter().map(briefs::contact));
    each(out, briefs::OPEN, stop.open_issues.iter().map(briefs::issue));
    each(out, briefs::PROMISED, stop.followups.iter().map(|it| briefs::followup(it, stop.date)));
    let items: Vec<String> = stop.material.iter().map(briefs::handout).collect();
    labelled(out, briefs::BRING, &items.join(", "));
    each(out, briefs::NOT, stop.withheld.iter().map(briefs::withheld));
    each(out, briefs::SAY, stop.topics.iter().map(|it| it.text.clone()));
    each(out, briefs::ASK, stop.ask.iter().map(briefs::ask));
    labelled(out, briefs::LOG, &briefs::log(&stop.log));
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

fn liaison_name<'a>(book: &'a Book, id: &'a LiaisonId) -> &'a str {
    book.liaison(id).map_or(id.as_str(), |liaison| &liaison.name)
}
