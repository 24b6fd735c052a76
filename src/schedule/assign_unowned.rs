//! Who covers the practices that nobody owns.

use rayon::prelude::*;

use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::disposition::Rule;
use crate::schedule::horizon::Horizon;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_needs::VisitNeeds;
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};

/// Rounds in which the prices of full liaisons rise.
const ROUNDS: u32 = 60;

/// Minutes that an uncovered practice is reckoned to cost beside the visit itself: the buffer and a share of driving.
const OVERHEAD: u64 = 15;

/// Seconds of driving within which two liaisons are equally near.
const NEAR: i64 = 60;

/// Most rounds of handing practices on between liaisons who are equally near.
const EVENING: u32 = 20;

/// Liaisons, the nearest first, that are asked whether they could go.
const ASKED: usize = 64;

/// Finds the liaison who covers each practice; `None` where no liaison has the skills, or nobody owns it and it has no place.
///
/// Owners keep what they own, or their stand-in while they are away for the whole plan. The others go to the liaison from whose home the drive is shortest, plus a price that rises
/// each round for liaisons with more work than the team's mean and falls for those with less: a power diagram found by dual
/// ascent (Aurenhammer et al. 1998, doi:10.1007/PL00009187). Between liaisons who are then equally near, practices go to
/// whoever has less work. Only those are asked who could go on some day, if there are any.
/// O(rounds x unowned x liaisons).
pub(crate) fn assign(basis: &PlanBasis) -> Vec<Option<LiaisonIndex>> {
    let book = basis.book;
    let covers: Vec<Option<LiaisonIndex>> =
        book.practice_indices().map(|practice| owner_or_stand_in(basis, practice)).collect();
    let mut covers = covers;
    let mut unowned: Vec<PracticeIndex> =
        book.practice_indices().filter(|practice| covers[practice.get()].is_none()).collect();
    let mut offers: Vec<Vec<(LiaisonIndex, i64)>> =
        unowned.par_iter().map(|&practice| offers(basis, practice)).collect();
    keep_covers(basis, &mut covers, &mut unowned, &mut offers);
    let work = book.practice_indices().map(|practice| workload(book, &basis.needs, &basis.horizon, practice));
    let mut sharing = Sharing {
        work: work.collect(),
        hours: hours(basis),
        prices: vec![0; book.liaisons().len()],
        offers,
        unowned,
        covers,
    };
    for round in 0..ROUNDS {
        sharing.take_cheapest();
        sharing.raise(round);
    }
    let _settled = (0..EVENING).any(|_| !sharing.even_out());
    sharing.covers
}

/// Leaves practices with whoever covered them in the plan before, and still can.
fn keep_covers(
    basis: &PlanBasis,
    covers: &mut [Option<LiaisonIndex>],
    unowned: &mut Vec<PracticeIndex>,
    offers: &mut Vec<Vec<(LiaisonIndex, i64)>>,
) {
    let open = std::mem::take(unowned).into_iter().zip(std::mem::take(offers));
    for (practice, offers_here) in open {
        let before = basis.covered_before(practice);
        let kept = before.filter(|before| offers_here.iter().any(|(liaison, _)| liaison == before));
        covers[practice.get()] = kept;
        if kept.is_none() {
            unowned.push(practice);
            offers.push(offers_here);
        }
    }
}

/// Finds who visits a practice that somebody owns.
fn owner_or_stand_in(basis: &PlanBasis, practice: PracticeIndex) -> Option<LiaisonIndex> {
    let horizon = &basis.horizon;
    basis.book.owner(practice).map(|owner| basis.book.stand_in(owner, horizon.start, horizon.end()))
}

/// Who covers whom so far, and what it costs.
struct Sharing {
    unowned: Vec<PracticeIndex>,
    /// By practice without an owner: who could go, with the drive from home in seconds.
    offers: Vec<Vec<(LiaisonIndex, i64)>>,
    /// By practice: minutes of work.
    work: Vec<u64>,
    /// By liaison: minutes that they work.
    hours: Vec<u64>,
    /// By liaison: seconds that their work adds to a drive.
    prices: Vec<i64>,
    covers: Vec<Option<LiaisonIndex>>,
}

impl Sharing {
    /// Gives every practice to the liaison who is nearest at the prices.
    fn take_cheapest(&mut self) {
        for (&practice, offers) in self.unowned.iter().zip(&self.offers) {
            let cheapest = offers.iter().min_by_key(|(liaison, drive)| drive + self.prices[liaison.get()]);
            self.covers[practice.get()] = cheapest.map(|it| it.0);
        }
    }

    /// Moves each price towards balance, by less in each round.
    fn raise(&mut self, round: u32) {
        let load: Vec<i64> = self.minutes().into_iter().zip(&self.hours).map(share).collect();
        let mean = load.iter().map(|&load| load.min(100_000)).sum::<i64>()
            / i64::try_from(load.len().max(1)).unwrap_or(1);
        for (price, load) in self.prices.iter_mut().zip(load) {
            let excess = (load - mean).clamp(-1000, 1000);
            *price += excess * 600 / (1000 * i64::from(round / 4 + 1));
        }
    }

    /// Counts the minutes of work of each liaison.
    fn minutes(&self) -> Vec<u64> {
        let mut minutes = vec![0_u64; self.hours.len()];
        for (cover, work) in self.covers.iter().zip(&self.work) {
            if let Some(liaison) = cover {
                minutes[liaison.get()] += work;
            }
        }
        minutes
    }

    /// Hands practices on to liaisons who are equally near and have less work; tells whether any was.
    fn even_out(&mut self) -> bool {
        let mut minutes = self.minutes();
        let mut any = false;
        for at in 0..self.unowned.len() {
            let practice = self.unowned[at];
            let (Some(now), work) = (self.covers[practice.get()], self.work[practice.get()]) else {
                continue;
            };
            let load = |liaison: LiaisonIndex, minutes: u64| share((minutes, &self.hours[liaison.get()]));
            let cost = |(liaison, drive): &(LiaisonIndex, i64)| drive + self.prices[liaison.get()];
            let paid = self.offers[at].iter().find(|offer| offer.0 == now).map_or(0, cost);
            let near = self.offers[at].iter().filter(|offer| cost(offer) <= paid + NEAR);
            let after = near.map(|offer| (load(offer.0, minutes[offer.0.get()] + work), offer.0));
            let best = after.filter(|it| it.1 != now).min();
            if let Some((after, next)) = best
                && after < load(now, minutes[now.get()])
            {
                self.covers[practice.get()] = Some(next);
                minutes[now.get()] -= work;
                minutes[next.get()] += work;
                any = true;
            }
        }
        any
    }
}

/// Lists the liaisons who may go, with the drive from home in seconds: those who could go on some day, if anybody could.
fn offers(basis: &PlanBasis, practice: PracticeIndex) -> Vec<(LiaisonIndex, i64)> {
    const NO_WAY: i64 = 1 << 40;
    let Some(place) = basis.place(practice) else { return Vec::new() };
    let drive = |liaison: LiaisonIndex| {
        let drive = basis.travel.drive(basis.home(liaison), place);
        (liaison, drive.map_or(NO_WAY, |drive| i64::from(drive.time.0)))
    };
    let skilled = |liaison: &LiaisonIndex| basis.book.has_skills(*liaison, practice) == Some(true);
    let mut offers: Vec<(LiaisonIndex, i64)> =
        basis.book.liaison_indices().filter(skilled).map(drive).collect();
    offers.sort_unstable_by_key(|&(liaison, drive)| (drive, liaison));
    let able = |relaxed: Relaxed| -> Vec<(LiaisonIndex, i64)> {
        let may = |&&(liaison, _): &&(LiaisonIndex, i64)| {
            VisitQuestion { basis, liaison, practice, purpose: VisitPurpose::Worth }.is_possible(relaxed)
        };
        offers.iter().take(ASKED).filter(may).copied().collect()
    };
    // Whoever could go now comes before whoever could go if it were not too early.
    let early = Relaxed::of(&[Rule::MinGap, Rule::LeadTime]);
    let best = [Relaxed::NONE, early].into_iter().map(able).find(|able| !able.is_empty());
    best.unwrap_or_else(|| offers.into_iter().take(1).collect())
}

/// Counts the minutes that each liaison works in the days planned.
fn hours(basis: &PlanBasis) -> Vec<u64> {
    let of = |liaison: LiaisonIndex| {
        let hours = basis.horizon.dates().filter_map(|(_, date)| basis.book.work_hours(liaison, date));
        hours.map(|it| u64::from(it.minutes())).sum()
    };
    basis.book.liaison_indices().map(of).collect()
}

/// Returns work in thousandths of the working time; a liaison without working time counts as full.
fn share((minutes, hours): (u64, &u64)) -> i64 {
    let share = (minutes * 1000).checked_div(*hours).unwrap_or(100_000);
    i64::try_from(share).unwrap_or(i64::MAX)
}

/// Counts the minutes of work that a practice asks for in the days planned; none where nobody can be sent.
fn workload(book: &Book, needs: &[VisitNeeds], horizon: &Horizon, practice: PracticeIndex) -> u64 {
    if book.practices()[practice.get()].location.is_none() {
        return 0;
    }
    let minutes = u64::from(book.practices()[practice.get()].visit_minutes.0) + OVERHEAD;
    (minutes * u64::from(horizon.days)).div_ceil(u64::from(needs[practice.get()].cadence.target()))
}
