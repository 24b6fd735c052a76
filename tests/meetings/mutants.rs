//! Plans of small books with one thing said or done wrongly about meetings and events: the verifier sees each.

use rounds::check::{EventFault, MeetingFault, ViolationDetail};
use rounds::model::{Book, Minutes};
use rounds::plan::{DayPlan, Meeting, MissedEvent, MissedMeeting, Plan, Rule, Stop, StopKind};

use crate::{books, planned, violations};

/// Books whose plans are changed.
const BOOKS: u64 = 300;

/// A change, and the fault that it has to be found by; `None` where a plan has nothing to change.
type Mutation = (&'static str, fn(&Book, &mut Plan) -> Option<ViolationDetail>);

fn meeting_stop(plan: &mut Plan) -> Option<&mut Stop> {
    let days = plan.itineraries.iter_mut().flat_map(|it| &mut it.days);
    days.flat_map(|day| &mut day.stops).find(|stop| stop.kind == StopKind::Meeting)
}

fn meeting(plan: &mut Plan) -> Option<&mut Meeting> {
    meeting_stop(plan)?.meeting.as_mut()
}

fn event_day(plan: &mut Plan) -> Option<&mut DayPlan> {
    plan.itineraries.iter_mut().flat_map(|it| &mut it.days).find(|day| !day.events.is_empty())
}

fn of_meeting(fault: MeetingFault) -> ViolationDetail {
    ViolationDetail::WrongMeeting(fault)
}

fn of_event(fault: EventFault) -> ViolationDetail {
    ViolationDetail::WrongEvent(fault)
}

const MUTATIONS: [Mutation; 16] = [
    ("the physician is forgotten", |_, plan| {
        meeting_stop(plan)?.meeting = None;
        Some(of_meeting(MeetingFault::Kind))
    }),
    ("a chosen visit names a physician", |_, plan| {
        let copied = meeting(plan)?.clone();
        let mut stops =
            plan.itineraries.iter_mut().flat_map(|it| &mut it.days).flat_map(|day| &mut day.stops);
        stops.find(|stop| stop.kind == StopKind::Chosen)?.meeting = Some(copied);
        Some(of_meeting(MeetingFault::Kind))
    }),
    ("another specialty", |_, plan| {
        "dermatology".clone_into(&mut meeting(plan)?.specialty);
        Some(of_meeting(MeetingFault::Unwished))
    }),
    ("a physician of nobody", |_, plan| {
        meeting(plan)?.provider = "D9".into();
        Some(of_meeting(MeetingFault::Provider))
    }),
    ("the meeting is longer", |_, plan| {
        let stop = meeting_stop(plan)?;
        stop.end = rounds::model::TimeOfDay::from_minutes(stop.end.minutes() + 1);
        Some(of_meeting(MeetingFault::Length))
    }),
    ("the physician sets out later", |_, plan| {
        let meeting = meeting(plan)?;
        meeting.depart = rounds::model::TimeOfDay::from_minutes(meeting.depart.minutes() + 1);
        Some(of_meeting(MeetingFault::Drive))
    }),
    ("the physician's drive is shorter", |_, plan| {
        let meeting = meeting(plan).filter(|it| it.leg.drive.0 > 0)?;
        meeting.leg.drive = Minutes(meeting.leg.drive.0 - 1);
        Some(of_meeting(MeetingFault::ProviderHours))
    }),
    ("the physician does not go back", |_, plan| {
        let days = plan.itineraries.iter_mut().flat_map(|it| &mut it.days);
        let mut meetings = days.flat_map(|day| &mut day.stops).filter_map(|stop| stop.meeting.as_mut());
        meetings.find_map(|meeting| meeting.way_back.take())?;
        Some(of_meeting(MeetingFault::ProviderHours))
    }),
    ("a wish is forgotten", |_, plan| {
        plan.missed_meetings.pop()?;
        Some(of_meeting(MeetingFault::Lost))
    }),
    ("a wish is missed for another reason", |_, plan| {
        let missed = plan.missed_meetings.first_mut()?;
        missed.reasons = vec![vec![Rule::NoPlace]];
        Some(of_meeting(MeetingFault::Reasons))
    }),
    ("a wish is made up", |book, plan| {
        let practice = book.practices()[0].id.clone();
        let specialty = "dermatology".to_owned();
        let reasons = Vec::new();
        plan.missed_meetings.push(MissedMeeting { practice, specialty, provider: None, by: None, reasons });
        Some(of_meeting(MeetingFault::Unknown))
    }),
    ("an event is forgotten", |_, plan| {
        event_day(plan)?.events.clear();
        Some(of_event(EventFault::Lost))
    }),
    ("an event is there twice", |_, plan| {
        let day = event_day(plan)?;
        day.events.push(day.events[0].clone());
        Some(of_event(EventFault::Order))
    }),
    ("an event begins later", |_, plan| {
        let event = &mut event_day(plan)?.events[0];
        event.start = rounds::model::TimeOfDay::from_minutes(event.start.minutes() + 1);
        Some(of_event(EventFault::Unknown))
    }),
    ("an event is missed for another reason", |_, plan| {
        plan.missed_events.first_mut()?.reasons = vec![vec![Rule::NoPlace]];
        Some(of_event(EventFault::Reasons))
    }),
    ("a missed event is made up", |book, plan| {
        let liaison = book.liaisons()[0].id.clone();
        let (event, date) = ("E9".into(), plan.start);
        plan.missed_events.push(MissedEvent { event, liaison, date, reasons: Vec::new() });
        Some(of_event(EventFault::Unknown))
    }),
];

#[test]
fn the_verifier_sees_every_wrong_word_about_meetings_and_events() {
    let mut tried = [0; MUTATIONS.len()];
    let plans = (0..BOOKS).map(books::book).filter_map(|book| Some((planned(&book)?, book)));
    for (plan, book) in plans {
        for (at, (what, mutation)) in MUTATIONS.iter().enumerate() {
            let mut changed = plan.clone();
            let Some(fault) = mutation(&book, &mut changed) else { continue };
            let found = violations(&book, &changed);
            assert!(found.iter().any(|it| it.detail == fault), "{what}: {found:#?}");
            tried[at] += 1;
        }
    }
    let untried: Vec<&str> =
        MUTATIONS.iter().zip(tried).filter(|(_, tried)| *tried == 0).map(|it| it.0.0).collect();
    assert!(untried.is_empty(), "{untried:?}");
}

/// A change of the book after the plan was made, and the fault that it has to be found by.
type BookChange = (&'static str, fn(&mut rounds::model::Records, &Plan) -> Option<MeetingFault>);

const CHANGES: [BookChange; 4] = [
    ("the physician is elsewhere", |records, plan| {
        let provider = &plan.stops().find_map(|(.., stop)| stop.meeting.as_ref())?.provider;
        records.providers.0.iter_mut().find(|(_, it)| it.id == *provider)?.1.hours.clear();
        Some(MeetingFault::ProviderHours)
    }),
    ("the physician has no meetings left", |records, plan| {
        let provider = &plan.stops().find_map(|(.., stop)| stop.meeting.as_ref())?.provider;
        records.providers.0.iter_mut().find(|(_, it)| it.id == *provider)?.1.per_week = Some(0);
        Some(MeetingFault::ProviderLimit)
    }),
    ("arranging takes longer", |records, plan| {
        let (.., stop) = plan.stops().find(|(.., stop)| stop.meeting.is_some())?;
        records.practices.0.iter_mut().find(|(_, it)| it.id == stop.practice)?.1.lead_days = Some(60);
        Some(MeetingFault::Dates)
    }),
    ("the liaison's day ends before the meeting", |records, plan| {
        let (liaison, date, stop) = plan.stops().find(|(.., stop)| stop.meeting.is_some())?;
        let person = &mut records.liaisons.0.iter_mut().find(|(_, it)| it.id == *liaison)?.1;
        let hours = person.hours.get_mut(&date.weekday())?;
        let ends = rounds::model::TimeWindow::new(hours.opens(), stop.start)?;
        *hours = ends.into();
        Some(MeetingFault::Habit)
    }),
];

#[test]
fn the_verifier_holds_meetings_to_the_calendars_of_all() {
    for (what, change) in CHANGES {
        let mut tried = 0;
        for seed in 0..BOOKS {
            let book = books::book(seed);
            let Some(plan) = planned(&book) else { continue };
            let mut records = book.records();
            let Some(fault) = change(&mut records, &plan) else { continue };
            let (book, _) = Book::build(records).unwrap();
            let travel = rounds::geo::GreatCircle::default();
            let found = rounds::check::plan(&rounds::check::Facts::new(&book, &travel), &plan);
            let is_it = |it: &rounds::check::Violation| it.detail == ViolationDetail::WrongMeeting(fault);
            assert!(found.iter().any(is_it), "{what}, seed {seed}: {found:#?}");
            tried += 1;
        }
        assert!(tried > 0, "{what}");
    }
}
