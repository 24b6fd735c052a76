//! What each practice asks for: tier, cadence, due date, promises, and the visits that are known already.

use crate::model::book::Book;
use crate::model::calendar::MustVisit;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::{Cadence, Tier};
use crate::model::time::Date;
use crate::plan::disposition::{Disposition, Missed, Rule, RuleSet, Status};
use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::RequiredVisit;
use crate::schedule::agenda::Agendas;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::horizon::Horizon;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::worth::KnownVisits;
use crate::score::scores::{PracticeScore, Scores};
use crate::score::value::VisitValue;

/// What one practice asks for in the days planned. Days are counted from the first one, and negative before it.
pub(crate) struct VisitNeeds {
    pub(crate) tier: Tier,
    pub(crate) cadence: Cadence,
    /// When somebody was last met.
    pub(crate) last_visit: Option<Date>,
    /// The last visit before the first day planned: one made, or one agreed upon.
    pub(crate) last_contact: Option<Date>,
    /// When the next visit is due.
    pub(crate) due: Date,
    /// The first day that leaves time to call ahead, where that is wanted.
    pub(crate) reachable: Date,
    /// Days of appointments that will happen, inside and outside the plan.
    pub(crate) appointments: Vec<i64>,
    /// Promises that nothing has met yet and that end within the plan, by their end.
    pub(crate) promises: Vec<Promise>,
    /// First and last day of promises that end after the plan.
    waiting: Vec<(i64, i64)>,
    /// First and last days in which it rests by lot.
    rests: Vec<(i64, i64)>,
    /// Day of the last visit.
    last: Option<i64>,
    value: VisitValue,
}

/// A promised visit that this plan has to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Promise {
    /// The last day for it.
    pub(crate) until: i64,
    /// The first day for it; it may lie before the plan.
    pub(crate) from: i64,
    /// Position among the [promises](Book::promises) of the book.
    pub(crate) number: usize,
}

/// States the needs of every practice, in the book's order.
pub(crate) fn all(
    book: &Book,
    scores: &Scores,
    horizon: &Horizon,
    config: &ScheduleConfig,
    agendas: &Agendas,
) -> Vec<VisitNeeds> {
    let agreed = agreed_days(book, horizon, agendas);
    let of = |((index, score), agreed)| VisitNeeds::new(book, index, score, horizon, config, agreed);
    let mut needs: Vec<VisitNeeds> =
        book.practice_indices().zip(&scores.practices).zip(agreed).map(of).collect();
    for (number, wish) in book.promises(horizon.start).iter().enumerate() {
        if let Some(index) = book.practice_index(&wish.practice) {
            needs[index.get()].add_promise(book, index, horizon, number, wish);
        }
    }
    // Other visits keep their distance from an event, which keeps no promise: nobody brings to it what was promised.
    for (practice, day) in agendas.events_at_practices() {
        needs[practice.get()].appointments.push(day.into());
    }
    for it in &mut needs {
        it.promises.sort_unstable();
    }
    needs
}

/// Lists by practice the days of appointments and meetings that will happen.
fn agreed_days(book: &Book, horizon: &Horizon, agendas: &Agendas) -> Vec<Vec<i64>> {
    let mut days = vec![Vec::new(); book.practices().len()];
    let is_to_come = |date: Date| date > horizon.as_of || horizon.day(date).is_some();
    let to_come = book.appointments().iter().enumerate().filter(|(_, it)| is_to_come(it.date));
    for (_, it) in to_come.filter(|(number, _)| agendas.is_kept(*number)) {
        if let Some(practice) = book.practice_index(&it.practice) {
            days[practice.get()].push(horizon.offset(it.date));
        }
    }
    for (practice, day) in agendas.meetings() {
        days[practice.get()].push(day.into());
    }
    days
}

impl VisitNeeds {
    fn new(
        book: &Book,
        index: PracticeIndex,
        score: &PracticeScore,
        horizon: &Horizon,
        config: &ScheduleConfig,
        appointments: Vec<i64>,
    ) -> Self {
        let practice = &book.practices()[index.get()];
        let cadence = practice.cadence_in(score.tier);
        let last_visit = book.last_visit(index, horizon.as_of);
        let agreed = appointments.iter().copied().filter(|&day| day < 0).max();
        let last_contact = last_visit.max(agreed.map(|day| horizon.start.plus_days(day)));
        let lead = practice.days_to_call(config.rules.lead_days);
        Self {
            tier: practice.tier.unwrap_or(score.tier),
            cadence,
            last_visit,
            last_contact,
            due: last_contact.map_or(horizon.start, |last| last.plus_days(cadence.target().into())),
            reachable: lead.map_or(horizon.start, |days| horizon.callable(days)),
            appointments,
            promises: Vec::new(),
            waiting: Vec::new(),
            rests: book
                .rests_of(index)
                .iter()
                .map(|it| (horizon.offset(it.from), horizon.offset(it.until)))
                .collect(),
            last: last_visit.map(|last| horizon.offset(last)),
            value: score.visit,
        }
    }

    /// Tells whether nothing is promised or agreed, so that a plan is free in when it visits.
    pub(crate) fn is_free(&self) -> bool {
        self.promises.is_empty() && self.waiting.is_empty() && self.appointments.is_empty()
    }

    /// Takes note of a promise that nothing has met yet.
    fn add_promise(
        &mut self,
        book: &Book,
        index: PracticeIndex,
        horizon: &Horizon,
        number: usize,
        wish: &MustVisit,
    ) {
        let (from, until) = (horizon.offset(wish.from), horizon.offset(wish.until));
        let within = |date: Date| wish.from <= date && date <= wish.until;
        let made = book.visits(index).iter().any(|visit| {
            visit.outcome.counts_as_visit() && visit.date <= horizon.as_of && within(visit.date)
        });
        if made || self.appointments.iter().any(|&day| from <= day && day <= until) || until < 0 {
            return;
        }
        if until < i64::from(horizon.days) {
            self.promises.push(Promise { until, from, number });
        } else {
            self.waiting.push((from, until));
        }
    }

    /// Tells whether a visit on a day keeps its distance from all visits that are known, some rules left out.
    pub(crate) fn keeps_distance(&self, day: i64, relaxed: Relaxed) -> bool {
        let least = i64::from(self.cadence.min());
        if relaxed.contains(Rule::MinGap) {
            return true;
        }
        let agreed = relaxed.contains(Rule::FixedVisits)
            || self.appointments.iter().all(|agreed| (agreed - day).abs() >= least);
        let waiting = |&(from, until): &(i64, i64)| from <= day || until - day >= least;
        self.last.is_none_or(|last| (day - last).abs() >= least) && agreed && self.waiting.iter().all(waiting)
    }

    /// Tells whether it rests by lot on a day, so that no visit is chosen.
    pub(crate) fn is_resting(&self, day: i64) -> bool {
        self.rests.iter().any(|&(from, until)| from <= day && day <= until)
    }

    /// Tells whether there is time to call ahead of a visit on a date.
    pub(crate) fn leaves_time_to_call(&self, date: Date) -> bool {
        self.reachable <= date
    }

    /// Finds the first day from the start on that keeps its distance from all visits that are known.
    pub(crate) fn rested(&self, horizon: &Horizon) -> Date {
        let far = |day: &i64| self.keeps_distance(*day, Relaxed::NONE);
        let last = self.appointments.iter().chain(&self.last).copied().max().unwrap_or(0).max(0);
        let latest = self.waiting.iter().map(|&(from, _)| from).max().unwrap_or(0).max(last);
        let day = (0..=latest + i64::from(self.cadence.min())).find(far);
        horizon.start.plus_days(day.unwrap_or(latest))
    }

    /// Declares its promises missed for these reasons.
    pub(crate) fn promises_missed(&self, horizon: &Horizon, reasons: &[RuleSet]) -> Vec<Missed> {
        self.promises.iter().map(|promise| promise.missed(horizon, reasons.to_vec())).collect()
    }

    /// Returns the extra referrals that a visit on `date` is expected to bring, the last one before it being on `last`.
    pub(crate) fn expected(&self, date: Date, last: Option<Date>) -> f64 {
        let gap = last.map(|last| u32::try_from(date.days_since(last)).unwrap_or(0));
        self.value.after(gap)
    }

    /// States what the calendar knows of visits, for a visit of so many minutes.
    pub(crate) fn known(
        &self,
        horizon: &Horizon,
        minutes: u32,
        access: Vec<f64>,
        promised: Vec<RequiredVisit>,
    ) -> KnownVisits {
        let within = |day: &i64| u32::try_from(*day).ok().filter(|&day| day < horizon.days);
        let mut fixed: Vec<u32> = self.appointments.iter().filter_map(within).collect();
        fixed.sort_unstable();
        fixed.dedup();
        let last = self.last_contact.map(|last| u32::try_from(-horizon.offset(last)).unwrap_or(0));
        KnownVisits { last, fixed, promised, access, min_gap: self.cadence.min(), minutes }
    }

    /// States the facts of a disposition, whose status is not known yet.
    pub(crate) fn disposition(
        &self,
        practice: PracticeId,
        liaison: Option<LiaisonId>,
        horizon: &Horizon,
    ) -> Disposition {
        Disposition {
            practice,
            liaison,
            tier: self.tier,
            cadence: self.cadence,
            last_visit: self.last_visit,
            due: self.due,
            worth: self.earliest_worth(horizon),
            rhythm: None,
            missed: Vec::new(),
            status: Status::Unknown,
        }
    }

    /// Returns the worth for people, in referrals, of a visit on the earliest day it could happen.
    fn earliest_worth(&self, horizon: &Horizon) -> f64 {
        self.expected(self.rested(horizon).max(self.reachable), self.last_contact)
    }
}

impl Promise {
    /// Returns the last day for it.
    pub(crate) fn last_date(&self, horizon: &Horizon) -> Date {
        horizon.start.plus_days(self.until)
    }

    /// Declares it missed.
    pub(crate) fn missed(&self, horizon: &Horizon, reasons: Vec<RuleSet>) -> Missed {
        let (kind, from) = (StopKind::MustVisit, Some(horizon.start.plus_days(self.from)));
        Missed { kind, date: self.last_date(horizon), start: None, from, reasons, clash: None }
    }
}
