//! The operators of annealing as a list: what each is called, how often it is drawn, and what it does.
//!
//! The list has ranks. The operators of a rank draw together, before any of them runs. The first one that is
//! drawn and finds something to do is the step. Where none does, the next rank draws. The last rank runs
//! without a draw.

use crate::random::Stream;
use crate::routing::data::problem_data::ProblemData;
use crate::routing::model::tuning::Tuning;
use crate::routing::operators::close_route::close_route;
use crate::routing::operators::ejection::Ejection;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::operators::local_search::two_opt_star::cross_tails;
use crate::routing::operators::open_route::open_route;
use crate::routing::operators::split_route::split_route;
use crate::routing::operators::string_removal::StringRemoval;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// What a chain counts statistics of: the operators of annealing, and what it does between them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Operator {
    Strings,
    Tails,
    Ejection,
    OpenRoute,
    SplitRoute,
    CloseRoute,
    ChangeDays,
    Labelling,
    Crossover,
}

impl Operator {
    /// What statistics call the operators, in their order.
    pub(crate) const NAMES: [&str; 9] = [
        "strings",
        "tails",
        "replace",
        "open",
        "split",
        "close",
        "change-of-days",
        "rewrite",
        "recombination",
    ];
}

/// The working memory that the operators share.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    string_removal: StringRemoval,
    ejection: Ejection,
    pub(crate) greedy: GreedyInsertion,
}

impl Workspace {
    /// Makes the memory for a problem.
    pub(crate) fn new(data: &ProblemData<'_>) -> Self {
        Self {
            string_removal: StringRemoval::default(),
            ejection: Ejection::default(),
            greedy: GreedyInsertion::new(data),
        }
    }
}

/// Changes the solution, and tells which operator did; `None` where it found nothing to do and changed
/// nothing.
type Run = fn(&mut SearchSolution<'_>, &mut Workspace, &mut Stream, &StopCheck<'_>) -> Option<Operator>;

/// One in how many draws is a hit: where somebody is unassigned, and where nobody is.
type Chance = fn(&Tuning) -> [usize; 2];

/// Operators that draw together, and when they do.
struct Rank {
    is_due: fn(&SearchSolution<'_>) -> bool,
    /// A name, a chance (none: always, without a draw) and a function each.
    operators: &'static [(&'static str, Option<Chance>, Run)],
}

/// Most operators in a rank.
const MOST_IN_RANK: usize = 3;

/// The list.
const RANKS: [Rank; 3] = [
    Rank {
        is_due: has_unused_shift,
        operators: &[
            ("open a route", Some(|it| [it.open_every_unassigned, it.open_every]), open),
            ("split a route", Some(|it| [it.split_every_unassigned, it.split_every]), split),
            ("close a route", Some(|it| [it.close_every_unassigned, it.close_every]), close),
        ],
    },
    Rank {
        is_due: has_unassigned,
        operators: &[("ejection", Some(|it| [it.ejection_every, it.ejection_every]), eject)],
    },
    Rank { is_due: |_| true, operators: &[("strings", None, remove_strings)] },
];

/// Changes the solution by one operator of the list, and tells which; `None` where no operator found anything
/// to do.
pub(crate) fn step(
    solution: &mut SearchSolution<'_>,
    workspace: &mut Workspace,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> Option<Operator> {
    for rank in &RANKS {
        if !(rank.is_due)(solution) {
            continue;
        }
        let drawn = rank.draw(solution, stream);
        for (_, (_, _, run)) in drawn.iter().zip(rank.operators).filter(|(drawn, _)| **drawn) {
            if let Some(operator) = run(solution, workspace, stream, stop_check) {
                return Some(operator);
            }
        }
    }
    None
}

impl Rank {
    /// Draws for each operator whether its turn has come.
    fn draw(&self, solution: &SearchSolution<'_>, stream: &mut Stream) -> [bool; MOST_IN_RANK] {
        let mut drawn = [false; MOST_IN_RANK];
        let column = usize::from(!has_unassigned(solution));
        for (drawn, (_, chance, _)) in drawn.iter_mut().zip(self.operators) {
            // `column` is 0 or 1, and a chance has two columns.
            *drawn = chance.is_none_or(|chance| stream.below(chance(&solution.data.tuning)[column]) == 0);
        }
        drawn
    }
}

fn has_unused_shift(solution: &SearchSolution<'_>) -> bool {
    solution.used.items().len() < solution.routes.len()
}

fn has_unassigned(solution: &SearchSolution<'_>) -> bool {
    !solution.unassigned.items().is_empty()
}

fn open(
    solution: &mut SearchSolution<'_>,
    workspace: &mut Workspace,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> Option<Operator> {
    let Workspace { string_removal, greedy, .. } = workspace;
    open_route(solution, string_removal, greedy, stream, stop_check).then_some(Operator::OpenRoute)
}

fn split(
    solution: &mut SearchSolution<'_>,
    workspace: &mut Workspace,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> Option<Operator> {
    split_route(solution, &mut workspace.greedy, stream, stop_check).then_some(Operator::SplitRoute)
}

fn close(
    solution: &mut SearchSolution<'_>,
    workspace: &mut Workspace,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> Option<Operator> {
    close_route(solution, &mut workspace.greedy, stream, stop_check).then_some(Operator::CloseRoute)
}

fn eject(
    solution: &mut SearchSolution<'_>,
    workspace: &mut Workspace,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> Option<Operator> {
    workspace.ejection.run(solution, stream);
    if solution.touched().is_empty() {
        return None;
    }
    workspace.greedy.run(solution, &workspace.ejection.clients, stream, stop_check);
    Some(Operator::Ejection)
}

/// Removes strings, lets the routes exchange tails now and then, and puts the clients back.
#[expect(clippy::unnecessary_wraps, reason = "every operator of the list has this shape")]
fn remove_strings(
    solution: &mut SearchSolution<'_>,
    workspace: &mut Workspace,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> Option<Operator> {
    let Workspace { string_removal, greedy, .. } = workspace;
    let tuning = &solution.data.tuning;
    let every = if has_unassigned(solution) { tuning.tails_every_unassigned } else { tuning.tails_every };
    string_removal.run(solution, stream);
    let crossed = stream.below(every) == 0 && cross_tails(solution, &string_removal.gaps, stream, stop_check);
    greedy.run(solution, &string_removal.clients, stream, stop_check);
    Some(if crossed { Operator::Tails } else { Operator::Strings })
}
