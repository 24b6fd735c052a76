//! Mutants of dispositions: their list, their facts, and a status in the place of another one.

use rounds::model::{Cadence, Date, Minutes, Tier};
use rounds::plan::{DayLimit, Disposition, Exclusion, Plan, Rule, Status, VisitRhythm};

use super::Needs::{Book, Scores};
use super::{Mutant, fate, shifted};
use crate::books::Sample;

fn any<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut Disposition> {
    fate(sample, plan, |_| true)
}

fn rhythm<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<&'a mut VisitRhythm> {
    fate(sample, plan, |it| it.rhythm.is_some())?.rhythm.as_mut()
}

/// The day for which somebody can still be called, and the last day for that.
fn late<'a>(sample: &Sample, plan: &'a mut Plan) -> Option<(&'a mut Date, &'a mut Date)> {
    let is_late = |it: &Disposition| matches!(it.status, Status::TooLateToCall { .. });
    match &mut fate(sample, plan, is_late)?.status {
        Status::TooLateToCall { day, call_by } => Some((day, call_by)),
        _ => None,
    }
}

/// The name of a status.
fn name(status: &Status) -> &'static str {
    match status {
        Status::Planned { .. } => "planned",
        Status::NotDue { .. } => "not due",
        Status::Later { .. } => "later",
        Status::Displaced { .. } => "displaced",
        Status::NotWorthTheDrive { .. } => "not worth the drive",
        Status::TooLateToCall { .. } => "too late to call",
        Status::AwaitsEdit { .. } => "awaits an edit",
        Status::Impossible { .. } => "impossible",
        Status::Excluded { because: Exclusion::NoPlace } => "without a place",
        Status::Excluded { .. } => "excluded",
        Status::Unknown => "unknown",
    }
}

/// Puts a status in the place of another one, made up as well as one can.
fn swapped(sample: &Sample, plan: &mut Plan, from: &str, to: &str) -> Option<()> {
    let after = plan.end().plus_days(1);
    let start = plan.start;
    let somebody =
        plan.stops().map(|(liaison, date, stop)| (liaison.clone(), date, stop.practice.clone())).next();
    let fate = fate(sample, plan, |it| name(&it.status) == from)?;
    let next = fate.rhythm.map_or(after, |it| it.next.max(after));
    fate.status = match to {
        "planned" => Status::Planned { visits: 1 },
        "not due" => Status::NotDue { from: after },
        "later" => Status::Later { from: next },
        "displaced" => Status::Displaced {
            day: somebody.as_ref()?.1,
            by: vec![somebody?.2],
            promised: false,
            referrals_short: 0.5,
            binding: vec![DayLimit::Minutes { short: Minutes(1) }],
            changes: Vec::new(),
        },
        "not worth the drive" => {
            Status::NotWorthTheDrive { day: start, detour: Minutes(10), referrals_short: 0.5 }
        }
        "too late to call" => Status::TooLateToCall { day: after, call_by: start },
        "impossible" => Status::Impossible { reasons: vec![vec![Rule::MaxDrive]], colleague: None },
        "excluded" => Status::Excluded { because: Exclusion::NoSee },
        "without a place" => Status::Excluded { because: Exclusion::NoPlace },
        _ => Status::Unknown,
    };
    Some(())
}

macro_rules! swaps {
    ($($needs:ident $from:literal $to:literal;)*) => {
        vec![$((concat!($from, " said to be ", $to), $needs, |sample, plan| swapped(sample, plan, $from, $to))),*]
    };
}

fn swaps() -> Vec<Mutant> {
    swaps! {
        Book "planned" "not due";
        Book "planned" "later";
        Book "planned" "displaced";
        Book "planned" "impossible";
        Book "planned" "excluded";
        Book "planned" "unknown";
        Book "not due" "planned";
        Book "not due" "later";
        Book "not due" "displaced";
        Book "not due" "not worth the drive";
        Book "not due" "impossible";
        Book "not due" "excluded";
        Book "not due" "unknown";
        Book "later" "planned";
        Book "later" "not due";
        Book "later" "displaced";
        Scores "later" "not worth the drive";
        Book "later" "impossible";
        Book "later" "excluded";
        Scores "later" "unknown";
        Book "displaced" "planned";
        Book "displaced" "not due";
        Scores "displaced" "later";
        Book "displaced" "not worth the drive";
        Book "displaced" "impossible";
        Book "displaced" "excluded";
        Scores "displaced" "unknown";
        Book "not worth the drive" "displaced";
        Scores "not worth the drive" "later";
        Book "not worth the drive" "impossible";
        Scores "not worth the drive" "unknown";
        Book "impossible" "planned";
        Book "impossible" "not due";
        Book "impossible" "later";
        Book "impossible" "displaced";
        Book "impossible" "not worth the drive";
        Book "impossible" "excluded";
        Book "impossible" "unknown";
        Book "too late to call" "planned";
        Book "too late to call" "not due";
        Scores "too late to call" "later";
        Book "too late to call" "displaced";
        Book "too late to call" "impossible";
        Book "too late to call" "excluded";
        Book "too late to call" "unknown";
        Book "planned" "too late to call";
        Book "not due" "too late to call";
        Book "later" "too late to call";
        Book "displaced" "too late to call";
        Book "impossible" "too late to call";
        Book "excluded" "planned";
        Book "excluded" "not due";
        Book "excluded" "later";
        Book "excluded" "impossible";
        Book "excluded" "unknown";
        Book "excluded" "without a place";
        Book "planned" "without a place";
        Book "not due" "without a place";
        Book "later" "without a place";
        Book "displaced" "without a place";
        Book "impossible" "without a place";
        Book "without a place" "planned";
        Book "without a place" "not due";
        Book "without a place" "later";
        Book "without a place" "displaced";
        Book "without a place" "not worth the drive";
        Book "without a place" "impossible";
        Book "without a place" "excluded";
        Book "without a place" "unknown";
    }
}

pub fn all() -> Vec<Mutant> {
    let mut all: Vec<Mutant> = vec![
        ("a disposition less", Book, |_, plan| plan.dispositions.pop().map(|_| ())),
        ("no dispositions", Book, |_, plan| Some(plan.dispositions.clear())),
        ("a disposition twice", Book, |_, plan| {
            Some(plan.dispositions.insert(0, plan.dispositions[0].clone()))
        }),
        ("dispositions in another order", Book, |_, plan| Some(plan.dispositions.reverse())),
        ("a disposition of nowhere", Book, |sample, plan| {
            Some(any(sample, plan)?.practice = "nowhere".into())
        }),
        ("another tier than the book's", Book, |sample, plan| {
            let own =
                |it: &Disposition| sample.book.practice(&it.practice).is_some_and(|it| it.tier.is_some());
            let fate = fate(sample, plan, own)?;
            Some(fate.tier = if fate.tier == Tier::A { Tier::B } else { Tier::A })
        }),
        ("another tier than the score's", Scores, |sample, plan| {
            let scored = |it: &Disposition| {
                sample.book.practice(&it.practice).is_some_and(|it| it.tier.is_none() && it.cadence.is_some())
            };
            let fate = fate(sample, plan, scored)?;
            Some(fate.tier = if fate.tier == Tier::A { Tier::B } else { Tier::A })
        }),
        ("another cadence", Book, |sample, plan| {
            let fate = any(sample, plan)?;
            Some(fate.cadence = Cadence::new(None, fate.cadence.target() + 1, None).ok()?)
        }),
        ("another last visit", Book, |sample, plan| {
            let fate = fate(sample, plan, |it| it.last_visit.is_some())?;
            Some(fate.last_visit = fate.last_visit.map(|date| date.plus_days(-1)))
        }),
        ("an invented last visit", Book, |sample, plan| {
            let start = plan.start.plus_days(-30);
            Some(fate(sample, plan, |it| it.last_visit.is_none())?.last_visit = Some(start))
        }),
        ("a due date a day later", Book, |sample, plan| Some(shifted(&mut any(sample, plan)?.due, 1))),
        ("a due date in another century", Book, |sample, plan| {
            Some(shifted(&mut any(sample, plan)?.due, 60_000))
        }),
        ("nobody who covers it", Book, |sample, plan| {
            Some(fate(sample, plan, |it| it.liaison.is_some())?.liaison = None)
        }),
        ("another liaison than the owner", Book, |sample, plan| {
            let owned =
                |it: &Disposition| sample.book.practice(&it.practice).is_some_and(|it| it.owner.is_some());
            let fate = fate(sample, plan, owned)?;
            let other = sample.book.liaisons().iter().find(|it| Some(&it.id) != fate.liaison.as_ref())?;
            Some(fate.liaison = Some(other.id.clone()))
        }),
        ("a liaison whom nobody knows", Book, |sample, plan| {
            Some(any(sample, plan)?.liaison = Some("L99".into()))
        }),
        ("another liaison where nobody owns it", Scores, |sample, plan| {
            let unowned =
                |it: &Disposition| sample.book.practice(&it.practice).is_some_and(|it| it.owner.is_none());
            let fate = fate(sample, plan, unowned)?;
            let other = sample.book.liaisons().iter().find(|it| Some(&it.id) != fate.liaison.as_ref())?;
            Some(fate.liaison = Some(other.id.clone()))
        }),
        ("a worth that is no number", Book, |sample, plan| Some(any(sample, plan)?.worth = f64::NAN)),
        ("a worth below nothing", Book, |sample, plan| Some(any(sample, plan)?.worth = -0.5)),
        ("a greater worth of a visit", Scores, |sample, plan| Some(any(sample, plan)?.worth += 0.01)),
        ("a slower rhythm", Scores, |sample, plan| Some(rhythm(sample, plan)?.every += 400)),
        ("a rhythm that begins a day later", Book, |sample, plan| {
            Some(shifted(&mut rhythm(sample, plan)?.next, 1))
        }),
        ("a rhythm at another price", Book, |sample, plan| Some(rhythm(sample, plan)?.an_hour *= 2.0)),
        ("a rhythm that never comes", Book, |sample, plan| Some(rhythm(sample, plan)?.every = 0)),
        ("a rhythm that is hushed up", Scores, |sample, plan| {
            Some(fate(sample, plan, |it| it.rhythm.is_some())?.rhythm = None)
        }),
        ("a later day to call for", Book, |sample, plan| Some(shifted(late(sample, plan)?.0, 1))),
        ("a later last day to call", Book, |sample, plan| Some(shifted(late(sample, plan)?.1, 1))),
        ("an earlier last day to call", Book, |sample, plan| Some(shifted(late(sample, plan)?.1, -1))),
        ("one visit more than there are", Book, |sample, plan| {
            let planned = fate(sample, plan, |it| matches!(it.status, Status::Planned { .. }))?;
            let Status::Planned { visits } = &mut planned.status else { return None };
            Some(*visits += 1)
        }),
        ("absurdly many visits", Book, |sample, plan| {
            Some(
                fate(sample, plan, |it| matches!(it.status, Status::Planned { .. }))?.status =
                    Status::Planned { visits: u32::MAX },
            )
        }),
    ];
    all.extend(swaps());
    all
}
