//! What a book says about days, drives and contacts, beside the appointments that a plan keeps.

use rounds::geo::TravelTimes;
use rounds::model::*;
use rounds::plan::{DayPlan, Disposition, Plan, Stop, StopKind};

use crate::day::{Call, DayRules, Minute, Pause, Span};

/// A book and its plan.
pub struct World<'a> {
    pub book: &'a Book,
    pub roads: &'a dyn TravelTimes,
    pub plan: &'a Plan,
    /// By appointment of the book: whether the plan keeps it, or it lies outside the plan.
    pub kept: Vec<bool>,
}

/// A kept appointment of a day.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub practice: PracticeIndex,
    pub place: Location,
    pub when: Span,
    /// What is kept free afterwards.
    pub buffer: Minute,
}

/// Which rules of a day are in force, and within which hours.
#[derive(Debug, Clone, Copy)]
pub struct Force {
    pub hours: Span,
    /// The day, for the breaks of its weekday.
    pub date: Date,
    /// Whether visits are kept out of breaks.
    pub breaks: bool,
    /// The hours that decide whether lunch is wanted.
    pub lunch_hours: Span,
    pub lunch: bool,
    pub most_stops: Option<usize>,
    pub most_drive: Option<Minute>,
}

impl<'a> World<'a> {
    pub fn new(book: &'a Book, roads: &'a dyn TravelTimes, plan: &'a Plan) -> Self {
        let mut world = Self { book, roads, plan, kept: Vec::new() };
        let kept = |it: &Appointment| !world.is_planned(it.date) || world.stop_of(it).is_some();
        world.kept = book.appointments().iter().map(kept).collect();
        world
    }

    pub fn is_planned(&self, date: Date) -> bool {
        self.plan.start <= date && date <= self.plan.end()
    }

    pub fn dates(&self) -> impl Iterator<Item = Date> + use<> {
        let start = self.plan.start;
        (0..i64::from(self.plan.weeks) * 7).map(move |day| start.plus_days(day))
    }

    /// Finds the stop that keeps an appointment at its exact place, day, time and length.
    pub fn stop_of(&self, it: &Appointment) -> Option<&Stop> {
        let mut stops = self.plan.stops().filter(|(who, on, _)| **who == it.liaison && *on == it.date);
        let end = it.start.minutes() + it.minutes.0;
        let is_it = |stop: &Stop| {
            stop.kind == StopKind::Appointment
                && stop.practice == it.practice
                && (stop.start, stop.end.minutes()) == (it.start, end)
        };
        stops.find(|(_, _, stop)| is_it(stop)).map(|(_, _, stop)| stop)
    }

    pub fn person(&self, liaison: LiaisonIndex) -> &'a Liaison {
        self.book.liaison_at(liaison).unwrap()
    }

    pub fn practice(&self, practice: PracticeIndex) -> &'a Practice {
        self.book.practice_at(practice).unwrap()
    }

    pub fn fate(&self, practice: PracticeIndex) -> &'a Disposition {
        self.plan.disposition(&self.practice(practice).id).unwrap()
    }

    pub fn buffer(&self) -> Minute {
        self.plan.rules.buffer.0.into()
    }

    /// Returns whole minutes of driving, rounded up.
    pub fn road(&self, from: Location, to: Location) -> Option<Minute> {
        if [from, to].contains(&nowhere()) {
            return None;
        }
        self.roads
            .drive(from, to)
            .map(|drive| Minute::from(drive.time.0).div_euclid(60) + Minute::from(drive.time.0 % 60 > 0))
    }

    /// Returns where a practice is; nowhere leads a road to, where the book does not say it.
    pub fn place(&self, practice: PracticeIndex) -> Location {
        self.practice(practice).location.unwrap_or_else(nowhere)
    }

    /// Counts the days that a call ahead takes: the practice's own, or the plan's.
    pub fn lead_days(&self, practice: PracticeIndex) -> u32 {
        self.practice(practice).lead_days.unwrap_or(self.plan.rules.lead_days)
    }

    /// Returns the first day for which there is time to call, where that is wanted.
    pub fn callable(&self, practice: PracticeIndex) -> Option<Date> {
        let asks = self.practice(practice).access == AccessPolicy::AppointmentOnly;
        asks.then(|| self.plan.as_of.plus_days(self.lead_days(practice).into()))
    }

    /// Tells whether a practice rests by lot on a date.
    pub fn rests(&self, practice: PracticeIndex, date: Date) -> bool {
        let who = &self.practice(practice).id;
        self.book.rests().iter().any(|it| it.practice == *who && (it.from..=it.until).contains(&date))
    }

    /// Finds the last day in a row on which a practice rests, where it rests in all days of the plan.
    pub fn rests_until(&self, practice: PracticeIndex) -> Option<Date> {
        let all = self.dates().all(|date| self.rests(practice, date));
        let mut days = (0..).map(|more| self.plan.end().plus_days(more));
        let last = days.find(|date| !self.rests(practice, date.plus_days(1)))?;
        all.then_some(last)
    }

    pub fn is_holiday(&self, date: Date) -> bool {
        self.book.holidays().contains_key(&date)
    }

    pub fn is_off(&self, liaison: LiaisonIndex, date: Date) -> bool {
        let who = &self.person(liaison).id;
        self.book.time_off().iter().any(|it| it.liaison == *who && (it.from..=it.until).contains(&date))
    }

    /// Returns the hours of the weekday, holiday or not.
    pub fn weekday_hours(&self, liaison: LiaisonIndex, date: Date) -> Option<Span> {
        self.person(liaison).hours.get(&date.weekday()).map(|it| span(it.span()))
    }

    /// Lists the times without work between two windows of a weekday.
    pub fn breaks(&self, liaison: LiaisonIndex, date: Date) -> Vec<Span> {
        let windows =
            self.person(liaison).hours.get(&date.weekday()).map(|it| it.windows().map(span).collect());
        let windows: Vec<Span> = windows.unwrap_or_default();
        windows.windows(2).map(|pair| Span { from: pair[0].to, to: pair[1].from }).collect()
    }

    pub fn hours(&self, liaison: LiaisonIndex, date: Date) -> Option<Span> {
        let works = !self.is_holiday(date) && !self.is_off(liaison, date);
        self.weekday_hours(liaison, date).filter(|_| works)
    }

    /// Lists when a practice receives visitors on a weekday, holiday or not.
    pub fn office_hours(&self, practice: PracticeIndex, date: Date) -> Vec<Span> {
        let it = self.practice(practice);
        let weekend = [Weekday::Saturday, Weekday::Sunday].contains(&date.weekday());
        let own = it.hours.iter().filter(|hours| hours.apply_on(date)).map(|hours| span(hours.window));
        let open: Vec<Span> = match it.hours.is_empty() {
            true if weekend => Vec::new(),
            true => vec![Span { from: 510, to: 705 }, Span { from: 780, to: 990 }],
            false => joined(own.collect()),
        };
        let noon = it.access == AccessPolicy::LunchOnly && !open.is_empty();
        if noon { vec![Span { from: 690, to: 810 }] } else { open }
    }

    pub fn visiting_hours(&self, practice: PracticeIndex, date: Date) -> Vec<Span> {
        let shut = self.is_holiday(date) || self.practice(practice).access == AccessPolicy::NoSee;
        if shut { Vec::new() } else { self.office_hours(practice, date) }
    }

    /// Lists the kept appointments of a liaison on a day, in order, with what is free after each.
    pub fn agenda(&self, liaison: LiaisonIndex, date: Date) -> Vec<Agreed> {
        let who = &self.person(liaison).id;
        let kept = self.book.appointments().iter().zip(&self.kept);
        let mine = kept.filter(|(it, kept)| **kept && it.liaison == *who && it.date == date);
        let mut agreed: Vec<Agreed> = mine.map(|(it, _)| self.agreed(it)).collect();
        agreed.sort_by_key(|it| it.when.from);
        for at in 1..agreed.len() {
            let way = self.road(agreed[at - 1].place, agreed[at].place).unwrap_or(0);
            let left = agreed[at].when.from - agreed[at - 1].when.to - way;
            agreed[at - 1].buffer = left.min(self.buffer());
        }
        agreed
    }

    pub fn agreed(&self, it: &Appointment) -> Agreed {
        let practice = self.book.practice_index(&it.practice).unwrap();
        let from = Minute::from(it.start.minutes());
        let when = Span { from, to: from + Minute::from(it.minutes.0) };
        Agreed { practice, place: self.place(practice), when, buffer: self.buffer() }
    }

    /// States what is in force on an ordinary day with these hours.
    pub fn usual(&self, liaison: LiaisonIndex, date: Date, hours: Span) -> Force {
        let person = self.person(liaison);
        let most_drive = person.max_drive.map(|most| most.0.into());
        Force {
            hours,
            date,
            breaks: true,
            lunch_hours: hours,
            lunch: true,
            most_stops: Some(person.max_stops as usize),
            most_drive,
        }
    }

    /// States the rules of a day beside its appointments.
    pub fn rules(&self, liaison: LiaisonIndex, agreed: &[Agreed], force: Force) -> DayRules {
        let home = self.person(liaison).home;
        let away = self.away(home, agreed);
        let span = |hours: Span| away.map_or(hours, |away| hours.hull(away));
        let lunch_span = span(force.lunch_hours);
        let drive = self.drive_of(home, agreed);
        let lunch = self.usual_lunch(liaison, force.date, force.lunch_hours).filter(|_| force.lunch);
        DayRules {
            home,
            span: span(force.hours),
            lunch: lunch.filter(|lunch| self.leaves_room(home, agreed, lunch_span, *lunch)),
            most_stops: force.most_stops.map(|most| most.max(agreed.len())),
            most_drive: force.most_drive.map(|most| most.max(drive)),
        }
    }

    /// Returns when the appointments alone take the liaison away.
    pub fn away(&self, home: Location, agreed: &[Agreed]) -> Option<Span> {
        let (first, last) = (agreed.first()?, agreed.last()?);
        let from = first.when.from - self.road(home, first.place).unwrap_or(0);
        let to = last.when.to + self.buffer() + self.road(last.place, home).unwrap_or(0);
        Some(Span { from, to })
    }

    /// Returns the driving of the appointments alone.
    pub fn drive_of(&self, home: Location, agreed: &[Agreed]) -> Minute {
        if agreed.is_empty() {
            return 0;
        }
        let there = agreed.iter().map(|it| it.place);
        let round: Vec<Location> = [home].into_iter().chain(there).chain([home]).collect();
        round.windows(2).map(|leg| self.road(leg[0], leg[1]).unwrap_or(0)).sum()
    }

    /// Returns the lunch of a day with these hours, whatever is on that day: none beside a break in which there is time for it.
    pub fn usual_lunch(&self, liaison: LiaisonIndex, date: Date, hours: Span) -> Option<Pause> {
        let lunch = self.person(liaison).lunch?;
        let (within, minutes) = (span(lunch.window()), Minute::from(lunch.minutes().0));
        let has_room = |it: Span| within.common(it).is_some_and(|both| both.to - both.from >= minutes);
        let is_break = self.breaks(liaison, date).into_iter().any(has_room);
        (has_room(hours) && !is_break).then_some(Pause { within, minutes })
    }

    /// Tells whether the appointments alone leave time for lunch: tries every minute of every gap.
    fn leaves_room(&self, home: Location, agreed: &[Agreed], span: Span, lunch: Pause) -> bool {
        let (mut from, mut here, mut gaps) = (span.from, home, Vec::new());
        for it in agreed {
            gaps.push((from, it.when.from, self.road(here, it.place).unwrap_or(0)));
            (from, here) = (it.when.to + it.buffer, it.place);
        }
        gaps.push((from, span.to, self.road(here, home).unwrap_or(0)));
        let fits = |(from, to, drive): (Minute, Minute, Minute)| {
            let eats = |start: Minute| {
                let eating = Span { from: start, to: start + lunch.minutes };
                lunch.within.holds(eating) && eating.to <= to && from + drive + lunch.minutes <= to
            };
            (from..=to).any(eats)
        };
        agreed.is_empty() || gaps.into_iter().any(fits)
    }

    /// States the call that a stop is: an appointment fills its time, others move within their hours.
    pub fn call(&self, liaison: LiaisonIndex, stop: &Stop, agreed: &[Agreed], force: Force) -> Call {
        let practice = self.book.practice_index(&stop.practice).unwrap();
        let start = Minute::from(stop.start.minutes());
        let is_it = |it: &&Agreed| it.practice == practice && it.when.from == start;
        match agreed.iter().find(is_it).filter(|_| stop.kind == StopKind::Appointment) {
            Some(it) => it.call(),
            None => self.chosen_call(liaison, practice, self.visiting_hours(practice, force.date), force),
        }
    }

    /// States a call at a practice within its hours and the working hours.
    pub fn chosen_call(
        &self,
        liaison: LiaisonIndex,
        practice: PracticeIndex,
        open: Vec<Span>,
        force: Force,
    ) -> Call {
        let it = self.practice(practice);
        let mut open: Vec<Span> = open.into_iter().filter_map(|open| open.common(force.hours)).collect();
        for pause in self.breaks(liaison, force.date).into_iter().filter(|_| force.breaks) {
            open = open.into_iter().flat_map(|it| beside(it, pause)).collect();
        }
        Call { place: self.place(practice), minutes: it.visit_minutes.0.into(), buffer: self.buffer(), open }
    }

    /// Finds the plan of a day; `None` on a day without stops.
    pub fn day_plan(&self, liaison: LiaisonIndex, date: Date) -> Option<&'a DayPlan> {
        let who = &self.person(liaison).id;
        self.plan.days().find(|(id, day)| *id == who && day.date == date).map(|(_, day)| day)
    }
}

/// The pole: no book of the tests has it.
fn nowhere() -> Location {
    Location::new(90.0, 0.0).unwrap()
}

impl Agreed {
    pub fn call(&self) -> Call {
        let minutes = self.when.to - self.when.from;
        Call { place: self.place, minutes, buffer: self.buffer, open: vec![self.when] }
    }
}

pub fn span(window: TimeWindow) -> Span {
    Span { from: window.opens().minutes().into(), to: window.closes().minutes().into() }
}

/// Lists what is left of a span before and after a pause.
fn beside(it: Span, pause: Span) -> Vec<Span> {
    let parts = [Span { to: it.to.min(pause.from), ..it }, Span { from: it.from.max(pause.to), ..it }];
    parts.into_iter().filter(|part| part.from < part.to).collect()
}

/// Joins hours that overlap or touch.
fn joined(mut hours: Vec<Span>) -> Vec<Span> {
    hours.sort_by_key(|it| (it.from, it.to));
    let mut joined: Vec<Span> = Vec::new();
    for it in hours {
        match joined.last_mut() {
            Some(last) if it.from <= last.to => *last = last.hull(it),
            _ => joined.push(it),
        }
    }
    joined
}
