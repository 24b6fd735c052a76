//! Books whose past holds too little to say what a trial would see, and trials that can learn nothing.

use rounds::experiment::*;
use rounds::export;
use rounds::model::*;
use rounds::score::ResponsePrior;
use rounds::trial::*;

use crate::common::{as_of, town};
use crate::designs::{book, config, later, result};

fn rehearsed(keep: impl Fn(&Referral) -> bool) -> TrialDesign {
    let mut records = town(4, 80, 3);
    records.referrals.0.retain(|row| keep(&row.1));
    let book = Book::build(records).unwrap().0;
    design(&book, as_of(), &TrialConfig { rehearse: true, ..config() }).unwrap()
}

fn comes_back(design: &TrialDesign) {
    let text = export::json_text(design).unwrap();
    assert_eq!(serde_json::from_str::<TrialDesign>(&text).unwrap(), *design);
}

#[test]
fn weeks_without_referrals_say_nothing_of_what_a_trial_sees() {
    let mut records = town(4, 80, 3);
    // Rows that count nothing say that the file goes on, and nobody refers.
    for (_, row) in records.referrals.0.iter_mut().filter(|it| it.1.date >= as_of().plus_days(-60)) {
        row.count = 0;
    }
    let book = Book::build(records).unwrap().0;
    let silent = design(&book, as_of(), &TrialConfig { rehearse: true, ..config() }).unwrap();
    assert_eq!((silent.own_power, silent.sight()), (None, Sight::NotKnown));
    assert!(silent.power.iter().all(|row| row.weeks > 8) && !silent.power.is_empty());
    assert!(export::trial_refusal(&silent).unwrap().contains("too thin"));
    comes_back(&silent);
}

#[test]
fn practices_that_all_began_lately_say_nothing_of_what_a_trial_sees() {
    let old = book().practices()[2].id.clone();
    let began = rehearsed(|it| it.practice == old || it.date > as_of().plus_days(-50));
    assert_eq!((began.own_power, began.sight()), (None, Sight::NotKnown));
    comes_back(&began);
}

#[test]
fn nothing_counted_and_an_empty_arm_have_no_errors() {
    let record = |count| vec![TrialRecord { count, forecast: 2.0, before: 1, visits: 0, goodwill: 0.0 }];
    let errors = |counts: &[u32], share: f64| {
        let units = vec![LotUnit { group: 0, size: 2.0 }; counts.len()];
        let records: Vec<_> = counts.iter().map(|count| record(*count)).collect();
        let plan = LotPlan::new(&units, share, 1).unwrap();
        lot_errors(&plan, &TrialRecords::new(&records).unwrap(), 99, 1).unwrap()
    };
    assert_eq!(errors(&[0; 20], 0.2), None);
    assert_eq!(errors(&[3; 6], 0.1), None, "some lots let nobody rest");
    let some = errors(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.2).unwrap();
    assert!(some.log_ratio > 0.0 && some.means > 0.0 && some.cuped > 0.0, "{some:?}");
}

#[test]
fn no_trial_sees_a_lift_that_nobody_expects() {
    let errors = LotErrors { log_ratio: 0.0, means: 0.0, cuped: 0.0 };
    let row = |expected| PowerRow {
        weeks: 8,
        blocks: 1,
        share: 0.2,
        practices: 40,
        errors,
        visible: 0.0,
        expected,
        given_up: 0.0,
    };
    assert_eq!([row(0.0), row(0.1)].map(|row| row.sight()), [Sight::CannotSee, Sight::Sees]);
}

#[test]
fn a_trial_that_begins_with_an_elasticity_of_0_is_read_back() {
    for mean in [0.0, -0.1, f64::NAN, f64::INFINITY] {
        let after = ElasticityPrior { mean }.updated((0.1, 0.02), |it| it);
        assert_eq!(after.learnt, Learnt::Nothing);
        assert_eq!((after.prior, after.posterior), <(ElasticitySpread, ElasticitySpread)>::default());
    }
    for mean in [1e-300, 1e-9, 1e300] {
        let after = ElasticityPrior { mean }.updated((0.1, 1e-300), |it| it);
        let text = serde_json::to_string(&after).unwrap();
        assert_eq!(serde_json::from_str::<ElasticityPosterior>(&text).unwrap(), after, "{text}");
    }
    let response = ResponsePrior { elasticity: 0.0, ..ResponsePrior::default() };
    let none = design(&book(), as_of(), &TrialConfig { response, ..config() }).unwrap();
    let end = none.end().unwrap();
    let found = result(&later(&none, |_| {}), end, &none);
    assert_eq!(found.elasticity.learnt, Learnt::Nothing);
    let text = export::json_text(&found).unwrap();
    assert_eq!(serde_json::from_str::<TrialResult>(&text).unwrap(), found);
    assert!(export::trial_result_text(&found).contains("0 was believed before"));
}
