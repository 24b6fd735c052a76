//! The week of a report.

use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::history::Referral;
use crate::model::time::Date;

/// Days of a week.
pub(crate) const WEEK: i64 = 7;

/// Days from Monday to Friday.
const FRIDAY: i64 = 4;

/// A week from Monday to Sunday, and how much of it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReportWeek {
    /// Its first day.
    pub monday: Date,
    /// Its last day.
    pub sunday: Date,
    /// The last day of it that history reaches; the Sunday where it reaches beyond.
    pub until: Date,
}

impl ReportWeek {
    /// Finds the week that a day lies in, in a book that is known up to `as_of`.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where the week begins after `as_of`, or ends before the first visit and referral of the book.
    /// [`ErrorKind::Input`] where the book has neither.
    pub fn of(book: &Book, as_of: Date, day: Date) -> Result<Self, Error> {
        let (first, _) = known_days(book, as_of)?;
        let week = Self::holding(day, as_of);
        if week.monday > as_of {
            return Err(in_the_future(day, as_of));
        }
        if week.sunday < first {
            return Err(before_history(day, first));
        }
        Ok(week)
    }

    /// Finds the last complete week in which the book knows a visit or a referral.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] where there is none up to `as_of`.
    pub fn last(book: &Book, as_of: Date) -> Result<Self, Error> {
        let end = as_of.plus_days(WEEK - FRIDAY).monday().plus_days(-1);
        let (_, last) = known_days(book, end)?;
        Ok(Self::holding(last, as_of))
    }

    /// Makes the week of a day, known up to `as_of`.
    fn holding(day: Date, as_of: Date) -> Self {
        let monday = day.monday();
        let sunday = monday.plus_days(WEEK - 1);
        Self { monday, sunday, until: sunday.min(as_of) }
    }

    /// Tells whether all of its days from Monday to Friday are known: then nothing is missing that a usual week has.
    #[must_use]
    pub fn is_complete(self) -> bool {
        self.until >= self.monday.plus_days(FRIDAY)
    }

    /// Tells whether a day belongs to it, known or not.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        self.monday <= day && day <= self.sunday
    }

    /// Returns the complete week before.
    #[must_use]
    pub fn before(self) -> Self {
        let sunday = self.monday.plus_days(-1);
        Self { monday: self.monday.plus_days(-WEEK), sunday, until: sunday }
    }
}

/// Finds the first and the last day up to `as_of` on which the book knows a visit or a referral.
fn known_days(book: &Book, as_of: Date) -> Result<(Date, Date), Error> {
    let of = |at| {
        let sent = book.referrals(at).iter().filter(|it| it.count > 0).map(Referral::first_day);
        sent.chain(book.visits(at).iter().map(|visit| visit.date)).filter(|day| *day <= as_of)
    };
    let days = || book.practice_indices().flat_map(of);
    days().min().zip(days().max()).ok_or_else(|| nothing_known(as_of))
}

fn nothing_known(as_of: Date) -> Error {
    let text = format!(
        "the book knows no visit and no referral up to {as_of}, so there is no week to report; log visits, or name a later day with --as-of"
    );
    Error::new(ErrorKind::Input, text)
}

fn in_the_future(day: Date, as_of: Date) -> Error {
    let text = format!(
        "the week of {day} begins after {as_of}, up to which the book is known; name an earlier week, or a later day with --as-of"
    );
    Error::new(ErrorKind::Setting, text)
}

fn before_history(day: Date, first: Date) -> Error {
    let text = format!("the week of {day} ends before {first}, the first day in the book; name a later week");
    Error::new(ErrorKind::Setting, text)
}
