//! Visits as clients of the routing problem: on which days and at what times they may be.

use crate::model::index::PracticeIndex;
use crate::routing::model::problem::{Client, Day, Demand, Time, Window};
use crate::schedule::agreed::Agreed;
use crate::schedule::liaison_problem::{ClientRole, LiaisonProblem};
use crate::schedule::relaxed::Relaxed;

impl LiaisonProblem<'_> {
    /// Makes the client that stands for a visit; `None` where it does not pay and is not promised, or if no day allows it. Its site is set later.
    pub(crate) fn client(&self, role: ClientRole) -> Option<Client> {
        match role.agreed {
            Some(_) => Some(self.agreed_client(self.agreed(role)?)),
            None => self.chosen_client(role.practice?),
        }
    }

    fn agreed_client(&self, it: &Agreed) -> Client {
        let start = Window { open: it.start, close: it.start };
        let windows = self.windows(|day| if it.day == day { vec![start] } else { Vec::new() });
        let service = it.end - it.start + it.buffer;
        Client { site: 0, service, load: 0, windows, shifts: None, demand: Demand::Required }
    }

    fn chosen_client(&self, practice: PracticeIndex) -> Option<Client> {
        if self.basis.book.has_skills(self.liaison, practice) != Some(true) {
            return None;
        }
        let may = |day| self.allows(practice, day) || self.may_stay(practice, day);
        let windows = self.windows(|day| if may(day) { self.starts(practice, day) } else { Vec::new() });
        let is_possible = windows.iter().any(|day| !day.is_empty());
        let service = self.minutes(practice) + Time::from(self.basis.rules.buffer.0);
        let demand = Demand::Recurring(self.recurrence_of_planned(practice)?);
        is_possible.then_some(Client { site: 0, service, load: 0, windows, shifts: None, demand })
    }

    /// Tells whether a visit may be chosen for a day: in no rest, far enough from others, and with time to call ahead.
    pub(crate) fn may_be_chosen(&self, practice: PracticeIndex, day: Day) -> bool {
        let needs = self.needs(practice);
        !needs.is_resting(day.into())
            && needs.keeps_distance(day.into(), Relaxed::NONE)
            && needs.leaves_time_to_call(self.basis.horizon.date(day))
    }

    /// Tells whether the search may put a visit on a day.
    fn allows(&self, practice: PracticeIndex, day: Day) -> bool {
        self.may_be_chosen(practice, day) || self.is_promised(practice, day)
    }

    /// Tells whether a day that allows a visit has time for it within the hours of the practice.
    pub(crate) fn is_open(&self, practice: PracticeIndex, day: Day) -> bool {
        self.allows(practice, day) && !self.open_starts(practice, day).is_empty()
    }

    /// Tells whether a day is for a promised visit alone.
    fn is_promised(&self, practice: PracticeIndex, day: Day) -> bool {
        self.promised(practice).any(|it| it.visit.only.contains(&day))
    }

    /// Finds when a visit may start on a day, within the hours of the practice that are not avoided.
    pub(crate) fn open_starts(&self, practice: PracticeIndex, day: Day) -> Vec<Window> {
        self.basis.access.starts(self.basis.book, practice, self.basis.horizon.date(day))
    }

    /// Finds when a visit may start on a day, within the hours of the practice and of the liaison.
    fn starts(&self, practice: PracticeIndex, day: Day) -> Vec<Window> {
        let starts = self.open_starts(practice, day);
        match self.work_days.get(day as usize) {
            Some(Some(work)) => work.within_hours(starts, self.minutes(practice)),
            _ => starts,
        }
    }

    pub(crate) fn minutes(&self, practice: PracticeIndex) -> Time {
        self.basis.book.practices()[practice.get()].visit_minutes.0.into()
    }

    fn windows(&self, on: impl Fn(Day) -> Vec<Window>) -> Vec<Vec<Window>> {
        (0..self.basis.horizon.days).map(on).collect()
    }
}
