//! Times to offer: each minute of each day is tried at each place, and what is offered is what fits.

use std::collections::BTreeMap;
use std::ops::Range;

use rounds::model::*;
use rounds::plan::{Slot, Stop, StopKind};
use rounds::schedule::SlotFinder;
use rounds::{progress, score};

use crate::books;
use crate::contacts::Contacts;
use crate::day::{Call, DayRules, Minute, Span};
use crate::world::{Agreed, Force, World};
use crate::{common, given, planned, refusal};

/// Books whose practices are asked about.
const BOOKS: u64 = 400;

/// A visit of the plan.
type Seen<'a> = (LiaisonIndex, Date, &'a Stop);

/// By minute: whom a visit at that time leaves out at least, as referrals lost; nobody is 0 and comes before all others.
type Minutes = BTreeMap<Minute, (bool, f64)>;

#[test]
fn offers_are_all_that_fits() {
    let (mut free, mut costly) = (0, 0);
    let seeds = given("TRUTH_SEED").map_or(0..BOOKS, |seed| seed..seed + 1);
    for seed in seeds {
        let case = books::case(seed);
        if refusal::is_due(&case.book, &case.roads) {
            continue;
        }
        let plan = planned(&case.book, &case.roads, &case.config);
        let config = score::ScoreConfig::default();
        let scores = score::evaluate(&case.book, common::as_of(), &config, &progress::unobserved).unwrap();
        let finder = SlotFinder::new(&case.book, &scores, &plan, &case.roads).unwrap();
        let world = World::new(&case.book, &case.roads, &plan);
        for practice in case.book.practice_indices() {
            let Ok(slots) = finder.slots(&world.practice(practice).id) else { continue };
            let who = world.book.liaison_index(world.fate(practice).liaison.as_ref().unwrap()).unwrap();
            for date in world.dates() {
                let mine: Vec<&Slot> = slots.iter().filter(|slot| slot.date == date).collect();
                let (offered, fits) =
                    (minutes(&mine), Offer { world: &world, who, practice, date }.minutes());
                assert!(
                    same(&offered, &fits),
                    "TRUTH_SEED={seed} {practice:?} {date}: {offered:?}, true {fits:?}"
                );
                free += fits.values().filter(|it| !it.0).count();
                costly += fits.values().filter(|it| it.0).count();
            }
        }
    }
    println!("{free} minutes where nobody gives way, {costly} where somebody does");
    assert!(given("TRUTH_SEED").is_some() || free > 10_000 && costly > 1_000);
}

fn minutes(slots: &[&Slot]) -> Minutes {
    let mut minutes = Minutes::new();
    for slot in slots {
        for minute in slot.from.minutes()..=slot.until.minutes() {
            let before = minutes.insert(minute.into(), (!slot.displaced.is_empty(), slot.referrals_lost));
            assert!(before.is_none(), "{minute} is offered twice: {slots:?}");
        }
    }
    minutes
}

fn same(one: &Minutes, other: &Minutes) -> bool {
    let close = |(a, b): (&(bool, f64), &(bool, f64))| a.0 == b.0 && (a.1 - b.1).abs() < 1e-9;
    one.keys().eq(other.keys()) && one.values().zip(other.values()).all(close)
}

/// A day on which a visit may be offered.
struct Offer<'a> {
    world: &'a World<'a>,
    who: LiaisonIndex,
    practice: PracticeIndex,
    date: Date,
}

impl Offer<'_> {
    fn minutes(&self) -> Minutes {
        let mut minutes = Minutes::new();
        let moved = self.moved();
        let Some(hours) = self.world.hours(self.who, self.date).filter(|_| self.is_allowed(moved)) else {
            return minutes;
        };
        let force = self.world.usual(self.who, self.date, hours);
        let agreed = self.world.agenda(self.who, self.date);
        let rules = self.world.rules(self.who, &agreed, force);
        let stops = self.stops(self.who, self.date, moved);
        for out in runs(&stops) {
            let rest: Vec<&Stop> = [&stops[..out.start], &stops[out.end..]].concat();
            let lost: f64 = stops[out.clone()].iter().map(|stop| stop.expected_referrals).sum();
            for minute in self.fitting(&rules, &self.calls(&rest, &agreed, force), out.start, force) {
                let cost = (!out.is_empty(), lost);
                let known = minutes.entry(minute).or_insert(cost);
                if (cost.0, cost.1) < (known.0, known.1) {
                    *known = cost;
                }
            }
        }
        minutes
    }

    /// Finds the visit that would move: the nearest that is no appointment.
    fn moved(&self) -> Option<Seen<'_>> {
        let movable = self.visits().into_iter().filter(|(_, _, stop)| stop.kind != StopKind::Appointment);
        movable.min_by_key(|(_, date, _)| (date.days_since(self.date).abs(), *date))
    }

    fn visits(&self) -> Vec<Seen<'_>> {
        let id = &self.world.practice(self.practice).id;
        let mine = self.world.plan.stops().filter(|(_, _, stop)| stop.practice == *id);
        mine.map(|(who, date, stop)| (self.world.book.liaison_index(who).unwrap(), date, stop)).collect()
    }

    /// Tells whether the practice may be visited on the day, the visit that moves left out.
    fn is_allowed(&self, moved: Option<Seen>) -> bool {
        let (world, date) = (self.world, self.date);
        let contacts = Contacts::new(world, self.practice);
        let able = world.practice(self.practice).skills.is_subset(&world.person(self.who).skills);
        let is_moved = |it: &Seen| {
            moved.is_some_and(|moved| (it.0, it.1, &it.2.start) == (moved.0, moved.1, &moved.2.start))
        };
        let others = self.visits();
        let far = others.iter().filter(|it| !is_moved(it)).all(|it| !contacts.is_close(it.1, date));
        let holds = |it: &MustVisit, date: Date| (it.from..=it.until).contains(&date);
        let keeps = moved.is_none_or(|moved| {
            contacts.owed.iter().filter(|it| holds(it, moved.1)).all(|it| holds(it, date))
                && (moved.1 == date || self.is_drivable_without(moved))
        });
        date > world.plan.as_of && able && far && keeps && contacts.keeps_distance(date, true)
    }

    fn is_drivable_without(&self, moved: Seen) -> bool {
        let (who, date, _) = moved;
        let Some(hours) = self.world.hours(who, date) else { return false };
        let force = self.world.usual(who, date, hours);
        let agreed = self.world.agenda(who, date);
        let stops = self.stops(who, date, Some(moved));
        let calls: Vec<Call> = stops.iter().map(|stop| self.world.call(who, stop, &agreed, force)).collect();
        let rules = self.world.rules(who, &agreed, force);
        stops.is_empty() || rules.drive(&calls, |from, to| self.world.road(from, to)).is_some()
    }

    /// Lists the stops of a day, without the visit that moves.
    fn stops(&self, who: LiaisonIndex, date: Date, moved: Option<Seen>) -> Vec<&Stop> {
        let all = self.world.day_plan(who, date).map_or(Vec::new(), |day| day.stops.iter().collect());
        let is_moved = |stop: &&Stop| moved.is_some_and(|(_, _, it)| std::ptr::eq(*stop, it));
        all.into_iter().filter(|stop| !is_moved(stop)).collect()
    }

    fn calls(&self, stops: &[&Stop], agreed: &[Agreed], force: Force) -> Vec<Call> {
        stops.iter().map(|stop| self.world.call(self.who, stop, agreed, force)).collect()
    }

    /// Lists the minutes at which the visit can start at a place of the order, or of its reverse.
    fn fitting(&self, rules: &DayRules, calls: &[Call], at: usize, force: Force) -> Vec<Minute> {
        let open = self.world.visiting_hours(self.practice, self.date);
        let visit = self.world.chosen_call(self.who, self.practice, open, force);
        let starts = visit.open.iter().flat_map(|open| open.from..=open.to - visit.minutes);
        let fits = |minute: &Minute| {
            let open = vec![Span { from: *minute, to: minute + visit.minutes }];
            let mut order = calls.to_vec();
            order.insert(at, Call { open, ..visit.clone() });
            let there = rules.drive(&order, |from, to| self.world.road(from, to));
            order.reverse();
            there.or_else(|| rules.drive(&order, |from, to| self.world.road(from, to))).is_some()
        };
        starts.filter(fits).collect()
    }
}

/// Lists the places between stops, and the runs of chosen stops.
fn runs(stops: &[&Stop]) -> Vec<Range<usize>> {
    let all = (0..=stops.len()).flat_map(|from| (from..=stops.len()).map(move |to| from..to));
    all.filter(|run| stops[run.clone()].iter().all(|stop| stop.kind == StopKind::Chosen)).collect()
}
