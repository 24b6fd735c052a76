//! What more fairness costs.

use super::brief::Brief;
use super::realign::{Search, settle};
use super::{Alignment, Programme, Realignment, Rules, assess};
use crate::Error;
use crate::progress::Observer;

/// One answer of the trade-off between broken relationships and fairness.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPoint {
    /// The tolerance of hours it was searched with; absent for today's alignment.
    pub tolerance: Option<f64>,
    /// Share of all relationships that is lost.
    pub moved_share: f64,
    /// Practices that change hands.
    pub moves: usize,
    /// The largest distance of anybody from their share of the hours.
    pub worst_imbalance: f64,
    /// The answer.
    pub alignment: Alignment,
}

/// Tolerances of hours that show the whole trade-off.
pub(super) const USUAL: [f64; 7] = [0.30, 0.20, 0.15, 0.10, 0.07, 0.05, 0.03];

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
    let imbalance = |alignment: &Alignment| Ok(assess(programme, alignment, rules)?.balance.hours);
    let mut points = vec![FrontPoint {
        tolerance: None,
        moved_share: 0.0,
        moves: 0,
        worst_imbalance: imbalance(today)?,
        alignment: today.clone(),
    }];
    points.extend(answer.map(|answer| FrontPoint {
        tolerance: Some(rules.tolerances.hours),
        moved_share: answer.moved_share,
        moves: answer.moves.len(),
        worst_imbalance: answer.after.balance.hours,
        alignment: answer.alignment.clone(),
    }));
    for &tolerance in tolerances {
        let mut rules = rules.clone();
        rules.tolerances.hours = tolerance;
        let brief = Brief::new(programme, today, &rules)?;
        let settled = settle(&brief, Search::FromToday, 1, observer)?;
        let alignment = brief.alignment(&settled.labels);
        points.push(FrontPoint {
            tolerance: Some(tolerance),
            // No -0.
            moved_share: settled.standing.moved.max(0.0),
            moves: (0..settled.labels.len()).filter(|&it| has_moved(today, &alignment, it)).count(),
            worst_imbalance: imbalance(&alignment)?,
            alignment,
        });
    }
    Ok(undominated(points))
}

fn has_moved(today: &Alignment, new: &Alignment, practice: usize) -> bool {
    today.liaison(practice).is_some() && today.liaison(practice) != new.liaison(practice)
}

fn undominated(mut points: Vec<FrontPoint>) -> Vec<FrontPoint> {
    points.sort_by(|a, b| {
        a.moved_share.total_cmp(&b.moved_share).then(a.worst_imbalance.total_cmp(&b.worst_imbalance))
    });
    let mut least = f64::INFINITY;
    points.retain(|point| {
        let better = point.worst_imbalance < least;
        least = least.min(point.worst_imbalance);
        better
    });
    points
}
