//! Appointments: as many as can be are kept, each of the others is missed for the reasons given, and none is invented.

use std::collections::BTreeSet;

use crate::check::case::{Case, is_kept_by};
use crate::check::detail::ViolationDetail;
use crate::check::frame::{NO_ROAD, road};
use crate::check::hours::of_weekday;
use crate::check::report::{About, Report};
use crate::model::calendar::Appointment;
use crate::model::id::LiaisonId;
use crate::model::index::LiaisonIndex;
use crate::model::location::Location;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::disposition::{Clash, Disposition, Missed, Rule, RuleSet};
use crate::plan::itinerary::{Stop, StopKind};

/// Checks what becomes of every appointment.
pub(crate) fn check(case: &Case, report: &mut Report) {
    invented(case, report);
    let dates: BTreeSet<(LiaisonIndex, Date)> =
        in_plan(case).filter_map(|it| Some((liaison(case, it)?, it.date))).collect();
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

/// An appointment with its place, if there is one, and its minutes of the day.
#[derive(Clone, Copy)]
struct AgreedVisit<'a> {
    appointment: &'a Appointment,
    place: Option<Location>,
    start: i64,
    end: i64,
    is_kept: bool,
}

impl<'a> AgreedVisit<'a> {
    fn new(case: &Case<'a>, appointment: &'a Appointment) -> Option<Self> {
        let place = case.book.practice(&appointment.practice)?.location;
        let start = i64::from(appointment.start.minutes());
        let end = start + i64::from(appointment.minutes.0);
        Some(Self { appointment, place, start, end, is_kept: case.is_kept(appointment) })
    }

    /// Tells whether nobody can keep both.
    fn clashes(&self, case: &Case, other: &Self) -> bool {
        let (first, then) = if self.start <= other.start { (self, other) } else { (other, self) };
        first.start == then.start
            || then.start < first.end + way(case, first.place, then.place).unwrap_or(NO_ROAD)
    }

    /// Lists everything that forbids it by itself.
    fn reasons(&self, case: &Case, liaison: LiaisonIndex) -> Vec<RuleSet> {
        let (date, person) = (self.appointment.date, &case.book.liaisons()[liaison.get()]);
        let buffer = i64::from(case.rules.buffer.0);
        let fits = |place| {
            let (there, back) = (road(case, person.home, place), road(case, place, person.home));
            self.start - there >= 0 && self.end + buffer + back <= 24 * 60
        };
        let applies = [
            (self.place.is_none(), Rule::NoPlace),
            (self.place.is_some_and(|place| !fits(place)), Rule::NoRoad),
            (of_weekday(case.book, person, date).is_empty(), Rule::WorkingHours),
            (case.book.is_off(&person.id, date), Rule::TimeOff),
            (case.book.holidays().contains_key(&date), Rule::Holidays),
        ];
        applies.into_iter().filter(|(applies, _)| *applies).map(|(_, rule)| vec![rule]).collect()
    }
}

/// Lists the appointments of a liaison on a date, by their start.
fn agreed<'a>(case: &Case<'a>, liaison: LiaisonIndex, date: Date) -> Vec<AgreedVisit<'a>> {
    let all = case.agreed_on(liaison, date).iter();
    let book = case.book;
    let mut agreed: Vec<AgreedVisit> =
        all.filter_map(|&number| AgreedVisit::new(case, &book.appointments()[number])).collect();
    agreed.sort_by_key(|it| (it.start, it.end));
    agreed
}

/// Checks that a day keeps as many appointments as can be, and says of every other one that it is missed.
fn day(case: &Case, liaison: LiaisonIndex, date: Date, report: &mut Report) {
    let all = agreed(case, liaison, date);
    let possible: Vec<&AgreedVisit> = all.iter().filter(|it| it.reasons(case, liaison).is_empty()).collect();
    let (kept, most) = (all.iter().filter(|it| it.is_kept).count(), most(case, &possible));
    let about =
        About { liaison: Some(&case.book.liaisons()[liaison.get()].id), date: Some(date), practice: None };
    report.require(kept >= most, about, || ViolationDetail::TooFewAppointments { kept, most });
    for lost in all.iter().filter(|it| !it.is_kept) {
        let start = lost.appointment.start;
        let about = About { practice: Some(&lost.appointment.practice), ..about };
        let same = all.iter().filter(|it| !it.is_kept && is_like(it.appointment, lost.appointment)).count();
        let declared = declared(case, lost.appointment) >= same;
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

/// Counts the most appointments of a day, given by their start, that do not clash with the one before.
fn most(case: &Case, possible: &[&AgreedVisit]) -> usize {
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
    let Some((liaison, lost)) = liaison(case, appointment).zip(AgreedVisit::new(case, appointment)) else {
        return false;
    };
    let reasons: BTreeSet<RuleSet> = lost.reasons(case, liaison).into_iter().collect();
    let stated: BTreeSet<RuleSet> = missed.reasons.iter().cloned().collect();
    let once = stated.len() == missed.reasons.len() && missed.from.is_none();
    if !reasons.is_empty() {
        return once && stated == reasons && missed.clash.is_none();
    }
    let all = agreed(case, liaison, appointment.date);
    let stands_in_the_way = |clash: &Clash| {
        all.iter().any(|it| it.is_kept && it.clashes(case, &lost) && is_clash(case, it, &lost, clash))
    };
    once && missed.reasons == [[Rule::FixedVisits]] && missed.clash.as_ref().is_some_and(stands_in_the_way)
}

/// Tells whether a clash names this kept appointment, and the drive between it and the lost one.
fn is_clash(case: &Case, kept: &AgreedVisit, lost: &AgreedVisit, clash: &Clash) -> bool {
    let (first, then) = if kept.start <= lost.start { (kept, lost) } else { (lost, kept) };
    let there = way(case, first.place, then.place);
    let either = [there, way(case, then.place, first.place).filter(|_| first.start == then.start)];
    let drive = there.is_none() || either.contains(&Some(i64::from(clash.drive.0)));
    let end = i64::from(clash.end.minutes());
    clash.practice == kept.appointment.practice
        && clash.start == kept.appointment.start
        && end == kept.end
        && drive
}

/// Returns the drive from one place to another; `None` where there is no road, or one of them is not known.
fn way(case: &Case, from: Option<Location>, to: Option<Location>) -> Option<i64> {
    case.drive(from?, to?)
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
