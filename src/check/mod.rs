//! Proves a plan: every rule derived anew from the book and the plan alone.
//!
//! This module shares no code with the scheduler, so a mistake there cannot hide here. It takes time linear in the plan.

pub(crate) mod day;
pub(crate) mod dispositions;
pub(crate) mod fixed;
pub(crate) mod visits;

use std::fmt;

use serde::Serialize;

use crate::geo::TravelTimes;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::plan::{Itinerary, Plan, Stop};

/// Every way in which `plan` breaks a rule of `book`; an empty list is a proof that it breaks none.
///
/// ```no_run
/// # use rounds::{check, geo::GreatCircle, model::Book, plan::Plan};
/// # fn demo(book: &Book, plan: &Plan) {
/// for violation in check::plan(book, &GreatCircle::default(), plan) {
///     println!("{violation}");
/// }
/// # }
/// ```
#[must_use]
pub fn plan(book: &Book, travel: &dyn TravelTimes, plan: &Plan) -> Vec<Violation> {
    let mut report = Report::default();
    span(plan, &mut report);
    for itinerary in &plan.itineraries {
        check_itinerary(book, travel, plan, itinerary, &mut report);
    }
    visits::check(book, plan, &mut report);
    fixed::check(book, plan, &mut report);
    dispositions::check(book, plan, &mut report);
    report.violations
}

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// Which rule.
    pub rule: BrokenRule,
    /// Whose itinerary.
    pub liaison: Option<LiaisonId>,
    /// On which day.
    pub date: Option<Date>,
    /// At which practice.
    pub practice: Option<PracticeId>,
    /// What is wrong, for people.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.rule)?;
        if let Some(liaison) = &self.liaison {
            write!(f, ", liaison {liaison}")?;
        }
        if let Some(date) = self.date {
            write!(f, ", {date}")?;
        }
        if let Some(practice) = &self.practice {
            write!(f, ", practice {practice}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// The rules of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BrokenRule {
    /// The plan covers 1 to 13 weeks and every day lies within it.
    Span,
    /// Every liaison and practice named is in the book.
    UnknownName,
    /// Days of an itinerary come in order, each at most once, each with a stop.
    DayOrder,
    /// A liaison works only in working hours, not on holidays or days off.
    WorkingHours,
    /// The midday pause is taken, whole, in its window, and not while driving or visiting.
    Lunch,
    /// A drive takes as long as the travel times say.
    DriveTime,
    /// No stop begins before the liaison can be there, and the day ends no earlier than the way home does.
    Sequence,
    /// A visit takes as long as the practice or the appointment says.
    VisitLength,
    /// A day has no more stops than the liaison's limit.
    MaxStops,
    /// A day has no more driving than the liaison's limit.
    MaxDrive,
    /// A visit lies within the practice's visiting hours.
    VisitingHours,
    /// A practice is visited by its owner.
    Owner,
    /// A liaison has the skills that the practice asks for.
    Skills,
    /// Visits keep the fewest days between them.
    MinGap,
    /// A practice that wants a call is marked so, and not planned before the call can be made.
    CallAhead,
    /// Every appointment in the plan's days stands in the plan or is declared impossible, and none is invented.
    Appointment,
    /// Every must-visit stands in the plan or its absence is declared, and none is invented.
    MustVisit,
    /// Every practice has exactly one disposition, which agrees with the book and the itineraries.
    Disposition,
    /// The reasons of a stop sum to its expected referrals.
    Reasons,
}

/// The violations found so far.
#[derive(Default)]
struct Report {
    violations: Vec<Violation>,
}

/// What a violation is about.
#[derive(Clone, Copy, Default)]
struct About<'a> {
    liaison: Option<&'a LiaisonId>,
    date: Option<Date>,
    practice: Option<&'a PracticeId>,
}

impl<'a> About<'a> {
    fn stop(liaison: &'a LiaisonId, date: Date, stop: &'a Stop) -> Self {
        Self { liaison: Some(liaison), date: Some(date), practice: Some(&stop.practice) }
    }

    fn practice(practice: &'a PracticeId) -> Self {
        Self { practice: Some(practice), ..Self::default() }
    }
}

impl Report {
    fn add(&mut self, rule: BrokenRule, about: About, what: impl Into<String>) {
        self.violations.push(Violation {
            rule,
            liaison: about.liaison.cloned(),
            date: about.date,
            practice: about.practice.cloned(),
            what: what.into(),
        });
    }

    /// Adds a violation unless `holds`.
    fn require(&mut self, holds: bool, rule: BrokenRule, about: About, what: impl FnOnce() -> String) {
        if !holds {
            self.add(rule, about, what());
        }
    }
}

fn span(plan: &Plan, report: &mut Report) {
    let weeks = plan.weeks;
    report
        .require((1..=13).contains(&weeks), BrokenRule::Span, About::default(), || format!("{weeks} weeks"));
}

fn check_itinerary(
    book: &Book,
    travel: &dyn TravelTimes,
    plan: &Plan,
    itinerary: &Itinerary,
    report: &mut Report,
) {
    let about = About { liaison: Some(&itinerary.liaison), ..About::default() };
    let Some(position) = book.liaison_position(&itinerary.liaison) else {
        report.add(BrokenRule::UnknownName, about, "no such liaison in the book");
        return;
    };
    let ordered = itinerary.days.windows(2).all(|pair| pair[0].date < pair[1].date);
    report.require(ordered, BrokenRule::DayOrder, about, || "the days are not in order".into());
    for day in &itinerary.days {
        let about = About { date: Some(day.date), ..about };
        let inside = plan.start <= day.date && day.date <= plan.end();
        report.require(inside, BrokenRule::Span, about, || "the day is outside the plan".into());
        day::check(book, travel, plan, position, day, report);
    }
}
