//! The best offer for every minute of a day at which a visit can start.

use std::cmp::Ordering;

use crate::model::id::PracticeId;
use crate::plan::slot::Slot;
use crate::routing::model::problem::{ClientIndex, Time, Window};
use crate::schedule::clock::moment;
use crate::schedule::day_choice::MIDNIGHT;
use crate::schedule::slots::slot_day::SlotDay;

/// One way to put the visit into the day: at a place of the order or of its reverse, where some stops may be left out.
struct WayIn {
    route: Vec<ClientIndex>,
    at: usize,
    /// The stops left out.
    out: std::ops::Range<usize>,
    referrals_lost: f64,
    travel: Time,
    starts: Vec<Window>,
}

/// Lists the offers of a day. Every minute at which the visit can start belongs to one of them, which is the best for it.
///
/// Looks at every place in the order of the stops and in its reverse, and at every run of chosen stops in whose place the visit
/// may come: O(stops²) routes.
pub(crate) fn all(day: &SlotDay) -> Vec<Slot> {
    let mut ways: Vec<WayIn> = runs(day).into_iter().flat_map(|out| ways(day, &out)).collect();
    ways.sort_by(WayIn::cost);
    let mut free = vec![true; usize::try_from(MIDNIGHT).unwrap_or(0) + 1];
    ways.iter().flat_map(|way| way.offers(day, &mut free)).collect()
}

/// Compares two offers: nobody gives way, then the fewest referrals, then the best chance in tenths, then the shortest detour, then
/// the earliest time.
pub(crate) fn best_first(a: &Slot, b: &Slot) -> Ordering {
    let is_costly = |slot: &Slot| !slot.displaced.is_empty();
    (is_costly(a).cmp(&is_costly(b)))
        .then(a.referrals_lost.total_cmp(&b.referrals_lost))
        .then(tenths(b).total_cmp(&tenths(a)))
        .then((a.detour, a.date, a.from).cmp(&(b.detour, b.date, b.from)))
}

/// Returns the chance to meet somebody in whole tenths: smaller differences are not worth a detour.
fn tenths(slot: &Slot) -> f64 {
    (slot.chance_to_meet * 10.0).round()
}

/// Lists the runs of stops that may give way, an empty one at each place first.
fn runs(day: &SlotDay) -> Vec<std::ops::Range<usize>> {
    let stops = &day.stops;
    let mut runs: Vec<std::ops::Range<usize>> = (0..=stops.len()).map(|at| at..at).collect();
    for from in 0..stops.len() {
        let chosen = stops[from..].iter().take_while(|stop| stop.gives_way()).count();
        runs.extend((1..=chosen).map(|count| from..from + count));
    }
    runs
}

/// Lists the ways with some stops left out: in the order of the day, and in its reverse.
fn ways(day: &SlotDay, out: &std::ops::Range<usize>) -> Vec<WayIn> {
    let stays = |range: std::ops::Range<usize>| range.collect::<Vec<ClientIndex>>();
    let mut route = stays(0..out.start);
    route.push(day.client_of_visit());
    route.extend(stays(out.end..day.stops.len()));
    let back: Vec<ClientIndex> = route.iter().rev().copied().collect();
    let ends = [(route.clone(), out.start), (back, route.len() - 1 - out.start)];
    ends.into_iter().filter_map(|(route, at)| way(day, route, at, out)).collect()
}

fn way(day: &SlotDay, route: Vec<ClientIndex>, at: usize, out: &std::ops::Range<usize>) -> Option<WayIn> {
    let starts = day.starts(&route, at);
    if starts.is_empty() {
        return None;
    }
    let travel = day.travel(&route);
    let lost = day.stops[out.clone()].iter().filter_map(|stop| stop.stop);
    let referrals_lost = lost.map(|stop| stop.expected_referrals).sum();
    Some(WayIn { route, at, out: out.clone(), referrals_lost, travel, starts })
}

impl WayIn {
    fn cost(&self, other: &Self) -> Ordering {
        (self.out.is_empty().cmp(&other.out.is_empty()).reverse())
            .then(self.referrals_lost.total_cmp(&other.referrals_lost))
            .then((self.travel, self.out.len(), self.at).cmp(&(other.travel, other.out.len(), other.at)))
    }

    /// Offers the minutes that no better way has, in ranges.
    fn offers(&self, day: &SlotDay, free: &mut [bool]) -> Vec<Slot> {
        let mut minutes: Vec<Time> = self.starts.iter().flat_map(|it| it.open..=it.close).collect();
        minutes.sort_unstable();
        minutes.dedup();
        // Starts lie within the day, and so in the list.
        minutes.retain(|&minute| usize::try_from(minute).is_ok_and(|at| std::mem::take(&mut free[at])));
        let ranges = minutes.chunk_by(|a, b| a + 1 == *b);
        ranges.filter_map(|range| self.offer(day, *range.first()?, *range.last()?)).collect()
    }

    /// Returns the mean chance of the starts of an offer.
    fn chance(day: &SlotDay, from: Time, until: Time) -> f64 {
        let starts = (moment(from).minutes(), moment(until).minutes());
        day.basis.access.of(day.practice).over(day.date.weekday(), &[starts])
    }

    fn offer(&self, day: &SlotDay, from: Time, until: Time) -> Option<Slot> {
        let (book, (away, travel)) = (day.basis.book, day.figures_at(&self.route, from)?);
        let id = |at: usize| Some(book.practices()[day.stops[at].practice?.get()].id.clone());
        let displaced: Vec<PracticeId> = self.out.clone().filter_map(id).collect();
        Some(Slot {
            practice: book.practices()[day.practice.get()].id.clone(),
            liaison: book.liaisons()[day.liaison.get()].id.clone(),
            date: day.date,
            from: moment(from),
            until: moment(until),
            chance_to_meet: Self::chance(day, from, until),
            detour: travel - day.now.1,
            longer: away - day.now.0,
            displaced,
            referrals_lost: self.referrals_lost,
        })
    }
}
