//! Gathers violations while a plan is checked.

use crate::check::detail::ViolationDetail;
use crate::check::violation::Violation;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::plan::itinerary::Stop;

/// The violations found so far.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) violations: Vec<Violation>,
}

/// What a violation is about.
#[derive(Clone, Copy, Default)]
pub(crate) struct About<'a> {
    pub(crate) liaison: Option<&'a LiaisonId>,
    pub(crate) date: Option<Date>,
    pub(crate) practice: Option<&'a PracticeId>,
}

impl<'a> About<'a> {
    pub(crate) fn stop(liaison: &'a LiaisonId, date: Date, stop: &'a Stop) -> Self {
        Self { liaison: Some(liaison), date: Some(date), practice: Some(&stop.practice) }
    }

    pub(crate) fn practice(practice: &'a PracticeId) -> Self {
        Self { practice: Some(practice), ..Self::default() }
    }
}

impl Report {
    /// Adds a violation.
    pub(crate) fn add(&mut self, about: About, detail: ViolationDetail) {
        self.violations.push(Violation {
            rule: detail.rule(),
            liaison: about.liaison.cloned(),
            date: about.date,
            practice: about.practice.cloned(),
            detail,
        });
    }

    /// Adds a violation unless `holds`.
    pub(crate) fn require(&mut self, holds: bool, about: About, detail: impl FnOnce() -> ViolationDetail) {
        if !holds {
            self.add(about, detail());
        }
    }
}
