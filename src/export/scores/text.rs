//! Scores for people at a terminal: the most valuable practices in a table, or one practice in full.

use crate::export::layout::{clipped, line, wrapped};
use crate::export::wording::numbers::{counted, percent, tenths};
use crate::export::wording::text::printable;
use crate::forecast::interval::CountInterval;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::practice::Practice;
use crate::score::config::ScoreConfig;
use crate::score::scores::{PracticeScore, Scores};

/// No line is wider, as long as every character fills one column.
const WIDTH: usize = 100;
/// Where the reasons of a practice begin.
const INDENT: usize = 9;

/// Shows the `top` most valuable practices, best first. Each has two or more lines: figures, then reasons.
/// `config` is the one that the scores were made with.
///
/// ```
/// use rounds::{export, model::*, progress, score};
/// let mut records = Records::default();
/// records.practices = vec![Practice::new("P1", "Cedar Family Medicine", Location::new(38.9, -77.0)?)].into();
/// records.liaisons = vec![Liaison::new("L1", "Ada", Location::new(38.9, -77.0)?)].into();
/// let (book, _) = Book::build(records)?;
/// let config = score::ScoreConfig::default();
/// let scores = score::evaluate(&book, "2026-01-30".parse()?, &config, &progress::unobserved)?;
/// assert!(export::scores_text(&book, &scores, &config, 10).contains("Cedar Family Medicine"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn scores_text(book: &Book, scores: &Scores, config: &ScoreConfig, top: usize) -> String {
    let mut out = String::new();
    line(&mut out, &format!("Scores as of {}, the most valuable visits first", scores.as_of.to_words()));
    for text in wrapped(&legend(config), WIDTH) {
        line(&mut out, &text);
    }
    let columns = format!(
        "{:>7} {:>4} {:>6} {:>7} {:>9} {:>5} {:>5} {:>7}",
        "visit", "tier", "active", "count", "range", "trend", "lapse", "room"
    );
    line(&mut out, &format!("\n{columns} {:11} practice", "segment"));
    for (score, practice) in by_worth(book, scores).into_iter().take(top) {
        line(&mut out, &row(score, practice));
        let why: Vec<String> = score.reasons.iter().map(ToString::to_string).collect();
        indented(&mut out, &why.join("; "));
    }
    out
}

fn legend(config: &ScoreConfig) -> String {
    format!(
        "visit: referrals that one more visit keeps or gains; in the next {}: chance of any, count, {} range \
         (? little evidence); room: referrals a year not sent now",
        days(config.horizon_days),
        percent(config.interval),
    )
}

/// Scores beside their practices, by falling worth of a visit; equal ones in the order of the book.
fn by_worth<'a>(book: &'a Book, scores: &'a Scores) -> Vec<(&'a PracticeScore, &'a Practice)> {
    let mut order: Vec<_> = scores.practices.iter().zip(book.practices()).collect();
    order.sort_by(|(a, _), (b, _)| b.visit.base().total_cmp(&a.visit.base()));
    order
}

fn row(score: &PracticeScore, practice: &Practice) -> String {
    let range = format!(
        "{}-{}{}",
        score.interval.low,
        score.interval.high,
        if score.low_evidence { "?" } else { "" }
    );
    let figures = format!(
        "{:>7.3} {:>4} {:>6} {:>7} {range:>9} {:>5.2} {:>5.2} {:>7}",
        score.visit.base(),
        score.tier,
        percent(score.p_active),
        tenths(score.expected_count),
        score.trend,
        score.lapse_risk,
        tenths(score.headroom),
    );
    let name = clipped(&format!("{} {}", practice.id, practice.name), 29);
    format!("{figures} {:11} {name}", score.segment)
}

/// Shows one practice's score in full, every figure with its unit and the reasons with their points. Returns
/// nothing for a practice that the book does not know. `config` is the one that the scores were made with.
#[must_use]
pub fn score_text(book: &Book, scores: &Scores, config: &ScoreConfig, practice: &PracticeId) -> String {
    let Some(at) = book.practice_index(practice) else { return String::new() };
    let Some(score) = scores.practices.get(at.get()) else { return String::new() };
    let mut out = String::new();
    let practice = &book.practices()[at.get()];
    line(&mut out, &clipped(&format!("{} {}", practice.id, practice.name), WIDTH));
    line(&mut out, &clipped(&whose(book, practice), WIDTH));
    line(&mut out, &format!("Score as of {}\n", scores.as_of.to_words()));
    for (name, text) in facts(score, practice, config) {
        line(&mut out, &format!("  {name:20}{text}"));
    }
    line(&mut out, "\nWhy a visit is worth that, in referrals");
    for reason in &score.reasons {
        let points = if reason.points == 0.0 && reason.is_remark() {
            String::new()
        } else {
            format!("{:.3}", reason.points)
        };
        let mut texts = wrapped(&printable(&reason.to_string()), WIDTH - INDENT).into_iter();
        line(&mut out, &format!("{points:>7}  {}", texts.next().unwrap_or_default()));
        texts.for_each(|text| line(&mut out, &format!("{:INDENT$}{text}", "")));
    }
    line(&mut out, &format!("{:>7.3}  in all", score.visit.base()));
    out
}

fn whose(book: &Book, practice: &Practice) -> String {
    let owner = practice.owner.as_ref().map_or_else(
        || "covered by nobody".to_owned(),
        |id| format!("covered by {}", book.liaison(id).map_or(id.as_str(), |liaison| &liaison.name)),
    );
    let providers = practice.providers.map(|number| counted(number as usize, "provider", "providers"));
    let parts = [practice.specialty.clone(), providers, Some(owner)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Lists what is known of a practice, figure by figure.
fn facts(score: &PracticeScore, practice: &Practice, config: &ScoreConfig) -> [(&'static str, String); 10] {
    let evidence = if score.low_evidence { "little" } else { "enough for figures of its own" };
    let lost = format!("{} of its usual chance of a referral is lost", percent(score.lapse_risk));
    let [today, later] = worth(score);
    [
        ("segment", score.segment.to_string()),
        ("tier", tier(score, practice)),
        ("a visit today", today),
        ("a visit later", later),
        ("chance of referral", chance(score, config)),
        ("count", count(score, config)),
        ("lapse risk", lost),
        ("trend", trend(score)),
        ("potential", potential(score)),
        ("evidence", evidence.to_owned()),
    ]
}

fn tier(score: &PracticeScore, practice: &Practice) -> String {
    let source = if practice.tier.is_some() { "as given" } else { "by rank of potential" };
    format!("{}, {source}", score.tier)
}

/// Says what a visit is worth today, and later.
fn worth(score: &PracticeScore) -> [String; 2] {
    let visit = score.visit;
    let later = format!("{:.3} in a week, {:.3} in four", visit.on(7, None), visit.on(28, None));
    [format!("{:.3} referrals that it keeps or gains", visit.base()), later]
}

fn chance(score: &PracticeScore, config: &ScoreConfig) -> String {
    let (active, alive) = (percent(score.p_active), percent(score.p_alive));
    let ahead = days(config.horizon_days);
    format!("{active} in the next {ahead}; {alive} that it has not stopped for good")
}

fn count(score: &PracticeScore, config: &ScoreConfig) -> String {
    let (count, ahead) = (tenths(score.expected_count), days(config.horizon_days));
    let CountInterval { low, high } = score.interval;
    let probability = percent(config.interval);
    format!("{count} in the next {ahead}, between {low} and {high} with {probability} probability")
}

fn trend(score: &PracticeScore) -> String {
    let fallen = percent(score.trend_probability);
    format!("{:.2} of its earlier rate; {fallen} likely to have fallen", score.trend)
}

fn potential(score: &PracticeScore) -> String {
    let (potential, headroom) = (tenths(score.potential), tenths(score.headroom));
    format!("{potential} referrals a year, of which {headroom} are not sent now")
}

fn indented(out: &mut String, text: &str) {
    for text in wrapped(&printable(text), WIDTH - INDENT) {
        line(out, &format!("{:INDENT$}{text}", ""));
    }
}

fn days(number: u32) -> String {
    counted(number as usize, "day", "days")
}
