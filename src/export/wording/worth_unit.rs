//! What the worth of visits is counted in: referrals, or points by size where the book tells of no referrals.

use crate::model::book::Book;
use crate::model::score_fact::ScoreFact;
use crate::plan::visit_plan::Plan;

/// What the worth of visits is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WorthUnit {
    Referrals,
    /// A first visit to a practice of usual size is one point.
    Points,
}

impl WorthUnit {
    /// Finds the unit of a plan: that of its reasons. O(1) where it has visits.
    pub(crate) fn of_plan(plan: &Plan) -> Self {
        let mut facts = plan.stops().flat_map(|(.., stop)| stop.score_facts());
        let is_size = facts.find_map(|fact| match fact {
            ScoreFact::Size { .. } => Some(true),
            ScoreFact::Headroom { .. } => Some(false),
            _ => None,
        });
        if is_size == Some(true) { Self::Points } else { Self::Referrals }
    }

    /// Finds the unit of a book that no plan is made of yet. O(practices).
    pub(crate) fn of_book(book: &Book) -> Self {
        let any = |at| book.referrals(at).iter().any(|it| it.count > 0);
        if book.practice_indices().any(any) { Self::Referrals } else { Self::Points }
    }

    /// Names what visits bring.
    pub(crate) fn extra(self) -> &'static str {
        self.one_of(["extra referrals", "points"])
    }

    /// Names what visits bring, at the beginning of a line.
    #[cfg(any(feature = "html", feature = "ics", feature = "xlsx"))]
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
