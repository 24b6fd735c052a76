//! Gathers violations while a plan is checked.

use crate::check::violation::{BrokenRule, Violation};
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
    pub(crate) fn add(&mut self, rule: BrokenRule, about: About, what: impl Into<String>) {
        self.violations.push(Violation {
            rule,
            liaison: about.liaison.cloned(),
            date: about.date,
            practice: about.practice.cloned(),
            what: what.into(),
        });
    }

    /// Adds a violation unless `holds`.
    pub(crate) fn require(
        &mut self,
        holds: bool,
        rule: BrokenRule,
        about: About,
        what: impl FnOnce() -> String,
    ) {
        if !holds {
            self.add(rule, about, what());
        }
    }
}
