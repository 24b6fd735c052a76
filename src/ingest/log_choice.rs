//! Which entry of a table somebody means, by identifier or by text.

use crate::error::Error;
use crate::ingest::identifiers::loose;
use crate::ingest::log_refusals;

/// Fewest letters of a beginning that stands for a whole text.
const BEGINNING: usize = 3;

/// Entries that can be meant, with what people call one.
pub(crate) struct LogChoice<'a, T: ?Sized> {
    what: &'static str,
    /// Each with its identifier and its text.
    all: Vec<(&'a T, &'a str, &'a str)>,
}

impl<'a, T: ?Sized> LogChoice<'a, T> {
    /// Takes all entries with their identifiers and texts.
    pub(crate) fn new(what: &'static str, all: impl Iterator<Item = (&'a T, &'a str, &'a str)>) -> Self {
        Self { what, all: all.collect() }
    }

    /// Finds the one entry that is meant: by its identifier, by its text, or by the beginning of its text.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`](crate::ErrorKind::Setting) where none is meant, or several may be.
    pub(crate) fn entry(&self, said: &str) -> Result<&'a T, Error> {
        let mut meant = self.whole(said);
        if meant.is_empty() {
            meant = self.beginning(said);
        }
        match meant.as_slice() {
            [(entry, ..)] => Ok(entry),
            [] => Err(log_refusals::not_among(self.what, said, &names(&self.all))),
            several => Err(log_refusals::several(self.what, said, &names(several))),
        }
    }

    /// Tells whether this is the identifier or the whole text of an entry.
    pub(crate) fn knows(&self, said: &str) -> bool {
        !self.whole(said).is_empty()
    }

    /// Lists the entries whose identifier or text this is, however it is spelt. An identifier that is spelt alike goes first.
    fn whole(&self, said: &str) -> Vec<(&'a T, &'a str, &'a str)> {
        let alike = self.filtered(|id, _| id == said.trim());
        let said = loose(said);
        if alike.is_empty() && !said.is_empty() {
            self.filtered(|id, text| loose(id) == said || loose(text) == said)
        } else {
            alike
        }
    }

    fn beginning(&self, said: &str) -> Vec<(&'a T, &'a str, &'a str)> {
        let begins = loose(said);
        if begins.chars().count() < BEGINNING {
            return Vec::new();
        }
        self.filtered(|_, text| loose(text).starts_with(&begins))
    }

    fn filtered(&self, is_meant: impl Fn(&str, &str) -> bool) -> Vec<(&'a T, &'a str, &'a str)> {
        self.all.iter().filter(|(_, id, text)| is_meant(id, text)).copied().collect()
    }
}

/// Writes what people call entries.
fn names<T: ?Sized>(entries: &[(&T, &str, &str)]) -> String {
    let shown = entries.iter().map(|(_, id, text)| match *id {
        "" => format!("{text:?}"),
        id => format!("{id} ({text})"),
    });
    shown.collect::<Vec<_>>().join(", ")
}
