//! When one practice has to be visited, so that no gap is longer than its cadence allows. Days are counted from the first one planned.

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::Cadence;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};

/// What is known of the visits to one practice, and what it asks for.
///
/// The next visit after a contact is due on the last possible day within the longest gap. Where no day is possible within it, it is due
/// on the first that is. A practice that is overdue before the plan begins is due within the plan, and as long after its beginning
/// as the gap allows. For one that nobody has visited, the gap begins with the plan.
#[derive(Debug, Clone)]
pub(crate) struct DueDays {
    pub(crate) practice: PracticeIndex,
    pub(crate) cadence: Cadence,
    /// The last contact before the plan.
    last: Option<i64>,
    /// The last day planned.
    end: i64,
    /// Days on which a visit is possible beside the appointments alone, or agreed.
    possible: Vec<i64>,
    /// Days of appointments in the plan, whoever keeps them.
    agreed: Vec<i64>,
    /// First and last day of each must-visit.
    promises: Vec<(i64, i64)>,
}

impl DueDays {
    /// States what a practice asks of the liaison who covers it.
    pub(crate) fn new(basis: &PlanBasis, liaison: LiaisonIndex, practice: PracticeIndex) -> Self {
        let needs = &basis.needs[practice.get()];
        let question = VisitQuestion { basis, liaison, practice, purpose: VisitPurpose::Worth };
        let end = i64::from(basis.horizon.days) - 1;
        let mut agreed: Vec<i64> =
            needs.appointments.iter().copied().filter(|day| (0..=end).contains(day)).collect();
        agreed.sort_unstable();
        agreed.dedup();
        let mut possible: Vec<i64> =
            question.possible_days(Relaxed::NONE).into_iter().map(i64::from).collect();
        possible.extend(&agreed);
        possible.sort_unstable();
        possible.dedup();
        let last = needs.last_contact.map(|last| basis.horizon.offset(last));
        Self { practice, cadence: needs.cadence, last, end, possible, agreed, promises: Vec::new() }
    }

    /// Adds the first and the last day of a must-visit.
    pub(crate) fn promise(&mut self, from: i64, until: i64) {
        self.promises.push((from, until));
    }

    /// Finds the last day for the next visit after a contact; `None` where none is needed in the plan, or none is possible.
    fn due(&self, contact: Option<i64>, longest: u32) -> Option<i64> {
        let longest = i64::from(longest);
        let is_overdue = contact.is_some_and(|day| day + longest < 0);
        let since = contact.filter(|_| !is_overdue).unwrap_or(-1);
        let last = since + longest;
        if last >= self.end && !is_overdue {
            return None;
        }
        let first = contact.map_or(0, |day| day + i64::from(self.cadence.min()));
        let allowed = || self.possible.iter().copied().filter(|&day| first <= day);
        allowed().take_while(|&day| day <= last).last().or_else(|| allowed().next())
    }

    /// Lists the latest days of the fewest visits that are needed beside the appointments. `longest` is the longest gap that is
    /// kept, if one is.
    ///
    /// Whoever waits as long as is allowed needs the fewest: a later contact never makes the next visit due earlier. So the
    /// visits of every plan that keeps the gaps come no later than these, one by one.
    pub(crate) fn visits(&self, longest: Option<u32>) -> Vec<i64> {
        let (mut contact, mut visits) = (self.last, Vec::new());
        let mut open = self.promises.clone();
        let mut agreed = self.agreed.iter().copied().peekable();
        loop {
            let due = longest.and_then(|longest| self.due(contact, longest));
            let promised = open.iter().map(|&(_, until)| until).min();
            let Some(day) = due.into_iter().chain(promised).min() else { return visits };
            if let Some(kept) = agreed.next_if(|&kept| kept <= day) {
                contact = contact.max(Some(kept));
                continue;
            }
            visits.push(day);
            contact = contact.max(Some(day));
            open.retain(|&(from, until)| day < from || until < day);
        }
    }

    /// Lists spans of days, one for each visit that the longest gap asks for: whichever day of each is taken, no gap is longer.
    pub(crate) fn spans(&self, longest: u32) -> Vec<(i64, i64)> {
        let longest = i64::from(longest);
        let is_overdue = self.last.is_some_and(|day| day + longest < 0);
        let mut since = self.last.filter(|_| !is_overdue).unwrap_or(-1);
        let mut spans = Vec::new();
        for &contact in self.agreed.iter().chain([&self.end]) {
            spans.extend(spans_between(since, contact, longest));
            since = contact;
        }
        if is_overdue && spans.is_empty() && self.agreed.is_empty() {
            spans.push((0, self.end.min(longest - 1)));
        }
        let first = self.last.map_or(0, |day| (day + i64::from(self.cadence.min())).max(0));
        spans.into_iter().map(|(from, until)| (from.max(first), until)).filter(|it| it.0 <= it.1).collect()
    }

    /// Tells whether visits on these days, ascending, keep the longest gap.
    pub(crate) fn is_kept(&self, longest: u32, visits: &[i64]) -> bool {
        let mut contact = self.last;
        for &day in visits {
            if self.due(contact, longest).is_some_and(|due| due < day) {
                return false;
            }
            contact = Some(day);
        }
        self.due(contact, longest).is_none()
    }
}

/// Lists the spans of the visits that are needed between two contacts, all as wide as the gaps allow.
fn spans_between(since: i64, contact: i64, longest: i64) -> impl Iterator<Item = (i64, i64)> {
    let days = contact - since;
    let visits = ((days - 1) / longest).max(0);
    let width = ((visits + 1) * longest - days) / visits.max(1);
    (0..visits).map(move |visit| {
        let until = since + (visit + 1) * longest - visit * width;
        (until - width, until)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draws::hunting;

    /// A practice that may be visited on all days.
    fn open(last: Option<i64>, end: i64, agreed: Vec<i64>) -> DueDays {
        let cadence = Cadence::new(Some(1), 1, Some(1)).unwrap();
        let practice = PracticeIndex::new(0);
        DueDays { practice, cadence, last, end, possible: (0..=end).collect(), agreed, promises: Vec::new() }
    }

    proptest! {
        #![proptest_config(hunting())]

        #[test]
        fn any_day_of_each_span_keeps_the_gaps(
            last in proptest::option::of(-60..0_i64),
            end in 6..91_i64,
            longest in 1..50_u32,
            agreed in proptest::collection::btree_set(0..91_i64, 0..4),
            part in 0..=10_i64,
        ) {
            let agreed: Vec<i64> = agreed.into_iter().filter(|&day| day <= end).collect();
            let due = open(last, end, agreed.clone());
            let (spans, fewest) = (due.spans(longest), due.visits(Some(longest)));
            let taken = spans.iter().map(|&(from, until)| from + (until - from) * part / 10);
            let mut days: Vec<i64> = taken.chain(agreed).collect();
            days.sort_unstable();
            prop_assert!(due.is_kept(longest, &days), "{spans:?} by {days:?}");
            prop_assert_eq!(spans.len(), fewest.len(), "{:?} and {:?}", spans, fewest);
        }
    }
}
