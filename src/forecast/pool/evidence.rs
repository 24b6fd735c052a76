//! What the members say of one source, and what its own record says beside them.

use crate::forecast::distribution::CountDistribution;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::logistic::log_odds;
use crate::forecast::pool::member::{Expectation, Member};
use crate::forecast::pool::source::Seen;
use crate::forecast::trend::{LevelStep, RateOutlook, RateSteps};

/// The equal pool of the members after a look at steps, with the columns by which back-tests correct it.
pub(crate) struct PoolEvidence {
    pub(crate) p_active: f64,
    /// Expected events if there is one, so at least 1.
    pub(crate) count_if_active: f64,
    pub(crate) p_alive: f64,
    pub(crate) level: LevelStep,
    /// Columns of the chance of any event.
    pub(crate) activity: Vec<f64>,
    /// Columns of the events beyond the first.
    pub(crate) counts: Vec<f64>,
    /// Events of the last four windows, which say how well its rate is known.
    pub(crate) known: f64,
}

/// The equal pool of some models' forecasts.
struct Pool {
    p_active: f64,
    count_if_active: f64,
    p_alive: f64,
}

impl PoolEvidence {
    /// Looks at a source before weeks of the given exposures. `window` is the number of weeks over which recent events are counted.
    /// O(members x weeks).
    pub(crate) fn new(
        members: &[Member],
        filter: &Filter,
        seen: &Seen,
        horizon: &[f64],
        window: usize,
    ) -> Self {
        let said: Vec<Expectation> = members.iter().map(|member| member.forecast(seen, horizon)).collect();
        let steps = RateSteps::weigh(&seen.weeks.weeks, filter.level(seen.weeks.level), seen.batch);
        let exposed: f64 = horizon.iter().sum();
        let (pool, level) = (Pool::of(&said), steps.level());
        let opinions: Vec<RateOutlook> =
            said.iter().map(Expectation::outlook).chain([steps.outlook(exposed)]).collect();
        let record = record(seen, window, moderate(log_odds(pool.p_active)));
        let odds = opinions
            .iter()
            .map(|it| log_odds(it.p_active) - log_odds(pool.p_active))
            .map(|it| it.clamp(-3.0, 3.0));
        let sizes = opinions.iter().map(|it| ln_ratio(it.expected_count, pool.expected_count()));
        let lately = lately(seen, window, pool.expected_count() / exposed.max(0.1));
        let bends = bends(&record, moderate(log_odds(pool.p_active)));
        let activity = record.iter().copied().chain(odds).chain(bends).collect();
        let counts = lately.into_iter().chain(record.iter().copied()).chain(sizes).collect();
        let believed = pool.after_a_fall(level.fallen, &steps.outlook_after_a_fall(exposed));
        Self {
            p_active: believed.p_active,
            count_if_active: believed.count_if_active,
            p_alive: believed.p_alive,
            level,
            activity,
            counts,
            known: recent(seen, 4 * window),
        }
    }

    pub(crate) fn expected_count(&self) -> f64 {
        self.p_active * self.count_if_active
    }
}

impl Pool {
    /// Pools forecasts with equal weights, which are hard to beat without data (Clemen 1989,
    /// doi:10.1016/0169-2070(89)90012-5). Chances of any event at all are pooled by their mean. What is expected if there
    /// is one is pooled by the geometric mean, so that no single model can carry the others away.
    fn of(said: &[Expectation]) -> Self {
        let share = 1.0 / said.len().max(1) as f64;
        let alive: Vec<f64> = said.iter().filter_map(|it| it.p_alive).collect();
        Self {
            p_active: said.iter().map(|it| share * it.p_active).sum::<f64>().clamp(0.0, 1.0),
            count_if_active: said.iter().map(|it| share * it.count_if_active().ln()).sum::<f64>().exp(),
            p_alive: if alive.is_empty() { 1.0 } else { alive.iter().sum::<f64>() / alive.len() as f64 },
        }
    }

    fn expected_count(&self) -> f64 {
        self.p_active * self.count_if_active
    }

    /// Follows the level after a fall that is likelier than not, the more the surer it is. A single late event does not
    /// bring a source back. After a rise the models are left alone: on public logs many rises are a season.
    fn after_a_fall(self, fallen: f64, after: &RateOutlook) -> Self {
        let weight = (2.0 * fallen - 1.0).clamp(0.0, 1.0);
        let mixed = |before: f64, after: f64| before + weight * (after.min(before) - before);
        let p_active = mixed(self.p_active, after.p_active);
        let expected = mixed(self.expected_count(), after.expected_count);
        let count_if_active = if p_active > 0.0 { (expected / p_active).max(1.0) } else { 1.0 };
        Self { p_active, count_if_active, ..self }
    }
}

/// Forecasts by the members alone, equally pooled and not corrected.
pub(crate) fn uncorrected(
    members: &[Member],
    seen: &Seen,
    horizon: &[f64],
    dispersion: f64,
) -> (CountDistribution, f64) {
    let said: Vec<Expectation> = members.iter().map(|member| member.forecast(seen, horizon)).collect();
    let pool = Pool::of(&said);
    (CountDistribution::new(pool.p_active, pool.count_if_active, dispersion), pool.p_alive)
}

/// Adds up the events of the last weeks.
pub(crate) fn recent(seen: &Seen, weeks: usize) -> f64 {
    seen.weeks.weeks.iter().rev().take(weeks).map(|week| f64::from(week.0)).sum()
}

/// Lists what the record of a source shows, each on a scale of about one: how much and how lately it sent, for how long it
/// is known, and of which kind it is.
fn record(seen: &Seen, window: usize, odds: f64) -> Vec<f64> {
    let (silent, age) = (7.0 * (seen.summary.age - seen.summary.last), 7.0 * seen.summary.age);
    let days = f64::from(seen.summary.events);
    let is_regular = flag(active_weeks(seen, 4 * window) >= 4);
    let is_new = flag(seen.weeks.weeks.len() < 2 * window);
    let sent = |weeks: usize| scaled(rate(seen, weeks) * window as f64);
    let fading = |weeks: usize| (fading_rate(seen, weeks as f64) * window as f64).ln_1p() - 1.0;
    vec![
        1.0,
        scaled(f64::from(seen.events)),
        scaled(days),
        scaled(silent),
        scaled(age),
        sent(window.div_ceil(3)),
        sent(window),
        sent(2 * window),
        sent(4 * window),
        fading(window.div_ceil(3)),
        fading(window),
        fading(3 * window),
        ((silent + 3.0) / (age / (days + 1.0) + 3.0)).ln() / 1.5,
        is_regular,
        is_regular * odds,
        is_new,
        is_new * odds,
        flag(seen.summary.events == 0),
        seen.weeks.level.ln(),
    ]
}

/// Brings a log-odds to a scale of about one: beyond a chance of one in a thousand it says no more.
fn moderate(odds: f64) -> f64 {
    odds.clamp(-6.0, 6.0) / 3.0
}

/// Compares what came lately with what the pool expects, by logarithms of rates: how many of the columns of counts may move far.
fn lately(seen: &Seen, window: usize, expected: f64) -> [f64; LATELY] {
    let one = 1.0 / window as f64;
    [window.div_ceil(3), window, 3 * window]
        .map(|half| ((fading_rate(seen, half as f64) + one) / (expected + one)).ln().clamp(-3.0, 3.0))
}

/// How many columns of counts come first, which compare the last weeks with the pool.
pub(crate) const LATELY: usize = 3;

/// Lists products with the pool's log-odds, so that a correction may be another for sure sources than for doubtful ones.
fn bends(record: &[f64], odds: f64) -> [f64; 5] {
    // Positions of the record: days of silence, and events of one window and of four.
    let [silent, window, year] = [3, 6, 8].map(|at| record[at]);
    [odds * odds, silent * silent, silent * odds, window * odds, year * odds]
}

fn flag(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

/// Brings counts and days to a scale of about one.
fn scaled(number: f64) -> f64 {
    (number.ln_1p() - 2.5) / 1.5
}

fn active_weeks(seen: &Seen, weeks: usize) -> usize {
    seen.weeks.weeks.iter().rev().take(weeks).filter(|week| week.0 > 0).count()
}

/// Returns the events a week of the last weeks.
fn rate(seen: &Seen, weeks: usize) -> f64 {
    let last = || seen.weeks.weeks.iter().rev().take(weeks);
    let exposed: f64 = last().map(|week| week.1).sum();
    if exposed > 0.0 {
        last().map(|week| f64::from(week.0)).sum::<f64>() / exposed.max(weeks as f64 / 4.0)
    } else {
        0.0
    }
}

/// Returns the events a week, where a week counts half as much as one that is `half` weeks younger.
fn fading_rate(seen: &Seen, half: f64) -> f64 {
    const LEAST: f64 = 0.1;
    let keeps = (-std::f64::consts::LN_2 / half).exp();
    let (mut weight, mut count, mut exposed) = (1.0, 0.0, 0.0);
    for (events, exposure) in seen.weeks.weeks.iter().rev() {
        (count, exposed) = (count + weight * f64::from(*events), exposed + weight * exposure);
        weight *= keeps;
    }
    count / f64::max(exposed, LEAST)
}

/// Returns the logarithm of a ratio of counts, neither below a ten-thousandth.
fn ln_ratio(count: f64, other: f64) -> f64 {
    const LEAST: f64 = 1e-4;
    (count.max(LEAST) / other.max(LEAST)).ln().clamp(-3.0, 3.0)
}
