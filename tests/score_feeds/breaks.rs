//! Breaks of a whole book: a new level for everybody, and days that the file misses.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::{Book, Date, Referral};
use rounds::progress::unobserved;
use rounds::score::{self, ModelNote, ScoreConfig, Scores};

use crate::books::{Town, book, date, id, today};

fn scores(book: &Book) -> Scores {
    score::evaluate(book, today(), &ScoreConfig::default(), &unobserved).unwrap()
}

/// The rows up to a day and after it, of which only a share is kept.
fn kept(rows: &[Referral], since: Date, (before, after): (f64, f64)) -> Vec<Referral> {
    let mut random = Pcg64Mcg::seed_from_u64(3);
    let share = |row: &Referral| if row.date < since { before } else { after };
    rows.iter().filter(|row| random.random_bool(share(row))).cloned().collect()
}

fn level_break(scores: &Scores) -> Option<(Date, u32)> {
    scores.model.notes.iter().find_map(|note| match note {
        ModelNote::LevelBreak { since, percent } => Some((*since, *percent)),
        _ => None,
    })
}

#[test]
fn a_new_level_of_everybody_is_said_and_is_nobodys_own() {
    let since = date("2025-09-08");
    let rows = Town { days: 1_200, ..Town::steady(40, 3.0) }.rows(1, today());
    for (shares, percent) in [((1.0, 0.5), 40..60), ((0.5, 1.0), 160..250)] {
        let scores = scores(&book(40, kept(&rows, since, shares)));
        let (found, level) = level_break(&scores).expect("it is a break");
        assert!(found.days_since(since).abs() <= 14 && percent.contains(&level), "{found} {level}");
        println!("{}", scores.model.chosen);
        let fallen = scores.practices.iter().filter(|it| it.trend_probability > 0.9).count();
        assert!(fallen <= 4, "{fallen}");
        let expected: f64 = scores.practices.iter().map(|it| it.expected_count).sum();
        let recent = rows.iter().filter(|row| today().days_since(row.date) < 91).count() as f64 * shares.1;
        println!("expected {expected:.0}, lately {recent:.0}");
        // In a pool of all models, some know no exposure and look back at the old level.
        assert!((0.75..1.6).contains(&(expected / recent)), "{expected} {recent}");
    }
}

#[test]
fn the_fall_of_a_few_is_no_break() {
    let rows = Town::steady(40, 3.0).rows(1, today());
    let is_big = |row: &Referral| (0..16).any(|at| row.practice == id(at));
    let rows = rows.into_iter().filter(|row| row.date < date("2025-09-08") || !is_big(row));
    assert_eq!(level_break(&scores(&book(40, rows.collect()))), None);
}

#[test]
fn neither_growth_nor_season_is_a_break() {
    let mut seen = 0;
    for seed in 0..60 {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let town = Town {
            season: random.random_range(0.0..0.35),
            stops: random.random_range(0.0..0.01),
            days: random.random_range(300..900),
            ..Town::steady(random.random_range(5..60), random.random_range(2.0..9.0))
        };
        let growth = random.random_range(0.0..1.0) / 365.0;
        let chance = |row: &Referral| libm::exp(-growth * today().days_since(row.date) as f64);
        let rows = town.rows(seed, today()).into_iter();
        let rows = rows.filter(|row| random.random_bool(chance(row))).collect();
        seen += usize::from(level_break(&scores(&book(town.practices, rows))).is_some());
    }
    assert!(seen <= 1, "{seen}");
}

#[test]
fn days_that_the_file_misses_are_no_lapse() {
    let (first, last) = (date("2025-09-20"), date("2025-11-02"));
    let rows = Town::steady(30, 4.0).rows(6, today());
    let whole = scores(&book(30, rows.clone()));
    let missing = rows.into_iter().filter(|row| row.date < first || row.date > last);
    let scores = scores(&book(30, missing.collect()));
    let note = scores.model.notes.iter().find_map(|note| match note {
        ModelNote::FeedInterrupted { first_day, last_day } => Some((*first_day, *last_day)),
        _ => None,
    });
    let (from, until) = note.expect("the days are noticed");
    assert!(from.days_since(first).abs() <= 3 && until.days_since(last).abs() <= 3, "{from} {until}");
    let sum = |scores: &Scores| scores.practices.iter().map(|it| it.expected_count).sum::<f64>();
    assert!((sum(&scores) / sum(&whole) - 1.0).abs() < 0.1, "{} {}", sum(&scores), sum(&whole));
}
