//! Headings, legend and figures of scores at a terminal.

use crate::export::wording::days::day;
use crate::export::wording::levels;
use crate::export::wording::numbers::{chance_percent, counted, fixed, grouped, percent, tenths};
use crate::export::wording::scores::times_usual;
use crate::forecast::interval::CountInterval;
use crate::forecast::numeric::special::whole;
use crate::model::book::Book;
use crate::model::practice::Practice;
use crate::model::score_fact::ScoreFact;
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
         (? little evidence); room: referrals a year that the best of practices like it send beyond \
         what is expected of it now",
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
        ("visit", today),
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
    let source =
        if practice.tier.is_some() { "as given" } else { "by rank of potential, steady within a quarter" };
    format!("{}, {source}", score.tier)
}

/// Says what a visit is worth today, and later.
fn worth(score: &PracticeScore) -> [String; 2] {
    let visit = score.visit;
    let [month, quarter] = [28, 91].map(|gap| visit.after(Some(gap)));
    [
        format!(
            "{} extra referrals as the first visit or long after the last one, if visits work as assumed",
            extra(visit.base())
        ),
        format!("{} four weeks after the last one, {} after a quarter", extra(month), extra(quarter)),
    ]
}

/// Says how likely a referral is.
fn chance(score: &PracticeScore, config: &ScoreConfig) -> String {
    let (active, alive) = (chance_percent(score.p_active), chance_percent(score.p_alive));
    let ahead = days(config.horizon_days);
    if has_never_referred(score) {
        return format!("{active} in the next {ahead}; {NEVER_REFERRED}");
    }
    format!("{active} in the next {ahead}; {alive} that it has not stopped for good")
}

/// Says how many referrals to expect.
fn count(score: &PracticeScore, config: &ScoreConfig) -> String {
    let (count, ahead) = (about(score.expected_count), days(config.horizon_days));
    let probability = percent(config.interval);
    let range = match score.interval {
        CountInterval { low: 0, high: 0 } => "none".to_owned(),
        CountInterval { low, high } if low == high => grouped(low as usize),
        CountInterval { low: 0, high } => format!("at most {}", grouped(high as usize)),
        CountInterval { low, high } => {
            format!("between {} and {}", grouped(low as usize), grouped(high as usize))
        }
    };
    format!("{count} in the next {ahead}, {range} with {probability} probability")
}

/// Writes an expected number with as many digits as it deserves: "hardly any", "0.4", "3.2", "48".
fn about(number: f64) -> String {
    match number {
        ..0.05 => "hardly any".to_owned(),
        9.95.. => grouped(whole(number.round()) as usize),
        _ => tenths(number),
    }
}

/// Writes what a visit brings with as many digits as it deserves; what is not nothing never reads as nothing.
fn extra(number: f64) -> String {
    match number {
        ..=0.0 => "0".to_owned(),
        ..0.0005 => "less than 0.001".to_owned(),
        ..0.995 => fixed(3, number),
        _ => about(number),
    }
}

const NEVER_REFERRED: &str = "it has never referred";

fn has_never_referred(score: &PracticeScore) -> bool {
    score.reasons.iter().any(|reason| matches!(reason.fact, ScoreFact::Retention { silence: None }))
}

/// Says how the level of referrals has changed, as the reasons tell it.
fn trend(score: &PracticeScore) -> String {
    let told = score.reasons.iter().find_map(|reason| match reason.fact {
        ScoreFact::Trend(change) => Some(levels::change(&change)),
        ScoreFact::Retention { silence: Some(silence) } if silence.is_long() => {
            silence.last.map(|last| silent_since(last, silence.silent_days))
        }
        _ => None,
    });
    let unclear = match score.trend_probability {
        _ if has_never_referred(score) => NEVER_REFERRED,
        0.75.. => "probably fallen",
        0.5.. => "perhaps fallen",
        _ => "no clear change",
    };
    told.unwrap_or_else(|| unclear.to_owned())
}

/// Says since when a practice is silent.
fn silent_since(last: Date, silent_days: u32) -> String {
    format!("silent since {}", day(last, last.plus_days(i64::from(silent_days))))
}

/// Says how much of the usual chance of a referral is lost, or of the usual referrals.
fn lapse(score: &PracticeScore) -> String {
    let has_fallen = score.change.is_some_and(|change| change.is_fall());
    let what = if has_fallen { "of its usual referrals" } else { "of its usual chance of a referral" };
    match score.lapse_risk {
        _ if has_never_referred(score) => NEVER_REFERRED.to_owned(),
        ..0.025 => "hardly any".to_owned(),
        0.975.. => format!("almost all {what} lost"),
        risk => format!("about {} {what} lost", percent((20.0 * risk).round() / 20.0)),
    }
}

/// Says how much the best of practices like it send.
fn potential(score: &PracticeScore) -> String {
    let (potential, headroom) = (about(score.potential), about(score.headroom));
    format!(
        "{potential} a year, by its own record or the best quarter of practices like it; {headroom} more than expected"
    )
}

/// Says how much the figures rest on.
fn evidence(score: &PracticeScore) -> &'static str {
    if score.low_evidence { "little" } else { "enough for figures of its own" }
}

/// Counts days.
fn days(number: u32) -> String {
    counted(number as usize, "day", "days")
}
