//! Scores for people at a terminal: the most valuable practices in a table, or one practice in full.

use crate::export::layout::{WIDTH, clipped, line, wrapped};
use crate::export::wording::numbers::{chance_percent, fixed, tenths};
use crate::export::wording::score_text;
use crate::export::wording::text::printable;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::practice::Practice;
use crate::score::config::ScoreConfig;
use crate::score::scores::{PracticeScore, Scores};

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
    let (title, legend, columns) = if scores.are_sizes() {
        (score_text::sizes_title(scores.as_of), score_text::SIZES_LEGEND.to_owned(), size_columns())
    } else {
        (score_text::scores_title(scores.as_of), score_text::legend(config), columns())
    };
    let mut out = String::new();
    line(&mut out, &title);
    first_notes(&mut out, scores);
    for text in wrapped(&legend, WIDTH) {
        line(&mut out, &text);
    }
    line(&mut out, &format!("\n{columns}"));
    for (at, (score, practice)) in by_worth(book, scores).into_iter().take(top).enumerate() {
        let row = if scores.are_sizes() { size_row(at + 1, score, practice) } else { row(score, practice) };
        line(&mut out, &row);
        let why: Vec<String> = score.reasons.iter().map(ToString::to_string).collect();
        indented(&mut out, &why.join("; "));
    }
    out
}

/// Heads the rows of a book without referrals.
fn size_columns() -> String {
    let [rank, size, tier, segment, practice] = score_text::SIZE_COLUMNS;
    format!("{rank:>7} {size:>6} {tier:>4} {segment:11} {practice}")
}

fn size_row(rank: usize, score: &PracticeScore, practice: &Practice) -> String {
    let name = clipped(&format!("{} {}", practice.id, practice.name), 60);
    format!("{rank:>7} {:>6} {:>4} {:11} {name}", tenths(score.potential), score.tier, score.segment)
}

/// Scores beside their practices, by falling worth of a visit; equal ones in the order of the book.
fn by_worth<'a>(book: &'a Book, scores: &'a Scores) -> Vec<(&'a PracticeScore, &'a Practice)> {
    let mut order: Vec<_> = scores.practices.iter().zip(book.practices()).collect();
    order.sort_by(|(a, _), (b, _)| b.visit.base().total_cmp(&a.visit.base()));
    order
}

/// Heads the rows.
fn columns() -> String {
    let [visit, tier, active, count, range, trend, lapse, room, segment, practice] = score_text::COLUMNS;
    let figures =
        format!("{visit:>7} {tier:>4} {active:>6} {count:>7} {range:>9} {trend:>5} {lapse:>5} {room:>7}");
    format!("{figures} {segment:11} {practice}")
}

fn row(score: &PracticeScore, practice: &Practice) -> String {
    let range = format!(
        "{}-{}{}",
        score.interval.low,
        score.interval.high,
        if score.low_evidence { "?" } else { "" }
    );
    let figures = format!(
        "{:>7} {:>4} {:>6} {:>7} {range:>9} {:>5} {:>5} {:>7}",
        fixed(3, score.visit.base()),
        score.tier,
        chance_percent(score.p_active),
        tenths(score.expected_count),
        fixed(2, score.trend),
        fixed(2, score.lapse_risk),
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
    line(&mut out, &clipped(&score_text::whose(book, practice), WIDTH));
    line(&mut out, &score_text::score_title(scores.as_of));
    first_notes(&mut out, scores);
    out.push('\n');
    if scores.are_sizes() {
        let larger = scores.practices.iter().filter(|other| other.potential > score.potential).count();
        let facts = score_text::size_facts(score, practice, (larger + 1, scores.practices.len()));
        write_facts(&mut out, &facts);
        line(&mut out, &format!("\n{}", score_text::WHY_SIZE));
        score.reasons.iter().for_each(|reason| indented(&mut out, &reason.to_string()));
    } else {
        write_facts(&mut out, &score_text::facts(score, practice, config));
        reasons(&mut out, score);
    }
    out
}

fn write_facts(out: &mut String, facts: &[(&str, String)]) {
    for (name, text) in facts {
        line(out, &format!("  {name:20}{text}"));
    }
}

/// Writes the reasons with their points, and the sum of them.
fn reasons(out: &mut String, score: &PracticeScore) {
    line(out, &format!("\n{}", score_text::WHY));
    for reason in &score.reasons {
        let points =
            if reason.points == 0.0 && reason.is_remark() { String::new() } else { fixed(3, reason.points) };
        let mut texts = wrapped(&printable(&reason.to_string()), WIDTH - INDENT).into_iter();
        line(out, &format!("{points:>7}  {}", texts.next().unwrap_or_default()));
        texts.for_each(|text| line(out, &format!("{:INDENT$}{text}", "")));
    }
    line(out, &format!("{:>7}  {}", fixed(3, score.visit.base()), score_text::IN_ALL));
}

/// Writes what a reader has to know before the figures.
fn first_notes(out: &mut String, scores: &Scores) {
    for note in scores.model.notes.iter().filter(|note| note.comes_first()) {
        for text in wrapped(&note.to_string(), WIDTH) {
            line(out, &text);
        }
    }
}

fn indented(out: &mut String, text: &str) {
    for text in wrapped(&printable(text), WIDTH - INDENT) {
        line(out, &format!("{:INDENT$}{text}", ""));
    }
}
