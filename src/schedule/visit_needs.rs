//! What each practice asks for: tier, cadence, due date, and what a visit is worth on each day.

use crate::model::book::Book;
use crate::model::calendar::MustVisit;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::{AccessPolicy, Cadence, Tier};
use crate::model::time::Date;
use crate::plan::disposition::{Disposition, Missed, Rule, Status};
use crate::plan::itinerary::StopKind;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::horizon::Horizon;
use crate::schedule::worth::KnownVisits;
use crate::score::scores::{PracticeScore, Scores};
use crate::score::value::VisitValue;

/// What one practice asks for in the days planned.
pub(crate) struct VisitNeeds {
    pub(crate) tier: Tier,
    pub(crate) cadence: Cadence,
    pub(crate) last_visit: Option<Date>,
    /// When the next visit is due.
    pub(crate) due: Date,
    /// The first day that the cadence allows.
    pub(crate) rested: Date,
    /// The first day that leaves time to call ahead, where that is wanted.
    pub(crate) reachable: Date,
    /// Days, as offsets from the start, of appointments at the practice.
    pub(crate) appointments: Vec<i64>,
    /// First and last day of must-visits.
    pub(crate) must_visits: Vec<(i64, i64)>,
    value: VisitValue,
}

/// States the needs of every practice, in the book's order.
pub(crate) fn all(
    book: &Book,
    scores: &Scores,
    horizon: &Horizon,
    config: &ScheduleConfig,
) -> Vec<VisitNeeds> {
    let mut needs: Vec<VisitNeeds> = book
        .practice_indices()
        .zip(&scores.practices)
        .map(|(practice, score)| VisitNeeds::new(book, practice, score, horizon, config))
        .collect();
    for appointment in
        book.appointments().iter().filter(|it| horizon.start <= it.date && it.date <= horizon.end())
    {
        if let Some(practice) = book.practice_index(&appointment.practice) {
            needs[practice.get()].appointments.push(horizon.offset(appointment.date));
        }
    }
    for wish in book.must_visits().iter().filter(|wish| overlaps(wish, horizon)) {
        if let Some(practice) = book.practice_index(&wish.practice) {
            needs[practice.get()].must_visits.push((horizon.offset(wish.from), horizon.offset(wish.until)));
        }
    }
    needs
}

/// Tells whether a must-visit may fall into the days planned.
pub(crate) fn overlaps(wish: &MustVisit, horizon: &Horizon) -> bool {
    wish.from <= horizon.end() && horizon.start <= wish.until
}

impl VisitNeeds {
    fn new(
        book: &Book,
        index: PracticeIndex,
        score: &PracticeScore,
        horizon: &Horizon,
        config: &ScheduleConfig,
    ) -> Self {
        let practice = &book.practices()[index.get()];
        let tier = practice.tier.unwrap_or(score.tier);
        let cadence = practice.cadence_in(score.tier);
        let last_visit = book.last_visit(index, horizon.as_of);
        let after = |days: u32| last_visit.map_or(horizon.start, |last| last.plus_days(i64::from(days)));
        let lead = if practice.access == AccessPolicy::AppointmentOnly { config.rules.lead_days } else { 0 };
        Self {
            tier,
            cadence,
            last_visit,
            due: after(cadence.target()),
            rested: after(cadence.min()),
            reachable: horizon.date(lead),
            appointments: Vec::new(),
            must_visits: Vec::new(),
            value: score.visit,
        }
    }

    /// Finds the first day for a chosen visit, with some rules relaxed.
    pub(crate) fn earliest(&self, horizon: &Horizon, relaxed: &[Rule]) -> Date {
        let unless = |rule: Rule, date: Date| if relaxed.contains(&rule) { horizon.start } else { date };
        unless(Rule::MinGap, self.rested).max(unless(Rule::LeadTime, self.reachable))
    }

    /// Tells whether a chosen visit on the day with this offset keeps its distance from every fixed visit.
    pub(crate) fn keeps_distance(&self, offset: i64) -> bool {
        let min = i64::from(self.cadence.min());
        let near_appointment = |&day: &i64| (day - offset).abs() < min;
        let near_must = |&(from, until): &(i64, i64)| offset > from - min && offset < until + min;
        !self.appointments.iter().any(near_appointment) && !self.must_visits.iter().any(near_must)
    }

    /// Declares its must-visits missed for these reasons.
    pub(crate) fn must_visits_missed(&self, horizon: &Horizon, rules: &[Rule]) -> Vec<Missed> {
        let missed = |&(_, until): &(i64, i64)| Missed {
            kind: StopKind::MustVisit,
            date: horizon.start.plus_days(until),
            start: None,
            from: None,
            reasons: vec![rules.to_vec()],
            clash: None,
        };
        self.must_visits.iter().map(missed).collect()
    }

    /// Returns the extra referrals that a visit on `date` is expected to bring, the last one before it being on `last`.
    pub(crate) fn expected(&self, date: Date, last: Option<Date>) -> f64 {
        let gap = last.map(|last| u32::try_from(date.days_since(last)).unwrap_or(0));
        self.value.after(gap)
    }

    /// States what the calendar knows of visits, for a visit of so many minutes.
    pub(crate) fn known(&self, horizon: &Horizon, minutes: u32) -> KnownVisits {
        let fixed = self.appointments.iter().copied().chain(self.must_visits.iter().map(|&(_, until)| until));
        let within = |day: i64| u32::try_from(day).ok().filter(|&day| day < horizon.days);
        let mut fixed: Vec<u32> = fixed.filter_map(within).collect();
        fixed.sort_unstable();
        fixed.dedup();
        let last = self.last_visit.map(|last| u32::try_from(-horizon.offset(last)).unwrap_or(0));
        KnownVisits { last, fixed, promised: Vec::new(), min_gap: self.cadence.min(), minutes }
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
        self.expected(self.earliest(horizon, &[]).max(horizon.start), self.last_visit)
    }
}
