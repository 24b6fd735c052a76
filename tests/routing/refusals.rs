//! What cannot be planned is refused with a text that says what, where, and what to do.

use std::sync::Arc;

use rounds::ErrorKind;
use rounds::progress::unobserved;
use rounds::routing::{
    Break, Budget, Client, Demand, HORIZON, MAX_DAYS, MAX_VALUE, MAX_WEIGHT, Problem, Recurrence,
    SearchConfig, Shift, Solution, Travel, TravelSource, Window, solve, timetable,
};

use super::checker;

/// A valid problem of three days: one shift a day, and a client of each kind of demand in the order of its variants.
fn valid() -> Problem {
    let shift = |day| Shift {
        day,
        start: 0,
        end: 0,
        window: Window { open: 480, close: 960 },
        pause: Some(Break { window: Window { open: 720, close: 780 }, duration: 30 }),
        max_duration: None,
        max_travel: None,
        max_stops: None,
        capacity: None,
    };
    let client = |demand| Client {
        site: 1,
        service: 20,
        load: 1,
        windows: vec![vec![Window { open: 500, close: 600 }, Window { open: 700, close: 800 }]; 3],
        shifts: Some(vec![0, 1, 2]),
        demand,
    };
    let recurrence = Recurrence {
        min_gap: 1,
        first: vec![50, 60, 70],
        between: [0, 10, 20, 30].into(),
        open: [0, 0, -5, -10].into(),
        price: 8,
        fixed: vec![1],
        access: vec![49_152; 3],
        required: Vec::new(),
    };
    let demands = [
        Demand::Required,
        Demand::Optional { prize: 40 },
        Demand::Periodic { patterns: vec![vec![0, 2], vec![1]] },
        Demand::Recurring(recurrence),
    ];
    Problem {
        days: 3,
        travel: Travel::Matrix { sites: 2, table: vec![0, 10, 10, 0] },
        shifts: (0..3).map(shift).collect(),
        clients: demands.into_iter().map(client).collect(),
        travel_weight: 1,
    }
}

fn solved(problem: &Problem) -> Solution {
    let config = SearchConfig { budget: Budget::Iterations(200), ..SearchConfig::default() };
    let solution = solve(problem, &config, &unobserved).unwrap();
    checker::check(problem, &solution);
    solution
}

/// Changes to the [`valid`] problem, each with a part of the text that then refuses it.
type Cases<'a> = &'a [(fn(&mut Problem), &'a str)];

fn assert_refused(cases: Cases<'_>) {
    for (spoil, expected) in cases {
        let mut problem = valid();
        spoil(&mut problem);
        let error = problem.validate().expect_err(expected);
        assert_eq!(error.kind(), ErrorKind::Problem);
        let text = error.to_string();
        assert!(text.contains(expected), "{text:?} does not say {expected:?}");
        assert!(text.contains("; "), "{text:?} does not say what to do");
    }
}

fn periodic(problem: &mut Problem) -> &mut Vec<Vec<u32>> {
    let Demand::Periodic { patterns } = &mut problem.clients[2].demand else {
        panic!("the third is periodic")
    };
    patterns
}

fn recurrence(problem: &mut Problem) -> &mut Recurrence {
    let Demand::Recurring(recurrence) = &mut problem.clients[3].demand else { panic!("the fourth recurs") };
    recurrence
}

#[test]
fn the_valid_problem_is_planned() {
    assert!(solved(&valid()).unserved.is_empty());
}

#[test]
fn a_refused_shift_is_named() {
    assert_refused(&[
        (|it| it.shifts[1].day = 3, "shift 1: day 3 is beyond the 3 planning days"),
        (|it| it.shifts[2].start = 2, "shift 2: start 2 is beyond the 2 sites"),
        (|it| it.shifts[0].end = 7, "shift 0: end 7 is beyond the 2 sites"),
        (|it| it.shifts[1].window.open = 961, "shift 1: window: 961 to 960 closes before it opens; swap"),
        (|it| it.shifts[1].window.close = HORIZON + 1, "shift 1: window: 480 to 134217728 is not within"),
        (
            |it| it.shifts[1].pause.as_mut().unwrap().window.open = 790,
            "shift 1: window of the pause: 790 to 780 closes",
        ),
        (
            |it| it.shifts[1].pause.as_mut().unwrap().duration = 61,
            "shift 1: pause of 61 does not fit its window 720 to 780; make it 0 to 60 long",
        ),
        (|it| it.shifts[1].pause.as_mut().unwrap().duration = -1, "shift 1: pause of -1 does not fit"),
        (|it| it.shifts[0].max_duration = Some(-1), "shift 0: max_duration -1 is negative; leave it out"),
        (|it| it.shifts[1].max_travel = Some(-2), "shift 1: max_travel -2 is negative"),
        (|it| it.shifts[2].capacity = Some(-3), "shift 2: capacity -3 is negative"),
    ]);
}

#[test]
fn a_refused_client_is_named() {
    assert_refused(&[
        (|it| it.clients[3].site = 2, "client 3: site 2 is beyond the 2 sites"),
        (|it| it.clients[0].service = -1, "client 0: service -1 is not within 0 to 134217727"),
        (|it| it.clients[1].load = MAX_VALUE + 1, "client 1: load 1099511627777 is not within"),
        (
            |it| it.clients[1].windows.push(Vec::new()),
            "client 1: windows are given for 4 days, but there are 3",
        ),
        (|it| it.clients[1].windows[2][1].open = 801, "client 1: day 2: window 1: 801 to 800 closes before"),
        (|it| it.clients[1].windows[2][0].open = -HORIZON - 1, "day 2: window 0: -134217728 to 600 is not"),
        (|it| it.clients[1].windows[0].reverse(), "day 0: window 1, 500 to 600, follows 700 to 800; sort"),
        (
            |it| it.clients[1].windows[1][1].open = 600,
            "day 1: window 1, 600 to 800, follows 500 to 600; merge",
        ),
        (
            |it| it.clients[1].windows[1] = vec![Window { open: 1, close: 2 }; 2],
            "client 1: day 1: window 1, 1 to 2, follows 1 to 2; drop one",
        ),
        (|it| it.clients[2].shifts = Some(vec![1, 0]), "client 2: allowed shift 0 comes after 1; sort"),
        (|it| it.clients[2].shifts = Some(vec![1, 1]), "client 2: allowed shift 1 is given twice; drop"),
        (|it| it.clients[2].shifts = Some(vec![3]), "client 2: allowed shift 3 is beyond the 3 shifts"),
    ]);
}

#[test]
fn a_refused_demand_is_named() {
    assert_refused(&[
        (|it| it.clients[1].demand = Demand::Optional { prize: -1 }, "client 1: prize -1 is not within"),
        (|it| periodic(it).clear(), "client 2: no patterns are given; give at least one"),
        (|it| periodic(it)[1].clear(), "client 2: pattern 1: it has no days"),
        (|it| periodic(it)[0].reverse(), "client 2: pattern 0: day 0 comes after 2; sort"),
        (|it| periodic(it)[1].push(1), "client 2: pattern 1: day 1 is given twice; drop"),
        (|it| periodic(it)[1].push(3), "client 2: pattern 1: day 3 is beyond the 3 planning days"),
    ]);
}

#[test]
fn a_refused_recurrence_is_named() {
    assert_refused(&[
        (|it| recurrence(it).min_gap = 0, "client 3: min_gap 0 would allow"),
        (|it| recurrence(it).first.truncate(1), "client 3: first has 1 entries; give 3, as there are 3"),
        (|it| recurrence(it).access.truncate(2), "client 3: access has 2 entries; give 3, as there are 3"),
        (|it| recurrence(it).between = [].into(), "client 3: between has 0 entries; give 4, as there are 3"),
        (|it| recurrence(it).open = [0; 5].into(), "client 3: open has 5 entries; give 4, as there are 3"),
        (
            |it| recurrence(it).access[1] = 65_537,
            "client 3: access 65537 is above 65536, a certain meeting; scale",
        ),
        (|it| recurrence(it).fixed = vec![2, 1], "client 3: fixed 1 comes after 2; sort"),
        (|it| recurrence(it).fixed = vec![1, 1], "client 3: fixed 1 is given twice; drop"),
        (|it| recurrence(it).fixed = vec![1, 3], "client 3: fixed: day 3 is beyond the 3 planning days"),
        (
            |it| recurrence(it).first[2] = MAX_VALUE + 1,
            "client 3: first 2: 1099511627777 is not within plus or minus 1099511627776; use a coarser",
        ),
        (
            |it| recurrence(it).between = [0, -MAX_VALUE - 1, 0, 0].into(),
            "client 3: between 1: -1099511627777 is not within plus or minus",
        ),
        (
            |it| recurrence(it).open = [0, 0, 0, i64::MIN].into(),
            "client 3: open 3: -9223372036854775808 is not within plus or minus",
        ),
        (|it| recurrence(it).price = -1, "client 3: price -1 is not within 0 to 1099511627776"),
        (|it| recurrence(it).price = MAX_VALUE + 1, "client 3: price 1099511627777 is not within 0 to"),
    ]);
}

#[test]
fn a_recurrence_at_the_ends_of_its_ranges_is_planned() {
    for (worth, access) in [(MAX_VALUE, 65_536), (-MAX_VALUE, 65_536), (MAX_VALUE, 1), (-MAX_VALUE, 0)] {
        let mut problem = valid();
        let it = recurrence(&mut problem);
        let worths = [worth, -worth, worth, -worth];
        *it = Recurrence {
            first: vec![worth; 3],
            between: worths.into(),
            open: worths.into(),
            access: vec![access; 3],
            ..it.clone()
        };
        solved(&problem);
    }
}

#[test]
fn a_refused_size_is_named() {
    assert_refused(&[
        (|it| it.days = MAX_DAYS + 1, "1101 planning days are more than 1100; plan a shorter time"),
        (
            |it| it.travel = Travel::OnDemand(Arc::new(Endless)),
            "sites are more than 16777216; plan one region",
        ),
        (
            |it| it.travel = Travel::Matrix { sites: 2, table: vec![0; 3] },
            "has 3 entries, but 2 sites need 2 x 2",
        ),
        (|it| it.travel_weight = -1, "travel_weight -1 is not within 0 to 1048576; choose"),
    ]);
}

/// A source of travel with more sites than can be numbered.
#[derive(Debug)]
struct Endless;

impl TravelSource for Endless {
    fn sites(&self) -> usize {
        usize::MAX
    }

    fn travel(&self, _: usize, _: usize) -> u32 {
        0
    }

    fn nearest(&self, _: usize, _: usize) -> Vec<usize> {
        Vec::new()
    }
}

/// A client that asks for one visit and has no window, so that a great many of them take little memory.
fn closed() -> Client {
    let demand = Demand::Optional { prize: 0 };
    Client { site: 1, service: 0, load: 0, windows: Vec::new(), shifts: None, demand }
}

#[test]
fn too_many_clients_for_the_days_are_refused() {
    let mut problem = Problem { days: MAX_DAYS, clients: vec![closed(); 244_033], ..valid() };
    let text = problem.validate().unwrap_err().to_string();
    assert!(text.contains("244033 clients times 1100 days are more than 268435456; plan"), "{text}");
    problem.clients.pop();
    assert!(problem.validate().is_ok());
}

#[test]
fn too_many_lists_of_allowed_shifts_are_refused() {
    let mut problem = valid();
    problem.shifts = vec![problem.shifts[0].clone(); 1 << 16];
    let client = |shift| Client { shifts: Some(vec![shift]), ..closed() };
    problem.clients = (0..=1 << 14).map(client).collect();
    let text = problem.validate().unwrap_err().to_string();
    assert!(text.contains("16385 distinct lists of allowed shifts times 65536 shifts"), "{text}");
    problem.clients.pop();
    assert!(problem.validate().is_ok());
}

#[test]
fn a_sum_that_does_not_fit_is_refused() {
    let mut problem = valid();
    let rich = Client { demand: Demand::Optional { prize: MAX_VALUE }, ..closed() };
    problem.clients = vec![rich; 1 << 20];
    problem.travel_weight = 0;
    assert!(problem.validate().is_ok());
    problem.travel_weight = 1;
    let text = problem.validate().unwrap_err().to_string();
    assert!(
        text.contains("the objective may reach 1152921504606848416, above 1152921504606846976"),
        "{text}"
    );
    assert!(text.contains("1440 of travel_weight times") && text.contains("coarser unit of worth"), "{text}");
    problem.shifts.iter_mut().for_each(|shift| shift.max_travel = Some(0));
    assert!(problem.validate().is_ok());
}

#[test]
fn travel_that_does_not_fit_is_refused() {
    let mut problem = Problem { travel_weight: MAX_WEIGHT, ..valid() };
    let long = Window { open: -HORIZON, close: HORIZON };
    problem.shifts = vec![Shift { window: long, ..problem.shifts[0].clone() }; 1 << 13];
    let text = problem.validate().unwrap_err().to_string();
    assert!(text.contains("the objective may reach"), "{text}");
}

#[test]
fn a_load_that_does_not_fit_is_refused() {
    let mut problem = valid();
    problem.clients = vec![Client { load: MAX_VALUE, ..closed() }; 1 << 20];
    assert!(problem.validate().is_ok());
    problem.clients.push(Client { load: 1, ..closed() });
    let text = problem.validate().unwrap_err().to_string();
    assert!(text.contains("load of each client sums to 1152921504606846977, above"), "{text}");
}

#[test]
fn whom_nothing_can_serve_is_unserved_and_no_error() {
    let mut problem = valid();
    problem.clients[2].windows.clear();
    problem.clients[0].shifts = Some(Vec::new());
    assert_eq!(solved(&problem).unserved, [0, 2]);
    let mut problem = valid();
    problem.clients[0].load = 9;
    problem.shifts.iter_mut().for_each(|shift| shift.capacity = Some(8));
    assert_eq!(solved(&problem).unserved, [0]);
}

#[test]
fn a_shift_without_room_for_its_pause_stays_unused() {
    for pause in [Window { open: 950, close: 980 }, Window { open: 0, close: 490 }] {
        let mut problem = valid();
        problem.shifts.iter_mut().for_each(|shift| shift.pause = Some(Break { window: pause, duration: 20 }));
        assert!(solved(&problem).routes.is_empty());
    }
}

#[test]
fn a_worth_beyond_its_range_is_the_nearest_end() {
    let mut problem = valid();
    let it = recurrence(&mut problem);
    *it = Recurrence { fixed: Vec::new(), access: vec![65_536; 3], ..it.clone() };
    it.first = vec![i64::MAX, i64::MIN, 3];
    it.open = [].into();
    assert_eq!(it.worth(&[0]), i64::MAX - 8);
    assert_eq!(it.worth(&[1]), i64::MIN);
    assert_eq!(it.worth(&[3]), -8, "a day without an entry is worth 0");
    it.between = [i64::MAX; 3].into();
    assert_eq!(it.worth(&[0, 2]), i64::MAX);
}

#[test]
fn a_load_beyond_64_bits_is_beyond_every_capacity() {
    let day = Window { open: 0, close: 0 };
    let shift = Shift { capacity: Some(i64::MAX), ..Shift::new(0, 0, 0, day) };
    let heavy = Client { load: MAX_VALUE, ..Client::new(0, 0, vec![vec![day]], Demand::Required) };
    let travel = Travel::Matrix { sites: 1, table: vec![0] };
    let problem = Problem { days: 1, travel, shifts: vec![shift], clients: vec![heavy], travel_weight: 1 };
    let clients = vec![0; 1 << 23];
    assert_eq!(timetable(&problem, 0, &clients), None, "the load is 2^63");
    assert!(timetable(&problem, 0, &clients[..1000]).is_some());
}
