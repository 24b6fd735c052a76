//! Which days can be offered to a practice, and what each offer costs.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::time::Date;
use crate::plan::itinerary::StopKind;
use crate::plan::slot::Slot;
use crate::plan::visit_plan::Plan;
use crate::routing::model::problem::Day;
use crate::schedule::agenda::Agendas;
use crate::schedule::aim::access::LearnedAccess;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::horizon::Horizon;
use crate::schedule::meetings::agreed_meeting;
use crate::schedule::planner::validate;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::slots::basis::SlotBasis;
use crate::schedule::slots::offers;
use crate::schedule::slots::slot_day::SlotDay;
use crate::schedule::visit_needs::{self, VisitNeeds};
use crate::score::access::access_model::AccessModel;
use crate::score::scores::Scores;

/// Lists the times that can be offered to a practice, the best `most` of them. See [`SlotFinder::slots`].
///
/// # Errors
/// As [`SlotFinder::new`] and [`SlotFinder::slots`].
pub fn slots(
    book: &Book,
    scores: &Scores,
    plan: &Plan,
    travel: &dyn TravelTimes,
    practice: &PracticeId,
    most: usize,
) -> Result<Vec<Slot>, Error> {
    let mut slots = SlotFinder::new(book, scores, plan, travel)?.slots(practice)?;
    slots.truncate(most);
    Ok(slots)
}

/// A plan that can be asked often for times to offer.
pub struct SlotFinder<'a> {
    pub(crate) basis: SlotBasis<'a>,
    needs: Vec<VisitNeeds>,
    visits: BTreeMap<PracticeIndex, Vec<VisitOfPlan>>,
}

/// A visit of the plan to one practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct VisitOfPlan {
    liaison: LiaisonIndex,
    date: Date,
    kind: StopKind,
}

impl std::fmt::Debug for SlotFinder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SlotFinder").field("horizon", &self.basis.horizon).finish_non_exhaustive()
    }
}

impl<'a> SlotFinder<'a> {
    /// Reads a plan and its book, once for many questions. The book may have got appointments since the plan was made.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where the scores are those of another book, or the plan has no days that a plan can have.
    pub fn new(
        book: &'a Book,
        scores: &Scores,
        plan: &'a Plan,
        travel: &'a dyn TravelTimes,
    ) -> Result<Self, Error> {
        let config = ScheduleConfig {
            start: Some(plan.start),
            weeks: plan.weeks,
            rules: plan.rules,
            ..ScheduleConfig::default()
        };
        validate(book, scores, &config)?;
        let horizon = Horizon::new(plan.as_of, &config);
        let meetings = agreed_meeting::of_plan(book, plan);
        let agendas = Agendas::new(book, travel, plan.rules, &horizon, &meetings);
        let needs = visit_needs::all(book, scores, &horizon, &config, &agendas);
        let (mut days, mut visits) = (BTreeMap::new(), BTreeMap::<_, Vec<_>>::new());
        for (id, day) in plan.days() {
            let Some(liaison) = book.liaison_index(id) else { continue };
            days.insert((liaison, day.date), day);
            for stop in &day.stops {
                let visit = VisitOfPlan { liaison, date: day.date, kind: stop.kind };
                if let Some(practice) = book.practice_index(&stop.practice) {
                    visits.entry(practice).or_default().push(visit);
                }
            }
        }
        let model = AccessModel::new(book, plan.as_of);
        let chances = book.practice_indices().map(|practice| model.chances(practice)).collect();
        let access = LearnedAccess::of_plan(chances, book, plan);
        let basis = SlotBasis { book, plan, travel, horizon, agendas, access, days };
        Ok(Self { basis, needs, visits })
    }

    /// Lists every day and time that can be offered to a practice, best first: where nobody gives way, then where the fewest referrals
    /// are lost, then where somebody is met most often, in tenths, then where the detour is shortest.
    ///
    /// Other visits of the day may start earlier or later within their hours. Appointments keep their time. The visit that the plan
    /// has for the practice moves to the offered time; of several, the one nearest to that day. All rules of a visit hold but
    /// the days that a call ahead takes, as the call is made now. Whoever takes an offer adds an appointment to the book.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] where the book has no such practice, or nobody who covers it.
    pub fn slots(&self, practice: &PracticeId) -> Result<Vec<Slot>, Error> {
        let unknown = || Error::new(ErrorKind::Input, format!("there is no practice {practice} in the book"));
        let uncovered = || {
            Error::new(
                ErrorKind::Input,
                format!("nobody covers the practice {practice} in this plan; plan the book again"),
            )
        };
        let index = self.basis.book.practice_index(practice).ok_or_else(unknown)?;
        let fate = self.basis.plan.disposition(practice);
        let covers = fate.and_then(|fate| self.basis.book.liaison_index(fate.liaison.as_ref()?));
        let liaison = covers.ok_or_else(uncovered)?;
        let days = self.basis.horizon.dates().filter(|(_, date)| *date > self.basis.horizon.as_of);
        let mut slots: Vec<Slot> = days.flat_map(|day| self.on_day(liaison, index, day)).collect();
        slots.sort_by(offers::best_first);
        Ok(slots)
    }

    /// Lists the offers of one day.
    fn on_day(&self, liaison: LiaisonIndex, practice: PracticeIndex, (day, date): (Day, Date)) -> Vec<Slot> {
        let moved = self.moved(practice, date);
        let is_closed = self.basis.book.visiting_hours(practice, date).is_empty();
        if is_closed || !self.may_fall_on(practice, day, date, moved) {
            return Vec::new();
        }
        let leaves_today = moved.is_some_and(|moved| (moved.liaison, moved.date) == (liaison, date));
        let own = leaves_today.then_some(practice);
        SlotDay::new(&self.basis, liaison, practice, (day, date), own)
            .map_or_else(Vec::new, |day| offers::all(&day))
    }

    /// Tells whether the calendar of the practice allows a visit on a date, its planned visit moved there.
    fn may_fall_on(&self, practice: PracticeIndex, day: Day, date: Date, moved: Option<VisitOfPlan>) -> bool {
        let needs = &self.needs[practice.get()];
        let least = i64::from(needs.cadence.min());
        let others = self.of(practice).iter().filter(|visit| Some(**visit) != moved);
        let far = others.into_iter().all(|visit| visit.date.days_since(date).abs() >= least);
        // Whoever asks for a visit gets it: a rest keeps a practice from visits that nobody asked for.
        far && needs.keeps_distance(day.into(), Relaxed::NONE)
            && moved.is_none_or(|moved| self.may_leave(practice, day, moved))
    }

    /// Tells whether the visit that moves may leave its day: promises stay kept, and the rest of its day can be driven.
    fn may_leave(&self, practice: PracticeIndex, day: Day, moved: VisitOfPlan) -> bool {
        let Some(from) = self.basis.horizon.day(moved.date) else { return false };
        let needs = &self.needs[practice.get()];
        let kept = needs.promises.iter().filter(|promise| promise.holds(from));
        let keeps = kept.into_iter().all(|promise| promise.holds(day));
        keeps && (from == day || self.is_drivable_without(practice, from, moved))
    }

    fn is_drivable_without(&self, practice: PracticeIndex, from: Day, moved: VisitOfPlan) -> bool {
        let day = SlotDay::new(&self.basis, moved.liaison, practice, (from, moved.date), Some(practice));
        day.is_some_and(|day| day.is_drivable())
    }

    /// Finds the visit of the plan that moves to a date: the nearest one that is no appointment.
    fn moved(&self, practice: PracticeIndex, date: Date) -> Option<VisitOfPlan> {
        let visits = self.of(practice).iter().filter(|visit| !visit.kind.is_agreed());
        visits.copied().min_by_key(|visit| (visit.date.days_since(date).abs(), visit.date))
    }

    /// Returns the day of the visit that moves to a date, if there is one.
    pub(crate) fn moves_from(&self, practice: PracticeIndex, date: Date) -> Option<Date> {
        self.moved(practice, date).map(|moved| moved.date)
    }

    fn of(&self, practice: PracticeIndex) -> &[VisitOfPlan] {
        self.visits.get(&practice).map_or(&[], Vec::as_slice)
    }
}
