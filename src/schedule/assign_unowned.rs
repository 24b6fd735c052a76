//! Who covers the practices that nobody owns.

use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::schedule::horizon::Horizon;
use crate::schedule::visit_needs::VisitNeeds;

/// Rounds in which the prices of full liaisons rise.
const ROUNDS: u32 = 60;

/// Minutes that an uncovered practice is reckoned to cost beside the visit itself: the buffer and a share of driving.
const OVERHEAD: u64 = 15;

/// Finds the liaison who covers each practice; `None` where no liaison has the skills.
///
/// Owners keep what they own. The others go to the liaison from whose home the drive is shortest, plus a price that rises
/// each round for liaisons with more work than the team's mean and falls for those with less: a power diagram found by dual
/// ascent (Aurenhammer et al. 1998, doi:10.1007/PL00009187). O(rounds x unowned x liaisons).
pub(crate) fn assign(
    book: &Book,
    travel: &dyn TravelTimes,
    needs: &[VisitNeeds],
    horizon: &Horizon,
) -> Vec<Option<LiaisonIndex>> {
    let mut covers: Vec<Option<LiaisonIndex>> =
        book.practice_indices().map(|practice| book.owner(practice)).collect();
    let unowned: Vec<PracticeIndex> =
        book.practice_indices().filter(|practice| covers[practice.get()].is_none()).collect();
    let offers: Vec<Vec<(LiaisonIndex, i64)>> =
        unowned.iter().map(|&practice| offers(book, travel, practice)).collect();
    let work: Vec<u64> =
        book.practice_indices().map(|practice| workload(book, needs, horizon, practice)).collect();
    let mut prices = vec![0_i64; book.liaisons().len()];
    for round in 0..ROUNDS {
        for (&practice, offers) in unowned.iter().zip(&offers) {
            covers[practice.get()] =
                offers.iter().min_by_key(|(liaison, drive)| drive + prices[liaison.get()]).map(|it| it.0);
        }
        raise(&mut prices, &load(book, horizon, &covers, &work), round);
    }
    covers
}

/// Lists the liaisons who may go, with the drive from home in seconds.
fn offers(book: &Book, travel: &dyn TravelTimes, practice: PracticeIndex) -> Vec<(LiaisonIndex, i64)> {
    const NO_WAY: i64 = 1 << 40;
    let place = book.practices()[practice.get()].location;
    let drive = |liaison: LiaisonIndex| {
        let drive = travel.drive(book.liaisons()[liaison.get()].home, place);
        (liaison, drive.map_or(NO_WAY, |drive| i64::from(drive.time.0)))
    };
    let able = |liaison: &LiaisonIndex| book.has_skills(*liaison, practice) == Some(true);
    book.liaison_indices().filter(able).map(drive).collect()
}

/// Counts the minutes of work that a practice asks for in the days planned.
fn workload(book: &Book, needs: &[VisitNeeds], horizon: &Horizon, practice: PracticeIndex) -> u64 {
    let minutes = u64::from(book.practices()[practice.get()].visit_minutes.0) + OVERHEAD;
    (minutes * u64::from(horizon.days)).div_ceil(u64::from(needs[practice.get()].cadence.target()))
}

/// Returns the work of each liaison in thousandths of the working time; a liaison without working time counts as full.
fn load(book: &Book, horizon: &Horizon, covers: &[Option<LiaisonIndex>], work: &[u64]) -> Vec<i64> {
    let mut minutes = vec![0_u64; book.liaisons().len()];
    for (cover, work) in covers.iter().zip(work) {
        if let Some(liaison) = cover {
            minutes[liaison.get()] += work;
        }
    }
    let hours = |liaison: LiaisonIndex| -> u64 {
        horizon
            .dates()
            .filter_map(|(_, date)| book.working_hours(liaison, date))
            .map(|it| u64::from(it.minutes()))
            .sum()
    };
    let share = |(liaison, minutes): (LiaisonIndex, u64)| {
        (minutes * 1000).checked_div(hours(liaison)).unwrap_or(100_000)
    };
    book.liaison_indices()
        .zip(minutes)
        .map(share)
        .map(|share| i64::try_from(share).unwrap_or(i64::MAX))
        .collect()
}

/// Moves each price towards balance, by less in each round.
fn raise(prices: &mut [i64], load: &[i64], round: u32) {
    let mean = load.iter().map(|&load| load.min(100_000)).sum::<i64>()
        / i64::try_from(load.len().max(1)).unwrap_or(1);
    for (price, load) in prices.iter_mut().zip(load) {
        let excess = (load - mean).clamp(-1000, 1000);
        *price += excess * 600 / (1000 * i64::from(round / 4 + 1));
    }
}
