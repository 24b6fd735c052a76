//! What a wish for a meeting asks for, and who can fulfil it.

use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex, ProviderIndex};
use crate::model::location::Location;
use crate::model::provider::Introduction;
use crate::routing::model::problem::{Day, Time};
use crate::schedule::plan_basis::PlanBasis;

/// A wish for a meeting that a liaison could go to.
#[derive(Debug, Clone)]
pub(crate) struct MeetingWish {
    /// Position in the book's introductions.
    pub(crate) number: usize,
    pub(crate) practice: PracticeIndex,
    pub(crate) place: Location,
    /// Who goes along.
    pub(crate) liaison: LiaisonIndex,
    /// How long it takes.
    pub(crate) minutes: Time,
    /// First and last day that are asked for.
    pub(crate) asked: (Day, Day),
    /// The same, and there is time to arrange it; none where the first lies after the last.
    pub(crate) days: (Day, Day),
    /// The physicians who can come, those who suit best first.
    pub(crate) providers: Vec<ProviderIndex>,
    /// Whether every meeting for another wish fulfils this one, too.
    pub(crate) is_covered: bool,
}

/// Lists the open wishes with whoever covers their practice. A wish that nobody can go to is left out.
pub(crate) fn open(basis: &PlanBasis, covers: &[Option<LiaisonIndex>]) -> Vec<MeetingWish> {
    let all = basis.book.introductions().iter().enumerate().filter(|(_, it)| is_open(basis, it));
    all.filter_map(|(number, it)| wish(basis, covers, number, it)).collect()
}

/// Marks the wishes that every meeting for another one fulfils, too. They are looked at only if that one has no meeting.
pub(crate) fn mark_covered(book: &Book, wishes: &mut [MeetingWish]) {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    // The narrowest first, so that its meeting fulfils the wider ones as well.
    let width = |it: &MeetingWish| (it.providers.len(), it.asked.1 - it.asked.0, it.number);
    order.sort_by_key(|&at| width(&wishes[at]));
    for at in 0..order.len() {
        let wish = &wishes[order[at]];
        let narrower = order[..at].iter().map(|&other| &wishes[other]);
        let is_covered = narrower.into_iter().any(|other| !other.is_covered && other.fulfils(book, wish));
        wishes[order[at]].is_covered = is_covered;
    }
}

impl MeetingWish {
    /// Puts the physicians who suit first; the others keep their order behind them.
    pub(crate) fn preferring(mut self, suited: &[ProviderIndex]) -> Self {
        let rest = self.providers.iter().copied().filter(|it| !suited.contains(it));
        self.providers = suited.iter().copied().chain(rest).collect();
        self
    }

    /// Tells whether every meeting for this wish fulfils another one, too.
    fn fulfils(&self, book: &Book, other: &Self) -> bool {
        let specialty = |it: &Self| &book.introductions()[it.number].specialty;
        self.practice == other.practice
            && specialty(self) == specialty(other)
            && self.providers.iter().all(|it| other.providers.contains(it))
            && other.asked.0 <= self.asked.0
            && self.asked.1 <= other.asked.1
    }
}

/// Tells whether a wish is not fulfilled, and not for days after the plan.
pub(crate) fn is_open(basis: &PlanBasis, it: &Introduction) -> bool {
    it.is_open_in(basis.book.introductions()) && it.from.is_none_or(|from| from <= basis.horizon.end())
}

fn wish(
    basis: &PlanBasis,
    covers: &[Option<LiaisonIndex>],
    number: usize,
    it: &Introduction,
) -> Option<MeetingWish> {
    let practice = basis.book.practice_index(&it.practice)?;
    let liaison = covers.get(practice.get()).copied().flatten()?;
    let asked = asked(basis, it);
    let days = (asked.0.max(first_arranged(basis, practice)), asked.1);
    Some(MeetingWish {
        number,
        practice,
        place: basis.place(practice)?,
        liaison,
        minutes: it.minutes.0.into(),
        asked,
        days,
        providers: able(basis.book, it),
        is_covered: false,
    })
}

/// Returns the first and the last day of the plan that a wish asks for. One whose last day is over is as open as one without.
pub(crate) fn asked(basis: &PlanBasis, it: &Introduction) -> (Day, Day) {
    let (horizon, last) = (&basis.horizon, basis.horizon.days - 1);
    let from = it.from.map_or(0, |from| horizon.offset(from).max(0));
    let by = it.by.map_or(-1, |by| horizon.offset(by));
    let until = if by < 0 { last } else { u32::try_from(by).unwrap_or(last).min(last) };
    (u32::try_from(from).unwrap_or(last), until)
}

/// Returns the first day for which there is time to arrange a meeting: as for a visit that wants a call ahead.
pub(crate) fn first_arranged(basis: &PlanBasis, practice: PracticeIndex) -> Day {
    let lead = basis.book.practices()[practice.get()].lead_days.unwrap_or(basis.rules.lead_days);
    let date = basis.horizon.callable(lead);
    u32::try_from(basis.horizon.offset(date)).unwrap_or(0)
}

/// Lists the physicians whom a wish allows: the one it names, or all of the specialty.
pub(crate) fn able(book: &Book, it: &Introduction) -> Vec<ProviderIndex> {
    let all = (0..).map(ProviderIndex::new).zip(book.providers());
    let able = all.filter(|(_, provider)| {
        let is_named = it.provider.as_ref().is_none_or(|id| *id == provider.id);
        is_named && provider.specialties.contains(&it.specialty)
    });
    able.map(|(at, _)| at).collect()
}
