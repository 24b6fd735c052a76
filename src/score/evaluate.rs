//! From a book to scores.

use super::{
    Config, CountInterval, ModelSummary, PracticeScore, Reason, ReasonKind, Scores, Segment,
    value::WithinReach,
};
use crate::{
    Error, ErrorKind,
    model::{Book, Date, Tier},
};

/// Scores every practice of a book as of a day; referrals after that day are not looked at.
///
/// # Errors
/// [`ErrorKind::Setting`] when the configuration is out of its range.
pub fn evaluate(book: &Book, as_of: Date, config: &Config) -> Result<Scores, Error> {
    check(config)?;
    let practices = (0..book.practices().len()).map(|at| score(book, at, as_of, config)).collect();
    let model = ModelSummary { chosen: "own rhythm, shrunk".into(), ..ModelSummary::default() };
    Ok(Scores { as_of, practices, model })
}

/// Refuses settings that mean nothing.
fn check(config: &Config) -> Result<(), Error> {
    let bad = |what: &str| Err(Error::new(ErrorKind::Setting, what));
    match config {
        Config { horizon_days: 0 | 3_661.., .. } => bad("horizon_days must be within 1..=3660"),
        Config { interval, .. } if !(0.01..=0.999).contains(interval) => {
            bad("interval must be within 0.01..=0.999")
        }
        Config { tiers, .. } if !(tiers.a >= 0.0 && tiers.b >= 0.0 && tiers.a + tiers.b <= 1.0) => {
            bad("tier shares must be 0 or more and add up to at most 1")
        }
        Config { response, .. } if !(0.0..=10.0).contains(&response.elasticity) => {
            bad("the elasticity must be within 0..=10")
        }
        Config { response, .. } if !(response.margin >= 0.0 && response.margin.is_finite()) => {
            bad("the margin must be a number of at least 0")
        }
        _ => Ok(()),
    }
}

/// A first estimate: the practice's own rate, shrunk towards one referral in ten weeks.
fn score(book: &Book, at: usize, as_of: Date, config: &Config) -> PracticeScore {
    const YEAR: f64 = 365.25;
    let practice = &book.practices()[at];
    let past: Vec<_> = book.referrals(at).iter().filter(|referral| referral.date <= as_of).collect();
    let count: f64 = past.iter().map(|referral| f64::from(referral.count)).sum();
    let age = past.first().map_or(0.0, |first| as_of.days_since(first.date) as f64);
    let silent = past.last().map_or(age, |last| as_of.days_since(last.date) as f64);
    let rate = (count + 1.0) / (age + 70.0);
    let p_alive = 1.0 / (1.0 + 0.05 * (rate * silent).exp_m1().max(0.0));
    let horizon = f64::from(config.horizon_days);
    let expected_count = p_alive * rate * horizon;
    let usual = 1.0 - (-rate * horizon).exp();
    let p_active = p_alive * usual;
    let size = f64::from(practice.providers.unwrap_or(3));
    let potential = (rate * YEAR).max(3.0 * size);
    let headroom = (potential - p_alive * rate * YEAR).max(0.0);
    let at_risk = p_alive * (1.0 - p_alive) * rate * YEAR;
    let reach = WithinReach { at_risk, headroom, survival_per_day: 0.999 };
    let visit = reach.value(&config.response);
    let segment = if count == 0.0 { Segment::Unknown } else { Segment::Splitter };
    PracticeScore {
        practice: practice.id.clone(),
        p_active,
        expected_count,
        interval: CountInterval {
            low: 0,
            high: (expected_count + 2.0 * expected_count.sqrt()).ceil() as u32,
        },
        trend: p_alive,
        trend_probability: 1.0 - p_alive,
        p_alive,
        lapse_risk: if count == 0.0 { 0.0 } else { 1.0 - p_active / usual },
        potential,
        headroom,
        segment,
        tier: practice.tier.unwrap_or(Tier::C),
        low_evidence: count < 3.0,
        visit,
        reasons: vec![
            Reason {
                points: visit.retention,
                text: format!("silent {silent} days: chance of a referral in 13 weeks is {p_active:.2}"),
                kind: ReasonKind::Retention,
            },
            Reason {
                points: visit.headroom,
                text: format!("could send {headroom:.0} more referrals a year"),
                kind: ReasonKind::Headroom,
            },
        ],
    }
}
