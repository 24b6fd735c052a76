//! Checks a plan, part by part.

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::facts::Facts;
use crate::check::report::{About, Report};
use crate::check::violation::Violation;
use crate::check::{
    appointments, avoided, capacities, day, dispositions, distances, edits, events, heading, meetings,
    must_visits, proofs, reasons, visits, worth,
};
use crate::plan::itinerary::Itinerary;
use crate::plan::visit_plan::Plan;

/// Every way in which `plan` breaks a rule, or says what is not so; an empty list is a proof that it does not.
///
/// Book, travel times and rules come from the caller. The days, the day up to which history is known, and the settings come from
/// the plan.
///
/// ```no_run
/// # use rounds::{check, geo::GreatCircle, model::Book, plan::Plan};
/// # fn demo(book: &Book, plan: &Plan) {
/// let travel = GreatCircle::default();
/// for violation in check::plan(&check::Facts::new(book, &travel), plan) {
///     println!("{violation}");
/// }
/// # }
/// ```
#[must_use]
pub fn plan(facts: &Facts, plan: &Plan) -> Vec<Violation> {
    let mut report = Report::default();
    let case = Case::new(facts, plan);
    heading::check(&case, &mut report);
    for itinerary in &plan.itineraries {
        check_itinerary(&case, itinerary, &mut report);
    }
    visits::check(&case, &mut report);
    distances::check(&case, &mut report);
    appointments::check(&case, &mut report);
    events::check(&case, &mut report);
    meetings::check(&case, &mut report);
    must_visits::check(&case, &mut report);
    reasons::check(&case, &mut report);
    dispositions::check(&case, &mut report);
    proofs::check(&case, &mut report);
    capacities::check(&case, &mut report);
    worth::check(&case, &mut report);
    avoided::check(&case, &mut report);
    edits::check(&case, &mut report);
    report.violations
}

fn check_itinerary(case: &Case, itinerary: &Itinerary, report: &mut Report) {
    let about = About { liaison: Some(&itinerary.liaison), ..About::default() };
    let Some(liaison) = case.book.liaison_index(&itinerary.liaison) else {
        report.add(about, ViolationDetail::UnknownLiaison);
        return;
    };
    let ordered = itinerary.days.windows(2).all(|pair| pair[0].date < pair[1].date);
    report.require(ordered, about, || ViolationDetail::DaysNotInOrder);
    for day in &itinerary.days {
        let about = About { date: Some(day.date), ..about };
        let inside = case.is_planned(case.day(day.date));
        report.require(inside, about, || ViolationDetail::DayOutsidePlan);
        day::check(case, liaison, day, report);
    }
}
