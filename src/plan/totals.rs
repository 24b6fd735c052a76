//! Sums over a plan.

use serde::{Deserialize, Serialize};

use crate::model::id::LiaisonId;
use crate::model::units::{Metres, Minutes};
use crate::plan::disposition::{Disposition, Status};
use crate::plan::itinerary::DayPlan;
use crate::plan::visit_plan::Plan;

/// Sums over a plan, or over one liaison's part of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Totals {
    /// Visits.
    pub visits: u32,
    /// Days with visits.
    pub days: u32,
    /// From leaving home to being back, without pauses.
    pub field_time: Minutes,
    /// Driving.
    pub drive: Minutes,
    /// Driving.
    pub distance: Metres,
    /// Referrals that the visits are expected to keep or gain.
    pub expected_referrals: f64,
    /// Practices whose next visit falls due by the end of the plan, but for those that receive no liaisons or have no place.
    pub due: u32,
    /// Those of them that are visited.
    pub due_seen: u32,
    /// Those of them that no plan could visit.
    pub due_impossible: u32,
}

impl Totals {
    /// Share of the field time that is driving, 0-1.
    #[must_use]
    pub fn drive_share(&self) -> f64 {
        ratio(self.drive.0, self.field_time.0)
    }

    /// Share of due practices that are seen, 0-1.
    #[must_use]
    pub fn due_seen_share(&self) -> f64 {
        ratio(self.due_seen, self.due)
    }

    /// Expected referrals for each hour in the field.
    #[must_use]
    pub fn referrals_per_hour(&self) -> f64 {
        if self.field_time.0 == 0 {
            0.0
        } else {
            self.expected_referrals * 60.0 / f64::from(self.field_time.0)
        }
    }

    fn add_day(&mut self, day: &DayPlan) {
        self.visits += u32::try_from(day.stops.len()).unwrap_or(u32::MAX);
        self.days += 1;
        self.field_time = self.field_time + day.field_time();
        self.drive = self.drive + day.drive();
        self.distance = self.distance + day.distance();
        self.expected_referrals += day.expected_referrals();
    }

    fn add_disposition(&mut self, disposition: &Disposition, plan: &Plan) {
        let seen = matches!(disposition.status, Status::Planned { .. });
        let asked = !matches!(disposition.status, Status::Excluded { .. });
        if asked && disposition.due <= plan.end() {
            self.due += 1;
            self.due_seen += u32::from(seen);
            let impossible =
                matches!(disposition.status, Status::Impossible { .. } | Status::TooLateToCall { .. });
            self.due_impossible += u32::from(impossible);
        }
    }
}

/// Sums over some days. What is due and seen is counted for whole plans only, and stays 0 here.
impl<'a> FromIterator<&'a DayPlan> for Totals {
    fn from_iter<I: IntoIterator<Item = &'a DayPlan>>(days: I) -> Self {
        let mut totals = Self::default();
        days.into_iter().for_each(|day| totals.add_day(day));
        totals
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

impl Plan {
    /// Sums over all liaisons.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.sum(|_| true)
    }

    /// Sums over one liaison.
    #[must_use]
    pub fn totals_of(&self, liaison: &LiaisonId) -> Totals {
        self.sum(|id| id == Some(liaison))
    }

    fn sum(&self, wanted: impl Fn(Option<&LiaisonId>) -> bool) -> Totals {
        let mut totals = Totals::default();
        for (_, day) in self.days().filter(|(id, _)| wanted(Some(id))) {
            totals.add_day(day);
        }
        for disposition in self.dispositions.iter().filter(|practice| wanted(practice.liaison.as_ref())) {
            totals.add_disposition(disposition, self);
        }
        totals
    }
}
