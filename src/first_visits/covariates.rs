//! What practices are made alike by: how many providers they have, and their specialty.

use std::collections::BTreeMap;

use crate::first_visits::answer::FirstVisitNote;
use crate::first_visits::practices::ComparedPractice;
use crate::model::book::Book;

/// A specialty needs so many practices on each side to be compared by itself.
const FEWEST: usize = 10;

/// Returns covariates, one column each with an entry a practice, and what to say of them.
pub(crate) fn covariates(
    book: &Book,
    practices: &[ComparedPractice],
) -> (Vec<Vec<f64>>, Vec<FirstVisitNote>) {
    let mut notes = Vec::new();
    let mut columns = vec![providers(book, practices, &mut notes)];
    columns.extend(specialties(book, practices, &mut notes));
    columns.retain(|column| varies(column, practices));
    (columns, notes)
}

/// Tells whether a column differs among practices not visited, whose changes are predicted from it.
fn varies(column: &[f64], practices: &[ComparedPractice]) -> bool {
    let mut others = column.iter().zip(practices).filter(|it| it.1.first_visit.is_none()).map(|it| it.0);
    let first = others.next();
    others.any(|value| Some(value.to_bits()) != first.map(|it| it.to_bits()))
}

/// Returns the logarithm of one more than the providers.
fn providers(book: &Book, practices: &[ComparedPractice], notes: &mut Vec<FirstVisitNote>) -> Vec<f64> {
    let known: Vec<Option<u32>> = practices
        .iter()
        .map(|it| book.practice_at(it.practice).and_then(|practice| practice.providers))
        .collect();
    let mut sorted: Vec<u32> = known.iter().copied().flatten().collect();
    sorted.sort_unstable();
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    let filled = known.iter().filter(|it| it.is_none()).count();
    if filled > 0 && !sorted.is_empty() {
        notes.push(FirstVisitNote::ProvidersFilled { practices: filled });
    }
    known.iter().map(|it| libm::log1p(f64::from(it.unwrap_or(median)))).collect()
}

/// Returns a column of zeros and ones for each specialty with enough practices on both sides, but the largest.
fn specialties(
    book: &Book,
    practices: &[ComparedPractice],
    notes: &mut Vec<FirstVisitNote>,
) -> Vec<Vec<f64>> {
    let of = |it: &ComparedPractice| {
        book.practice_at(it.practice).and_then(|practice| practice.specialty.clone()).unwrap_or_default()
    };
    let names: Vec<String> = practices.iter().map(of).collect();
    let mut sides: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (name, practice) in names.iter().zip(practices) {
        let (visited, others) = sides.entry(name).or_default();
        *(if practice.first_visit.is_some() { visited } else { others }) += 1;
    }
    let is_large = |(visited, others): &(usize, usize)| *visited >= FEWEST && *others >= FEWEST;
    let (large, small): (Vec<_>, Vec<_>) = sides.iter().partition(|it| is_large(it.1));
    // Those that have no column are compared as one group: the largest, which has practices on both sides, and the small ones.
    let largest = large.iter().max_by_key(|it| it.1.0 + it.1.1).map(|it| *it.0);
    if !small.is_empty() {
        let specialties = small.iter().map(|it| (*it.0).to_owned()).collect();
        notes.push(FirstVisitNote::SpecialtiesTogether { specialties, largest: largest.map(str::to_owned) });
    }
    let with_column = large.iter().map(|it| *it.0).filter(|name| Some(*name) != largest);
    with_column.map(|wanted| names.iter().map(|name| f64::from(u8::from(name == wanted))).collect()).collect()
}
