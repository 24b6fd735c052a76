//! Scores of whole books: sums, edges, order and threads.

mod common;

use std::ops::ControlFlow;
use std::sync::Mutex;

use rounds::ErrorKind;
use rounds::model::*;
use rounds::progress::{Progress, unobserved};
use rounds::score::{self, PracticeScore, ScoreConfig, Scores};

const EPSILON: f64 = 1e-9;

fn practice(id: &str, providers: u32) -> Practice {
    let mut practice = Practice::new(id, id, Location::new(38.9, -77.0).unwrap());
    practice.providers = Some(providers);
    practice.specialty = Some("family".into());
    practice
}

fn records(practices: Vec<Practice>, referrals: Vec<Referral>) -> Records {
    Records {
        practices: practices.into(),
        liaisons: vec![Liaison::new("L1", "Ada", Location::new(38.9, -77.0).unwrap())].into(),
        referrals: referrals.into(),
        ..Records::default()
    }
}

fn sent(id: &str, days_ago: i64, count: u32) -> Referral {
    Referral {
        practice: id.into(),
        from: None,
        date: common::as_of().plus_days(-days_ago),
        count,
        value: None,
    }
}

fn every(id: &str, days: std::ops::Range<i64>, step: usize) -> Vec<Referral> {
    days.step_by(step).map(|ago| sent(id, ago, 1)).collect()
}

fn scores(records: Records) -> Scores {
    let (book, _) = Book::build(records).unwrap();
    let scores = score::evaluate(&book, common::as_of(), &ScoreConfig::default(), &unobserved).unwrap();
    scores.practices.iter().for_each(assert_sound);
    scores
}

fn assert_sound(score: &PracticeScore) {
    let share = 0.0..=1.0 + EPSILON;
    let shares = [score.p_active, score.p_alive, score.lapse_risk, score.trend_probability];
    assert!(shares.iter().all(|value| share.contains(value)), "{score:?}");
    let amounts = [
        score.expected_count,
        score.trend,
        score.potential,
        score.headroom,
        score.visit.retention,
        score.visit.recovery,
        score.visit.headroom,
        score.visit.tau_days,
    ];
    assert!(amounts.iter().all(|value| value.is_finite() && *value >= 0.0), "{score:?}");
    assert!(score.interval.low <= score.interval.high, "{score:?}");
    let points: f64 = score.reasons.iter().map(|reason| reason.points).sum();
    assert_eq!(points.to_bits(), score.visit.base().to_bits(), "the reasons add up exactly");
}

#[test]
fn every_score_of_a_town_is_sound_and_explained() {
    let scores = scores(common::town(3, 80, 3));
    assert_eq!(scores.practices.len(), 80);
    assert!(scores.practices.iter().all(|score| score.reasons.len() >= 2));
    assert!(scores.model.with_history > 0);
}

#[test]
fn edges_of_the_data_are_no_edges_of_the_score() {
    let one = || vec![practice("P1", 2)];
    let cases = [
        ("no referrals", vec![]),
        ("one referral today", vec![sent("P1", 0, 1)]),
        ("only in the future", every("P1", -90..0, 7)),
        ("all silent for years", every("P1", 2_000..2_400, 9)),
        ("twenty years of weeks", every("P1", 0..7_300, 7)),
        ("5,000 at once", vec![sent("P1", 300, 1), sent("P1", 20, 5_000)]),
        ("5,000 a day", (0..60).map(|ago| sent("P1", ago, 5_000)).collect()),
        ("the largest count", vec![sent("P1", 30, u32::MAX), sent("P1", 3, u32::MAX)]),
        ("the first century", vec![sent("P1", 700_000, 1), sent("P1", 1, 1)]),
    ];
    for (name, referrals) in cases {
        println!("{name}");
        scores(records(one(), referrals));
    }
    assert!(Book::build(records(vec![], vec![])).is_err(), "a book without practices is refused");
}

#[test]
fn numbers_that_mean_nothing_are_survived() {
    let mut odd = practice("P1", 0);
    odd.specialty = None;
    odd.attributes.insert("volume_est".into(), f64::MAX);
    let mut other = practice("P2", u32::MAX);
    other.attributes.insert("volume_est".into(), f64::NAN);
    scores(records(vec![odd, other], every("P1", 0..300, 5)));
}

#[test]
fn a_silent_practice_is_at_risk_and_a_steady_one_is_not() {
    let mut practices: Vec<Practice> = (0..30).map(|at| practice(&format!("Q{at:02}"), 2)).collect();
    practices.extend([practice("SILENT", 2), practice("STEADY", 2)]);
    let mut referrals: Vec<Referral> =
        (0..30_u8).flat_map(|at| every(&format!("Q{at:02}"), at.into()..600, 9 + usize::from(at))).collect();
    referrals.extend(every("SILENT", 120..600, 8));
    referrals.extend(every("STEADY", 2..600, 8));
    let scores = scores(records(practices, referrals));
    let of = |id: &str| scores.practices.iter().find(|score| score.practice.as_str() == id).unwrap();
    let (silent, steady) = (of("SILENT"), of("STEADY"));
    assert!(silent.lapse_risk > steady.lapse_risk + 0.3, "{} {}", silent.lapse_risk, steady.lapse_risk);
    assert!(silent.p_active < steady.p_active && silent.p_alive < steady.p_alive);
    assert!(silent.expected_count < steady.expected_count && silent.trend < steady.trend);
    // The practice's own mean gap, not the shrunk one: people check this figure against their log.
    let says = |text: &str| steady.reasons.iter().any(|reason| reason.to_string().contains(text));
    assert!(says("usually every 8 days, silent 2 days"), "{:?}", steady.reasons);
    assert!(says("in the next 13 weeks"), "{:?}", steady.reasons);
    assert!(f64::from(steady.interval.low) <= steady.expected_count);
    assert!(f64::from(steady.interval.high) >= steady.expected_count);
}

#[test]
fn a_book_without_referrals_ranks_by_providers_and_estimates() {
    let mut practices = vec![practice("P1", 1), practice("P2", 4), practice("P3", 12), practice("P4", 4)];
    for (practice, volume) in practices.iter_mut().zip([100.0, 100.0, 100.0, 900.0]) {
        practice.attributes.insert("volume_est".into(), volume);
    }
    let scores = scores(records(practices, vec![]));
    let potential: Vec<f64> = scores.practices.iter().map(|score| score.potential).collect();
    assert!(potential[0] < potential[1] && potential[1] < potential[2] && potential[1] < potential[3]);
    assert!(
        scores.practices.iter().all(|score| score.segment == score::Segment::Unknown && score.low_evidence)
    );
}

#[test]
fn segments_are_what_the_history_shows() {
    use score::Segment::{Dormant, Lapsed, Loyalist, Opportunity, Splitter, Unknown};
    let mut practices: Vec<Practice> = Vec::new();
    let mut referrals: Vec<Referral> = Vec::new();
    for number in 0..20_u8 {
        let (small, large) = (format!("S{number:02}"), format!("T{number:02}"));
        practices.extend([practice(&small, 2), practice(&large, 12)]);
        referrals.extend(every(&small, number.into()..700, 20 + usize::from(number)));
        referrals.extend(every(&large, i64::from(number) / 4..700, 4 + usize::from(number) / 4));
    }
    let cases = [
        ("loyal", 12, every("loyal", 2..700, 3), Loyalist),
        ("split", 12, every("split", 2..700, 20), Splitter),
        ("hardly", 12, every("hardly", 20..700, 110), Opportunity),
        ("never, large", 12, vec![], Opportunity),
        ("never, small", 1, vec![], Dormant),
        ("stopped", 12, every("stopped", 250..700, 4), Lapsed),
        ("long ago", 1, every("long ago", 900..1_400, 9), Dormant),
        ("once", 2, vec![sent("once", 10, 1)], Unknown),
    ];
    for (id, providers, sent, _) in &cases {
        practices.push(practice(id, *providers));
        referrals.extend(sent.iter().cloned());
    }
    let scores = scores(records(practices, referrals));
    for (id, _, _, segment) in cases {
        let score = scores.practices.iter().find(|score| score.practice.as_str() == id).unwrap();
        assert_eq!(score.segment, segment, "{score:?}");
    }
}

#[test]
fn a_few_weeks_do_not_show_who_never_refers() {
    let practices = (0..6).map(|at| practice(&format!("P{at}"), 1 + at)).collect();
    let scores = scores(records(practices, every("P1", 0..40, 9)));
    assert!(scores.practices.iter().all(|score| score.segment == score::Segment::Unknown));
}

#[test]
fn without_a_response_no_visit_has_worth() {
    let book = common::book(5, 40, 2);
    let mut config = ScoreConfig::default();
    config.response.elasticity = 0.0;
    let scores = score::evaluate(&book, common::as_of(), &config, &unobserved).unwrap();
    assert!(scores.practices.iter().all(|score| score.visit.after(None) == 0.0));
}

#[test]
fn neither_the_order_of_rows_nor_the_number_of_threads_matters() {
    let straight = common::town(8, 60, 2);
    let mut shuffled = common::town(8, 60, 2);
    shuffled.practices.0.reverse();
    shuffled.referrals.0.reverse();
    let expected = scores(straight);
    assert_eq!(expected, scores(shuffled));
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(expected, pool.install(|| scores(common::town(8, 60, 2))));
    }
}

#[test]
fn a_stopped_scoring_gives_nothing() {
    let book = common::book(8, 60, 2);
    let stopped_after = |practices: u64| {
        let observer = |it: &Progress| {
            if it.done >= practices { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        score::evaluate(&book, common::as_of(), &ScoreConfig::default(), &observer)
    };
    for practices in [0, 1, 60] {
        assert_eq!(stopped_after(practices).unwrap_err().kind(), ErrorKind::Cancelled, "{practices}");
    }
    assert!(stopped_after(61).is_ok());
}

#[test]
fn the_observer_hears_of_every_practice() {
    let book = common::book(8, 60, 2);
    let heard = Mutex::new(Vec::new());
    let observer = |it: &Progress| {
        assert_eq!((it.phase, it.total), ("score", 60));
        heard.lock().unwrap().push(it.done);
        ControlFlow::Continue(())
    };
    score::evaluate(&book, common::as_of(), &ScoreConfig::default(), &observer).unwrap();
    let mut heard = heard.into_inner().unwrap();
    heard.sort_unstable();
    heard.dedup();
    assert_eq!(heard, (0..=60).collect::<Vec<u64>>());
}

#[test]
fn tiers_follow_the_cuts_where_the_book_gives_none() {
    let practices: Vec<Practice> = (0..10).map(|at| practice(&format!("P{at}"), 1 + at)).collect();
    let scores = scores(records(practices, vec![]));
    let count = |tier| scores.practices.iter().filter(|score| score.tier == tier).count();
    assert_eq!((count(Tier::A), count(Tier::B), count(Tier::C)), (2, 3, 5));
    assert_eq!(scores.practices[9].tier, Tier::A);
}

#[test]
fn referrals_after_the_day_are_not_looked_at() {
    let until_today = every("P1", 0..400, 6);
    let with_future = [until_today.clone(), every("P1", -200..-1, 2)].concat();
    let both =
        [until_today, with_future].map(|referrals| scores(records(vec![practice("P1", 2)], referrals)));
    assert_eq!(both[0], both[1]);
}
