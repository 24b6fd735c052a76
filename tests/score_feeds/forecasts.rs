//! Everything starts where the referrals end: the same figures as on that day.

use rounds::model::{Book, Date, Referral};
use rounds::progress::unobserved;
use rounds::score::{self, ModelNote, ScoreConfig, Scores, Segment};

use crate::books::{Dated, Town, book, cut, date, months, records, today, until};

fn scores(book: &Book, as_of: Date) -> Scores {
    score::evaluate(book, as_of, &ScoreConfig::default(), &unobserved).unwrap()
}

fn late(practices: usize) -> (Vec<Referral>, Date) {
    let rows = cut(&Town::steady(practices, 4.0).rows(9, today()), date("2025-12-19"));
    let last = rows.iter().map(|row| row.date).max().unwrap();
    (rows, last)
}

#[test]
fn a_late_feed_is_scored_as_on_its_last_day() {
    for practices in [6, 40] {
        let (rows, last) = late(practices);
        let book = book(practices, rows);
        let (then, now) = (scores(&book, last), scores(&book, today()));
        assert_eq!(then.practices, now.practices, "{practices}");
        assert!(
            now.practices.iter().all(|it| it.segment != Segment::Lapsed && it.lapse_risk < 0.5),
            "{practices}"
        );
        let note = now.model.notes.iter().find(|note| note.comes_first()).unwrap();
        assert!(
            matches!(note, ModelNote::FeedEnds { last_day, days: 42.., .. } if *last_day == last),
            "{note:?}"
        );
        assert!(
            note.to_string().starts_with(&format!(
                "Referrals end on {} December 2025; forecasts start there.",
                last.day()
            ))
        );
        assert!(!then.model.notes.iter().any(ModelNote::comes_first));
    }
}

#[test]
fn months_dated_in_any_way_are_scored_alike() {
    let rows = Town::steady(30, 4.0).rows(2, date("2025-12-31"));
    let of = |dated| scores(&book(30, months(&rows, dated)), date("2026-02-20"));
    let (last, first, named) = (of(Dated::Last), of(Dated::First), of(Dated::Named));
    assert_eq!(first.practices, named.practices);
    for (one, other) in last.practices.iter().zip(&named.practices) {
        assert!((one.expected_count - other.expected_count).abs() < 0.05 * other.expected_count + 0.1);
    }
}

#[test]
fn neither_the_order_of_rows_nor_threads_change_a_late_book() {
    let (mut rows, _) = late(20);
    let straight = scores(&book(20, rows.clone()), today());
    rows.reverse();
    let mut turned = records(20, rows);
    turned.practices.0.reverse();
    let (book, _) = Book::build(turned).unwrap();
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(|| scores(&book, today())), straight);
    }
}

#[test]
fn the_past_of_a_late_feed_is_forecast_up_to_its_end() {
    let (rows, last) = late(20);
    let book = book(20, rows);
    let config = ScoreConfig::default();
    let test = score::backtest(&book, today(), &config, &unobserved).unwrap();
    assert_eq!(test, score::backtest(&book, last, &config, &unobserved).unwrap());
    assert_eq!(test.origins[0], last.plus_days(-91));
}

#[test]
fn weeks_after_a_late_feed_are_forecast_from_its_end() {
    let (rows, last) = late(20);
    let book = book(20, rows);
    let ahead = |as_of, weeks| score::forecast_weeks(&book, as_of, (weeks, 8), &unobserved).unwrap().unwrap();
    let day = last.plus_days(42);
    assert_eq!(until(&book, day), last);
    let (then, now) = (ahead(last, 8), ahead(day, 2));
    assert_eq!((now.as_of, now.known_until, &now.past), (day, last, &then.past));
    for (then, now) in then.expected.iter().zip(&now.expected) {
        for (week, expected) in now.iter().enumerate() {
            // The models are fitted for as many weeks as are asked for, which moves the figures a little.
            assert!((then[6 + week] - expected).abs() < 0.05 * expected + 0.01, "{then:?} {now:?}");
        }
    }
}
