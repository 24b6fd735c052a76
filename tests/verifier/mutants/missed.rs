//! Mutants of what is said to be missed: hidden, invented, or for other reasons.

use rounds::model::{Minutes, TimeOfDay};
use rounds::plan::{Clash, Disposition, Missed, Plan, Rule, StopKind};

use super::Needs::Book;
use super::{Mutant, fate, moved, pick, shifted};
use crate::books::Sample;

/// A missed visit of a kind.
fn missed<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    wanted: impl Fn(&Missed) -> bool,
) -> Option<&'a mut Missed> {
    let fate = fate(sample, plan, |fate| fate.missed.iter().any(&wanted))?;
    fate.missed.iter_mut().find(|it| wanted(it))
}

fn appointment(missed: &Missed) -> bool {
    missed.kind == StopKind::Appointment
}

fn promise(missed: &Missed) -> bool {
    missed.kind == StopKind::MustVisit
}

/// Takes a missed visit of a kind away.
fn hidden(sample: &Sample, plan: &mut Plan, wanted: fn(&Missed) -> bool) -> Option<()> {
    let fate = fate(sample, plan, |fate| fate.missed.iter().any(wanted))?;
    let at = fate.missed.iter().position(wanted)?;
    fate.missed.remove(at);
    Some(())
}

fn twice(sample: &Sample, plan: &mut Plan, wanted: fn(&Missed) -> bool) -> Option<()> {
    let fate = fate(sample, plan, |fate| fate.missed.iter().any(wanted))?;
    let again = fate.missed.iter().find(|it| wanted(it))?.clone();
    Some(fate.missed.push(again))
}

/// The disposition of a practice that is visited, with the visit.
fn visited<'a>(
    sample: &Sample,
    plan: &'a mut Plan,
    kind: StopKind,
) -> Option<(&'a mut Disposition, rounds::model::Date, TimeOfDay)> {
    let stops = plan.stops().filter(|(_, _, stop)| stop.kind == kind);
    let stops: Vec<_> = stops.map(|(_, date, stop)| (stop.practice.clone(), date, stop.start)).collect();
    let (practice, date, start) = pick(sample, stops)?;
    let fate = plan.dispositions.iter_mut().find(|fate| fate.practice == practice)?;
    Some((fate, date, start))
}

pub fn all() -> Vec<Mutant> {
    vec![
        ("a missed appointment hidden", Book, |sample, plan| hidden(sample, plan, appointment)),
        ("a missed promise hidden", Book, |sample, plan| hidden(sample, plan, promise)),
        ("a missed appointment told twice", Book, |sample, plan| twice(sample, plan, appointment)),
        ("a missed promise told twice", Book, |sample, plan| twice(sample, plan, promise)),
        ("a kept appointment said to be missed", Book, |sample, plan| {
            let (fate, date, start) = visited(sample, plan, StopKind::Appointment)?;
            Some(fate.missed.push(Missed {
                kind: StopKind::Appointment,
                date,
                start: Some(start),
                from: None,
                reasons: vec![vec![Rule::TimeOff]],
                clash: None,
            }))
        }),
        ("a kept promise said to be missed", Book, |sample, plan| {
            let (fate, ..) = visited(sample, plan, StopKind::MustVisit)?;
            let wishes = sample.book.promises(sample.plan.start);
            let wish = wishes.iter().find(|it| it.practice == fate.practice)?;
            Some(fate.missed.push(Missed {
                kind: StopKind::MustVisit,
                date: wish.until,
                start: None,
                from: Some(wish.from),
                reasons: Vec::new(),
                clash: None,
            }))
        }),
        ("a missed promise that nobody made", Book, |sample, plan| {
            let (start, date) = (plan.start, plan.end());
            let fate = fate(sample, plan, |fate| fate.missed.is_empty())?;
            Some(fate.missed.push(Missed {
                kind: StopKind::MustVisit,
                date,
                start: None,
                from: Some(start),
                reasons: Vec::new(),
                clash: None,
            }))
        }),
        ("a missed visit that nobody chose", Book, |sample, plan| {
            let date = plan.end();
            let fate = fate(sample, plan, |_| true)?;
            Some(fate.missed.push(Missed {
                kind: StopKind::Chosen,
                date,
                start: None,
                from: None,
                reasons: Vec::new(),
                clash: None,
            }))
        }),
        ("a missed appointment on another day", Book, |sample, plan| {
            Some(shifted(&mut missed(sample, plan, appointment)?.date, 1))
        }),
        ("a missed appointment at another time", Book, |sample, plan| {
            let it = missed(sample, plan, appointment)?;
            Some(it.start = Some(moved(it.start?, 5)?))
        }),
        ("a missed appointment without a time", Book, |sample, plan| {
            Some(missed(sample, plan, appointment)?.start = None)
        }),
        ("a missed appointment without a reason", Book, |sample, plan| {
            let it = missed(sample, plan, appointment)?;
            (it.reasons, it.clash) = (Vec::new(), None);
            Some(())
        }),
        ("a missed appointment for another reason", Book, |sample, plan| {
            Some(missed(sample, plan, appointment)?.reasons = vec![vec![Rule::Lunch]])
        }),
        ("a missed appointment with a reason more", Book, |sample, plan| {
            Some(missed(sample, plan, appointment)?.reasons.push(vec![Rule::Skills]))
        }),
        ("a missed appointment with a reason told twice", Book, |sample, plan| {
            let it = missed(sample, plan, appointment)?;
            Some(it.reasons.push(it.reasons.first()?.clone()))
        }),
        ("a missed appointment with a first day", Book, |sample, plan| {
            let it = missed(sample, plan, appointment)?;
            Some(it.from = Some(it.date))
        }),
        ("a clash that is not told", Book, |sample, plan| {
            Some(missed(sample, plan, |it| it.clash.is_some())?.clash = None)
        }),
        ("a clash with somebody else", Book, |sample, plan| {
            let clash = missed(sample, plan, |it| it.clash.is_some())?.clash.as_mut()?;
            Some(clash.practice = "nowhere".into())
        }),
        ("a clash at another time", Book, |sample, plan| {
            let clash = missed(sample, plan, |it| it.clash.is_some())?.clash.as_mut()?;
            Some(clash.end = moved(clash.end, 1)?)
        }),
        ("a clash after a longer drive", Book, |sample, plan| {
            Some(missed(sample, plan, |it| it.clash.is_some())?.clash.as_mut()?.drive.0 += 1)
        }),
        ("a missed promise from another day on", Book, |sample, plan| {
            let it = missed(sample, plan, promise)?;
            Some(it.from = it.from.map(|date| date.plus_days(-1)))
        }),
        ("a missed promise until another day", Book, |sample, plan| {
            Some(shifted(&mut missed(sample, plan, promise)?.date, 1))
        }),
        ("a missed promise for another reason", Book, |sample, plan| {
            Some(missed(sample, plan, promise)?.reasons = vec![vec![Rule::LeadTime]])
        }),
        ("a missed promise with a clash", Book, |sample, plan| {
            let (practice, start) = ("nowhere".into(), TimeOfDay::new(9, 0)?);
            let clash = Clash { practice, start, end: start, drive: Minutes(0) };
            Some(missed(sample, plan, promise)?.clash = Some(clash))
        }),
        ("a missed promise with a start", Book, |sample, plan| {
            let start = TimeOfDay::new(9, 0);
            Some(missed(sample, plan, promise)?.start = start)
        }),
    ]
}
