//! A day of a plan while it is checked.

use crate::check::case::Case;
use crate::check::report::About;
use crate::model::index::LiaisonIndex;
use crate::plan::engagement::Engagement;
use crate::plan::itinerary::{DayPlan, Stop};

/// A day that is checked.
pub(crate) struct SeenDay<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) liaison: LiaisonIndex,
    pub(crate) day: &'a DayPlan,
    pub(crate) about: About<'a>,
    /// Its stops and events in order of time.
    pub(crate) engagements: Vec<Engagement<'a>>,
    /// What is kept free after each of them.
    pub(crate) buffers: Vec<i64>,
}

/// A stretch between being free and having to be ready, in minutes of the day, with the drive that has to fit in.
pub(crate) struct Gap {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) drive: i64,
}

impl<'a> SeenDay<'a> {
    pub(crate) fn at(&self, stop: &'a Stop) -> About<'a> {
        About { practice: Some(&stop.practice), ..self.about }
    }
}
