//! The fate of every practice: one each, in order, with the facts of the book and the visits of the itineraries.

use std::collections::BTreeSet;

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::DispositionFault;
use crate::check::heading::is_sorted;
use crate::check::report::{About, Report};
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::practice::Cadence;
use crate::plan::capacity::Capacity;
use crate::plan::disposition::{Disposition, Status, VisitRhythm};

/// Checks every disposition but for the proofs of what is left out.
pub(crate) fn check(case: &Case, report: &mut Report) {
    let named: Vec<&PracticeId> = case.plan.dispositions.iter().map(|it| &it.practice).collect();
    report.require(is_sorted(&named), About::default(), || ViolationDetail::TwoDispositions);
    let named: BTreeSet<&PracticeId> = named.into_iter().collect();
    for practice in case.book.practices().iter().filter(|practice| !named.contains(&practice.id)) {
        report.add(About::practice(&practice.id), ViolationDetail::NoDisposition);
    }
    for fate in &case.plan.dispositions {
        match case.book.practice_index(&fate.practice) {
            None => report.add(About::practice(&fate.practice), ViolationDetail::UnknownPractice),
            Some(practice) => SeenFate { case, practice, fate }.check(report),
        }
    }
}

/// A disposition with its practice.
struct SeenFate<'a> {
    case: &'a Case<'a>,
    practice: PracticeIndex,
    fate: &'a Disposition,
}

impl SeenFate<'_> {
    fn check(&self, report: &mut Report) {
        for (holds, fault) in self.facts().into_iter().chain([self.visits()]) {
            let about = About::practice(&self.fate.practice);
            report.require(holds, about, || ViolationDetail::WrongDisposition(fault));
        }
    }

    /// Compares tier, cadence, last visit, due date, liaison and rhythm with the book.
    fn facts(&self) -> [(bool, DispositionFault); 7] {
        let practice = self.case.practice(self.practice);
        let last = self.case.book.last_visit(self.practice, self.case.plan.as_of);
        let due = self.contact().map_or(0, |contact| contact + i64::from(self.cadence().target()));
        [
            (practice.tier.is_none_or(|tier| tier == self.fate.tier), DispositionFault::Tier),
            (self.cadence() == self.fate.cadence, DispositionFault::Cadence),
            (last == self.fate.last_visit, DispositionFault::LastVisit),
            (self.case.date(due) == self.fate.due, DispositionFault::Due),
            (self.covers(), DispositionFault::Liaison),
            (self.rhythm(), DispositionFault::Rhythm),
            (self.fate.worth.is_finite() && self.fate.worth >= 0.0, DispositionFault::Worth),
        ]
    }

    fn cadence(&self) -> Cadence {
        self.case.practice(self.practice).cadence_in(self.fate.tier)
    }

    fn contact(&self) -> Option<i64> {
        self.case.contact(self.practice)
    }

    /// Tells whether the owner covers the practice, or somebody who may, or nobody because nobody may or knows where it is.
    fn covers(&self) -> bool {
        let book = self.case.book;
        if let Some(owner) = self.case.owner(self.practice) {
            return self.case.covers(self.practice) == Some(owner);
        }
        let has_place = self.case.place(self.practice).is_some();
        let may = |liaison| has_place && book.has_skills(liaison, self.practice) == Some(true);
        match &self.fate.liaison {
            Some(liaison) => book.liaison_index(liaison).is_some_and(may),
            None => !book.liaison_indices().any(may),
        }
    }

    /// Tells whether the rhythm, if there is one, follows from the last contact and the price of the liaison's time.
    fn rhythm(&self) -> bool {
        let Some(rhythm) = &self.fate.rhythm else { return true };
        let liaison = self.fate.liaison.as_ref();
        let time = self.case.plan.capacities.iter().find(|it| Some(&it.liaison) == liaison);
        let is_priced = |time: &Capacity| time.an_hour.to_bits() == rhythm.an_hour.to_bits();
        let next = self.contact().map_or(0, |contact| contact.saturating_add(i64::from(rhythm.every))).max(0);
        let is_possible = self.case.place(self.practice).is_some() && rhythm.every > 0;
        is_possible && time.is_some_and(is_priced) && self.is_next(rhythm, next)
    }

    fn is_next(&self, rhythm: &VisitRhythm, next: i64) -> bool {
        self.case.date(next) == rhythm.next
    }

    /// Compares the number of visits, and whether there are any.
    fn visits(&self) -> (bool, DispositionFault) {
        let visits = self.case.stops(self.practice).len();
        match self.fate.status {
            Status::Planned { visits: stated } => {
                (u32::try_from(visits) == Ok(stated) && visits > 0, DispositionFault::VisitCount)
            }
            _ => (visits == 0, DispositionFault::Visited),
        }
    }
}
