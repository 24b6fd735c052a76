//! A plan beside the facts, with everything found once that many rules ask for. Days are numbered from the plan's first.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::active::ActiveRules;
use crate::check::facts::Facts;
use crate::check::hours::working;
use crate::check::promise::{PromiseState, PromisedVisit};
use crate::model::book::Book;
use crate::model::calendar::{Appointment, MustVisit};
use crate::model::event::Event;
use crate::model::id::{EventId, LiaisonId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::location::Location;
use crate::model::part_of_day::PartOfDay;
use crate::model::practice::{Cadence, Practice, Tier};
use crate::model::time::Date;
use crate::model::weekday::Weekday;
use crate::plan::expectations::{Expectations, ExpectedLiaison, ExpectedPractice};
use crate::plan::itinerary::{DayPlan, Stop, StopKind};
use crate::plan::visit_plan::{Plan, PlanRules};

/// A plan beside the facts.
pub(crate) struct Case<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) book: &'a Book,
    pub(crate) plan: &'a Plan,
    pub(crate) rules: PlanRules,
    /// How many days are planned; no more than a plan can have, whatever it says.
    pub(crate) days: i64,
    /// By practice: its stops, by day.
    visits: BTreeMap<PracticeIndex, Vec<SeenStop<'a>>>,
    /// By liaison and date: the first day of the plan that claims to be it.
    planned: BTreeMap<(LiaisonIndex, Date), &'a DayPlan>,
    /// By liaison and date: positions of appointments in the book.
    agreed_on: BTreeMap<(LiaisonIndex, Date), Vec<usize>>,
    /// By practice: days of appointments that are not missed, of meetings, and of events held there.
    agreed: BTreeMap<PracticeIndex, Vec<i64>>,
    promises: BTreeMap<PracticeIndex, Vec<PromisedVisit>>,
    /// Parts of weekdays in which no chosen visit starts.
    avoided: BTreeSet<(PracticeIndex, Weekday, PartOfDay)>,
    /// The visits that the book asks a plan from this one's first day on to make.
    pub(crate) wishes: Vec<MustVisit>,
}

/// A stop and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct SeenStop<'a> {
    pub(crate) liaison: &'a LiaisonId,
    pub(crate) date: Date,
    pub(crate) day: i64,
    pub(crate) stop: &'a Stop,
}

impl<'a> Case<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>, plan: &'a Plan) -> Self {
        let mut case = Self {
            facts,
            book: facts.book,
            plan,
            rules: facts.rules,
            days: i64::from(plan.weeks.min(13)) * 7,
            visits: BTreeMap::new(),
            planned: BTreeMap::new(),
            agreed_on: BTreeMap::new(),
            agreed: BTreeMap::new(),
            promises: BTreeMap::new(),
            avoided: BTreeSet::new(),
            wishes: facts.book.promises(plan.start),
        };
        case.find_days();
        case.find_visits();
        case.find_avoided();
        case.find_appointments();
        case.promises = promises(&case);
        case.find_events();
        case
    }

    fn find_days(&mut self) {
        for (id, day) in self.plan.days() {
            if let Some(liaison) = self.book.liaison_index(id) {
                self.planned.entry((liaison, day.date)).or_insert(day);
            }
        }
    }

    fn find_visits(&mut self) {
        for (liaison, date, stop) in self.plan.stops() {
            if let Some(practice) = self.book.practice_index(&stop.practice) {
                let seen = SeenStop { liaison, date, day: self.day(date), stop };
                self.visits.entry(practice).or_default().push(seen);
            }
        }
        self.visits.values_mut().for_each(|stops| stops.sort_by_key(|seen| (seen.day, seen.stop.start)));
    }

    /// Takes note of the hours that the plan avoids. Where somebody has pinned a visit by hand, none are.
    fn find_avoided(&mut self) {
        for it in &self.plan.avoided {
            let Some(practice) = self.book.practice_index(&it.practice) else { continue };
            if !self.stops(practice).iter().any(|seen| seen.stop.pinned) {
                self.avoided.insert((practice, it.weekday, it.part));
            }
        }
    }

    /// Takes the avoided hours of a practice out of some starts on a date; first and last start of each stretch.
    pub(crate) fn without_avoided(
        &self,
        practice: PracticeIndex,
        date: Date,
        starts: Vec<(i64, i64)>,
    ) -> Vec<(i64, i64)> {
        let parts = PartOfDay::ALL.into_iter();
        let parts = parts.filter(|&part| self.avoided.contains(&(practice, date.weekday(), part)));
        parts.fold(starts, |starts, part| {
            let (begins, ends) = part.bounds();
            let around = |(first, last): (i64, i64)| {
                [(first, last.min(i64::from(begins) - 1)), (first.max(i64::from(ends)), last)]
            };
            starts.into_iter().flat_map(around).filter(|(first, last)| first <= last).collect()
        })
    }

    fn find_appointments(&mut self) {
        for (number, appointment) in self.book.appointments().iter().enumerate() {
            if let Some(liaison) = self.book.liaison_index(&appointment.liaison) {
                self.agreed_on.entry((liaison, appointment.date)).or_default().push(number);
            }
            let Some(practice) = self.book.practice_index(&appointment.practice) else { continue };
            let day = self.day(appointment.date);
            let is_met = if self.is_planned(day) {
                self.is_kept(appointment)
            } else {
                appointment.date > self.plan.as_of
            };
            if is_met {
                self.agreed.entry(practice).or_default().push(day);
            }
        }
        self.find_meetings();
    }

    /// Takes note of meetings.
    fn find_meetings(&mut self) {
        let meetings = self.plan.stops().filter(|(.., stop)| stop.kind == StopKind::Meeting);
        let at =
            meetings.filter_map(|(_, date, stop)| Some((self.book.practice_index(&stop.practice)?, date)));
        self.add_agreed(at.collect());
    }

    /// Takes note of events that practices hold. They keep no promise, but other visits keep their distance.
    fn find_events(&mut self) {
        let days = self.plan.days().map(|(_, day)| day);
        let events = days.flat_map(|day| day.events.iter().map(move |event| (event, day.date)));
        let at = events.filter_map(|(event, date)| {
            Some((self.book.practice_index(self.event(&event.event)?.practice.as_ref()?)?, date))
        });
        self.add_agreed(at.collect());
    }

    fn add_agreed(&mut self, contacts: Vec<(PracticeIndex, Date)>) {
        for (practice, date) in contacts {
            let day = self.day(date);
            self.agreed.entry(practice).or_default().push(day);
        }
    }

    /// Lists the events in the days of the plan, with each liaison who is to attend.
    pub(crate) fn planned_events(&self) -> impl Iterator<Item = (LiaisonIndex, &'a Event)> + use<'a> {
        let (book, start, days) = (self.book, self.plan.start, self.days);
        let within = move |event: &&Event| (0..days).contains(&event.date.days_since(start));
        book.events().iter().filter(within).flat_map(move |event| {
            event.liaisons.iter().filter_map(move |id| Some((book.liaison_index(id)?, event)))
        })
    }

    /// Tells whether a day of the plan has an event.
    pub(crate) fn attends(&self, liaison: LiaisonIndex, event: &Event) -> bool {
        let day = self.planned(liaison, event.date);
        day.is_some_and(|day| day.events.iter().any(|it| it.event == event.id))
    }

    /// Finds an event of the book.
    pub(crate) fn event(&self, id: &EventId) -> Option<&'a Event> {
        self.book.events().iter().find(|event| event.id == *id)
    }

    /// Numbers a date.
    pub(crate) fn day(&self, date: Date) -> i64 {
        date.days_since(self.plan.start)
    }

    pub(crate) fn date(&self, day: i64) -> Date {
        self.plan.start.plus_days(day)
    }

    /// Tells whether a day belongs to the plan.
    pub(crate) fn is_planned(&self, day: i64) -> bool {
        (0..self.days).contains(&day)
    }

    /// Lists the dates of the plan.
    pub(crate) fn dates(&self) -> impl Iterator<Item = (i64, Date)> + '_ {
        (0..self.days).map(|day| (day, self.date(day)))
    }

    /// Returns the practice at an index of this book.
    pub(crate) fn practice(&self, practice: PracticeIndex) -> &'a Practice {
        &self.book.practices()[practice.get()]
    }

    /// Returns the days that a call ahead of a visit takes, if one is wanted.
    pub(crate) fn days_to_call(&self, practice: PracticeIndex) -> Option<u32> {
        self.practice(practice).days_to_call(self.rules.lead_days)
    }

    /// Numbers the first day for which there is time to call now; `None` where nobody has to.
    pub(crate) fn callable(&self, practice: PracticeIndex) -> Option<i64> {
        let days = self.days_to_call(practice)?;
        Some(self.day(self.plan.as_of.plus_days(days.into())))
    }

    /// Returns where a practice is, if the book says so.
    pub(crate) fn place(&self, practice: PracticeIndex) -> Option<Location> {
        self.practice(practice).location
    }

    /// Returns the cadence that holds for a practice.
    pub(crate) fn cadence(&self, practice: PracticeIndex) -> Cadence {
        let practice = self.practice(practice);
        let stated = || self.plan.disposition(&practice.id).map(|it| it.tier);
        practice.cadence_in(practice.tier.or_else(stated).unwrap_or(Tier::C))
    }

    /// Returns a drive in whole minutes; `None` where there is no road.
    pub(crate) fn drive(&self, from: Location, to: Location) -> Option<i64> {
        self.facts.travel.drive(from, to).map(|drive| i64::from(drive.time.to_minutes_up().0))
    }

    /// Lists the stops at a practice, by day.
    pub(crate) fn stops(&self, practice: PracticeIndex) -> &[SeenStop<'a>] {
        self.visits.get(&practice).map_or(&[], Vec::as_slice)
    }

    /// Finds what is planned for a liaison on a date.
    pub(crate) fn planned(&self, liaison: LiaisonIndex, date: Date) -> Option<&'a DayPlan> {
        self.planned.get(&(liaison, date)).copied()
    }

    /// Lists the appointments of a liaison on a date, by their positions in the book.
    pub(crate) fn agreed_on(&self, liaison: LiaisonIndex, date: Date) -> &[usize] {
        self.agreed_on.get(&(liaison, date)).map_or(&[], Vec::as_slice)
    }

    /// Lists the days of a practice's appointments that are not missed, in the plan or around it.
    pub(crate) fn agreed(&self, practice: PracticeIndex) -> &[i64] {
        self.agreed.get(&practice).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn promises(&self, practice: PracticeIndex) -> &[PromisedVisit] {
        self.promises.get(&practice).map_or(&[], Vec::as_slice)
    }

    /// Finds who is said to cover a practice.
    pub(crate) fn covers(&self, practice: PracticeIndex) -> Option<LiaisonIndex> {
        let fate = self.plan.disposition(&self.practice(practice).id)?;
        self.book.liaison_index(fate.liaison.as_ref()?)
    }

    /// Finds who visits what somebody owns: the owner, or who stands in where the owner works on no day of the plan.
    pub(crate) fn owner(&self, practice: PracticeIndex) -> Option<LiaisonIndex> {
        let owner = self.book.owner(practice)?;
        let works = |who: &LiaisonIndex| {
            self.dates().any(|(_, date)| !working(self.book, *who, date, ActiveRules::ALL).is_empty())
        };
        let colleague = self.book.liaison_at(owner)?.cover.as_ref();
        let colleague = colleague.and_then(|id| self.book.liaison_index(id)).filter(works);
        Some(colleague.filter(|_| !works(&owner)).unwrap_or(owner))
    }

    /// Numbers the day on which somebody was last met.
    pub(crate) fn last_met(&self, practice: PracticeIndex) -> Option<i64> {
        self.book.last_visit(practice, self.plan.as_of).map(|date| self.day(date))
    }

    /// Numbers the day of the last contact before the plan: somebody met, or an appointment that is agreed.
    pub(crate) fn contact(&self, practice: PracticeIndex) -> Option<i64> {
        let agreed = self.agreed(practice).iter().copied().filter(|&day| day < 0);
        agreed.chain(self.last_met(practice)).max()
    }

    /// Tells whether a day of the plan keeps this appointment.
    pub(crate) fn is_kept(&self, appointment: &Appointment) -> bool {
        let liaison = self.book.liaison_index(&appointment.liaison);
        let day = liaison.and_then(|liaison| self.planned(liaison, appointment.date));
        day.is_some_and(|day| day.stops.iter().any(|stop| is_kept_by(appointment, stop)))
    }

    pub(crate) fn expected(&self) -> Option<&'a Expectations> {
        self.facts.expected
    }

    pub(crate) fn expected_of(&self, practice: PracticeIndex) -> Option<&'a ExpectedPractice> {
        let found = self.expected()?.practices.get(practice.get())?;
        (found.practice == self.practice(practice).id).then_some(found)
    }

    pub(crate) fn expected_liaison(&self, liaison: LiaisonIndex) -> Option<&'a ExpectedLiaison> {
        self.expected()?.liaisons.get(liaison.get())
    }
}

/// Tells whether a stop, on the day and by the liaison of the appointment, is it.
pub(crate) fn is_kept_by(appointment: &Appointment, stop: &Stop) -> bool {
    let length = stop.end.minutes().checked_sub(stop.start.minutes());
    stop.kind == StopKind::Appointment
        && appointment.practice == stop.practice
        && appointment.start == stop.start
        && Some(appointment.minutes.0) == length
}

/// Lists the promises of every practice, in the order of the book.
fn promises(case: &Case) -> BTreeMap<PracticeIndex, Vec<PromisedVisit>> {
    let mut promises: BTreeMap<PracticeIndex, Vec<PromisedVisit>> = BTreeMap::new();
    for wish in &case.wishes {
        if let Some(practice) = case.book.practice_index(&wish.practice) {
            let (from, until) = (case.day(wish.from), case.day(wish.until));
            let mut promise = PromisedVisit { from, until, state: PromiseState::Settled };
            promise.state = state(case, practice, &promise);
            promises.entry(practice).or_default().push(promise);
        }
    }
    promises
}

fn state(case: &Case, practice: PracticeIndex, promise: &PromisedVisit) -> PromiseState {
    let met = case.book.visits(practice).iter().any(|visit| {
        visit.outcome.counts_as_visit()
            && visit.date <= case.plan.as_of
            && promise.holds(case.day(visit.date))
    });
    let agreed = case.agreed(practice).iter().any(|&day| promise.holds(day));
    match promise.until {
        _ if met || agreed || promise.until < 0 => PromiseState::Settled,
        until if until >= case.days => PromiseState::Waits,
        _ => PromiseState::Asked,
    }
}
