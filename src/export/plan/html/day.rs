//! A day of a liaison on the page: visits, events and drives.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::export::lookup::Lookup;
use crate::export::plan::html::figures::Figures;
use crate::export::plan::html::place::{PagePlace, rounded};
use crate::export::units::Units;
use crate::export::wording::why_line::why_line;
use crate::export::wording::{events, exceptions, numbers, stops, visit_briefs};
use crate::model::id::{LiaisonId, PracticeId};
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::DayPlan;
use crate::plan::leg::Leg;
use crate::plan::reason::StopReason;

/// Where a practice stands in the page's list.
pub(crate) type PracticePositions<'a> = BTreeMap<&'a PracticeId, usize>;

/// A day.
#[derive(Serialize)]
pub(crate) struct DayView {
    date: String,
    depart: String,
    back: String,
    lunch: Option<[String; 2]>,
    home: DriveView,
    stops: Vec<VisitView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<EventView>,
    /// What to pack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bring: Vec<String>,
    /// What is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    short: Vec<String>,
    /// What its appointments ask for beyond habits.
    exceptions: Vec<String>,
    figures: Figures,
}

impl DayView {
    pub(crate) fn new(
        lookup: &Lookup,
        liaison: &LiaisonId,
        day: &DayPlan,
        positions: &PracticePositions,
    ) -> Self {
        let visit = |at| VisitView::new(lookup, (liaison, day), at, positions);
        Self {
            date: day.date.to_string(),
            depart: day.depart.to_string(),
            back: day.back.to_string(),
            lunch: day
                .lunch_on_the_road()
                .map(|lunch| [lunch.opens().to_string(), lunch.closes().to_string()]),
            home: DriveView::new(day.way_home, lookup.units),
            stops: (0..day.stops.len()).map(visit).collect(),
            events: day.events.iter().map(|event| EventView::new(lookup, liaison, event)).collect(),
            bring: visit_briefs::packing(lookup, liaison, day.date),
            short: visit_briefs::short(lookup, liaison, day.date),
            exceptions: exceptions::of_day(lookup, day),
            figures: Figures::new(&[day].into_iter().collect(), lookup.units),
        }
    }
}

#[derive(Serialize)]
struct DriveView {
    minutes: u32,
    distance: f64,
}

impl DriveView {
    fn new(leg: Leg, units: Units) -> Self {
        Self { minutes: leg.drive.0, distance: rounded(numbers::in_units(leg.distance, units), 10.0) }
    }
}

#[derive(Serialize)]
struct VisitView {
    /// Position in the list of practices.
    practice: usize,
    start: String,
    end: String,
    drive: DriveView,
    wait: Option<String>,
    flags: Vec<&'static str>,
    referrals: f64,
    /// What the visit is to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<String>,
    /// Why, in one line.
    line: String,
    why: Vec<Why>,
    /// Who comes along.
    #[serde(skip_serializing_if = "Option::is_none")]
    along: Option<String>,
    #[serde(flatten)]
    brief: BriefView,
}

impl VisitView {
    fn new(
        lookup: &Lookup,
        (liaison, day): (&LiaisonId, &DayPlan),
        at: usize,
        positions: &PracticePositions,
    ) -> Self {
        let stop = &day.stops[at];
        let why = |reason: &StopReason| Why {
            text: reason.to_string(),
            referrals: rounded(reason.referrals, 100.0),
        };
        Self {
            practice: positions.get(&stop.practice).copied().unwrap_or_default(),
            start: stop.start.to_string(),
            end: stop.end.to_string(),
            drive: DriveView::new(stop.leg, lookup.units),
            wait: stops::wait(lookup, day, at),
            flags: stops::flags(stop),
            referrals: rounded(stop.expected_referrals, 1e6),
            priority: lookup.priority(stop).map(|what| what.to_string()),
            line: why_line(lookup, liaison, day.date, stop),
            why: stop.reasons.iter().map(why).collect(),
            along: stop.meeting.as_ref().map(|meeting| events::comes_along(lookup, meeting)),
            brief: BriefView::new(lookup, liaison, day, at),
        }
    }
}

#[derive(Serialize)]
struct Why {
    text: String,
    referrals: f64,
}

/// What a liaison says, asks, brings and logs at a stop.
#[derive(Serialize)]
struct BriefView {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    promised: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    say: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ask: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    leave: Vec<String>,
}

impl BriefView {
    fn new(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan, at: usize) -> Self {
        let brief = lookup.brief(liaison, day.date, day.stops[at].start);
        Self {
            promised: brief.map(visit_briefs::promised).unwrap_or_default(),
            say: brief.map(visit_briefs::say).unwrap_or_default(),
            ask: brief.map(visit_briefs::ask).unwrap_or_default(),
            leave: brief.map(visit_briefs::leave).unwrap_or_default(),
        }
    }
}

/// An event of a day.
#[derive(Serialize)]
struct EventView {
    name: String,
    /// What it is, unless its name alone says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    start: String,
    end: String,
    hours: String,
    /// Where it is, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// The people of the practice that holds it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
    /// The practices near it.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearby: Option<String>,
    /// Where it is, if not at home.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PagePlace>,
    drive: DriveView,
}

impl EventView {
    fn new(lookup: &Lookup, liaison: &LiaisonId, event: &EventStop) -> Self {
        Self {
            name: lookup.event_name(&event.event).to_owned(),
            kind: events::label(lookup, event),
            start: event.arrive.to_string(),
            end: event.leave.to_string(),
            hours: events::hours(event),
            address: events::place(lookup, event),
            people: events::people(lookup, event),
            nearby: events::nearby(lookup, event),
            place: lookup.event_place(&event.event, liaison).map(PagePlace::new),
            drive: DriveView::new(event.leg, lookup.units),
        }
    }
}
