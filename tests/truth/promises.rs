//! Promises: each is kept, met or named with all reasons; visits keep their distance (D7, D8).

use rounds::model::*;
use rounds::plan::{Missed, Stop, StopKind};

use crate::contacts::Contacts;
use crate::faults::Faults;
use crate::question::{Answers, Question, Rules};
use crate::trial::Trial;
use crate::world::World;
use rounds::plan::Rule;

/// A promise to be kept, and the days on which that is possible.
struct Owed<'a> {
    promise: &'a MustVisit,
    answers: Answers,
    is_tight: bool,
    /// The days that the planner chooses from: with distances, or without where the promise is tight.
    days: Vec<Date>,
}

/// The visits of a practice and what is owed to it.
struct Visits<'a> {
    world: &'a World<'a>,
    practice: PracticeIndex,
    contacts: &'a Contacts,
    owed: Vec<Owed<'a>>,
    stops: Vec<(Date, &'a Stop)>,
}

/// Tests what a plan says of the promises to a practice, and the distances of its visits.
pub fn test(world: &World, practice: PracticeIndex, contacts: &Contacts, faults: &mut Faults) {
    let stops = world.plan.stops().filter(|(_, _, stop)| stop.practice == world.practice(practice).id);
    let mut stops: Vec<(Date, &Stop)> = stops.map(|(_, date, stop)| (date, stop)).collect();
    stops.sort_by_key(|it| (it.0, it.1.start));
    let liaison = world.fate(practice).liaison.as_ref().and_then(|id| world.book.liaison_index(id));
    let owed =
        contacts.owed.iter().filter_map(|promise| Some(owed(world, liaison?, practice, contacts, promise)));
    let visits = Visits { world, practice, contacts, owed: owed.collect(), stops };
    visits.test_promises(faults);
    visits.test_kinds(faults);
    visits.test_distances(faults);
    if let Some(liaison) = liaison {
        visits.test_places(liaison, faults);
    }
}

fn owed<'a>(
    world: &'a World,
    liaison: LiaisonIndex,
    practice: PracticeIndex,
    contacts: &'a Contacts,
    promise: &'a MustVisit,
) -> Owed<'a> {
    let answers = Question { world, liaison, practice, promise: Some(promise), contacts }.ask();
    let is_tight = !answers.is_possible(Rules::ALL);
    let active = if is_tight { Rules::ALL.without(Rule::MinGap) } else { Rules::ALL };
    Owed { promise, is_tight, days: answers.days(active), answers }
}

impl Owed<'_> {
    fn holds(&self, date: Date) -> bool {
        (self.promise.from..=self.promise.until).contains(&date)
    }
}

impl<'a> Visits<'a> {
    fn missed(&self, promise: &MustVisit) -> Option<&'a Missed> {
        let missed = self.world.fate(self.practice).missed.iter();
        let is_it = |it: &&Missed| {
            (it.kind, it.date, it.from, it.start)
                == (StopKind::MustVisit, promise.until, Some(promise.from), None)
        };
        missed.into_iter().find(is_it)
    }

    fn test_promises(&self, faults: &mut Faults) {
        let missed = &self.world.fate(self.practice).missed;
        let named = missed.iter().filter(|it| it.kind == StopKind::MustVisit).count();
        let is_kept = |it: &MustVisit| self.stops.iter().any(|stop| (it.from..=it.until).contains(&stop.0));
        let lost = self.contacts.owed.iter().filter(|it| !is_kept(it)).count();
        faults.claim("number of missed promises", named == lost, || format!("{missed:?}, {lost} are lost"));
        for it in &self.owed {
            let missed = self.missed(it.promise);
            let reasons = match self.world.practice(self.practice).location {
                None => vec![vec![Rule::NoPlace]],
                Some(_) => it.answers.reasons(Rules::ALL.without(Rule::MinGap)),
            };
            let what = || format!("{:?}: {missed:?}; true {reasons:?}; tight {}", it.promise, it.is_tight);
            match (is_kept(it.promise), missed) {
                (true, missed) => faults.claim("kept promise", missed.is_none() && reasons.is_empty(), what),
                (false, None) => faults.claim("missed promise", false, what),
                (false, Some(missed)) if reasons.is_empty() => {
                    faults.claim("missed promise without place", missed.reasons.is_empty(), what);
                }
                (false, Some(missed)) => {
                    let is_true = missed.reasons == reasons && missed.clash.is_none();
                    faults.claim("missed promise with reasons", is_true, what);
                }
            }
        }
    }

    /// A stop is there for a promise exactly if it is the first one within its days.
    fn test_kinds(&self, faults: &mut Faults) {
        for (at, (date, stop)) in self.stops.iter().enumerate() {
            let is_first =
                |it: &Owed| it.holds(*date) && !self.stops[..at].iter().any(|(day, _)| it.holds(*day));
            let keeps = self.owed.iter().any(is_first);
            let kind = match stop.kind {
                StopKind::Chosen => "chosen stop",
                StopKind::Appointment => "appointment stop",
                StopKind::MustVisit => "must-visit stop",
                StopKind::Meeting => "joint visit",
            };
            let is_true = keeps == (stop.kind == StopKind::MustVisit);
            faults.claim(kind, is_true, || format!("{date} {} {:?}", stop.practice, stop.kind));
        }
    }

    fn test_distances(&self, faults: &mut Faults) {
        for (at, (date, stop)) in self.stops.iter().enumerate() {
            if stop.kind == StopKind::Appointment {
                continue;
            }
            let is_tight = self.owed.iter().any(|it| it.holds(*date) && it.is_tight);
            let known = self.contacts.keeps_distance(*date, true);
            let (kind, is_true) = match stop.kind {
                StopKind::MustVisit if is_tight => ("must-visit stop that is tight", true),
                StopKind::MustVisit => ("must-visit stop far from contacts", known),
                _ => ("chosen stop far from contacts", known),
            };
            faults.claim(kind, is_true, || format!("{date} {}", stop.practice));
            for (day, other) in &self.stops[..at] {
                self.test_pair((*day, other), (*date, stop), faults);
            }
        }
    }

    fn test_pair(&self, a: (Date, &Stop), b: (Date, &Stop), faults: &mut Faults) {
        let both = |kind: StopKind| a.1.kind == kind && b.1.kind == kind;
        let is_close = self.contacts.is_close(a.0, b.0);
        let what = || format!("{} {} {:?}, {} {:?}", a.1.practice, a.0, a.1.kind, b.0, b.1.kind);
        if !both(StopKind::MustVisit) {
            let chosen = a.1.kind == StopKind::Chosen || b.1.kind == StopKind::Chosen;
            return faults.claim("two stops of a practice", !is_close || !chosen, what);
        }
        let kind = if is_close { "two must-visit stops, close" } else { "two must-visit stops, apart" };
        faults.claim(kind, !is_close || self.may_be_close(a.0, b.0), what);
    }

    /// Tells whether promises of the two days have no days apart in common.
    fn may_be_close(&self, a: Date, b: Date) -> bool {
        let of = |date: Date| self.owed.iter().filter(move |it| it.holds(date));
        let is_forced = |v: &Owed, w: &Owed| {
            let (Some(first), Some(last)) = (v.days.first(), w.days.last()) else { return false };
            let disjoint = v.days.last() < w.days.first() || w.days.last() < v.days.first();
            self.contacts.is_close(*first, *last) && disjoint
        };
        of(a).any(|v| of(b).any(|w| is_forced(v, w)))
    }

    /// A promise for which no place was found has none: not as things are, and not where chosen stops give way.
    fn test_places(&self, liaison: LiaisonIndex, faults: &mut Faults) {
        let placeless = |it: &&Owed| self.missed(it.promise).is_some_and(|missed| missed.reasons.is_empty());
        for it in self.owed.iter().filter(placeless) {
            let free = |date: &&Date| !self.stops.iter().any(|(day, _)| self.contacts.is_close(*day, **date));
            let days = it.days.iter().filter(free);
            let trials = days.filter_map(|date| Trial::new(self.world, liaison, self.practice, *date));
            let has_room = |mut trial: Trial| {
                let usual = trial.usual();
                let as_it_is = trial.least_drive(usual).is_some();
                trial.stops.retain(|stop| stop.kind != StopKind::Chosen);
                as_it_is || trial.least_drive(usual).is_some()
            };
            let days: Vec<Date> = trials.filter_map(|it| Some(it.date).filter(|_| has_room(it))).collect();
            let what = || format!("{:?}: there is room on {days:?}", it.promise);
            faults.claim("no place for a promise", days.is_empty(), what);
        }
    }
}
