//! What a report shows beside its figures, and names for identifiers.

use crate::export::units::Units;
use crate::export::wording::report_text;
use crate::export::wording::text::printable;
use crate::model::book::Book;
use crate::model::id::{EventId, LiaisonId, PracticeId, ProviderId};
use crate::model::practice::Practice;

/// What a report shows beside its figures.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportExtras<'a> {
    /// A remark under the heading, such as that the data is simulated; may be empty.
    pub note: &'a str,
    /// The unit of distance.
    pub units: Units,
}

/// What people call those whom the book knows. An identifier that it does not know is shown as itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportNames<'a> {
    pub(crate) book: &'a Book,
    pub(crate) units: Units,
}

impl ReportNames<'_> {
    /// Names a practice, with its identifier: names may be alike.
    pub(crate) fn practice(self, id: &PracticeId) -> String {
        let known = self.book.practice(id);
        printable(&known.map_or_else(|| id.to_string(), |it| report_text::named(&it.name, id.as_str())))
    }

    /// Names a liaison.
    pub(crate) fn liaison(self, id: &LiaisonId) -> String {
        let known = self.book.liaison(id).map(|it| it.name.as_str()).filter(|name| !name.trim().is_empty());
        printable(known.unwrap_or(id.as_str()))
    }

    /// Names the liaison who owns a practice; nothing where nobody does.
    pub(crate) fn owner(self, id: &PracticeId) -> String {
        let owner = self.book.practice(id).and_then(|it: &Practice| it.owner.as_ref());
        owner.map_or_else(String::new, |owner| self.liaison(owner))
    }

    /// Names one of our physicians.
    pub(crate) fn provider(self, id: &ProviderId) -> String {
        printable(self.book.provider(id).map_or(id.as_str(), |it| &it.name))
    }

    /// Names an event.
    pub(crate) fn event(self, id: &EventId) -> String {
        let known = self.book.events().iter().find(|it| it.id == *id);
        printable(known.map_or(id.as_str(), |it| &it.name))
    }
}
