//! Practices that stand in the list twice, under two identifiers.

use std::collections::BTreeMap;

use crate::geo::sphere::distance_metres;
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::location::Location;
use crate::model::practice::Practice;
use crate::model::records::Rows;

/// Metres within which two places are one.
const SAME: f64 = 50.0;

/// Degrees of latitude that are more than these metres.
const SAME_DEGREES: f64 = 0.0005;

/// Reports practices of the same name at the same place. They stay apart: only people know whether they are one.
///
/// O(n log n), and more only where many practices of one name lie on one parallel.
pub(crate) fn entered_twice(practices: &Rows<Practice>) -> Vec<Issue> {
    let mut sorted: Vec<&(u64, Practice)> = practices.0.iter().collect();
    sorted.sort_by(|(row, a), (other, b)| (&a.id, row).cmp(&(&b.id, other)));
    let mut of_name: BTreeMap<String, SeenPractices> = BTreeMap::new();
    let mut issues = Vec::new();
    for (row, practice) in sorted {
        let seen = of_name.entry(plain(&practice.name)).or_default();
        match seen.find(practice).filter(|(_, other)| other.id != practice.id) {
            Some((other_row, other)) => issues.push(double((*row, practice), (other_row, other))),
            None => seen.add(*row, practice),
        }
    }
    issues
}

/// Practices of one name, each at a place of its own, by ten-millionths of a degree of latitude.
#[derive(Default)]
struct SeenPractices<'a>(BTreeMap<i64, Vec<(u64, &'a Practice, Location)>>);

impl<'a> SeenPractices<'a> {
    /// Finds the practice at the same place.
    fn find(&self, practice: &Practice) -> Option<(u64, &'a Practice)> {
        let place = practice.location?;
        let (south, north) = (parallel(place.lat() - SAME_DEGREES), parallel(place.lat() + SAME_DEGREES));
        let near = self.0.range(south..=north).flat_map(|(_, seen)| seen);
        let mut same = near.filter(|(_, other, there)| {
            distance_metres(place, *there) <= SAME && !are_told_apart(practice, other)
        });
        same.next().map(|&(row, other, _)| (row, other))
    }

    fn add(&mut self, row: u64, practice: &'a Practice) {
        if let Some(place) = practice.location {
            self.0.entry(parallel(place.lat())).or_default().push((row, practice, place));
        }
    }
}

/// Tells whether two practices that only share an area have addresses that differ.
fn are_told_apart(one: &Practice, other: &Practice) -> bool {
    let address = |practice: &Practice| practice.address.as_deref().map(plain);
    one.near.is_some() && address(one) != address(other)
}

#[expect(clippy::cast_possible_truncation, reason = "90 degrees are far below the largest number")]
fn parallel(degrees: f64) -> i64 {
    (degrees * 1e7).round() as i64
}

/// Writes a name in small letters and digits alone.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn double((row, practice): (u64, &Practice), (other_row, other): (u64, &Practice)) -> Issue {
    let (practice, other) = (practice.id.clone(), other.id.clone());
    let id = practice.to_string();
    let finding = Finding::EnteredTwice { practice, other, other_row };
    Issue::new(Table::Practices, finding, Consequence::Kept).at(row).about("practice_id", &id)
}
