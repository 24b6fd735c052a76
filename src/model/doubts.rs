//! Values that are possible by themselves and wrong beside the others, or on the day of planning.

use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::issue::{Consequence, Issue, IssueCode, Table};
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::practice::Practice;
use crate::model::records::{Records, Rows};
use crate::model::time::Date;

impl Book {
    /// Referrals and visits that are later than the day of planning, and so do not count in a plan made on that day.
    ///
    /// A book does not know the day of planning: ask before scoring, and show the findings with the others. They name the
    /// practice and the date; rows are numbered in the files only.
    ///
    /// ```
    /// use rounds::model::{Book, Liaison, Location, Practice, Records, Referral};
    /// let here = Location::new(38.9, -77.0)?;
    /// let referral = Referral { practice: "P1".into(), date: "2026-03-02".parse()?, count: 1, value: None };
    /// let (book, _) = Book::build(Records {
    ///     practices: vec![Practice::new("P1", "Cedar Ridge Medicine", here)].into(),
    ///     liaisons: vec![Liaison::new("L1", "Liaison One", here)].into(),
    ///     referrals: vec![referral].into(),
    ///     ..Records::default()
    /// })?;
    /// assert_eq!(book.later_than("2026-01-30".parse()?).len(), 1);
    /// assert_eq!(book.later_than("2026-03-02".parse()?).len(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn later_than(&self, as_of: Date) -> Vec<Issue> {
        let late = |date: &Date| *date > as_of;
        let mut issues = Vec::new();
        for (at, practice) in self.practice_indices().zip(&self.practices) {
            let referrals = self.referrals(at).iter().map(|referral| referral.date).filter(late);
            issues.extend(referrals.map(|date| too_late(Table::Referrals, &practice.id, date, as_of)));
            let visits = self.visits(at).iter().map(|visit| visit.date).filter(late);
            issues.extend(visits.map(|date| too_late(Table::Visits, &practice.id, date, as_of)));
        }
        issues
    }
}

fn too_late(table: Table, practice: &PracticeId, date: Date, as_of: Date) -> Issue {
    let what = format!("the row of {practice} is later than {as_of}, the day of planning");
    let mut issue = Issue::new(IssueCode::FutureDate, table, Consequence::RowLeftOut, what);
    issue.about("date", &date.to_string()).advise("Correct the date, or plan from a later day.");
    issue
}

/// Takes out rows whose last day comes before the first.
pub(crate) fn reversed_days(records: &mut Records) -> Vec<Issue> {
    let hours = reversed(Table::Hours, &mut records.hours, |(_, hours)| Some((hours.from?, hours.until?)));
    let time_off = reversed(Table::TimeOff, &mut records.time_off, |off| Some((off.from, off.until)));
    let must_visits =
        reversed(Table::MustVisits, &mut records.must_visits, |must| Some((must.from, must.until)));
    [hours, time_off, must_visits].concat()
}

fn reversed<T>(table: Table, rows: &mut Rows<T>, days: impl Fn(&T) -> Option<(Date, Date)>) -> Vec<Issue> {
    let wrong = |(_, row): &mut (u64, T)| days(row).is_some_and(|(first, last)| first > last);
    let taken = rows.0.extract_if(.., wrong);
    taken.filter_map(|(row, value)| Some(reversed_issue(table, row, days(&value)?))).collect()
}

fn reversed_issue(table: Table, row: u64, (first, last): (Date, Date)) -> Issue {
    let what = "the last day comes before the first";
    let mut issue = Issue::new(IssueCode::EndsBeforeStart, table, Consequence::RowLeftOut, what).at(row);
    let columns = if table == Table::Hours { "valid_from, valid_until" } else { "from, until" };
    issue.about(columns, &format!("{first}, {last}")).advise("Check the two dates.");
    issue
}

/// Takes out practices whose latitude and longitude look swapped, and reports liaisons whose home does.
pub(crate) fn swapped_coordinates(
    practices: &mut Vec<(u64, Practice)>,
    liaisons: &[(u64, Liaison)],
) -> Vec<Issue> {
    let Some(centre) = median(practices) else { return Vec::new() };
    let swapped = practices.extract_if(.., |(_, practice)| looks_swapped(practice.location, centre));
    let mut issues: Vec<Issue> = swapped
        .map(|(row, practice)| {
            swapped_issue(Table::Practices, row, practice.location, Consequence::RowLeftOut)
        })
        .collect();
    let homes = liaisons.iter().filter(|(_, liaison)| looks_swapped(liaison.home, centre));
    issues.extend(
        homes.map(|(row, liaison)| swapped_issue(Table::Liaisons, *row, liaison.home, Consequence::Kept)),
    );
    issues
}

/// The point at the median latitude and the median longitude.
fn median(practices: &[(u64, Practice)]) -> Option<Location> {
    let middle = |degrees: fn(Location) -> f64| {
        let mut sorted: Vec<f64> = practices.iter().map(|(_, practice)| degrees(practice.location)).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied()
    };
    Location::new(middle(Location::lat)?, middle(Location::lon)?).ok()
}

/// Far from the centre, and much nearer once swapped. A whole country fits within the bounds.
fn looks_swapped(place: Location, centre: Location) -> bool {
    const FAR: f64 = 20.0;
    let Ok(swapped) = Location::new(place.lon(), place.lat()) else { return false };
    let away = degrees_between(place, centre);
    away > FAR && degrees_between(swapped, centre) < away / 4.0
}

/// The greater of the differences in latitude and longitude: coarse, and enough to see a swap.
fn degrees_between(a: Location, b: Location) -> f64 {
    let east = (a.lon() - b.lon()).abs();
    (a.lat() - b.lat()).abs().max(east.min(360.0 - east))
}

fn swapped_issue(table: Table, row: u64, location: Location, consequence: Consequence) -> Issue {
    let what = "it is far from the practices, and near them with latitude and longitude swapped";
    let mut issue = Issue::new(IssueCode::SwappedCoordinates, table, consequence, what).at(row);
    issue
        .about("lat, lon", &format!("{}, {}", location.lat(), location.lon()))
        .advise("Swap the two values.");
    issue
}
