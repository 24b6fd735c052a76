//! Events: each is kept as the book has it, or missed for the reasons given, and none is invented.

use std::collections::BTreeSet;

use crate::check::agreements::{self, Agreement};
use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::EventFault;
use crate::check::frame::event_span;
use crate::check::report::{About, Report};
use crate::model::event::Event;
use crate::model::id::LiaisonId;
use crate::model::index::LiaisonIndex;
use crate::plan::disposition::{Rule, RuleSet};
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::DayPlan;
use crate::plan::missed_event::MissedEvent;

/// Checks what becomes of every event.
pub(crate) fn check(case: &Case, report: &mut Report) {
    for (liaison, day) in case.plan.days() {
        planned(case, liaison, day, report);
    }
    for (liaison, event) in case.planned_events() {
        let id = &case.book.liaisons()[liaison.get()].id;
        let about = About { liaison: Some(id), date: Some(event.date), practice: None };
        let missed = of(case, id, event);
        let kept = usize::from(case.attends(liaison, event));
        report.require(kept + missed.len() == 1, about, || ViolationDetail::WrongEvent(EventFault::Lost));
        let right = missed.iter().all(|it| it.reasons == reasons(case, liaison, event));
        report.require(right, about, || ViolationDetail::WrongEvent(EventFault::Reasons));
    }
    invented(case, report);
}

/// Checks the events of a day: known, attended by this liaison, at their time, each once and in order.
fn planned(case: &Case, liaison: &LiaisonId, day: &DayPlan, report: &mut Report) {
    let about = About { liaison: Some(liaison), date: Some(day.date), practice: None };
    for event in &day.events {
        let right = case.event(&event.event).is_some_and(|known| {
            known.date == day.date && known.liaisons.contains(liaison) && is_as_known(event, known)
        });
        report.require(right, about, || ViolationDetail::WrongEvent(EventFault::Unknown));
    }
    let ids: BTreeSet<_> = day.events.iter().map(|event| &event.event).collect();
    let ordered = day.events.windows(2).all(|pair| pair[0].arrive <= pair[1].arrive);
    let once = ids.len() == day.events.len() && ordered;
    report.require(once, about, || ViolationDetail::WrongEvent(EventFault::Order));
}

fn is_as_known(event: &EventStop, known: &Event) -> bool {
    let (start, end) = event_span(known);
    (event.start, event.end) == (known.window.opens(), known.window.closes())
        && (i64::from(event.arrive.minutes()), i64::from(event.leave.minutes())) == (start, end)
}

/// Lists what is said of an event that a liaison misses.
fn of<'a>(case: &Case<'a>, liaison: &LiaisonId, event: &Event) -> Vec<&'a MissedEvent> {
    let is_it = |it: &&MissedEvent| it.event == event.id && it.liaison == *liaison && it.date == event.date;
    case.plan.missed_events.iter().filter(is_it).collect()
}

/// Finds everything that keeps a liaison from an event, or that something else is kept at the same time.
fn reasons(case: &Case, liaison: LiaisonIndex, event: &Event) -> Vec<RuleSet> {
    let all = agreements::of_day(case, liaison, event.date);
    let is_it = |it: &&Agreement| it.what.event().is_some_and(|other| other.id == event.id);
    let Some(lost) = all.iter().find(is_it) else { return Vec::new() };
    let reasons = lost.reasons(case, liaison);
    let clashes = all.iter().any(|it| it.is_kept && it.clashes(case, lost));
    if reasons.is_empty() && clashes { vec![vec![Rule::FixedVisits]] } else { reasons }
}

/// Reports events that are said to be missed and that nobody was to attend.
fn invented(case: &Case, report: &mut Report) {
    for missed in &case.plan.missed_events {
        let about = About { liaison: Some(&missed.liaison), date: Some(missed.date), practice: None };
        let mut all = case.planned_events();
        let known = all.any(|(liaison, event)| {
            let id = &case.book.liaisons()[liaison.get()].id;
            event.id == missed.event && event.date == missed.date && *id == missed.liaison
        });
        report.require(known, about, || ViolationDetail::WrongEvent(EventFault::Unknown));
    }
}
