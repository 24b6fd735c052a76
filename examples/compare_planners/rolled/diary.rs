//! What is known of a world: the referrals that came and the visits that were made.

use rounds::model::{Book, Date, Outcome, Records, Referral, Visit};

use crate::rolled::ground::Ground;

/// What planners may read. Days are counted from the first Monday planned.
#[derive(Debug, Clone)]
pub(crate) struct Diary {
    /// By practice: days and counts, by day.
    referrals: Vec<Vec<(i64, u32)>>,
    visits: Vec<(usize, i64, Outcome)>,
    /// By practice: the last day on which somebody was met.
    met: Vec<Option<i64>>,
}

/// Returns the date of a day.
pub(crate) fn date(day: i64) -> Date {
    Date::new(2026, 3, 2).expect("the first Monday is a date").plus_days(day)
}

impl Diary {
    pub(crate) fn new(practices: usize) -> Self {
        Self { referrals: vec![Vec::new(); practices], visits: Vec::new(), met: vec![None; practices] }
    }

    /// Notes referrals that came.
    pub(crate) fn refer(&mut self, practice: usize, day: i64, count: u32) {
        if count > 0 {
            self.referrals[practice].push((day, count));
        }
    }

    /// Notes a visit, made or tried.
    pub(crate) fn visit(&mut self, practice: usize, day: i64, met: bool) {
        self.visits.push((practice, day, if met { Outcome::Seen } else { Outcome::NoAccess }));
        if met {
            self.met[practice] = Some(day);
        }
    }

    /// Counts the days since somebody was last met at a practice.
    pub(crate) fn gap(&self, practice: usize, day: i64) -> Option<i64> {
        self.met[practice].map(|met| day - met)
    }

    /// Counts the referrals of the year before a day.
    pub(crate) fn sent(&self, practice: usize, day: i64) -> u32 {
        let year = self.referrals[practice].iter().filter(|(on, _)| (day - 365..day).contains(on));
        year.map(|(_, count)| count).sum()
    }

    /// Makes the book that `rounds` reads.
    pub(crate) fn book(&self, ground: &Ground) -> Book {
        let records = Records {
            practices: ground.practices.clone().into(),
            liaisons: ground.liaisons.clone().into(),
            referrals: self.referral_rows(ground).into(),
            visits: self.visits.iter().map(|visit| visit_row(ground, *visit)).collect(),
            ..Records::default()
        };
        let (book, issues) = Book::build(records).expect("a world has practices and liaisons");
        assert!(issues.is_empty(), "a world makes a book without faults: {issues:?}");
        book
    }

    fn referral_rows(&self, ground: &Ground) -> Vec<Referral> {
        let of = |(practice, days): (usize, &Vec<(i64, u32)>)| {
            let id = &ground.practices[practice].id;
            let row = |&(day, count)| Referral {
                practice: id.clone(),
                from: None,
                date: date(day),
                count,
                value: None,
            };
            days.iter().map(row).collect::<Vec<_>>()
        };
        self.referrals.iter().enumerate().flat_map(of).collect()
    }
}

fn visit_row(ground: &Ground, (practice, day, outcome): (usize, i64, Outcome)) -> Visit {
    let liaison = &ground.liaisons[ground.owners[practice]];
    let practice = &ground.practices[practice];
    Visit {
        practice: practice.id.clone(),
        liaison: liaison.id.clone(),
        date: date(day),
        time: None,
        outcome,
        note: None,
    }
}
