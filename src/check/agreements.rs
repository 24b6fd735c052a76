//! What is agreed for a day of a liaison: appointments and events, and what keeps each of them from happening.

use crate::check::case::Case;
use crate::check::frame::{NO_ROAD, event_span, road};
use crate::check::hours::of_weekday;
use crate::model::calendar::Appointment;
use crate::model::event::Event;
use crate::model::index::LiaisonIndex;
use crate::model::location::Location;
use crate::model::time::Date;
use crate::plan::disposition::{Rule, RuleSet};

/// An appointment or an event.
#[derive(Debug, Clone, Copy)]
pub(crate) enum AgreedThing<'a> {
    Appointment(&'a Appointment),
    Event(&'a Event),
}

impl<'a> AgreedThing<'a> {
    /// Returns the appointment, if it is one.
    pub(crate) fn appointment(self) -> Option<&'a Appointment> {
        match self {
            Self::Appointment(appointment) => Some(appointment),
            Self::Event(_) => None,
        }
    }

    /// Returns the event, if it is one.
    pub(crate) fn event(self) -> Option<&'a Event> {
        match self {
            Self::Appointment(_) => None,
            Self::Event(event) => Some(event),
        }
    }
}

/// Something agreed with its place, if there is one, and its minutes of the day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agreement<'a> {
    pub(crate) what: AgreedThing<'a>,
    pub(crate) place: Option<Location>,
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) is_kept: bool,
}

impl<'a> Agreement<'a> {
    /// Takes an appointment; `None` where the book has no such practice.
    pub(crate) fn of(case: &Case<'a>, appointment: &'a Appointment) -> Option<Self> {
        let place = case.book.practice(&appointment.practice)?.location;
        let start = i64::from(appointment.start.minutes());
        let end = start + i64::from(appointment.minutes.0);
        let what = AgreedThing::Appointment(appointment);
        Some(Self { what, place, start, end, is_kept: case.is_kept(appointment) })
    }

    fn of_event(case: &Case<'a>, liaison: LiaisonIndex, event: &'a Event) -> Self {
        let (start, end) = event_span(event);
        let home = case.book.liaisons()[liaison.get()].home;
        let is_kept = case.attends(liaison, event);
        let place = Some(event.place.unwrap_or(home));
        Self { what: AgreedThing::Event(event), place, start, end, is_kept }
    }

    /// Tells whether nobody can keep both.
    pub(crate) fn clashes(&self, case: &Case, other: &Self) -> bool {
        let (first, then) = if self.start <= other.start { (self, other) } else { (other, self) };
        first.start == then.start
            || then.start < first.end + way(case, first.place, then.place).unwrap_or(NO_ROAD)
    }

    /// Lists everything that forbids it by itself. An event is kept on free weekdays and holidays, too.
    pub(crate) fn reasons(&self, case: &Case, liaison: LiaisonIndex) -> Vec<RuleSet> {
        let person = &case.book.liaisons()[liaison.get()];
        let buffer = i64::from(case.rules.buffer.0);
        let fits = |place| {
            let (there, back) = (road(case, person.home, place), road(case, place, person.home));
            self.start - there >= 0 && self.end + buffer + back <= 24 * 60
        };
        let date = match self.what {
            AgreedThing::Appointment(appointment) => appointment.date,
            AgreedThing::Event(event) => event.date,
        };
        let is_event = self.what.event().is_some();
        let applies = [
            (self.place.is_none(), Rule::NoPlace),
            (self.place.is_some_and(|place| !fits(place)), Rule::NoRoad),
            (!is_event && of_weekday(case.book, person, date).is_empty(), Rule::WorkingHours),
            (case.book.is_off(&person.id, date), Rule::TimeOff),
            (!is_event && case.book.holidays().contains_key(&date), Rule::Holidays),
        ];
        applies.into_iter().filter(|(applies, _)| *applies).map(|(_, rule)| vec![rule]).collect()
    }
}

/// Lists the appointments and events of a liaison on a date, by their start.
pub(crate) fn of_day<'a>(case: &Case<'a>, liaison: LiaisonIndex, date: Date) -> Vec<Agreement<'a>> {
    let book = case.book;
    let numbers = case.agreed_on(liaison, date).iter();
    let appointments = numbers.filter_map(|&number| Agreement::of(case, &book.appointments()[number]));
    let mine = case.planned_events().filter(|(who, event)| *who == liaison && event.date == date);
    let events = mine.map(|(_, event)| Agreement::of_event(case, liaison, event));
    let mut agreed: Vec<Agreement> = appointments.chain(events).collect();
    agreed.sort_by_key(|it| (it.start, it.end));
    agreed
}

/// Returns the drive from one place to another; `None` where there is no road, or one of them is not known.
pub(crate) fn way(case: &Case, from: Option<Location>, to: Option<Location>) -> Option<i64> {
    case.drive(from?, to?)
}
