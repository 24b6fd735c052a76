//! Names, places and visits by identifier, for every exporter.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::brief::stop_brief::StopBrief;
use crate::brief::team_brief::Briefs;
use crate::export::units::Units;
use crate::export::wording::worth_unit::WorthUnit;
use crate::model::book::Book;
use crate::model::history::Referral;
use crate::model::id::{LiaisonId, PracticeId, ProviderId};
use crate::model::practice::{Practice, Tier};
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::plan::itinerary::Stop;
use crate::plan::priority::Priority;
use crate::plan::visit_plan::Plan;
use crate::score::reporting::Reporting;

#[cfg(feature = "geojson")]
use crate::model::location::Location;

/// A plan beside the book it was made from.
pub(crate) struct Lookup<'a> {
    pub(crate) book: &'a Book,
    pub(crate) plan: &'a Plan,
    /// The unit of distance of what people read.
    pub(crate) units: Units,
    /// What the worth of visits is counted in.
    pub(crate) worth: WorthUnit,
    /// What liaisons take to their visits, if the caller has it.
    pub(crate) briefs: Option<&'a Briefs>,
    visits: FxHashMap<&'a PracticeId, Vec<DatedStop<'a>>>,
    known_until: OnceCell<Option<Date>>,
}

/// One visit of a practice.
pub(crate) struct DatedStop<'a> {
    pub(crate) liaison: &'a LiaisonId,
    pub(crate) date: Date,
    pub(crate) stop: &'a Stop,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(book: &'a Book, plan: &'a Plan) -> Self {
        let mut visits: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (liaison, date, stop) in plan.stops() {
            visits.entry(&stop.practice).or_default().push(DatedStop { liaison, date, stop });
        }
        for list in visits.values_mut() {
            list.sort_by_key(|visit| (visit.date, visit.stop.start));
        }
        let (units, worth) = (Units::default(), WorthUnit::of_plan(plan));
        Self { book, plan, units, worth, briefs: None, visits, known_until: OnceCell::new() }
    }

    /// Returns the same, with distances for people in these units.
    pub(crate) fn in_units(self, units: Units) -> Self {
        Self { units, ..self }
    }

    /// Returns the same, with what liaisons take to their visits.
    pub(crate) fn with_briefs(self, briefs: Option<&'a Briefs>) -> Self {
        Self { briefs, ..self }
    }

    /// Finds what a liaison takes to a stop.
    pub(crate) fn brief(&self, liaison: &LiaisonId, date: Date, start: TimeOfDay) -> Option<&'a StopBrief> {
        self.briefs.and_then(|briefs| briefs.stop(liaison, date, start))
    }

    /// The visits of a practice, by date.
    pub(crate) fn visits(&self, practice: &PracticeId) -> &[DatedStop<'a>] {
        self.visits.get(practice).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn practice(&self, id: &PracticeId) -> Option<&'a Practice> {
        self.book.practice(id)
    }

    /// What people call the practice; its identifier where the book does not know it.
    pub(crate) fn practice_name<'b>(&self, id: &'b PracticeId) -> &'b str
    where
        'a: 'b,
    {
        self.practice(id).map_or(id.as_str(), |practice| &practice.name)
    }

    /// What people call the liaison; the identifier where the book does not know it.
    pub(crate) fn liaison_name<'b>(&self, id: &'b LiaisonId) -> &'b str
    where
        'a: 'b,
    {
        self.book.liaison(id).map_or(id.as_str(), |liaison| &liaison.name)
    }

    /// What people call one of our physicians; the identifier where the book does not know them.
    pub(crate) fn provider_name<'b>(&self, id: &'b ProviderId) -> &'b str
    where
        'a: 'b,
    {
        self.book.provider(id).map_or(id.as_str(), |provider| &provider.name)
    }

    /// Returns the last day of which the book tells referrals; `None` where it tells of none at all.
    pub(crate) fn known_until(&self) -> Option<Date> {
        *self.known_until.get_or_init(|| {
            let as_of = self.plan.as_of;
            let known = |at| self.book.referrals(at).iter().any(|it| it.count > 0 && it.first_day() <= as_of);
            let any = self.book.practice_indices().any(known);
            any.then(|| Reporting::of(self.book, as_of).until)
        })
    }

    /// Returns the day of the first referral of a practice.
    pub(crate) fn first_referral(&self, id: &PracticeId) -> Option<Date> {
        let referrals = self.book.referrals(self.book.practice_index(id)?);
        referrals.iter().find(|it| it.count > 0).map(Referral::first_day)
    }

    /// Tells what a visit is to do; `None` where the book tells of no referrals.
    pub(crate) fn priority(&self, stop: &Stop) -> Option<Priority> {
        self.known_until().and_then(|_| stop.priority())
    }

    /// When a practice opens on a day: the starts of its visiting hours.
    pub(crate) fn opens(&self, id: &PracticeId, date: Date) -> impl Iterator<Item = TimeOfDay> + use<'a> {
        let hours = self.book.practice_index(id).map(|at| self.book.visiting_hours(at, date));
        hours.into_iter().flatten().map(TimeWindow::opens)
    }

    #[cfg(feature = "geojson")]
    pub(crate) fn home(&self, id: &LiaisonId) -> Option<Location> {
        self.book.liaison(id).map(|liaison| liaison.home)
    }

    /// The tier that the practice was planned with.
    pub(crate) fn tier(&self, id: &PracticeId) -> Option<Tier> {
        self.plan.disposition(id).map(|disposition| disposition.tier)
    }
}
