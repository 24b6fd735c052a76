//! On which days something may be told or given, and when again.

use crate::model::time::Date;

/// Tells whether something that was given on one day may be given again on another; once is for ever where no days are stated.
pub(crate) fn is_over(last: Date, every_days: Option<u32>, day: Date) -> bool {
    every_days.is_some_and(|every| day.days_since(last) >= i64::from(every.max(1)))
}

/// Tells whether a day lies within a first and a last one, where they are stated.
pub(crate) fn is_within(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}
