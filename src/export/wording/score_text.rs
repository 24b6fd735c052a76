//! Headings, legend and figures of scores at a terminal.

use crate::export::wording::numbers::{counted, fixed, grouped, percent, tenths};
use crate::export::wording::scores::times_usual;
use crate::forecast::interval::CountInterval;
use crate::model::book::Book;
use crate::model::practice::Practice;
use crate::model::time::Date;
use crate::score::config::ScoreConfig;
use crate::score::scores::PracticeScore;

/// Heads the scores of many practices.
pub(crate) fn scores_title(as_of: Date) -> String {
    format!("Scores as of {}, the most valuable visits first", as_of.to_words())
}

/// Heads the sizes of many practices, where the book tells of no referrals.
pub(crate) fn sizes_title(as_of: Date) -> String {
    format!("Practices by size as of {}, the largest first", as_of.to_words())
}

/// Says what the columns of sizes mean.
pub(crate) const SIZES_LEGEND: &str = "The book has no referrals, so what practices send is unknown and nothing is counted. size: how \
    much a practice could send beside a usual one, by providers, specialty and your own columns; 1 is a usual practice of three providers";

/// The columns of the table of sizes.
pub(crate) const SIZE_COLUMNS: [&str; 5] = ["rank", "size", "tier", "segment", "practice"];

/// Says what the columns mean.
pub(crate) fn legend(config: &ScoreConfig) -> String {
    format!(
        "visit: referrals that one more visit keeps or gains; in the next {}: chance of any, count, {} range \
         (? little evidence); room: referrals a year that the best of practices like it send beyond that",
        days(config.horizon_days),
        percent(config.interval),
    )
}

/// The columns of the table of scores.
pub(crate) const COLUMNS: [&str; 10] =
    ["visit", "tier", "active", "count", "range", "trend", "lapse", "room", "segment", "practice"];

/// Heads the score of one practice.
pub(crate) fn score_title(as_of: Date) -> String {
    format!("Score as of {}", as_of.to_words())
}

/// What stands above the reasons.
pub(crate) const WHY: &str = "Why a visit is worth that, in referrals";
/// The sum of the reasons.
pub(crate) const IN_ALL: &str = "in all";

/// What stands above the reasons of a size.
pub(crate) const WHY_SIZE: &str = "What the rank rests on";

/// Says what is known of a practice, and who covers it.
pub(crate) fn whose(book: &Book, practice: &Practice) -> String {
    let owner = practice.owner.as_ref().map_or_else(
        || "covered by nobody".to_owned(),
        |id| format!("covered by {}", book.liaison(id).map_or(id.as_str(), |liaison| &liaison.name)),
    );
    let providers = practice.providers.map(|number| counted(number as usize, "provider", "providers"));
    let parts = [practice.specialty.clone(), providers, Some(owner)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Lists what is known of a practice, figure by figure.
pub(crate) fn facts(
    score: &PracticeScore,
    practice: &Practice,
    config: &ScoreConfig,
) -> [(&'static str, String); 10] {
    let [today, later] = worth(score);
    [
        ("segment", score.segment.to_string()),
        ("tier", tier(score, practice)),
        ("first visit", today),
        ("next visit", later),
        ("chance of referral", chance(score, config)),
        ("count", count(score, config)),
        ("lapse risk", lapse(score)),
        ("trend", trend(score)),
        ("potential", potential(score)),
        ("evidence", evidence(score).to_owned()),
    ]
}

/// Lists what is known of a practice of a book without referrals.
pub(crate) fn size_facts(
    score: &PracticeScore,
    practice: &Practice,
    (rank, all): (usize, usize),
) -> [(&'static str, String); 5] {
    [
        ("segment", score.segment.to_string()),
        ("tier", tier(score, practice)),
        ("size", times_usual(score.potential)),
        ("rank", format!("{} of {} by size", grouped(rank), grouped(all))),
        ("referrals", "unknown: the book has none".to_owned()),
    ]
}

/// Says how important a practice is, and who says so.
fn tier(score: &PracticeScore, practice: &Practice) -> String {
    let source = if practice.tier.is_some() { "as given" } else { "by rank of potential" };
    format!("{}, {source}", score.tier)
}

/// Says what a visit is worth today, and later.
fn worth(score: &PracticeScore) -> [String; 2] {
    let visit = score.visit;
    let [month, quarter] = [28, 91].map(|gap| visit.after(Some(gap)));
    [
        format!("{} extra referrals, if visits work as assumed", fixed(3, visit.base())),
        format!("{} four weeks after the last one, {} after a quarter", fixed(3, month), fixed(3, quarter)),
    ]
}

/// Says how likely a referral is.
fn chance(score: &PracticeScore, config: &ScoreConfig) -> String {
    let (active, alive) = (percent(score.p_active), percent(score.p_alive));
    let ahead = days(config.horizon_days);
    format!("{active} in the next {ahead}; {alive} that it has not stopped for good")
}

/// Says how many referrals to expect.
fn count(score: &PracticeScore, config: &ScoreConfig) -> String {
    let (count, ahead) = (tenths(score.expected_count), days(config.horizon_days));
    let CountInterval { low, high } = score.interval;
    let probability = percent(config.interval);
    format!("{count} in the next {ahead}, between {low} and {high} with {probability} probability")
}

/// Says how the rate of referrals has changed.
fn trend(score: &PracticeScore) -> String {
    let fallen = percent(score.trend_probability);
    format!("{} of its earlier rate; {fallen} likely to have fallen", fixed(2, score.trend))
}

/// Says how much of the usual chance is lost.
fn lapse(score: &PracticeScore) -> String {
    format!("{} of its usual chance of a referral is lost", percent(score.lapse_risk))
}

/// Says how much the best of practices like it send.
fn potential(score: &PracticeScore) -> String {
    let (potential, headroom) = (tenths(score.potential), tenths(score.headroom));
    format!("{potential} a year (best quarter of practices like it), {headroom} above what is expected")
}

/// Says how much the figures rest on.
fn evidence(score: &PracticeScore) -> &'static str {
    if score.low_evidence { "little" } else { "enough for figures of its own" }
}

/// Counts days.
fn days(number: u32) -> String {
    counted(number as usize, "day", "days")
}
