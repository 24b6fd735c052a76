//! Plans at random, with nothing in them but visits, meetings and events.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use rounds::model::{Date, Metres, Minutes, TimeOfDay, TimeWindow};
use rounds::plan::*;

use crate::client::Shown;
use crate::common::as_of;

/// A visit: liaison, day of the plan, hour, practice. Two of a liaison never begin together.
type DraftVisit = ((u8, i64, u16), u8);

/// A plan to be made.
#[derive(Debug, Clone)]
pub struct Draft {
    as_of: Date,
    start: Date,
    visits: BTreeMap<(u8, i64, u16), (u8, bool)>,
}

/// Draws up to five plans, each known up to the same day as the one before or a later one.
pub fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    vec((0..9_i64, 1..4_i64, btree_set(visit(), 0..14), any::<bool>()), 1..=5).prop_map(|plans| {
        let mut day = as_of();
        let draft = |(later, gap, visits, calls): (i64, i64, BTreeSet<DraftVisit>, bool)| {
            day = day.plus_days(later);
            let visits = visits.into_iter().map(|(when, whom)| (when, (whom, calls && whom == 1))).collect();
            Draft { as_of: day, start: day.plus_days(gap), visits }
        };
        plans.into_iter().map(draft).collect()
    })
}

fn visit() -> impl Strategy<Value = DraftVisit> {
    ((0..2_u8, 0..10_i64, 8..17_u16), 0..3_u8)
}

/// A plan of one visit.
pub fn one_visit() -> Draft {
    let visits = BTreeMap::from([((1, 0, 9), (1, false))]);
    Draft { as_of: as_of(), start: as_of().plus_days(3), visits }
}

/// Makes the plan, without calendar entries.
pub fn plan(draft: &Draft) -> Plan {
    let itinerary =
        |number: u8| Itinerary { liaison: format!("L{number}").into(), days: days(draft, number) };
    Plan {
        format: Plan::FORMAT,
        as_of: draft.as_of,
        start: draft.start,
        weeks: 2,
        seed: 1,
        book: String::new(),
        rules: PlanRules::default(),
        settings: PlanSettings::default(),
        response: AssumedResponse::default(),
        search: SearchSummary::default(),
        capacities: Vec::new(),
        itineraries: (0..2).map(itinerary).collect(),
        dispositions: Vec::new(),
        avoided: Vec::new(),
        missed_meetings: Vec::new(),
        missed_events: Vec::new(),
        replan: None,
        cancelled: Vec::new(),
        kept: Vec::new(),
        day_entries: Vec::new(),
    }
}

fn days(draft: &Draft, liaison: u8) -> Vec<DayPlan> {
    let mut days: BTreeMap<i64, Vec<Stop>> = BTreeMap::new();
    for (&(_, day, hour), &(practice, call)) in draft.visits.iter().filter(|(key, _)| key.0 == liaison) {
        days.entry(day).or_default().push(stop(draft, hour, practice, call));
    }
    days.into_iter().map(|(day, stops)| day_plan(draft.start.plus_days(day), stops)).collect()
}

/// Makes an event in the evening of a day with several visits.
fn events(date: Date, stops: &[Stop]) -> Vec<EventStop> {
    let time = |hour| TimeOfDay::new(hour, 0).unwrap();
    let event = EventStop {
        event: format!("E{}", date.day()).into(),
        leg: Leg::default(),
        arrive: time(18 + u16::from(stops.len() > 2)),
        start: time(20),
        end: time(21),
        leave: time(22),
        entry: CalendarEntry::default(),
    };
    if stops.len() > 1 { vec![event] } else { Vec::new() }
}

/// Has a physician come along to the first visit with one practice.
fn with_meeting(mut stops: Vec<Stop>) -> Vec<Stop> {
    if let Some(stop) = stops.iter_mut().find(|stop| stop.practice.as_str() == "P2") {
        let leg = Leg { drive: Minutes(30), distance: Metres(20_000) };
        let depart = TimeOfDay::from_minutes(stop.start.minutes() - 30);
        stop.meeting = Some(Meeting {
            provider: "D1".into(),
            specialty: "cardiology".into(),
            depart,
            leg,
            way_back: (stop.start.minutes() < 12 * 60).then_some(leg),
        });
    }
    stops
}

fn day_plan(date: Date, stops: Vec<Stop>) -> DayPlan {
    let stops = with_meeting(stops);
    // Lunch and the way home follow from the visits, so that they change with them.
    let last = stops.last().unwrap().end;
    DayPlan {
        date,
        depart: TimeOfDay::new(7, 30).unwrap(),
        lunch: (stops.len() > 1).then(|| TimeWindow::between((12, 0), (12, 30)).unwrap()),
        events: events(date, &stops),
        stops,
        way_home: Leg::default(),
        back: TimeOfDay::from_minutes(last.minutes() + 30),
        exceptions: Vec::new(),
    }
}

fn stop(draft: &Draft, hour: u16, practice: u8, call_ahead: bool) -> Stop {
    Stop {
        practice: format!("P{practice}").into(),
        kind: StopKind::Chosen,
        leg: Leg::default(),
        start: TimeOfDay::new(hour, 0).unwrap(),
        end: TimeOfDay::new(hour, 30).unwrap(),
        call_ahead,
        expected_referrals: 0.0,
        chance_to_meet: None,
        reasons: Vec::new(),
        since: draft.as_of,
        pinned: false,
        meeting: None,
        entry: CalendarEntry::default(),
    }
}

/// Lists what the calendars of a plan have to show, sorted.
pub fn shown(plan: &Plan) -> Vec<Shown> {
    let visits = plan.stops().map(|(liaison, date, stop)| {
        (liaison.to_string(), stop.practice.to_string(), date, stop.start, stop.end)
    });
    let mut shown: Vec<Shown> = visits.collect();
    for (liaison, day) in plan.days() {
        let mut add =
            |part: &str, start, end| shown.push((liaison.to_string(), part.into(), day.date, start, end));
        if let Some(lunch) = day.lunch_on_the_road() {
            add("Lunch", lunch.opens(), lunch.closes());
        }
        add("DriveHome", day.back, day.back);
        for event in &day.events {
            add(&format!("{:?}", DayPart::Event(event.event.clone())), event.arrive, event.leave);
        }
        for (stop, meeting) in day.stops.iter().filter_map(|stop| stop.meeting.as_ref().map(|it| (stop, it)))
        {
            let (provider, practice) = (meeting.provider.clone(), stop.practice.clone());
            let part = DayPart::Meeting { provider, practice };
            add(&format!("{part:?}"), meeting.depart, meeting.back(stop.end));
        }
    }
    shown.sort();
    shown
}

/// Lists the identifiers of all entries.
pub fn identifiers(plan: &Plan) -> Vec<String> {
    let stops = plan.stops().map(|(.., stop)| stop.entry.uid.clone());
    let earlier = plan.cancelled.iter().chain(&plan.kept).map(|it| it.entry.uid.clone());
    stops.chain(earlier).chain(plan.day_entries.iter().map(|it| it.entry.uid.clone())).collect()
}
