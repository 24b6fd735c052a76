//! What a book knows of the matters of visits: people, talking points, material, our physicians, events.

use crate::model::book::Book;
use crate::model::contact::{Contact, OpenIssue};
use crate::model::event::Event;
use crate::model::id::{PracticeId, ProviderId};
use crate::model::index::{PracticeIndex, ProviderIndex};
use crate::model::material::{LeftMaterial, Material, Stock};
use crate::model::provider::{Introduction, Provider};
use crate::model::rest::Rest;
use crate::model::time::Date;
use crate::model::topic::{FollowUp, HeardTopic, Topic};

impl Book {
    /// Returns the people at a practice, by name; none beyond the last practice.
    #[must_use]
    pub fn contacts(&self, practice: PracticeIndex) -> &[Contact] {
        self.of(practice, &self.contacts, |row| &row.practice)
    }

    /// Returns what a practice waits for or complains of, settled or not, the oldest first; none beyond the last practice.
    #[must_use]
    pub fn open_issues(&self, practice: PracticeIndex) -> &[OpenIssue] {
        self.of(practice, &self.open_issues, |row| &row.practice)
    }

    /// Returns the talking points, sorted by identifier.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// Returns the talking points that a practice has heard; none beyond the last practice.
    #[must_use]
    pub fn heard_topics(&self, practice: PracticeIndex) -> &[HeardTopic] {
        self.of(practice, &self.heard_topics, |row| &row.practice)
    }

    /// Returns what was promised to practices, by practice and due day.
    #[must_use]
    pub fn followups(&self) -> &[FollowUp] {
        &self.followups
    }

    /// Lists what was promised to a practice and is not done, by due day; nothing beyond the last practice.
    pub fn open_followups(&self, practice: PracticeIndex) -> impl Iterator<Item = &FollowUp> {
        FollowUp::open(self.of(practice, &self.followups, |row| &row.practice))
    }

    /// Returns the material to hand out, sorted by identifier.
    #[must_use]
    pub fn materials(&self) -> &[Material] {
        &self.materials
    }

    /// Returns how much material liaisons had, by liaison, material and day.
    #[must_use]
    pub fn stock(&self) -> &[Stock] {
        &self.stock
    }

    /// Returns the material that was left at a practice, by day; none beyond the last practice.
    #[must_use]
    pub fn left_materials(&self, practice: PracticeIndex) -> &[LeftMaterial] {
        self.of(practice, &self.left_materials, |row| &row.practice)
    }

    /// Returns our physicians, sorted by identifier. A [`ProviderIndex`] is a position in this list.
    #[must_use]
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// Finds where one of our physicians stands.
    #[must_use]
    pub fn provider_index(&self, id: &ProviderId) -> Option<ProviderIndex> {
        self.providers.binary_search_by(|it| it.id.cmp(id)).ok().map(ProviderIndex::new)
    }

    /// Finds one of our physicians.
    #[must_use]
    pub fn provider(&self, id: &ProviderId) -> Option<&Provider> {
        self.providers.get(self.provider_index(id)?.get())
    }

    /// Returns the meetings of our physicians with practices that are wished for, by practice.
    #[must_use]
    pub fn introductions(&self) -> &[Introduction] {
        &self.introductions
    }

    /// Returns the events, by identifier.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Returns all rests by lot, by practice and first day.
    #[must_use]
    pub fn rests(&self) -> &[Rest] {
        &self.rests
    }

    /// Returns the rests of a practice, by first day; none beyond the last practice.
    #[must_use]
    pub fn rests_of(&self, practice: PracticeIndex) -> &[Rest] {
        self.of(practice, &self.rests, |row| &row.practice)
    }

    /// Tells whether a practice rests by lot on a date.
    #[must_use]
    pub fn is_resting(&self, practice: PracticeIndex, date: Date) -> bool {
        self.rests_of(practice).iter().any(|rest| rest.holds(date))
    }

    /// Finds the last day of a rest that holds from one date to another without a gap; `None` where a day between them is free.
    #[must_use]
    pub fn rests_until(&self, practice: PracticeIndex, from: Date, until: Date) -> Option<Date> {
        let mut next = from;
        for rest in self.rests_of(practice).iter().filter(|rest| rest.until >= from) {
            if rest.from > next {
                break;
            }
            next = next.max(rest.until.plus_days(1));
        }
        (next > until).then(|| next.plus_days(-1))
    }

    /// Returns the rows of one practice among rows that are sorted by practice.
    fn of<'a, T>(&self, practice: PracticeIndex, rows: &'a [T], id: impl Fn(&T) -> &PracticeId) -> &'a [T] {
        let Some(practice) = self.practice_at(practice) else { return &[] };
        let from = rows.partition_point(|row| *id(row) < practice.id);
        let until = rows.partition_point(|row| *id(row) <= practice.id);
        &rows[from..until]
    }
}
