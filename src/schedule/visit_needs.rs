//! What each practice asks for: tier, cadence, due date, and what a visit is worth on each day.

use crate::model::book::Book;
use crate::model::calendar::MustVisit;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::{AccessPolicy, Cadence, Tier};
use crate::model::time::Date;
use crate::plan::disposition::{Disposition, Missed, Rule, Status};
use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::Value;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::horizon::Horizon;
use crate::score::scores::{PracticeScore, Scores};
use crate::score::value::VisitValue;

/// Values in the search are whole millionths of a referral.
pub(crate) const MILLION: f64 = 1e6;

/// Stands for "never visited" where a gap in days is asked for.
pub(crate) const NEVER: u32 = 100_000;

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
    /// PlannedDays, as offsets from the start, of appointments at the practice.
    pub(crate) appointments: Vec<i64>,
    /// First and last day of must-visits.
    pub(crate) must_visits: Vec<(i64, i64)>,
    value: VisitValue,
}

/// The outlook of every practice, in the book's order.
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

/// Whether a must-visit may fall into the days planned.
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
        let cadence = practice.cadence.unwrap_or(tier.cadence());
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

    /// The first day for a chosen visit, with some rules relaxed.
    pub(crate) fn earliest(&self, horizon: &Horizon, relaxed: &[Rule]) -> Date {
        let unless = |rule: Rule, date: Date| if relaxed.contains(&rule) { horizon.start } else { date };
        unless(Rule::MinGap, self.rested).max(unless(Rule::LeadTime, self.reachable))
    }

    /// Whether a chosen visit on the day with this offset keeps its distance from every fixed visit.
    pub(crate) fn keeps_distance(&self, offset: i64) -> bool {
        let min = i64::from(self.cadence.min());
        let near_appointment = |&day: &i64| (day - offset).abs() < min;
        let near_must = |&(from, until): &(i64, i64)| offset > from - min && offset < until + min;
        !self.appointments.iter().any(near_appointment) && !self.must_visits.iter().any(near_must)
    }

    /// Whether no day gives a visit any worth.
    pub(crate) fn is_worthless(&self, horizon: &Horizon) -> bool {
        (0..horizon.days).all(|day| self.full_value(horizon, day) == 0)
    }

    /// Its must-visits, declared missed for these reasons.
    pub(crate) fn must_visits_missed(&self, horizon: &Horizon, rules: &[Rule]) -> Vec<Missed> {
        let missed = |&(_, until): &(i64, i64)| Missed {
            kind: StopKind::MustVisit,
            date: horizon.start.plus_days(until),
            rules: rules.to_vec(),
        };
        self.must_visits.iter().map(missed).collect()
    }

    /// PlannedDays from the last visit already known to the one on the day with this offset.
    pub(crate) fn known_gap(&self, horizon: &Horizon, offset: i64) -> u32 {
        let history = self.last_visit.map(|last| horizon.offset(last));
        let fixed = self.appointments.iter().copied().chain(self.must_visits.iter().map(|&(_, until)| until));
        let last = history.into_iter().chain(fixed).filter(|&day| day < offset).max();
        last.map_or(NEVER, |last| u32::try_from(offset - last).unwrap_or(NEVER))
    }

    /// What a visit on day `day` is worth after a very long gap.
    pub(crate) fn full_value(&self, horizon: &Horizon, day: u32) -> Value {
        millionths(self.value.on(horizon.days_ahead(day), None))
    }

    /// What a visit on day `day` is worth if none but the known visits come before it.
    pub(crate) fn value(&self, horizon: &Horizon, day: u32) -> Value {
        let gap = self.known_gap(horizon, i64::from(day));
        share_of(self.full_value(horizon, day), self.gap_share(gap))
    }

    /// The share of a visit's worth that has built up `gap` days after the last, in 1/65,536.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the share lies between 0 and 1"
    )]
    pub(crate) fn gap_share(&self, gap: u32) -> u32 {
        let share = 1.0 - (-f64::from(gap) / self.value.tau_days.max(1e-9)).exp();
        (share.clamp(0.0, 1.0) * 65_536.0).round() as u32
    }

    /// The facts of a disposition, whose status is not known yet.
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
            worth: self.worth(horizon),
            missed: Vec::new(),
            status: Status::Unknown,
        }
    }

    /// Referrals for people, of a visit on the earliest day it could happen.
    fn worth(&self, horizon: &Horizon) -> f64 {
        let day = horizon.offset(self.earliest(horizon, &[])).clamp(0, i64::from(horizon.days) - 1);
        referrals(self.value(horizon, u32::try_from(day).unwrap_or(0)))
    }
}

/// `value * share / 65,536`, as the search reckons it.
pub(crate) fn share_of(value: Value, share: u32) -> Value {
    (value * Value::from(share)) >> 16
}

/// Whole millionths of a referral as referrals.
pub(crate) fn referrals(value: Value) -> f64 {
    value as f64 / MILLION
}

/// Referrals as whole millionths; what is not a number is worth nothing.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and the range is far smaller")]
fn millionths(referrals: f64) -> Value {
    (referrals.clamp(0.0, 1e5) * MILLION).round() as Value
}
