//! Where the referrals of a book by day end: a silence of everybody at once that nobody's own reasons explain.

use crate::model::book::Book;
use crate::model::history::Referral;
use crate::model::time::Date;
use crate::score::periods::DaySpan;
use crate::score::working_time::WorkingTime;

/// The end of a feed of referrals by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SilenceEnd {
    /// The last day whose referrals are known.
    pub(crate) last_day: Date,
    /// Days with a referral of somebody that came after it, all the same.
    pub(crate) stragglers: usize,
}

/// The rhythm of a book, with which its silences are compared.
pub(crate) struct BookRhythm<'a> {
    book: &'a Book,
    time: WorkingTime,
    /// The days that rows speak of, once for every practice, the oldest first.
    days: Vec<Date>,
    /// The last day of a row with the count 0, which says that nothing came and that the feed went on.
    quiet: Option<Date>,
}

/// Days of a practice's rhythm that count: its last 13 weeks.
const WINDOW: i64 = 91;
/// The shortest silence that may be an end, in usual days of the week: about six days of the calendar.
const SHORTEST: f64 = 4.0;
/// Chance that a silent practice has stopped for reasons of its own.
const STOPPED: f64 = 0.1;
/// A silence less likely than this is an end of the feed.
const UNLIKELY: f64 = 0.005;
/// The same for an interruption: every book has many silences, and one is looked at at its end.
const UNLIKELIER: f64 = 0.000_2;
/// The shortest interruption, in usual days of the week.
const SHORTEST_INTERRUPTION: f64 = 7.0;
/// Days that are looked back for an end with stragglers after it.
const FARTHEST: i64 = 366;

impl<'a> BookRhythm<'a> {
    /// Reads the rhythm of a book from its rows up to a day. O(rows x log(rows)).
    pub(crate) fn new(book: &'a Book, rows: &[&Referral], as_of: Date) -> Self {
        let told = |row: &Referral| if row.date <= as_of { row.date } else { row.first_day() };
        let mut days: Vec<Date> = rows.iter().map(|row| told(row)).collect();
        days.sort_unstable();
        let quiet = rows.iter().filter(|row| row.count == 0 && row.date <= as_of).map(|row| row.date).max();
        Self { book, time: WorkingTime::of(book.holidays(), &days, as_of), days, quiet }
    }

    /// Finds the end of the feed; `None` while the book's silence may be chance.
    ///
    /// The last day with a row is an end where the silence since then is next to impossible ([`Self::ln_chance`]). Few rows
    /// may still come after an end, typed in by hand. So an earlier silence counts, too, if hardly anything came after it.
    /// A silence that goes on stays an end: its chance only falls. O(practices) a silence of some days.
    pub(crate) fn end(&self, as_of: Date) -> Option<SilenceEnd> {
        let (mut found, mut next, mut after) = (None, as_of.plus_days(1), 0);
        for same in self.days.chunk_by(|a, b| a == b).rev() {
            // A chunk holds one day at least.
            let last = same[0];
            let is_far = after > 0 && as_of.days_since(last) > FARTHEST;
            if is_far || self.quiet.is_some_and(|quiet| last < quiet) {
                break;
            }
            let silence = (last, next.plus_days(-1));
            let is_end = || {
                self.are_stragglers(after, silence, as_of) && self.ln_chance(silence) < libm::log(UNLIKELY)
            };
            if self.length(silence) >= SHORTEST && is_end() {
                found = Some(SilenceEnd { last_day: last, stragglers: after });
            }
            (next, after) = (last, after + same.len());
        }
        found
    }

    /// Lists the silences up to a day, after which the feed went on, as their first and last days.
    pub(crate) fn interruptions(&self, until: Date) -> Vec<DaySpan> {
        let mut days: Vec<Date> = self.days.iter().copied().take_while(|day| *day <= until).collect();
        days.dedup();
        // Both are entries of a window of two.
        let silences = days.windows(2).map(|pair| (pair[0], pair[1].plus_days(-1)));
        let found = silences.filter(|silence| {
            self.length(*silence) >= SHORTEST_INTERRUPTION && self.ln_chance(*silence) < libm::log(UNLIKELIER)
        });
        found.map(|(last, until)| (last.plus_days(1), until)).collect()
    }

    /// Returns the time of a silence, from the last day before it to its own last day.
    fn length(&self, (last, until): DaySpan) -> f64 {
        self.time.between(last, until)
    }

    /// Tells whether what came after a silence is next to nothing: a tenth of the usual since the silence began, and one row or a
    /// quarter of the usual since it ended.
    fn are_stragglers(&self, after: usize, (last, until): DaySpan, as_of: Date) -> bool {
        let usual = |from: Date| self.rate(last) * self.time.between(from, as_of);
        let after = after as f64;
        after <= 0.1 * usual(last) && (after <= 1.0 || after <= 0.25 * usual(until))
    }

    /// Counts the rows of a usual day of the week in the window that ends on a day.
    fn rate(&self, last: Date) -> f64 {
        let up_to = |day: Date| self.days.partition_point(|it| *it <= day);
        let from = last.plus_days(-WINDOW).max(self.days.first().map_or(last, |first| first.plus_days(-1)));
        let time = self.time.between(from, last);
        if time > 0.0 { (up_to(last) - up_to(from)) as f64 / time } else { 0.0 }
    }

    /// Returns the logarithm of the chance that all practices are silent, had the feed gone on.
    ///
    /// A practice is silent because it has stopped, or by chance. The chance of none in the time `s`, where `n` days with a
    /// referral came in the time `x` before, is `(x / (x + s))^n` (Solow 1993, doi:10.2307/1940821). A practice that was silent for
    /// long by then is taken to have stopped. Practices stop each for itself, so the chances multiply, and it takes three
    /// practices at least.
    fn ln_chance(&self, silence: DaySpan) -> f64 {
        self.book.practice_indices().map(|at| self.ln_chance_of(self.book.referrals(at), silence)).sum()
    }

    /// Returns the same for one practice.
    fn ln_chance_of(&self, rows: &[Referral], (last, until): DaySpan) -> f64 {
        let known = &rows[..rows.partition_point(|it| it.date <= last)];
        let from = last.plus_days(-WINDOW);
        let sent = || known.iter().filter(|it| it.count > 0).map(|it| it.date);
        let recent: Vec<Date> = sent().rev().take_while(|date| *date > from).collect();
        let (Some(first), Some(newest)) = (sent().next(), recent.first()) else { return 0.0 };
        // What came first starts the clock, and says nothing of the rhythm.
        let days = recent.chunk_by(|a, b| a == b).count() - usize::from(first > from);
        let watched = self.time.between(first.max(from), last);
        if days == 0 || watched <= 0.0 {
            return 0.0;
        }
        let none_in = |time: f64| libm::pow(watched / (watched + time), days as f64);
        let stopped = STOPPED / (STOPPED + (1.0 - STOPPED) * none_in(self.time.between(*newest, last)));
        libm::log(stopped + (1.0 - stopped) * none_in(self.time.between(last, until)))
    }
}
