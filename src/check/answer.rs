//! Whether there is an answer where a plan says that it has none: a free place that does not pay, or visits that would give way.

use crate::check::case::Case;
use crate::check::displaced::runs;
use crate::check::frame::Terms;
use crate::check::gap_worth::{Figure, GapWorth, drive_price, share};
use crate::check::room::LeftOutVisit;
use crate::plan::itinerary::{DayPlan, StopKind};

/// Tells whether an answer is withheld. There is none where the best exchange would make the plan better, or where no exchange is
/// possible. A free place where the visit gains is never left.
pub(crate) fn is_withheld(search: &LeftOutVisit) -> bool {
    let free: Vec<Figure> = days(search.case).filter_map(|day| free_place(search, day)).collect();
    if !free.is_empty() {
        return free.iter().all(is_certain) || free.iter().any(|loss| loss.is_loss());
    }
    let chosen = best(search, |kind| kind == StopKind::Chosen);
    match chosen {
        Some(best) => is_certain(&best),
        None => best(search, |kind| !kind.is_agreed()).is_some(),
    }
}

/// Tells whether another exchange of chosen visits would cost less, beyond all rounding.
pub(crate) fn is_beaten(search: &LeftOutVisit, cost: Figure) -> bool {
    let best = best(search, |kind| kind == StopKind::Chosen);
    best.is_some_and(|best| best.value + best.slack + cost.slack < cost.value)
}

fn days(case: &Case) -> impl Iterator<Item = i64> + use<> {
    0..case.days
}

/// Tells whether a loss is one beyond all rounding.
fn is_certain(loss: &Figure) -> bool {
    loss.is_gain()
}

/// Returns what the plan loses by a visit in a free place of a day.
fn free_place(search: &LeftOutVisit, day: i64) -> Option<Figure> {
    price(search, day, search.driving(day, &Terms::USUAL)?)
}

/// Returns the least that the plan loses by an exchange with stops of some kinds, on any day.
fn best(search: &LeftOutVisit, gives_way: impl Fn(StopKind) -> bool) -> Option<Figure> {
    let losses = days(search.case).filter_map(|day| Some((day, search.planned(day)?)));
    let losses = losses.flat_map(|(day, planned)| {
        runs(planned, &gives_way).into_iter().filter_map(move |run| exchange(search, day, planned, run))
    });
    losses.min_by(|a, b| a.value.total_cmp(&b.value))
}

/// Returns what the plan loses where a visit takes the place of some stops.
fn exchange(
    search: &LeftOutVisit,
    day: i64,
    planned: &DayPlan,
    (from, to): (usize, usize),
) -> Option<Figure> {
    let driving = search.driving_in_place(day, (from, to))?;
    let all = planned.engagements();
    let mut lost = all[from..to]
        .iter()
        .map(|it| share(search.case, search.case.book.practice_index(&it.stop()?.practice)?, day));
    let lost = lost.try_fold(Figure::default(), |sum, lost| Some(sum.plus(lost?)))?;
    Some(lost.plus(price(search, day, driving)?))
}

/// Returns what more driving on a day costs, less what the visit gains.
pub(crate) fn price(search: &LeftOutVisit, day: i64, driving: i64) -> Option<Figure> {
    let more = driving - search.planned_driving(day);
    let cost = drive_price(search.case, search.liaison)? * more as f64;
    let gain = GapWorth::new(search.case, search.practice)?.worth(&[u32::try_from(day).ok()?]);
    Some(Figure { value: cost, slack: 0.0 }.less(gain))
}
