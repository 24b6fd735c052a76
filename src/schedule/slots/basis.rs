//! What offers stand on: a plan, and its book as it is now.

use std::collections::BTreeMap;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::LiaisonIndex;
use crate::model::time::Date;
use crate::plan::itinerary::DayPlan;
use crate::plan::visit_plan::Plan;
use crate::schedule::agenda::Agendas;
use crate::schedule::aim::access::LearnedAccess;
use crate::schedule::horizon::Horizon;

/// A plan, and its book as it is now.
pub(crate) struct SlotBasis<'a> {
    pub(crate) book: &'a Book,
    pub(crate) plan: &'a Plan,
    pub(crate) travel: &'a dyn TravelTimes,
    pub(crate) horizon: Horizon,
    pub(crate) agendas: Agendas,
    /// When practices can be met.
    pub(crate) access: LearnedAccess,
    pub(crate) days: BTreeMap<(LiaisonIndex, Date), &'a DayPlan>,
}

impl<'a> SlotBasis<'a> {
    /// Finds what is planned for a liaison on a date.
    pub(crate) fn planned(&self, liaison: LiaisonIndex, date: Date) -> Option<&'a DayPlan> {
        self.days.get(&(liaison, date)).copied()
    }
}
