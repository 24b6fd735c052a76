//! Lots keep their share, and every unit has the same chance.

use proptest::prelude::*;
use rounds::experiment::{Lot, LotPlan, LotUnit};

/// Units of groups of these sizes.
fn units(groups: &[usize]) -> Vec<LotUnit> {
    let unit = |group: u32, at: usize| LotUnit { group, size: (at * 7 % 11) as f64 };
    let all = (0..).zip(groups);
    all.flat_map(|(group, size)| (0..*size).map(move |at| unit(group, at))).collect()
}

fn resting(lot: &Lot, units: impl Iterator<Item = usize>, block: u32) -> usize {
    units.filter(|unit| lot.rest(*unit) == Some(block)).count()
}

/// Tells whether a number of units is their share, rounded up or down.
fn is_share(count: usize, units: usize, share: f64) -> bool {
    let mut wanted = units as f64 * share;
    if (wanted - wanted.round()).abs() < 1e-9 {
        wanted = wanted.round();
    }
    (wanted.floor()..=wanted.ceil()).contains(&(count as f64))
}

proptest! {
    #[test]
    fn any_lot_keeps_the_share_in_each_group_and_block(
        groups in prop::collection::vec(0_usize..40, 1..6),
        share in 0.02_f64..0.5,
        blocks in 1_u32..6,
        seed in any::<u64>(),
    ) {
        let units = units(&groups);
        let Ok(plan) = LotPlan::new(&units, share, blocks) else {
            prop_assert!(share * f64::from(blocks) > 1.0);
            return Ok(());
        };
        let lot = plan.draw(seed, 0);
        prop_assert_eq!(&lot, &plan.draw(seed, 0));
        for block in 0..blocks {
            prop_assert!(is_share(resting(&lot, 0..units.len(), block), units.len(), share));
            for (group, _) in (0..).zip(&groups) {
                let mine = (0..units.len()).filter(|unit| units[*unit].group == group);
                let count = resting(&lot, mine.clone(), block);
                prop_assert!(is_share(count, mine.count(), share), "group {} of {:?}", group, groups);
            }
        }
    }

    #[test]
    fn any_strata_hold_each_unit_once_and_units_that_are_alike(sizes in prop::collection::vec(0.0_f64..9.0, 1..80)) {
        let units: Vec<LotUnit> = sizes.iter().map(|size| LotUnit { group: 0, size: *size }).collect();
        let plan = LotPlan::new(&units, 0.2, 1).unwrap();
        let order: Vec<f64> = plan.strata().concat().iter().map(|unit| sizes[*unit as usize]).collect();
        prop_assert!(order.is_sorted_by(|a, b| a >= b));
        prop_assert!(LotPlan::of_strata(plan.strata().to_vec(), 0.2, 1).unwrap() == plan);
        prop_assert!(plan.strata().iter().all(|stratum| stratum.len() <= 5));
    }
}

#[test]
fn every_unit_has_the_chance_of_the_share_in_each_block_whatever_is_left_over() {
    const LOTS: u64 = 20_000;
    let groups = [7, 13, 1, 4];
    let plan = LotPlan::new(&units(&groups), 0.3, 2).unwrap();
    let mut counts = vec![[0_u32; 2]; groups.iter().sum()];
    for number in 0..LOTS {
        let lot = plan.draw(5, number);
        for (unit, count) in counts.iter_mut().enumerate() {
            if let Some(block) = lot.rest(unit) {
                count[block as usize] += 1;
            }
        }
    }
    let error = (0.3 * 0.7 / LOTS as f64).sqrt();
    for (unit, count) in counts.iter().enumerate() {
        for of_block in count {
            let chance = f64::from(*of_block) / LOTS as f64;
            assert!((chance - 0.3).abs() < 4.5 * error, "unit {unit}: {chance}");
        }
    }
}

#[test]
fn lots_that_mean_nothing_are_refused() {
    let units = units(&[12]);
    for (share, blocks) in [(0.0, 1), (0.51, 1), (f64::NAN, 1), (0.2, 0), (0.2, 53), (0.3, 4)] {
        assert!(LotPlan::new(&units, share, blocks).is_err(), "{share} {blocks}");
    }
    for strata in [vec![vec![0, 0]], vec![vec![1, 2]], vec![vec![0], vec![0, 1]]] {
        assert!(LotPlan::of_strata(strata, 0.2, 1).is_err());
    }
}
