//! Names of places in a travel file: practices, and homes of liaisons.

use rustc_hash::FxHashMap;

use crate::model::book::Book;
use crate::model::location::Location;

/// One end of a drive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DriveEnd {
    /// The practice of this number.
    Practice(usize),
    /// The home of the liaison of this number.
    Home(usize),
}

/// The places of a book by the names that a travel file may give them.
#[derive(Debug)]
pub(crate) struct PlaceNames<'a> {
    book: &'a Book,
    practices: FxHashMap<&'a str, usize>,
    homes: FxHashMap<&'a str, usize>,
}

impl<'a> PlaceNames<'a> {
    pub(crate) fn new(book: &'a Book) -> Self {
        let practices = (0..).zip(book.practices()).map(|(at, practice)| (practice.id.as_str(), at));
        let homes = (0..).zip(book.liaisons()).map(|(at, liaison)| (liaison.id.as_str(), at));
        Self { book, practices: practices.collect(), homes: homes.collect() }
    }

    /// Finds the place that a name means: a bare identifier, or one after `practice:` or `home:`. A bare identifier that is a
    /// practice's and a liaison's means the practice.
    pub(crate) fn find(&self, name: &str) -> Option<DriveEnd> {
        let practice = |id: &str| self.practices.get(id).map(|at| DriveEnd::Practice(*at));
        let home = |id: &str| self.homes.get(id).map(|at| DriveEnd::Home(*at));
        let told = || {
            let (kind, id) = name.split_once(':')?;
            match kind.trim().to_lowercase().as_str() {
                "practice" => practice(id.trim()),
                "home" | "liaison" => home(id.trim()),
                _ => None,
            }
        };
        // An apostrophe in front keeps a spreadsheet from running an identifier such as -5.
        let unguarded = || self.find(name.strip_prefix('\'')?);
        practice(name).or_else(|| home(name)).or_else(told).or_else(unguarded)
    }

    /// Tells whether a bare identifier is a practice's and a liaison's.
    pub(crate) fn is_ambiguous(&self, name: &str) -> bool {
        self.practices.contains_key(name) && self.homes.contains_key(name)
    }

    /// Returns where an end is; `None` for a practice without a place.
    pub(crate) fn location(&self, end: DriveEnd) -> Option<Location> {
        match end {
            DriveEnd::Practice(at) => self.book.practices().get(at).and_then(|practice| practice.location),
            DriveEnd::Home(at) => self.book.liaisons().get(at).map(|liaison| liaison.home),
        }
    }
}
