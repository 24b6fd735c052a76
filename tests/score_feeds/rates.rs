//! How often ends of a feed are found, and how often one is seen where there is none: in made-up worlds that vary.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::Referral;

use crate::books::{Town, book, cut, today, until};

/// Draws a world: size, rhythm, weekends, Christmas, season and practices that stop.
fn world(random: &mut Pcg64Mcg) -> Town {
    let mut one_of = |list: &[f64]| list[random.random_range(0..list.len())];
    Town {
        practices: one_of(&[5.0, 6.0, 8.0, 12.0, 20.0, 40.0, 100.0]) as usize,
        every: one_of(&[3.0, 7.0, 14.0, 30.0]),
        weekend: one_of(&[0.0, 0.1, 1.0]),
        christmas: one_of(&[0.1, 0.3, 0.7]),
        season: one_of(&[0.0, 0.2, 0.35]),
        stops: one_of(&[0.0, 0.005, 0.01]),
        days: one_of(&[120.0, 200.0, 400.0, 700.0]) as i64,
    }
}

/// The worlds of the tests, each with its rows and a day of some year.
fn worlds(number: u64) -> impl Iterator<Item = (Town, Vec<Referral>, rounds::model::Date)> {
    (0..number).map(|seed| {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let town = world(&mut random);
        let day = today().plus_days(-random.random_range(0..365));
        (town, town.rows(seed, day), day)
    })
}

#[test]
fn hardly_any_book_that_goes_on_is_taken_for_one_that_ended() {
    let worlds =
        worlds(1_000).filter(|(town, rows, day)| until(&book(town.practices, rows.clone()), *day) != *day);
    let seen = worlds.count();
    println!("{seen} of 1,000 books that go on");
    assert!(seen <= 10, "{seen} of 1,000");
}

/// Practices that have sent something in the last 13 weeks before a day.
fn active(town: &Town, rows: &[Referral], last: rounds::model::Date) -> usize {
    let mut sent = vec![false; town.practices];
    let recent = rows.iter().filter(|row| (0..91).contains(&last.days_since(row.date)));
    recent.for_each(|row| sent[row.practice.as_str()[1..].parse::<usize>().unwrap()] = true);
    sent.into_iter().filter(|it| *it).count()
}

#[test]
fn ends_that_leave_out_twenty_referrals_of_five_practices_are_found() {
    for late in [8, 14, 28, 60] {
        let (mut found, mut all) = (0, 0);
        for (town, rows, day) in worlds(700) {
            let last = day.plus_days(-late);
            let missing = rows.iter().filter(|row| row.date > last).count();
            let known = cut(&rows, last);
            if missing < 20 || active(&town, &known, last) < 5 {
                continue;
            }
            all += 1;
            let newest = known.iter().map(|row| row.date).max().unwrap();
            found += usize::from(until(&book(town.practices, known), day) == newest);
        }
        println!("{late} days: {found} of {all}");
        assert!(all >= 100 && 100 * found >= 95 * all, "{late}: {found} of {all}");
    }
}
