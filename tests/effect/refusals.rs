//! What cannot be estimated is refused, or missing with its reason.

use rounds::ErrorKind;
use rounds::effect::{
    ControlGroup, DidDesign, DidEstimate, DidMethod, DidNote, MissingCell, NoPreTest, Panel, PanelColumns,
    Sampling,
};

use crate::made_up::{WORLD, World, panel};

fn refused(change: impl Fn(&mut PanelColumns)) -> String {
    let mut columns = panel(&World { covariates: 1, weighted: true, clusters: Some(5), ..WORLD }, 1);
    change(&mut columns);
    let error = Panel::new(&columns, Sampling::SameUnits).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    error.to_string()
}

#[test]
fn rows_that_do_not_fit_each_other_are_refused() {
    assert!(refused(|columns| *columns = PanelColumns::default()).contains("no rows"));
    assert!(refused(|columns| columns.outcome.truncate(3)).contains("rows long"));
    assert!(refused(|columns| columns.covariates[0].push(1.0)).contains("rows long"));
    assert!(refused(|columns| columns.outcome[7] = f64::NAN).contains("row 7"));
    assert!(refused(|columns| columns.covariates[0][2] = f64::INFINITY).contains("row 2"));
    assert!(refused(|columns| columns.weight.as_mut().unwrap()[4] = -1.0).contains("below 0"));
    assert!(refused(|columns| columns.weight.as_mut().unwrap().fill(0.0)).contains("are 0"));
    assert!(refused(|columns| columns.period[1] = columns.period[0]).contains("unit and period"));
    assert!(refused(|columns| columns.first_treated[0] = Some(99)).contains("two first periods"));
    assert!(refused(|columns| columns.cluster.as_mut().unwrap()[0] = 99).contains("two clusters"));
}

#[test]
fn a_panel_without_anybody_to_compare_is_refused() {
    for cohorts in [&[0_i64] as &[i64], &[1], &[1, 0], &[9, 0]] {
        let columns = panel(&World { cohorts, ..WORLD }, 2);
        let panel = Panel::new(&columns, Sampling::SameUnits).unwrap();
        let error = DidEstimate::new(&panel, DidDesign::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input, "{cohorts:?}");
    }
}

fn notes_of(world: &World, design: DidDesign) -> Vec<DidNote> {
    DidEstimate::new(&Panel::new(&panel(world, 3), Sampling::SameUnits).unwrap(), design).unwrap().notes
}

#[test]
fn what_is_left_out_is_said() {
    let never = DidDesign::default();
    let notes = notes_of(&World { cohorts: &[0, 1, 4], ..WORLD }, never);
    assert!(matches!(notes[..], [DidNote::AlreadyTreated { units: 10..=30 }]), "{notes:?}");
    let notes = notes_of(&World { cohorts: &[4, 5], ..WORLD }, DidDesign { anticipation: 1, ..never });
    assert_eq!(notes[0], DidNote::NobodyNeverTreated { last_cohort: 5, periods_before: 4 });
    let notes = notes_of(&World { gaps: 0.2, ..WORLD }, never);
    assert!(matches!(notes[0], DidNote::Unbalanced { missing_rows: 20..=80 }), "{notes:?}");
    let notes = notes_of(&World { units: 9, ..WORLD }, never);
    assert!(notes.iter().any(|note| matches!(note, DidNote::SmallCohort { .. })), "{notes:?}");
}

#[test]
fn complete_units_alone_are_a_balanced_panel() {
    let columns = panel(&World { gaps: 0.1, ..WORLD }, 4);
    let estimate =
        DidEstimate::new(&Panel::new(&columns, Sampling::CompleteUnits).unwrap(), DidDesign::default())
            .unwrap();
    assert!(matches!(estimate.notes[0], DidNote::Incomplete { units: 5..=35 }), "{:?}", estimate.notes);
    assert!(estimate.units < 60 && !estimate.notes.iter().any(|it| matches!(it, DidNote::Unbalanced { .. })));
}

/// The reasons of missing figures, where the first covariate is what `covariate` says of unit and whether it is treated.
fn reasons(method: DidMethod, sampling: Sampling, covariate: impl Fn(u64, bool) -> f64) -> Vec<MissingCell> {
    let mut columns = panel(&World { covariates: 2, ..WORLD }, 5);
    for row in 0..columns.unit.len() {
        columns.covariates[0][row] = covariate(columns.unit[row], columns.first_treated[row].is_some());
    }
    let panel = Panel::new(&columns, sampling).unwrap();
    let estimate = DidEstimate::new(&panel, DidDesign { method, ..DidDesign::default() }).unwrap();
    for cell in &estimate.cells {
        assert_eq!(cell.figure.effect.is_none(), cell.missing.is_some());
        assert!(cell.figure.effect.is_none_or(f64::is_finite));
    }
    if estimate.cells.iter().all(|cell| cell.missing.is_some()) {
        assert_eq!(estimate.pretest, Err(NoPreTest::NoPeriodBefore));
    }
    estimate.cells.iter().filter_map(|cell| cell.missing).collect()
}

#[test]
fn covariates_that_say_too_much_or_nothing_leave_figures_out() {
    let methods = [DidMethod::DoublyRobust, DidMethod::OutcomeRegression, DidMethod::InverseProbability];
    for sampling in [Sampling::SameUnits, Sampling::CrossSections] {
        for method in methods {
            let constant = reasons(method, sampling, |_, _| 4.0);
            assert_eq!(constant, vec![MissingCell::CollinearCovariates; 6], "{method:?}");
            assert!(reasons(method, sampling, |unit, _| (unit % 7) as f64).is_empty(), "{method:?}");
        }
        let telling = |unit: u64, is_treated: bool| (unit % 5) as f64 + if is_treated { 9.0 } else { 0.0 };
        for method in [DidMethod::DoublyRobust, DidMethod::InverseProbability] {
            assert_eq!(reasons(method, sampling, telling), vec![MissingCell::NoOverlap; 6], "{method:?}");
        }
        assert!(reasons(DidMethod::OutcomeRegression, sampling, telling).is_empty());
    }
}

#[test]
fn the_last_cohort_has_no_controls_but_itself() {
    let columns = panel(&World { cohorts: &[4, 5], ..WORLD }, 6);
    let design = DidDesign { control: ControlGroup::NotYetTreated, ..DidDesign::default() };
    let estimate = DidEstimate::new(&Panel::new(&columns, Sampling::SameUnits).unwrap(), design).unwrap();
    assert!(
        estimate.cells.iter().all(|cell| cell.first_treated == 4 && cell.time < 5 && cell.missing.is_none())
    );
}

#[test]
fn a_bootstrap_of_too_few_or_too_many_draws_is_refused() {
    let panel = Panel::new(&panel(&WORLD, 7), Sampling::SameUnits).unwrap();
    let estimate = DidEstimate::new(&panel, DidDesign::default()).unwrap();
    for draws in [0, 99, 100_001, usize::MAX] {
        assert_eq!(estimate.bands(draws, 0.95, 1).unwrap_err().kind(), ErrorKind::Setting, "{draws}");
    }
    assert_eq!(estimate.bands(100, 1.0, 1).unwrap_err().kind(), ErrorKind::Setting);
}
