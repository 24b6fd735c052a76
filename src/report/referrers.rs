//! Who began to refer, came back, refers less or more, or fell silent.

use serde::Serialize;

use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::score_fact::{LevelChange, Rhythm, ScoreFact, Silence};
use crate::model::time::Date;
use crate::report::known_referrals::KnownReferrals;
use crate::report::reach::QUARTER;
use crate::report::scope::ReportScope;
use crate::report::week::ReportWeek;
use crate::score::scores::{PracticeScore, Scores};

/// Days of the last four weeks, in which somebody is new or back.
pub(crate) const RECENT: i64 = 28;
/// A silence counts that is longer than so many usual gaps, and at least [`RECENT`] days long. By chance alone, one gap
/// in 150 is that long.
pub(crate) const LONG_SILENCE: f64 = 5.0;
/// Days with a referral that a rhythm needs.
const FEWEST_DAYS: usize = 3;

/// News of the practices that refer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferrerFigures {
    /// First referral ever within the last four weeks, by that day.
    pub new: Vec<NewReferrer>,
    /// Back within the last four weeks after a long silence, by the day of their return. One that is falling all the same is left out.
    pub won_back: Vec<WonBackReferrer>,
    /// Send less than before, the greatest loss first.
    pub falling: Vec<ChangedReferrer>,
    /// Send more than before, the greatest gain first.
    pub growing: Vec<ChangedReferrer>,
    /// Silent for so long that half or more of the usual chance of a referral is gone, and not counted as falling; those who sent most
    /// come first.
    pub silent: Vec<SilentReferrer>,
}

/// A practice that referred for the first time. The book knows referrals of 13 weeks or more before that day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewReferrer {
    /// Who.
    pub practice: PracticeId,
    /// The day of the first referral.
    pub first: Date,
    /// Referrals since then.
    pub referrals: u64,
    /// The last day before the first referral on which somebody was met there.
    pub visited: Option<Date>,
}

/// A practice that refers again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WonBackReferrer {
    /// Who.
    pub practice: PracticeId,
    /// The last day with a referral before the silence.
    pub silent_since: Date,
    /// The day of the first referral after it.
    pub returned: Date,
    /// Days from one day with a referral to the next, in the mean, before the silence.
    pub usual_days: f64,
    /// Referrals since the return.
    pub referrals: u64,
    /// The last day within the silence on which somebody was met there.
    pub visited: Option<Date>,
}

/// A practice that has credibly changed its level, and still sends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangedReferrer {
    /// Who.
    pub practice: PracticeId,
    /// Referrals of the last 12 months.
    pub sent_year: u32,
    /// Since when, and from what to what.
    pub change: LevelChange,
}

/// A practice that referred within a year and is silent now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SilentReferrer {
    /// Who.
    pub practice: PracticeId,
    /// Referrals of the last 12 months.
    pub sent_year: u32,
    /// Its rhythm, its silence, and the chances.
    pub silence: Silence,
}

impl ReferrerFigures {
    /// Finds who is new, back, falling, growing or silent up to the last known day of a week.
    pub(crate) fn of(scope: ReportScope, known: &KnownReferrals, scores: &Scores, week: ReportWeek) -> Self {
        let until = known.until.min(week.until);
        let mut new: Vec<_> = scope.practices().filter_map(|at| new(scope, known, at, until)).collect();
        let mut won_back: Vec<_> =
            scope.practices().filter_map(|at| won_back(scope, known, at, until)).collect();
        let scores = || scope.practices().filter_map(|at| scores.practices.get(at.get()));
        let (mut falling, mut growing): (Vec<_>, Vec<_>) =
            scores().filter_map(changed).partition(|it| it.change.is_fall());
        // A straggler after a collapse wins nobody back.
        won_back.retain(|it| falling.iter().all(|fallen| fallen.practice != it.practice));
        new.sort_by(|a, b| (a.first, &a.practice).cmp(&(b.first, &b.practice)));
        won_back.sort_by(|a, b| (a.returned, &a.practice).cmp(&(b.returned, &b.practice)));
        let mut silent: Vec<_> = scores().filter_map(silent).collect();
        silent.sort_by(|a, b| b.sent_year.cmp(&a.sent_year).then_with(|| a.practice.cmp(&b.practice)));
        falling.sort_by(|a, b| a.gain().total_cmp(&b.gain()).then_with(|| a.practice.cmp(&b.practice)));
        growing.sort_by(|a, b| b.gain().total_cmp(&a.gain()).then_with(|| a.practice.cmp(&b.practice)));
        Self { new, won_back, falling, growing, silent }
    }
}

impl ChangedReferrer {
    /// Counts the referrals a year that the change has brought: less than 0 for a fall.
    fn gain(&self) -> f64 {
        self.change.after - self.change.before
    }
}

/// Finds the last day from one day to another on which somebody was met.
fn met_between(scope: ReportScope, at: PracticeIndex, from: Date, until: Date) -> Option<Date> {
    scope.book.last_visit(at, until).filter(|day| *day >= from)
}

/// Tells whether a practice referred for the first time lately.
fn new(scope: ReportScope, known: &KnownReferrals, at: PracticeIndex, until: Date) -> Option<NewReferrer> {
    let first = known.of_practice(at).first()?.0;
    let is_recent = (0..RECENT).contains(&until.days_since(first));
    let is_watched = known.first.is_some_and(|begin| first.days_since(begin) >= QUARTER);
    (is_recent && is_watched).then_some(())?;
    Some(NewReferrer {
        practice: scope.book.practice_at(at)?.id.clone(),
        first,
        referrals: known.count_of(at, first, until),
        visited: scope.book.last_visit(at, first.plus_days(-1)),
    })
}

/// Tells whether a practice refers again after a long silence.
fn won_back(
    scope: ReportScope,
    known: &KnownReferrals,
    at: PracticeIndex,
    until: Date,
) -> Option<WonBackReferrer> {
    let mut days: Vec<Date> = known.of_practice(at).iter().map(|day| day.0).collect();
    days.dedup();
    let mut ends = (FEWEST_DAYS..days.len()).rev();
    let (silent_since, returned, usual_days) = ends.find_map(|end| silence_before(&days, end, until))?;
    Some(WonBackReferrer {
        practice: scope.book.practice_at(at)?.id.clone(),
        silent_since,
        returned,
        usual_days,
        referrals: known.count_of(at, returned, until),
        visited: met_between(scope, at, silent_since.plus_days(1), returned.plus_days(-1)),
    })
}

/// Returns begin and end of the silence before a day of a list, with the usual gap before it, where it was long and ended lately.
fn silence_before(days: &[Date], end: usize, until: Date) -> Option<(Date, Date, f64)> {
    let (first, last, returned) = (*days.first()?, *days.get(end.checked_sub(1)?)?, *days.get(end)?);
    let usual = last.days_since(first) as f64 / (end - 1) as f64;
    let silent = returned.days_since(last);
    let is_long = silent >= RECENT && silent as f64 > LONG_SILENCE * usual;
    let is_recent = (0..RECENT).contains(&until.days_since(returned));
    (is_long && is_recent).then_some((last, returned, usual))
}

/// Finds what a practice sent within a year; `None` where it never referred.
fn sent_year(score: &PracticeScore) -> Option<u32> {
    score.reasons.iter().find_map(|reason| match reason.fact {
        ScoreFact::Headroom { sent, .. } => sent,
        _ => None,
    })
}

/// Tells whether a practice fell silent: it sent something within a year, and at most half of its usual chance is left.
fn silent(score: &PracticeScore) -> Option<SilentReferrer> {
    let sent_year = sent_year(score).filter(|sent| *sent > 0)?;
    let silence = score.reasons.iter().find_map(|reason| match reason.fact {
        ScoreFact::Retention { silence } => silence,
        _ => None,
    })?;
    let is_silent = silence.silent_days >= u32::try_from(RECENT).unwrap_or(0)
        && silence.rhythm != Rhythm::Changed
        && silence.chance <= silence.usual_chance / 2.0;
    is_silent.then(|| SilentReferrer { practice: score.practice.clone(), sent_year, silence })
}

/// Finds the change that a score tells of; `None` where the practice sent nothing within a year.
fn changed(score: &PracticeScore) -> Option<ChangedReferrer> {
    let sent_year = sent_year(score).filter(|sent| *sent > 0)?;
    score.reasons.iter().find_map(|reason| match reason.fact {
        ScoreFact::Trend(change) => {
            Some(ChangedReferrer { practice: score.practice.clone(), sent_year, change })
        }
        _ => None,
    })
}
