//! What a visit is worth: more where more can be kept or won, less the sooner it follows another, nothing where visits do
//! nothing.

mod common;

use common::draws;
use proptest::prelude::*;
use rounds::geo::GreatCircle;
use rounds::plan::StopKind;
use rounds::score::{self, VisitValue};
use rounds::{check, progress, schedule};

fn visit() -> impl Strategy<Value = VisitValue> {
    (0.0..50.0, 0.0..50.0, 0.0..50.0, 1.0..400.0).prop_map(|(retention, recovery, headroom, tau_days)| {
        VisitValue { retention, recovery, headroom, tau_days }
    })
}

/// Worth of evenly spaced visits over a span, when the one before was long ago.
fn evenly(visit: &VisitValue, span: u32, visits: u32) -> f64 {
    (0..visits).map(|_| visit.after(Some(span / visits))).sum()
}

proptest! {
    #![proptest_config(draws::hunting())]

    #[test]
    fn any_rested_practice_is_worth_more_than_a_seen_one(visit in visit(), gap in 0..400_u32) {
        let worth = visit.after(Some(gap));
        prop_assert!(worth >= 0.0 && worth <= visit.after(None));
        prop_assert!(visit.after(Some(gap + 1)) >= worth);
        prop_assert!((visit.after(Some(1)) - visit.a_day()).abs() <= visit.a_day() / visit.tau_days);
    }

    /// Referrals come day by day, most just after a visit, so that those of a gap are the sum over its days.
    #[test]
    fn any_gap_brings_what_its_days_bring(visit in visit(), gap in 0..400_u32) {
        let fraction = 0.01;
        let rate = |days: f64| visit.a_day() * (-days / visit.tau_days).exp();
        let steps = (0..gap * 100).map(|step| rate((f64::from(step) + 0.5) * fraction) * fraction);
        let sum: f64 = steps.sum();
        prop_assert!((sum - visit.after(Some(gap))).abs() <= 1e-4 * sum, "{sum}");
    }

    #[test]
    fn any_further_visit_adds_less(visit in visit(), gap in 0..400_u32) {
        let step = |gap: u32| visit.after(Some(gap + 1)) - visit.after(Some(gap));
        prop_assert!(step(gap + 1) <= step(gap) + 1e-12, "the worth is concave in the gap");
        // 5040 days divide evenly by 1..=10.
        let gains: Vec<f64> = (1..10).map(|n| evenly(&visit, 5_040, n + 1) - evenly(&visit, 5_040, n)).collect();
        prop_assert!(gains.windows(2).all(|pair| pair[1] <= pair[0] + 1e-9), "{gains:?}");
        prop_assert!(gains.iter().all(|gain| *gain >= -1e-9), "{gains:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..draws::hunting() })]

    /// Where visits do nothing, the only ones that are planned are those that a rule asks for.
    #[test]
    fn any_plan_without_a_response_visits_by_rules_alone(seed in 0..1_000_u64, practices in 5..40_usize) {
        let book = common::book(seed, practices, 2);
        let mut config = score::ScoreConfig::default();
        config.response.elasticity = 0.0;
        let scores = score::evaluate(&book, common::as_of(), &config, &progress::unobserved).unwrap();
        prop_assert!(scores.practices.iter().all(|score| score.visit.after(None) == 0.0));
        let search = schedule::ScheduleConfig { weeks: 2, effort: 20, ..schedule::ScheduleConfig::default() };
        let travel = GreatCircle::default();
        let plan = schedule::plan(&book, &scores, &travel, &search, &progress::unobserved).unwrap();
        prop_assert!(check::plan(&check::Facts::new(&book, &travel), &plan).is_empty());
        let promised = |id| book.practice(id).is_some_and(|practice| practice.cadence.is_some());
        let mut chosen = plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Chosen);
        prop_assert!(chosen.all(|(_, _, stop)| promised(&stop.practice) && stop.expected_referrals == 0.0));
    }
}

/// A practice that is surely about to lapse but has little to lose is worth less than a calm one with much to win: risk
/// alone never ranks.
#[test]
fn risk_alone_does_not_rank() {
    let book = common::book(7, 80, 2);
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let known = || scores.practices.iter().filter(|score| !score.low_evidence);
    let by = |key: fn(&score::PracticeScore) -> f64| {
        let mut order: Vec<&score::PracticeScore> = known().collect();
        order.sort_by(|a, b| key(b).total_cmp(&key(a)));
        order.into_iter().map(|score| score.practice.clone()).collect::<Vec<_>>()
    };
    assert_ne!(by(|score| score.lapse_risk), by(|score| score.visit.base()));
    let riskiest = known().max_by(|a, b| a.lapse_risk.total_cmp(&b.lapse_risk)).unwrap();
    assert!(known().any(|score| score.lapse_risk < riskiest.lapse_risk && score.visit.base() > riskiest.visit.base()));
}
