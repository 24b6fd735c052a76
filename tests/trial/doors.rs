//! What comes in from a caller or a file: it is right, or the refusal says what is wrong.

use proptest::prelude::*;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::ErrorKind;
use rounds::export;
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::score::ResponsePrior;
use rounds::trial::*;
use serde_json::Value;

use crate::common::as_of;
use crate::designs::{book, config, designed, later};

/// Returns what is said of a design after a change to it.
fn refusal(book: &Book, design: &TrialDesign, change: &dyn Fn(&mut TrialDesign)) -> String {
    let mut changed = design.clone();
    change(&mut changed);
    let end = design.end().unwrap();
    let error = read(book, end, &changed, &GreatCircle::default(), &PriceConfig::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    error.to_string()
}

/// A change of a design.
type Change<'a> = &'a dyn Fn(&mut TrialDesign);

#[test]
fn a_design_that_contradicts_itself_is_refused_and_told_where() {
    let design = designed(&book());
    let book = later(&design, |_| {});
    let first = design.members[0].practice.to_string();
    let name = first.as_str();
    let wrong: [(Change<'_>, &str); 20] = [
        (&|it| it.version = 2, "version is 2"),
        (&|it| it.name = " a".into(), "name"),
        (&|it| it.name = "a\nb".into(), "name"),
        (&|it| it.response.elasticity = -1.0, "elasticity"),
        (&|it| it.response.carry_over = f64::NAN, "carry-over"),
        (&|it| it.share = f64::NAN, "share"),
        (&|it| it.blocks.clear(), "0 days"),
        (&|it| it.blocks.reverse(), "block 2"),
        (&|it| it.blocks[1].from = it.blocks[0].until, "block 2"),
        (&|it| it.blocks[1].from = it.blocks[1].from.plus_days(1), "block 2"),
        (&|it| it.blocks[0].until = it.blocks[0].from.plus_days(-1), "block 1"),
        (&|it| it.blocks[0].from = it.as_of, "block 1"),
        (&|it| it.blocks[1].until = it.blocks[1].until.plus_days(7 * 104), "104 weeks"),
        (&|it| it.members[1].practice = it.members[0].practice.clone(), "in it twice"),
        (&|it| it.members[0].forecast[1] = f64::INFINITY, name),
        (&|it| it.members[0].forecast[1] = 0.0, name),
        (&|it| it.members[0].before.truncate(1), name),
        (&|it| it.members[0].rests = Some(2), name),
        (&|it| it.strata[0][0] = it.strata[0][1], "each unit once"),
        (&|it| drop(it.members.pop()), "strata hold"),
    ];
    for (change, what) in wrong {
        let text = refusal(&book, &design, change);
        assert!(text.contains(what) && text.contains("trial design"), "{text} for {what}");
    }
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let book = book();
    let response = |elasticity: f64| ResponsePrior { elasticity, ..ResponsePrior::default() };
    let wrong = [
        TrialConfig { start: Some(as_of().plus_days(367)), ..config() },
        TrialConfig { start: Date::new(2200, 12, 30), ..config() },
        TrialConfig { name: "a\tb".into(), ..config() },
        TrialConfig { response: response(f64::NAN), ..config() },
        TrialConfig { response: response(1.0), ..config() },
    ];
    for config in wrong {
        let error = design(&book, as_of(), &config).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Setting, "{error} of {config:?}");
    }
    assert!(design(&book, as_of(), &TrialConfig { start: Some(as_of().plus_days(366)), ..config() }).is_ok());
    let design = designed(&book);
    for price in [f64::NAN, f64::INFINITY, -1.0] {
        let wrong = Some(price);
        for prices in [
            PriceConfig { per_hour: wrong, ..PriceConfig::default() },
            PriceConfig { per_mile: wrong, ..PriceConfig::default() },
            PriceConfig { margin: wrong, ..PriceConfig::default() },
        ] {
            let error =
                read(&book, design.end().unwrap(), &design, &GreatCircle::default(), &prices).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Setting, "{prices:?}");
        }
    }
}

#[test]
fn names_have_no_spaces_around_them() {
    let spaced = design(&book(), as_of(), &TrialConfig { name: " spring ".into(), ..config() }).unwrap();
    assert_eq!(spaced.name, "spring");
    let mut table = Vec::new();
    export::rests_csv(&spaced, &mut table).unwrap();
    assert!(String::from_utf8(table).unwrap().contains(",spring\n"));
}

/// Changes something anywhere in a document.
fn changed(value: &mut Value, random: &mut Pcg64Mcg) {
    let odd = [
        "null",
        "-1",
        "0",
        "1",
        "4294967295",
        "1e308",
        "1e-308",
        "\"\"",
        "\"2026-02-30\"",
        "\"2199-12-31\"",
        "[]",
        "{}",
    ];
    let at = |random: &mut Pcg64Mcg, length: usize| random.random_range(0..length);
    match value {
        Value::Array(list) if !list.is_empty() && random.random_bool(0.85) => {
            let one = at(random, list.len());
            match random.random_range(0..12) {
                0 => drop(list.remove(one)),
                1 => list.push(list[one].clone()),
                2 => list.reverse(),
                _ => changed(&mut list[one], random),
            }
        }
        Value::Object(fields) if !fields.is_empty() && random.random_bool(0.9) => {
            let one = at(random, fields.len());
            if let Some((_, field)) = fields.iter_mut().nth(one) {
                changed(field, random);
            }
        }
        _ => *value = serde_json::from_str(odd[at(random, odd.len())]).unwrap(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_changed_file_of_a_design_is_read_or_refused(seed in any::<u64>()) {
        static MADE: std::sync::LazyLock<(TrialDesign, Book)> = std::sync::LazyLock::new(|| {
            let design = designed(&book());
            let book = later(&design, |_| {});
            (design, book)
        });
        let (design, book) = &*MADE;
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let mut document = serde_json::to_value(design).unwrap();
        for _ in 0..random.random_range(1..4) {
            changed(&mut document, &mut random);
        }
        if let Ok(changed) = serde_json::from_value::<TrialDesign>(document) {
            drop(export::trial_design_text(&changed));
            let as_of = design.start().unwrap().plus_days(random.random_range(-3..70));
            if let Ok(result) = read(book, as_of, &changed, &GreatCircle::default(), &PriceConfig::default()) {
                drop(export::trial_result_text(&result));
                let text = export::json_text(&result).unwrap();
                prop_assert_eq!(serde_json::from_str::<TrialResult>(&text).unwrap(), result);
            }
        }
    }
}

#[test]
fn a_trial_of_another_book_is_refused() {
    let design = designed(&book());
    let mut records = later(&design, |_| {}).records();
    for (_, practice) in &mut records.practices.0 {
        practice.id = format!("other {}", practice.id).into();
    }
    let (other, _) = Book::build(records).unwrap();
    let text = refusal(&other, &design, &|_| {});
    assert!(text.contains("trial of another book"), "{text}");
}
