//! What the newest plan has for the week to come, and what it changed.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::id::{EventId, LiaisonId, PracticeId, ProviderId};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop};
use crate::plan::visit_plan::Plan;
use crate::report::hours::FieldHours;
use crate::report::kept_plan::{KeptPlan, PlanName};
use crate::report::scope::ReportScope;
use crate::report::week::ReportWeek;

/// The week after the report's, as planned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextWeek {
    /// The plan.
    pub plan: PlanName,
    /// Its Monday.
    pub monday: Date,
    /// Planned visits.
    pub stops: u32,
    /// The planned hours.
    pub hours: FieldHours,
    /// By liaison, by identifier.
    pub liaisons: Vec<LiaisonNextWeek>,
    /// Meetings with our physicians, by time.
    pub meetings: Vec<ComingMeeting>,
    /// Events, by time.
    pub events: Vec<ComingEvent>,
    /// What the plan changed against the one before; absent where it followed none.
    pub changes: Option<PlanChanges>,
}

/// One liaison's coming week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiaisonNextWeek {
    /// Who.
    pub liaison: LiaisonId,
    /// Planned visits.
    pub stops: u32,
    /// Visits at which one of our physicians comes along.
    pub meetings: u32,
    /// Events.
    pub events: u32,
    /// The planned hours.
    pub hours: FieldHours,
}

/// A visit at which one of our physicians comes along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ComingMeeting {
    /// Which day.
    pub date: Date,
    /// When it starts.
    pub start: TimeOfDay,
    /// Who visits.
    pub liaison: LiaisonId,
    /// Where.
    pub practice: PracticeId,
    /// Who comes along.
    pub provider: ProviderId,
}

/// An event that somebody is at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ComingEvent {
    /// Which day.
    pub date: Date,
    /// When it starts.
    pub start: TimeOfDay,
    /// Which event.
    pub event: EventId,
    /// Who is there.
    pub liaison: LiaisonId,
}

/// What the newest plan took over from the one before. It is the whole team's, and that of all its weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlanChanges {
    /// The day up to which history was known in the plan before.
    pub previous_as_of: Date,
    /// Stops of the plan before within the days of this one.
    pub stops_before: u32,
    /// Those of them that stayed.
    pub stops_kept: u32,
    /// Changes made for their gain.
    pub edits: u32,
    /// Changes that the book forced.
    pub forced: u32,
}

impl NextWeek {
    /// Reads a plan's part of the week after the report's.
    pub(crate) fn of(scope: ReportScope, kept: &KeptPlan, week: ReportWeek) -> Self {
        let plan = &kept.plan;
        let (mut meetings, mut events) = (meetings(scope, plan, week), events(scope, plan, week));
        meetings.sort();
        events.sort();
        Self {
            plan: PlanName::from(kept),
            monday: week.monday,
            stops: stops(scope, plan, week),
            hours: FieldHours::planned(plan, week, |who| scope.has(who)),
            liaisons: liaisons(scope, plan, week, (&meetings, &events)),
            meetings,
            events,
            changes: PlanChanges::of(plan),
        }
    }
}

fn stops(scope: ReportScope, plan: &Plan, week: ReportWeek) -> u32 {
    let mine = plan.stops().filter(|(who, date, _)| scope.has(who) && week.holds(*date));
    u32::try_from(mine.count()).unwrap_or(u32::MAX)
}

fn meetings(scope: ReportScope, plan: &Plan, week: ReportWeek) -> Vec<ComingMeeting> {
    let mine = plan.stops().filter(|(who, date, _)| scope.has(who) && week.holds(*date));
    let meeting = |(liaison, date, stop): (&LiaisonId, Date, &Stop)| {
        let provider = stop.meeting.as_ref()?.provider.clone();
        let practice = stop.practice.clone();
        Some(ComingMeeting { date, start: stop.start, liaison: liaison.clone(), practice, provider })
    };
    mine.filter_map(meeting).collect()
}

fn events(scope: ReportScope, plan: &Plan, week: ReportWeek) -> Vec<ComingEvent> {
    let days = plan.days().filter(|(who, day)| scope.has(who) && week.holds(day.date));
    let of_day = |(liaison, day): (&LiaisonId, &DayPlan)| {
        let (liaison, date) = (liaison.clone(), day.date);
        let event = |it: &EventStop| ComingEvent {
            date,
            start: it.start,
            event: it.event.clone(),
            liaison: liaison.clone(),
        };
        day.events.iter().map(event).collect::<Vec<_>>()
    };
    days.flat_map(of_day).collect()
}

/// Adds up each liaison's week: all of the book, and all that the plan knows.
fn liaisons(
    scope: ReportScope,
    plan: &Plan,
    week: ReportWeek,
    (meetings, events): (&[ComingMeeting], &[ComingEvent]),
) -> Vec<LiaisonNextWeek> {
    let known = scope.book.liaisons().iter().map(|it| &it.id);
    let all: BTreeSet<&LiaisonId> = known.chain(plan.itineraries.iter().map(|it| &it.liaison)).collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let one = |id: &LiaisonId| LiaisonNextWeek {
        liaison: id.clone(),
        stops: stops(scope.of(id), plan, week),
        meetings: count(meetings.iter().filter(|it| it.liaison == *id).count()),
        events: count(events.iter().filter(|it| it.liaison == *id).count()),
        hours: FieldHours::planned(plan, week, |who| who == id),
    };
    all.into_iter().filter(|id| scope.has(id)).map(one).collect()
}

impl PlanChanges {
    fn of(plan: &Plan) -> Option<Self> {
        let replan = plan.replan.as_ref()?;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Some(Self {
            previous_as_of: replan.previous_as_of,
            stops_before: replan.stops_before,
            stops_kept: replan.stops_kept,
            edits: count(replan.edits.len()),
            forced: count(replan.forced.len()),
        })
    }
}
