//! Small books full of trouble: appointments that clash, tight promises, short days, odd hours, roads that are missing.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::geo::{Drive, GreatCircle, TravelMatrix, TravelTimes};
use rounds::model::*;
use rounds::plan::PlanRules;
use rounds::schedule::ScheduleConfig;

use crate::common;

/// A book, its roads and the settings of its plan.
pub struct Case {
    pub book: Book,
    pub roads: Roads,
    pub config: ScheduleConfig,
}

/// How long drives take.
pub enum Roads {
    Straight(GreatCircle),
    Table(TravelMatrix),
}

impl TravelTimes for Roads {
    fn drive(&self, from: Location, to: Location) -> Option<Drive> {
        match self {
            Self::Straight(roads) => roads.drive(from, to),
            Self::Table(roads) => roads.drive(from, to),
        }
    }
}

/// Makes the case of a seed.
pub fn case(seed: u64) -> Case {
    let mut dice = Dice { random: Pcg64Mcg::seed_from_u64(seed), unit: 0.0, crowds: false };
    (dice.unit, dice.crowds) = (dice.pick(&[0.002, 0.004, 0.01]), dice.chance(0.5));
    let mut liaisons: Vec<Liaison> =
        (0..dice.pick(&[1, 1, 2, 3])).map(|number| dice.liaison(number)).collect();
    let count = dice.of(1..7);
    let mut practices: Vec<Practice> =
        (0..count).map(|number| dice.practice(number, liaisons.len())).collect();
    let is_calm = seed.is_multiple_of(2);
    if is_calm {
        dice.calm(&mut liaisons, &mut practices);
    }
    let roads = dice.roads(&liaisons, &practices);
    let mut records =
        Records { liaisons: liaisons.into(), practices: practices.into(), ..Records::default() };
    dice.history(&mut records);
    if is_calm {
        dice.promises_at_once(&mut records);
    } else {
        dice.calendar(&mut records);
    }
    let config = dice.config(seed);
    if !seed.is_multiple_of(4) {
        odd_days(seed, &mut records);
    }
    if seed.is_multiple_of(3) {
        followups(&mut records);
    }
    if seed % 5 == 2 {
        rests(seed, &mut records);
    }
    Case { book: Book::build(records).unwrap().0, roads, config }
}

/// Makes follow-ups of every other promise. Where the promise is older than the plan, the follow-up is overdue.
fn followups(records: &mut Records) {
    let mut number = 0;
    let of_odd = |_: &mut (u64, MustVisit)| {
        number += 1;
        number % 2 == 1
    };
    for (row, wish) in records.must_visits.0.extract_if(.., of_odd).collect::<Vec<_>>() {
        let from = (wish.from != wish.until).then_some(wish.from);
        let (practice, due) = (wish.practice, wish.until);
        let what = "Bring the form".into();
        records.followups.0.push((row, FollowUp { practice, due, from, what, liaison: None, done: None }));
    }
}

/// Lets some practices rest by lot: in all days, at the beginning, at the end, or twice.
fn rests(seed: u64, records: &mut Records) {
    let mut random = Pcg64Mcg::seed_from_u64(seed + 2_000_000);
    for (_, it) in &records.practices.0 {
        for _ in 0..[0, 0, 1, 1, 2][random.random_range(0..5)] {
            let from = common::as_of().plus_days(random.random_range(-5..20));
            let until = from.plus_days([0, 4, 13, 40][random.random_range(0..4)]);
            let (practice, trial) = (it.id.clone(), "spring".to_owned());
            records.rests.0.push((0, Rest { practice, from, until, trial }));
        }
    }
}

/// Cuts breaks into the days of some liaisons, lets a few make no visits at all, and gives some practices lead days of their own.
fn odd_days(seed: u64, records: &mut Records) {
    let mut random = Pcg64Mcg::seed_from_u64(seed + 1_000_000);
    for (_, it) in &mut records.liaisons.0 {
        if random.random_bool(0.02) {
            it.max_stops = 0;
        }
        if random.random_bool(0.3) {
            it.hours.values_mut().for_each(|day| *day = with_break(&mut random, day.span()));
        }
    }
    for (_, it) in &mut records.practices.0 {
        if random.random_bool(0.2) {
            it.lead_days = Some(random.random_range(0..25));
        }
    }
}

/// Cuts a break into a day, or two where it is long.
fn with_break(random: &mut Pcg64Mcg, day: TimeWindow) -> WorkHours {
    let (opens, closes) = (day.opens().minutes(), day.closes().minutes());
    let mut ends = vec![opens, closes];
    let pairs = if day.minutes() > 300 && random.random_bool(0.3) { 2 } else { 1 };
    ends.extend((0..2 * pairs).map(|_| opens + 5 * random.random_range(0..=day.minutes() / 5)));
    ends.sort_unstable();
    let time = |at: &u32| TimeOfDay::from_minutes((*at).min(closes));
    let windows = ends.chunks(2).filter_map(|pair| TimeWindow::new(time(&pair[0]), time(&pair[1])));
    WorkHours::new(windows).unwrap_or(day.into())
}

/// What is drawn, and what one book's draws have in common.
struct Dice {
    random: Pcg64Mcg,
    /// Degrees between two places side by side.
    unit: f64,
    /// Whether fixed visits crowd on one day, one liaison and one practice.
    crowds: bool,
}

impl Dice {
    fn of(&mut self, range: std::ops::Range<i64>) -> i64 {
        self.random.random_range(range)
    }

    fn small(&mut self, range: std::ops::Range<u32>) -> u32 {
        self.random.random_range(range)
    }

    fn pick<T: Clone>(&mut self, choice: &[T]) -> T {
        choice[self.random.random_range(0..choice.len())].clone()
    }

    fn chance(&mut self, probability: f64) -> bool {
        self.random.random_bool(probability)
    }

    fn config(&mut self, seed: u64) -> ScheduleConfig {
        let start = self.chance(0.3).then(|| common::as_of().plus_days(self.of(4..12)));
        let rules =
            PlanRules { buffer: Minutes(self.pick(&[0, 5, 20, 45])), lead_days: self.pick(&[0, 2, 5, 9]) };
        let weeks = self.pick(&[1, 1, 2]);
        ScheduleConfig {
            start,
            weeks,
            seed,
            rules,
            effort: self.pick(&[0, 1, 20]),
            drive_price: self.pick(&[1.0, 1.0, 1000.0]),
            ..ScheduleConfig::default()
        }
    }

    /// Leaves one liaison with two days a week, and practices that nothing forbids: they stand in each other's way.
    fn calm(&mut self, liaisons: &mut Vec<Liaison>, practices: &mut [Practice]) {
        liaisons.truncate(1);
        let it = &mut liaisons[0];
        let hours = self.window(84..120, 18..60);
        it.hours = [Weekday::Tuesday, Weekday::Thursday].map(|day| (day, hours.into())).into();
        it.max_stops = self.pick(&[2, 10, 10, 10]);
        it.max_drive = self.chance(0.85).then(|| Minutes(self.small(20..60)));
        let noon = self.chance(0.55).then(|| self.window(132..140, 8..18));
        for it in practices {
            it.owner = Some("L0".into());
            it.skills.clear();
            it.visit_minutes = Minutes(self.pick(&[10, 30, 90]));
            it.cadence = it.cadence.and_then(|it| Cadence::new(Some(2), it.target(), None).ok());
            if it.access == AccessPolicy::NoSee {
                it.access = AccessPolicy::WalkIn;
            }
            if self.chance(0.5) {
                it.hours.clear();
            }
            if let Some(window) = noon {
                let on = |weekday| OpeningHours { weekday, window, from: None, until: None };
                it.hours = [Weekday::Tuesday, Weekday::Thursday].map(on).to_vec();
            }
        }
    }

    /// Promises visits to several practices on the same days.
    fn promises_at_once(&mut self, records: &mut Records) {
        let from = common::as_of().plus_days(self.of(3..12));
        let until = from.plus_days(self.pick(&[1, 3]));
        let chance = self.pick(&[0.0, 0.3, 0.9]);
        for at in 0..records.practices.0.len() {
            if self.chance(chance) {
                let practice = records.practices.0[at].1.id.clone();
                let next = MustVisit {
                    practice: practice.clone(),
                    from: until.plus_days(1),
                    until: until.plus_days(4),
                };
                records.must_visits.0.push((0, MustVisit { practice, from, until }));
                if self.chance(0.5) {
                    records.must_visits.0.push((0, next));
                }
            }
        }
    }

    /// Draws a place within some kilometres.
    fn place(&mut self) -> Location {
        let (north, east) = (self.of(-20..21), self.of(-20..21));
        let degrees = |units: i64| units as f64 * self.unit;
        Location::new(38.9 + degrees(north), -77.0 + degrees(east)).unwrap()
    }

    fn window(&mut self, opens: std::ops::Range<i64>, lasts: std::ops::Range<i64>) -> TimeWindow {
        let opens = self.of(opens) * 5;
        let closes = opens + self.of(lasts) * 5;
        let time = |minutes: i64| TimeOfDay::from_minutes(u32::try_from(minutes).unwrap());
        TimeWindow::new(time(opens), time(closes)).unwrap()
    }

    fn liaison(&mut self, number: i64) -> Liaison {
        let mut it = Liaison::new(format!("L{number}"), format!("Liaison {number}"), self.place());
        match self.of(0..4) {
            0 => {}
            1 => self.short_days(&mut it, 8..40),
            2 => self.short_days(&mut it, 16..130),
            _ => it.hours.retain(|_, _| self.chance(0.3)),
        }
        it.lunch = match self.of(0..4) {
            0 => None,
            1 => Lunch::new(self.window(132..150, 6..30), Minutes(self.small(10..31))),
            _ => Lunch::usual(),
        };
        it.max_stops = self.pick(&[1, 1, 1, 2, 3, 10, 10]);
        it.max_drive = self.chance(0.5).then(|| Minutes(self.small(10..120)));
        if self.chance(0.5) {
            it.skills.insert("spanish".into());
        }
        it.cover = self.chance(0.3).then(|| "L0".into());
        it
    }

    fn short_days(&mut self, liaison: &mut Liaison, lasts: std::ops::Range<i64>) {
        let days = self.small(1..127);
        let worked = Weekday::ALL.into_iter().enumerate().filter(|(at, _)| days >> at & 1 == 1);
        liaison.hours = worked.map(|(_, day)| (day, self.window(84..156, lasts.clone()).into())).collect();
    }

    fn practice(&mut self, number: i64, liaisons: usize) -> Practice {
        let mut it = Practice::new(format!("P{number}"), format!("Practice {number}"), self.place());
        it.tier = self.chance(0.7).then(|| self.pick(&[Tier::A, Tier::B, Tier::C]));
        it.visit_minutes = Minutes(self.pick(&[10, 20, 30, 60, 120]));
        it.access = self.pick(&[
            AccessPolicy::WalkIn,
            AccessPolicy::WalkIn,
            AccessPolicy::WalkIn,
            AccessPolicy::WalkIn,
            AccessPolicy::AppointmentOnly,
            AccessPolicy::LunchOnly,
        ]);
        if self.chance(0.05) {
            it.access = AccessPolicy::NoSee;
        }
        it.owner = self.chance(0.8).then(|| format!("L{}", self.random.random_range(0..liaisons)).into());
        if self.chance(0.2) {
            it.skills.insert("spanish".into());
        }
        if self.chance(0.4) {
            it.hours = (0..self.of(1..6)).map(|_| self.hours()).collect();
        }
        if self.chance(0.5) {
            let min = self.chance(0.5).then_some(2);
            it.cadence = Cadence::new(min, self.pick(&[2, 4, 7, 10, 20, 40, 120]), None).ok();
        }
        if self.chance(0.05) {
            it.location = None;
        }
        it
    }

    fn hours(&mut self) -> OpeningHours {
        let window = self.window(84..180, 4..60);
        OpeningHours { weekday: self.pick(&Weekday::ALL), window, from: None, until: None }
    }

    /// Draws whole and broken minutes in both directions, some pairs without a road; or straight lines.
    fn roads(&mut self, liaisons: &[Liaison], practices: &[Practice]) -> Roads {
        if self.chance(0.5) {
            return Roads::Straight(GreatCircle::default());
        }
        let mut table = TravelMatrix::new();
        let homes = liaisons.iter().map(|it| it.home);
        let places: Vec<Location> = homes.chain(practices.iter().filter_map(|it| it.location)).collect();
        let (longest, islands) = (self.pick(&[20, 40, 90, 300]), self.pick(&[0.0, 0.0, 0.3]));
        for (from, to) in places.iter().flat_map(|from| places.iter().map(move |to| (*from, *to))) {
            if !self.chance(islands) {
                let time = Seconds(self.small(1..longest) * 60 - self.small(0..60));
                table.insert(from, to, Drive { time, distance: Metres(time.0) });
            }
        }
        Roads::Table(with_detours(table, &places))
    }

    fn history(&mut self, records: &mut Records) {
        for at in 0..records.practices.0.len() {
            let practice = records.practices.0[at].1.id.clone();
            for _ in 0..self.pick(&[0, 2, 12, 40]) {
                let date = common::as_of().plus_days(-self.of(0..400));
                let row = Referral {
                    practice: practice.clone(),
                    from: None,
                    date,
                    count: self.small(1..4),
                    value: None,
                };
                records.referrals.0.push((0, row));
            }
            for _ in 0..self.pick(&[0, 0, 1, 3]) {
                let date = common::as_of().plus_days(-self.pick(&[0, 1, 3, 8, 15, 40, 90]));
                let outcome =
                    self.pick(&[Outcome::Seen, Outcome::StaffOnly, Outcome::NoAccess, Outcome::Missed]);
                let row = Visit {
                    practice: practice.clone(),
                    liaison: "L0".into(),
                    date,
                    time: None,
                    outcome,
                    note: None,
                };
                records.visits.0.push((0, row));
            }
        }
    }

    fn calendar(&mut self, records: &mut Records) {
        let liaisons = i64::try_from(records.liaisons.0.len()).unwrap();
        let practices = i64::try_from(records.practices.0.len()).unwrap();
        let crowded = self.of(3..17);
        for _ in 0..self.pick(&[0, 0, 1, 4, 7]) {
            let day = if self.crowds || self.chance(0.3) { crowded } else { self.of(1..30) };
            let row = self.appointment(day, liaisons, practices);
            records.appointments.0.push((0, row));
        }
        for _ in 0..self.pick(&[0, 1, 2, 3, 6]) {
            let from = common::as_of().plus_days(self.of(-4..22));
            let practice = format!("P{}", if self.crowds { 0 } else { self.of(0..practices) }).into();
            let row = MustVisit { practice, from, until: from.plus_days(self.pick(&[0, 1, 2, 4, 7, 14])) };
            records.must_visits.0.push((0, row));
        }
        for _ in 0..self.pick(&[0, 0, 1, 2]) {
            let from = common::as_of().plus_days(self.pick(&[1, 3, 4, 5, 9, 15]));
            let liaison = format!("L{}", self.of(0..liaisons)).into();
            let row = TimeOff { liaison, from, until: from.plus_days(self.pick(&[0, 2, 6, 20])) };
            records.time_off.0.push((0, row));
        }
        for _ in 0..self.pick(&[0, 0, 1, 2, 5]) {
            let date = common::as_of().plus_days(self.of(3..17));
            records.holidays.0.push((0, Holiday { date, name: "Holiday".into() }));
        }
    }

    fn appointment(&mut self, day: i64, liaisons: i64, practices: i64) -> Appointment {
        let early_or_late = self.chance(0.2);
        let usual = if self.crowds { 108..140 } else { 90..200 };
        let start = if early_or_late { self.of(0..285) } else { self.of(usual) } * 5;
        let liaison = if self.crowds { 0 } else { self.of(0..liaisons) };
        Appointment {
            date: common::as_of().plus_days(day),
            start: TimeOfDay::from_minutes(u32::try_from(start).unwrap()),
            liaison: format!("L{liaison}").into(),
            practice: format!("P{}", self.of(0..practices)).into(),
            minutes: Minutes(self.pick(&[15, 30, 45, 90])),
        }
    }
}

/// Lets every drive take the shortest way, past other places where that is shorter.
fn with_detours(mut table: TravelMatrix, places: &[Location]) -> TravelMatrix {
    for past in places {
        for (from, to) in places.iter().flat_map(|from| places.iter().map(move |to| (from, to))) {
            let ways = [(*from, *past), (*past, *to), (*from, *to)].map(|(a, b)| table.drive(a, b));
            if let [Some(there), Some(on), direct] = ways
                && direct.is_none_or(|direct| there.time + on.time < direct.time)
            {
                let drive = Drive { time: there.time + on.time, distance: there.distance + on.distance };
                table.insert(*from, *to, drive);
            }
        }
    }
    table
}
