//! Effects without covariates beside their definition: a difference of two differences of means, looked up row by row.

use std::collections::BTreeMap;

use proptest::prelude::any;
use rounds::effect::{
    BasePeriod, ControlGroup, DidDesign, DidEstimate, DidMethod, Panel, PanelColumns, Sampling,
};

use crate::common::draws;
use crate::made_up::{Numbers, WORLD, World, panel};

/// Outcomes by unit and period, and when each unit is first treated, as far as it can be used.
struct Slow {
    outcomes: BTreeMap<(u64, i64), f64>,
    first: BTreeMap<u64, Option<i64>>,
    periods: Vec<i64>,
    design: DidDesign,
    /// The cohort that stands for those never treated, where nobody is.
    last: Option<i64>,
}

impl Slow {
    fn new(columns: &PanelColumns, design: DidDesign) -> Self {
        let ahead = i64::from(design.anticipation);
        let all = columns.period.iter().copied();
        let (start, end) = (all.clone().min().unwrap(), all.max().unwrap());
        let cut = |first: Option<i64>| first.filter(|first| *first <= end + ahead);
        let mut first: BTreeMap<u64, Option<i64>> =
            columns.unit.iter().copied().zip(columns.first_treated.iter().copied().map(cut)).collect();
        let last =
            if first.values().any(Option::is_none) { None } else { first.values().copied().flatten().max() };
        let mut outcomes = BTreeMap::new();
        for row in 0..columns.unit.len() {
            if last.is_none_or(|last| columns.period[row] < last - ahead) {
                outcomes.insert((columns.unit[row], columns.period[row]), columns.outcome[row]);
            }
        }
        first.retain(|_, first| first.is_none_or(|first| first > start + ahead));
        outcomes.retain(|(unit, _), _| first.contains_key(unit));
        let mut periods: Vec<i64> = outcomes.keys().map(|key| key.1).collect();
        periods.sort_unstable();
        periods.dedup();
        Self { outcomes, first, periods, design, last }
    }

    fn mean(&self, period: i64, is_in: impl Fn(Option<i64>) -> bool) -> f64 {
        let units = self.first.iter().filter(|(_, first)| is_in(**first)).map(|(unit, _)| *unit);
        let values: Vec<f64> = units.filter_map(|unit| self.outcomes.get(&(unit, period)).copied()).collect();
        values.iter().sum::<f64>() / values.len() as f64
    }

    fn cells(&self) -> Vec<(i64, i64, f64)> {
        let mut cohorts: Vec<i64> = self.first.values().copied().flatten().collect();
        cohorts.sort_unstable();
        cohorts.dedup();
        let mut cells = Vec::new();
        for cohort in cohorts.into_iter().filter(|cohort| Some(*cohort) != self.last) {
            let ahead = i64::from(self.design.anticipation);
            let safe = *self.periods.iter().rfind(|period| **period + ahead < cohort).unwrap();
            for (at, time) in self.periods.iter().copied().enumerate() {
                let base = match self.design.base {
                    BasePeriod::Varying if at == 0 => continue,
                    BasePeriod::Varying if time < cohort => self.periods[at - 1],
                    _ => safe,
                };
                cells.push((cohort, time, self.effect(cohort, time, base)));
            }
        }
        cells
    }

    fn effect(&self, cohort: i64, time: i64, base: i64) -> f64 {
        if time == base {
            return 0.0;
        }
        let later = time.max(base) + i64::from(self.design.anticipation);
        let is_control = |first: Option<i64>| match (first, self.design.control) {
            (None, _) => true,
            (Some(first), ControlGroup::NeverTreated) => Some(first) == self.last,
            (Some(first), ControlGroup::NotYetTreated) => first > later && first != cohort,
        };
        let change = |is_in: &dyn Fn(Option<i64>) -> bool| self.mean(time, is_in) - self.mean(base, is_in);
        change(&|first| first == Some(cohort)) - change(&is_control)
    }
}

fn design(numbers: &mut Numbers) -> DidDesign {
    let methods = [DidMethod::DoublyRobust, DidMethod::OutcomeRegression, DidMethod::InverseProbability];
    DidDesign {
        control: [ControlGroup::NeverTreated, ControlGroup::NotYetTreated][numbers.below(2)],
        method: methods[numbers.below(3)],
        base: [BasePeriod::Varying, BasePeriod::Universal][numbers.below(2)],
        anticipation: numbers.below(3) as u32,
    }
}

const PERIODS: [&[i64]; 3] = [&[1, 2, 3, 4, 5, 6], &[3, 4, 7, 8, 12, 13], &[-4, -2, 1, 2, 3]];
const COHORTS: [&[i64]; 4] = [&[0, 4, 8], &[0, 1, 5, 12, 14], &[4, 8, 12], &[3, 5, 6]];

/// Compares all cells of a random panel. Returns how many there were, and how many of panels where nobody is never
/// treated.
fn compare(seed: u64) -> [usize; 2] {
    let mut numbers = Numbers::new(seed);
    let world = World {
        units: 12 + numbers.below(40) as u64,
        periods: PERIODS[numbers.below(3)],
        cohorts: COHORTS[numbers.below(4)],
        gaps: [0.0, 0.0, 0.1][numbers.below(3)],
        ..WORLD
    };
    let (columns, design) = (panel(&world, seed), design(&mut numbers));
    let made = Panel::new(&columns, Sampling::SameUnits).unwrap();
    let Ok(estimate) = DidEstimate::new(&made, design) else { return [0, 0] };
    let slow = Slow::new(&columns, design);
    let cells = slow.cells();
    assert_eq!(cells.len(), estimate.cells.len(), "seed {seed}");
    let mut found = 0;
    for ((cohort, time, effect), cell) in cells.into_iter().zip(&estimate.cells) {
        assert_eq!((cohort, time), (cell.first_treated, cell.time), "seed {seed}");
        match cell.figure.effect {
            Some(figure) => {
                assert!(
                    (figure - effect).abs() < 1e-9,
                    "seed {seed}: {cohort} {time}: {figure}, not {effect}"
                );
                found += 1;
            }
            // A mean over nobody, or almost everybody is treated.
            None => assert!(effect.is_nan(), "seed {seed}: {cohort} {time}: nothing, not {effect}"),
        }
    }
    [found, if slow.last.is_some() { found } else { 0 }]
}

#[test]
fn any_effect_without_covariates_is_a_difference_of_differences_of_means() {
    let [cells, without_never] = draws::count(300, &any::<u64>(), compare);
    assert!(cells > 1_500 && without_never > 200, "{cells} {without_never}");
}
