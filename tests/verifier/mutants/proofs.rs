//! Mutants of proofs: reasons, colleagues, exchanges, limits, changes, days.

use rounds::model::{Date, Minutes, PracticeId};
use rounds::plan::{ColleagueOffer, DayChange, DayLimit, Disposition, Plan, Rule, RuleSet, Status};

use super::Needs::{Book, Scores};
use super::{Mutant, fate, shifted};
use crate::books::Sample;

/// The reasons of an impossible visit, and the colleague.
fn impossible<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    wanted: impl Fn(&[RuleSet], &Option<ColleagueOffer>) -> bool,
) -> Option<(&'a mut Vec<RuleSet>, &'a mut Option<ColleagueOffer>)> {
    let is_it = |fate: &Disposition| matches!(&fate.status, Status::Impossible { reasons, colleague } if wanted(reasons, colleague));
    let Status::Impossible { reasons, colleague } = &mut fate(sample, plan, is_it)?.status else {
        return None;
    };
    Some((reasons, colleague))
}

fn reasons<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut Vec<RuleSet>> {
    Some(impossible(sample, plan, |_, _| true)?.0)
}

/// What is said of a displaced practice.
struct Displaced<'a> {
    day: &'a mut Date,
    by: &'a mut Vec<PracticeId>,
    promised: &'a mut bool,
    referrals_short: &'a mut f64,
    binding: &'a mut Vec<DayLimit>,
    changes: &'a mut Vec<DayChange>,
}

fn displaced<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    wanted: impl Fn(&[DayLimit], &[DayChange]) -> bool,
) -> Option<Displaced<'a>> {
    let is_it = |fate: &Disposition| matches!(&fate.status, Status::Displaced { binding, changes, .. } if wanted(binding, changes));
    match &mut fate(sample, plan, is_it)?.status {
        Status::Displaced { day, by, promised, referrals_short, binding, changes } => {
            Some(Displaced { day, by, promised, referrals_short, binding, changes })
        }
        _ => None,
    }
}

fn change<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    wanted: impl Fn(&DayChange) -> bool,
) -> Option<&'a mut DayChange> {
    let changes = displaced(sample, plan, |_, changes| changes.iter().any(&wanted))?.changes;
    changes.iter_mut().find(|it| wanted(it))
}

fn not_due<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut Date> {
    match &mut fate(sample, plan, |it| matches!(it.status, Status::NotDue { .. }))?.status {
        Status::NotDue { from } => Some(from),
        _ => None,
    }
}

fn later<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut Date> {
    match &mut fate(sample, plan, |it| matches!(it.status, Status::Later { .. }))?.status {
        Status::Later { from } => Some(from),
        _ => None,
    }
}

fn not_worth<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
) -> Option<(&'a mut Date, &'a mut Minutes, &'a mut f64)> {
    match &mut fate(sample, plan, |it| matches!(it.status, Status::NotWorthTheDrive { .. }))?.status {
        Status::NotWorthTheDrive { day, detour, referrals_short } => Some((day, detour, referrals_short)),
        _ => None,
    }
}

/// Minutes of a change of hours.
fn minutes(change: &mut DayChange) -> Option<&mut u32> {
    match change {
        DayChange::StartEarlier { minutes, .. } | DayChange::EndLater { minutes, .. } => Some(&mut minutes.0),
        _ => None,
    }
}

fn is_of_hours(change: &DayChange) -> bool {
    matches!(change, DayChange::StartEarlier { .. } | DayChange::EndLater { .. })
}

fn is_of_minutes(binding: &[DayLimit], _: &[DayChange]) -> bool {
    matches!(binding, [DayLimit::Minutes { .. }])
}

fn is_of_visits(binding: &[DayLimit], _: &[DayChange]) -> bool {
    matches!(binding, [DayLimit::Visits { .. }])
}

pub fn all() -> Vec<Mutant> {
    let mut all = of_rules();
    all.extend(of_exchanges());
    all.extend(of_days());
    all
}

fn of_rules() -> Vec<Mutant> {
    vec![
        ("no reason", Book, |sample, plan| Some(reasons(sample, plan)?.clear())),
        ("a reason less", Book, |sample, plan| {
            impossible(sample, plan, |reasons, _| reasons.len() > 1)?.0.pop().map(|_| ())
        }),
        ("a reason more", Book, |sample, plan| {
            let reasons = reasons(sample, plan)?;
            let new = [Rule::NoVisitors, Rule::MustVisitDates].map(|rule| vec![rule]);
            Some(reasons.push(new.into_iter().find(|it| !reasons.contains(it))?))
        }),
        ("a rule more in a reason", Book, |sample, plan| {
            let reason = reasons(sample, plan)?.last_mut()?;
            Some(reason.push(Rule::MustVisitDates))
        }),
        ("a rule less in a reason", Book, |sample, plan| {
            let large =
                |reasons: &[RuleSet], _: &Option<ColleagueOffer>| reasons.iter().any(|it| it.len() > 1);
            let reasons = impossible(sample, plan, large)?.0;
            reasons.iter_mut().find(|it| it.len() > 1)?.pop().map(|_| ())
        }),
        ("another rule in a reason", Book, |sample, plan| {
            let rule = reasons(sample, plan)?.first_mut()?.first_mut()?;
            Some(*rule = if *rule == Rule::LeadTime { Rule::Lunch } else { Rule::LeadTime })
        }),
        ("reasons in another order", Book, |sample, plan| {
            Some(impossible(sample, plan, |reasons, _| reasons.len() > 1)?.0.reverse())
        }),
        ("a colleague who could not go", Book, |sample, plan| {
            let day = plan.start;
            let colleague = impossible(sample, plan, |_, colleague| colleague.is_none())?.1;
            let id = sample.book.liaisons().last()?.id.clone();
            Some(*colleague = Some(ColleagueOffer { liaison: id, days: vec![day] }))
        }),
        ("a colleague passed over", Book, |sample, plan| {
            Some(*impossible(sample, plan, |_, colleague| colleague.is_some())?.1 = None)
        }),
        ("a colleague on other days", Book, |sample, plan| {
            let colleague = impossible(sample, plan, |_, colleague| colleague.is_some())?.1.as_mut()?;
            colleague.days.pop().map(|_| ())
        }),
    ]
}

fn of_exchanges() -> Vec<Mutant> {
    vec![
        ("nobody who gives way", Book, |sample, plan| Some(displaced(sample, plan, |_, _| true)?.by.clear())),
        ("somebody elsewhere who gives way", Book, |sample, plan| {
            let stops: Vec<(Date, PracticeId)> =
                plan.stops().map(|(_, day, stop)| (day, stop.practice.clone())).collect();
            let it = displaced(sample, plan, |_, _| true)?;
            let there =
                |practice: &PracticeId| stops.iter().any(|other| other == &(*it.day, practice.clone()));
            let other = stops.iter().find(|(_, practice)| !there(practice))?.clone();
            Some(*it.by = vec![other.1])
        }),
        ("an exchange on another day", Book, |sample, plan| {
            Some(shifted(displaced(sample, plan, |_, _| true)?.day, 1))
        }),
        ("an exchange in another century", Book, |sample, plan| {
            Some(shifted(displaced(sample, plan, |_, _| true)?.day, 36_525))
        }),
        ("promised or not", Book, |sample, plan| {
            Some(*displaced(sample, plan, |_, _| true)?.promised ^= true)
        }),
        ("a loss that is no number", Book, |sample, plan| {
            Some(*displaced(sample, plan, |_, _| true)?.referrals_short = f64::NAN)
        }),
        ("a greater loss", Scores, |sample, plan| {
            Some(*displaced(sample, plan, |_, _| true)?.referrals_short += 0.05)
        }),
        ("nothing that binds", Book, |sample, plan| {
            Some(displaced(sample, plan, |_, _| true)?.binding.clear())
        }),
        ("the hours that bind", Book, |sample, plan| {
            let other = |binding: &[DayLimit], _: &[DayChange]| binding != [DayLimit::Hours];
            Some(*displaced(sample, plan, other)?.binding = vec![DayLimit::Hours])
        }),
        ("more minutes that are short", Book, |sample, plan| {
            let binding = displaced(sample, plan, is_of_minutes)?.binding;
            let [DayLimit::Minutes { short }] = &mut binding[..] else { return None };
            Some(short.0 += 1)
        }),
        ("fewer minutes that are short", Book, |sample, plan| {
            let binding = displaced(sample, plan, is_of_minutes)?.binding;
            let [DayLimit::Minutes { short }] = &mut binding[..] else { return None };
            Some(short.0 -= 1)
        }),
        ("visits for minutes", Book, |sample, plan| {
            Some(*displaced(sample, plan, is_of_minutes)?.binding = vec![DayLimit::Visits { limit: 2 }])
        }),
        ("minutes for visits", Book, |sample, plan| {
            Some(
                *displaced(sample, plan, is_of_visits)?.binding =
                    vec![DayLimit::Minutes { short: Minutes(1) }],
            )
        }),
        ("another limit of visits", Book, |sample, plan| {
            let binding = displaced(sample, plan, is_of_visits)?.binding;
            let [DayLimit::Visits { limit }] = &mut binding[..] else { return None };
            Some(*limit += 1)
        }),
        ("a limit more that binds", Book, |sample, plan| {
            Some(displaced(sample, plan, is_of_visits)?.binding.push(DayLimit::Minutes { short: Minutes(1) }))
        }),
        ("changes hidden", Book, |sample, plan| {
            let it = displaced(sample, plan, |_, changes| !changes.is_empty())?;
            Some(it.changes.clear())
        }),
        ("a change twice", Book, |sample, plan| {
            let it = displaced(sample, plan, |_, changes| !changes.is_empty())?;
            Some(it.changes.push(it.changes[0]))
        }),
        ("an invented change", Book, |sample, plan| {
            let it = displaced(sample, plan, |_, _| true)?;
            Some(it.changes.push(DayChange::EndLater { day: *it.day, minutes: Minutes(0) }))
        }),
        ("an absurd change", Book, |sample, plan| {
            let it = displaced(sample, plan, |_, _| true)?;
            Some(it.changes.push(DayChange::EndLater { day: *it.day, minutes: Minutes(u32::MAX) }))
        }),
        ("a change that is not enough", Book, |sample, plan| {
            Some(*minutes(change(sample, plan, is_of_hours)?)? -= 1)
        }),
        ("a change on a day after the plan", Book, |sample, plan| {
            let change = change(sample, plan, |_| true)?;
            let (DayChange::StartEarlier { day, .. }
            | DayChange::EndLater { day, .. }
            | DayChange::MoreVisits { day, .. }
            | DayChange::MoreDriving { day, .. }) = change;
            Some(shifted(day, 100))
        }),
        ("more visits that are no more", Book, |sample, plan| {
            let is_it = |it: &DayChange| matches!(it, DayChange::MoreVisits { .. });
            let DayChange::MoreVisits { limit, .. } = change(sample, plan, is_it)? else { return None };
            Some(*limit -= 1)
        }),
        ("less driving than it takes", Book, |sample, plan| {
            let is_it = |it: &DayChange| matches!(it, DayChange::MoreDriving { .. });
            let DayChange::MoreDriving { limit, .. } = change(sample, plan, is_it)? else { return None };
            Some(limit.0 -= 1)
        }),
    ]
}

fn of_days() -> Vec<Mutant> {
    vec![
        ("not due for a day more", Book, |sample, plan| Some(shifted(not_due(sample, plan)?, 1))),
        ("not due for a day less", Book, |sample, plan| Some(shifted(not_due(sample, plan)?, -1))),
        ("a day later than later", Book, |sample, plan| Some(shifted(later(sample, plan)?, 1))),
        ("a day sooner than later", Book, |sample, plan| Some(shifted(later(sample, plan)?, -1))),
        ("a longer detour", Book, |sample, plan| Some(not_worth(sample, plan)?.1.0 += 1)),
        ("an absurd detour", Book, |sample, plan| Some(*not_worth(sample, plan)?.1 = Minutes(u32::MAX))),
        ("a detour on a day before the plan", Book, |sample, plan| {
            Some(shifted(not_worth(sample, plan)?.0, -30))
        }),
        ("a detour that costs more", Scores, |sample, plan| Some(*not_worth(sample, plan)?.2 += 0.05)),
        ("a detour that costs less than nothing", Book, |sample, plan| {
            Some(*not_worth(sample, plan)?.2 = -0.5)
        }),
    ]
}
