//! What a plan is held to: book, travel times, rules, and what the scores make of them.

use std::fmt;

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::time::Date;
use crate::plan::expectations::Expectations;
use crate::plan::replan::EditLimit;
use crate::plan::visit_plan::{Plan, PlanRules};

/// What a plan is held to. Days and settings come from the plan, all else from here.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The book.
    pub book: &'a Book,
    /// The drives.
    pub travel: &'a dyn TravelTimes,
    /// Buffer and lead days, which count even where the plan states others.
    pub rules: PlanRules,
    /// What scores and settings make of the book; without it, figures that rest on scores are only looked at one by one.
    pub expected: Option<&'a Expectations>,
    /// The plan that this one followed; without it, what changed is only looked at by itself.
    pub previous: Option<&'a Plan>,
    /// The limit on edits, and the last frozen day, that the plan was made with; without it, those count that the plan states.
    pub changes: Option<(EditLimit, Option<Date>)>,
}

impl<'a> Facts<'a> {
    /// Holds a plan to a book and its drives, with the usual rules.
    #[must_use]
    pub fn new(book: &'a Book, travel: &'a dyn TravelTimes) -> Self {
        Self { book, travel, rules: PlanRules::default(), expected: None, previous: None, changes: None }
    }

    /// Holds it to other rules.
    #[must_use]
    pub fn with_rules(self, rules: PlanRules) -> Self {
        Self { rules, ..self }
    }

    /// Holds its figures to what scores and settings make of the book, too.
    #[must_use]
    pub fn with_expected(self, expected: &'a Expectations) -> Self {
        Self { expected: Some(expected), ..self }
    }

    /// Holds what it says of changes to the plan that it followed.
    #[must_use]
    pub fn after(self, previous: &'a Plan) -> Self {
        Self { previous: Some(previous), ..self }
    }

    /// Holds its edits to a limit, and to days that were frozen.
    #[must_use]
    pub fn within(self, limit: EditLimit, frozen_until: Option<Date>) -> Self {
        Self { changes: Some((limit, frozen_until)), ..self }
    }
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts").field("rules", &self.rules).finish_non_exhaustive()
    }
}
