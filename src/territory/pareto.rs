//! What more fairness costs.

use crate::districting;
use crate::error::Error;
use crate::progress::Observer;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::assess::assess_placed;
use crate::territory::candidate::{TerritorySearch, find_candidate};
use crate::territory::placed::PlacedPractices;
use crate::territory::problem_builder::{ProblemBuilder, practice_of};
use crate::territory::progress::{ProgressRelay, Steps};
use crate::territory::rebalance::Rebalancing;
use crate::territory::rules::{TerritoryRules, Tolerances};

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

    /// Takes the point from a rebalancing.
    fn of(answer: &Rebalancing, rules: &TerritoryRules) -> Self {
        Self {
            tolerance: Some(rules.tolerances.hours),
            moved_share: answer.moved_share,
            moves: answer.moves.len(),
            worst_imbalance: answer.after.balance.hours,
            alignment: answer.alignment.clone(),
        }
    }
}

/// Collects today's alignment and one rebalancing for each tolerance of hours, by relationships lost. Answers
/// that another one beats in both are left out. Each takes a search of its own, a third as long as that of
/// [`rebalance`](super::rebalance()), whose answer is another point if it is given.
///
/// # Errors
/// As [`rebalance`](super::rebalance()).
pub fn pareto_front(
    programme: &Programme,
    today: &Alignment,
    rules: &TerritoryRules,
    tolerances: &[f64],
    answer: Option<&Rebalancing>,
    observer: Observer,
) -> Result<Vec<FrontPoint>, Error> {
    answer.iter().try_for_each(|answer| answer.alignment.check(programme.book))?;
    let answer = answer.map(|answer| FrontPoint::of(answer, rules));
    let Some(placed) = PlacedPractices::of(programme)? else {
        return front(programme, today, rules, tolerances, answer, observer);
    };
    let part = placed.alignment(today)?;
    let rules = placed.rules(rules);
    let points = front(&placed.programme(), &part, &rules, tolerances, None, observer)?;
    let whole = |point: FrontPoint| {
        let alignment = placed.whole_alignment(&point.alignment, today);
        FrontPoint { alignment, ..point }
    };
    Ok(undominated(points.into_iter().map(whole).chain(answer).collect()))
}

/// Collects the answers for practices that all have a place.
fn front(
    programme: &Programme,
    today: &Alignment,
    rules: &TerritoryRules,
    tolerances: &[f64],
    answer: Option<FrontPoint>,
    observer: Observer,
) -> Result<Vec<FrontPoint>, Error> {
    let mut points = vec![FrontPoint {
        tolerance: None,
        moved_share: 0.0,
        moves: 0,
        worst_imbalance: assess_placed(programme, today, rules)?.balance.hours,
        alignment: today.clone(),
    }];
    points.extend(answer);
    let relay = ProgressRelay::new(observer);
    let steps = Steps::new(&relay, "tolerances", tolerances.len());
    for &hours in tolerances {
        let tolerances = Tolerances { hours, ..rules.tolerances };
        let rules = TerritoryRules { tolerances, ..rules.clone() };
        points.push(point(programme, today, &rules, &|it| steps.observe(it))?);
        steps.finish_one();
    }
    Ok(undominated(points))
}

fn undominated(points: Vec<FrontPoint>) -> Vec<FrontPoint> {
    districting::undominated(points, |point| (point.moved_share, point.worst_imbalance))
}

/// Finds the answer to some rules.
fn point(
    programme: &Programme,
    today: &Alignment,
    rules: &TerritoryRules,
    observer: Observer,
) -> Result<FrontPoint, Error> {
    let builder = ProblemBuilder::new(programme, today, rules)?;
    let candidate = find_candidate(&builder, TerritorySearch::FromToday, 1, &ProgressRelay::new(observer))?;
    let alignment = builder.alignment(&candidate.labels);
    let moves =
        candidate.evaluation.moves.iter().filter(|it| !builder.is_assigned(today, practice_of(it.unit)));
    Ok(FrontPoint {
        tolerance: Some(rules.tolerances.hours),
        moved_share: candidate.evaluation.moved,
        moves: moves.count(),
        worst_imbalance: assess_placed(programme, &alignment, rules)?.balance.hours,
        alignment,
    })
}
