//! What visits are worth: the one place that says so. The search, the reasons of a stop, and the proofs of what is left out
//! all ask here.

use crate::plan::loss::LONGEST_GAP;
use crate::routing::model::problem::{Recurrence, RequiredVisit, Value};
use crate::routing::model::recurrence::CERTAIN;
use crate::schedule::aim::liaison_aim::{LiaisonAim, PracticeAim};
use crate::schedule::horizon::Horizon;

/// Most that a gap counts for in the search, so that sums over a plan fit its numbers.
const MOST: f64 = 1e11;

/// What the calendar knows of a practice.
#[derive(Debug)]
pub(crate) struct KnownVisits {
    /// Days from the last visit to the first day planned; `None` where there was none.
    pub(crate) last: Option<u32>,
    /// Days of appointments.
    pub(crate) fixed: Vec<u32>,
    /// Promised visits.
    pub(crate) promised: Vec<RequiredVisit>,
    /// By day: chance that a planned visit meets somebody.
    pub(crate) access: Vec<f64>,
    /// Fewest days between visits.
    pub(crate) min_gap: u32,
    /// Minutes of a visit, with its buffer.
    pub(crate) minutes: u32,
}

/// States the worth of visits to a practice by their days: the loss of every gap against the best rhythm, and the price of the
/// time that a visit takes. `None` where no visit is worth its time on any day, and none is promised.
pub(crate) fn recurrence(
    aim: &LiaisonAim,
    practice: &PracticeAim,
    known: &KnownVisits,
    horizon: &Horizon,
) -> Option<Recurrence> {
    let recurrence = gaps(aim, practice, known, horizon.days);
    // The worth of gaps is concave in their length: beside no other visit, one is worth most. Where none pays alone, no set does,
    // whatever the chances of the days: each visit adds its own chance of what it adds where it meets somebody.
    let pays = practice.rhythm.pays() && recurrence.greatest_alone() > 0;
    (pays || !recurrence.required.is_empty()).then_some(recurrence)
}

/// States the worth of visits whether any is worth its time or not.
pub(crate) fn gaps(aim: &LiaisonAim, practice: &PracticeAim, known: &KnownVisits, days: u32) -> Recurrence {
    let rhythm = &practice.rhythm;
    let units = |worth: f64| units(worth / aim.unit);
    // A gap that reaches the longest one in the days planned is taken to have reached it before, as if there never was a visit:
    // else its last days would be worth less than a visit after them, and one on time would look like a loss.
    let last = known.last.filter(|last| last.saturating_add(days) < LONGEST_GAP).unwrap_or(LONGEST_GAP);
    let unseen = rhythm.open(last + days);
    let price = aim.prices.minute * f64::from(known.minutes) + aim.prices.stop;
    Recurrence {
        min_gap: known.min_gap,
        first: (0..days).map(|day| units(rhythm.closed(last + day) - unseen)).collect(),
        between: (0..=days).map(|gap| units(rhythm.closed(gap))).collect(),
        open: (0..=days).map(|gap| units(rhythm.open(gap))).collect(),
        price: units(price),
        fixed: known.fixed.clone(),
        access: known.access.iter().map(|&it| chance(it)).collect(),
        required: known.promised.clone(),
    }
}

/// Returns what a minute at the wheel costs in the search.
pub(crate) fn drive_price(aim: &LiaisonAim, weight: f64) -> Value {
    const MOST: Value = 1_000_000;
    units(weight * (aim.prices.minute + aim.prices.drive) / aim.unit).clamp(1, MOST)
}

/// Rounds to whole units of the search; what is not a number is worth nothing.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and the range is far smaller")]
fn units(worth: f64) -> Value {
    worth.clamp(-MOST, MOST).round() as Value
}

/// Rounds a chance to 65,536ths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the chance lies between 0 and 1"
)]
fn chance(chance: f64) -> u32 {
    (chance.clamp(0.0, 1.0) * f64::from(CERTAIN)).round() as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::time::Date;
    use crate::plan::goodwill::Goodwill;
    use crate::plan::loss::BestRhythm;
    use crate::schedule::aim::prices::{Prices, Resources};
    use crate::schedule::aim::rhythm::RhythmRules;

    const DAYS: u32 = 14;

    /// An aim of which only the prices count.
    fn aim(minute: f64) -> LiaisonAim {
        let (practices, claims, targets) = (Vec::new(), Vec::new(), Vec::new());
        let prices = Prices { minute, ..Prices::default() };
        LiaisonAim {
            practices,
            claims,
            targets,
            longest: Vec::new(),
            has: Resources::PLENTY,
            full: prices,
            prices,
            unit: 1e-6,
        }
    }

    /// A practice where a visit takes an hour, half of it on the road.
    fn practice(minute: f64, access: f64, per_day: f64, rules: &RhythmRules) -> PracticeAim {
        let goodwill = Goodwill { per_day, tau: 85.0 };
        let rhythm = BestRhythm::best(goodwill, 60.0 * minute / access, rules);
        PracticeAim { rhythm, every: rhythm.gap }
    }

    /// Rules of a rhythm: promised or not, with a longest gap or not.
    fn rules(cost: f64) -> impl Strategy<Value = RhythmRules> {
        (1..8_u32, 0..40_u32, prop::option::of(1..3_u32), any::<bool>()).prop_map(
            move |(shortest, longer, longest, promised)| {
                let target = shortest + longer;
                let stands_for = Goodwill::best_every(f64::from(target), cost, 85.0);
                let promise = promised.then_some((target, stands_for));
                RhythmRules { shortest, promise, longest: longest.map(|times| times * target) }
            },
        )
    }

    fn known(last: Option<u32>) -> impl Strategy<Value = KnownVisits> {
        let fixed = prop::sample::subsequence((0..DAYS).collect::<Vec<_>>(), 0..2);
        let access = prop::collection::vec(0.1..=1.0_f64, DAYS as usize);
        (fixed, access).prop_map(move |(fixed, access)| KnownVisits {
            last,
            fixed,
            promised: Vec::new(),
            access,
            min_gap: 1,
            minutes: 30,
        })
    }

    proptest! {
        #![proptest_config(crate::draws::hunting())]

        /// Whoever is left out because no visit pays alone misses no set of visits that would pay together.
        #[test]
        fn any_visits_are_worth_no_more_each_than_the_best_alone(
            minute in 0.0001..0.02_f64, access in 0.1..1.0_f64, per_day in 0.0..0.1_f64,
            (rules, known) in (0.0..4.0_f64, prop::option::of(0..60_u32)).prop_flat_map(|(cost, last)| (rules(cost), known(last))),
            days in prop::collection::btree_set(0..DAYS, 1..6),
        ) {
            let days: Vec<u32> = days.into_iter().collect();
            let recurrence = gaps(&aim(minute), &practice(minute, access, per_day, &rules), &known, DAYS);
            let visits = Value::try_from(days.len()).unwrap();
            let most = visits * recurrence.greatest_alone();
            // Every gap is rounded, and so is its share of a chance.
            let slack = 8 * visits + recurrence.largest() / 10_000;
            prop_assert!(recurrence.worth(&days) <= most + slack, "{days:?} {recurrence:?}");
        }
    }

    /// Ten years are the longest gap there is: nobody is left out for being seen about so long ago.
    #[test]
    fn who_was_seen_ten_years_ago_is_as_welcome_as_who_never_was() {
        let rules = RhythmRules { shortest: 1, promise: None, longest: Some(42) };
        let (aim, practice) = (aim(0.004), practice(0.004, 1.0, 0.02, &rules));
        for last in
            [3_000, 3_600, 3_622, 3_635, 3_636, 3_649, 3_650, 4_000].map(Some).into_iter().chain([None])
        {
            let known = KnownVisits {
                last,
                fixed: Vec::new(),
                promised: Vec::new(),
                access: vec![1.0; DAYS as usize],
                min_gap: 1,
                minutes: 30,
            };
            let horizon = Horizon {
                as_of: Date::new(2026, 1, 30).unwrap(),
                start: Date::new(2026, 2, 2).unwrap(),
                days: DAYS,
            };
            let first = recurrence(&aim, &practice, &known, &horizon).map(|it| it.worth(&[0]));
            assert!(first.is_some_and(|worth| worth > 0), "{last:?}: {first:?}");
        }
    }
}
