//! Small situations, and what is right in them: appointments, promises, limits, reasons, and who covers whom.

#[path = "../common/mod.rs"]
mod common;

mod access;
mod appointments;
mod breaks;
mod busy;
mod calls;
mod events;
mod followups;
mod limits;
mod places;
mod promises;
mod reasons;
mod refusals;
mod rests;
mod sharing;

use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::{Disposition, Plan, Stop};
use rounds::{progress, schedule, score};

/// A small book, and how it is planned.
struct Situation {
    records: Records,
    config: schedule::ScheduleConfig,
}

impl Situation {
    /// Makes a book of one liaison, L1, with practices so many minutes of latitude to the north. All of them send referrals.
    fn new(north: &[f64]) -> Self {
        let practice = |(number, north): (usize, &f64)| {
            let mut practice =
                Practice::new(format!("P{}", number + 1), format!("Clinic {}", number + 1), place(*north));
            practice.tier = Some(Tier::B);
            practice.owner = Some("L1".into());
            practice
        };
        let practices: Vec<Practice> = north.iter().enumerate().map(practice).collect();
        let referrals = practices.iter().flat_map(|practice| weekly(&practice.id)).collect::<Vec<_>>();
        let records = Records {
            practices: practices.into(),
            liaisons: vec![Liaison::new("L1", "Liaison Ash", place(0.0))].into(),
            referrals: referrals.into(),
            ..Records::default()
        };
        Self {
            records,
            config: schedule::ScheduleConfig { effort: 100, ..schedule::ScheduleConfig::default() },
        }
    }

    fn weeks(mut self, weeks: u32) -> Self {
        self.config.weeks = weeks;
        self
    }

    fn start(mut self, start: &str) -> Self {
        self.config.start = Some(date(start));
        self
    }

    fn appointment(mut self, practice: &str, date: &str, start: &str, minutes: u32) -> Self {
        let (liaison, practice) = ("L1".into(), practice.into());
        let (date, start) = (self::date(date), start.parse().unwrap());
        add(
            &mut self.records.appointments,
            Appointment { date, start, liaison, practice, minutes: Minutes(minutes) },
        );
        self
    }

    fn promise(mut self, practice: &str, from: &str, until: &str) -> Self {
        let wish = MustVisit { practice: practice.into(), from: date(from), until: date(until) };
        add(&mut self.records.must_visits, wish);
        self
    }

    /// Adds a follow-up, due on a day, with its first day where one is stated.
    fn followup(mut self, practice: &str, from: Option<&str>, due: &str) -> Self {
        let (practice, what) = (practice.into(), "Bring the referral form".into());
        let (due, from) = (date(due), from.map(date));
        add(&mut self.records.followups, FollowUp { practice, due, from, what, liaison: None, done: None });
        self
    }

    fn visit(mut self, practice: &str, date: &str) -> Self {
        let visit = Visit {
            practice: practice.into(),
            liaison: "L1".into(),
            date: self::date(date),
            time: None,
            outcome: Outcome::Seen,
            note: None,
        };
        add(&mut self.records.visits, visit);
        self
    }

    fn day_off(mut self, liaison: &str, from: &str, until: &str) -> Self {
        let off = TimeOff { liaison: liaison.into(), from: date(from), until: date(until) };
        add(&mut self.records.time_off, off);
        self
    }

    fn holiday(mut self, date: &str) -> Self {
        add(&mut self.records.holidays, Holiday { date: self::date(date), name: "Founders' Day".into() });
        self
    }

    /// Adds a colleague at the same place.
    fn colleague(mut self, id: &str) -> Self {
        add(&mut self.records.liaisons, Liaison::new(id, "Liaison Briar", place(0.0)));
        self
    }

    fn practices(mut self, change: impl Fn(&mut Practice)) -> Self {
        self.records.practices.0.iter_mut().for_each(|(_, practice)| change(practice));
        self
    }

    fn liaisons(mut self, change: impl Fn(&mut Liaison)) -> Self {
        self.records.liaisons.0.iter_mut().for_each(|(_, liaison)| change(liaison));
        self
    }

    fn plan(self) -> Plan {
        self.plan_with_book().1
    }

    /// Plans it from Friday 30 January 2026 on; the verifier finds nothing.
    fn plan_with_book(self) -> (Book, Plan) {
        let (book, _) = Book::build(self.records).unwrap();
        let scores =
            score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved);
        let (scores, travel) = (scores.unwrap(), GreatCircle::default());
        let plan = schedule::plan(&book, &scores, &travel, &self.config, &progress::unobserved).unwrap();
        prove(&book, &travel, &plan);
        (book, plan)
    }
}

/// Asserts that the plan is in order.
fn prove(book: &Book, travel: &GreatCircle, plan: &Plan) {
    let facts = rounds::check::Facts::new(book, travel).with_rules(plan.rules);
    assert_eq!(rounds::check::plan(&facts, plan), []);
}

fn add<T>(rows: &mut Rows<T>, value: T) {
    let row = rows.0.len() as u64 + 2;
    rows.0.push((row, value));
}

fn place(north: f64) -> Location {
    Location::new(41.25 + north / 60.0, -96.02).unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A year of weekly referrals.
fn weekly(practice: &PracticeId) -> impl Iterator<Item = Referral> + use<> {
    let id = practice.clone();
    (0..52).map(move |week| Referral {
        practice: id.clone(),
        from: None,
        date: common::as_of().plus_days(-4 - 7 * week),
        count: 1,
        value: None,
    })
}

/// Lists the stops at a practice with their dates.
fn stops<'a>(plan: &'a Plan, practice: &str) -> Vec<(Date, &'a Stop)> {
    let mine = plan.stops().filter(|(_, _, stop)| stop.practice.as_str() == practice);
    mine.map(|(_, date, stop)| (date, stop)).collect()
}

/// Asserts that a practice is visited at this time.
fn assert_stop(plan: &Plan, practice: &str, date: &str, start: &str, end: &str) {
    let times: Vec<String> = stops(plan, practice)
        .iter()
        .map(|(date, stop)| format!("{date} {}-{}", stop.start, stop.end))
        .collect();
    assert!(times.contains(&format!("{date} {start}-{end}")), "{times:?}");
}

fn fate<'a>(plan: &'a Plan, practice: &str) -> &'a Disposition {
    plan.disposition(&practice.into()).unwrap()
}
