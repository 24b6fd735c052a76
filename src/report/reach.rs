//! How many practices are seen as often as they should be, and how many are overdue.

use serde::Serialize;

use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::practice::{AccessPolicy, Cadence, Tier};
use crate::model::time::Date;
use crate::report::scope::ReportScope;
use crate::report::week::{ReportWeek, WEEK};
use crate::score::scores::Scores;

/// Days of the quarter that visits are counted in: 13 weeks.
pub(crate) const QUARTER: i64 = 91;

/// Weeks of the trend of the backlog.
const TREND_WEEKS: i64 = 13;

/// Reach and frequency by tier, and the backlog.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachFigures {
    /// By tier, A first.
    pub tiers: Vec<TierReach>,
    /// The backlog at the end of each of the last 13 weeks, the oldest first. The last one ends on the last known day.
    pub backlog: Vec<BacklogPoint>,
    /// The tiers of practices to which the book gives none, by practice.
    pub scored: Vec<ScoredTier>,
}

/// The tier that a practice is scored in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoredTier {
    /// Which practice.
    pub practice: PracticeId,
    /// Its tier.
    pub tier: Tier,
}

/// How often the practices of a tier are seen. Practices that receive no liaisons or have no place are left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TierReach {
    /// Which tier.
    pub tier: Tier,
    /// Its practices.
    pub practices: u32,
    /// Those where somebody was met within the target days of their cadence.
    pub within_target: u32,
    /// Those where somebody was last met longer ago than the most days of their cadence, and that do not rest by lot on the day.
    pub overdue: u32,
    /// Those where nobody was ever met, as far as the log tells.
    pub never_met: u32,
    /// Visits that met somebody within the last 13 weeks.
    pub visits: u32,
    /// Visits that the cadences ask for in 13 weeks: 91 / target days, added up.
    pub visits_asked: f64,
}

/// The backlog on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BacklogPoint {
    /// Which day.
    pub day: Date,
    /// Practices where somebody was last met longer ago than the most days of their cadence, and that do not rest by lot on the day.
    pub overdue: u32,
    /// Practices where nobody was ever met.
    pub never_met: u32,
}

/// A practice that is to be visited.
struct AskedPractice {
    practice: PracticeIndex,
    tier: Tier,
    cadence: Cadence,
}

impl ReachFigures {
    /// Counts who was seen up to the last known day of a week. Tiers and cadences are those of today.
    pub(crate) fn of(scope: ReportScope, scores: &Scores, week: ReportWeek) -> Self {
        let asked: Vec<AskedPractice> =
            scope.practices().filter_map(|at| AskedPractice::new(scope.book, scores, at)).collect();
        let tier = |tier| TierReach::of(scope.book, &asked, tier, week.until);
        let ends = (0..TREND_WEEKS).rev().map(|ago| week.sunday.plus_days(-WEEK * ago).min(week.until));
        Self {
            tiers: [Tier::A, Tier::B, Tier::C].into_iter().map(tier).collect(),
            backlog: ends.map(|day| BacklogPoint::of(scope.book, &asked, day)).collect(),
            scored: asked.iter().filter_map(|it| it.scored(scope.book)).collect(),
        }
    }
}

impl AskedPractice {
    /// Finds tier and cadence of a practice; `None` where nobody is to go there.
    fn new(book: &Book, scores: &Scores, at: PracticeIndex) -> Option<Self> {
        let practice = book.practice_at(at)?;
        let tier = practice.tier.or_else(|| Some(scores.practices.get(at.get())?.tier))?;
        let is_open = practice.access != AccessPolicy::NoSee && practice.location.is_some();
        is_open.then(|| Self { practice: at, tier, cadence: practice.cadence_in(tier) })
    }

    /// Returns the tier where the book gives none.
    fn scored(&self, book: &Book) -> Option<ScoredTier> {
        let practice = book.practice_at(self.practice).filter(|it| it.tier.is_none())?;
        Some(ScoredTier { practice: practice.id.clone(), tier: self.tier })
    }

    /// Counts the days since somebody was last met; `None` where nobody ever was.
    fn days_since(&self, book: &Book, day: Date) -> Option<i64> {
        book.last_visit(self.practice, day).map(|last| day.days_since(last))
    }

    /// Tells whether a visit is overdue; nobody is to go where a practice rests by lot.
    fn is_overdue(&self, book: &Book, day: Date) -> bool {
        let is_long_ago = self.days_since(book, day).is_some_and(|days| days > i64::from(self.cadence.max()));
        is_long_ago && !book.is_resting(self.practice, day)
    }
}

impl TierReach {
    fn of(book: &Book, asked: &[AskedPractice], tier: Tier, day: Date) -> Self {
        let mut reach = Self {
            tier,
            practices: 0,
            within_target: 0,
            overdue: 0,
            never_met: 0,
            visits: 0,
            visits_asked: 0.0,
        };
        for it in asked.iter().filter(|it| it.tier == tier) {
            let days = it.days_since(book, day);
            reach.practices += 1;
            let target = i64::from(it.cadence.target());
            reach.within_target += u32::from(days.is_some_and(|days| days <= target));
            reach.overdue += u32::from(it.is_overdue(book, day));
            reach.never_met += u32::from(days.is_none());
            reach.visits += recent_visits(book, it.practice, day);
            reach.visits_asked += QUARTER as f64 / f64::from(it.cadence.target());
        }
        reach
    }
}

/// Counts the visits of the last 13 weeks that met somebody.
fn recent_visits(book: &Book, practice: PracticeIndex, day: Date) -> u32 {
    let recent = |date: Date| (0..QUARTER).contains(&day.days_since(date));
    let visits = book.visits(practice).iter();
    let met = visits.filter(|visit| visit.outcome.counts_as_visit() && recent(visit.date));
    u32::try_from(met.count()).unwrap_or(u32::MAX)
}

impl BacklogPoint {
    fn of(book: &Book, asked: &[AskedPractice], day: Date) -> Self {
        let count = |is: &dyn Fn(&AskedPractice) -> bool| {
            u32::try_from(asked.iter().filter(|it| is(it)).count()).unwrap_or(u32::MAX)
        };
        Self {
            day,
            overdue: count(&|it| it.is_overdue(book, day)),
            never_met: count(&|it| it.days_since(book, day).is_none()),
        }
    }
}
