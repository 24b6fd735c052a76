//! The ten lines that a CRM needs: values in, stops out. `cargo run --release --example embed_in_crm`

use rounds::geo::GreatCircle;
use rounds::model::{
    Book, Date, Liaison, LiaisonId, Location, LocationError, Practice, Records, Referral, Visit,
};
use rounds::plan::Stop;
use rounds::{check, export, progress, schedule, score};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let crm = Crm::connect()?;
    let as_of: Date = "2026-01-30".parse()?;

    let records = Records {
        practices: crm.practices.clone().into(),
        liaisons: crm.liaisons.clone().into(),
        referrals: crm.referrals.clone().into(),
        visits: crm.visits.clone().into(),
        ..Records::default()
    };
    let (book, issues) = Book::build(records)?;
    let scores = score::evaluate(&book, as_of, &score::ScoreConfig::default(), &progress::unobserved)?;
    let travel = GreatCircle::default();
    let config = schedule::ScheduleConfig { weeks: 4, seed: 7, ..schedule::ScheduleConfig::default() };
    let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved)?;
    assert!(
        check::plan(&check::Facts::new(&book, &travel), &plan).is_empty(),
        "the verifier shares no code with the scheduler"
    );
    for (liaison, date, stop) in plan.stops() {
        crm.create_task(liaison, date, stop);
    }
    println!("{} visits; {} rows need attention", plan.totals().visits, issues.len());
    Ok(())
}

/// Stands for the system that embeds the library.
struct Crm {
    practices: Vec<Practice>,
    liaisons: Vec<Liaison>,
    referrals: Vec<Referral>,
    visits: Vec<Visit>,
}

impl Crm {
    /// Made-up practices in a ring around one liaison, each with referrals of its own rhythm.
    fn connect() -> Result<Self, LocationError> {
        let home = Location::new(38.9, -77.03)?;
        let ring = |at: u32| {
            let angle = f64::from(at) * 0.5;
            Location::new(38.9 + 0.1 * angle.sin(), -77.03 + 0.1 * angle.cos())
        };
        let practice = |at: u32| Ok(Practice::new(format!("P{at:02}"), format!("Practice {at}"), ring(at)?));
        let practices = (0..12).map(practice).collect::<Result<_, LocationError>>()?;
        let last = Date::UNIX_EPOCH.plus_days(20_480);
        let referral = |at: u32, week: u32| Referral {
            practice: format!("P{at:02}").into(),
            from: None,
            date: last.plus_days(-i64::from(week * 7 * (1 + at % 4))),
            count: 1 + at % 3,
            value: None,
        };
        let referrals = (0..12).flat_map(|at| (0..40).map(move |week| referral(at, week))).collect();
        Ok(Self {
            practices,
            liaisons: vec![Liaison::new("L1", "Liaison One", home)],
            referrals,
            visits: Vec::new(),
        })
    }

    fn create_task(&self, liaison: &LiaisonId, date: Date, stop: &Stop) {
        debug_assert!(self.liaisons.iter().any(|known| known.id == *liaison));
        println!("{date} {} {liaison} -> {}: {}", stop.start, stop.practice, export::why(stop));
    }
}
