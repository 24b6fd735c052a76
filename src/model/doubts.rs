//! Values that are possible by themselves and wrong beside the others, or on the day of planning.

use crate::model::book::Book;
use crate::model::finding::Finding;
use crate::model::history::Referral;
use crate::model::id::PracticeId;
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::practice::Practice;
use crate::model::records::{Records, Rows};
use crate::model::time::Date;

impl Book {
    /// Reports referrals and visits later than the day of planning. They do not count in a plan made on that day.
    ///
    /// A book does not know the day of planning: ask before scoring, and show the findings with the others. They name the
    /// practice and the date; rows are numbered in the files only.
    ///
    /// ```
    /// use rounds::model::{Book, Liaison, Location, Practice, Records, Referral};
    /// let here = Location::new(38.9, -77.0)?;
    /// let referral = Referral { practice: "P1".into(), from: None, date: "2026-03-02".parse()?, count: 1, value: None };
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
            let referrals = self.referrals(at).iter().map(Referral::first_day).filter(late);
            issues.extend(referrals.map(|date| too_late(Table::Referrals, &practice.id, date, as_of)));
            let visits = self.visits(at).iter().map(|visit| visit.date).filter(late);
            issues.extend(visits.map(|date| too_late(Table::Visits, &practice.id, date, as_of)));
        }
        issues
    }
}

fn too_late(table: Table, practice: &PracticeId, date: Date, as_of: Date) -> Issue {
    let finding = Finding::FutureDate { practice: practice.clone(), as_of };
    Issue::new(table, finding, Consequence::RowLeftOut).about("date", &date.to_string())
}

/// Takes out rows whose last day comes before the first.
pub(crate) fn reversed_days(records: &mut Records) -> Vec<Issue> {
    let hours = reversed(Table::Hours, &mut records.hours, |(_, hours)| Some((hours.from?, hours.until?)));
    let time_off = reversed(Table::TimeOff, &mut records.time_off, |off| Some((off.from, off.until)));
    let must_visits =
        reversed(Table::MustVisits, &mut records.must_visits, |must| Some((must.from, must.until)));
    let topics = reversed(Table::Topics, &mut records.topics, |it| Some((it.from?, it.until?)));
    let followups = reversed(Table::FollowUps, &mut records.followups, |it| Some((it.from?, it.due)));
    let materials = reversed(Table::Materials, &mut records.materials, |it| Some((it.from?, it.until?)));
    let introductions =
        reversed(Table::Introductions, &mut records.introductions, |it| Some((it.from?, it.by?)));
    let rests = reversed(Table::Rests, &mut records.rests, |it| Some((it.from, it.until)));
    [hours, time_off, must_visits, topics, followups, materials, introductions, rests].concat()
}

/// Takes out the rows of one table whose last day comes before the first.
fn reversed<T>(table: Table, rows: &mut Rows<T>, days: impl Fn(&T) -> Option<(Date, Date)>) -> Vec<Issue> {
    let wrong = |(_, row): &mut (u64, T)| days(row).is_some_and(|(first, last)| first > last);
    let taken = rows.0.extract_if(.., wrong);
    taken.filter_map(|(row, value)| Some(reversed_issue(table, row, days(&value)?))).collect()
}

fn reversed_issue(table: Table, row: u64, (first, last): (Date, Date)) -> Issue {
    let columns = match table {
        Table::Hours => "valid_from, valid_until",
        Table::FollowUps => "from, due",
        Table::Introductions => "from, by",
        _ => "from, until",
    };
    let issue = Issue::new(table, Finding::EndsBeforeStart, Consequence::RowLeftOut);
    issue.at(row).about(columns, &format!("{first}, {last}"))
}

/// Takes out practices whose latitude and longitude look swapped, and reports liaisons whose home does.
pub(crate) fn swapped_coordinates(
    practices: &mut Vec<(u64, Practice)>,
    liaisons: &[(u64, Liaison)],
) -> Vec<Issue> {
    let Some(centre) = median(practices) else { return Vec::new() };
    let swapped = practices
        .extract_if(.., |(_, practice)| practice.location.is_some_and(|place| looks_swapped(place, centre)));
    let mut issues: Vec<Issue> = swapped
        .filter_map(|(row, practice)| {
            Some(swapped_issue(Table::Practices, row, practice.location?, Consequence::RowLeftOut))
        })
        .collect();
    let homes = liaisons.iter().filter(|(_, liaison)| looks_swapped(liaison.home, centre));
    issues.extend(
        homes.map(|(row, liaison)| swapped_issue(Table::Liaisons, *row, liaison.home, Consequence::Kept)),
    );
    issues
}

/// Returns the point at the median latitude and the median longitude of the practices with a place.
pub(crate) fn median(practices: &[(u64, Practice)]) -> Option<Location> {
    let middle = |degrees: fn(Location) -> f64| {
        let places = practices.iter().filter_map(|(_, practice)| practice.location);
        let mut sorted: Vec<f64> = places.map(degrees).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied()
    };
    Location::new(middle(Location::lat)?, middle(Location::lon)?).ok()
}

/// Tells whether a place is far from the centre, and much nearer once swapped. A whole country fits within the bounds.
pub(crate) fn looks_swapped(place: Location, centre: Location) -> bool {
    const FAR: f64 = 20.0;
    let Ok(swapped) = Location::new(place.lon(), place.lat()) else { return false };
    let away = degrees_between(place, centre);
    away > FAR && degrees_between(swapped, centre) < away / 4.0
}

/// Returns the greater of the differences in latitude and longitude: coarse, and enough to see a swap.
fn degrees_between(a: Location, b: Location) -> f64 {
    let east = (a.lon() - b.lon()).abs();
    (a.lat() - b.lat()).abs().max(east.min(360.0 - east))
}

fn swapped_issue(table: Table, row: u64, location: Location, consequence: Consequence) -> Issue {
    let issue = Issue::new(table, Finding::SwappedCoordinates, consequence);
    issue.at(row).about("lat, lon", &format!("{}, {}", location.lat(), location.lon()))
}

/// Reports liaisons who work on no day.
pub(crate) fn no_working_day(liaisons: &[(u64, Liaison)]) -> Vec<Issue> {
    let idle = liaisons.iter().filter(|(_, liaison)| liaison.hours.is_empty());
    idle.map(|(row, liaison)| {
        let finding = Finding::NoWorkingDay { liaison: liaison.name.clone() };
        Issue::new(Table::Liaisons, finding, Consequence::Kept).at(*row)
    })
    .collect()
}

/// Reports practices that ask for skills which no liaison has.
pub(crate) fn skills_of_nobody(practices: &[(u64, Practice)], liaisons: &[(u64, Liaison)]) -> Vec<Issue> {
    let suits =
        |practice: &Practice| liaisons.iter().any(|(_, liaison)| practice.skills.is_subset(&liaison.skills));
    let alone = practices.iter().filter(|(_, practice)| !suits(practice));
    alone
        .map(|(row, practice)| {
            let skills = practice.skills.iter().cloned().collect::<Vec<_>>().join("; ");
            Issue::new(Table::Practices, Finding::NobodyHasSkills, Consequence::Kept)
                .at(*row)
                .about("skills", &skills)
        })
        .collect()
}
