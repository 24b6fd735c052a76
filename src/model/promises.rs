//! Everything that was promised to practices, as visits that have to happen.

use crate::model::book::Book;
use crate::model::calendar::MustVisit;
use crate::model::time::Date;
use crate::model::topic::FollowUp;

impl Book {
    /// Lists the visits that a plan from `start` on has to make: the must-visits, then one for each follow-up that is not done.
    ///
    /// A follow-up that is overdue asks for a visit in the first seven days of the plan. As with must-visits, a visit that met
    /// somebody within the days of a promise keeps it.
    ///
    /// ```
    /// use rounds::model::{Book, FollowUp, Liaison, Location, Practice, Records};
    /// let here = Location::new(38.9, -77.0)?;
    /// let followup = FollowUp {
    ///     practice: "P1".into(),
    ///     due: "2026-02-12".parse()?,
    ///     from: None,
    ///     what: "Bring the new referral form".into(),
    ///     liaison: None,
    ///     done: None,
    /// };
    /// let records = Records {
    ///     practices: vec![Practice::new("P1", "Cedar Family Medicine", here)].into(),
    ///     liaisons: vec![Liaison::new("L1", "Liaison One", here)].into(),
    ///     followups: vec![followup].into(),
    ///     ..Records::default()
    /// };
    /// let promises = Book::build(records)?.0.promises("2026-02-02".parse()?);
    /// assert_eq!((promises[0].from, promises[0].until), ("2026-01-29".parse()?, "2026-02-12".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn promises(&self, start: Date) -> Vec<MustVisit> {
        self.must_visits
            .iter()
            .cloned()
            .chain(FollowUp::open(&self.followups).map(|it| it.promise(start)))
            .collect()
    }
}

impl FollowUp {
    /// Days before its last one on which a follow-up may be brought, where no first day is stated.
    pub const USUAL_DAYS: i64 = 14;

    /// Returns the first day on which a visit can bring it: the one stated, or 14 days before its last one.
    #[must_use]
    pub fn first_day(&self) -> Date {
        self.from.unwrap_or_else(|| self.due.plus_days(-Self::USUAL_DAYS)).min(self.due)
    }

    /// Lists the rows of a sorted list that are not done. A row that repeats another one with the day on which it was done settles it,
    /// so that a log need not change a row.
    pub(crate) fn open(rows: &[Self]) -> impl Iterator<Item = &Self> {
        let is_settled = |it: &Self, next: &Self| Self { done: None, ..next.clone() } == *it;
        let next = rows.iter().skip(1).map(Some).chain([None]);
        let open = rows.iter().zip(next).filter(|(it, _)| it.done.is_none());
        open.filter(move |(it, next)| !next.is_some_and(|next| is_settled(it, next))).map(|(it, _)| it)
    }

    /// Returns the visit that a plan from `start` on has to make for it.
    fn promise(&self, start: Date) -> MustVisit {
        let until = if self.due < start { start.plus_days(6) } else { self.due };
        MustVisit { practice: self.practice.clone(), from: self.first_day(), until }
    }
}
