//! Standard errors beside derivatives: what a unit moves a figure by is the derivative of the figure by the weight of the
//! unit. Nothing of the formulas of influence functions is used.

use std::collections::BTreeMap;

use rounds::effect::{
    AggregateKind, BasePeriod, ControlGroup, DidDesign, DidEstimate, DidMethod, EffectFigure, Panel,
    PanelColumns, Sampling,
};

use crate::made_up::{WORLD, World, panel};

const METHODS: [DidMethod; 3] =
    [DidMethod::DoublyRobust, DidMethod::OutcomeRegression, DidMethod::InverseProbability];
const KINDS: [AggregateKind; 4] =
    [AggregateKind::Simple, AggregateKind::Group, AggregateKind::Dynamic, AggregateKind::Calendar];

/// All figures of a panel: by cohort and period, then all averages.
fn figures(columns: &PanelColumns, sampling: Sampling, design: DidDesign) -> Vec<EffectFigure> {
    let estimate = DidEstimate::new(&Panel::new(columns, sampling).unwrap(), design).unwrap();
    let mut figures: Vec<EffectFigure> = estimate.cells.iter().map(|cell| cell.figure).collect();
    for kind in KINDS {
        let aggregate = estimate.aggregate(kind);
        figures.extend(aggregate.rows.iter().map(|row| row.figure));
        figures.push(aggregate.overall);
    }
    figures
}

/// Returns standard errors from central differences: each label of `of_row` is a unit, or a cluster.
fn by_derivatives(columns: &PanelColumns, sampling: Sampling, design: DidDesign, of_row: &[u64]) -> Vec<f64> {
    let mut squares: BTreeMap<usize, f64> = BTreeMap::new();
    let mut labels = of_row.to_vec();
    labels.sort_unstable();
    labels.dedup();
    let step = 1e-4;
    for label in labels {
        let moved = |factor: f64| {
            let mut columns = columns.clone();
            let weights = columns.weight.get_or_insert_with(|| vec![1.0; of_row.len()]);
            weights.iter_mut().zip(of_row).filter(|it| *it.1 == label).for_each(|it| *it.0 *= factor);
            figures(&columns, sampling, design)
        };
        for (at, (up, down)) in moved(1.0 + step).iter().zip(moved(1.0 - step)).enumerate() {
            let slope = (up.effect.unwrap() - down.effect.unwrap()) / (2.0 * step);
            *squares.entry(at).or_default() += slope * slope;
        }
    }
    squares.into_values().map(f64::sqrt).collect()
}

fn check(world: &World, sampling: Sampling, control: ControlGroup, base: BasePeriod) {
    for (at, method) in METHODS.into_iter().enumerate() {
        let mut columns = panel(world, 7 + at as u64);
        if sampling == Sampling::CrossSections {
            columns.unit = (0..columns.unit.len() as u64).collect();
            columns.cluster =
                columns.cluster.map(|_| (0..columns.unit.len() as u64).map(|row| row % 17).collect());
        }
        let design = DidDesign { control, method, base, anticipation: 0 };
        let of_row = columns.cluster.clone().unwrap_or_else(|| columns.unit.clone());
        let slow = by_derivatives(&columns, sampling, design, &of_row);
        for (slow, fast) in slow.iter().zip(figures(&columns, sampling, design)) {
            let fast = fast.standard_error.unwrap_or(0.0);
            assert!(
                (fast - slow).abs() < 2e-6 * (1.0 + slow),
                "{method:?}: {fast}, and {slow} by derivatives"
            );
        }
    }
}

const NEVER: ControlGroup = ControlGroup::NeverTreated;
const NOT_YET: ControlGroup = ControlGroup::NotYetTreated;

#[test]
fn standard_errors_of_panels_are_those_of_derivatives() {
    check(&World { covariates: 2, ..WORLD }, Sampling::SameUnits, NEVER, BasePeriod::Varying);
    check(
        &World { covariates: 1, weighted: true, ..WORLD },
        Sampling::SameUnits,
        NOT_YET,
        BasePeriod::Universal,
    );
}

#[test]
fn standard_errors_of_clusters_are_those_of_derivatives() {
    let world = World { covariates: 1, clusters: Some(11), ..WORLD };
    check(&world, Sampling::SameUnits, NOT_YET, BasePeriod::Varying);
    check(&World { gaps: 0.1, ..world }, Sampling::SameUnits, NEVER, BasePeriod::Varying);
    check(&World { units: 40, ..world }, Sampling::CrossSections, NEVER, BasePeriod::Varying);
}

#[test]
fn standard_errors_of_unbalanced_panels_are_those_of_derivatives() {
    let world = World { covariates: 2, gaps: 0.15, ..WORLD };
    check(&world, Sampling::SameUnits, NEVER, BasePeriod::Universal);
    check(&World { weighted: true, ..world }, Sampling::SameUnits, NOT_YET, BasePeriod::Varying);
}

#[test]
fn standard_errors_of_cross_sections_are_those_of_derivatives() {
    let world = World { covariates: 1, units: 50, ..WORLD };
    check(&world, Sampling::CrossSections, NEVER, BasePeriod::Varying);
    check(&World { weighted: true, ..world }, Sampling::CrossSections, NOT_YET, BasePeriod::Universal);
}
