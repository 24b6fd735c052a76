//! A small book and plan whose names are as nasty as names get.

use rounds::model::{
    AccessPolicy, Book, Cadence, Contact, Date, Event, EventKind, Liaison, LiaisonId, Location, Metres,
    Minutes, OpenIssue, Outcome, Practice, PracticeId, Provider, Records, Tier, TimeOfDay, TimeWindow, Visit,
};
use rounds::plan::{
    AssumedResponse, CalendarEntry, Capacity, CapacityNeed, DayLimit, DayPlan, Disposition, EventStop,
    Exclusion, GainPoint, Itinerary, LeastTime, Leg, Meeting, Missed, Occasion, Plan, PlanRules,
    PlanSettings, Rule, ScarceResource, SearchSummary, Shortage, Status, Stop, StopFact, StopKind,
    StopReason, VisitRhythm, VisitTiming,
};
use rounds::score::ScoreFact;

pub const SCRIPT: &str = "<script>alert('x')</script> & \"Sons\"";
pub const FORMULA: &str = "=HYPERLINK(\"http://x\",\"y\")";
pub const EMOJI: &str = "🏥 Praxis Élan, Ltd; \\ 2nd floor";
pub const RIGHT_TO_LEFT: &str = "عيادة الأرز \u{202e}evil";
pub const CONTROL: &str = "Line\r\nBreak \u{1b}[31mRed\u{1b}[0m \u{2028}";

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn time(text: &str) -> TimeOfDay {
    text.parse().unwrap()
}

fn practice(id: &str, name: &str, lat: f64, lon: f64) -> Practice {
    Practice {
        address: Some(format!("{id} Main St; Suite 1, \"Old\" House")),
        specialty: Some("Family <Medicine>".to_owned()),
        ..Practice::new(id, name, Location::new(lat, lon).unwrap())
    }
}

/// Nine practices, two liaisons, and a plan of one week.
pub fn small() -> (Book, Plan) {
    let (book, issues) = Book::build(records()).unwrap();
    assert!(issues.is_empty());
    (book, plan())
}

fn records() -> Records {
    let long = "The Very Long Named Association of Physicians of the Greater Washington Region ".repeat(3);
    let practices = vec![
        practice("P1", SCRIPT, 38.90, -77.03),
        practice("P2", FORMULA, 38.95, -77.10),
        practice("P3", EMOJI, 38.95, -77.10),
        practice("P4", RIGHT_TO_LEFT, 38.99, -77.02),
        practice("P5", CONTROL, 38.85, -77.05),
        practice("P6", &long, 38.80, -77.20),
        Practice { access: AccessPolicy::NoSee, ..practice("P7", "-1 Clinic", 38.7, -77.0) },
        practice("P8", "@home care", 38.6, -77.4),
        practice("P9", "Holly Family Practice", 38.91, -77.04),
    ];
    let liaisons = vec![
        Liaison::new("L 1", "O'Hara, \"Liaison\" <One>", Location::new(38.88, -77.09).unwrap()),
        Liaison::new("L2", "Liaison Two", Location::new(39.0, -76.9).unwrap()),
    ];
    Records { practices: practices.into(), liaisons: liaisons.into(), ..Records::default() }
}

/// The same with people, an open issue, a noted visit, a physician who comes along, and an event.
pub fn with_matters() -> (Book, Plan) {
    let mut records = records();
    for (_, practice) in records.practices.0.iter_mut().filter(|(_, it)| it.id.as_str() == "P1") {
        practice.phone = Some("(703) 555-0100 ext. 7".into());
        practice.suite = Some("200".into());
        practice.parking = Some("behind the building".into());
        practice.note = Some(format!("Ring twice {CONTROL}"));
    }
    records.contacts = contacts().into();
    records.open_issues = vec![OpenIssue {
        practice: "P1".into(),
        since: Some(date("2026-01-12")),
        what: "Reports come late <b>".into(),
        closed: None,
    }]
    .into();
    records.visits = vec![Visit {
        practice: "P1".into(),
        liaison: "L2".into(),
        date: date("2025-12-24"),
        time: None,
        outcome: Outcome::StaffOnly,
        note: Some("Left cards".into()),
    }]
    .into();
    records.providers = vec![physician()].into();
    records.events = vec![event()].into();
    let (book, issues) = Book::build(records).unwrap();
    assert!(issues.is_empty(), "{issues:?}");
    (book, plan_with_matters())
}

fn contacts() -> Vec<Contact> {
    let person = |name: &str, phone: &str, mail: &str| Contact {
        practice: "P1".into(),
        name: name.to_owned(),
        role: Some("office manager".to_owned()),
        phone: Some(phone.to_owned()),
        mail: Some(mail.to_owned()),
        best_time: Some("before 10".to_owned()),
    };
    vec![
        person("Jo Maple", "703-555-0101", "jo.maple@cedar.example"),
        person(SCRIPT, "javascript:alert(1)", "x@y.example?bcc=all@y.example"),
    ]
}

fn physician() -> Provider {
    Provider {
        id: "D1".into(),
        name: "Dr. Hazel".to_owned(),
        specialties: ["cardiology".to_owned()].into(),
        place: Location::new(38.9, -77.05).ok(),
        per_week: None,
        hours: Vec::new(),
    }
}

fn event() -> Event {
    Event {
        id: "E1".into(),
        name: "Spring fair <i>".to_owned(),
        kind: EventKind::HealthFair,
        date: date("2026-02-02"),
        window: TimeWindow::between((9, 30), (10, 0)).unwrap(),
        place: Location::new(38.97, -77.1).ok(),
        address: Some("1 Town Square".to_owned()),
        practice: None,
        liaisons: ["L 1".into()].into(),
        prepare: Minutes(15),
        clear: Minutes(10),
        specialties: std::collections::BTreeSet::new(),
    }
}

/// The plan with the event between the first two visits of Monday, and the physician at the second.
fn plan_with_matters() -> Plan {
    let mut plan = plan();
    let day = &mut plan.itineraries[0].days[0];
    day.events = vec![EventStop {
        event: "E1".into(),
        leg: Leg { drive: Minutes(12), distance: Metres(8_000) },
        arrive: time("09:15"),
        start: time("09:30"),
        end: time("10:00"),
        leave: time("10:10"),
        entry: CalendarEntry::default(),
    }];
    day.stops[1].meeting = Some(Meeting {
        provider: "D1".into(),
        specialty: "cardiology".to_owned(),
        depart: time("10:35"),
        leg: Leg { drive: Minutes(25), distance: Metres(16_000) },
        way_back: Some(Leg { drive: Minutes(25), distance: Metres(16_000) }),
    });
    plan
}

fn plan() -> Plan {
    Plan {
        format: Plan::FORMAT,
        book: String::new(),
        settings: PlanSettings::default(),
        as_of: date("2026-02-01"),
        start: date("2026-02-02"),
        weeks: 1,
        seed: 7,
        rules: PlanRules::default(),
        response: AssumedResponse { effect: 0.22, tau_days: 85.0, most: 2.3, least: 0.0, measured: false },
        search: SearchSummary { iterations: 1000, cut_short: false, worth: 1.5 },
        capacities: capacities(),
        itineraries: vec![
            Itinerary { liaison: "L 1".into(), days: vec![monday(), thursday()] },
            Itinerary { liaison: "L2".into(), days: vec![] },
        ],
        dispositions: dispositions(),
        avoided: Vec::new(),
        missed_meetings: Vec::new(),
        missed_events: Vec::new(),
        replan: None,
        cancelled: Vec::new(),
        kept: Vec::new(),
        day_entries: Vec::new(),
    }
}

/// One liaison with time to spare, and one who has promised more than there is.
fn capacities() -> Vec<Capacity> {
    let some = |visits, days, hours| LeastTime { visits, days, hours };
    let curve = [(4.0, 0.8), (8.0, 1.2), (16.0, 1.3)].map(|(hours, gain)| GainPoint { hours, gain });
    let spare = Capacity {
        liaison: "L 1".into(),
        an_hour: 0.05,
        scarce: None,
        hours: 37.5,
        hours_planned: 37.5,
        promised: 0,
        promised_hours: 0.0,
        stretch: 1.0,
        tier_hours: 12.0,
        keeps_tiers: true,
        next_hour: Some(0.04),
        curve: curve.to_vec(),
        need: Some(CapacityNeed {
            promised: LeastTime::default(),
            tiers: some(9, 2, 11.25),
            work_days: 5,
            shortage: None,
        }),
    };
    let short = Shortage { until: date("2026-02-08"), least: some(30, 6, 38.5), work_days: 5, hours: 37.5 };
    let short = Capacity {
        liaison: "L2".into(),
        an_hour: 1.2,
        scarce: Some(ScarceResource::Hours),
        promised: 20,
        promised_hours: 53.0,
        stretch: 1.43,
        keeps_tiers: false,
        next_hour: None,
        need: Some(CapacityNeed {
            promised: short.least,
            tiers: some(50, 8, 60.0),
            work_days: 5,
            shortage: Some(short),
        }),
        ..spare.clone()
    };
    vec![spare, short]
}

fn monday() -> DayPlan {
    DayPlan {
        exceptions: Vec::new(),
        date: date("2026-02-02"),
        depart: time("08:10"),
        lunch: TimeWindow::between((12, 0), (12, 30)),
        stops: vec![
            stop("P1", StopKind::Chosen, "08:30", false, &[(timing(Some(40), Occasion::Due), 0.3125)]),
            stop(
                "P2",
                StopKind::Appointment,
                "11:00",
                false,
                &[(timing(None, Occasion::Appointment), 0.25), (headroom(), 0.125)],
            ),
            stop(
                "P3",
                StopKind::MustVisit,
                "13:00",
                true,
                &[(timing(Some(3), Occasion::MustVisit { until: date("2026-02-06") }), 0.0625)],
            ),
        ],
        events: Vec::new(),
        way_home: Leg { drive: Minutes(31), distance: Metres(24_000) },
        back: time("13:56"),
    }
}

fn thursday() -> DayPlan {
    let early = Occasion::Early { due: date("2026-02-16"), detour: Minutes(9), pays: true };
    DayPlan {
        exceptions: Vec::new(),
        date: date("2026-02-05"),
        depart: time("09:00"),
        lunch: None,
        stops: vec![
            stop(
                "P4",
                StopKind::Chosen,
                "09:20",
                true,
                &[(headroom(), 0.375), (timing(Some(12), early), 0.125)],
            ),
            stop("P1", StopKind::Chosen, "10:30", false, &[]),
        ],
        events: Vec::new(),
        way_home: Leg { drive: Minutes(20), distance: Metres(9_000) },
        back: time("11:15"),
    }
}

fn timing(days_since_visit: Option<u32>, occasion: Occasion) -> StopFact {
    StopFact::Calendar(VisitTiming { days_since_visit, due_every: 28, occasion })
}

fn headroom() -> StopFact {
    StopFact::Score(ScoreFact::Headroom { sent: Some(12), expected: 11.5, potential: 30.0, winnable: 7.25 })
}

fn stop(practice: &str, kind: StopKind, start: &str, call_ahead: bool, why: &[(StopFact, f64)]) -> Stop {
    let start = time(start);
    let reasons: Vec<StopReason> =
        why.iter().map(|&(fact, referrals)| StopReason { fact, referrals }).collect();
    Stop {
        practice: practice.into(),
        kind,
        leg: Leg { drive: Minutes(20), distance: Metres(14_500) },
        start,
        end: TimeOfDay::from_minutes(start.minutes() + 20),
        call_ahead,
        expected_referrals: reasons.iter().map(|reason| reason.referrals).sum(),
        chance_to_meet: None,
        reasons,
        since: date("2026-01-30"),
        pinned: false,
        meeting: None,
        entry: CalendarEntry::default(),
    }
}

fn dispositions() -> Vec<Disposition> {
    let displaced = Status::Displaced {
        day: date("2026-02-02"),
        by: vec!["P1".into(), "P3".into()],
        referrals_short: 0.1234,
        promised: false,
        binding: vec![DayLimit::Minutes { short: Minutes(75) }],
        changes: Vec::new(),
    };
    let far = Status::NotWorthTheDrive { day: date("2026-02-05"), detour: Minutes(95), referrals_short: 0.4 };
    vec![
        disposition("P1", Tier::A, Status::Planned { visits: 2 }),
        disposition("P2", Tier::B, Status::Planned { visits: 1 }),
        disposition("P3", Tier::C, Status::Planned { visits: 1 }),
        disposition("P4", Tier::B, Status::Planned { visits: 1 }),
        Disposition {
            missed: vec![Missed {
                kind: StopKind::Appointment,
                date: date("2026-02-07"),
                start: Some(time("10:00")),
                from: None,
                reasons: vec![vec![Rule::WorkingHours]],
                clash: None,
            }],
            ..disposition("P5", Tier::B, displaced)
        },
        disposition("P6", Tier::C, far),
        disposition("P7", Tier::C, Status::Excluded { because: Exclusion::NoSee }),
        Disposition {
            liaison: None,
            ..disposition(
                "P8",
                Tier::C,
                Status::Impossible {
                    reasons: vec![vec![Rule::VisitingHours, Rule::MaxDrive]],
                    colleague: None,
                },
            )
        },
        Disposition {
            rhythm: Some(VisitRhythm { every: 91, next: date("2026-03-25"), an_hour: 0.0625 }),
            ..disposition("P9", Tier::A, Status::Later { from: date("2026-03-25") })
        },
    ]
}

fn disposition(id: &str, tier: Tier, status: Status) -> Disposition {
    Disposition {
        practice: PracticeId::from(id),
        liaison: Some(LiaisonId::from("L 1")),
        tier,
        cadence: Cadence::new(None, tier.cadence().target(), None).unwrap(),
        last_visit: Some(date("2025-12-24")),
        due: date("2026-01-21"),
        worth: 0.25,
        rhythm: None,
        missed: Vec::new(),
        status,
    }
}
