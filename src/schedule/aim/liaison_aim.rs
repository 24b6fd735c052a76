//! One liaison's aim: the price of their time, and the best rhythm of every practice they cover.

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::loss::{BestRhythm, LONGEST_GAP};
use crate::plan::visit_plan::FieldTime;
use crate::schedule::aim::asked::{AimSources, Asked};
use crate::schedule::aim::field_time::{floor, least_price};
use crate::schedule::aim::prices::{Claim, Prices, Resources, balance};
use crate::schedule::aim::promises::{promises, with_maxima};
use crate::schedule::aim::week::week_of;

/// Units of the search in what a mean visit costs.
const UNITS: f64 = 32_768.0;

/// Days of the longest plan.
const LONGEST_PLAN: u32 = 91;

/// Most units that a gap may be worth: more of them do not fit the sums of the search.
const MOST: f64 = 1e10;

/// What a liaison's plan aims at.
#[derive(Debug, Clone)]
pub(crate) struct LiaisonAim {
    /// The practices they cover, ascending, each with its rhythm.
    pub(crate) practices: Vec<(PracticeIndex, PracticeAim)>,
    /// What each of them asks for, in the same order.
    pub(crate) claims: Vec<Claim>,
    /// The rhythm that each cadence aims at, in the same order.
    pub(crate) targets: Vec<u32>,
    /// The longest gap that each cadence allows, in the same order.
    pub(crate) longest: Vec<u32>,
    /// What a usual week has, by day.
    pub(crate) has: Resources,
    /// The prices of full days.
    pub(crate) full: Prices,
    pub(crate) prices: Prices,
    /// Referrals in one unit of the search.
    pub(crate) unit: f64,
}

/// What is aimed at in one practice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PracticeAim {
    pub(crate) rhythm: BestRhythm,
    /// Days from one visit to the next that there is time for; a promise may stretch beyond its longest gap.
    pub(crate) every: u32,
}

impl LiaisonAim {
    /// Finds the aim of one liaison for the practices they cover.
    pub(crate) fn new(sources: &AimSources<'_>, liaison: LiaisonIndex, covered: &[PracticeIndex]) -> Self {
        let person = &sources.book.liaisons()[liaison.get()];
        let has = week_of(person);
        let asked: Vec<Asked<'_>> = sources.asked(liaison, covered);
        let claims: Vec<Claim> = asked.iter().map(Asked::claim).collect();
        let least = least_price(&claims);
        // Whoever has no working hours at all is not short of time: rules, and no price, keep them from visits.
        let room = if has.minutes > 0.0 { has } else { Resources::PLENTY };
        let free = balance(&claims, &room, least);
        let usual = floor(&claims, &room, free, least, sources.config);
        let promised = promises(&asked, &claims, &usual);
        // Where a person says what an hour has to bring, no tier asks for hours that bring less.
        let claims = match sources.config.field_time {
            FieldTime::Floor(_) => promised,
            FieldTime::Auto | FieldTime::Fill => with_maxima(&asked, promised, &room, least),
        };
        let full = balance(&claims, &room, least);
        let prices = floor(&claims, &room, full, least, sources.config);
        Self::at(&asked, claims, has, [full, prices])
    }

    fn at(asked: &[Asked<'_>], claims: Vec<Claim>, has: Resources, [full, prices]: [Prices; 2]) -> Self {
        let aim = |(asked, claim): (&Asked<'_>, &Claim)| {
            let rhythm = BestRhythm::best(asked.goodwill, prices.of(&claim.takes), &asked.rules(claim));
            let every = claim
                .promise
                .map_or(rhythm.gap, |_| rhythm.gap.max(claim.whole_gap(&prices).min(LONGEST_GAP)));
            (asked.index, PracticeAim { rhythm, every })
        };
        let practices: Vec<(PracticeIndex, PracticeAim)> = asked.iter().zip(&claims).map(aim).collect();
        let targets = asked.iter().map(|asked| asked.cadence.target()).collect();
        let longest = asked.iter().map(|asked| asked.cadence.max()).collect();
        let mean = mean_cost(&practices);
        let unit = (if mean > 0.0 { mean / UNITS } else { 1e-6 }).max(largest(&practices) / MOST);
        Self { practices, claims, targets, longest, has, full, prices, unit }
    }

    /// Returns what a mean visit costs, in referrals.
    pub(crate) fn visit_cost(&self) -> f64 {
        mean_cost(&self.practices)
    }

    /// Returns the aim for a practice that the liaison covers.
    pub(crate) fn of(&self, practice: PracticeIndex) -> Option<&PracticeAim> {
        let at = self.practices.binary_search_by_key(&practice, |(practice, _)| *practice).ok()?;
        Some(&self.practices.get(at)?.1)
    }
}

fn mean_cost(practices: &[(PracticeIndex, PracticeAim)]) -> f64 {
    let costs: f64 = practices.iter().map(|(_, aim)| aim.rhythm.cost).sum();
    costs / practices.len().max(1) as f64
}

/// Returns the most that a gap is worth, or costs, at any of the practices.
fn largest(practices: &[(PracticeIndex, PracticeAim)]) -> f64 {
    let worth = |(_, aim): &(PracticeIndex, PracticeAim)| {
        let longest = LONGEST_GAP + LONGEST_PLAN;
        aim.rhythm.closed(longest).abs().max(aim.rhythm.open(longest).abs())
    };
    practices.iter().map(worth).filter(|worth| worth.is_finite()).fold(0.0, f64::max)
}
