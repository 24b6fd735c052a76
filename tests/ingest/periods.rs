//! Totals of months, weeks and quarters: whatever they are written like, they are never days.

use rounds::model::{Date, Referral, Table};

use super::{PRACTICES, read_beside};

/// First day, last day and count of each referral of the first practice.
fn totals(table: Table, text: &str) -> Vec<(String, String, u32)> {
    let (book, issues) = read_beside(table, text);
    assert!(issues.is_empty(), "{issues:?}");
    let first = book.practice_indices().next().expect("a practice");
    let day = |date: Date| date.to_string();
    book.referrals(first).iter().map(|it: &Referral| (day(it.first_day()), day(it.date), it.count)).collect()
}

fn expected() -> Vec<(String, String, u32)> {
    let total = |first: &str, last: &str, count| (first.to_owned(), last.to_owned(), count);
    vec![total("2025-11-01", "2025-11-30", 12), total("2025-12-01", "2025-12-31", 9)]
}

#[test]
fn months_in_every_form_are_the_same_totals() {
    for text in [
        "practice_id,date,count\nP1,2025-11,12\nP1,Dec-25,9\n",
        "practice_id,month,volume\nP1,2025-11-01,12\nP1,2025-12-01,9\n",
        "Practice,Nov-25,December 2025\nP1,12,9\n",
    ] {
        assert_eq!(totals(Table::Referrals, text), expected(), "{text}");
    }
}

#[test]
fn months_may_stand_beside_practices() {
    let mut lines = PRACTICES.lines();
    let header = lines.next().expect("a header");
    let rows: Vec<String> = lines.map(|line| format!("{line},12,9")).collect();
    let text = format!("{header},2025-11,Dec 2025\n{}\n", rows.join("\n"));
    assert_eq!(totals(Table::Practices, &text), expected());
}

#[test]
fn first_days_of_two_months_are_days_unless_the_header_says_month() {
    let days = totals(Table::Referrals, "practice_id,date,count\nP1,2025-11-01,12\nP1,2025-12-01,9\n");
    assert_eq!(days.first().map(|total| total.1.as_str()), Some("2025-11-01"));
}
