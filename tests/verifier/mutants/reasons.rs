//! Mutants of the reasons for a stop, and of what it is expected to bring.

use rounds::plan::{Occasion, Plan, Stop, StopFact, VisitTiming};
use rounds::score::{LittleEvidence, ScoreFact};

use super::Needs::{Book, Scores};
use super::{Mutant, shifted, stop};
use crate::books::Sample;

/// A stop whose reason of the calendar is as wanted.
fn timing<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    wanted: impl Fn(&VisitTiming) -> bool,
) -> Option<&'a mut VisitTiming> {
    let is_it = |stop: &Stop| {
        stop.reasons.iter().any(|it| matches!(&it.fact, StopFact::Calendar(timing) if wanted(timing)))
    };
    let stop = stop(sample, plan, is_it)?;
    stop.reasons.iter_mut().find_map(|it| match &mut it.fact {
        StopFact::Calendar(timing) => Some(timing),
        StopFact::Score(_) => None,
    })
}

fn early<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut Occasion> {
    Some(&mut timing(sample, plan, |it| matches!(it.occasion, Occasion::Early { .. }))?.occasion)
}

pub fn all() -> Vec<Mutant> {
    vec![
        ("more than the reasons", Book, |sample, plan| {
            Some(stop(sample, plan, |_| true)?.expected_referrals += 0.1)
        }),
        ("less than nothing", Book, |sample, plan| {
            Some(stop(sample, plan, |_| true)?.expected_referrals = -1.0)
        }),
        ("no number of referrals", Book, |sample, plan| {
            Some(stop(sample, plan, |_| true)?.expected_referrals = f64::NAN)
        }),
        ("no reasons", Book, |sample, plan| Some(stop(sample, plan, |_| true)?.reasons.clear())),
        ("no reasons and no referrals", Book, |sample, plan| {
            let stop = stop(sample, plan, |_| true)?;
            stop.reasons.clear();
            Some(stop.expected_referrals = 0.0)
        }),
        ("reasons that do not sum", Book, |sample, plan| {
            Some(stop(sample, plan, |_| true)?.reasons.first_mut()?.referrals += 0.01)
        }),
        ("reasons that are no numbers", Book, |sample, plan| {
            Some(stop(sample, plan, |_| true)?.reasons.first_mut()?.referrals = f64::INFINITY)
        }),
        ("the calendar twice", Book, |sample, plan| {
            let stop = stop(sample, plan, |_| true)?;
            let calendar = stop.reasons.iter().find(|it| matches!(it.fact, StopFact::Calendar(_)))?;
            let mut again = *calendar;
            again.referrals = 0.0;
            Some(stop.reasons.push(again))
        }),
        ("more days since the last visit", Book, |sample, plan| {
            let timing = timing(sample, plan, |it| it.days_since_visit.is_some())?;
            Some(timing.days_since_visit = timing.days_since_visit.map(|days| days + 1))
        }),
        ("a last visit that is hushed up", Book, |sample, plan| {
            Some(timing(sample, plan, |it| it.days_since_visit.is_some())?.days_since_visit = None)
        }),
        ("a last visit that was none", Book, |sample, plan| {
            Some(timing(sample, plan, |it| it.days_since_visit.is_none())?.days_since_visit = Some(30))
        }),
        ("another rhythm", Book, |sample, plan| Some(timing(sample, plan, |_| true)?.due_every += 1)),
        ("a promise as an occasion", Book, |sample, plan| {
            let until = plan.start;
            let timing = timing(sample, plan, |it| it.occasion == Occasion::Due)?;
            Some(timing.occasion = Occasion::MustVisit { until })
        }),
        ("an appointment as an occasion", Book, |sample, plan| {
            Some(timing(sample, plan, |it| it.occasion == Occasion::Due)?.occasion = Occasion::Appointment)
        }),
        ("an early visit as a due one", Book, |sample, plan| Some(*early(sample, plan)? = Occasion::Due)),
        ("an early visit, due on another day", Book, |sample, plan| {
            let Occasion::Early { due, .. } = early(sample, plan)? else { return None };
            Some(shifted(due, 1))
        }),
        ("an early visit with another detour", Book, |sample, plan| {
            let Occasion::Early { detour, .. } = early(sample, plan)? else { return None };
            Some(detour.0 += 1)
        }),
        ("a due visit as an early one", Book, |sample, plan| {
            let due = plan.start.plus_days(60);
            let timing = timing(sample, plan, |it| it.occasion == Occasion::Due)?;
            Some(timing.occasion = Occasion::Early { due, detour: rounds::model::Minutes(0), pays: true })
        }),
        ("an appointment as a due visit", Book, |sample, plan| {
            Some(timing(sample, plan, |it| it.occasion == Occasion::Appointment)?.occasion = Occasion::Due)
        }),
        ("a promise until another day", Book, |sample, plan| {
            let is_promise = |it: &VisitTiming| matches!(it.occasion, Occasion::MustVisit { .. });
            let Occasion::MustVisit { until } = &mut timing(sample, plan, is_promise)?.occasion else {
                return None;
            };
            Some(shifted(until, 40))
        }),
        ("more in all", Scores, |sample, plan| {
            let stop = stop(sample, plan, |stop| stop.expected_referrals > 0.0)?;
            stop.expected_referrals *= 1.5;
            stop.reasons.iter_mut().for_each(|it| it.referrals *= 1.5);
            Some(())
        }),
        ("figures moved between reasons", Scores, |sample, plan| {
            let stop = stop(sample, plan, |stop| stop.reasons.len() > 2)?;
            stop.reasons[0].referrals += 0.25;
            stop.reasons[1].referrals -= 0.25;
            Some(())
        }),
        ("another reason of the score", Scores, |sample, plan| {
            let stop = stop(sample, plan, |_| true)?;
            let reason = stop.reasons.iter_mut().find(|it| matches!(it.fact, StopFact::Score(_)))?;
            let known = LittleEvidence::Few { referrals: 77, weeks: 99 };
            Some(reason.fact = StopFact::Score(ScoreFact::Evidence { known }))
        }),
        ("reasons in another order", Scores, |sample, plan| {
            Some(stop(sample, plan, |stop| stop.reasons.len() > 1)?.reasons.reverse())
        }),
        ("a reason left out", Scores, |sample, plan| {
            let stop = stop(sample, plan, |stop| stop.reasons.iter().any(is_remark))?;
            Some(stop.reasons.retain(|reason| !is_remark(reason)))
        }),
    ]
}

/// Tells whether a reason only remarks on something, so that sums stay as they are without it.
fn is_remark(reason: &rounds::plan::StopReason) -> bool {
    reason.referrals.abs() < 1e-12 && matches!(reason.fact, StopFact::Score(_))
}
