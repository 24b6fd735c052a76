//! What somebody logs: a visit as they say it, checked against the book.

use crate::error::Error;
use crate::ingest::identifiers::{Identifiers, loose};
use crate::ingest::log_refusals;
use crate::ingest::settings::Settings;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::words;
use crate::model::book::Book;
use crate::model::history::Outcome;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::issue::Table;
use crate::model::time::{Date, TimeOfDay};

/// An entry of the log: a visit that was made or missed, and perhaps the promise of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogEntry {
    /// Which practice.
    pub practice: PracticeId,
    /// The day.
    pub date: Date,
    /// When the visit began, where that was said.
    pub time: Option<TimeOfDay>,
    /// Who was there, or was to be.
    pub liaison: LiaisonId,
    /// How it went.
    pub outcome: Outcome,
    /// The word for the outcome, as it was said.
    pub word: String,
    /// What else is worth knowing; one line, which no plan uses.
    pub note: String,
    /// The last day for the next visit, which is promised.
    pub next: Option<Date>,
}

/// What somebody says about a visit, before it is known whom they mean.
#[derive(Debug, Clone, Copy)]
pub struct LogText<'a> {
    /// The practice, by identifier or by name.
    pub practice: &'a str,
    /// The liaison, by identifier or by name; the owner of the practice where this is empty.
    pub liaison: &'a str,
    /// The day of the visit.
    pub date: Date,
    /// When it began.
    pub time: Option<TimeOfDay>,
    /// How it went: a word that the table of visits may hold.
    pub outcome: &'a str,
    /// A note.
    pub note: &'a str,
    /// The last day for the next visit.
    pub next: Option<Date>,
}

/// Most days that an entry may lie before today, and most days that a promise may lie after the visit.
const OLDEST: i64 = 3_650;
const FARTHEST: i64 = 1_100;
/// Most letters of a note.
const LONGEST: usize = 1_000;
/// Names that are shown where none is meant.
const SHOWN: usize = 3;

/// Turns what people say into entries of the log.
///
/// ```
/// use rounds::ingest::{LogReader, LogText, Settings};
/// use rounds::model::{Book, Liaison, Location, Outcome, Practice, Records};
/// let place = Location::new(38.9, -77.0)?;
/// let mut practice = Practice::new("P1", "Cedar Clinic", place);
/// practice.owner = Some("L1".into());
/// let liaisons = vec![Liaison::new("L1", "Liaison Alder", place)].into();
/// let (book, _) = Book::build(Records { practices: vec![practice].into(), liaisons, ..Records::default() })?;
/// let settings = Settings::default();
/// let reader = LogReader::new(&book, &settings, "2026-02-03".parse()?);
/// let date = "2026-02-02".parse()?;
/// let said = LogText { practice: "cedar clinic", liaison: "", date, time: None, outcome: "met", note: "", next: None };
/// let entry = reader.entry(&said)?;
/// assert_eq!((entry.practice.as_str(), entry.liaison.as_str(), entry.outcome), ("P1", "L1", Outcome::Seen));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct LogReader<'a> {
    book: &'a Book,
    settings: &'a Settings,
    today: Date,
    practices: Identifiers<PracticeId>,
    liaisons: Identifiers<LiaisonId>,
}

impl std::fmt::Debug for LogReader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogReader").field("today", &self.today).finish_non_exhaustive()
    }
}

impl<'a> LogReader<'a> {
    /// Takes a book, its words, and the day of the clock.
    #[must_use]
    pub fn new(book: &'a Book, settings: &'a Settings, today: Date) -> Self {
        let practices = book.practices().iter().map(|it| (&it.id, it.id.as_str(), it.name.as_str()));
        let liaisons = book.liaisons().iter().map(|it| (&it.id, it.id.as_str(), it.name.as_str()));
        let (practices, liaisons) = (Identifiers::new(practices), Identifiers::new(liaisons));
        Self { book, settings, today, practices, liaisons }
    }

    /// Returns the book.
    pub(crate) fn book(&self) -> &'a Book {
        self.book
    }

    /// Finds out what is meant.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`](crate::ErrorKind::Setting) where practice, liaison or outcome are not known, or several may be meant; where the day lies ahead
    /// or ten years back; and where the promise does not lie within three years after the visit.
    pub fn entry(&self, said: &LogText<'_>) -> Result<LogEntry, Error> {
        let practice = self.practice(said.practice)?;
        let liaison = self.liaison(said.liaison, &practice)?;
        self.check_date(said.date)?;
        LogEntry::check_next(said.date, said.next)?;
        Ok(LogEntry {
            liaison,
            practice,
            date: said.date,
            time: said.time,
            outcome: self.outcome(said.outcome)?,
            word: said.outcome.trim().to_owned(),
            note: LogEntry::line(said.note)?,
            next: said.next,
        })
    }

    /// Finds a practice by its identifier, however it is spelt, or by its name.
    ///
    /// # Errors
    /// [`Setting`](crate::ErrorKind::Setting) where no practice is called so, or several are; with those that are near.
    pub fn practice(&self, text: &str) -> Result<PracticeId, Error> {
        let id = PracticeId::from(text.trim());
        if self.practices.knows(&id) {
            return Ok(id);
        }
        let all = || self.book.practices().iter().map(|it| (it.id.as_str(), it.name.as_str()));
        self.practices.meant(&id, text.trim()).ok_or_else(|| unknown("practice", text, all()))
    }

    /// Finds a liaison by identifier or name; the owner of the practice where nobody is named.
    pub(crate) fn liaison(&self, text: &str, practice: &PracticeId) -> Result<LiaisonId, Error> {
        if text.trim().is_empty() {
            let owner = self.book.practice(practice).and_then(|it| it.owner.clone());
            return owner.ok_or_else(|| log_refusals::nobody_covers(practice));
        }
        let id = LiaisonId::from(text.trim());
        if self.liaisons.knows(&id) {
            return Ok(id);
        }
        let all = || self.book.liaisons().iter().map(|it| (it.id.as_str(), it.name.as_str()));
        self.liaisons.meant(&id, text.trim()).ok_or_else(|| unknown("liaison", text, all()))
    }

    /// Reads the word for an outcome, as the table of visits is read.
    fn outcome(&self, text: &str) -> Result<Outcome, Error> {
        let word = text.trim();
        let meaning = self.settings.words.meaning(Table::Visits, "outcome", word).unwrap_or(word);
        words::outcome(meaning, Convention::default())
            .map_err(|_| log_refusals::no_outcome(word, &words::outcomes().collect::<Vec<_>>()))
    }

    fn check_date(&self, date: Date) -> Result<(), Error> {
        let age = self.today.days_since(date);
        match age {
            ..0 => Err(log_refusals::ahead(date, self.today)),
            0..=OLDEST => Ok(()),
            _ => Err(log_refusals::too_old(date)),
        }
    }
}

impl LogEntry {
    /// Checks that a promise lies within three years after its visit.
    pub(crate) fn check_next(date: Date, next: Option<Date>) -> Result<(), Error> {
        let Some(next) = next else { return Ok(()) };
        if next <= date {
            return Err(log_refusals::not_after(date, next));
        }
        if next.days_since(date) > FARTHEST {
            return Err(log_refusals::too_late(date, next));
        }
        Ok(())
    }

    /// Puts what somebody wrote on one line.
    pub(crate) fn line(text: &str) -> Result<String, Error> {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
        match line.chars().count() {
            0..=LONGEST => Ok(line),
            count => Err(log_refusals::long_note(count, LONGEST)),
        }
    }
}

/// Says that a name is not known or not unique, with the names that are near.
fn unknown<'a>(what: &str, text: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Error {
    let text = text.trim();
    let mut near: Vec<(f64, &str, &str)> =
        all.map(|(id, name)| (likeness(text, id, name), id, name)).collect();
    near.retain(|(likeness, ..)| *likeness > 0.75);
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.2, a.1).cmp(&(b.2, b.1))));
    let same = near.iter().filter(|(likeness, ..)| *likeness >= SAME).count();
    let shown = near.iter().take(SHOWN.max(same.min(2 * SHOWN)));
    let shown: Vec<String> = shown.map(|(_, id, name)| format!("{id} ({name})")).collect();
    log_refusals::unknown(what, text, same, &shown.join(", "))
}

/// The likeness of two spellings of one name.
const SAME: f64 = 2.0;

/// Says how like a text is to an identifier or a name: 2 where it is the same but for its spelling, 1 where the name holds it, and less
/// where letters differ.
fn likeness(text: &str, id: &str, name: &str) -> f64 {
    let (said, id, name) = (loose(text), loose(id), loose(name));
    if said.is_empty() {
        0.0
    } else if said == name || said == id {
        SAME
    } else if name.contains(&said) && said.chars().count() >= 3 {
        1.0
    } else {
        strsim::jaro_winkler(&said, &name).max(strsim::jaro_winkler(&said, &id))
    }
}
