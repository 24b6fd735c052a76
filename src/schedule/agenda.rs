//! Agendas: which appointments, meetings and events a liaison keeps, and what they ask of a day.
//!
//! An appointment is an agreement between people, so the habits of a day give way to it: working hours, lunch, buffers and
//! limits. It is lost only where nobody can keep it: on a day off, without a place or a road, or where another one is at the same time.
//! An event is kept on free weekdays and holidays, too. Meetings are chosen so that they break no habit.

use std::collections::BTreeMap;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::time::Date;
use crate::plan::disposition::Missed;
use crate::plan::missed_event::MissedEvent;
use crate::plan::visit_plan::PlanRules;
use crate::routing::model::problem::Day;
use crate::schedule::agreed::{Agreed, AgreedAs, AgreedDay};
use crate::schedule::day_choice::{DayChoice, LostAgreement};
use crate::schedule::horizon::Horizon;
use crate::schedule::meetings::agreed_meeting::AgreedMeeting;

/// What all liaisons keep in the days planned.
pub(crate) struct Agendas {
    liaisons: Vec<Agenda>,
    /// By appointment of the book: what keeps it from happening, if something does.
    missed: BTreeMap<usize, Missed>,
    missed_events: Vec<MissedEvent>,
}

/// What one liaison keeps, by day.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    days: BTreeMap<Day, AgreedDay>,
}

impl Agendas {
    pub(crate) fn new(
        book: &Book,
        travel: &dyn TravelTimes,
        rules: PlanRules,
        horizon: &Horizon,
        meetings: &[AgreedMeeting],
    ) -> Self {
        let mut agendas = Self {
            liaisons: book.liaisons().iter().map(|_| Agenda::default()).collect(),
            missed: BTreeMap::new(),
            missed_events: Vec::new(),
        };
        for ((liaison, day), all) in by_day(book, horizon, meetings) {
            let home = book.liaisons()[liaison.get()].home;
            let choice = DayChoice { book, travel, rules, meetings, liaison, home, day };
            let (kept, lost) = choice.choose(&all);
            agendas.liaisons[liaison.get()].days.insert(day, kept);
            for lost in lost {
                match lost {
                    LostAgreement::Appointment(number, missed) => drop(agendas.missed.insert(number, missed)),
                    LostAgreement::Event(missed) => agendas.missed_events.push(missed),
                }
            }
        }
        agendas.missed_events.sort_by(|a, b| (&a.event, &a.liaison).cmp(&(&b.event, &b.liaison)));
        agendas
    }

    /// Returns what a liaison keeps.
    pub(crate) fn of(&self, liaison: LiaisonIndex) -> &Agenda {
        &self.liaisons[liaison.get()]
    }

    /// Tells whether an appointment of the book will happen, as far as anybody knows.
    pub(crate) fn is_kept(&self, number: usize) -> bool {
        !self.missed.contains_key(&number)
    }

    /// Lists the appointments that cannot be kept, with the reason.
    pub(crate) fn missed(&self) -> impl Iterator<Item = (usize, &Missed)> {
        self.missed.iter().map(|(&number, missed)| (number, missed))
    }

    /// Lists the events that cannot be kept, with the reason.
    pub(crate) fn missed_events(&self) -> &[MissedEvent] {
        &self.missed_events
    }

    /// Lists the practices that are met together with a physician, with the day of each meeting.
    pub(crate) fn meetings(&self) -> impl Iterator<Item = (PracticeIndex, Day)> {
        self.at_practices(|what| matches!(what, AgreedAs::Meeting(_)))
    }

    /// Lists the practices that hold events, with the day of each.
    pub(crate) fn events_at_practices(&self) -> impl Iterator<Item = (PracticeIndex, Day)> {
        self.at_practices(|what| matches!(what, AgreedAs::Event(_)))
    }

    fn at_practices(&self, is_it: fn(AgreedAs) -> bool) -> impl Iterator<Item = (PracticeIndex, Day)> {
        let all = self.liaisons.iter().flat_map(Agenda::visits).filter(move |it| is_it(it.what));
        all.filter_map(|it| Some((it.practice?, it.day)))
    }
}

impl Agenda {
    /// Returns what is agreed for a day, if there is anything.
    pub(crate) fn on(&self, day: Day) -> Option<&AgreedDay> {
        self.days.get(&day).filter(|day| !day.visits.is_empty())
    }

    /// Lists everything agreed, day by day.
    pub(crate) fn visits(&self) -> impl Iterator<Item = &Agreed> {
        self.days.values().flat_map(|day| &day.visits)
    }
}

/// Lists what each liaison has on each day.
fn by_day(
    book: &Book,
    horizon: &Horizon,
    meetings: &[AgreedMeeting],
) -> BTreeMap<(LiaisonIndex, Day), Vec<AgreedAs>> {
    let mut by_day: BTreeMap<(LiaisonIndex, Day), Vec<AgreedAs>> = BTreeMap::new();
    let mut add = |liaison: Option<LiaisonIndex>, date: Date, what: AgreedAs| {
        if let Some(key) = liaison.zip(horizon.day(date)) {
            by_day.entry(key).or_default().push(what);
        }
    };
    for (number, it) in book.appointments().iter().enumerate() {
        add(book.liaison_index(&it.liaison), it.date, AgreedAs::Appointment(number));
    }
    for (number, it) in book.events().iter().enumerate() {
        it.liaisons.iter().for_each(|id| add(book.liaison_index(id), it.date, AgreedAs::Event(number)));
    }
    for (number, it) in meetings.iter().enumerate() {
        add(Some(it.liaison), it.date, AgreedAs::Meeting(number));
    }
    by_day
}
