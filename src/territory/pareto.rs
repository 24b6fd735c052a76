//! What more fairness costs.

use crate::districting;
use crate::error::Error;
use crate::progress::Observer;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::assess::assess;
use crate::territory::problem::Brief;
use crate::territory::progress::{Steps, Watch};
use crate::territory::rebalance::{Realignment, Search, settle};
use crate::territory::rules::{Rules, Tolerances};

/// One answer of the trade-off between broken relationships and fairness.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPoint {
    /// The tolerance of hours it was searched with; absent for today's alignment.
    pub tolerance: Option<f64>,
    /// Share of all relationships that is lost.
    pub moved_share: f64,
    /// Practices that go from a liaison who works to another one.
    pub moves: usize,
    /// The largest distance of anybody from their share of the hours.
    pub worst_imbalance: f64,
    /// The answer.
    pub alignment: Alignment,
}

/// Tolerances of hours that show the whole trade-off.
pub(crate) const USUAL: [f64; 7] = [0.30, 0.20, 0.15, 0.10, 0.07, 0.05, 0.03];

impl FrontPoint {
    /// Tolerances of hours that show the whole trade-off: 30 % down to 3 %.
    pub const USUAL_TOLERANCES: [f64; 7] = USUAL;
}

/// Today's alignment and one rebalancing for each tolerance of hours, by relationships lost. Answers that another one beats in
/// both are left out. Each takes a search of its own, a third as long as that of [`rebalance`](super::rebalance()), whose answer is another point
/// if it is given.
///
/// # Errors
/// As [`rebalance`](super::rebalance()).
pub fn front(
    programme: &Programme,
    today: &Alignment,
    rules: &Rules,
    tolerances: &[f64],
    answer: Option<&Realignment>,
    observer: Observer,
) -> Result<Vec<FrontPoint>, Error> {
    let mut points = vec![FrontPoint {
        tolerance: None,
        moved_share: 0.0,
        moves: 0,
        worst_imbalance: assess(programme, today, rules)?.balance.hours,
        alignment: today.clone(),
    }];
    answer.iter().try_for_each(|answer| answer.alignment.check(programme.book))?;
    points.extend(answer.map(|answer| FrontPoint {
        tolerance: Some(rules.tolerances.hours),
        moved_share: answer.moved_share,
        moves: answer.moves.len(),
        worst_imbalance: answer.after.balance.hours,
        alignment: answer.alignment.clone(),
    }));
    let watch = Watch::new(observer);
    let steps = Steps::new(&watch, "tolerances", tolerances.len());
    for &hours in tolerances {
        let tolerances = Tolerances { hours, ..rules.tolerances };
        let rules = Rules { tolerances, ..rules.clone() };
        points.push(point(programme, today, &rules, &|it| steps.observe(it))?);
        steps.finish_one();
    }
    Ok(districting::undominated(points, |point| (point.moved_share, point.worst_imbalance)))
}

/// The answer to some rules.
fn point(
    programme: &Programme,
    today: &Alignment,
    rules: &Rules,
    observer: Observer,
) -> Result<FrontPoint, Error> {
    let brief = Brief::new(programme, today, rules)?;
    let settled = settle(&brief, Search::FromToday, 1, &Watch::new(observer))?;
    let alignment = brief.alignment(&settled.labels);
    let moves = settled.standing.moves.iter().filter(|it| !brief.is_assigned(today, it.unit));
    Ok(FrontPoint {
        tolerance: Some(rules.tolerances.hours),
        moved_share: settled.standing.moved,
        moves: moves.count(),
        worst_imbalance: assess(programme, &alignment, rules)?.balance.hours,
        alignment,
    })
}
