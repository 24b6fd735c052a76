//! What stands at the head of a plan: format, book, rules, settings, days; and that liaisons have one itinerary each.

use std::collections::BTreeSet;

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::SettingFault;
use crate::check::report::{About, Report};
use crate::model::id::LiaisonId;
use crate::plan::visit_plan::{FieldTime, Plan};

/// Checks the head of a plan, and the list of its itineraries.
pub(crate) fn check(case: &Case, report: &mut Report) {
    let (plan, here) = (case.plan, About::default());
    let (format, weeks) = (plan.format, plan.weeks);
    report.require(format == Plan::FORMAT, here, || ViolationDetail::Format { format });
    report.require(plan.book == case.book.digest(), here, || ViolationDetail::OtherBook);
    let (stated, asked) = (plan.rules, case.rules);
    report.require(stated == asked, here, || ViolationDetail::OtherRules { stated, asked });
    report.require((1..=13).contains(&weeks), here, || ViolationDetail::Weeks { weeks });
    for fault in settings(plan) {
        report.add(here, ViolationDetail::WrongSetting(fault));
    }
    itineraries(case, report);
}

/// Lists the settings that no plan can be made with.
fn settings(plan: &Plan) -> impl Iterator<Item = SettingFault> {
    let an_hour = match plan.settings.field_time {
        FieldTime::Floor(an_hour) => an_hour,
        FieldTime::Auto | FieldTime::Fill => 0.0,
    };
    let response = [plan.response.effect, plan.response.tau_days, plan.response.most, plan.response.least];
    let is_number = |value: f64| value.is_finite() && value >= 0.0;
    [
        ((0.0..=1000.0).contains(&plan.settings.drive_price), SettingFault::DrivePrice),
        (is_number(an_hour), SettingFault::FieldTime),
        (response.into_iter().all(is_number), SettingFault::Response),
        (plan.search.worth.is_finite(), SettingFault::Worth),
    ]
    .into_iter()
    .filter(|(holds, _)| !holds)
    .map(|(_, fault)| fault)
}

/// Checks that every liaison of the book has one itinerary, in order.
fn itineraries(case: &Case, report: &mut Report) {
    let named: Vec<&LiaisonId> = case.plan.itineraries.iter().map(|it| &it.liaison).collect();
    report.require(is_sorted(&named), About::default(), || ViolationDetail::ItinerariesNotInOrder);
    for liaison in without(case, &named) {
        let about = About { liaison: Some(liaison), ..About::default() };
        report.add(about, ViolationDetail::NoItinerary);
    }
}

/// Tells whether names are sorted and each stands there once.
pub(crate) fn is_sorted<T: Ord>(names: &[T]) -> bool {
    names.windows(2).all(|pair| pair[0] < pair[1])
}

/// Lists the liaisons of the book that are not named.
pub(crate) fn without<'a>(case: &Case<'a>, named: &[&LiaisonId]) -> Vec<&'a LiaisonId> {
    let named: BTreeSet<&LiaisonId> = named.iter().copied().collect();
    case.book.liaisons().iter().map(|liaison| &liaison.id).filter(|id| !named.contains(id)).collect()
}
