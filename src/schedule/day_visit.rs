//! One visit on its day: what it is there for, what it brings, and why it is made then.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::index::PracticeIndex;
use crate::model::practice::AccessPolicy;
use crate::model::time::{Date, TimeOfDay};
use crate::model::units::Minutes;
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::leg::Leg;
use crate::plan::meeting::Meeting;
use crate::plan::reason::{Occasion, StopFact, StopReason, VisitTiming};
use crate::routing::model::problem::{Day, Time, Value};
use crate::schedule::agreed::{Agreed, AgreedAs};
use crate::schedule::clock::moment;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::visit_needs::Promise;

/// By practice: the days on which anybody visits it.
pub(crate) type VisitDays = BTreeMap<PracticeIndex, BTreeSet<Day>>;

/// A visit to a practice on a day, beside the visits that anybody makes.
#[derive(Clone, Copy)]
pub(crate) struct DayVisit<'a> {
    pub(crate) problem: &'a LiaisonProblem<'a>,
    pub(crate) visits: &'a VisitDays,
    pub(crate) practice: PracticeIndex,
    /// The appointment or meeting that it is, if it is one.
    pub(crate) agreed: Option<&'a Agreed>,
    pub(crate) day: Day,
}

impl DayVisit<'_> {
    /// States the stop of the visit.
    pub(crate) fn stop(&self, start: Time, leg: Leg, detour: Minutes) -> Stop {
        let basis = self.problem.basis;
        let practice = &basis.book.practices()[self.practice.get()];
        let kind = self.kind();
        let full = self.problem.needs(self.practice).expected(self.date(), self.last_seen());
        let expected = full * self.access();
        let usual = Time::from(practice.visit_minutes.0);
        let minutes = self.agreed.map_or(usual, |agreed| agreed.end - agreed.start);
        let asks_for_a_call = practice.access == AccessPolicy::AppointmentOnly && !kind.is_agreed();
        Stop {
            practice: practice.id.clone(),
            kind,
            leg,
            start: moment(start),
            end: moment(start + minutes),
            call_ahead: asks_for_a_call || kind == StopKind::Meeting,
            expected_referrals: expected,
            chance_to_meet: self.chance_at(moment(start)),
            reasons: self.reasons(self.timing(detour), expected),
            since: basis.horizon.as_of,
            pinned: false,
            meeting: self.meeting(),
            entry: CalendarEntry::default(),
        }
    }

    fn date(&self) -> Date {
        self.problem.basis.horizon.date(self.day)
    }

    fn kind(&self) -> StopKind {
        match self.agreed {
            Some(agreed) => agreed.kind(),
            None if self.promise().is_some() => StopKind::MustVisit,
            None => StopKind::Chosen,
        }
    }

    /// Finds the promise that the visit keeps: the first one within the days of a promise does.
    fn promise(&self) -> Option<&Promise> {
        let before = |promise: &Promise| {
            let days = self.visits.get(&self.practice).into_iter().flatten();
            days.copied().any(|day| day < self.day && promise.holds(day))
        };
        let mut promises = self.problem.needs(self.practice).promises.iter();
        promises.find(|promise| promise.holds(self.day) && !before(promise))
    }

    /// Returns the physician's part of a meeting.
    fn meeting(&self) -> Option<Meeting> {
        let AgreedAs::Meeting(number) = self.agreed?.what else { return None };
        Some(self.problem.basis.meetings.get(number)?.meeting.clone())
    }

    /// Returns the chance that a visit meets somebody. What is agreed is kept for certain.
    fn access(&self) -> f64 {
        let basis = self.problem.basis;
        let is_planned = self.agreed.is_none() && self.problem.aim.of(self.practice).is_some();
        if is_planned { basis.access.on(basis.book, self.practice, self.date()) } else { 1.0 }
    }

    /// Returns the chance to meet somebody at the time of the visit; nothing where it is agreed.
    fn chance_at(&self, start: TimeOfDay) -> Option<f64> {
        let is_planned = self.agreed.is_none();
        is_planned.then(|| self.problem.basis.access.at(self.practice, self.date(), start))
    }

    /// Finds the last date before the day on which somebody was there, or will have been by this plan.
    fn last_seen(&self) -> Option<Date> {
        let (basis, today) = (self.problem.basis, self.date());
        let needs = self.problem.needs(self.practice);
        let contact = needs.last_contact.filter(|&contact| contact < today);
        let known = basis.book.last_visit(self.practice, today.plus_days(-1).min(basis.horizon.as_of));
        let planned = self.visits.get(&self.practice).and_then(|days| days.range(..self.day).next_back());
        let agreed = needs.appointments.iter().copied().filter(|&day| day < i64::from(self.day)).max();
        let day = planned.map(|&day| i64::from(day)).max(agreed);
        known.max(contact).max(day.map(|day| basis.horizon.start.plus_days(day)))
    }

    /// Returns what the plan gains by the visit, beside the practice's other visits.
    fn gain(&self) -> Value {
        let Some(recurrence) = self.problem.recurrence_of_planned(self.practice) else { return 0 };
        let chosen = |day: &Day| !recurrence.fixed.contains(day);
        let all = self.visits.get(&self.practice).into_iter().flatten().copied();
        let with: Vec<Day> = all.filter(chosen).collect();
        let without: Vec<Day> = with.iter().copied().filter(|&day| day != self.day).collect();
        recurrence.worth(&with) - recurrence.worth(&without)
    }

    /// Takes the score's reasons in proportion, and what the calendar says; together they sum to `expected`.
    fn reasons(&self, timing: VisitTiming, expected: f64) -> Vec<StopReason> {
        let score = &self.problem.basis.scores.practices[self.practice.get()];
        let total: f64 = score.reasons.iter().map(|reason| reason.points).sum();
        let scale = if total > 0.0 { expected / total } else { 0.0 };
        let mut reasons: Vec<StopReason> = score
            .reasons
            .iter()
            .map(|reason| StopReason { fact: StopFact::Score(reason.fact), referrals: reason.points * scale })
            .collect();
        let explained: f64 = reasons.iter().map(|reason| reason.referrals).sum();
        let calendar = StopReason { fact: StopFact::Calendar(timing), referrals: expected - explained };
        reasons.insert(if self.kind() == StopKind::Chosen { reasons.len() } else { 0 }, calendar);
        reasons
    }

    /// Finds why the visit is made on its day, as far as the calendar goes.
    fn timing(&self, detour: Minutes) -> VisitTiming {
        let days = self.last_seen().map(|last| self.date().days_since(last));
        let occasion = match (self.kind(), self.promise()) {
            (StopKind::Appointment, _) => Occasion::Appointment,
            (StopKind::Meeting, _) => Occasion::Meeting,
            (_, Some(promise)) => {
                Occasion::MustVisit { until: promise.last_date(&self.problem.basis.horizon) }
            }
            (_, None) => self.chosen_occasion(detour),
        };
        VisitTiming {
            // Zero would stand for a last visit that is not before this one, and there is none such.
            days_since_visit: days.map(|days| u32::try_from(days).unwrap_or(0)),
            due_every: self.problem.needs(self.practice).cadence.target(),
            occasion,
        }
    }

    /// Tells whether a chosen visit comes when it is due. The search may keep an early one that does not pay, where it was
    /// too short.
    fn chosen_occasion(&self, detour: Minutes) -> Occasion {
        let every = self.problem.needs(self.practice).cadence.target();
        match self.last_seen().map(|last| last.plus_days(i64::from(every))) {
            Some(due) if due > self.date() => {
                let pays = self.gain() >= Value::from(detour.0) * self.problem.drive_price;
                Occasion::Early { due, detour, pays }
            }
            _ => Occasion::Due,
        }
    }
}
