//! Books by day: a silence of everybody is the end of the feed, that of a few is their own.

use proptest::prelude::*;
use rounds::score::FeedEnd;

use crate::books::{Town, book, cut, date, end, sent, today, until};

#[test]
fn a_feed_that_is_late_ends_on_its_last_day() {
    for practices in [5, 6, 20, 100, 1_000] {
        let rows = Town::steady(practices, 4.0).rows(practices as u64, today());
        for late in [14, 21, 60, 400] {
            let last = today().plus_days(-late);
            let rows = cut(&rows, last);
            let newest = rows.iter().map(|row| row.date).max().unwrap();
            let book = book(practices, rows);
            assert_eq!(until(&book, today()), newest, "{practices} {late}");
            assert_eq!(end(&book, today()), Some(FeedEnd::Silence { later: 0 }), "{practices} {late}");
        }
    }
}

#[test]
fn six_practices_that_stop_at_once_are_a_late_feed_and_one_is_not() {
    let every = |practice: usize, last: i64| {
        (last..400).step_by(7).map(move |ago| sent(practice, today().plus_days(-ago), 1))
    };
    let weekly = |stopped: usize| {
        let rows = (0..6).flat_map(|at| every(at, if at < stopped { 40 + at as i64 % 2 } else { at as i64 }));
        book(6, rows.collect())
    };
    assert_eq!(until(&weekly(6), today()), today().plus_days(-40));
    for stopped in [0, 1, 3] {
        assert_eq!(until(&weekly(stopped), today()), today(), "{stopped}");
    }
}

#[test]
fn one_or_two_silent_practices_are_no_end() {
    for practices in [1, 2] {
        let rows = cut(&Town::steady(practices, 1.0).rows(7, today()), today().plus_days(-200));
        assert_eq!(until(&book(practices, rows), today()), today(), "{practices}");
    }
}

#[test]
fn a_fall_of_everybody_is_no_end() {
    for practices in [5, 20, 200] {
        for weeks in [1, 2, 4, 13] {
            let since = today().plus_days(-7 * weeks);
            let rows = Town::steady(practices, 2.0).rows(11, today());
            let half = rows.into_iter().enumerate().filter(|(at, row)| row.date <= since || at % 2 == 0);
            let book = book(practices, half.map(|it| it.1).collect());
            assert_eq!(end(&book, today()), None, "{practices} {weeks}");
        }
    }
}

#[test]
fn a_long_weekend_is_no_end() {
    let rows = cut(&Town::steady(300, 2.0).rows(3, today()), date("2025-11-26"));
    let book = book(300, rows);
    // Thanksgiving, and the Friday after it.
    assert_eq!(until(&book, date("2025-11-30")), date("2025-11-30"));
    assert_eq!(until(&book, date("2025-12-04")), date("2025-11-26"));
}

#[test]
fn a_row_typed_in_after_the_end_changes_nothing() {
    let last = date("2025-12-19");
    let rows = cut(&Town::steady(8, 3.0).rows(5, today()), last);
    let end_of = |later: &[&str]| {
        let mut rows = rows.clone();
        rows.extend(later.iter().map(|day| sent(0, date(day), 1)));
        let book = book(8, rows);
        (until(&book, today()), end(&book, today()))
    };
    assert_eq!(end_of(&[]), (last, Some(FeedEnd::Silence { later: 0 })));
    assert_eq!(end_of(&["2026-01-14"]), (last, Some(FeedEnd::Silence { later: 1 })));
    assert_eq!(end_of(&["2026-01-14", "2026-01-16"]), (last, Some(FeedEnd::Silence { later: 2 })));
}

#[test]
fn a_feed_that_goes_on_again_is_known_up_to_the_day() {
    let rows = Town::steady(12, 3.0).rows(5, today());
    let gap = date("2025-11-20")..date("2025-12-28");
    let book = book(12, rows.into_iter().filter(|row| !gap.contains(&row.date)).collect());
    assert_eq!(until(&book, today()), today());
}

#[test]
fn a_row_that_counts_nothing_says_that_the_feed_went_on() {
    let mut rows = cut(&Town::steady(8, 3.0).rows(5, today()), date("2025-12-19"));
    rows.push(sent(0, date("2026-01-29"), 0));
    assert_eq!(until(&book(8, rows), today()), today());
}

#[test]
fn a_silence_that_goes_on_stays_an_end() {
    let last = date("2025-12-19");
    let rows = cut(&Town::steady(6, 5.0).rows(8, today()), last);
    let newest = rows.iter().map(|row| row.date).max().unwrap();
    let book = book(6, rows);
    let known: Vec<_> =
        (0..600).map(|day| (newest.plus_days(day), until(&book, newest.plus_days(day)))).collect();
    let ended = known.iter().position(|(day, until)| day != until).unwrap();
    assert!(ended <= 21, "{ended}");
    assert!(known[..ended].iter().all(|(day, until)| day == until));
    assert!(known[ended..].iter().all(|(_, until)| *until == newest));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// The last known day is never after the day, and later days forget nothing. What comes after the day changes nothing.
    #[test]
    fn the_end_is_a_day_of_the_past(seed in 0_u64..1_000, practices in 1_usize..30, every in 1.0..40.0, late in 0_i64..90) {
        let rows = Town { days: 250, ..Town::steady(practices, every) }.rows(seed, today());
        let as_of = today().plus_days(-late);
        let whole = book(practices, rows.clone());
        let known = book(practices, cut(&rows, as_of));
        prop_assert_eq!(until(&whole, as_of), until(&known, as_of));
        prop_assert!(until(&whole, as_of) <= as_of);
        let mut turned = rows;
        turned.reverse();
        prop_assert_eq!(until(&book(practices, turned), as_of), until(&whole, as_of));
        let end = until(&whole, as_of);
        prop_assert_eq!(until(&whole, end), end);
    }
}
