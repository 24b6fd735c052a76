//! Appointments: as many as can be are kept, each of the others is missed for the reasons given, and none is invented.

use std::collections::BTreeSet;

use crate::check::agreements::{self, Agreement, way};
use crate::check::case::{Case, is_kept_by};
use crate::check::detail::ViolationDetail;
use crate::check::report::{About, Report};
use crate::model::calendar::Appointment;
use crate::model::id::LiaisonId;
use crate::model::index::LiaisonIndex;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::disposition::{Clash, Disposition, Missed, Rule, RuleSet};
use crate::plan::itinerary::{Stop, StopKind};

/// Checks what becomes of every appointment.
pub(crate) fn check(case: &Case, report: &mut Report) {
    invented(case, report);
    let events = case.planned_events().map(|(liaison, event)| (liaison, event.date));
    let dates: BTreeSet<(LiaisonIndex, Date)> =
        in_plan(case).filter_map(|it| Some((liaison(case, it)?, it.date))).chain(events).collect();
    for (liaison, date) in dates {
        day(case, liaison, date, report);
    }
    for disposition in &case.plan.dispositions {
        claims(case, disposition, report);
    }
}

/// Lists the appointments on days of the plan.
fn in_plan<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Appointment> {
    let (start, days) = (case.plan.start, case.days);
    case.book.appointments().iter().filter(move |it| (0..days).contains(&it.date.days_since(start)))
}

fn liaison(case: &Case, appointment: &Appointment) -> Option<LiaisonIndex> {
    case.book.liaison_index(&appointment.liaison)
}

/// Checks that a day keeps as many appointments and events as can be, and says of every other appointment that it is missed.
fn day(case: &Case, liaison: LiaisonIndex, date: Date, report: &mut Report) {
    let all = agreements::of_day(case, liaison, date);
    let possible: Vec<&Agreement> = all.iter().filter(|it| it.reasons(case, liaison).is_empty()).collect();
    let (kept, most) = (all.iter().filter(|it| it.is_kept).count(), most(case, &possible));
    let about =
        About { liaison: Some(&case.book.liaisons()[liaison.get()].id), date: Some(date), practice: None };
    report.require(kept >= most, about, || ViolationDetail::TooFewAppointments { kept, most });
    let appointments = || all.iter().filter(|it| !it.is_kept).filter_map(|it| it.what.appointment());
    for lost in appointments() {
        let start = lost.start;
        let about = About { practice: Some(&lost.practice), ..about };
        let same = appointments().filter(|it| is_like(it, lost)).count();
        let declared = declared(case, lost) >= same;
        report.require(declared, about, || ViolationDetail::AppointmentLost { start });
    }
}

fn is_like(one: &Appointment, other: &Appointment) -> bool {
    (&one.practice, one.date, one.start) == (&other.practice, other.date, other.start)
}

/// Counts how often an appointment is said to be missed.
fn declared(case: &Case, appointment: &Appointment) -> usize {
    let is_it = |missed: &&Missed| {
        missed.kind == StopKind::Appointment
            && (missed.date, missed.start) == (appointment.date, Some(appointment.start))
    };
    let fate = case.plan.disposition(&appointment.practice);
    fate.map_or(0, |fate| fate.missed.iter().filter(is_it).count())
}

/// Counts the most appointments and events of a day, given by their start, that do not clash with the one before.
fn most(case: &Case, possible: &[&Agreement]) -> usize {
    let mut longest: Vec<usize> = Vec::with_capacity(possible.len());
    for (at, last) in possible.iter().enumerate() {
        let before = possible[..at].iter().zip(&longest).filter(|(it, _)| !it.clashes(case, last));
        longest.push(1 + before.map(|(_, length)| *length).max().unwrap_or(0));
    }
    longest.into_iter().max().unwrap_or(0)
}

/// Checks what a disposition says of appointments that are missed.
fn claims(case: &Case, fate: &Disposition, report: &mut Report) {
    let about = About::practice(&fate.practice);
    for (at, missed) in fate.missed.iter().enumerate().filter(|(_, it)| it.kind == StopKind::Appointment) {
        let about = About { date: Some(missed.date), ..about };
        let is_it = |it: &&Appointment| {
            it.practice == fate.practice && (it.date, Some(it.start)) == (missed.date, missed.start)
        };
        let found: Vec<&Appointment> = in_plan(case).filter(is_it).filter(|it| !case.is_kept(it)).collect();
        let before = fate.missed[..at].iter();
        let earlier =
            before.filter(|it| (it.kind, it.date, it.start) == (missed.kind, missed.date, missed.start));
        if earlier.count() >= found.len() {
            report.add(about, ViolationDetail::WronglyMissedAppointment { start: missed.start });
        } else if !found.iter().any(|it| is_explained(case, it, missed)) {
            let start = missed.start.unwrap_or(TimeOfDay::MIDNIGHT);
            report.add(about, ViolationDetail::WrongMissedAppointment { start });
        }
    }
}

/// Tells whether an appointment is missed for the reasons given.
fn is_explained(case: &Case, appointment: &Appointment, missed: &Missed) -> bool {
    let Some((liaison, lost)) = liaison(case, appointment).zip(Agreement::of(case, appointment)) else {
        return false;
    };
    let reasons: BTreeSet<RuleSet> = lost.reasons(case, liaison).into_iter().collect();
    let stated: BTreeSet<RuleSet> = missed.reasons.iter().cloned().collect();
    let once = stated.len() == missed.reasons.len() && missed.from.is_none();
    if !reasons.is_empty() {
        return once && stated == reasons && missed.clash.is_none();
    }
    let all = agreements::of_day(case, liaison, appointment.date);
    let in_the_way = || all.iter().filter(|it| it.is_kept && it.clashes(case, &lost));
    let right = match &missed.clash {
        Some(clash) => in_the_way().any(|it| is_clash(case, it, &lost, clash)),
        None => in_the_way().any(|it| it.what.appointment().is_none()),
    };
    once && missed.reasons == [[Rule::FixedVisits]] && right
}

/// Tells whether a clash names this kept appointment, and the drive between it and the lost one.
fn is_clash(case: &Case, kept: &Agreement, lost: &Agreement, clash: &Clash) -> bool {
    let Some(appointment) = kept.what.appointment() else { return false };
    let (first, then) = if kept.start <= lost.start { (kept, lost) } else { (lost, kept) };
    let there = way(case, first.place, then.place);
    let either = [there, way(case, then.place, first.place).filter(|_| first.start == then.start)];
    let drive = there.is_none() || either.contains(&Some(i64::from(clash.drive.0)));
    let end = i64::from(clash.end.minutes());
    clash.practice == appointment.practice && clash.start == appointment.start && end == kept.end && drive
}

/// Reports stops that claim to be appointments and are not.
fn invented(case: &Case, report: &mut Report) {
    for (id, date, stop) in case.plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Appointment) {
        let about = About::stop(id, date, stop);
        let detail = || ViolationDetail::Invented;
        report.require(is_agreed(case, id, date, stop), about, detail);
    }
}

fn is_agreed(case: &Case, id: &LiaisonId, date: Date, stop: &Stop) -> bool {
    let agreed = case.book.liaison_index(id).map_or(&[][..], |liaison| case.agreed_on(liaison, date));
    agreed.iter().any(|&number| is_kept_by(&case.book.appointments()[number], stop))
}
