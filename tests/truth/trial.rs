//! One more visit on a day of the plan: at any place in the order of the stops or its reverse, nobody else moved in order.

use rounds::model::*;
use rounds::plan::Stop;

use crate::contacts::Contacts;
use crate::day::{Call, DayRules, Minute, Span};
use crate::world::{Agreed, Force, World};

/// A day of the plan, and a visit that is not in it.
pub struct Trial<'a> {
    world: &'a World<'a>,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    pub date: Date,
    /// The working hours.
    pub hours: Span,
    agreed: Vec<Agreed>,
    pub stops: Vec<&'a Stop>,
}

impl<'a> Trial<'a> {
    /// Takes a day; `None` where the liaison does not work.
    pub fn new(world: &'a World, liaison: LiaisonIndex, practice: PracticeIndex, date: Date) -> Option<Self> {
        let hours = world.hours(liaison, date)?;
        let agreed = world.agenda(liaison, date);
        let stops = world.day_plan(liaison, date).map_or(Vec::new(), |day| day.stops.iter().collect());
        Some(Self { world, liaison, practice, date, hours, agreed, stops })
    }

    /// Takes every day on which a chosen visit keeps its distance and can be announced.
    pub fn all(
        world: &'a World,
        liaison: LiaisonIndex,
        practice: PracticeIndex,
        contacts: &Contacts,
    ) -> Vec<Self> {
        let callable = world.callable(practice);
        let in_time = |date: &Date| callable.is_none_or(|callable| *date >= callable);
        let rests = |date: &Date| world.rests(practice, *date);
        let may_be = |date: &Date| contacts.keeps_distance(*date, true) && in_time(date) && !rests(date);
        world.dates().filter(may_be).filter_map(|date| Self::new(world, liaison, practice, date)).collect()
    }

    pub fn usual(&self) -> Force {
        self.world.usual(self.liaison, self.date, self.hours)
    }

    /// Returns the least driving of the day with the visit in it; `None` where it fits nowhere.
    pub fn least_drive(&self, force: Force) -> Option<Minute> {
        let calls = self.calls(&self.stops, force);
        (0..=calls.len()).filter_map(|at| self.drive_with(&calls, at, force)).min()
    }

    /// Tells whether it fits with these stops left out, at their place.
    pub fn fits_instead(&self, out: std::ops::Range<usize>) -> bool {
        let rest: Vec<&Stop> = [&self.stops[..out.start], &self.stops[out.end..]].concat();
        let force = self.usual();
        self.drive_with(&self.calls(&rest, force), out.start, force).is_some()
    }

    /// Returns the driving of the day as it is, in its order.
    pub fn drive_now(&self) -> Option<Minute> {
        let force = self.usual();
        if self.stops.is_empty() { Some(0) } else { self.drive(&self.calls(&self.stops, force), force) }
    }

    fn calls(&self, stops: &[&Stop], force: Force) -> Vec<Call> {
        stops.iter().map(|stop| self.world.call(self.liaison, stop, &self.agreed, force)).collect()
    }

    /// Returns the driving with the visit at a place, in this order or the reverse.
    fn drive_with(&self, calls: &[Call], at: usize, force: Force) -> Option<Minute> {
        let open = self.world.visiting_hours(self.practice, self.date);
        let mut order = calls.to_vec();
        order.insert(at, self.world.chosen_call(self.liaison, self.practice, open, force));
        let there = self.drive(&order, force);
        order.reverse();
        [there, self.drive(&order, force)].into_iter().flatten().min()
    }

    /// States the rules of the day with some in force.
    pub fn rules(&self, force: Force) -> DayRules {
        self.world.rules(self.liaison, &self.agreed, force)
    }

    fn drive(&self, calls: &[Call], force: Force) -> Option<Minute> {
        self.rules(force).drive(calls, |from, to| self.world.road(from, to))
    }
}
