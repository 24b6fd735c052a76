//! Who is new, back, falling, growing or silent, in words.

use crate::export::wording::levels;
use crate::export::wording::numbers::{counted, fixed, grouped, percent};
use crate::export::wording::text::capitalised;
use crate::report::first_referrals::{FirstReferralGroup, FirstReferrals};
use crate::report::referrers::{ChangedReferrer, ReferrerFigures, WonBackReferrer};

/// Heads the news of referrers.
pub(crate) const REFERRERS: &str = "Referrers";
/// Names those who are new.
pub(crate) const NEW: &str = "New referrers";
/// Headings of those who are new.
pub(crate) const OF_NEW: [&str; 5] =
    ["Practice", "Liaison", "First referral", "Referrals so far", "Last visit before"];
/// Names those who are back.
pub(crate) const WON_BACK: &str = "Won back";
/// Headings of those who are back.
pub(crate) const OF_WON_BACK: [&str; 6] =
    ["Practice", "Liaison", "Back on", "Silent before", "Referrals since", "Visit in the silence"];
/// Names those who refer less.
pub(crate) const FALLING: &str = "Falling";
/// Names those who refer more.
pub(crate) const GROWING: &str = "Growing";
/// Headings of those who refer less or more.
pub(crate) const OF_CHANGED: [&str; 4] = ["Practice", "Liaison", "Sent in 12 months", "Change"];
/// Names those who are silent.
pub(crate) const SILENT: &str = "Silent";
/// Headings of those who are silent.
pub(crate) const OF_SILENT: [&str; 6] =
    ["Practice", "Liaison", "Sent in 12 months", "Rhythm", "Days silent", "Chance within 13 weeks"];

/// Counts the news.
pub(crate) fn counts(it: &ReferrerFigures) -> String {
    let new = counted(it.new.len(), "practice", "practices");
    let back = grouped(it.won_back.len());
    let falling = counted(it.falling.len(), "practice probably refers", "practices probably refer");
    let silent = counted(it.silent.len(), "has", "have");
    let growing = counted(it.growing.len(), "refers", "refer");
    format!(
        "In the last four weeks {new} referred for the first time and {back} came back after a long silence. {falling} less than \
         before, {silent} fallen silent, and {growing} more."
    )
}

/// Says how a level has changed.
pub(crate) fn change(it: &ChangedReferrer) -> String {
    capitalised(&levels::change(&it.change))
}

/// Says how long a silence was beside the usual gap.
pub(crate) fn silence(it: &WonBackReferrer) -> String {
    let days = it.returned.days_since(it.silent_since);
    let days = counted(usize::try_from(days).unwrap_or(0), "day", "days");
    format!("{days}, usually every {}", fixed(0, it.usual_days))
}

/// Tells what followed first visits, and that it proves nothing.
pub(crate) fn first_referrals(it: &FirstReferrals) -> String {
    if it.visited.practices == 0 && it.not_visited.practices == 0 {
        return "There is no practice whose first referral could be watched for.".to_owned();
    }
    let met = counted(it.visited.practices as usize, "practice", "practices");
    format!(
        "Since {}, somebody was met for the first time at {met} that had never referred. {} of them sent a first referral after it \
         ({}). Of the {} that nobody has visited, {} did ({}). This is no proof that the visit was the cause: somebody chose whom to visit.",
        it.from.to_words(),
        grouped(it.visited.referred as usize),
        rate(it.visited),
        grouped(it.not_visited.practices as usize),
        grouped(it.not_visited.referred as usize),
        rate(it.not_visited),
    )
}

/// Writes how many first referrals came in so many weeks of watching.
fn rate(it: FirstReferralGroup) -> String {
    let share = if it.practices == 0 { 0.0 } else { f64::from(it.referred) / f64::from(it.practices) };
    let each = if it.practices == 0 { 0.0 } else { it.weeks / f64::from(it.practices) };
    format!("{}, watched for {} weeks each", percent(share), fixed(0, each))
}
