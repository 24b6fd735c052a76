//! Agendas: which appointments, meetings and events a liaison keeps, and what they ask of a day.
//!
//! An appointment is an agreement between people, so the habits of a day give way to it: working hours, lunch, buffers and
//! limits. It is lost only where nobody can keep it: on a day off, without a place or a road, or where another one is at the same time.
//! An event is kept on free weekdays and holidays, too. Meetings are chosen so that they break no habit.

use std::collections::BTreeMap;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::calendar::Appointment;
use crate::model::event::Event;
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::disposition::{Clash, Missed, Rule, RuleSet};
use crate::plan::itinerary::StopKind;
use crate::plan::missed_matters::MissedEvent;
use crate::plan::visit_plan::PlanRules;
use crate::routing::model::problem::{Day, Time};
use crate::schedule::clock::moment;
use crate::schedule::drives::drive;
use crate::schedule::horizon::Horizon;
use crate::schedule::meetings::agreed_meeting::AgreedMeeting;

/// Minutes of a day.
pub(crate) const MIDNIGHT: Time = 24 * 60;

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

/// What is agreed for one day, in order of time.
#[derive(Debug, Default)]
pub(crate) struct AgreedDay {
    pub(crate) visits: Vec<Agreed>,
    /// Minutes of driving from home, to each of them, and back.
    pub(crate) drive: Time,
    /// When the liaison leaves home for the first and is back from the last.
    pub(crate) span: (Time, Time),
}

/// What is agreed, by its position in the list that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AgreedAs {
    /// An appointment of the book.
    Appointment(usize),
    /// An event of the book.
    Event(usize),
    /// A meeting that this plan has chosen.
    Meeting(usize),
}

/// Something agreed that is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Agreed {
    pub(crate) what: AgreedAs,
    pub(crate) day: Day,
    /// Whom it is with; an event is with nobody in particular, unless a practice holds it.
    pub(crate) practice: Option<PracticeIndex>,
    pub(crate) place: Location,
    /// From when until when the liaison is busy there.
    pub(crate) start: Time,
    pub(crate) end: Time,
    /// What is kept free afterwards: less than usual where the next one leaves less.
    pub(crate) buffer: Time,
    /// Minutes of driving there from home or the one before.
    pub(crate) way: Time,
}

impl Agreed {
    pub(crate) fn is_event(&self) -> bool {
        matches!(self.what, AgreedAs::Event(_))
    }

    /// Returns the kind of its stop, and of the fixed client that stands for an event.
    pub(crate) fn kind(&self) -> StopKind {
        match self.what {
            AgreedAs::Meeting(_) => StopKind::Meeting,
            AgreedAs::Appointment(_) | AgreedAs::Event(_) => StopKind::Appointment,
        }
    }
}

impl AgreedDay {
    /// Counts the visits: events are none.
    pub(crate) fn stops(&self) -> usize {
        self.visits.iter().filter(|it| !it.is_event()).count()
    }

    /// Counts the events.
    pub(crate) fn events(&self) -> usize {
        self.visits.len() - self.stops()
    }
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
                    Lost::Appointment(number, missed) => drop(agendas.missed.insert(number, missed)),
                    Lost::Event(missed) => agendas.missed_events.push(missed),
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

    /// Lists the practices at which meetings and events happen, with the day of each.
    pub(crate) fn contacts(&self) -> impl Iterator<Item = (PracticeIndex, Day)> {
        let all = self.liaisons.iter().flat_map(Agenda::visits);
        let other = all.filter(|it| !matches!(it.what, AgreedAs::Appointment(_)));
        other.filter_map(|it| Some((it.practice?, it.day)))
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

/// Something that cannot be kept.
enum Lost {
    Appointment(usize, Missed),
    Event(MissedEvent),
}

/// The choice of what is kept on one day.
struct DayChoice<'a> {
    book: &'a Book,
    travel: &'a dyn TravelTimes,
    rules: PlanRules,
    meetings: &'a [AgreedMeeting],
    liaison: LiaisonIndex,
    home: Location,
    day: Day,
}

impl DayChoice<'_> {
    /// Keeps as many as can be kept, and says of each other one why not.
    fn choose(&self, all: &[AgreedAs]) -> (AgreedDay, Vec<Lost>) {
        let (mut possible, mut lost) = (Vec::new(), Vec::new());
        for &what in all {
            match self.obstacles(what) {
                reasons if reasons.is_empty() => possible.extend(self.agreed(what)),
                reasons => lost.extend(self.lost(what, reasons, None)),
            }
        }
        possible.sort_by_key(|it| (it.start, it.what));
        let kept = self.most(&possible);
        for other in possible.iter().filter(|it| !kept.iter().any(|kept| kept.what == it.what)) {
            let clash = kept.iter().find(|kept| self.clash(kept, other));
            let clash = clash.map(|kept| self.clash_with(kept, other));
            lost.extend(self.lost(other.what, vec![vec![Rule::FixedVisits]], clash));
        }
        (self.day(kept), lost)
    }

    /// Lists everything that keeps the liaison from something, whatever else is on that day.
    fn obstacles(&self, what: AgreedAs) -> Vec<RuleSet> {
        match what {
            AgreedAs::Appointment(number) => self.of_appointment(&self.book.appointments()[number]),
            AgreedAs::Event(number) => self.of_event(&self.book.events()[number]),
            AgreedAs::Meeting(_) => Vec::new(),
        }
    }

    fn of_appointment(&self, it: &Appointment) -> Vec<RuleSet> {
        let person = &self.book.liaisons()[self.liaison.get()];
        let place = self.book.practice(&it.practice).and_then(|practice| practice.location);
        let obstacles = [
            (place.is_none(), Rule::NoPlace),
            (place.is_some_and(|place| !self.is_in_reach(times(it), place)), Rule::NoRoad),
            (self.book.free_hours(person, it.date).is_none(), Rule::WorkingHours),
            (self.book.is_off(&person.id, it.date), Rule::TimeOff),
            (self.book.holidays().contains_key(&it.date), Rule::Holidays),
        ];
        alone(&obstacles)
    }

    fn of_event(&self, it: &Event) -> Vec<RuleSet> {
        let person = &self.book.liaisons()[self.liaison.get()];
        let place = it.place.unwrap_or(self.home);
        let obstacles = [
            (!self.is_in_reach(span(it), place), Rule::NoRoad),
            (self.book.is_off(&person.id, it.date), Rule::TimeOff),
        ];
        alone(&obstacles)
    }

    /// Tells whether there is a road there and back, and time for it on the same day.
    fn is_in_reach(&self, (start, end): (Time, Time), place: Location) -> bool {
        let there = drive(self.travel, self.home, place);
        let back = drive(self.travel, place, self.home);
        let in_time = |(there, back)| start >= there && end + self.buffer() + back <= MIDNIGHT;
        there.zip(back).is_some_and(in_time)
    }

    fn agreed(&self, what: AgreedAs) -> Option<Agreed> {
        let (practice, place, (start, end)) = match what {
            AgreedAs::Appointment(number) => {
                let it = &self.book.appointments()[number];
                (self.known(&it.practice), self.place(&it.practice)?, times(it))
            }
            AgreedAs::Event(number) => {
                let it = &self.book.events()[number];
                let practice = it.practice.as_ref().and_then(|id| self.known(id));
                (practice, it.place.unwrap_or(self.home), span(it))
            }
            AgreedAs::Meeting(number) => {
                let it = &self.meetings[number];
                let place = self.book.practices()[it.practice.get()].location?;
                (Some(it.practice), place, (it.start, it.end))
            }
        };
        Some(Agreed { what, day: self.day, practice, place, start, end, buffer: self.buffer(), way: 0 })
    }

    fn known(&self, practice: &PracticeId) -> Option<PracticeIndex> {
        self.book.practice_index(practice)
    }

    fn place(&self, practice: &PracticeId) -> Option<Location> {
        self.book.practice(practice)?.location
    }

    /// Finds as many as leave time for the drive from each to the next, in order of time.
    ///
    /// The longest path over pairs that can follow each other: O(agreed²).
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
        let (first, second) = if (a.start, a.what) <= (b.start, b.what) { (a, b) } else { (b, a) };
        let drive = drive(self.travel, first.place, second.place);
        first.start == second.start || drive.is_none_or(|drive| first.end + drive > second.start)
    }

    /// Says which appointment stands in the way; an event has no practice to name.
    fn clash_with(&self, kept: &Agreed, lost: &Agreed) -> Option<Clash> {
        let (first, second) = if kept.start <= lost.start { (kept, lost) } else { (lost, kept) };
        let drive = drive(self.travel, first.place, second.place).unwrap_or(MIDNIGHT);
        let practice = kept.practice.filter(|_| !kept.is_event())?;
        Some(Clash {
            practice: self.book.practices()[practice.get()].id.clone(),
            start: moment(kept.start),
            end: moment(kept.end),
            drive: Minutes(u32::try_from(drive).unwrap_or(u32::MAX)),
        })
    }

    fn lost(&self, what: AgreedAs, reasons: Vec<RuleSet>, clash: Option<Option<Clash>>) -> Option<Lost> {
        match what {
            AgreedAs::Appointment(number) => {
                let it = &self.book.appointments()[number];
                let (kind, start, clash) = (StopKind::Appointment, Some(it.start), clash.flatten());
                let missed = Missed { kind, date: it.date, start, from: None, reasons, clash };
                Some(Lost::Appointment(number, missed))
            }
            AgreedAs::Event(number) => {
                let it = &self.book.events()[number];
                let liaison = self.book.liaisons()[self.liaison.get()].id.clone();
                Some(Lost::Event(MissedEvent { event: it.id.clone(), liaison, date: it.date, reasons }))
            }
            AgreedAs::Meeting(_) => None,
        }
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

/// Lists the rules that hold, each by itself.
fn alone(obstacles: &[(bool, Rule)]) -> Vec<RuleSet> {
    obstacles.iter().filter(|(holds, _)| *holds).map(|(_, rule)| vec![*rule]).collect()
}

fn times(it: &Appointment) -> (Time, Time) {
    let start = Time::from(it.start.minutes());
    (start, start + Time::from(it.minutes.0))
}

/// Returns when a liaison is busy with an event, from its preparation on.
fn span(it: &Event) -> (Time, Time) {
    let (opens, closes) = (it.window.opens().minutes(), it.window.closes().minutes());
    (Time::from(opens) - Time::from(it.prepare.0), Time::from(closes) + Time::from(it.clear.0))
}
