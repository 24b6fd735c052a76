//! Much data.

use std::fmt::Write;

use rounds::model::Table;

use super::read_beside;

#[test]
fn two_hundred_thousand_referrals_arrive() {
    let mut text = "practice_id,date,count\n".to_owned();
    for row in 0..200_000 {
        let (practice, month, day) = (row % 3 + 1, row % 12 + 1, row % 28 + 1);
        writeln!(text, "P{practice},2025-{month:02}-{day:02},{}", row % 5).expect("writing to memory");
    }
    let (book, issues) = read_beside(Table::Referrals, &text);
    assert!(issues.is_empty());
    assert_eq!(
        book.practice_indices().map(|practice| book.referrals(practice).len()).sum::<usize>(),
        200_000
    );
    let count: u32 = book
        .practice_indices()
        .flat_map(|practice| book.referrals(practice))
        .map(|referral| referral.count)
        .sum();
    assert_eq!(count, 400_000);
}

#[test]
fn two_hundred_thousand_wrong_referrals_are_all_reported() {
    let text = format!("practice_id,date\n{}", "P9,2025-01-01\nP1,yesterday\n".repeat(100_000));
    let (_, issues) = read_beside(Table::Referrals, &text);
    assert_eq!(issues.len(), 200_000);
}
