//! Made-up problems, the same for the same seed: tiny ones with every rule, and careless ones.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::routing::{Break, Client, Day, Demand, Problem, Recurrence, Shift, Time, Travel, Window};

/// A problem of at most five clients, two days and three shifts in which any rule may occur.
pub(crate) fn tiny(seed: u64) -> Problem {
    let mut maker = Maker { random: Pcg64Mcg::seed_from_u64(seed) };
    let clients = maker.random.random_range(1..=5);
    let shifts = maker.random.random_range(1..=3);
    let sites = clients + 2;
    Problem {
        days: 2,
        travel: maker.travel(sites),
        shifts: (0..shifts).map(|_| maker.shift()).collect(),
        clients: (0..clients).map(|index| maker.client(index + 2, shifts)).collect(),
        travel_weight: maker.random.random_range(1..=3),
    }
}

/// A tiny problem in which a few numbers have been replaced by absurd ones, and lists reversed or emptied.
pub(crate) fn careless(seed: u64) -> Problem {
    let mut problem = tiny(seed);
    let mut maker = Maker { random: Pcg64Mcg::seed_from_u64(!seed) };
    for _ in 0..maker.random.random_range(1..=2) {
        maker.spoil(&mut problem);
    }
    problem
}

struct Maker {
    random: Pcg64Mcg,
}

impl Maker {
    fn one_in(&mut self, count: u32) -> bool {
        self.random.random_range(0..count) == 0
    }

    /// Street distances on a small grid; in one problem of three each way has a detour of its own, so that travel is
    /// neither symmetric nor keeps the triangle inequality.
    fn travel(&mut self, sites: usize) -> Travel {
        let points: Vec<(i64, i64)> =
            (0..sites).map(|_| (self.random.random_range(0..4), self.random.random_range(0..4))).collect();
        let detours = self.one_in(3);
        let mut table = Vec::new();
        for one in &points {
            for other in &points {
                let street = one.0.abs_diff(other.0) + one.1.abs_diff(other.1);
                let detour = if detours { self.random.random_range(0..3) } else { 0 };
                table.push(u32::try_from(street).unwrap() + detour);
            }
        }
        Travel::Matrix { sites, table }
    }

    fn window(&mut self, open: std::ops::Range<Time>, length: std::ops::Range<Time>) -> Window {
        let open = self.random.random_range(open);
        Window { open, close: open + self.random.random_range(length) }
    }

    fn shift(&mut self) -> Shift {
        let pause = self.one_in(2).then(|| {
            let window = self.window(0..14, 1..9);
            Break { window, duration: self.random.random_range(0..=(window.close - window.open).min(3)) }
        });
        Shift {
            day: self.random.random_range(0..2),
            start: self.random.random_range(0..2),
            end: self.random.random_range(0..2),
            window: self.window(-4..4, 12..20),
            pause,
            max_duration: self.one_in(2).then(|| self.random.random_range(6..18)),
            max_travel: self.one_in(3).then(|| self.random.random_range(4..16)),
            max_stops: self.one_in(3).then(|| self.random.random_range(1..4)),
            capacity: self.one_in(3).then(|| self.random.random_range(2..7)),
        }
    }

    fn client(&mut self, site: usize, shifts: usize) -> Client {
        Client {
            site,
            service: self.random.random_range(0..4),
            load: self.random.random_range(0..3),
            windows: vec![self.windows(), self.windows()],
            shifts: self.one_in(4).then(|| (0..shifts).filter(|_| !self.one_in(3)).collect()),
            demand: self.demand(),
        }
    }

    fn windows(&mut self) -> Vec<Window> {
        let (mut windows, mut from) = (Vec::new(), -4);
        for _ in 0..self.random.random_range(0..4) {
            let window = self.window(from..from + 6, 0..8);
            from = window.close + 1;
            windows.push(window);
        }
        windows
    }

    fn demand(&mut self) -> Demand {
        match self.random.random_range(0..5) {
            0 => Demand::Required,
            1 | 2 => Demand::Optional { prize: self.random.random_range(0..30) },
            3 => Demand::Periodic { patterns: self.patterns() },
            _ => Demand::Recurring(self.recurrence()),
        }
    }

    fn patterns(&mut self) -> Vec<Vec<Day>> {
        let every = [vec![0], vec![1], vec![0, 1]];
        let mut patterns: Vec<Vec<Day>> = every.into_iter().filter(|_| !self.one_in(2)).collect();
        if patterns.is_empty() {
            patterns.push(vec![0, 1]);
        }
        patterns
    }

    /// Gaps may be worth less than nothing, a visit may be fixed or meet nobody.
    fn recurrence(&mut self) -> Recurrence {
        let mut gaps = |least: i64, most: i64| [0; 3].map(|_| self.random.random_range(least..most));
        let (first, between, open) = (gaps(-20, 60), gaps(-20, 60), gaps(-40, 20));
        Recurrence {
            min_gap: self.random.random_range(1..3),
            first: first[..2].to_vec(),
            between: between.into(),
            open: open.into(),
            price: self.random.random_range(0..6),
            fixed: (0..2).filter(|_| self.one_in(5)).collect(),
            access: self.access(),
            required: Vec::new(),
        }
    }

    /// The chances of two days: both certain, or any.
    fn access(&mut self) -> Vec<u32> {
        let certain = self.one_in(2);
        [0; 2].map(|_| if certain { 65_536 } else { self.random.random_range(0..65_536) }).to_vec()
    }

    fn absurd(&mut self) -> i64 {
        let numbers =
            [i64::MIN, -1 << 40, -1 << 28, -1, 0, 1, 1 << 20, 1 << 27, (1 << 28) - 1, 1 << 40, i64::MAX];
        numbers[self.random.random_range(0..numbers.len())]
    }

    fn absurd_index(&mut self) -> usize {
        [0, 1, 7, usize::from(u16::MAX), usize::MAX][self.random.random_range(0..5)]
    }

    fn spoil(&mut self, problem: &mut Problem) {
        match self.random.random_range(0..8) {
            0 => problem.travel_weight = self.absurd(),
            1 => problem.days = [0, 1, 3, u32::MAX][self.random.random_range(0..4)],
            2 => problem.shifts.clear(),
            3 => self.spoil_travel(&mut problem.travel),
            4 | 5 => {
                if let Some(shift) = problem.shifts.first_mut() {
                    self.spoil_shift(shift);
                }
            }
            _ => {
                if let Some(client) = problem.clients.first_mut() {
                    self.spoil_client(client);
                }
            }
        }
    }

    fn spoil_travel(&mut self, travel: &mut Travel) {
        let Travel::Matrix { sites, table } = travel else { return };
        match self.random.random_range(0..4) {
            0 => *sites = self.absurd_index(),
            1 => table.truncate(3),
            2 => table.fill(1 << 27),
            _ => {
                let at = self.random.random_range(0..table.len().max(1));
                table.iter_mut().skip(at).step_by(3).for_each(|time| *time = u32::MAX);
            }
        }
    }

    fn spoil_shift(&mut self, shift: &mut Shift) {
        match self.random.random_range(0..10) {
            0 => shift.day = u32::MAX,
            1 => shift.start = self.absurd_index(),
            2 => shift.end = self.absurd_index(),
            3 => shift.window.open = self.absurd(),
            4 => shift.window.close = self.absurd(),
            5 => {
                let window = Window { open: self.absurd(), close: self.absurd() };
                shift.pause = Some(Break { window, duration: self.absurd() });
            }
            6 => shift.max_duration = Some(self.absurd()),
            7 => shift.max_travel = Some(self.absurd()),
            8 => shift.max_stops = Some(self.absurd_index()),
            _ => shift.capacity = Some(self.absurd()),
        }
    }

    fn spoil_client(&mut self, client: &mut Client) {
        match self.random.random_range(0..9) {
            0 => client.site = self.absurd_index(),
            1 => client.service = self.absurd(),
            2 => client.load = self.absurd(),
            3 => client.windows.iter_mut().for_each(|windows| windows.reverse()),
            4 => client.windows = vec![vec![Window { open: self.absurd(), close: self.absurd() }]; 2],
            5 => client.shifts = Some(vec![self.absurd_index(), self.absurd_index()]),
            6 => client.demand = Demand::Optional { prize: self.absurd() },
            7 => client.demand = Demand::Periodic { patterns: vec![vec![], vec![1, 0], vec![u32::MAX]] },
            _ => {
                let mut recurrence = self.recurrence();
                self.spoil_recurrence(&mut recurrence);
                client.demand = Demand::Recurring(recurrence);
            }
        }
    }

    fn spoil_recurrence(&mut self, recurrence: &mut Recurrence) {
        let number = self.absurd();
        match self.random.random_range(0..8) {
            0 => recurrence.min_gap = [0, 1, u32::MAX][self.random.random_range(0..3)],
            1 => recurrence.first[0] = number,
            2 => recurrence.between = [number; 3].into(),
            3 => recurrence.open = [0, 0, number].into(),
            4 => recurrence.price = number,
            5 => recurrence.fixed = vec![self.random.random_range(0..3), 1],
            6 => recurrence.access[0] = [0, 1, 65_537, u32::MAX][self.random.random_range(0..4)],
            _ => recurrence.between = vec![number; self.random.random_range(0..5)].into(),
        }
    }
}
