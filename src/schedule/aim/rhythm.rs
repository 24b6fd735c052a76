//! The best rhythm of visits to one practice.

use crate::plan::goodwill::Goodwill;
use crate::plan::loss::{BestRhythm, LONGEST_GAP};

/// What a person, or a tier, asks of a rhythm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RhythmRules {
    /// Fewest days between visits.
    pub(crate) shortest: u32,
    /// The rhythm that was promised, if any, and the goodwill that the promise stands for.
    pub(crate) promise: Option<(u32, Goodwill)>,
    /// Most days between visits, where that is kept.
    pub(crate) longest: Option<u32>,
}

impl BestRhythm {
    /// Finds the best rhythm at this cost of a visit.
    pub(crate) fn best(goodwill: Goodwill, cost: f64, rules: &RhythmRules) -> Self {
        let stake = rules.promise.map_or(goodwill, |(_, promised)| {
            if promised.per_day > goodwill.per_day { promised } else { goodwill }
        });
        let free = best_whole(&stake, cost, rules.shortest);
        match (rules.promise, rules.longest) {
            (Some((target, _)), _) if free < target => Self::held(target, stake, cost, rules),
            (_, Some(longest)) if free > longest => {
                let stake = Goodwill::best_every(f64::from(longest), cost, stake.tau);
                Self::at(longest, stake, stake, cost, rules)
            }
            _ => Self::at(free, stake, stake, cost, rules),
        }
    }

    /// Makes the rhythm of a promise that a free choice would come sooner than: early visits gain nothing.
    fn held(target: u32, stake: Goodwill, cost: f64, rules: &RhythmRules) -> Self {
        let lazy = Goodwill::best_every(f64::from(target), cost, stake.tau);
        Self::at(target, lazy, stake, cost, rules)
    }

    fn at(gap: u32, early: Goodwill, late: Goodwill, cost: f64, rules: &RhythmRules) -> Self {
        let rate = |goodwill: &Goodwill| {
            if gap > LONGEST_GAP { 0.0 } else { (goodwill.harvest(f64::from(gap)) - cost) / f64::from(gap) }
        };
        Self { gap, cost, longest: rules.longest, early: (early, rate(&early)), late: (late, rate(&late)) }
    }
}

/// Finds the best whole gap of at least `shortest` days.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the gap is small and positive")]
fn best_whole(goodwill: &Goodwill, cost: f64, shortest: u32) -> u32 {
    let best = goodwill.best_gap(cost);
    if best > f64::from(LONGEST_GAP) {
        return LONGEST_GAP + 1;
    }
    let rate = |gap: u32| (goodwill.harvest(f64::from(gap)) - cost) / f64::from(gap);
    let below = (best as u32).max(shortest).max(1);
    if rate(below + 1) > rate(below) { below + 1 } else { below }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FREE: RhythmRules = RhythmRules { shortest: 1, promise: None, longest: None };

    fn practice(per_day: f64) -> Goodwill {
        Goodwill { per_day, tau: 85.0 }
    }

    /// The best rate a day over whole gaps, by trying all of them.
    fn best_rate(goodwill: &Goodwill, cost: f64, shortest: u32) -> f64 {
        let rate = |gap: u32| (goodwill.harvest(f64::from(gap)) - cost) / f64::from(gap);
        (shortest..=LONGEST_GAP).map(rate).fold(0.0, f64::max)
    }

    /// What the future is worth at each gap, beside the best rate, by a dynamic programme over whole days: visit now, or wait a day.
    fn futures(goodwill: &Goodwill, cost: f64, shortest: u32, rate: f64) -> Vec<f64> {
        let visit = |gap: u32| goodwill.harvest(f64::from(gap)) - cost;
        let mut best = vec![0.0; LONGEST_GAP as usize + 1];
        best[LONGEST_GAP as usize] = visit(LONGEST_GAP).max(0.0);
        for gap in (0..LONGEST_GAP).rev() {
            let wait = best[gap as usize + 1] - rate;
            best[gap as usize] = if gap < shortest { wait } else { wait.max(visit(gap)) };
        }
        best
    }

    proptest! {
        #![proptest_config(crate::draws::hunting())]

        #[test]
        fn any_rhythm_is_the_best_of_all_whole_gaps(
            per_day in 0.001..0.2_f64, cost in 0.0001..20.0_f64, shortest in 1..60_u32,
        ) {
            let rhythm = BestRhythm::best(practice(per_day), cost, &RhythmRules { shortest, ..FREE });
            let best = best_rate(&practice(per_day), cost, shortest);
            prop_assert!((rhythm.late.1.max(0.0) - best).abs() < 1e-9, "{rhythm:?} {best}");
            if rhythm.pays() && best > 0.0 {
                prop_assert!((rhythm.closed(rhythm.gap) - cost).abs() < 1e-9);
            }
        }

        /// A plan of up to two visits, and then the best rhythm for ever, earns what the sum over its gaps says.
        #[test]
        fn any_sum_over_gaps_is_reward_and_value_to_go(
            per_day in 0.005..0.2_f64, cost in 0.01..1.0_f64, shortest in 1..20_u32,
            start in 5..200_u32, days in prop::collection::btree_set(0..28_u32, 0..=2),
        ) {
            let goodwill = practice(per_day);
            let rate = best_rate(&goodwill, cost, shortest);
            let future = futures(&goodwill, cost, shortest, rate);
            let rhythm = BestRhythm::best(goodwill, cost, &RhythmRules { shortest, ..FREE });
            let (mut earned, mut worth, mut last) = (0.0, 0.0, -i64::from(start));
            for day in days {
                let gap = u32::try_from(i64::from(day) - last).unwrap();
                prop_assume!(gap >= shortest);
                earned += goodwill.harvest(f64::from(gap)) - cost;
                worth += rhythm.closed(gap) - cost;
                last = i64::from(day);
            }
            let left = u32::try_from(28 - last).unwrap();
            earned += future[left as usize] - rate * f64::from(start + 28);
            worth += rhythm.open(left);
            prop_assert!((earned - worth).abs() < 1e-9, "{earned} {worth}");
        }

        #[test]
        fn any_other_gap_is_no_better_than_the_rhythm(
            per_day in 0.001..0.2_f64, cost in 0.001..5.0_f64, target in 5..120_u32, promised in any::<bool>(),
        ) {
            let promise = promised.then(|| (target, Goodwill::best_every(f64::from(target), 2.0 * cost, 85.0)));
            let rhythm = BestRhythm::best(practice(per_day), cost, &RhythmRules { promise, longest: Some(2 * target), ..FREE });
            let loss = |gap: u32| rhythm.closed(gap) - cost;
            prop_assert!((1..1000).all(|gap| loss(gap) <= 1e-9), "{rhythm:?}");
            prop_assert!(!promised || rhythm.gap >= target);
            prop_assert!((1..1000).all(|gap| rhythm.open(gap) <= 1e-9));
        }
    }

    #[test]
    fn a_promise_is_kept_at_its_target_until_time_is_too_dear() {
        let promise = Some((7, Goodwill::best_every(7.0, 0.4, 85.0)));
        let rhythm = |cost| BestRhythm::best(practice(0.02), cost, &RhythmRules { promise, ..FREE }).gap;
        assert_eq!([0.001, 0.1, 0.4].map(rhythm), [7, 7, 7]);
        assert_eq!(rhythm(1.6), 14); // At four times the price, about twice the gap.
    }

    #[test]
    fn waiting_beyond_the_longest_gap_costs_more_each_day() {
        let rules = RhythmRules { longest: Some(42), ..FREE };
        let rhythm = BestRhythm::best(practice(0.004), 0.3, &rules);
        assert_eq!(rhythm.gap, 42);
        let losses = [42, 50, 63, 84, 126].map(|gap| (rhythm.closed(gap) - 0.3) / 0.3);
        assert!(losses.windows(2).all(|pair| pair[1] < pair[0]), "{losses:?}");
        assert!((losses[3] + 10.0).abs() < 1.0, "{losses:?}");
    }

    #[test]
    fn a_visit_that_never_pays_has_no_rhythm() {
        let rhythm = BestRhythm::best(practice(0.001), 1.0, &FREE);
        assert!(!rhythm.pays() && rhythm.shortfall() > 0.9);
        assert!(rhythm.closed(LONGEST_GAP) < 1.0 && rhythm.open(200) == 0.0);
    }
}
