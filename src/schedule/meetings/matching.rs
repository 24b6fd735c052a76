//! Who introduces whom: physicians matched with wishes, before anybody looks for a time.

use std::collections::BTreeSet;

use pathfinding::matrix::Matrix;
use pathfinding::prelude::kuhn_munkres;

use crate::model::index::ProviderIndex;
use crate::routing::model::problem::Day;
use crate::schedule::drives::drive;
use crate::schedule::meetings::calendars::{CalendarBasis, Calendars};
use crate::schedule::meetings::places::places;
use crate::schedule::plan_basis::PlanBasis;

/// What a match counts by itself: more matches go before better ones.
const MATCH: i64 = 10_000;

/// What a physician counts whom the practice does not know yet.
const NEW_FACE: i64 = 300;

/// Most that a near last day counts: a unit for every day that it is nearer.
const NEED: i64 = 200;

/// Most wishes that are matched at once; of more, each gets the physician who suits best.
const MOST_MATCHED: usize = 200;

/// Most minutes of driving that count against a physician.
const FAR: i64 = 200;

/// Puts first, among the physicians of each wish, the one who is matched with it, then those who suit best.
///
/// A matching of greatest weight (Kuhn 1955, doi:10.1002/nav.3800020109; Munkres 1957, doi:10.1137/0105003) between wishes and the seats
/// that physicians have: as many as they may meet practices in the days planned. `O(wishes^2 x seats)`.
pub(crate) fn physicians(on: &CalendarBasis) -> Vec<Vec<ProviderIndex>> {
    let weights: Vec<Vec<(ProviderIndex, i64)>> =
        (0..on.wishes.len()).map(|wish| of_wish(on, wish)).collect();
    if weights.len() > MOST_MATCHED {
        return sorted(weights, &[]);
    }
    let seats = seats(on, &weights);
    let columns = seats.len() + weights.len();
    // Each wish has an empty seat of its own, so that nobody has to be matched.
    let row = |wish: &Vec<(ProviderIndex, i64)>| {
        let weight = |seat: &ProviderIndex| wish.iter().find(|(who, _)| who == seat).map_or(-1, |it| it.1);
        let mut row: Vec<i64> = seats.iter().map(weight).collect();
        row.resize(columns, 0);
        row
    };
    let rows = weights.iter().map(row);
    let Ok(matrix) = Matrix::from_rows(rows) else { return sorted(weights, &[]) };
    if matrix.rows == 0 {
        return Vec::new();
    }
    let (_, matched) = kuhn_munkres(&matrix);
    let matched: Vec<Option<ProviderIndex>> =
        matched.into_iter().map(|seat| seats.get(seat).copied()).collect();
    sorted(weights, &matched)
}

/// Sorts the physicians of each wish: the matched one, then the others by weight.
fn sorted(
    weights: Vec<Vec<(ProviderIndex, i64)>>,
    matched: &[Option<ProviderIndex>],
) -> Vec<Vec<ProviderIndex>> {
    let order = |(wish, mut all): (usize, Vec<(ProviderIndex, i64)>)| {
        let mine = matched.get(wish).copied().flatten();
        all.sort_by_key(|&(who, weight)| (Some(who) != mine, std::cmp::Reverse(weight), who));
        all.into_iter().map(|(who, _)| who).collect()
    };
    weights.into_iter().enumerate().map(order).collect()
}

/// Weighs each physician who has a time for a wish, if there was no other.
fn of_wish(on: &CalendarBasis, wish: usize) -> Vec<(ProviderIndex, i64)> {
    let free = Calendars::empty(on.wishes.len());
    let able: BTreeSet<ProviderIndex> =
        places(on, &free, wish, 1).into_iter().map(|(_, placed)| placed.provider).collect();
    able.into_iter().map(|provider| (provider, weight(on, wish, provider))).collect()
}

fn weight(on: &CalendarBasis, wish: usize, provider: ProviderIndex) -> i64 {
    let (it, basis) = (&on.wishes[wish], on.basis);
    let introduction = &basis.book.introductions()[it.number];
    let near = introduction.by.map_or(NEED, |by| basis.horizon.offset(by).clamp(0, NEED));
    let face = if has_met(basis, it.number, provider) { 0 } else { NEW_FACE };
    MATCH + (NEED - near) + face - shortest_way(on, wish, provider)
}

/// Tells whether a physician has met the practice of a wish before.
fn has_met(basis: &PlanBasis, wish: usize, provider: ProviderIndex) -> bool {
    let (book, id) = (basis.book, &basis.book.providers()[provider.get()].id);
    let practice = &book.introductions()[wish].practice;
    let mut all = book.introductions().iter();
    all.any(|it| it.met.is_some() && it.practice == *practice && it.provider.as_ref() == Some(id))
}

/// Returns the fewest minutes of driving from a place that the physician sets out from.
fn shortest_way(on: &CalendarBasis, wish: usize, provider: ProviderIndex) -> i64 {
    let place = on.wishes[wish].place;
    let bases = days(on).flat_map(|day| on.away(provider, day)).map(|away| away.base);
    bases.filter_map(|base| drive(on.basis.travel, base, place)).min().unwrap_or(FAR).min(FAR)
}

/// Lists every seat: a physician as often as they may meet practices in the days planned, and no more often than anybody wishes.
fn seats(on: &CalendarBasis, weights: &[Vec<(ProviderIndex, i64)>]) -> Vec<ProviderIndex> {
    let wished = |provider: ProviderIndex| {
        weights.iter().filter(|all| all.iter().any(|(who, _)| *who == provider)).count()
    };
    let all: BTreeSet<ProviderIndex> = weights.iter().flatten().map(|(who, _)| *who).collect();
    let seats = all.into_iter().flat_map(|provider| {
        let most = on.basis.book.providers()[provider.get()].per_week.map_or(usize::MAX, |it| it as usize);
        let weeks: BTreeSet<_> = days(on)
            .filter(|&day| !on.away(provider, day).is_empty())
            .map(|day| on.basis.horizon.date(day).monday())
            .collect();
        let count = wished(provider).min(most.saturating_mul(weeks.len()));
        std::iter::repeat_n(provider, count)
    });
    seats.collect()
}

fn days(on: &CalendarBasis) -> std::ops::Range<Day> {
    0..on.basis.horizon.days
}
