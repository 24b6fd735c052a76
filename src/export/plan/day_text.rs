//! A day of a liaison at a terminal: visits, events, lunch and drives, by time.

use crate::export::layout::{WIDTH, clipped, line, wrapped};
use crate::export::lookup::Lookup;
use crate::export::wording::numbers::amount;
use crate::export::wording::text::{and_more, printable};
use crate::export::wording::why_line::why_line;
use crate::export::wording::{events, exceptions, people, places, plan_text, stops};
use crate::model::id::LiaisonId;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop};

/// Where the name of a practice begins, and the reasons under it.
const NAME_COLUMN: usize = 29;
/// Room for the name of a practice or liaison.
pub(crate) const NAME_WIDTH: usize = 40;
/// How many people at a practice are shown.
const PEOPLE: usize = 2;

/// Writes a day: its sums, what is out of the ordinary, and its hours in their order.
pub(crate) fn day_text(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan) -> String {
    let mut rows = vec![(day.depart, row(&day.depart.to_string(), "", plan_text::LEAVES_HOME))];
    rows.extend((0..).zip(&day.stops).map(|(at, stop)| (stop.start, stop_text(lookup, liaison, day, at))));
    rows.extend(day.events.iter().map(|event| (event.arrive, event_text(lookup, event))));
    let home = row(&day.back.to_string(), &day.way_home.drive.to_string(), plan_text::HOME_AGAIN);
    rows.push((day.back, home));
    rows.extend(
        day.lunch_on_the_road().map(|lunch| (lunch.opens(), row(&lunch.to_string(), "", plan_text::LUNCH))),
    );
    rows.sort_by_key(|(time, _)| *time);
    let rows: String = rows.into_iter().map(|(_, text)| text).collect();
    let mut head = format!("\n  {}\n", plan_text::day_title(day, lookup.units, lookup.worth));
    for sentence in exceptions::of_day(lookup, day) {
        for text in wrapped(&sentence, WIDTH - 5) {
            line(&mut head, &format!("     {text}"));
        }
    }
    head + &rows
}

/// Writes a row of the day that is no visit.
fn row(time: &str, drive: &str, what: &str) -> String {
    format!("     {time:13}{drive:>7}    {what}\n")
}

fn event_text(lookup: &Lookup, event: &EventStop) -> String {
    let title = clipped(&events::title(lookup, event), WIDTH - NAME_COLUMN);
    let mut out = row(&format!("{}-{}", event.arrive, event.leave), &event.leg.drive.to_string(), &title);
    for text in [Some(events::hours(event)), events::place(lookup, event)].into_iter().flatten() {
        under_name(&mut out, &text);
    }
    out
}

/// Adds a sentence under the name of a stop or an event.
fn under_name(out: &mut String, sentence: &str) {
    for text in wrapped(&printable(sentence), WIDTH - NAME_COLUMN) {
        line(out, &format!("{:NAME_COLUMN$}{text}", ""));
    }
}

fn stop_text(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan, at: usize) -> String {
    let (mut out, stop) = (String::new(), &day.stops[at]);
    let time = format!("{}-{}", stop.start, stop.end);
    let drive = stop.leg.drive.to_string();
    let tier = lookup.tier(&stop.practice).map_or(String::new(), |tier| tier.to_string());
    let name = clipped(lookup.practice_name(&stop.practice), NAME_WIDTH);
    let worth = amount(stop.expected_referrals);
    let flags = stops::flags(stop).join(", ");
    let number = at + 1;
    line(
        &mut out,
        &format!("  {number:2} {time:13}{drive:>7}  {tier:1} {name:NAME_WIDTH$} {worth:>5}  {flags}"),
    );
    let near = lookup.practice(&stop.practice).and_then(places::remark);
    let wait = stops::wait(lookup, day, at);
    for remark in [near, wait].into_iter().flatten() {
        line(&mut out, &format!("{:NAME_COLUMN$}({})", "", printable(&remark)));
    }
    under_name(&mut out, &why_line(lookup, liaison, day.date, stop));
    for sentence in matters(lookup, stop) {
        under_name(&mut out, &sentence);
    }
    out
}

/// Lists who comes along, who is there, and what to know of a practice.
fn matters(lookup: &Lookup, stop: &Stop) -> Vec<String> {
    let meeting = stop.meeting.iter().map(|meeting| events::comes_along(lookup, meeting));
    let there = lookup.people(&stop.practice);
    let people = there.iter().take(PEOPLE).map(people::reach);
    let more = (there.len() > PEOPLE).then(|| and_more(there.len() - PEOPLE));
    meeting.chain(people).chain(more).chain(people::to_know(lookup, &stop.practice)).collect()
}
