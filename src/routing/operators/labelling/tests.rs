//! A rewritten route is better, keeps every rule, and leaves the solution's books in order.

use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::draws::{self, SEED};
use crate::random::Stream;
use crate::routing::model::problem::{Client, Demand, Problem, Shift, Travel, Value, Window};
use crate::routing::model::timetable::timetable;
use crate::routing::operators::labelling::bucket::{Bucket, LabelState};
use crate::routing::operators::labelling::extension::LabelClient;
use crate::routing::operators::labelling::ng_memory::{MOST, NgMemory};
use crate::routing::operators::labelling::route_labelling::{RouteLabelling, remember};
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;
use crate::routing::trial::{assert_books, data, filled, numbers, problem};

/// More work than any look here needs.
const ENOUGH: u64 = 1 << 40;

/// Takes half of the clients out of a solution and rewrites each route; how many routes changed.
fn rewritten(problem: &Problem, seed: u64) -> usize {
    let data = data(problem);
    let mut solution = filled(&data, seed);
    let stream = &mut Stream::new(seed, 1, 0);
    let clients = 0..u32::try_from(problem.clients.len()).unwrap_or(0);
    let mut leaving: Vec<u32> =
        clients.filter(|client| !solution.positions(*client).is_empty() && stream.below(2) == 0).collect();
    solution.remove(&mut leaving);
    let (mut rewrite, mut changed) = (RouteLabelling::new(&data.tuning), 0);
    for route in solution.used.items().to_vec() {
        solution.mark();
        let before = solution.score();
        let found = rewrite.run(&mut solution, route, Value::MIN, ENOUGH, stream, &StopCheck::always());
        assert!(if found { solution.score() > before } else { solution.score() == before });
        assert_books(&solution, problem);
        changed += usize::from(found);
    }
    changed
}

#[test]
fn any_rewritten_route_is_better_and_whole() {
    let [changed] = draws::count(400, &numbers(), |(points, windows, rules, seed)| {
        [rewritten(&problem(&points, &windows, &rules), seed)]
    });
    assert!(changed > 50, "seed {SEED}: only {changed} routes were rewritten");
}

/// A shift without limits of load, stops, travel and waiting, and seven clients who may be left out and take some time.
fn single(points: &[(u32, u32)], windows: &[(i64, i64)], rules: &[u8]) -> Problem {
    let mut problem = problem(points, windows, rules);
    let limited = problem.shifts[0].clone();
    problem.shifts =
        vec![Shift { pause: limited.pause, ..Shift::new(0, limited.start, limited.end, limited.window) }];
    problem.clients.truncate(7);
    for (client, &(open, length)) in problem.clients.iter_mut().zip(windows) {
        client.shifts = None;
        client.service += 3;
        client.demand = Demand::Optional { prize: (open + length) % 50 };
    }
    problem
}

/// The most that a route of the first shift can be worth, by trying all that begin with these clients.
fn most(problem: &Problem, clients: &mut Vec<usize>) -> Option<Value> {
    let mut best = timetable(problem, 0, clients).map(|times| worth(problem, clients) - times.travel);
    for client in 0..problem.clients.len() {
        if !clients.contains(&client) {
            clients.push(client);
            best = best.max(most(problem, clients));
            clients.pop();
        }
    }
    best
}

fn worth(problem: &Problem, clients: &[usize]) -> Value {
    let prize = |client: &usize| match problem.clients[*client].demand {
        Demand::Optional { prize } => prize,
        _ => 0,
    };
    clients.iter().map(prize).sum()
}

/// Whether a random half of the first route was there to be rewritten, and could be improved, in looks with so much work each.
fn rewritten_to_the_optimum(problem: &Problem, seed: u64, allowance: u64) -> bool {
    let data = data(problem);
    let mut solution: SearchSolution<'_> = filled(&data, seed);
    let stream = &mut Stream::new(seed, 1, 0);
    let visits = solution.routes[0].visits().iter().map(|stop| stop.client);
    let mut leaving: Vec<u32> = visits.filter(|_| stream.below(2) == 0).collect();
    solution.remove(&mut leaving);
    if solution.routes[0].is_empty() {
        return false;
    }
    solution.mark();
    let best = most(problem, &mut Vec::new()).max(Some(solution.objective()));
    let (mut rewrite, mut better) = (RouteLabelling::new(&data.tuning), false);
    loop {
        better |= rewrite.run(&mut solution, 0, Value::MIN, allowance, stream, &StopCheck::always());
        assert_books(&solution, problem);
        if rewrite.begun.is_none() {
            break;
        }
    }
    assert_eq!(Some(solution.objective()), best);
    better
}

/// In how many of many problems the first route could be improved, in looks with so much work each.
fn improved(allowance: u64) -> usize {
    let [improved] = draws::count(150, &numbers(), |(points, windows, rules, seed)| {
        let problem = single(&points, &windows, &rules);
        [usize::from(rewritten_to_the_optimum(&problem, seed, allowance))]
    });
    improved
}

#[test]
fn any_look_finds_the_best_route_there_is() {
    let improved = improved(ENOUGH);
    assert!(improved > 30, "seed {SEED}: only {improved} routes were improved");
}

#[test]
fn any_look_that_goes_on_finds_the_best_route_there_is() {
    let improved = improved(20);
    assert!(improved > 30, "seed {SEED}: only {improved} routes were improved");
}

#[test]
fn clients_between_two_visits_remember_the_client_visited_twice() {
    let nobody = LabelClient {
        client: 0,
        site: 0,
        service: 0,
        load: 0,
        list: 0,
        gain: 0,
        remembers: NgMemory::default(),
    };
    let mut candidates = [nobody; 6];
    assert!(!remember(&mut candidates, &[vec![1, 2, 3]]));
    assert!(remember(&mut candidates, &[vec![5, 1, 2, 3, 1], vec![2, 3, 1, 4, 2]]));
    assert!(!remember(&mut candidates, &[vec![1, 3, 1]]), "3 remembers 1 already");
    let known =
        candidates.map(|candidate| (0..6).filter(|&at| candidate.remembers.has(at)).collect::<Vec<_>>());
    assert_eq!(known, [vec![], vec![2], vec![1], vec![1, 2], vec![2], vec![]]);
}

/// Waiting lets a way visit two clients again and again until the third opens, with more gained than any simple way. The best route
/// is worth 125.
#[test]
fn ways_that_go_round_while_they_wait_hide_nothing() {
    assert_eq!([Value::MIN, 124, 125].map(waiting), [125, 125, 107]);
}

/// What a route becomes worth if it must become worth more than `least`.
fn waiting(least: Value) -> Value {
    let window = |open, close| Window { open, close };
    let client = |site, prize, window| Client::new(site, 0, vec![vec![window]], Demand::Optional { prize });
    let problem = Problem {
        days: 1,
        travel: Travel::Matrix { sites: 5, table: (0..25).map(|at| u32::from(at % 6 != 0)).collect() },
        shifts: vec![Shift::new(0, 0, 0, window(0, 200))],
        clients: vec![
            client(1, 10, window(0, 50)),
            client(2, 10, window(0, 50)),
            client(3, 100, window(100, 105)),
            client(4, 10, window(110, 120)),
        ],
        travel_weight: 1,
    };
    let data = data(&problem);
    let mut solution = SearchSolution::new(&data);
    for (client, position) in [(0, 1), (2, 2)] {
        solution.insert(client, Position { route: 0, position });
        solution.book(client);
    }
    solution.mark();
    let stream = &mut Stream::new(1, 1, 0);
    let (before, always) = (solution.objective(), StopCheck::always());
    assert_eq!(
        RouteLabelling::new(&data.tuning).run(&mut solution, 0, least, ENOUGH, stream, &always),
        solution.objective() > before
    );
    solution.objective()
}

proptest! {
    #![proptest_config(Config { cases: 50, ..draws::hunting() })]

    #[test]
    fn any_look_cut_short_leaves_everything_in_order((points, windows, rules, seed) in numbers()) {
        let problem = single(&points, &windows, &rules);
        let data = data(&problem);
        for (allowance, stop_check) in [(40, StopCheck::always()), (ENOUGH, StopCheck::new(&|| false))] {
            let mut solution = filled(&data, seed);
            solution.mark();
            let (before, stream) = (solution.score(), &mut Stream::new(seed, 1, 0));
            if !solution.routes[0].is_empty() {
                RouteLabelling::new(&data.tuning).run(&mut solution, 0, Value::MIN, allowance, stream, &stop_check);
            }
            assert!(solution.score() >= before);
            assert_books(&solution, &problem);
        }
    }
}

/// Some labels of a few gains, moments and memories.
fn marks(stream: &mut Stream) -> Vec<LabelState> {
    let mut below = |most| stream.below(most);
    let mut mark = || {
        let memory = (0..3).filter(|_| below(2) == 0).fold(NgMemory::default(), NgMemory::with);
        let moments = [below(9) as i32, below(9) as i32];
        LabelState { gain: below(9) as Value, moments, memory }
    };
    (0..40).map(|_| mark()).collect()
}

/// Whether whoever continues the other could continue this one.
fn is_as_good_as(one: &LabelState, other: &LabelState) -> bool {
    one.gain >= other.gain
        && (0..2).all(|state| one.moments[state] <= other.moments[state])
        && one.memory.is_within(&other.memory)
}

#[test]
fn a_front_keeps_whom_nobody_beats() {
    let (stream, mut kept) = (&mut Stream::new(1, 1, 0), 0);
    for _ in 0..200 {
        let (mut bucket, mut beaten, marks) = (Bucket::default(), Vec::new(), marks(stream));
        let mut stand: Vec<usize> = Vec::new();
        for (at, mark) in marks.iter().enumerate() {
            let is_beaten = stand.iter().any(|other| is_as_good_as(&marks[*other], mark));
            assert_eq!(bucket.beats(mark).0, is_beaten);
            if !is_beaten {
                let worse =
                    |other: &usize| marks[*other].gain < mark.gain && is_as_good_as(mark, &marks[*other]);
                let left: Vec<usize> = stand.extract_if(.., |other| worse(other)).collect();
                beaten.clear();
                bucket.add(mark, at as u32, |other| beaten.push(other as usize));
                beaten.sort_unstable();
                assert_eq!(beaten, left);
                stand.push(at);
            }
        }
        assert_eq!(bucket.len(), stand.len());
        kept += stand.len();
    }
    assert!(kept > 1000, "only {kept} labels were kept");
}

#[test]
fn a_set_knows_who_is_in_it() {
    let (few, one) = (NgMemory::default().with(0).with(64).with(MOST - 1), NgMemory::default().with(64));
    assert!(few.has(MOST - 1) && !few.has(1));
    assert!(one.is_within(&few) && !few.is_within(&one));
    assert_eq!(few.and(&one), one);
    assert!(few.without(64).is_apart_from(&one) && !few.is_apart_from(&one));
    assert!(few.others().has(1) && few.others().is_apart_from(&few));
}
