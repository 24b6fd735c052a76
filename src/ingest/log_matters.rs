//! What somebody logs beside a visit: talking points told, material left, promises done and new ones.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::ingest::log_choice::LogChoice;
use crate::ingest::log_entry::{LogEntry, LogReader};
use crate::ingest::log_refusals;
use crate::model::book::Book;
use crate::model::contact::OpenIssue;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::material::{LeftMaterial, Material};
use crate::model::provider::{Introduction, Provider};
use crate::model::time::Date;
use crate::model::topic::{FollowUp, HeardTopic};

/// What somebody says beside a visit, before it is known what they mean.
#[derive(Debug, Clone, Copy, Default)]
pub struct MattersText<'a> {
    /// The talking points that were told, by identifier or text. The beginning of a text will do.
    pub topics: &'a [String],
    /// The material that was left, by identifier or name. After a colon stands the number of pieces, as `PAD:3`. Without a number it is
    /// what one visit gets.
    pub left: &'a [String],
    /// The physicians of ours who came along, by identifier or name.
    pub met: &'a [String],
    /// What the practice waited for and has now, in the words of the book. The beginning will do.
    pub settled: &'a [String],
    /// Whether all that was promised for such a visit is done.
    pub done: bool,
    /// What is promised now, and the last day for it.
    pub promise: Option<(&'a str, Date)>,
}

/// Rows that are logged beside a visit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogMatters {
    /// Talking points that were told.
    pub heard: Vec<HeardTopic>,
    /// Material that was left.
    pub left: Vec<LeftMaterial>,
    /// Physicians whom the practice has met. Each row settles the wishes of the practice for its specialty.
    pub met: Vec<Introduction>,
    /// What is settled. A row that repeats an open one with the day on which it was closed settles it.
    pub settled: Vec<OpenIssue>,
    /// Promises: each that is done, with its day, and the new one. A row that repeats a promise with the day on which it was done
    /// settles it.
    pub followups: Vec<FollowUp>,
}

impl LogMatters {
    /// Tells whether there is nothing to log.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_told = self.heard.is_empty() && self.left.is_empty() && self.met.is_empty();
        is_told && self.settled.is_empty() && self.followups.is_empty()
    }

    /// Returns the rows that a book does not hold yet.
    #[must_use]
    pub fn beyond(mut self, book: &Book) -> Self {
        let at = |id: &PracticeId| book.practice_index(id);
        self.heard.retain(|it| at(&it.practice).is_none_or(|at| !book.heard_topics(at).contains(it)));
        self.left.retain(|it| at(&it.practice).is_none_or(|at| !book.left_materials(at).contains(it)));
        self.met.retain(|it| !book.introductions().contains(it));
        self.followups.retain(|it| !book.followups().contains(it));
        self
    }
}

impl LogReader<'_> {
    /// Finds out what is meant beside a visit.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`](crate::ErrorKind::Setting) where something is not known, or several may be meant. It is the same where
    /// nobody was met, where no wish fits a physician, where the number of pieces is none, and where the promise does not lie within
    /// three years after the visit.
    pub fn matters(&self, entry: &LogEntry, said: &MattersText<'_>) -> Result<LogMatters, Error> {
        check_met(entry, said)?;
        let heard = said.topics.iter().map(|text| self.heard(entry, text)).collect::<Result<_, _>>()?;
        let left = said.left.iter().map(|text| self.left(entry, text)).collect::<Result<_, _>>()?;
        let met = said.met.iter().map(|text| self.met(entry, text)).collect::<Result<_, _>>()?;
        let settled = said.settled.iter().map(|text| self.settled(entry, text));
        let settled = settled.collect::<Result<Vec<_>, _>>()?.concat();
        let mut followups = if said.done { self.done(entry) } else { Vec::new() };
        if let Some((what, due)) = said.promise {
            followups.push(promise(entry, what, due)?);
        }
        Ok(LogMatters { heard, left, met, settled, followups })
    }

    fn heard(&self, entry: &LogEntry, text: &str) -> Result<HeardTopic, Error> {
        let all = self.book().topics();
        let all = all.iter().map(|it| (it, it.id.as_str(), it.text.as_str()));
        let topic = LogChoice::new("talking point", all).entry(text)?.id.clone();
        Ok(HeardTopic { practice: entry.practice.clone(), topic, date: entry.date })
    }

    fn left(&self, entry: &LogEntry, text: &str) -> Result<LeftMaterial, Error> {
        let (item, pieces) = self.item(text)?;
        let count = pieces.map_or(Some(item.pieces), |it| it.trim().parse().ok());
        let pieces = count.filter(|it| *it > 0).ok_or_else(|| log_refusals::no_pieces(text))?;
        let (practice, liaison) = (entry.practice.clone(), Some(entry.liaison.clone()));
        let material = item.id.clone();
        Ok(LeftMaterial { practice, date: entry.date, material, pieces, liaison, value: None })
    }

    /// Finds a material, and what is said of the number of pieces. A name may hold a colon of its own.
    fn item<'t>(&self, text: &'t str) -> Result<(&Material, Option<&'t str>), Error> {
        let all = self.book().materials().iter().map(|it| (it, it.id.as_str(), it.name.as_str()));
        let choice = LogChoice::new("material", all);
        let is_number = |it: &str| !it.is_empty() && it.chars().all(|digit| digit.is_ascii_digit());
        let parted = text
            .rsplit_once(':')
            .filter(|(name, pieces)| !choice.knows(text) && (is_number(pieces.trim()) || choice.knows(name)));
        let (name, pieces) = parted.map_or((text, None), |(name, pieces)| (name, Some(pieces)));
        Ok((choice.entry(name)?, pieces))
    }

    /// Finds the physician who was met, and the wish that the meeting fulfils.
    fn met(&self, entry: &LogEntry, text: &str) -> Result<Introduction, Error> {
        let all = self.book().providers().iter().map(|it| (it, it.id.as_str(), it.name.as_str()));
        let provider = LogChoice::new("physician", all).entry(text)?;
        let wish = self.wish(&entry.practice, provider);
        let wish = wish.ok_or_else(|| log_refusals::no_wish(&entry.practice, &provider.name))?;
        Ok(Introduction {
            practice: entry.practice.clone(),
            specialty: wish.specialty.clone(),
            provider: Some(provider.id.clone()),
            from: None,
            by: None,
            minutes: Introduction::DEFAULT_MINUTES,
            met: Some(entry.date),
        })
    }

    /// Finds the open wish of a practice that a physician fulfils: one that names the physician before others, then the most urgent.
    fn wish(&self, practice: &PracticeId, provider: &Provider) -> Option<&Introduction> {
        let mine = || self.book().introductions().iter().filter(|it| it.practice == *practice);
        let is_open = |it: &&Introduction| {
            mine().all(|other| other.met.is_none() || other.specialty != it.specialty)
                && provider.specialties.contains(&it.specialty)
                && it.provider.as_ref().is_none_or(|id| *id == provider.id)
        };
        mine().filter(is_open).min_by_key(|it| (it.provider.is_none(), it.by.is_none(), it.by))
    }

    /// Lists what a practice waited for and has now, as closed on the day of the visit.
    fn settled(&self, entry: &LogEntry, text: &str) -> Result<Vec<OpenIssue>, Error> {
        let practice = self.book().practice_index(&entry.practice);
        let rows = OpenIssue::last(practice.map_or(&[][..], |at| self.book().open_issues(at)));
        let is_open = |it: &&OpenIssue| it.closed.is_none() && it.since.is_none_or(|day| day <= entry.date);
        let open: Vec<&OpenIssue> = rows.filter(is_open).collect();
        let whats: BTreeSet<&str> = open.iter().map(|it| it.what.as_str()).collect();
        let what = LogChoice::new("open issue", whats.iter().map(|what| (*what, "", *what))).entry(text)?;
        let meant = open.into_iter().filter(|it| it.what == what);
        Ok(meant.map(|it| OpenIssue { closed: Some(entry.date), ..it.clone() }).collect())
    }

    /// Lists what was promised for a visit on such a day, as done on it.
    fn done(&self, entry: &LogEntry) -> Vec<FollowUp> {
        let practice: Option<PracticeIndex> = self.book().practice_index(&entry.practice);
        let open = practice.into_iter().flat_map(|at| self.book().open_followups(at));
        let open = open.filter(|it| it.first_day() <= entry.date);
        open.map(|it| FollowUp { done: Some(entry.date), ..it.clone() }).collect()
    }
}

/// Refuses what only a visit that met somebody can have done.
fn check_met(entry: &LogEntry, said: &MattersText<'_>) -> Result<(), Error> {
    let options = [
        ("--topic", !said.topics.is_empty()),
        ("--left", !said.left.is_empty()),
        ("--met", !said.met.is_empty()),
        ("--done", said.done),
    ];
    match options.iter().find(|(_, is_said)| *is_said && !entry.outcome.counts_as_visit()) {
        Some((option, _)) => Err(log_refusals::met_nobody(&entry.word, option)),
        None => Ok(()),
    }
}

/// States a promise from the day after a visit on.
fn promise(entry: &LogEntry, what: &str, due: Date) -> Result<FollowUp, Error> {
    LogEntry::check_next(entry.date, Some(due))?;
    Ok(FollowUp {
        practice: entry.practice.clone(),
        due,
        from: Some(entry.date.plus_days(1)),
        what: LogEntry::line(what)?,
        liaison: Some(entry.liaison.clone()),
        done: None,
    })
}
