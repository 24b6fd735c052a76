//! Mutants of capacities.

use rounds::plan::{Capacity, LeastTime, Plan, ScarceResource, Shortage};

use super::Needs::{Book, Scores};
use super::{Mutant, pick};
use crate::books::Sample;

fn any<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut Capacity> {
    pick(sample, &mut plan.capacities)
}

/// The first shortage of a plan; where it has none, one that is made up.
fn shortage(plan: &mut Plan) -> Option<&mut Shortage> {
    let until = plan.start.plus_days(7 * i64::from(plan.weeks) - 1);
    let has_one = |it: &Capacity| it.need.is_some_and(|need| need.is_too_much());
    let at = plan.capacities.iter().position(has_one).unwrap_or(0);
    let capacity = plan.capacities.get_mut(at)?;
    let (hours, need) = (capacity.hours_planned, capacity.need.as_mut().filter(|need| need.work_days > 0)?);
    let work_days = need.work_days;
    let least = LeastTime { days: work_days + 1, ..need.promised };
    Some(need.shortage.get_or_insert(Shortage { until, least, work_days, hours }))
}

pub fn all() -> Vec<Mutant> {
    vec![
        ("a capacity less", Book, |_, plan| plan.capacities.pop().map(|_| ())),
        ("a capacity twice", Book, |_, plan| Some(plan.capacities.push(plan.capacities.first()?.clone()))),
        ("a capacity of nobody", Book, |_, plan| Some(plan.capacities.last_mut()?.liaison = "nobody".into())),
        ("an hour more a week", Book, |sample, plan| Some(any(sample, plan)?.hours += 1.0)),
        ("an hour less in these days", Book, |sample, plan| Some(any(sample, plan)?.hours_planned -= 1.0)),
        ("more set cadences than there are", Book, |sample, plan| Some(any(sample, plan)?.promised += 100)),
        ("an hour that is no number", Book, |sample, plan| Some(any(sample, plan)?.an_hour = f64::NAN)),
        ("endless hours", Book, |sample, plan| Some(any(sample, plan)?.tier_hours = f64::INFINITY)),
        ("promises below nothing", Book, |sample, plan| Some(any(sample, plan)?.promised_hours = -1.0)),
        ("promises that shrink", Book, |sample, plan| Some(any(sample, plan)?.stretch = 0.5)),
        ("a curve that falls", Book, |sample, plan| {
            Some(pick(sample, plan.capacities.iter_mut().filter(|it| it.curve.len() > 1))?.curve.reverse())
        }),
        ("a curve with a gain that is no number", Book, |sample, plan| {
            Some(any(sample, plan)?.curve.first_mut()?.gain = f64::NAN)
        }),
        ("an hour that brings more", Book, |sample, plan| Some(any(sample, plan)?.an_hour += 0.001)),
        ("a curve with more gain", Scores, |sample, plan| {
            Some(any(sample, plan)?.curve.first_mut()?.gain += 0.1)
        }),
        ("no curve", Scores, |sample, plan| Some(any(sample, plan)?.curve.clear())),
        ("another next hour", Scores, |sample, plan| {
            let capacity = any(sample, plan)?;
            Some(capacity.next_hour = Some(capacity.next_hour.unwrap_or(0.0) + 0.5))
        }),
        ("something else that is scarce", Scores, |sample, plan| {
            let capacity = any(sample, plan)?;
            let hours = Some(ScarceResource::Hours);
            Some(capacity.scarce = if capacity.scarce == hours { None } else { hours })
        }),
        ("tiers that are kept, or not", Scores, |sample, plan| Some(any(sample, plan)?.keeps_tiers ^= true)),
        ("more hours for tiers", Scores, |sample, plan| Some(any(sample, plan)?.tier_hours += 1.0)),
        ("more hours for promises", Scores, |sample, plan| Some(any(sample, plan)?.promised_hours += 1.0)),
        ("a working day less", Book, |sample, plan| {
            let need = any(sample, plan)?.need.as_mut().filter(|need| need.work_days > 0)?;
            Some(need.work_days -= 1)
        }),
        ("tiers that need less than promises", Book, |sample, plan| {
            let need = any(sample, plan)?.need.as_mut()?;
            Some(need.tiers.hours = need.promised.hours - 1.0)
        }),
        ("promises that need an hour more", Scores, |sample, plan| {
            let need = any(sample, plan)?.need.as_mut()?;
            (need.promised.hours, need.tiers.hours) = (need.promised.hours + 1.0, need.tiers.hours + 1.0);
            Some(())
        }),
        ("a visit more that is needed", Scores, |sample, plan| {
            Some(any(sample, plan)?.need.as_mut()?.tiers.visits += 1)
        }),
        ("an hour less in the weeks that are too short", Book, |_, plan| Some(shortage(plan)?.hours -= 1.0)),
        ("a working day more in them", Book, |_, plan| Some(shortage(plan)?.work_days += 1)),
        ("weeks that have room", Book, |_, plan| {
            let shortage = shortage(plan)?;
            Some(shortage.least.days = shortage.work_days)
        }),
        ("weeks that end on another day", Book, |_, plan| {
            let shortage = shortage(plan)?;
            Some(shortage.until = shortage.until.plus_days(-1))
        }),
        ("weeks that lie after the plan", Book, |_, plan| {
            let shortage = shortage(plan)?;
            Some(shortage.until = shortage.until.plus_days(7 * 13))
        }),
        ("an hour more that they need", Scores, |_, plan| Some(shortage(plan)?.least.hours += 1.0)),
        ("promises that stretch", Scores, |sample, plan| Some(any(sample, plan)?.stretch += 1.0)),
    ]
}
