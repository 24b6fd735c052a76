//! Mutants of days: their dates, their times, their pauses, their habits.

use rounds::model::{Metres, Minutes, TimeOfDay, TimeWindow};
use rounds::plan::{DayException, DayPlan, Plan};

use super::Needs::Book;
use super::{Mutant, day, moved, shifted};
use crate::books::Sample;

fn any<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut DayPlan> {
    day(sample, plan, |_| true)
}

fn with_lunch<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut DayPlan> {
    day(sample, plan, |day| day.lunch.is_some())
}

pub fn all() -> Vec<Mutant> {
    vec![
        ("a day that begins early for nothing", Book, |sample, plan| {
            let day = any(sample, plan)?;
            Some(day.depart = moved(day.depart, -1)?)
        }),
        ("a day that ends late for nothing", Book, |sample, plan| {
            let day = any(sample, plan)?;
            Some(day.back = moved(day.back, 1)?)
        }),
        ("a day twice", Book, |_, plan| {
            let itinerary = plan.itineraries.iter_mut().find(|it| !it.days.is_empty())?;
            Some(itinerary.days.insert(0, itinerary.days[0].clone()))
        }),
        ("days in another order", Book, |_, plan| {
            Some(plan.itineraries.iter_mut().find(|it| it.days.len() > 1)?.days.reverse())
        }),
        ("a day dropped", Book, |_, plan| {
            plan.itineraries.iter_mut().find(|it| !it.days.is_empty())?.days.pop().map(|_| ())
        }),
        ("a day without stops", Book, |sample, plan| Some(any(sample, plan)?.stops.clear())),
        ("a day far after the plan", Book, |sample, plan| Some(shifted(&mut any(sample, plan)?.date, 5000))),
        ("a day before the plan", Book, |sample, plan| Some(shifted(&mut any(sample, plan)?.date, -14))),
        ("a day on a Sunday", Book, |sample, plan| {
            let day = any(sample, plan)?;
            let sunday = day.date.monday().plus_days(6);
            (day.date != sunday).then(|| day.date = sunday)
        }),
        ("a day a week later", Book, |sample, plan| Some(shifted(&mut any(sample, plan)?.date, 7))),
        ("a start too late for the first drive", Book, |sample, plan| {
            let day = day(sample, plan, |day| day.stops.iter().any(|stop| stop.leg.drive.0 > 0))?;
            let first = day.stops.first()?;
            Some(day.depart = moved(first.start, 1 - i64::from(first.leg.drive.0))?)
        }),
        ("home before the drive", Book, |sample, plan| {
            let day = day(sample, plan, |day| day.way_home.drive.0 > 0)?;
            Some(day.back = day.stops.last()?.end)
        }),
        ("a start at midnight", Book, |sample, plan| {
            Some(any(sample, plan)?.depart = TimeOfDay::from_minutes(0))
        }),
        ("home at midnight", Book, |sample, plan| Some(any(sample, plan)?.back = TimeOfDay::MIDNIGHT)),
        ("home before the start", Book, |sample, plan| {
            let day = any(sample, plan)?;
            Some(std::mem::swap(&mut day.depart, &mut day.back))
        }),
        ("clocks that run nine hours ahead", Book, |sample, plan| {
            let day = any(sample, plan)?;
            for stop in &mut day.stops {
                (stop.start, stop.end) = (moved(stop.start, 540)?, moved(stop.end, 540)?);
            }
            Some(day.back = moved(day.back, 540)?)
        }),
        ("no pause", Book, |sample, plan| Some(with_lunch(sample, plan)?.lunch = None)),
        ("a pause in the afternoon", Book, |sample, plan| {
            Some(with_lunch(sample, plan)?.lunch = TimeWindow::between((15, 0), (15, 30)))
        }),
        ("a shorter pause", Book, |sample, plan| {
            let lunch = &mut with_lunch(sample, plan)?.lunch;
            Some(*lunch = TimeWindow::new((*lunch)?.opens(), moved((*lunch)?.closes(), -1)?))
        }),
        ("a longer pause", Book, |sample, plan| {
            let lunch = &mut with_lunch(sample, plan)?.lunch;
            Some(*lunch = TimeWindow::new((*lunch)?.opens(), moved((*lunch)?.closes(), 1)?))
        }),
        ("a pause during a visit", Book, |sample, plan| {
            let day = day(sample, plan, |day| day.lunch.is_some() && !day.stops.is_empty())?;
            let start = day.stops[0].start;
            Some(day.lunch = TimeWindow::new(start, moved(start, 30)?))
        }),
        ("a pause that nobody wants", Book, |sample, plan| {
            let day = day(sample, plan, |day| day.lunch.is_none())?;
            Some(day.lunch = TimeWindow::between((12, 0), (12, 30)))
        }),
        ("a longer way home", Book, |sample, plan| Some(any(sample, plan)?.way_home.drive.0 += 1)),
        ("a shorter way home", Book, |sample, plan| {
            let day = day(sample, plan, |day| day.way_home.drive.0 > 0)?;
            Some(day.way_home.drive.0 -= 1)
        }),
        ("an absurd way home", Book, |sample, plan| {
            Some(any(sample, plan)?.way_home.drive = Minutes(u32::MAX))
        }),
        ("an absurd distance", Book, |sample, plan| {
            Some(any(sample, plan)?.way_home.distance = Metres(u32::MAX))
        }),
        ("habits that are not told", Book, |sample, plan| {
            Some(day(sample, plan, |day| !day.exceptions.is_empty())?.exceptions.clear())
        }),
        ("a habit told twice", Book, |sample, plan| {
            let day = day(sample, plan, |day| !day.exceptions.is_empty())?;
            Some(day.exceptions.push(day.exceptions[0].clone()))
        }),
        ("habits in another order", Book, |sample, plan| {
            let is_mirrored = |it: &[DayException]| it.iter().eq(it.iter().rev());
            Some(day(sample, plan, |day| !is_mirrored(&day.exceptions))?.exceptions.reverse())
        }),
        ("an invented habit", Book, |sample, plan| {
            let day = day(sample, plan, |day| day.exceptions.is_empty())?;
            Some(day.exceptions.push(DayException::LunchGivenUp))
        }),
        ("a habit with another figure", Book, |sample, plan| {
            let late = |it: &DayException| matches!(it, DayException::BackLate { .. });
            let day = day(sample, plan, |day| day.exceptions.iter().any(late))?;
            let it = day.exceptions.iter_mut().find(|it| late(it))?;
            Some(*it = DayException::BackLate { closes: TimeOfDay::from_minutes(7) })
        }),
    ]
}
