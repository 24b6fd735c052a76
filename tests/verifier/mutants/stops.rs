//! Mutants of stops: places, times, kinds, drives.

use rounds::model::{LiaisonId, Metres, Minutes, TimeOfDay, WorkHours};
use rounds::plan::{Plan, Status, Stop, StopKind};

use super::Needs::Book;
use super::{Mutant, day, moved, pick, stop, stop_of};
use crate::books::Sample;

fn any<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut Stop> {
    stop(sample, plan, |_| true)
}

/// Takes a stop of a kind out of its day.
fn drop_one(sample: &Sample, plan: &mut Plan, kind: StopKind) -> Option<Stop> {
    let day = day(sample, plan, |day| day.stops.iter().any(|stop| stop.kind == kind))?;
    let at = day.stops.iter().position(|stop| stop.kind == kind)?;
    Some(day.stops.remove(at))
}

/// Takes a stop out and makes fate, drives and days fit, as far as one can.
fn hide(sample: &Sample, plan: &mut Plan, kind: StopKind) -> Option<()> {
    let gone = drop_one(sample, plan, kind)?;
    plan.itineraries.iter_mut().for_each(|itinerary| itinerary.days.retain(|day| !day.stops.is_empty()));
    let fate = plan.dispositions.iter_mut().find(|fate| fate.practice == gone.practice)?;
    fate.status = match fate.status {
        Status::Planned { visits } if visits > 1 => Status::Planned { visits: visits - 1 },
        _ => Status::Unknown,
    };
    Some(())
}

fn of_another_kind(sample: &Sample, plan: &mut Plan, from: StopKind, to: StopKind) -> Option<()> {
    Some(stop_of(sample, plan, from)?.kind = to)
}

pub fn all() -> Vec<Mutant> {
    use StopKind::{Appointment, Chosen, MustVisit};
    vec![
        ("a chosen stop dropped", Book, |sample, plan| drop_one(sample, plan, Chosen).map(|_| ())),
        ("an appointment dropped", Book, |sample, plan| drop_one(sample, plan, Appointment).map(|_| ())),
        ("a promised stop dropped", Book, |sample, plan| drop_one(sample, plan, MustVisit).map(|_| ())),
        ("an appointment hidden", Book, |sample, plan| hide(sample, plan, Appointment)),
        ("a promised stop hidden", Book, |sample, plan| hide(sample, plan, MustVisit)),
        ("two places at once", Book, |sample, plan| {
            let copy = any(sample, plan)?.clone();
            let there = |it: &Stop| it.practice != copy.practice;
            let day = day(sample, plan, |day| day.stops.iter().any(there))?;
            Some(day.stops.push(copy))
        }),
        ("a stop twice", Book, |sample, plan| {
            let day = day(sample, plan, |day| !day.stops.is_empty())?;
            Some(day.stops.insert(0, day.stops[0].clone()))
        }),
        ("a visit at three in the morning", Book, |sample, plan| {
            let stop = any(sample, plan)?;
            let length = i64::from(stop.end.minutes()) - i64::from(stop.start.minutes());
            stop.start = TimeOfDay::new(3, 0)?;
            Some(stop.end = moved(stop.start, length)?)
        }),
        ("a visit in a break", Book, |sample, plan| {
            let breaks =
                sample.book.liaisons().iter().flat_map(|it| it.hours.values().flat_map(WorkHours::breaks));
            let pause = breaks.copied().next()?;
            let days = plan.itineraries.iter_mut().flat_map(|itinerary| {
                let id = itinerary.liaison.clone();
                itinerary.days.iter_mut().map(move |day| (id.clone(), day))
            });
            let has_break = |id: &LiaisonId| {
                let liaison = sample.book.liaison(id);
                liaison.is_some_and(|it| it.hours.values().any(|hours| hours.breaks() == [pause]))
            };
            let stops = days.filter(|(id, _)| has_break(id)).flat_map(|(_, day)| &mut day.stops);
            let stop = pick(sample, stops.filter(|stop| stop.kind != Appointment))?;
            let length = i64::from(stop.end.minutes()) - i64::from(stop.start.minutes());
            stop.start = moved(pause.closes(), -1)?;
            Some(stop.end = moved(stop.start, length)?)
        }),
        ("stops in another order", Book, |sample, plan| {
            Some(day(sample, plan, |day| day.stops.len() > 1)?.stops.reverse())
        }),
        ("an appointment five minutes late", Book, |sample, plan| {
            let stop = stop_of(sample, plan, Appointment)?;
            (stop.start, stop.end) = (moved(stop.start, 5)?, moved(stop.end, 5)?);
            Some(())
        }),
        ("an appointment five minutes early", Book, |sample, plan| {
            let stop = stop_of(sample, plan, Appointment)?;
            (stop.start, stop.end) = (moved(stop.start, -5)?, moved(stop.end, -5)?);
            Some(())
        }),
        ("an appointment cut short", Book, |sample, plan| {
            let stop = stop_of(sample, plan, Appointment)?;
            Some(stop.end = moved(stop.end, -1)?)
        }),
        ("a visit cut short", Book, |sample, plan| {
            let stop = stop_of(sample, plan, Chosen)?;
            Some(stop.end = moved(stop.end, -1)?)
        }),
        ("a visit drawn out", Book, |sample, plan| {
            let stop = stop_of(sample, plan, Chosen)?;
            Some(stop.end = moved(stop.end, 1)?)
        }),
        ("a visit without an end", Book, |sample, plan| {
            let stop = any(sample, plan)?;
            Some(stop.end = stop.start)
        }),
        ("a visit that ends before it starts", Book, |sample, plan| {
            let stop = any(sample, plan)?;
            Some(std::mem::swap(&mut stop.start, &mut stop.end))
        }),
        ("a chosen visit as an appointment", Book, |sample, plan| {
            of_another_kind(sample, plan, Chosen, Appointment)
        }),
        ("a chosen visit as a promised one", Book, |sample, plan| {
            of_another_kind(sample, plan, Chosen, MustVisit)
        }),
        ("an appointment as a chosen visit", Book, |sample, plan| {
            of_another_kind(sample, plan, Appointment, Chosen)
        }),
        ("an appointment as a promised visit", Book, |sample, plan| {
            of_another_kind(sample, plan, Appointment, MustVisit)
        }),
        ("a promised visit as a chosen one", Book, |sample, plan| {
            of_another_kind(sample, plan, MustVisit, Chosen)
        }),
        ("a promised visit as an appointment", Book, |sample, plan| {
            of_another_kind(sample, plan, MustVisit, Appointment)
        }),
        ("a call that nobody has to make, or none", Book, |sample, plan| {
            Some(any(sample, plan)?.call_ahead ^= true)
        }),
        ("a visit planned after the plan was made", Book, |sample, plan| {
            let tomorrow = plan.as_of.plus_days(1);
            Some(any(sample, plan)?.since = tomorrow)
        }),
        ("another practice", Book, |sample, plan| {
            let stop = any(sample, plan)?;
            let other = sample.book.practices().iter().find(|it| it.id != stop.practice)?;
            Some(stop.practice = other.id.clone())
        }),
        ("a practice that nobody knows", Book, |sample, plan| {
            Some(any(sample, plan)?.practice = "nowhere".into())
        }),
        ("a practice that is not due", Book, |sample, plan| {
            let resting =
                sample.plan.dispositions.iter().find(|it| matches!(it.status, Status::NotDue { .. }))?;
            Some(stop_of(sample, plan, Chosen)?.practice = resting.practice.clone())
        }),
        ("a longer drive", Book, |sample, plan| Some(any(sample, plan)?.leg.drive.0 += 1)),
        ("a shorter drive", Book, |sample, plan| {
            Some(stop(sample, plan, |stop| stop.leg.drive.0 > 0)?.leg.drive.0 -= 1)
        }),
        ("an absurd drive", Book, |sample, plan| Some(any(sample, plan)?.leg.drive = Minutes(u32::MAX))),
        ("another distance", Book, |sample, plan| Some(any(sample, plan)?.leg.distance.0 += 1)),
        ("no distance", Book, |sample, plan| {
            Some(stop(sample, plan, |stop| stop.leg.distance.0 > 0)?.leg.distance = Metres(0))
        }),
        ("a visit while the liaison is on the way", Book, |sample, plan| {
            let day = day(sample, plan, |day| day.stops.len() > 1 && day.stops[1].leg.drive.0 > 0)?;
            let length = i64::from(day.stops[1].end.minutes()) - i64::from(day.stops[1].start.minutes());
            day.stops[1].start = day.stops[0].end;
            Some(day.stops[1].end = moved(day.stops[0].end, length)?)
        }),
    ]
}
