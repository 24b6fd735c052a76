//! Books of totals: which period is over, and which one is not.

use rounds::score::{ModelNote, referrals_known_until};

use crate::books::{
    Dated, Town, book, cut, date, end, first_of_month, last_of_month, months, today, until, weeks,
};
use rounds::model::{Date, Referral};
use rounds::score::FeedEnd;

const ALL: [Dated; 3] = [Dated::Last, Dated::First, Dated::Named];

fn town(practices: usize) -> Vec<Referral> {
    Town::steady(practices, 4.0).rows(practices as u64, date("2025-12-31"))
}

#[test]
fn months_are_known_up_to_the_last_one_that_is_over() {
    for practices in [5, 30, 300] {
        for dated in ALL {
            let book = book(practices, months(&town(practices), dated));
            for late in [0, 1, 14, 30, 44, 45, 46, 60, 200, 800] {
                let as_of = date("2025-12-31").plus_days(late);
                assert_eq!(until(&book, as_of), date("2025-12-31"), "{practices} {dated:?} {late}");
            }
        }
    }
}

#[test]
fn a_month_counts_when_it_is_over() {
    let rows = town(20);
    for dated in ALL {
        let book = book(20, months(&rows, dated));
        for day in 0..200 {
            let as_of = date("2025-06-01").plus_days(day);
            let before = first_of_month(as_of).plus_days(-1);
            let is_nearly_over =
                10 * last_of_month(as_of).days_since(as_of) <= i64::from(last_of_month(as_of).day());
            let expected = match dated {
                Dated::Last if as_of == last_of_month(as_of) => as_of,
                Dated::Last => before,
                _ if is_nearly_over => as_of,
                // Where a month has hardly begun, a full total on its first day is that of the month before.
                Dated::First if as_of.day() <= 9 => first_of_month(as_of),
                _ => before,
            };
            assert_eq!(until(&book, as_of), expected, "{dated:?} {as_of}");
        }
    }
}

#[test]
fn weeks_are_known_up_to_the_last_sunday() {
    let book = book(20, weeks(&cut(&town(20), date("2025-12-14"))));
    for late in [0, 3, 9, 10, 11, 40] {
        assert_eq!(until(&book, date("2025-12-14").plus_days(late)), date("2025-12-14"), "{late}");
    }
}

/// Totals up to the day on which the file was written: that of the last month holds some days only.
fn written_on(rows: &[Referral], day: Date, dated: Dated) -> Vec<Referral> {
    months(&cut(rows, day), dated)
}

#[test]
fn an_unfinished_month_is_no_fall() {
    for practices in [8, 40, 300] {
        let rows = town(practices);
        for dated in ALL {
            let book = book(practices, written_on(&rows, date("2025-11-10"), dated));
            for as_of in ["2025-11-10", "2025-11-30", "2025-12-20", "2026-03-01"] {
                let as_of = date(as_of);
                assert_eq!(until(&book, as_of), date("2025-10-31"), "{practices} {dated:?} {as_of}");
            }
            assert_eq!(end(&book, date("2025-12-20")), Some(FeedEnd::Totals { unfinished: true }));
        }
    }
}

#[test]
fn a_fall_of_everybody_that_stays_is_no_unfinished_month() {
    let half = |since: Date| {
        let kept = town(40).into_iter().enumerate().filter(move |(at, row)| row.date < since || at % 2 == 0);
        kept.map(|it| it.1).collect::<Vec<_>>()
    };
    for since in ["2025-11-01", "2025-09-01"] {
        for dated in ALL {
            let book = book(40, months(&half(date(since)), dated));
            assert_eq!(until(&book, date("2026-01-10")), date("2025-12-31"), "{since} {dated:?}");
        }
    }
}

#[test]
fn a_week_of_holidays_that_comes_every_year_is_no_unfinished_week() {
    let quiet = Town { christmas: 0.15, days: 900, ..Town::steady(60, 3.0) };
    let rows = weeks(&quiet.rows(4, date("2025-12-28")));
    assert_eq!(until(&book(60, rows), date("2025-12-31")), date("2025-12-28"));
}

#[test]
fn first_days_of_months_are_said_to_mean_the_months() {
    let notes = |dated, as_of| referrals_known_until(&book(20, months(&town(20), dated)), as_of).1;
    assert!(notes(Dated::First, today()).contains(&ModelNote::FirstsOfMonths));
    assert!(!notes(Dated::Last, today()).contains(&ModelNote::FirstsOfMonths));
    // Dated on the first day after the month.
    let after = |row: Referral| Referral { date: row.date.plus_days(1), ..row };
    let book = book(20, months(&town(20), Dated::Last).into_iter().map(after).collect());
    let (until, notes) = referrals_known_until(&book, date("2026-01-03"));
    assert_eq!(until, date("2026-01-01"));
    assert!(!notes.contains(&ModelNote::FirstsOfMonths), "{notes:?}");
}
