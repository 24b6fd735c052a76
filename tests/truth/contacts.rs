//! Which days a practice has met or will meet somebody, and which promises a plan has to keep.

use rounds::model::*;

use crate::world::World;

/// The days from which a visit to a practice keeps its distance.
pub struct Contacts {
    /// The last visit that met somebody.
    pub last: Option<Date>,
    /// Appointments to come that are not missed.
    pub agreed: Vec<Date>,
    /// Promises that end after the plan.
    pub waiting: Vec<MustVisit>,
    /// Promises that this plan has to keep.
    pub owed: Vec<MustVisit>,
    min: i64,
}

/// Lists the visits that follow-ups ask for: in their days, or in the first week where they are overdue.
fn brought(book: &Book, start: Date) -> impl Iterator<Item = MustVisit> {
    let open = book.followups().iter().filter(|it| it.done.is_none());
    open.map(move |it| {
        let from = it.from.unwrap_or(it.due.plus_days(-14)).min(it.due);
        let until = if it.due >= start { it.due } else { start.plus_days(6) };
        MustVisit { practice: it.practice.clone(), from, until }
    })
}

impl Contacts {
    pub fn new(world: &World, practice: PracticeIndex) -> Self {
        let (book, plan) = (world.book, world.plan);
        let id = &world.practice(practice).id;
        let met = |it: &&Visit| it.outcome.counts_as_visit() && it.date <= plan.as_of;
        let met: Vec<Date> = book.visits(practice).iter().filter(met).map(|it| it.date).collect();
        let to_come = book.appointments().iter().zip(&world.kept);
        let to_come = to_come.filter(|(it, kept)| **kept && it.practice == *id && it.date > plan.as_of);
        let agreed: Vec<Date> = to_come.map(|(it, _)| it.date).collect();
        let known: Vec<Date> = met.iter().chain(&agreed).copied().collect();
        let is_open = |it: &&MustVisit| !known.iter().any(|date| (it.from..=it.until).contains(date));
        let asked = book.must_visits().iter().filter(|it| it.until >= plan.start).cloned();
        let promises = asked.chain(brought(book, plan.start)).filter(|it| it.practice == *id);
        let (owed, waiting) = promises.filter(|it| is_open(&it)).partition(|it| it.until <= plan.end());
        let min = world.fate(practice).cadence.min().into();
        Self { last: met.into_iter().max(), agreed, waiting, owed, min }
    }

    /// Tells whether two days are too close for two visits.
    pub fn is_close(&self, a: Date, b: Date) -> bool {
        a.days_since(b).abs() < self.min
    }

    /// Tells whether a day keeps its distance from all contacts that are no stops; from appointments only where asked for.
    pub fn keeps_distance(&self, date: Date, from_appointments: bool) -> bool {
        let agreed = self.agreed.iter().filter(|_| from_appointments);
        let mut contacts = self.last.iter().chain(agreed);
        let leaves = |it: &MustVisit| it.from <= date || it.until.days_since(date) >= self.min;
        !contacts.any(|&contact| self.is_close(contact, date)) && self.waiting.iter().all(leaves)
    }

    /// Finds the first day of the plan or later that keeps all distances.
    pub fn rested(&self, start: Date) -> Date {
        let days = (0..20_000).map(|day| start.plus_days(day));
        days.into_iter().find(|&day| self.keeps_distance(day, true)).unwrap()
    }
}
