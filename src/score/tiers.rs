//! How important practices are: shares of A, B and C that hold, and that stay from week to week.

use std::cmp::Ordering;

use crate::error::Error;
use crate::forecast::history::History;
use crate::model::book::Book;
use crate::model::practice::Tier;
use crate::model::score_fact::LevelChange;
use crate::model::time::Date;
use crate::score::config::TierCuts;
use crate::score::features::{self, Features};
use crate::score::practice_forecast::YEAR_WEEKS;
use crate::score::score_watch::ScoreWatch;
use crate::score::scores::PracticeScore;

/// By how much a potential has to pass another one before it takes its place: on the first day of a quarter, and within the quarter.
const AT_QUARTERS: f64 = 0.15;
const WITHIN_A_QUARTER: f64 = 0.4;
/// Probability from which on a growth counts.
const SURELY_GROWN: f64 = 0.99;
/// Quarters whose first days are looked back to.
const QUARTERS: i32 = 2;

/// Gives a tier to every practice whose book gives none: the largest potentials are A, the next ones B, the rest C.
///
/// The shares are those of the practices without a tier of their own. Each is met to the nearest whole practice. Equal potentials
/// are told apart by what a practice sends, then by its providers. Only where these are equal, too, the order of the book decides.
///
/// A tier does not flip with every week. Tiers are given as of the day before the last quarter, the day before this quarter, and the last known day.
/// At each step a practice keeps its place unless another one has passed it by a margin. So the tier hangs on the book and the day
/// alone, and no state is kept. A forecast moves with every week, so it does not count. What came since a growth does,
/// where that is certain.
/// O(n log n) beside two fits of the potential. `watch` is asked before each of them.
///
/// # Errors
/// [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled) when the watch refuses to go on.
pub(crate) fn tiers(
    scores: &mut [PracticeScore],
    book: &Book,
    features: &Features,
    cuts: TierCuts,
    watch: &ScoreWatch,
) -> Result<(), Error> {
    // One score a practice, in the order of the book.
    let asked: Vec<usize> = (0..scores.len()).filter(|at| book.practices()[*at].tier.is_none()).collect();
    let ranked = Ranked { asked: &asked, book, cuts };
    let mut held: Vec<Option<Tier>> = vec![None; scores.len()];
    for quarter in (0..QUARTERS).rev() {
        watch.go_on()?;
        if let Some(earlier) =
            features::potential_on(book, quarter_start(features.until, quarter).plus_days(-1))
        {
            held = ranked.tiers(&earlier.most(), &earlier.rates, (&held, AT_QUARTERS));
        }
    }
    let tiers =
        ranked.tiers(&with_growth(scores, features), &features.potential.rates, (&held, WITHIN_A_QUARTER));
    for (score, tier) in scores.iter_mut().zip(tiers) {
        score.tier = tier.unwrap_or(score.tier);
    }
    Ok(())
}

/// Lists what practices could send. Of those that have certainly grown, what they sent since then counts, too.
fn with_growth(scores: &[PracticeScore], features: &Features) -> Vec<f64> {
    let most = features.potential.most();
    let of = |((most, score), history): ((f64, &PracticeScore), &Option<History>)| {
        let is_growth = |it: &LevelChange| !it.is_fall() && it.probability >= SURELY_GROWN;
        let grown = score.change.filter(is_growth).zip(history.as_ref());
        grown.map_or(most, |(change, history)| most.max(sent_since(change, history)))
    };
    most.into_iter().zip(scores).zip(&features.histories).map(of).collect()
}

/// Returns the referrals a year since a change. A change of a few weeks says little, so it counts as one of more.
fn sent_since(change: LevelChange, history: &History) -> f64 {
    const FEWEST_WEEKS: u32 = 8;
    let weeks = f64::from(change.weeks_ago.max(FEWEST_WEEKS));
    f64::from(history.sent_within(7 * change.weeks_ago)) / weeks * YEAR_WEEKS
}

/// Returns the first day of a quarter of the year: the one of this day, or so many before.
fn quarter_start(day: Date, before: i32) -> Date {
    let months = 12 * day.year() + (i32::try_from(day.month()).unwrap_or(1) - 1) / 3 * 3 - 3 * before;
    let month = u32::try_from(months.rem_euclid(12)).map_or(1, |month| month + 1);
    Date::new(months.div_euclid(12), month, 1).unwrap_or(day)
}

/// Practices that get a tier by rank.
struct Ranked<'a> {
    asked: &'a [usize],
    book: &'a Book,
    cuts: TierCuts,
}

impl Ranked<'_> {
    /// Gives the tiers of a day; nothing for practices whose book gives one. Who has held a tier until then counts as larger by a
    /// margin.
    fn tiers(
        &self,
        potentials: &[f64],
        rates: &[f64],
        (held, margin): (&[Option<Tier>], f64),
    ) -> Vec<Option<Tier>> {
        let total = self.asked.len() as f64;
        let first = (self.cuts.a * total).round();
        let both = ((self.cuts.a + self.cuts.b) * total).round();
        let mut tiers = vec![None; potentials.len()];
        let mut left = self.asked.to_vec();
        for (tier, places) in [(Tier::A, first), (Tier::B, both - first), (Tier::C, total)] {
            // All lists have one entry a practice.
            let keeps = |at: usize| held[at].is_some_and(|held| held <= tier);
            let value = |at: usize| potentials[at] * if keeps(at) { 1.0 + margin } else { 1.0 };
            left.sort_by(|a, b| {
                let by_value = value(*b).total_cmp(&value(*a));
                by_value.then_with(|| rates[*b].total_cmp(&rates[*a])).then_with(|| self.by_size(*a, *b))
            });
            let places = left.iter().enumerate().take_while(|(rank, _)| (*rank as f64) < places).count();
            left.drain(..places).for_each(|at| tiers[at] = Some(tier));
        }
        tiers
    }

    /// Compares two practices by their providers, the most first, and then by their places in the book.
    fn by_size(&self, a: usize, b: usize) -> Ordering {
        let practices = self.book.practices();
        practices[b].providers.cmp(&practices[a].providers).then(a.cmp(&b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_begin_on_their_first_day() {
        let of = |day: &str, before| quarter_start(day.parse().unwrap(), before).to_string();
        assert_eq!(of("2026-01-30", 0), "2026-01-01");
        assert_eq!(of("2026-01-30", 1), "2025-10-01");
        assert_eq!(of("2026-12-31", 0), "2026-10-01");
        assert_eq!(of("2026-05-01", 5), "2025-01-01");
    }
}
