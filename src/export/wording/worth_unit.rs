//! What the worth of visits is counted in: referrals, or points by size where the book tells of no referrals.

use crate::model::book::Book;

/// What the worth of visits is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WorthUnit {
    Referrals,
    /// A first visit to a practice of usual size is one point.
    Points,
}

impl WorthUnit {
    /// Finds the unit of a book. O(practices).
    pub(crate) fn of(book: &Book) -> Self {
        let any = |at| book.referrals(at).iter().any(|it| it.count > 0);
        if book.practice_indices().any(any) { Self::Referrals } else { Self::Points }
    }

    /// Names what visits bring.
    pub(crate) fn extra(self) -> &'static str {
        self.one_of(["extra referrals", "points"])
    }

    /// Names what visits bring, at the beginning of a line.
    pub(crate) fn capitalised(self) -> &'static str {
        self.one_of(["Extra referrals", "Points"])
    }

    /// Names what visits bring, where there is little room.
    pub(crate) fn short(self) -> &'static str {
        self.one_of(["extra ref", "points"])
    }

    /// Names what a plan gains or loses.
    pub(crate) fn expected(self) -> &'static str {
        self.one_of(["expected referrals", "points"])
    }

    /// Names what an hour brings.
    pub(crate) fn plain(self) -> &'static str {
        self.one_of(["referrals", "points"])
    }

    fn one_of(self, [referrals, points]: [&'static str; 2]) -> &'static str {
        match self {
            Self::Referrals => referrals,
            Self::Points => points,
        }
    }
}
