//! What a plan changed of the one before it, in words.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::referrals;
use crate::export::wording::text::printable;
use crate::plan::replan::{Edit, EditLimit, EditReason, PlannedTime, Replan, StabilityPrice};

pub(crate) const TITLE: &str = "Changes to the plan before";
pub(crate) const FORCED: &str = "The book asks for these; they count as no edits";
pub(crate) const MADE: &str = "Edits, for what they gain";
pub(crate) const PRICE: &str = "What the plan is worth by the edits allowed";

/// How many stops stayed.
pub(crate) fn kept(replan: &Replan) -> String {
    let (kept, before) = (replan.stops_kept, replan.stops_before);
    let new = match replan.new_days_stops {
        0 => String::new(),
        1 => " One visit is on days that it did not cover.".to_owned(),
        count => format!(" {count} visits are on days that it did not cover."),
    };
    format!("{kept} of {before} visits of the plan known up to {} stay.{new}", replan.previous_as_of)
}

/// What limits the edits.
pub(crate) fn limit(replan: &Replan) -> String {
    let limit = match replan.limit {
        EditLimit::AtMost(1) => "One edit was allowed at most".to_owned(),
        EditLimit::AtMost(most) => format!("{most} edits were allowed at most"),
        EditLimit::Gain(share) => {
            format!("An edit was made where it gains at least {:.0} % of what a visit costs", share * 100.0)
        }
    };
    match replan.frozen_until {
        Some(until) => format!("{limit}. Up to {} nothing changes without need.", until.to_words()),
        None => format!("{limit}."),
    }
}

/// What happens to one visit.
pub(crate) fn change(lookup: &Lookup, edit: &Edit) -> String {
    let name = printable(lookup.practice_name(&edit.practice));
    match (&edit.from, &edit.to) {
        (None, Some(to)) => format!("{name}: added on {}", when(lookup, to)),
        (Some(from), None) => format!("{name}: dropped from {}", when(lookup, from)),
        (Some(from), Some(to)) => {
            format!("{name}: moved from {} to {}", when(lookup, from), moved(lookup, from, to))
        }
        (None, None) => name,
    }
}

fn when(lookup: &Lookup, time: &PlannedTime) -> String {
    let who = printable(lookup.liaison_name(&time.liaison));
    format!("{} {} ({who})", time.date.to_words(), time.start)
}

fn moved(lookup: &Lookup, from: &PlannedTime, to: &PlannedTime) -> String {
    let who = if from.liaison == to.liaison {
        String::new()
    } else {
        format!(" ({})", printable(lookup.liaison_name(&to.liaison)))
    };
    if from.date == to.date {
        format!("{}{who}", to.start)
    } else {
        format!("{} {}{who}", to.date.to_words(), to.start)
    }
}

/// Why a visit was changed.
pub(crate) fn reason(edit: &Edit) -> String {
    let gain = || format!("{} expected referrals", referrals(edit.gain));
    match edit.reason {
        EditReason::Gain => format!("gains {}", gain()),
        EditReason::MakesRoom => format!("makes room for a visit that gains more; together {}", gain()),
        EditReason::PracticeGone => "the practice is no longer in the book".to_owned(),
        EditReason::LiaisonGone => "the liaison is no longer in the book".to_owned(),
        EditReason::OtherLiaison => "another liaison covers the practice now".to_owned(),
        EditReason::Resting => "the practice rests by lot now".to_owned(),
        EditReason::NoVisitors => "the practice receives no liaisons any more".to_owned(),
        EditReason::NotWorking => "the liaison does not work then".to_owned(),
        EditReason::Closed => "the practice receives nobody then".to_owned(),
        EditReason::TooLateToCall => "it is too late to call ahead".to_owned(),
        EditReason::SeenAlready => "another visit is too near in time".to_owned(),
        EditReason::AppointmentGone => "the appointment is no longer in the book".to_owned(),
        EditReason::NewAppointment => "an appointment in the book".to_owned(),
        EditReason::Meeting if edit.to.is_none() => {
            "nobody wishes for the joint visit any more, or not everybody can come".to_owned()
        }
        EditReason::Meeting => "a joint visit with one of our physicians".to_owned(),
        EditReason::Promise => "a promise in the book".to_owned(),
        EditReason::NoRoom => "the day has no room for it any more".to_owned(),
        EditReason::FillsGap => "it follows from another change".to_owned(),
    }
}

/// One line of the price of stability.
pub(crate) fn price(price: &StabilityPrice) -> String {
    let allowed = price.allowed.map_or("any number".to_owned(), |allowed| allowed.to_string());
    format!("{allowed}: {} referrals, {} made", referrals(price.worth), price.made)
}

/// The kind of a change in one word.
pub(crate) fn kind(edit: &Edit) -> &'static str {
    match (&edit.from, &edit.to) {
        (None, _) => "added",
        (_, None) => "dropped",
        (Some(_), Some(_)) => "moved",
    }
}
