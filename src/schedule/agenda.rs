//! Appointments: which of them a liaison can keep, and what they ask of a day.
//!
//! An appointment is an agreement between people, so the habits of a day give way to it: working hours, lunch, buffers and
//! limits. It is lost only where nobody can keep it: on a day off, without a place or a road, or where another one is at the same time.

use std::collections::BTreeMap;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::calendar::Appointment;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::model::units::Minutes;
use crate::plan::disposition::{Clash, Missed, Rule, RuleSet};
use crate::plan::itinerary::StopKind;
use crate::plan::visit_plan::PlanRules;
use crate::routing::model::problem::{Day, Time};
use crate::schedule::clock::moment;
use crate::schedule::drives::drive;
use crate::schedule::horizon::Horizon;

/// Minutes of a day.
pub(crate) const MIDNIGHT: Time = 24 * 60;

/// The appointments of all liaisons in the days planned.
pub(crate) struct Agendas {
    liaisons: Vec<Agenda>,
    /// By appointment of the book: what keeps it from happening, if something does.
    missed: BTreeMap<usize, Missed>,
}

/// The appointments that one liaison keeps, by day.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    days: BTreeMap<Day, AgreedDay>,
}

/// The appointments of one day, in order of time.
#[derive(Debug, Default)]
pub(crate) struct AgreedDay {
    pub(crate) visits: Vec<Agreed>,
    /// Minutes of driving from home, to each of them, and back.
    pub(crate) drive: Time,
    /// When the liaison leaves home for the first and is back from the last.
    pub(crate) span: (Time, Time),
}

/// An appointment that is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agreed {
    /// Position in the book's appointments.
    pub(crate) number: usize,
    pub(crate) practice: PracticeIndex,
    pub(crate) place: Location,
    pub(crate) start: Time,
    pub(crate) end: Time,
    /// What is kept free afterwards: less than usual where the next appointment leaves less.
    pub(crate) buffer: Time,
    /// Minutes of driving there from home or the appointment before.
    pub(crate) way: Time,
}

impl Agendas {
    pub(crate) fn new(book: &Book, travel: &dyn TravelTimes, rules: PlanRules, horizon: &Horizon) -> Self {
        let mut by_day: BTreeMap<(LiaisonIndex, Day), Vec<usize>> = BTreeMap::new();
        for (number, it) in book.appointments().iter().enumerate() {
            if let (Some(liaison), Some(day)) = (book.liaison_index(&it.liaison), horizon.day(it.date)) {
                by_day.entry((liaison, day)).or_default().push(number);
            }
        }
        let mut agendas = Self {
            liaisons: book.liaisons().iter().map(|_| Agenda::default()).collect(),
            missed: BTreeMap::new(),
        };
        for ((liaison, day), numbers) in by_day {
            let choice = DayChoice { book, travel, rules, home: book.liaisons()[liaison.get()].home };
            let (kept, missed) = choice.choose(liaison, &numbers);
            agendas.liaisons[liaison.get()].days.insert(day, kept);
            agendas.missed.extend(missed);
        }
        agendas
    }

    /// Returns the appointments that a liaison keeps.
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
}

impl Agenda {
    /// Returns the appointments of a day, if there are any.
    pub(crate) fn on(&self, day: Day) -> Option<&AgreedDay> {
        self.days.get(&day).filter(|day| !day.visits.is_empty())
    }

    /// Lists all appointments, day by day.
    pub(crate) fn visits(&self) -> impl Iterator<Item = &Agreed> {
        self.days.values().flat_map(|day| &day.visits)
    }
}

/// The choice of the appointments of one day that are kept.
struct DayChoice<'a> {
    book: &'a Book,
    travel: &'a dyn TravelTimes,
    rules: PlanRules,
    home: Location,
}

impl DayChoice<'_> {
    /// Keeps as many as can be kept, and says of each other one why not.
    fn choose(&self, liaison: LiaisonIndex, numbers: &[usize]) -> (AgreedDay, Vec<(usize, Missed)>) {
        let (mut possible, mut missed) = (Vec::new(), Vec::new());
        for &number in numbers {
            match self.obstacles(liaison, &self.book.appointments()[number]) {
                reasons if reasons.is_empty() => possible.extend(self.agreed(number)),
                reasons => missed.push((number, self.lost(number, reasons, None))),
            }
        }
        possible.sort_by_key(|it| (it.start, it.number));
        let kept = self.most(&possible);
        for lost in possible.iter().filter(|it| !kept.iter().any(|kept| kept.number == it.number)) {
            let clash =
                kept.iter().find(|kept| self.clash(kept, lost)).map(|kept| self.clash_with(kept, lost));
            missed.push((lost.number, self.lost(lost.number, vec![vec![Rule::FixedVisits]], clash)));
        }
        (self.day(kept), missed)
    }

    /// Lists everything that keeps the liaison from an appointment, whatever else is on that day.
    fn obstacles(&self, liaison: LiaisonIndex, it: &Appointment) -> Vec<RuleSet> {
        let person = &self.book.liaisons()[liaison.get()];
        let place = self.book.practice(&it.practice).and_then(|practice| practice.location);
        let obstacles = [
            (place.is_none(), Rule::NoPlace),
            (place.is_some_and(|place| !self.is_in_reach(it, place)), Rule::NoRoad),
            (self.book.free_hours(person, it.date).is_none(), Rule::WorkingHours),
            (self.book.is_off(&person.id, it.date), Rule::TimeOff),
            (self.book.holidays().contains_key(&it.date), Rule::Holidays),
        ];
        obstacles.into_iter().filter(|(holds, _)| *holds).map(|(_, rule)| vec![rule]).collect()
    }

    /// Tells whether there is a road there and back, and time for it on the same day.
    fn is_in_reach(&self, it: &Appointment, place: Location) -> bool {
        let (start, end) = times(it);
        let there = drive(self.travel, self.home, place);
        let back = drive(self.travel, place, self.home);
        let in_time = |(there, back)| start >= there && end + self.buffer() + back <= MIDNIGHT;
        there.zip(back).is_some_and(in_time)
    }

    fn agreed(&self, number: usize) -> Option<Agreed> {
        let it = &self.book.appointments()[number];
        let practice = self.book.practice_index(&it.practice)?;
        let place = self.book.practices()[practice.get()].location?;
        let (start, end) = times(it);
        Some(Agreed { number, practice, place, start, end, buffer: self.buffer(), way: 0 })
    }

    /// Finds as many of the appointments, in order of time, as leave time for the drive from each to the next.
    ///
    /// The longest path over pairs that can follow each other: O(appointments²).
    fn most(&self, possible: &[Agreed]) -> Vec<Agreed> {
        let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(possible.len());
        for (at, it) in possible.iter().enumerate() {
            let before = (0..at).filter(|&other| !self.clash(&possible[other], it));
            let longest = before.max_by_key(|&other| (best[other].0, std::cmp::Reverse(other)));
            best.push((1 + longest.map_or(0, |other| best[other].0), longest));
        }
        let mut at = (0..best.len()).max_by_key(|&at| (best[at].0, std::cmp::Reverse(at)));
        let mut chosen = Vec::new();
        while let Some(here) = at {
            chosen.push(possible[here]);
            at = best[here].1;
        }
        chosen.reverse();
        chosen
    }

    /// Tells whether there is no time to drive from one to the other.
    fn clash(&self, a: &Agreed, b: &Agreed) -> bool {
        let (first, second) = if (a.start, a.number) <= (b.start, b.number) { (a, b) } else { (b, a) };
        let drive = drive(self.travel, first.place, second.place);
        first.start == second.start || drive.is_none_or(|drive| first.end + drive > second.start)
    }

    fn clash_with(&self, kept: &Agreed, lost: &Agreed) -> Clash {
        let (first, second) = if kept.start <= lost.start { (kept, lost) } else { (lost, kept) };
        let drive = drive(self.travel, first.place, second.place).unwrap_or(MIDNIGHT);
        Clash {
            practice: self.book.practices()[kept.practice.get()].id.clone(),
            start: moment(kept.start),
            end: moment(kept.end),
            drive: Minutes(u32::try_from(drive).unwrap_or(u32::MAX)),
        }
    }

    fn lost(&self, number: usize, reasons: Vec<RuleSet>, clash: Option<Clash>) -> Missed {
        let it = &self.book.appointments()[number];
        let (kind, start) = (StopKind::Appointment, Some(it.start));
        Missed { kind, date: it.date, start, from: None, reasons, clash }
    }

    /// Works out buffers, drives, and when the liaison has to be away.
    fn day(&self, mut visits: Vec<Agreed>) -> AgreedDay {
        let way = |from, to| drive(self.travel, from, to).unwrap_or(0);
        let mut here = self.home;
        for it in &mut visits {
            it.way = way(here, it.place);
            here = it.place;
        }
        for at in 1..visits.len() {
            let left = visits[at].start - visits[at].way - visits[at - 1].end;
            visits[at - 1].buffer = left.min(self.buffer());
        }
        let back = way(here, self.home);
        let drive = visits.iter().map(|it| it.way).sum::<Time>() + back;
        let leave = visits.first().map_or(0, |it| it.start - it.way);
        let home = visits.last().map_or(0, |it| it.end + it.buffer + back);
        AgreedDay { visits, drive, span: (leave, home) }
    }

    fn buffer(&self) -> Time {
        self.rules.buffer.0.into()
    }
}

fn times(it: &Appointment) -> (Time, Time) {
    let start = Time::from(it.start.minutes());
    (start, start + Time::from(it.minutes.0))
}
