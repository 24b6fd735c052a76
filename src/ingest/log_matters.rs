//! What somebody logs beside a visit: talking points told, material left, promises done and new ones.

use crate::error::Error;
use crate::ingest::log_entry::{LogEntry, LogReader};
use crate::ingest::log_refusals;
use crate::model::book::Book;
use crate::model::history::Outcome;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::material::LeftMaterial;
use crate::model::time::Date;
use crate::model::topic::{FollowUp, HeardTopic};

/// What somebody says beside a visit, before it is known what they mean.
#[derive(Debug, Clone, Copy, Default)]
pub struct MattersText<'a> {
    /// The talking points that were told, by identifier.
    pub topics: &'a [String],
    /// The material that was left: an identifier, and after a colon the number of pieces, as `PAD:3`. Without a number it is what one
    /// visit gets.
    pub left: &'a [String],
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
    /// Promises: each that is done, with its day, and the new one. A row that repeats a promise with the day on which it was done
    /// settles it.
    pub followups: Vec<FollowUp>,
}

impl LogMatters {
    /// Tells whether there is nothing to log.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heard.is_empty() && self.left.is_empty() && self.followups.is_empty()
    }

    /// Returns the rows that a book does not hold yet.
    #[must_use]
    pub fn beyond(mut self, book: &Book) -> Self {
        let at = |id: &PracticeId| book.practice_index(id);
        self.heard.retain(|it| at(&it.practice).is_none_or(|at| !book.heard_topics(at).contains(it)));
        self.left.retain(|it| at(&it.practice).is_none_or(|at| !book.left_materials(at).contains(it)));
        self.followups.retain(|it| !book.followups().contains(it));
        self
    }
}

impl LogReader<'_> {
    /// Finds out what is meant beside a visit.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`](crate::ErrorKind::Setting) where a talking point or a material is not known; where nobody was met who could have heard
    /// something, or nobody was there who could have left something; where the number of pieces is none; and where the promise does not lie within three years
    /// after the visit.
    pub fn matters(&self, entry: &LogEntry, said: &MattersText<'_>) -> Result<LogMatters, Error> {
        let heard = said.topics.iter().map(|id| self.heard(entry, id)).collect::<Result<_, _>>()?;
        let left = said.left.iter().map(|text| self.left(entry, text)).collect::<Result<_, _>>()?;
        let mut followups = if said.done { self.done(entry) } else { Vec::new() };
        if let Some((what, due)) = said.promise {
            followups.push(promise(entry, what, due)?);
        }
        Ok(LogMatters { heard, left, followups })
    }

    fn heard(&self, entry: &LogEntry, id: &str) -> Result<HeardTopic, Error> {
        if !entry.outcome.counts_as_visit() {
            return Err(log_refusals::nobody_heard(&entry.word));
        }
        let known = self.book().topics();
        let topic = known.iter().map(|it| &it.id).find(|it| it.as_str() == id.trim());
        let all = || known.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
        let topic = topic.ok_or_else(|| log_refusals::not_among("talking point", id, &all()))?;
        Ok(HeardTopic { practice: entry.practice.clone(), topic: topic.clone(), date: entry.date })
    }

    fn left(&self, entry: &LogEntry, text: &str) -> Result<LeftMaterial, Error> {
        if matches!(entry.outcome, Outcome::Cancelled | Outcome::Missed) {
            return Err(log_refusals::nothing_left(&entry.word));
        }
        let known = self.book().materials();
        let whole = known.iter().find(|it| it.id.as_str() == text.trim()).map(|it| (it, None));
        let parted = || {
            let (id, pieces) = text.rsplit_once(':')?;
            Some((known.iter().find(|it| it.id.as_str() == id.trim())?, Some(pieces)))
        };
        let all = || known.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(", ");
        let (item, pieces) =
            whole.or_else(parted).ok_or_else(|| log_refusals::not_among("material", text, &all()))?;
        let count = pieces.map_or(Some(item.pieces), |it| it.trim().parse().ok());
        let pieces = count.filter(|it| *it > 0).ok_or_else(|| log_refusals::no_pieces(text))?;
        let (practice, liaison) = (entry.practice.clone(), Some(entry.liaison.clone()));
        Ok(LeftMaterial {
            practice,
            date: entry.date,
            material: item.id.clone(),
            pieces,
            liaison,
            value: None,
        })
    }

    /// Lists what was promised for a visit on such a day, as done on it.
    fn done(&self, entry: &LogEntry) -> Vec<FollowUp> {
        let practice: Option<PracticeIndex> = self.book().practice_index(&entry.practice);
        let open = practice.into_iter().flat_map(|at| self.book().open_followups(at));
        let open = open.filter(|it| it.first_day() <= entry.date);
        open.map(|it| FollowUp { done: Some(entry.date), ..it.clone() }).collect()
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
