//! Every step of a chain against recomputation on random problems: the books agree after it, it does what it
//! says, and it can be taken back. The exchanges of the descent, rewriting and recombination have tests of
//! their own beside them.

use proptest::prelude::*;

use crate::draws::{self, SEED};
use crate::random::Stream;
use crate::routing::data::problem_data::ProblemData;
use crate::routing::model::problem::{Demand, Problem, Value};
use crate::routing::model::solution::StepStatistics;
use crate::routing::operators::close_route::close_route;
use crate::routing::operators::ejection::Ejection;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::operators::insertion::{Blinks, DayInsertions};
use crate::routing::operators::labelling::route_labelling::RouteLabelling;
use crate::routing::operators::local_search::change_days;
use crate::routing::operators::local_search::descent::Descent;
use crate::routing::operators::local_search::two_opt_star::cross_tails;
use crate::routing::operators::open_route::open_route;
use crate::routing::operators::split_route::split_route;
use crate::routing::operators::srex::cross_over;
use crate::routing::operators::string_removal::StringRemoval;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;
use crate::routing::trial::{assert_books, data, filled, numbers, orders, problem, travel};

const CASES: u32 = 1000;

/// Hands random problems, solutions of them and streams to `look`, and sums up what it counts.
fn sum_over_solutions<const N: usize>(
    look: impl Fn(&mut SearchSolution<'_>, &Problem, &mut Stream) -> [usize; N],
) -> [usize; N] {
    draws::count(CASES, &numbers(), |(points, windows, rules, seed)| {
        let problem = problem(&points, &windows, &rules);
        assert!(problem.validate().is_ok(), "{problem:?}");
        let data = data(&problem);
        let mut solution = filled(&data, seed);
        assert_books(&solution, &problem);
        look(&mut solution, &problem, &mut Stream::new(seed, 3, 0))
    })
}

/// Absent clients, in order.
fn unassigned(solution: &SearchSolution<'_>) -> Vec<u32> {
    let clients = 0..solution.data.clients.len() as u32;
    clients.filter(|client| solution.positions(*client).is_empty()).collect()
}

/// Returns the routes without these clients.
fn without(mut orders: Vec<Vec<usize>>, clients: &[u32]) -> Vec<Vec<usize>> {
    for route in &mut orders {
        route.retain(|client| !clients.contains(&(*client as u32)));
    }
    orders
}

/// Returns the least travel that a visit adds on a day, by trying every position of these routes.
fn cheapest(
    solution: &SearchSolution<'_>,
    problem: &Problem,
    (client, day): (u32, u32),
    routes: &[u32],
) -> Option<i64> {
    let mut orders = orders(solution);
    let mut best: Option<i64> = None;
    for &route in routes.iter().filter(|route| solution.data.shifts[**route as usize].day == day) {
        let route = route as usize;
        for position in 0..=orders[route].len() {
            orders[route].insert(position, client as usize);
            let added = travel(problem, &orders).map(|travel| travel - solution.totals.travel);
            best = added.into_iter().chain(best).min();
            orders[route].remove(position);
        }
    }
    best
}

/// Asserts that the candidates are the best among these routes, and that inserting them adds the travel they
/// say; how many there are.
fn assert_candidates(
    solution: &SearchSolution<'_>,
    problem: &Problem,
    (found, client): (&DayInsertions, u32),
    routes: &[u32],
) -> usize {
    let mut count = 0;
    for (day, candidate) in found.by_day.iter().enumerate() {
        let best = cheapest(solution, problem, (client, day as u32), routes);
        let said = (candidate.travel != i64::MAX).then_some(candidate.travel);
        assert_eq!(said, best, "{client} on {day} in {:?} of {problem:?}", orders(solution));
        if let Some(added) = said {
            assert_inserted(solution, problem, client, candidate.place, added);
            count += 1;
        }
    }
    count
}

/// Asserts what an insertion adds, on a copy.
fn assert_inserted(
    solution: &SearchSolution<'_>,
    problem: &Problem,
    client: u32,
    place: Position,
    added: i64,
) {
    let mut copy = solution.clone();
    copy.mark();
    copy.insert(client, place);
    assert_eq!(copy.totals.travel, solution.totals.travel + added);
    assert_eq!(travel(problem, &orders(&copy)), Some(copy.totals.travel));
    copy.rollback();
    assert_eq!(orders(&copy), orders(solution));
    assert_books(&copy, problem);
}

#[test]
fn any_kind_of_recurrence_is_visited() {
    let [certain, uncertain, beside_fixed] = sum_over_solutions(|solution, problem, _| {
        let mut counts = [0; 3];
        for (client, asks) in problem.clients.iter().enumerate() {
            let Demand::Recurring(it) = &asks.demand else { continue };
            let visits = solution.positions(client as u32).len();
            let is_certain = it.access.iter().all(|&chance| chance == 65_536);
            let seen =
                [visits > 1 && is_certain, visits > 1 && !is_certain, visits > 0 && !it.fixed.is_empty()];
            counts.iter_mut().zip(seen).for_each(|(count, seen)| *count += usize::from(seen));
        }
        counts
    });
    assert!(
        certain.min(uncertain).min(beside_fixed) > 50,
        "seed {SEED}: several visits {certain} times certain, {uncertain} not; {beside_fixed} beside a fixed one"
    );
}

#[test]
fn any_insertion_is_the_best_of_all_positions() {
    let [found] = sum_over_solutions(|solution, problem, stream| {
        let mut insertions = DayInsertions::new(problem.days, Blinks::never());
        let (mut string_removal, all) =
            (StringRemoval::default(), (0..solution.routes.len() as u32).collect::<Vec<u32>>());
        solution.mark();
        string_removal.run(solution, stream);
        let mut count = 0;
        for client in unassigned(solution) {
            insertions.find_in_touched(solution, client, stream);
            let touched = solution.touched().to_vec();
            count += assert_candidates(solution, problem, (&insertions, client), &touched);
            insertions.find(solution, client, stream);
            count += assert_candidates(solution, problem, (&insertions, client), &all);
        }
        [count]
    });
    assert!(found > 1000, "seed {SEED}: only {found} candidates");
}

#[test]
fn any_ruin_takes_out_whom_it_names_and_nobody_else() {
    let [removed] = sum_over_solutions(|solution, problem, stream| {
        let (before, mut string_removal) = (orders(solution), StringRemoval::default());
        solution.mark();
        string_removal.run(solution, stream);
        assert_eq!(orders(solution), without(before, &string_removal.clients));
        assert_books(solution, problem);
        [string_removal.clients.len()]
    });
    assert!(removed > 500, "seed {SEED}: only {removed} clients removed");
}

#[test]
fn any_crossing_exchanges_two_tails_or_changes_nothing() {
    let [crossed, opened] = sum_over_solutions(|solution, problem, stream| {
        let mut string_removal = StringRemoval::default();
        string_removal.run(solution, stream);
        let before = orders(solution);
        let [mut crossed, mut opened] = [0; 2];
        for _ in 0..40 {
            solution.mark();
            let is_crossed = cross_tails(solution, &string_removal.gaps, stream, &StopCheck::always());
            assert_books(solution, problem);
            let after = orders(solution);
            let changed: Vec<usize> =
                (0..after.len()).filter(|&route| after[route] != before[route]).collect();
            assert!(is_crossed || changed.is_empty());
            if let [one, other] = changed[..] {
                assert!(tails_exchanged([&before[one], &before[other]], [&after[one], &after[other]]));
                opened += usize::from(after[one] != before[other] && before[other].is_empty());
                opened += usize::from(after[one] != before[other] && before[one].is_empty());
                crossed += usize::from(after[one] != before[other]);
            } else {
                assert_eq!(after, before);
            }
            solution.rollback();
            assert_eq!(orders(solution), before);
        }
        [crossed, opened]
    });
    assert!(
        crossed > 40 && opened > 5,
        "seed {SEED}: only {crossed} tails were exchanged, {opened} with an empty shift"
    );
}

/// Tells whether the second pair of routes is the first with its tails exchanged somewhere.
fn tails_exchanged(before: [&[usize]; 2], after: [&[usize]; 2]) -> bool {
    let [one, other] = before;
    let cuts = (0..=one.len()).flat_map(|here| (0..=other.len()).map(move |there| (here, there)));
    let exchanged = |(here, there): (usize, usize)| {
        [[&one[..here], &other[there..]].concat(), [&other[..there], &one[here..]].concat()] == after
    };
    cuts.into_iter().any(exchanged)
}

#[test]
fn any_replacement_takes_out_whom_it_names_and_seats_one() {
    let [seated] = sum_over_solutions(|solution, problem, stream| {
        let mut seated = 0;
        StringRemoval::default().run(solution, stream);
        for _ in 0..8 {
            let (before, mut out, mut replace) =
                (orders(solution), unassigned(solution), Ejection::default());
            solution.mark();
            replace.run(solution, stream);
            assert_books(solution, problem);
            let came: Vec<u32> =
                out.iter().copied().filter(|&client| !solution.positions(client).is_empty()).collect();
            assert!(came.len() <= 1, "{came:?} came");
            assert_eq!(without(orders(solution), &came), without(before, &replace.clients));
            out.extend(&replace.clients);
            out.retain(|client| !came.contains(client));
            out.sort_unstable();
            assert_eq!(unassigned(solution), out);
            seated += usize::from(!came.is_empty() && !replace.clients.is_empty());
        }
        [seated]
    });
    assert!(seated > 100, "seed {SEED}: only {seated} took the place of others");
}

#[test]
fn any_opening_uses_a_shift_that_was_empty_or_changes_nothing() {
    let [opened, nobody_absent] = sum_over_solutions(|solution, problem, stream| {
        let (mut string_removal, mut greedy) =
            (StringRemoval::default(), GreedyInsertion::new(solution.data));
        if stream.below(2) == 0 {
            string_removal.run(solution, stream);
        }
        let (before, out) = (orders(solution), unassigned(solution));
        solution.mark();
        let is_open = open_route(solution, &mut string_removal, &mut greedy, stream, &StopCheck::always());
        assert_books(solution, problem);
        if is_open {
            let opens = |(old, new): (&Vec<usize>, &Vec<usize>)| {
                let wanted = |client: &usize| out.is_empty() || out.contains(&(*client as u32));
                old.is_empty() && new.iter().any(wanted)
            };
            assert!(before.iter().zip(&orders(solution)).any(opens), "{before:?} -> {:?}", orders(solution));
        } else {
            assert_eq!(orders(solution), before);
        }
        [usize::from(is_open), usize::from(is_open && out.is_empty())]
    });
    assert!(opened > 50, "seed {SEED}: only {opened} shifts were opened");
    assert!(nobody_absent > 10, "seed {SEED}: only {nobody_absent} were opened where nobody was unassigned");
}

#[test]
fn any_split_spreads_one_route_over_two_shifts_of_its_kind() {
    let [split] = sum_over_solutions(|solution, problem, stream| {
        let mut greedy = GreedyInsertion::new(solution.data);
        StringRemoval::default().run(solution, stream);
        let (before, mut count) = (orders(solution), 0);
        for _ in 0..10 {
            solution.mark();
            let is_split = split_route(solution, &mut greedy, stream, &StopCheck::always());
            assert_books(solution, problem);
            let after = orders(solution);
            assert!(is_split || after == before);
            count += usize::from(has_halves(solution, &before, &after));
            solution.rollback();
            assert_eq!(orders(solution), before);
        }
        [count]
    });
    assert!(split > 50, "seed {SEED}: only {split} routes were split");
}

/// Tells whether an empty shift took over some clients of a route of its kind that kept others.
fn has_halves(solution: &SearchSolution<'_>, before: &[Vec<usize>], after: &[Vec<usize>]) -> bool {
    let kind = |route: usize| solution.data.shifts[route].kind;
    let moved = |from: usize, to: usize| before[from].iter().any(|client| after[to].contains(client));
    let halves = |from: usize, to: usize| {
        kind(from) == kind(to) && before[to].is_empty() && moved(from, from) && moved(from, to)
    };
    (0..before.len()).any(|from| (0..before.len()).any(|to| halves(from, to)))
}

#[test]
fn any_closing_takes_out_one_route_alone() {
    let [closed] = sum_over_solutions(|solution, problem, stream| {
        let mut greedy = GreedyInsertion::new(solution.data);
        let before = orders(solution);
        solution.mark();
        let is_closed = close_route(solution, &mut greedy, stream, &StopCheck::always());
        assert_books(solution, problem);
        assert_eq!(is_closed, !before.concat().is_empty());
        let after = orders(solution);
        let left =
            |route: usize| before[route].iter().filter(|client| !after[route].contains(client)).collect();
        let left: Vec<Vec<&usize>> = (0..before.len()).map(left).collect();
        let closed = |route: &Vec<usize>| left.iter().flatten().all(|client| route.contains(client));
        assert!(before.iter().any(closed), "{before:?} -> {after:?}");
        [usize::from(!left.concat().is_empty())]
    });
    assert!(closed > 50, "seed {SEED}: only {closed} shifts were closed");
}

#[test]
fn any_change_of_days_never_loses() {
    let [kept] = sum_over_solutions(|solution, problem, stream| {
        let mut greedy = GreedyInsertion::new(solution.data);
        let mut step = StepStatistics::new("change-of-days");
        let (before, visited) = (solution.score(), problem.clients.len() - unassigned(solution).len());
        change_days::improve(solution, &mut greedy, &mut step, stream, &StopCheck::always());
        assert_books(solution, problem);
        assert_eq!(step.tried, visited as u64);
        assert!(if step.kept > 0 { solution.score() > before } else { solution.score() == before });
        [step.kept as usize]
    });
    assert!(kept > 50, "seed {SEED}: only {kept} changes were kept");
}

/// The steps that a chain takes between two marks.
struct Mixture<'a> {
    string_removal: StringRemoval,
    greedy: GreedyInsertion,
    replace: Ejection,
    rewrite: RouteLabelling,
    descent: Descent,
    other: SearchSolution<'a>,
}

impl<'a> Mixture<'a> {
    fn new(data: &'a ProblemData<'a>, seed: u64) -> Self {
        Self {
            string_removal: StringRemoval::default(),
            greedy: GreedyInsertion::new(data),
            replace: Ejection::default(),
            rewrite: RouteLabelling::new(&data.tuning),
            descent: Descent::new(data.clients.len()),
            other: filled(data, seed.wrapping_add(1)),
        }
    }

    /// Takes a random one.
    fn step(&mut self, solution: &mut SearchSolution<'a>, stream: &mut Stream) {
        match stream.below(10) {
            0 => self.string_removal.run(solution, stream),
            1 => {
                self.string_removal.run(solution, stream);
                self.greedy.run(solution, &self.string_removal.clients, stream, &StopCheck::always());
            }
            2 => self.replace.run(solution, stream),
            3 => {
                open_route(
                    solution,
                    &mut self.string_removal,
                    &mut self.greedy,
                    stream,
                    &StopCheck::always(),
                );
            }
            4 => self.descent.run(solution, &StopCheck::always()),
            5 => {
                let used = solution.used.items();
                if let Some(&route) = used.get(stream.below(used.len())) {
                    self.rewrite.run(solution, route, Value::MIN, 1 << 22, stream, &StopCheck::always());
                }
            }
            6 => {
                self.string_removal.run(solution, stream);
                cross_tails(solution, &self.string_removal.gaps, stream, &StopCheck::always());
            }
            7 => {
                split_route(solution, &mut self.greedy, stream, &StopCheck::always());
            }
            8 => {
                close_route(solution, &mut self.greedy, stream, &StopCheck::always());
            }
            _ => cross_over(solution, &self.other, &mut self.greedy, stream, &StopCheck::always()),
        }
    }
}

proptest! {
    #![proptest_config(draws::hunting())]

    #[test]
    fn any_mixture_of_steps_keeps_the_books_and_can_be_taken_back((points, windows, rules, seed) in numbers()) {
        let problem = problem(&points, &windows, &rules);
        let data = data(&problem);
        let (mut solution, stream) = (filled(&data, seed), &mut Stream::new(seed, 4, 0));
        let mut mixture = Mixture::new(&data, seed);
        for _ in 0..6 {
            solution.mark();
            let (before, totals) = (orders(&solution), solution.totals);
            for _ in 0..=stream.below(6) {
                mixture.step(&mut solution, stream);
                assert_books(&solution, &problem);
            }
            if stream.below(2) == 0 {
                solution.rollback();
                prop_assert_eq!(orders(&solution), before);
                prop_assert_eq!(solution.totals, totals);
                assert_books(&solution, &problem);
            }
        }
    }
}
