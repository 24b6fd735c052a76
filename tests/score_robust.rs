//! Scores that do not hang on who else is in the book: giants, a hundred times the counts, further rows, columns that say the same.

mod common;

use rounds::export;
use rounds::model::*;
use rounds::progress::unobserved;
use rounds::score::{self, ModelNote, PracticeScore, ScoreConfig, ScoreFact, Scores, Segment};

/// How far one practice may move the figures of any other, as a factor.
const BOUND: f64 = 1.2;

fn book(records: Records) -> Book {
    Book::build(records).unwrap().0
}

fn scores(records: Records) -> Scores {
    score::evaluate(&book(records), common::as_of(), &ScoreConfig::default(), &unobserved).unwrap()
}

/// Specialties, numbers of providers and rates that differ, with referrals every few days for two years.
fn town(practices: i64) -> Records {
    let liaison = Liaison::new("L1", "Ada", Location::new(38.9, -77.0).unwrap());
    let mut records = Records { liaisons: vec![liaison].into(), ..Records::default() };
    for number in 0..practices {
        let id = format!("P{number:03}");
        let off = f64::from(i32::try_from(number).unwrap());
        let place = Location::new(38.9 + 0.01 * (off % 7.0), -77.0 + 0.01 * (off % 5.0)).unwrap();
        let mut practice = Practice::new(id.as_str(), id.as_str(), place);
        practice.providers = Some(u32::try_from(2 + number % 6).unwrap());
        practice.specialty =
            Some(["Family Medicine", "Cardiology"][usize::try_from(number % 2).unwrap()].into());
        records.practices.0.push((u64::try_from(number).unwrap(), practice));
        let step = usize::try_from(6 + 3 * (number % 5)).unwrap();
        for ago in (number % 6..700).step_by(step) {
            let referral = Referral {
                practice: id.as_str().into(),
                from: None,
                date: common::as_of().plus_days(-ago),
                count: 1,
                value: None,
            };
            records.referrals.0.push((records.referrals.0.len() as u64, referral));
        }
    }
    // One that never referred: its figures lean on the others.
    let silent = format!("P{:03}", practices - 1);
    records.referrals.0.retain(|(_, it)| it.practice.as_str() != silent);
    records
}

fn figures(score: &PracticeScore) -> [(&'static str, f64); 3] {
    [("worth", score.visit.base()), ("expected", score.expected_count), ("potential", score.potential)]
}

/// Asserts that no figure of any practice but one moves by more than the bound.
fn assert_near(before: &Scores, after: &Scores, but: &str) {
    let mut moved = Vec::new();
    for old in before.practices.iter().filter(|it| it.practice.as_str() != but) {
        let new = after.practices.iter().find(|it| it.practice == old.practice).unwrap();
        for ((name, was), (_, is)) in figures(old).into_iter().zip(figures(new)) {
            let ratio = is / was;
            if !(1.0 / BOUND..=BOUND).contains(&ratio) {
                moved.push(format!("{name} of {}: {was} to {is}", old.practice));
            }
        }
    }
    assert!(moved.is_empty(), "{moved:#?}");
}

fn times_a_hundred(records: &mut Records, which: impl Fn(&Referral) -> bool) {
    for (_, referral) in records.referrals.0.iter_mut().filter(|(_, it)| which(it)) {
        referral.count *= 100;
    }
}

#[test]
fn one_practice_that_sends_a_hundred_times_as_much_moves_nobody_else() {
    for practices in [12, 30, 60] {
        for giant in ["P000", "P004"] {
            let mut after = town(practices);
            times_a_hundred(&mut after, |it| it.practice.as_str() == giant);
            assert_near(&scores(town(practices)), &scores(after), giant);
        }
    }
}

#[test]
fn one_practice_of_a_hundred_times_the_providers_moves_nobody_else() {
    let mut after = town(30);
    after.practices.0[4].1.providers = Some(600);
    assert_near(&scores(town(30)), &scores(after), "P004");
}

#[test]
fn a_practice_on_the_other_side_of_the_earth_moves_nobody_else() {
    let mut after = town(30);
    after.practices.0[4].1.location = Location::new(0.0, 0.0).ok();
    assert_near(&scores(town(30)), &scores(after), "P004");
}

#[test]
fn a_practice_far_from_everything_moves_nobody_else() {
    let mut after = town(30);
    let mut practice = Practice::new("X", "X", Location::new(39.4, -77.4).unwrap());
    practice.specialty = Some("Dermatology".into());
    after.practices.0.push((900, practice));
    assert_near(&scores(town(30)), &scores(after), "");
}

/// The unit of the counts is not that of the priors.
#[test]
fn a_hundred_times_the_referrals_of_everybody_only_scales_the_potential() {
    let mut many = town(30);
    times_a_hundred(&mut many, |_| true);
    let (one, many) = (scores(town(30)), scores(many));
    for (a, b) in one.practices.iter().zip(&many.practices) {
        let ratio = b.potential / a.potential;
        assert!((80.0..125.0).contains(&ratio), "{}: {ratio}", a.practice);
        // Silence says the more, the more the others send.
        let is_silent = a.practice.as_str() == "P029";
        assert!(is_silent || b.visit.base() >= a.visit.base(), "{}", a.practice);
    }
}

/// Practices of a book without referrals, with providers and three columns that say the same.
fn silent(practices: i64, columns: &[&str]) -> Records {
    let mut records = town(practices);
    records.referrals = Vec::new().into();
    for (number, practice) in &mut records.practices.0 {
        let volume = f64::from(practice.providers.unwrap()) * (100.0 + (*number % 11) as f64 * 60.0);
        for (column, factor) in columns.iter().zip([1.0, 4.0, 350.0]) {
            practice.attributes.insert((*column).to_owned(), factor * volume);
        }
    }
    records
}

fn sizes(scores: &Scores) -> Vec<f64> {
    scores.practices.iter().map(|it| it.potential).collect()
}

#[test]
fn columns_of_volume_count_once() {
    let one = sizes(&scores(silent(30, &["patients_est"])));
    let three = sizes(&scores(silent(30, &["patients_est", "services_est", "paid_est"])));
    assert!(one.iter().zip(&three).all(|(a, b)| (0.97..1.03).contains(&(a / b))), "{one:?} {three:?}");
}

#[test]
fn sizes_of_a_silent_book_depend_little_on_who_else_is_in_it() {
    let all = scores(silent(240, &["patients_est"]));
    let part = scores(silent(60, &["patients_est"]));
    for (a, b) in part.practices.iter().zip(&all.practices) {
        assert_eq!(a.practice, b.practice);
        let ratio = a.potential / b.potential;
        assert!((1.0 / BOUND..=BOUND).contains(&ratio), "{}: {ratio}", a.practice);
    }
    let mut giant = silent(60, &["patients_est"]);
    giant.practices.0[7].1.providers = Some(900);
    giant.practices.0[7].1.attributes.insert("patients_est".into(), 1e9);
    assert_near_sizes(&part, &scores(giant), "P007");
}

fn assert_near_sizes(before: &Scores, after: &Scores, but: &str) {
    for (a, b) in before.practices.iter().zip(&after.practices).filter(|(a, _)| a.practice.as_str() != but) {
        assert!((1.0 / BOUND..=BOUND).contains(&(a.potential / b.potential)), "{}", a.practice);
    }
}

#[test]
fn a_silent_book_claims_no_referrals() {
    let records = silent(12, &["patients_est"]);
    let (book, config) = (book(records.clone()), ScoreConfig::default());
    let scores = score::evaluate(&book, common::as_of(), &config, &unobserved).unwrap();
    assert!(scores.are_sizes() && scores.model.notes.contains(&ModelNote::NoReferrals));
    for score in &scores.practices {
        assert_eq!((score.segment, score.expected_count, score.p_active), (Segment::Unknown, 0.0, 0.0));
        assert!((score.visit.base() - score.potential).abs() < 1e-12, "a point is a usual practice");
    }
    let table = export::scores_text(&book, &scores, &config, 20);
    let full = export::score_text(&book, &scores, &config, &"P003".into());
    for text in [&table, &full] {
        for claim in ["never referred", "a year", "sent nothing", "chance", "range"] {
            assert!(!text.contains(claim), "{claim}: {text}");
        }
        assert!(text.contains("unknown"), "{text}");
    }
}

/// Programs that read the table read numbers; what is not known is not a number.
#[test]
fn a_table_of_a_silent_book_holds_no_counts() {
    let book = book(silent(12, &[]));
    let scores = score::evaluate(&book, common::as_of(), &ScoreConfig::default(), &unobserved).unwrap();
    let mut out = Vec::new();
    export::scores_csv(&book, &scores, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let header = reader.headers().unwrap().clone();
    for row in reader.records().map(Result::unwrap) {
        let cell = |name: &str| row.get(header.iter().position(|it| it == name).unwrap()).unwrap();
        let number = |name: &str| cell(name).parse::<f64>().unwrap();
        for name in ["expected_count", "low", "high", "p_active", "lapse_risk", "headroom"] {
            assert!(number(name).is_nan(), "{name}: {}", cell(name));
        }
        assert!(number("visit_worth") > 0.0 && number("potential") > 0.0);
    }
}

#[test]
fn specialties_that_hardly_ever_refer_come_last() {
    let mut records = silent(4, &[]);
    for ((_, practice), specialty) in
        records.practices.0.iter_mut().zip(["Family Medicine", "Cardiology", "Psychiatry", "Anesthesiology"])
    {
        (practice.specialty, practice.providers) = (Some(specialty.into()), Some(4));
    }
    let sizes = sizes(&scores(records));
    assert!(sizes.windows(2).all(|pair| pair[0] > pair[1]), "{sizes:?}");
    assert!(sizes[3] < 0.1 * sizes[0], "{sizes:?}");
}

/// A prior is no verdict: anaesthetists who refer as much as everybody are seen to.
#[test]
fn referrals_override_what_is_believed_of_a_specialty() {
    let mut records = town(40);
    for (number, practice) in &mut records.practices.0 {
        let specialty = if *number % 2 == 0 { "Anesthesiology" } else { "Family Medicine" };
        (practice.specialty, practice.providers) = (Some(specialty.into()), Some(3));
    }
    let scores = scores(records);
    let mean = |odd: usize| {
        let of: Vec<f64> = scores.practices.iter().skip(odd).step_by(2).map(|it| it.potential).collect();
        of.iter().sum::<f64>() / of.len() as f64
    };
    assert!(mean(0) > 0.6 * mean(1), "{} {}", mean(0), mean(1));
}

#[test]
fn a_hospital_in_one_row_counts_as_fifty_providers_and_is_remarked_on() {
    let mut records = silent(12, &[]);
    records.practices.0[0].1.providers = Some(50);
    records.practices.0[2].1.providers = Some(371);
    let scores = scores(records);
    assert_eq!(scores.practices[0].potential.to_bits(), scores.practices[2].potential.to_bits());
    let is_remarked = |score: &PracticeScore| {
        score.reasons.iter().any(|it| it.fact == ScoreFact::LargeGroup { providers: 371 } && it.points == 0.0)
    };
    assert!(is_remarked(&scores.practices[2]) && !is_remarked(&scores.practices[0]));
    assert!(scores.model.notes.contains(&ModelNote::LargeGroups { practices: 1 }));
    let mut referring = town(12);
    referring.practices.0[2].1.providers = Some(371);
    assert!(is_remarked(&self::scores(referring).practices[2]));
}
