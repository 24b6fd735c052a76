//! The report as a whole.

use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::time::Date;
use crate::plan::visit_plan::AssumedResponse;
use crate::progress::Observer;
use crate::report::access_rate::AccessFigures;
use crate::report::first_referrals::FirstReferrals;
use crate::report::headline::HeadlineFigures;
use crate::report::kept_plan::{KeptPlan, made_before, newest};
use crate::report::known_referrals::KnownReferrals;
use crate::report::next_week::NextWeek;
use crate::report::open_matters::OpenMatters;
use crate::report::reach::ReachFigures;
use crate::report::referral_weeks::{BookForecasts, ReferralFigures};
use crate::report::referrers::ReferrerFigures;
use crate::report::running_trials::{RunningTrial, running_trials};
use crate::report::scope::ReportScope;
use crate::report::visits::WeekVisits;
use crate::report::week::{ReportWeek, WEEK};
use crate::score::config::ResponsePrior;
use crate::score::scores::Scores;

/// What a report is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRequest {
    /// The week.
    pub week: ReportWeek,
    /// The day up to which the book is known.
    pub as_of: Date,
    /// Whose report it is; the team's where absent.
    pub liaison: Option<LiaisonId>,
}

/// What happened in a week, beside what was planned, and what comes next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeekReport {
    /// Version of this format; 1.
    pub format: u32,
    /// The day up to which the book is known.
    pub as_of: Date,
    /// The week.
    pub week: ReportWeek,
    /// Whose report it is; the team's where absent.
    pub liaison: Option<LiaisonId>,
    /// The week in a few figures.
    pub headline: HeadlineFigures,
    /// The same figures of the week before; absent where the book begins later.
    pub week_before: Option<HeadlineFigures>,
    /// Visits, planned and done.
    pub visits: WeekVisits,
    /// How often practices are seen.
    pub reach: ReachFigures,
    /// How often nobody could be met.
    pub access: AccessFigures,
    /// Referrals by week.
    pub referrals: ReferralFigures,
    /// Who is new, back, falling, growing or silent.
    pub referrers: ReferrerFigures,
    /// What followed first visits.
    pub first_referrals: FirstReferrals,
    /// Issues and follow-ups.
    pub open: OpenMatters,
    /// The week to come; absent where no plan covers it.
    pub next_week: Option<NextWeek>,
    /// Trials in which practices rest by lot in the week.
    pub trials: Vec<RunningTrial>,
    /// What is assumed of visits.
    pub assumed: AssumedResponses,
}

/// What the figures assume of visits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AssumedResponses {
    /// In scores.
    pub scores: ResponsePrior,
    /// In the newest plan; absent without one.
    pub plan: Option<AssumedResponse>,
}

/// Makes the report of a week. `scores` are those of the last known day of the week. `plans` are all that are kept, in the order in
/// which they were made. The team's figures hold those of everybody; a report of one liaison holds the same figures for their
/// visits, stops and practices alone.
///
/// Nothing depends on the order of rows or the number of threads. Two forecasts of weeks are fitted, as `score::forecast_weeks` has it.
/// The rest is O(visits x liaisons + referrals x weeks).
///
/// ```
/// use rounds::{model::*, progress, report::{self, ReportRequest, ReportWeek}, score};
/// let mut records = Records::default();
/// records.practices = vec![Practice::new("P1", "Cedar Family Medicine", Location::new(38.9, -77.0)?)].into();
/// records.liaisons = vec![Liaison::new("L1", "Liaison One", Location::new(38.9, -77.0)?)].into();
/// let date: Date = "2026-01-14".parse()?;
/// records.visits =
///     vec![Visit { practice: "P1".into(), liaison: "L1".into(), date, time: None, outcome: Outcome::Seen, note: None }].into();
/// let (book, _) = Book::build(records)?;
/// let as_of = "2026-01-18".parse()?;
/// let week = ReportWeek::last(&book, as_of)?;
/// let scores = score::evaluate(&book, week.until, &score::ScoreConfig::default(), &progress::unobserved)?;
/// let request = ReportRequest { week, as_of, liaison: None };
/// let report = report::report(&book, &scores, &[], &request, &progress::unobserved)?;
/// assert_eq!((report.headline.met, report.headline.planned), (1, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Setting`] where the book does not know the liaison, or the scores are of another day or book.
/// [`ErrorKind::Cancelled`] when `observer` asks to stop.
pub fn report(
    book: &Book,
    scores: &Scores,
    plans: &[KeptPlan],
    request: &ReportRequest,
    observer: Observer,
) -> Result<WeekReport, Error> {
    let scope = ReportScope::new(book, request.liaison.as_ref())?;
    let week = request.week;
    check(book, scores, week)?;
    let forecasts = BookForecasts::of(book, week, observer)?;
    let known = KnownReferrals::of(book, week.until);
    let visits = WeekVisits::of(scope, made_before(plans, week), week);
    let reach = ReachFigures::of(scope, scores, week);
    let referrals = ReferralFigures::of(scope, &known, &forecasts, week);
    let newest_plan = plans.iter().filter(|kept| kept.plan.as_of <= request.as_of);
    Ok(WeekReport {
        format: WeekReport::FORMAT,
        as_of: request.as_of,
        week,
        liaison: request.liaison.clone(),
        headline: HeadlineFigures::new(&visits.team, referrals.referrals(), reach.backlog.last()),
        week_before: before(scope, plans, &reach, &referrals, week),
        visits,
        access: AccessFigures::of(scope, week),
        referrers: ReferrerFigures::of(scope, &known, scores, week),
        first_referrals: FirstReferrals::of(scope, &known, week),
        open: OpenMatters::of(scope, week),
        next_week: next(scope, plans, request),
        trials: running_trials(scope, week),
        assumed: AssumedResponses {
            scores: scores.response,
            plan: newest_plan.max_by_key(|kept| kept.plan.as_of).map(|kept| kept.plan.response),
        },
        reach,
        referrals,
    })
}

impl WeekReport {
    /// The version of the format that this library writes.
    pub const FORMAT: u32 = 1;
}

/// Refuses scores that are not those of the week's end.
fn check(book: &Book, scores: &Scores, week: ReportWeek) -> Result<(), Error> {
    if scores.as_of == week.until && scores.practices.len() == book.practices().len() {
        return Ok(());
    }
    Err(other_scores(book, scores, week))
}

fn other_scores(book: &Book, scores: &Scores, week: ReportWeek) -> Error {
    let text = format!(
        "the scores are as of {} for {} practices; a report of this week needs those of {} for {}",
        scores.as_of,
        scores.practices.len(),
        week.until,
        book.practices().len()
    );
    Error::new(ErrorKind::Setting, text)
}

/// Returns the figures of the week before, if the book knows it.
fn before(
    scope: ReportScope,
    plans: &[KeptPlan],
    reach: &ReachFigures,
    referrals: &ReferralFigures,
    week: ReportWeek,
) -> Option<HeadlineFigures> {
    let before = ReportWeek::of(scope.book, week.until, week.before().monday).ok()?;
    let visits = WeekVisits::of(scope, made_before(plans, before), before);
    let sent = referrals.weeks.iter().find(|it| it.monday == before.monday).map_or(0, |it| it.referrals);
    let backlog = reach.backlog.iter().find(|it| it.day == before.sunday);
    Some(HeadlineFigures::new(&visits.team, sent, backlog))
}

/// Returns the week after the report's as the newest plan has it.
fn next(scope: ReportScope, plans: &[KeptPlan], request: &ReportRequest) -> Option<NextWeek> {
    let monday = request.week.monday.plus_days(WEEK);
    let sunday = monday.plus_days(WEEK - 1);
    let week = ReportWeek { monday, sunday, until: sunday };
    newest(plans, request.as_of, week).map(|kept| NextWeek::of(scope, kept, week))
}
