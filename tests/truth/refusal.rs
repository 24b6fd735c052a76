//! Books that are refused, because nobody gets anywhere.

use rounds::geo::TravelTimes;
use rounds::model::*;

use crate::day::Minute;

/// Tells whether a book is to be refused: somebody works and somebody is to be visited, and nobody gets there and back in a day.
pub fn is_due(book: &Book, roads: &dyn TravelTimes) -> bool {
    let minutes = |from, to| roads.drive(from, to).map(|drive| Minute::from(drive.time.0.div_ceil(60)));
    let mut pairs = 0;
    for person in book.liaisons().iter().filter(|it| !it.hours.is_empty()) {
        for practice in book.practices() {
            let is_agreed = book.appointments().iter().any(|it| it.practice == practice.id);
            if practice.access == AccessPolicy::NoSee && !is_agreed {
                continue;
            }
            let Some(place) = practice.location else { continue };
            pairs += 1;
            let ways = [(person.home, place), (place, person.home)];
            let round: Option<Minute> = ways.into_iter().map(|(from, to)| minutes(from, to)).sum();
            let day = if is_agreed { 24 * 60 } else { longest(person) };
            if round.is_some_and(|round| round <= day) {
                return false;
            }
        }
    }
    pairs > 0
}

/// Returns the minutes of the longest day, or of a usual one.
fn longest(person: &Liaison) -> Minute {
    person
        .hours
        .values()
        .map(|it| Minute::from(it.closes().minutes()) - Minute::from(it.opens().minutes()))
        .fold(480, Minute::max)
}
