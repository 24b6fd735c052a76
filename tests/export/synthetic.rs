//! A plan of the size of a real programme. It breaks rules of planning that no exporter looks at.

use rounds::model::Tier;
use rounds::model::{
    Book, Date, Liaison, LiaisonId, Location, Metres, Minutes, Practice, PracticeId, Records, TimeOfDay,
    TimeWindow,
};
use rounds::plan::{
    AssumedResponse, CalendarEntry, DayLimit, DayPlan, Disposition, Exclusion, Itinerary, Leg, Occasion,
    Plan, PlanRules, PlanSettings, Rule, SearchSummary, Status, Stop, StopFact, StopKind, StopReason,
    VisitTiming,
};
use rounds::score::{Rhythm, ScoreFact, Silence};

/// A plan of four weeks with ten stops on every weekday.
pub fn large(liaisons: usize, practices: usize) -> (Book, Plan) {
    let mut random = Random(7);
    let homes: Vec<Location> = (0..liaisons).map(|_| random.place()).collect();
    let records = Records {
        practices: (0..practices).map(|at| practice(at, homes[at % liaisons], &mut random)).collect(),
        liaisons: (0..liaisons).map(|at| liaison(at, homes[at])).collect(),
        ..Records::default()
    };
    let (book, _) = Book::build(records).unwrap();
    let start: Date = "2026-02-02".parse().unwrap();
    let itineraries = (0..liaisons)
        .map(|at| Itinerary {
            liaison: liaison_id(at),
            days: days(at, liaisons, practices, start, &mut random),
        })
        .collect();
    let mut plan = Plan {
        format: Plan::FORMAT,
        book: String::new(),
        settings: PlanSettings::default(),
        as_of: start.plus_days(-1),
        start,
        weeks: 4,
        seed: 7,
        rules: PlanRules::default(),
        response: AssumedResponse { effect: 0.22, tau_days: 85.0, most: 2.3, least: 0.0, measured: false },
        search: SearchSummary::default(),
        capacities: Vec::new(),
        itineraries,
        dispositions: Vec::new(),
        avoided: Vec::new(),
        missed_meetings: Vec::new(),
        missed_events: Vec::new(),
        replan: None,
        cancelled: Vec::new(),
        kept: Vec::new(),
        day_entries: Vec::new(),
    };
    plan.dispositions = (0..practices).map(|at| disposition(at, liaisons, &plan, &mut random)).collect();
    (book, plan)
}

/// A linear congruential generator (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % end
    }

    fn share(&mut self) -> f64 {
        f64::from(self.below(1_000_000)) / 1e6
    }

    fn place(&mut self) -> Location {
        Location::new(38.65 + 0.55 * self.share(), -77.45 + 0.75 * self.share()).unwrap()
    }
}

fn practice_id(at: usize) -> PracticeId {
    format!("P{at:04}").into()
}

fn liaison_id(at: usize) -> LiaisonId {
    format!("L{:02}", at + 1).into()
}

fn liaison(at: usize, home: Location) -> Liaison {
    Liaison::new(
        liaison_id(at),
        format!(
            "Liaison {}",
            [
                "Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Holly", "Ivy", "Juniper", "Kousa",
                "Laurel"
            ][at % 12]
        ),
        home,
    )
}

fn practice(at: usize, home: Location, random: &mut Random) -> Practice {
    const TREES: [&str; 8] =
        ["Cedar", "Maple", "Willow Creek", "Oakdale", "Pine Ridge", "Hazel", "Elmwood", "Rowan"];
    const KINDS: [&str; 5] = [
        "Family Medicine",
        "Internal Medicine",
        "Pediatrics Associates",
        "Primary Care",
        "Women's Health Partners",
    ];
    let spread = 0.03 + 0.2 * random.share();
    let lat = home.lat() + spread * (random.share() - 0.5);
    let lon = home.lon() + 1.3 * spread * (random.share() - 0.5);
    let kind = KINDS[random.below(5) as usize];
    Practice {
        address: Some(format!(
            "{} {} Rd, Springfield VA",
            random.below(9000) + 100,
            TREES[random.below(8) as usize]
        )),
        specialty: Some(kind.to_owned()),
        ..Practice::new(
            practice_id(at),
            format!("{} {kind} {at}", TREES[random.below(8) as usize]),
            Location::new(lat, lon).unwrap(),
        )
    }
}

fn days(liaison: usize, liaisons: usize, practices: usize, start: Date, random: &mut Random) -> Vec<DayPlan> {
    let mine: Vec<usize> = (liaison..practices).step_by(liaisons).collect();
    let weekdays = (0..28).filter(|day| day % 7 < 5);
    weekdays.map(|day| day_plan(start.plus_days(day), &mine, random)).collect()
}

fn day_plan(date: Date, mine: &[usize], random: &mut Random) -> DayPlan {
    let mut stops = Vec::new();
    let mut clock = 8 * 60 + 5;
    let depart = clock;
    for number in 0..10 {
        let drive = 4 + random.below(22);
        clock += drive + if number == 4 { 60 } else { 0 };
        let practice = mine[random.below(u32::try_from(mine.len()).unwrap()) as usize];
        stops.push(stop(practice_id(practice), clock, drive, random));
        clock += 25;
    }
    DayPlan {
        exceptions: Vec::new(),
        date,
        depart: TimeOfDay::from_minutes(depart),
        lunch: TimeWindow::new(
            TimeOfDay::from_minutes(stops[3].end.minutes() + 5),
            TimeOfDay::from_minutes(stops[3].end.minutes() + 35),
        ),
        stops,
        events: Vec::new(),
        way_home: Leg { drive: Minutes(24), distance: Metres(19_000) },
        back: TimeOfDay::from_minutes(clock + 24),
    }
}

fn stop(practice: PracticeId, start: u32, drive: u32, random: &mut Random) -> Stop {
    let timing =
        VisitTiming { days_since_visit: Some(20 + random.below(60)), due_every: 28, occasion: Occasion::Due };
    let headroom = ScoreFact::Headroom {
        sent: Some(random.below(20)),
        expected: f64::from(random.below(20)),
        potential: f64::from(20 + random.below(40)),
        winnable: f64::from(random.below(9)),
    };
    let retention = ScoreFact::Retention {
        silence: Some(Silence {
            rhythm: Rhythm::Every { days: f64::from(4 + random.below(20)), batch: 1.0 },
            silent_days: 7 * (2 + random.below(9)),
            last: None,
            chance: random.share(),
            usual_chance: 0.97,
            horizon_days: 91,
        }),
    };
    let facts = [StopFact::Calendar(timing), StopFact::Score(headroom), StopFact::Score(retention)];
    let reasons: Vec<StopReason> =
        facts.into_iter().map(|fact| StopReason { fact, referrals: 0.2 * random.share() }).collect();
    Stop {
        practice,
        kind: [
            StopKind::Chosen,
            StopKind::Chosen,
            StopKind::Appointment,
            StopKind::Chosen,
            StopKind::MustVisit,
        ][(random.below(12) as usize).min(4) % 5],
        leg: Leg { drive: Minutes(drive), distance: Metres(drive * 700) },
        start: TimeOfDay::from_minutes(start),
        end: TimeOfDay::from_minutes(start + 20),
        call_ahead: random.below(6) == 0,
        expected_referrals: reasons.iter().map(|reason| reason.referrals).sum(),
        chance_to_meet: None,
        reasons,
        since: "2026-01-30".parse().unwrap(),
        pinned: false,
        meeting: None,
        entry: CalendarEntry::default(),
    }
}

fn disposition(at: usize, liaisons: usize, plan: &Plan, random: &mut Random) -> Disposition {
    let practice = practice_id(at);
    let visits = plan.stops().filter(|(_, _, stop)| stop.practice == practice).count();
    let day = plan.start.plus_days(i64::from(random.below(5)));
    let others = vec![practice_id((at + liaisons) % 1000), practice_id((at + 2 * liaisons) % 1000)];
    let status = match random.below(10) {
        _ if visits > 0 => Status::Planned { visits: u32::try_from(visits).unwrap() },
        0..=2 => Status::NotDue { from: plan.end().plus_days(9) },
        3 => Status::Later { from: plan.end().plus_days(20) },
        4..=6 => Status::Displaced {
            day,
            by: others,
            referrals_short: random.share(),
            promised: false,
            binding: vec![DayLimit::Minutes { short: Minutes(random.below(60)) }],
            changes: Vec::new(),
        },
        7 => Status::NotWorthTheDrive {
            day,
            detour: Minutes(random.below(90)),
            referrals_short: random.share(),
        },
        8 => Status::Impossible {
            reasons: vec![vec![Rule::VisitingHours, Rule::WorkingHours]],
            colleague: None,
        },
        _ if at.is_multiple_of(2) => Status::Excluded { because: Exclusion::NoSee },
        _ => Status::Unknown,
    };
    let tier = [Tier::A, Tier::B, Tier::C][random.below(3) as usize];
    Disposition {
        practice,
        liaison: Some(liaison_id(at % liaisons)),
        tier,
        cadence: tier.cadence(),
        last_visit: (random.below(5) > 0).then(|| plan.start.plus_days(-i64::from(random.below(120)))),
        due: plan.start.plus_days(i64::from(random.below(60)) - 30),
        worth: random.share(),
        rhythm: None,
        missed: Vec::new(),
        status,
    }
}
