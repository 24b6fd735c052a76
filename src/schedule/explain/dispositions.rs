//! What becomes of every practice that is left out.

use crate::geo::travel_times::Drive;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::AccessPolicy;
use crate::model::units::Minutes;
use crate::plan::disposition::{Disposition, Exclusion, Missed, Rule, Status};
use crate::plan::itinerary::StopKind;
use crate::routing::model::solution::Solution;
use crate::schedule::explain::displaced::{self, Days};
use crate::schedule::explain::impossible;
use crate::schedule::horizon::Span;
use crate::schedule::liaison_problem::{Desk, Role};
use crate::schedule::visit_needs::{Outlook, referrals};

/// What became of the visits that are not in the plan.
#[derive(Default)]
pub(crate) struct Fates {
    /// The practices that the liaison covers and does not visit.
    pub(crate) left_out: Vec<(PracticeIndex, Status)>,
    /// The fixed visits that could not be kept.
    pub(crate) missed: Vec<(PracticeIndex, Missed)>,
}

/// Explains every absence from one liaison's plan.
pub(crate) fn fates(desk: &Desk, solution: &Solution) -> Fates {
    let days = Days::new(desk, solution);
    let left_out = desk.covered.iter().filter(|&&practice| !days.visits(desk, practice));
    Fates {
        left_out: left_out.map(|&practice| (practice, status(desk, &days, practice))).collect(),
        missed: missed(desk, &days),
    }
}

/// Settles the practices that no liaison covers, because none has the skills.
pub(crate) fn without_liaison(
    book: &Book,
    outlooks: &[Outlook],
    covers: &[Option<LiaisonIndex>],
    span: &Span,
    dispositions: &mut [Disposition],
) {
    for practice in book.practice_indices().filter(|practice| covers[practice.get()].is_none()) {
        let forbidden = || Status::Impossible { rules: vec![Rule::Skills] };
        dispositions[practice.get()].status = excluded(book, practice).unwrap_or_else(forbidden);
        dispositions[practice.get()].missed =
            outlooks[practice.get()].must_visits_missed(span, &[Rule::Skills]);
    }
}

pub(crate) fn excluded(book: &Book, practice: PracticeIndex) -> Option<Status> {
    let no_see = book.practices()[practice.get()].access == AccessPolicy::NoSee;
    no_see.then_some(Status::Excluded { because: Exclusion::NoSee })
}

/// Why a practice is not visited: on purpose, by its cadence, because others are worth more, or because rules forbid it.
pub(crate) fn status(desk: &Desk, days: &Days, practice: PracticeIndex) -> Status {
    let outlook = &desk.outlooks[practice.get()];
    if let Some(excluded) = excluded(desk.book, practice) {
        return excluded;
    }
    if outlook.rested > desk.span.end() {
        return Status::NotDue { from: outlook.rested };
    }
    if outlook.is_worthless(&desk.span) {
        return worthless(desk, practice);
    }
    let role = Role { practice, kind: StopKind::Chosen, number: 0 };
    displaced::status(desk, days, practice).unwrap_or_else(|| match impossible::rules(desk, days, role) {
        None => Status::Unknown,
        Some(rules) if rules.contains(&Rule::MinGap) => Status::NotDue { from: outlook.rested },
        Some(rules) => Status::Impossible { rules },
    })
}

/// A visit that nothing is expected of does not pay for any drive.
pub(crate) fn worthless(desk: &Desk, practice: PracticeIndex) -> Status {
    let (home, there) = (desk.person().home, desk.place(practice));
    let drive = |drive: Option<Drive>| drive.map_or(Minutes(0), |drive| drive.time.to_minutes_up());
    let detour = drive(desk.travel.drive(home, there)) + drive(desk.travel.drive(there, home));
    let referrals_short = referrals(desk.drive_price * i64::from(detour.0));
    Status::NotWorthTheDrive { day: desk.span.start, detour, referrals_short }
}

/// The appointments and must-visits that are not in the plan, with the rules that forbid them.
pub(crate) fn missed(desk: &Desk, days: &Days) -> Vec<(PracticeIndex, Missed)> {
    let lost = desk.demands(&[]).into_iter().filter(|role| !days.holds(desk, *role));
    let explain = |role: Role| {
        // None forbids it where the search alone missed it.
        let rules = impossible::rules(desk, days, role).unwrap_or_default();
        let date = match role.kind {
            StopKind::MustVisit => desk.book.must_visits()[role.number].until,
            _ => desk.book.appointments()[role.number].date,
        };
        (role.practice, Missed { kind: role.kind, date, rules })
    };
    lost.map(explain).collect()
}
