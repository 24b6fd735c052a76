//! The best rhythm of a practice, and what visits are worth beside it, worked out a second time from what a plan says.

use rounds::geo::{GreatCircle, TravelTimes};
use rounds::model::*;
use rounds::plan::Plan;
use rounds::score::{AccessModel, Scores};

/// A practice never visited counts as one not visited for so long.
const LONGEST: u32 = 3_650;

/// The best rhythm of a practice whose cadence comes from its tier, where neither stops nor driving are short.
#[derive(Debug)]
pub struct Rhythm {
    /// Extra referrals a day just after a visit, and the days in which they fall to 1/e.
    goodwill: (f64, f64),
    /// What a visit costs that meets somebody, in referrals.
    cost: f64,
    /// Days from one visit to the next.
    pub every: u32,
    /// Most days between visits, where that is kept.
    longest: Option<u32>,
    /// By day of the plan: chance that a visit meets somebody.
    access: Vec<f64>,
    /// What a minute in the field costs.
    pub a_minute: f64,
}

/// The chance that a visit on each of some days meets somebody: the mean over the minutes in which it may start.
pub fn access(book: &Book, practice: PracticeIndex, plan: &Plan, days: i64) -> Vec<f64> {
    let model = AccessModel::new(book, plan.as_of);
    let length = book.practices()[practice.get()].visit_minutes.0;
    let on = |date: Date| {
        let open = book.visiting_hours(practice, date);
        let fits =
            |it: &TimeWindow, start| it.opens().minutes() <= start && start + length <= it.closes().minutes();
        let starts = (0..24 * 60).filter(|&start| open.iter().any(|it| fits(it, start)));
        let mut parts: Vec<PartOfDay> =
            starts.map(|start| PartOfDay::of(TimeOfDay::from_minutes(start))).collect();
        if parts.is_empty() {
            parts = PartOfDay::ALL.to_vec();
        }
        let chance = |part: &PartOfDay| model.interval(practice, date.weekday(), *part).chance.max(0.1);
        parts.iter().map(chance).sum::<f64>() / parts.len() as f64
    };
    (0..days).map(|day| on(plan.start.plus_days(day))).collect()
}

/// Minutes that a visit takes, with its buffer, the way from the three nearest practices and a share of the way from home.
fn takes(book: &Book, plan: &Plan, practice: &Practice, liaison: &Liaison) -> f64 {
    let minutes =
        |from, to| f64::from(GreatCircle::default().drive(from, to).unwrap().time.to_minutes_up().0);
    let here = practice.location.unwrap();
    let mine = plan.dispositions.iter().filter(|it| it.liaison.as_ref() == Some(&liaison.id));
    let others = mine.filter(|it| it.practice != practice.id);
    let places = others.filter_map(|it| book.practice(&it.practice).unwrap().location);
    let mut near: Vec<f64> = places.map(|place| minutes(place, here)).collect();
    near.sort_by(f64::total_cmp);
    near.truncate(3);
    let way = near.iter().sum::<f64>() / near.len().max(1) as f64;
    let home = minutes(liaison.home, here) + minutes(here, liaison.home);
    let stops = f64::from(liaison.max_stops.min(8));
    f64::from(practice.visit_minutes.0 + plan.rules.buffer.0) + way + home / stops
}

impl Rhythm {
    /// Finds the best rhythm by trying every gap; nothing where no visit pays or a person has set the cadence.
    pub fn new(book: &Book, scores: &Scores, plan: &Plan, practice: &PracticeId) -> Option<Self> {
        let index = book.practice_index(practice)?;
        let (known, visit) = (book.practice(practice)?, scores.practices[index.get()].visit);
        let fate = plan.disposition(practice)?;
        let liaison = book.liaison(fate.liaison.as_ref()?)?;
        let time = plan.capacities.iter().find(|it| it.liaison == liaison.id)?;
        let month = access(book, index, plan, 28);
        let is_open = |day: i64| {
            let date = plan.start.plus_days(day);
            liaison.hours.contains_key(&date.weekday()) && !book.visiting_hours(index, date).is_empty()
        };
        let open: Vec<f64> = (0..).zip(month).filter(|it| is_open(it.0)).map(|it| it.1).collect();
        let (a_minute, mean) = (time.an_hour / 60.0, open.iter().sum::<f64>() / open.len() as f64);
        let mut rhythm = Self {
            goodwill: (visit.base() / visit.tau_days, visit.tau_days),
            cost: a_minute * takes(book, plan, known, liaison) / mean,
            every: 0,
            longest: time.keeps_tiers.then_some(fate.cadence.max()),
            access: access(book, index, plan, i64::from(plan.weeks) * 7),
            a_minute,
        };
        let best =
            (fate.cadence.min()..=LONGEST).max_by(|a, b| rhythm.rate(*a).total_cmp(&rhythm.rate(*b)))?;
        rhythm.every = best.min(rhythm.longest.unwrap_or(LONGEST));
        if rhythm.every < best {
            // The maximum stands for as much goodwill as would make it the best gap.
            let ages = f64::from(rhythm.every) / visit.tau_days;
            let due_at = visit.tau_days * (1.0 - (1.0 + ages) * (-ages).exp());
            rhythm.goodwill.0 = rhythm.cost / due_at;
        }
        (known.cadence.is_none() && rhythm.rate(rhythm.every) > 0.0).then_some(rhythm)
    }

    fn harvest(&self, gap: u32) -> f64 {
        self.goodwill.0 * self.goodwill.1 * (1.0 - (-f64::from(gap) / self.goodwill.1).exp())
    }

    /// Referrals a day of visits every so many days, less their cost.
    fn rate(&self, gap: u32) -> f64 {
        (self.harvest(gap) - self.cost) / f64::from(gap)
    }

    /// What a gap that ends with a visit brings more than the best rhythm in as many days.
    fn closed(&self, gap: u32) -> f64 {
        let over = self.longest.filter(|longest| (longest + 1..LONGEST).contains(&gap));
        let over = over.map_or(0.0, |longest| f64::from(gap - longest) / f64::from(longest));
        let overdue = if over < 1.0 { over * over } else { 2.0 * over - 1.0 };
        self.harvest(gap) - self.rate(self.every) * f64::from(gap) - 10.0 * self.cost * overdue
    }

    fn open(&self, gap: u32) -> f64 {
        if gap <= self.every { 0.0 } else { self.closed(gap) - self.cost }
    }

    /// What visits on these days of a plan are worth, in the mean over who is met, less the time at the practice. The last visit
    /// before the plan was so many days before its first day.
    pub fn worth(&self, last: Option<u32>, length: u32, days: &[u32], minutes: u32) -> f64 {
        let start = i64::from(last.unwrap_or(LONGEST).min(LONGEST));
        let one = |met: u32| {
            let (mut from, mut share, mut worth) = (-start, 1.0, 0.0);
            for (at, &day) in days.iter().enumerate() {
                if met >> at & 1 == 0 {
                    share *= 1.0 - self.access[day as usize];
                    continue;
                }
                share *= self.access[day as usize];
                worth += self.closed(u32::try_from(i64::from(day) - from).unwrap());
                from = i64::from(day);
            }
            share * (worth + self.open(u32::try_from(i64::from(length) - from).unwrap()))
        };
        let price = self.a_minute * f64::from(minutes);
        (0..1_u32 << days.len()).map(one).sum::<f64>() - price * days.len() as f64
    }
}
