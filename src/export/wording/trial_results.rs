//! What a trial says, as sentences.

use crate::experiment::elasticity::{ElasticitySpread, Learnt};
use crate::experiment::fieller::FiellerSet;
use crate::experiment::payback::{Payback, VisitPrice};
use crate::experiment::reading::LotReading;
use crate::experiment::redraws::{Limits, LotEstimate};
use crate::export::wording::numbers::{self, counted, fixed, percent, signed_percent};
use crate::trial::result::TrialResult;

/// Heads the result.
pub(crate) fn title(result: &TrialResult) -> String {
    let (from, until) = (result.from.to_words(), result.until.to_words());
    let days = format!("{}, {from} to {until}", result.name);
    if result.is_running() {
        let end = result.end.to_words();
        format!(
            "{days}. It runs until {end}: these figures are not its last, and to stop when they please is no fair test."
        )
    } else {
        days
    }
}

/// The columns of the two arms. A practice counts once for each block, and so does its time before.
pub(crate) const COLUMNS: [&str; 6] = ["", "in blocks", "referrals", "forecast", "before", "visits each"];

/// What the arms are called.
pub(crate) const ARMS: [&str; 2] = ["visited", "rested"];

/// Says what visits did.
pub(crate) fn effects(result: &TrialResult) -> Vec<String> {
    let reading = &result.reading;
    let mut lines = vec![lift(reading)];
    let mean = reading.rested.count as f64 / f64::from(reading.rested.unit_blocks.max(1));
    let means = [("Beside the time before (CUPED)", reading.cuped), ("By plain means", reading.difference)];
    lines.extend(means.into_iter().filter_map(|(name, estimate)| {
        let estimate = estimate?;
        let share = if mean > 0.0 {
            format!(", {} of the rested", signed_percent(estimate.value / mean))
        } else {
            String::new()
        };
        Some(format!(
            "{name}: {} referrals a practice and block{share}; 95 % interval {}.",
            signed(estimate.value),
            limits(estimate.interval, signed)
        ))
    }));
    lines
}

/// Says by how much more the visited sent.
fn lift(reading: &LotReading) -> String {
    let Some(estimate) = reading.log_ratio else {
        return "Nobody in the lot sent a referral, so there is nothing to compare.".to_owned();
    };
    let share = |log: f64| signed_percent(libm::expm1(log));
    let verdict = if estimate.interval.hold(0.0) {
        "The lot alone could have done this, so an effect is not shown."
    } else {
        "The lot alone would hardly have done this."
    };
    format!(
        "Lift: the visited sent {} against the rested, each beside its forecast; 95 % interval {}, p = {}. {verdict}",
        share(estimate.value),
        limits(estimate.interval, share),
        fixed(3, estimate.p_value)
    )
}

/// Says what a visit brings.
pub(crate) fn visits(result: &TrialResult) -> Vec<String> {
    let reading = &result.reading;
    let more = reading.visited.visits_each() - reading.rested.visits_each();
    let Some(visit) = reading.visit.filter(|_| more > 0.0) else {
        return vec![
            "The visited were not visited more than the rested, so nothing can be said of a visit."
                .to_owned(),
        ];
    };
    let mut lines =
        vec![format!("The visited had {} more visits a practice and block than the rested.", fixed(2, more))];
    match reading.fieller {
        FiellerSet::Interval { low, high } => lines.extend([
            format!(
                "A visit brought {} referrals. The 95 % interval (Fieller) is {} to {}.",
                signed(visit.value),
                signed(low),
                signed(high)
            ),
            redrawn(&visit),
        ]),
        _ => lines.push("That is too little to say what a visit brings.".to_owned()),
    }
    lines
}

fn redrawn(visit: &LotEstimate) -> String {
    format!("By drawing the lot again, the 95 % interval is {}.", limits(visit.interval, signed))
}

/// Says what a comparison without the lot would have said, and why it is wrong.
pub(crate) fn naive(result: &TrialResult) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(result.naive.before_after.map(|share| {
        format!(
            "Not to be trusted: visited practices sent {} against the time before. That takes the season, and lapses and returns that would \
             have come anyway, for the work of visits.",
            signed_percent(share)
        )
    }));
    lines.extend(result.naive.visited_or_not.map(|share| {
        format!(
            "Not to be trusted: practices that were visited sent {} against those that were not. Visits go where most is sent, and where it \
             has just fallen off.",
            signed_percent(share)
        )
    }));
    lines
}

/// Says what is believed of the elasticity of visits.
pub(crate) fn elasticity(result: &TrialResult) -> Vec<String> {
    let learnt = &result.elasticity;
    let before = format!("Elasticity of visits: {} was believed before", spread(&learnt.prior));
    match learnt.learnt {
        Learnt::Nothing if learnt.prior.mean > 0.0 => {
            vec![format!("{before}. The trial says nothing of it, because its arms were visited alike.")]
        }
        Learnt::Nothing => vec![
            "Elasticity of visits: 0 was believed before, and no trial moves that. Design one with a small elasticity instead."
                .to_owned(),
        ],
        Learnt::Something { share_left } => {
            let left = if share_left < 1.0 {
                format!("{} of the uncertainty is left.", percent(share_left))
            } else {
                "The trial takes nothing off the uncertainty.".to_owned()
            };
            vec![format!("{before}, {} is believed now. {left}", spread(&learnt.posterior))]
        }
    }
}

fn spread(spread: &ElasticitySpread) -> String {
    let [mean, median, low, high] =
        [spread.mean, spread.median, spread.low, spread.high].map(|it| fixed(3, it));
    format!("{mean} (median {median}, 90 % in {low} to {high})")
}

/// Says what visits pay back, where their price is stated.
pub(crate) fn payback(result: &TrialResult) -> Vec<String> {
    let mut lines: Vec<String> = unpriced(result).into_iter().collect();
    if let (Some(payback), Some(price)) = (&result.payback, &result.price) {
        lines.push(format!(
            "A visit took {} hours and {} miles, {} at the stated prices.{}",
            fixed(2, price.hours),
            fixed(1, price.miles),
            fixed(2, price.cost()),
            unstated(price)
        ));
        lines.extend(referral(payback));
    }
    lines
}

/// Says which price is not stated, so that a cost leaves it out.
fn unstated(price: &VisitPrice) -> &'static str {
    if price.per_hour <= 0.0 {
        " The cost of hours is not stated, and not in it."
    } else if price.per_mile <= 0.0 {
        " The cost of miles is not stated, and not in it."
    } else {
        ""
    }
}

/// Says how many days are in no price.
fn unpriced(result: &TrialResult) -> Option<String> {
    let days = counted(result.unpriced_days as usize, "day of a liaison is", "days of liaisons are");
    let none = if result.price.is_some() { "" } else { " No visit is left to price." };
    (result.unpriced_days > 0).then(|| format!("{days} not priced, because a drive is not known.{none}"))
}

/// Says what a referral cost, and what is left of it.
fn referral(payback: &Payback) -> Vec<String> {
    let text = match payback {
        Payback::NotMeasurable => {
            "What an extra referral costs is not measurable: the effect of a visit may be none.".to_owned()
        }
        Payback::NothingExtra => "Visits brought no extra referral, so none has a cost.".to_owned(),
        Payback::Measured { referral, low, high, .. } => format!(
            "An extra referral cost {}; 95 % interval {} to {}.",
            fixed(2, *referral),
            fixed(2, *low),
            fixed(2, *high)
        ),
    };
    let Payback::Measured { gain: Some([gain, low, high]), .. } = payback else { return vec![text] };
    let gain = format!(
        "Above its cost, a visit brought {}; 95 % interval {} to {}.",
        fixed(2, *gain),
        fixed(2, *low),
        fixed(2, *high)
    );
    vec![text, gain]
}

/// Says where the elasticity of a plan comes from.
#[must_use]
pub fn elasticity_source(result: &TrialResult) -> String {
    let posterior = &result.elasticity.posterior;
    let [low, high] = [posterior.low, posterior.high].map(|it| fixed(3, it));
    format!(
        "The elasticity of visits is {}, from {} (90 % in {low} to {high}), and not the prior of {}.",
        fixed(3, posterior.mean),
        result.name,
        fixed(3, result.elasticity.prior.mean)
    )
}

fn limits(limits: Limits, show: impl Fn(f64) -> String) -> String {
    let end = |end: Option<f64>| end.map_or_else(|| "no end".to_owned(), &show);
    format!("{} to {}", end(limits.low), end(limits.high))
}

/// Writes a number of referrals with its sign.
fn signed(number: f64) -> String {
    numbers::signed(3, number)
}
