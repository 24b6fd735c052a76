//! Where a violation has to point, by what is wrong.

use rounds::check::{Violation, ViolationDetail, WorthFault};

/// Whether liaison, date and practice are named.
type Place = [bool; 3];

const NOWHERE: Place = [false, false, false];
const LIAISON: Place = [true, false, false];
const DAY: Place = [true, true, false];
const STOP: Place = [true, true, true];
const PRACTICE: Place = [false, false, true];
const MISSED: Place = [false, true, true];

/// Tells whether a violation names its place.
pub fn is_placed(violation: &Violation) -> bool {
    let named = [violation.liaison.is_some(), violation.date.is_some(), violation.practice.is_some()];
    places(&violation.detail).contains(&named)
}

/// Lists the places that something wrong may have.
fn places(detail: &ViolationDetail) -> &'static [Place] {
    use ViolationDetail as It;
    match detail {
        It::Format { .. }
        | It::OtherBook
        | It::OtherRules { .. }
        | It::WrongSetting(_)
        | It::Weeks { .. }
        | It::ItinerariesNotInOrder
        | It::CapacitiesNotInOrder
        | It::TwoDispositions
        | It::WrongWorth(WorthFault::Response | WorthFault::Plan | WorthFault::Avoided) => &[NOWHERE],
        It::UnknownLiaison | It::NoItinerary | It::DaysNotInOrder | It::NoCapacity | It::WrongCapacity(_) => {
            &[LIAISON]
        }
        It::DayOutsidePlan
        | It::EmptyDay
        | It::DayOff
        | It::IdleEnd { .. }
        | It::AwayOutsideHours { .. }
        | It::WrongExceptions { .. }
        | It::TooManyStops { .. }
        | It::TooMuchDriving { .. }
        | It::PauseMissingOrUnwanted
        | It::WrongPause { .. }
        | It::NoTimeForPause { .. }
        | It::TooFewAppointments { .. } => &[DAY],
        It::WrongDrive { .. } | It::NoWay | It::Late { .. } => &[DAY, STOP],
        It::UnknownPractice => &[STOP, PRACTICE],
        It::WronglyMissedAppointment { .. }
        | It::WrongMissedAppointment { .. }
        | It::WronglyMissedVisit { .. }
        | It::WrongMissedVisit { .. } => &[MISSED],
        It::MustVisitLost { .. }
        | It::NoDisposition
        | It::WrongDisposition(_)
        | It::WrongProof(_)
        | It::WrongWorth(
            WorthFault::Tier
            | WorthFault::Liaison
            | WorthFault::Rhythm
            | WorthFault::Practice
            | WorthFault::Pays,
        ) => &[PRACTICE],
        _ => &[STOP],
    }
}
