//! Checks a plan, part by part.

use crate::check::report::{About, Report};
use crate::check::violation::{Violation, ViolationDetail};
use crate::check::{day, dispositions, fixed, visits};
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::plan::itinerary::Itinerary;
use crate::plan::visit_plan::Plan;

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

pub(crate) fn span(plan: &Plan, report: &mut Report) {
    let weeks = plan.weeks;
    report.require((1..=13).contains(&weeks), About::default(), || ViolationDetail::Weeks { weeks });
}

pub(crate) fn check_itinerary(
    book: &Book,
    travel: &dyn TravelTimes,
    plan: &Plan,
    itinerary: &Itinerary,
    report: &mut Report,
) {
    let about = About { liaison: Some(&itinerary.liaison), ..About::default() };
    let Some(liaison) = book.liaison_index(&itinerary.liaison) else {
        report.add(about, ViolationDetail::UnknownLiaison);
        return;
    };
    let ordered = itinerary.days.windows(2).all(|pair| pair[0].date < pair[1].date);
    report.require(ordered, about, || ViolationDetail::DaysNotInOrder);
    for day in &itinerary.days {
        let about = About { date: Some(day.date), ..about };
        let inside = plan.start <= day.date && day.date <= plan.end();
        report.require(inside, about, || ViolationDetail::DayOutsidePlan);
        day::check(book, travel, plan, liaison, day, report);
    }
}
