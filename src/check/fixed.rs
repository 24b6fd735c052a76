//! Appointments and must-visits: all of them kept or accounted for, none invented.

use crate::check::report::{About, Report};
use crate::check::violation::ViolationDetail;
use crate::model::book::Book;
use crate::model::calendar::{Appointment, MustVisit};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::plan::disposition::Status;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::visit_plan::Plan;

pub(crate) fn check(book: &Book, plan: &Plan, report: &mut Report) {
    for appointment in book.appointments().iter().filter(|it| plan.start <= it.date && it.date <= plan.end())
    {
        let kept = plan.stops().any(|(liaison, date, stop)| is_kept_by(appointment, liaison, date, stop));
        let about = About { date: Some(appointment.date), ..About::practice(&appointment.practice) };
        let accounted = kept || is_declared(plan, &appointment.practice);
        let start = appointment.start;
        report.require(accounted, about, || ViolationDetail::AppointmentLost { start });
    }
    for wish in book.must_visits().iter().filter(|it| it.from <= plan.end() && plan.start <= it.until) {
        let kept = plan.stops().any(|(_, date, stop)| stop.practice == wish.practice && holds(wish, date));
        let accounted = kept || is_declared(plan, &wish.practice);
        let about = About::practice(&wish.practice);
        let (from, until) = (wish.from, wish.until);
        report.require(accounted, about, || ViolationDetail::MustVisitLost { from, until });
    }
    invented(book, plan, report);
}

fn is_kept_by(appointment: &Appointment, liaison: &LiaisonId, date: Date, stop: &Stop) -> bool {
    let length = stop.end.minutes().saturating_sub(stop.start.minutes());
    stop.kind == StopKind::Appointment
        && appointment.practice == stop.practice
        && appointment.liaison == *liaison
        && appointment.date == date
        && appointment.start == stop.start
        && appointment.minutes.0 == length
}

fn holds(wish: &MustVisit, date: Date) -> bool {
    wish.from <= date && date <= wish.until
}

/// Whether the plan says that something about the practice could not be had.
fn is_declared(plan: &Plan, practice: &PracticeId) -> bool {
    let found = plan.dispositions.iter().find(|disposition| disposition.practice == *practice);
    found.is_some_and(|it| {
        matches!(it.status, Status::Impossible { .. } | Status::Unknown) || !it.missed.is_empty()
    })
}

/// Stops that claim to be fixed and are not.
fn invented(book: &Book, plan: &Plan, report: &mut Report) {
    for (liaison, date, stop) in plan.stops() {
        let known = match stop.kind {
            StopKind::Chosen => continue,
            StopKind::Appointment => book.appointments().iter().any(|it| is_kept_by(it, liaison, date, stop)),
            StopKind::MustVisit => {
                book.must_visits().iter().any(|it| it.practice == stop.practice && holds(it, date))
            }
        };
        let kind = stop.kind;
        report.require(known, About::stop(liaison, date, stop), || ViolationDetail::Invented { kind });
    }
}
