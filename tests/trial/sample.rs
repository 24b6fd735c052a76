//! Lots over the past of the sample book, in which nobody rested.

use rounds::experiment::{LotErrors, LotPlan, RedrawConfig, TrialRecords, lot_errors, lot_refusals, read};
use rounds::model::{Book, Table};
use rounds::trial::{self, TrialConfig};

use crate::common::as_of;

fn sample() -> Book {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let open = |table: Table| std::fs::File::open(folder.join(format!("{table}.csv")));
    rounds::ingest::read_csv(open, &rounds::ingest::Settings::default()).unwrap().parts().0
}

fn rehearsed(book: &Book) -> (LotPlan, TrialRecords) {
    trial::rehearse(book, as_of(), &TrialConfig::default()).unwrap().unwrap()
}

#[test]
fn lots_without_an_effect_are_refused_as_often_as_they_should() {
    let (plan, records) = rehearsed(&sample());
    let refused = lot_refusals(&plan, &records, (1_000, 1_999), (7, 0.05)).unwrap();
    println!("{:.1} % of 1,000 lots without an effect are refused", 100.0 * refused);
    assert!((refused - 0.05).abs() <= 0.014, "{refused}");
    let config = RedrawConfig { draws: 199, seed: 11, ..RedrawConfig::default() };
    let held = (0..100).filter(|number| {
        let reading = read(&plan, &plan.draw(23, *number), &records, &config).unwrap();
        reading.log_ratio.unwrap().interval.hold(0.0)
    });
    let held = held.count();
    println!("{held} of 100 intervals hold 0");
    assert!(held >= 89, "{held}");
}

#[test]
fn a_trial_of_26_weeks_sees_what_was_promised() {
    let (plan, records) = rehearsed(&sample());
    let errors = lot_errors(&plan, &records, 2_000, 1).unwrap().unwrap();
    println!("{} practices, {errors:?}", records.units());
    assert!(errors.log_ratio <= 0.073, "{errors:?}");
    assert!(errors.log_ratio < errors.means && errors.cuped < errors.means);
    let errors = LotErrors { log_ratio: 0.073, means: 0.1, cuped: 0.05 };
    assert!((errors.smallest_lift() - 0.2269).abs() < 1e-3);
    assert!((errors.smallest_shares()[0] - 0.2802).abs() < 1e-3 && errors.smallest_shares()[1] < 0.1401);
}
