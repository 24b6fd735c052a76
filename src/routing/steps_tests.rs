//! Every step of a walker against recomputation on random problems: the books agree after it, it does what it says, and it
//! can be taken back. The exchanges of the descent, rewriting and recombination have tests of their own beside them.

use proptest::prelude::*;

use super::close::close;
use super::descent::two_opt_star::cross;
use super::descent::{Descent, change_days};
use super::draft::{Draft, Place};
use super::go_on::GoOn;
use super::insertion::{Blinks, Insertions};
use super::instance::Instance;
use super::open::open;
use super::problem::{Problem, Value};
use super::random::Stream;
use super::recombine::recombine;
use super::recreate::Recreate;
use super::replace::Replace;
use super::rewrite::Rewrite;
use super::ruin::Ruin;
use super::solution::StepStatistics;
use super::split::split;
use super::trial::{assert_books, drafted, instance, numbers, orders, problem, travel};
use crate::draws::{self, SEED};

const CASES: u32 = 1000;

/// Hands random problems, drafts of them and streams to `look`, and sums up what it counts.
fn sum_over_drafts<const N: usize>(
    look: impl Fn(&mut Draft<'_>, &Problem, &mut Stream) -> [usize; N],
) -> [usize; N] {
    draws::count(CASES, &numbers(), |(points, windows, rules, seed)| {
        let problem = problem(&points, &windows, &rules);
        assert!(problem.validate().is_ok(), "{problem:?}");
        let instance = instance(&problem);
        let mut draft = drafted(&instance, seed);
        assert_books(&draft, &problem);
        look(&mut draft, &problem, &mut Stream::new(seed, 3, 0))
    })
}

/// Absent clients, in order.
fn absent(draft: &Draft<'_>) -> Vec<u32> {
    let clients = 0..draft.instance.visitors.len() as u32;
    clients.filter(|client| draft.places(*client).is_empty()).collect()
}

/// The routes without these clients.
fn without(mut orders: Vec<Vec<usize>>, clients: &[u32]) -> Vec<Vec<usize>> {
    for route in &mut orders {
        route.retain(|client| !clients.contains(&(*client as u32)));
    }
    orders
}

/// The least travel that a visit adds on a day, by trying every position of these routes.
fn cheapest(draft: &Draft<'_>, problem: &Problem, (client, day): (u32, u32), routes: &[u32]) -> Option<i64> {
    let mut orders = orders(draft);
    let mut best: Option<i64> = None;
    for &route in routes.iter().filter(|route| draft.instance.duties[**route as usize].day == day) {
        let route = route as usize;
        for position in 0..=orders[route].len() {
            orders[route].insert(position, client as usize);
            let added = travel(problem, &orders).map(|travel| travel - draft.totals.travel);
            best = added.into_iter().chain(best).min();
            orders[route].remove(position);
        }
    }
    best
}

/// Asserts that the candidates are the best among these routes, and that inserting them adds the travel they say; how many
/// there are.
fn assert_candidates(
    draft: &Draft<'_>,
    problem: &Problem,
    (found, client): (&Insertions, u32),
    routes: &[u32],
) -> usize {
    let mut count = 0;
    for (day, candidate) in found.by_day.iter().enumerate() {
        let best = cheapest(draft, problem, (client, day as u32), routes);
        let said = (candidate.travel != i64::MAX).then_some(candidate.travel);
        assert_eq!(said, best, "{client} on {day} in {:?} of {problem:?}", orders(draft));
        if let Some(added) = said {
            assert_inserted(draft, problem, client, candidate.place, added);
            count += 1;
        }
    }
    count
}

/// Asserts what an insertion adds, on a copy.
fn assert_inserted(draft: &Draft<'_>, problem: &Problem, client: u32, place: Place, added: i64) {
    let mut copy = draft.clone();
    copy.mark();
    copy.insert(client, place);
    assert_eq!(copy.totals.travel, draft.totals.travel + added);
    assert_eq!(travel(problem, &orders(&copy)), Some(copy.totals.travel));
    copy.rollback();
    assert_eq!(orders(&copy), orders(draft));
    assert_books(&copy, problem);
}

#[test]
fn any_insertion_is_the_best_of_all_positions() {
    let [found] = sum_over_drafts(|draft, problem, stream| {
        let mut insertions = Insertions::new(problem.days, Blinks::never());
        let (mut ruin, all) = (Ruin::default(), (0..draft.routes.len() as u32).collect::<Vec<u32>>());
        draft.mark();
        ruin.run(draft, stream);
        let mut count = 0;
        for client in absent(draft) {
            insertions.find_in_touched(draft, client, stream);
            let touched = draft.touched().to_vec();
            count += assert_candidates(draft, problem, (&insertions, client), &touched);
            insertions.find(draft, client, stream);
            count += assert_candidates(draft, problem, (&insertions, client), &all);
        }
        [count]
    });
    assert!(found > 1000, "seed {SEED}: only {found} candidates");
}

#[test]
fn any_ruin_takes_out_whom_it_names_and_nobody_else() {
    let [torn] = sum_over_drafts(|draft, problem, stream| {
        let (before, mut ruin) = (orders(draft), Ruin::default());
        draft.mark();
        ruin.run(draft, stream);
        assert_eq!(orders(draft), without(before, &ruin.clients));
        assert_books(draft, problem);
        [ruin.clients.len()]
    });
    assert!(torn > 500, "seed {SEED}: only {torn} clients torn out");
}

#[test]
fn any_crossing_exchanges_two_tails_or_changes_nothing() {
    let [crossed, opened] = sum_over_drafts(|draft, problem, stream| {
        let mut ruin = Ruin::default();
        ruin.run(draft, stream);
        let before = orders(draft);
        let [mut crossed, mut opened] = [0; 2];
        for _ in 0..40 {
            draft.mark();
            let is_crossed = cross(draft, &ruin.gaps, stream, &GoOn::always());
            assert_books(draft, problem);
            let after = orders(draft);
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
            draft.rollback();
            assert_eq!(orders(draft), before);
        }
        [crossed, opened]
    });
    assert!(
        crossed > 40 && opened > 5,
        "seed {SEED}: only {crossed} tails were exchanged, {opened} with an empty shift"
    );
}

/// Whether the second pair of routes is the first with its tails exchanged somewhere.
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
    let [seated] = sum_over_drafts(|draft, problem, stream| {
        let mut seated = 0;
        Ruin::default().run(draft, stream);
        for _ in 0..8 {
            let (before, mut out, mut replace) = (orders(draft), absent(draft), Replace::default());
            draft.mark();
            replace.run(draft, stream);
            assert_books(draft, problem);
            let came: Vec<u32> =
                out.iter().copied().filter(|&client| !draft.places(client).is_empty()).collect();
            assert!(came.len() <= 1, "{came:?} came");
            assert_eq!(without(orders(draft), &came), without(before, &replace.clients));
            out.extend(&replace.clients);
            out.retain(|client| !came.contains(client));
            out.sort_unstable();
            assert_eq!(absent(draft), out);
            seated += usize::from(!came.is_empty() && !replace.clients.is_empty());
        }
        [seated]
    });
    assert!(seated > 100, "seed {SEED}: only {seated} took the place of others");
}

#[test]
fn any_opening_uses_a_shift_that_was_empty_or_changes_nothing() {
    let [opened, nobody_absent] = sum_over_drafts(|draft, problem, stream| {
        let (mut ruin, mut recreate) = (Ruin::default(), Recreate::new(draft.instance));
        if stream.below(2) == 0 {
            ruin.run(draft, stream);
        }
        let (before, out) = (orders(draft), absent(draft));
        draft.mark();
        let is_open = open(draft, &mut ruin, &mut recreate, stream, &GoOn::always());
        assert_books(draft, problem);
        if is_open {
            let opens = |(old, new): (&Vec<usize>, &Vec<usize>)| {
                let wanted = |client: &usize| out.is_empty() || out.contains(&(*client as u32));
                old.is_empty() && new.iter().any(wanted)
            };
            assert!(before.iter().zip(&orders(draft)).any(opens), "{before:?} -> {:?}", orders(draft));
        } else {
            assert_eq!(orders(draft), before);
        }
        [usize::from(is_open), usize::from(is_open && out.is_empty())]
    });
    assert!(opened > 50, "seed {SEED}: only {opened} shifts were opened");
    assert!(nobody_absent > 10, "seed {SEED}: only {nobody_absent} were opened where nobody was absent");
}

#[test]
fn any_split_spreads_one_route_over_two_shifts_of_its_kind() {
    let [split] = sum_over_drafts(|draft, problem, stream| {
        let mut recreate = Recreate::new(draft.instance);
        Ruin::default().run(draft, stream);
        let (before, mut count) = (orders(draft), 0);
        for _ in 0..10 {
            draft.mark();
            let is_split = split(draft, &mut recreate, stream, &GoOn::always());
            assert_books(draft, problem);
            let after = orders(draft);
            assert!(is_split || after == before);
            count += usize::from(has_halves(draft, &before, &after));
            draft.rollback();
            assert_eq!(orders(draft), before);
        }
        [count]
    });
    assert!(split > 50, "seed {SEED}: only {split} routes were split");
}

/// Whether an empty shift took over some clients of a route of its kind that kept others.
fn has_halves(draft: &Draft<'_>, before: &[Vec<usize>], after: &[Vec<usize>]) -> bool {
    let kind = |route: usize| draft.instance.duties[route].kind;
    let moved = |from: usize, to: usize| before[from].iter().any(|client| after[to].contains(client));
    let halves = |from: usize, to: usize| {
        kind(from) == kind(to) && before[to].is_empty() && moved(from, from) && moved(from, to)
    };
    (0..before.len()).any(|from| (0..before.len()).any(|to| halves(from, to)))
}

#[test]
fn any_closing_takes_out_one_route_alone() {
    let [closed] = sum_over_drafts(|draft, problem, stream| {
        let mut recreate = Recreate::new(draft.instance);
        let before = orders(draft);
        draft.mark();
        let is_closed = close(draft, &mut recreate, stream, &GoOn::always());
        assert_books(draft, problem);
        assert_eq!(is_closed, !before.concat().is_empty());
        let after = orders(draft);
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
    let [kept] = sum_over_drafts(|draft, problem, stream| {
        let mut recreate = Recreate::new(draft.instance);
        let mut step = StepStatistics::new("change of days");
        let (before, visited) = (draft.score(), problem.clients.len() - absent(draft).len());
        change_days::improve(draft, &mut recreate, &mut step, stream, &GoOn::always());
        assert_books(draft, problem);
        assert_eq!(step.tried, visited as u64);
        assert!(if step.kept > 0 { draft.score() > before } else { draft.score() == before });
        [step.kept as usize]
    });
    assert!(kept > 50, "seed {SEED}: only {kept} changes were kept");
}

/// The steps that a walker takes between two marks.
struct Mixture<'a> {
    ruin: Ruin,
    recreate: Recreate,
    replace: Replace,
    rewrite: Rewrite,
    descent: Descent,
    other: Draft<'a>,
}

impl<'a> Mixture<'a> {
    fn new(instance: &'a Instance<'a>, seed: u64) -> Self {
        Self {
            ruin: Ruin::default(),
            recreate: Recreate::new(instance),
            replace: Replace::default(),
            rewrite: Rewrite::default(),
            descent: Descent::new(instance.visitors.len()),
            other: drafted(instance, seed.wrapping_add(1)),
        }
    }

    /// Takes a random one.
    fn step(&mut self, draft: &mut Draft<'a>, stream: &mut Stream) {
        match stream.below(10) {
            0 => self.ruin.run(draft, stream),
            1 => {
                self.ruin.run(draft, stream);
                self.recreate.run(draft, &self.ruin.clients, stream, &GoOn::always());
            }
            2 => self.replace.run(draft, stream),
            3 => {
                open(draft, &mut self.ruin, &mut self.recreate, stream, &GoOn::always());
            }
            4 => self.descent.run(draft, &GoOn::always()),
            5 => {
                let used = draft.used.items();
                if let Some(&route) = used.get(stream.below(used.len())) {
                    self.rewrite.run(draft, route, Value::MIN, 1 << 22, stream, &GoOn::always());
                }
            }
            6 => {
                self.ruin.run(draft, stream);
                cross(draft, &self.ruin.gaps, stream, &GoOn::always());
            }
            7 => {
                split(draft, &mut self.recreate, stream, &GoOn::always());
            }
            8 => {
                close(draft, &mut self.recreate, stream, &GoOn::always());
            }
            _ => recombine(draft, &self.other, &mut self.recreate, stream, &GoOn::always()),
        }
    }
}

proptest! {
    #![proptest_config(draws::hunting())]

    #[test]
    fn any_mixture_of_steps_keeps_the_books_and_can_be_taken_back((points, windows, rules, seed) in numbers()) {
        let problem = problem(&points, &windows, &rules);
        let instance = instance(&problem);
        let (mut draft, stream) = (drafted(&instance, seed), &mut Stream::new(seed, 4, 0));
        let mut mixture = Mixture::new(&instance, seed);
        for _ in 0..6 {
            draft.mark();
            let (before, totals) = (orders(&draft), draft.totals);
            for _ in 0..=stream.below(6) {
                mixture.step(&mut draft, stream);
                assert_books(&draft, &problem);
            }
            if stream.below(2) == 0 {
                draft.rollback();
                prop_assert_eq!(orders(&draft), before);
                prop_assert_eq!(draft.totals, totals);
                assert_books(&draft, &problem);
            }
        }
    }
}
