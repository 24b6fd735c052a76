//! A planner that knows when practices are met, beside the same planner with weekdays and times taken out of its log.
//!
//! `cargo run --release --example compare_access -- [--seeds N] [--weeks N]`. In made-up worlds visits succeed by a planted pattern of weekday and
//! hour. Both planners plan week after week, drive, log what they saw, and plan anew. The blind one gets the same log without times,
//! and with each visit on a random weekday of its week.
#![expect(clippy::print_stdout, reason = "a command line program talks to its user")]

mod truth;

use clap::Parser;
use rayon::prelude::*;
use rounds::geo::GreatCircle;
use rounds::model::{
    Book, Date, Liaison, Location, OpeningHours, Outcome, Practice, Records, Referral, TimeOfDay, TimeWindow,
    Visit, Weekday,
};
use rounds::plan::Plan;
use rounds::schedule::{ScheduleConfig, plan};
use rounds::score::{ScoreConfig, evaluate};
use rounds::{Error, progress};

use truth::{Dice, Truth};

/// Plays made-up worlds, and prints how many people are met.
#[derive(Debug, Parser)]
struct Arguments {
    /// Worlds, each with its own seed.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=100))]
    seeds: u64,
    /// Weeks to play.
    #[arg(long, default_value_t = 13, value_parser = clap::value_parser!(u32).range(1..=52))]
    weeks: u32,
    /// Practices, shared by three liaisons.
    #[arg(long, default_value_t = 180, value_parser = clap::value_parser!(u16).range(3..=999))]
    practices: u16,
}

/// What a planner did in all weeks.
#[derive(Debug, Clone, Copy, Default)]
struct Done {
    visits: u32,
    met: u32,
    hours: f64,
}

/// A world: what everybody knows, and the truth that nobody does.
struct World {
    practices: Vec<Practice>,
    liaisons: Vec<Liaison>,
    referrals: Vec<Referral>,
    truth: Truth,
    seed: u64,
}

fn main() -> Result<(), Error> {
    let arguments = Arguments::parse();
    println!("seed  planner  visits    met  met/visit  field h  met/field h");
    let worlds = (1..=arguments.seeds).collect::<Vec<_>>();
    let play = |&seed: &u64| {
        let world = World::new(seed, usize::from(arguments.practices));
        let arms = [true, false].into_par_iter().map(|knows| world.play(knows, arguments.weeks));
        arms.collect::<Result<Vec<Done>, Error>>()
    };
    let all = worlds.par_iter().map(play).collect::<Result<Vec<_>, Error>>()?;
    let mut sums = [Done::default(); 2];
    for (seed, arms) in worlds.iter().zip(&all) {
        for ((arm, name), sum) in arms.iter().zip(["knows", "blind"]).zip(&mut sums) {
            show(&seed.to_string(), name, arm);
            *sum = Done {
                visits: sum.visits + arm.visits,
                met: sum.met + arm.met,
                hours: sum.hours + arm.hours,
            };
        }
    }
    for (sum, name) in sums.iter().zip(["knows", "blind"]) {
        show("all", name, sum);
    }
    Ok(())
}

fn show(seed: &str, name: &str, done: &Done) {
    let (visits, met) = (f64::from(done.visits), f64::from(done.met));
    let (share, hourly) = (met / visits, met / done.hours);
    println!("{seed:>4}  {name:7} {visits:>7} {met:>6} {share:>10.3} {:>8.0} {hourly:>12.3}", done.hours);
}

/// The first Monday that is planned.
fn monday() -> Date {
    Date::new(2026, 3, 2).expect("the first Monday is a date")
}

impl World {
    fn new(seed: u64, count: usize) -> Self {
        let mut dice = Dice::new(seed, 0, 0);
        let mut around = |centre: (f64, f64)| {
            let near = |middle: f64, dice: &mut Dice| middle + 0.25 * (dice.unit() - 0.5);
            Location::new(near(centre.0, &mut dice), near(centre.1, &mut dice)).expect("a place on land")
        };
        let middles = [(38.9, -77.3), (38.9, -77.0), (39.1, -77.15)];
        let liaisons: Vec<Liaison> =
            (0..3).map(|at| Liaison::new(format!("L{at}"), "Liaison", around(middles[at]))).collect();
        let practices = (0..count).map(|at| {
            let mut practice = Practice::new(format!("P{at:03}"), "Practice", around(middles[at % 3]));
            practice.owner = Some(liaisons[at % 3].id.clone());
            practice.specialty = Some(truth::SPECIALTIES[at % truth::SPECIALTIES.len()].to_owned());
            practice.providers = Some(3);
            practice.hours = hours();
            practice
        });
        let practices: Vec<Practice> = practices.collect();
        let referrals = referrals(&practices, seed);
        Self { truth: Truth::new(seed, count), practices, liaisons, referrals, seed }
    }

    /// Plans and drives week after week.
    fn play(&self, knows: bool, weeks: u32) -> Result<Done, Error> {
        let (mut log, mut done) = (self.past(), Done::default());
        for week in 0..i64::from(weeks) {
            let start = monday().plus_days(7 * week);
            let book = self.book(if knows { log.clone() } else { self.blinded(&log) })?;
            let as_of = start.plus_days(-3);
            let scores = evaluate(&book, as_of, &ScoreConfig::default(), &progress::unobserved)?;
            let config = ScheduleConfig { start: Some(start), weeks: 1, ..ScheduleConfig::default() };
            let plan = plan(&book, &scores, &GreatCircle::default(), &config, &progress::unobserved)?;
            self.drive(&plan, week, &mut log, &mut done);
        }
        Ok(done)
    }

    /// Drives a plan. Whoever comes at a time meets somebody by the truth of that time.
    fn drive(&self, plan: &Plan, week: i64, log: &mut Vec<Visit>, done: &mut Done) {
        done.hours += plan.days().map(|(_, day)| f64::from(day.field_time().0) / 60.0).sum::<f64>();
        for (liaison, date, stop) in plan.stops() {
            let at =
                self.practices.binary_search_by(|it| it.id.cmp(&stop.practice)).expect("a practice of ours");
            let luck = Dice::new(self.seed, 1 + week.unsigned_abs(), at as u64).unit();
            let met = luck < self.truth.chance(at, date.weekday(), stop.start);
            (done.visits, done.met) = (done.visits + 1, done.met + u32::from(met));
            log.push(Visit { liaison: liaison.clone(), ..self.visit(at, date, stop.start, met) });
        }
    }

    fn visit(&self, at: usize, date: Date, time: TimeOfDay, met: bool) -> Visit {
        Visit {
            practice: self.practices[at].id.clone(),
            liaison: self.liaisons[at % 3].id.clone(),
            date,
            time: Some(time),
            outcome: if met { Outcome::Seen } else { Outcome::NoAccess },
            note: None,
        }
    }

    /// Makes up the log of a year: a visit a month to each practice, at any time.
    fn past(&self) -> Vec<Visit> {
        let mut dice = Dice::new(self.seed, 2_000, 0);
        let mut log = Vec::new();
        for month in 1..=12 {
            for at in 0..self.practices.len() {
                let week = monday().plus_days(-28 * month + 7 * i64::from(dice.below(3)));
                let date = week.plus_days(dice.below(5).into());
                let time = TimeOfDay::from_minutes(480 + 5 * dice.below(104));
                let met = dice.unit() < self.truth.chance(at, date.weekday(), time);
                log.push(self.visit(at, date, time, met));
            }
        }
        log
    }

    /// Takes times and weekdays out of a log.
    fn blinded(&self, log: &[Visit]) -> Vec<Visit> {
        let mut dice = Dice::new(self.seed, 3_000, 0);
        let moved = log.iter().map(|visit| {
            let date = visit.date.monday().plus_days(dice.below(5).into());
            Visit { date, time: None, ..visit.clone() }
        });
        moved.collect()
    }

    fn book(&self, visits: Vec<Visit>) -> Result<Book, Error> {
        let records = Records {
            practices: self.practices.clone().into(),
            liaisons: self.liaisons.clone().into(),
            referrals: self.referrals.clone().into(),
            visits: visits.into(),
            ..Records::default()
        };
        Ok(Book::build(records)?.0)
    }
}

/// All practices receive visitors from eight to five.
fn hours() -> Vec<OpeningHours> {
    let window = TimeWindow::between((8, 0), (17, 0)).expect("eight is before five");
    let days = Weekday::ALL.into_iter().take(5);
    days.map(|weekday| OpeningHours { weekday, window, from: None, until: None }).collect()
}

/// Makes up a year of referrals, a few a month.
fn referrals(practices: &[Practice], seed: u64) -> Vec<Referral> {
    let mut dice = Dice::new(seed, 4_000, 0);
    let mut rows = Vec::new();
    for practice in practices {
        let monthly = 1 + dice.below(5);
        for month in 1..=12 {
            let date = monday().plus_days(-28 * month);
            rows.push(Referral {
                practice: practice.id.clone(),
                from: None,
                date,
                count: monthly,
                value: None,
            });
        }
    }
    rows
}
