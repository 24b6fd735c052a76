//! Practices: where they are, how large, what they are called, when they are open.

use std::collections::BTreeSet;

use super::{
    Setting, Truth, csv_text,
    dice::{Dice, Subject},
    liaisons::Liaison,
    region::{self, Point, Zip, kilometres},
};

/// A simulated practice.
#[derive(Debug)]
pub(super) struct Practice {
    /// Position among all practices.
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) place: Point,
    pub(super) zip: &'static str,
    pub(super) county: &'static str,
    pub(super) specialty: &'static str,
    pub(super) providers: u32,
    pub(super) tier: &'static str,
    pub(super) owner: Option<usize>,
    pub(super) access: &'static str,
    pub(super) skill: &'static str,
    pub(super) hours: Hours,
    pub(super) locked: bool,
    pub(super) cadence: Option<u32>,
    pub(super) truth: Truth,
}

/// Opening hours as rows of (weekdays, opens, closes); empty where the practice states none.
type Hours = &'static [(&'static str, &'static str, &'static str)];

/// Opening hours and how many of 100 practices have them.
const HOURS: [(f64, Hours); 6] = [
    (55.0, &[]),
    (16.0, &[("mon-fri", "08:00", "12:00"), ("mon-fri", "13:00", "17:00")]),
    (11.0, &[("mon-thu", "08:30", "16:00"), ("fri", "08:30", "12:00")]),
    (8.0, &[("mon tue thu fri", "09:00", "12:30"), ("mon tue thu fri", "13:30", "17:30")]),
    (6.0, &[("tue-fri", "10:00", "18:00")]),
    (4.0, &[("mon-fri", "09:00", "15:00"), ("sat", "09:00", "12:00")]),
];

/// Specialties: how many of 100 practices, the name, words for a practice's name, referrals beside a family physician's.
const SPECIALTIES: [(f64, (&str, &str, f64)); 7] = [
    (34.0, ("Family Medicine", "Family Medicine", 1.0)),
    (27.0, ("Internal Medicine", "Internal Medicine", 1.2)),
    (13.0, ("Pediatrics", "Pediatrics", 0.4)),
    (9.0, ("Obstetrics and Gynecology", "Women's Health", 0.5)),
    (7.0, ("Cardiology", "Cardiology", 0.9)),
    (6.0, ("Urgent Care", "Urgent Care", 0.8)),
    (4.0, ("Geriatric Medicine", "Senior Care", 1.3)),
];

const FIRST_WORDS: [&str; 28] = [
    "Amber",
    "Ash",
    "Bluestone",
    "Bright",
    "Cedar",
    "Clear",
    "Copper",
    "Fern",
    "Fox",
    "Granite",
    "Green",
    "Harvest",
    "Heron",
    "High",
    "Ivy",
    "Juniper",
    "Lantern",
    "Maple",
    "Meadow",
    "North",
    "Orchard",
    "Quartz",
    "Quiet",
    "River",
    "Silver",
    "South",
    "Stone",
    "Willow",
];
const SECOND_WORDS: [&str; 24] = [
    "Arbor", "Bend", "Branch", "Bridge", "Brook", "Creek", "Crossing", "Field", "Ford", "Gate", "Glen",
    "Grove", "Harbor", "Hill", "Hollow", "Lake", "Landing", "Meadows", "Mill", "Park", "Point", "Ridge",
    "Spring", "Valley",
];

/// The identifier of the practice at a position.
pub(super) fn id(at: usize) -> String {
    format!("P{:04}", at + 1)
}

/// Places, sizes and habits of all practices.
pub(super) fn practices(setting: &Setting, liaisons: &[Liaison]) -> Vec<Practice> {
    let zips = region::zips();
    let weights: Vec<(f64, usize)> = zips.iter().enumerate().map(|(at, zip)| (zip.weight(), at)).collect();
    let mut names = BTreeSet::new();
    let mut practices: Vec<Practice> = Vec::with_capacity(setting.practices);
    for at in 0..setting.practices {
        let mut dice = Dice::new(setting.seed, Subject::Practice, at);
        let zip = &zips[dice.weighted(&weights)];
        let place = place(&mut dice, zip, &practices);
        let (specialty, words, referring) = dice.weighted(&SPECIALTIES);
        let name = new_name(&mut dice, words, &mut names);
        let providers = providers(&mut dice);
        let usual = usual_rate(providers, referring, place);
        let (tier, access) = (tier(&mut dice, usual), access(&mut dice));
        let skill = dice.weighted(&[(0.95, ""), (0.04, "spanish"), (0.01, "korean")]);
        practices.push(Practice {
            number: at,
            name,
            place,
            zip: zip.code,
            county: zip.county,
            specialty,
            providers,
            tier,
            owner: owner(&mut dice, place, skill, liaisons),
            access,
            skill,
            hours: if access == "lunch_only" { &[] } else { dice.weighted(&HOURS) },
            locked: dice.chance(0.02),
            cadence: dice.chance(0.03).then(|| dice.pick(&[21, 42, 60])),
            truth: Truth::draw(setting.seed, at, usual),
        });
    }
    practices
}

/// A point around the centroid; one in ten shares the building of another practice of the area.
fn place(dice: &mut Dice, zip: &Zip, others: &[Practice]) -> Point {
    let neighbours: Vec<Point> =
        others.iter().filter(|other| other.zip == zip.code).map(|other| other.place).collect();
    if dice.chance(0.1) && !neighbours.is_empty() {
        return dice.pick(&neighbours);
    }
    let reach = 0.4 * zip.extent.min(5.0) / 111.195;
    let mut step = || dice.between(-reach, reach);
    let (north, east) = (step(), step() / 0.778);
    Point { lat: zip.centre.lat + north, lon: zip.centre.lon + east }
}

fn new_name(dice: &mut Dice, words: &str, taken: &mut BTreeSet<String>) -> String {
    loop {
        let name = format!("{} {} {words}", dice.pick(&FIRST_WORDS), dice.pick(&SECOND_WORDS));
        if taken.insert(name.clone()) {
            return name;
        }
        // With very many practices the words run out; a number tells such names apart.
        let numbered = format!("{name} {}", taken.len());
        if dice.chance(0.1) && taken.insert(numbered.clone()) {
            return numbered;
        }
    }
}

/// Clinicians: a Pareto law with exponent 1.15 up to 150, near what real practice addresses have (most have one, one in
/// twenty more than 15).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 150")]
fn providers(dice: &mut Dice) -> u32 {
    const EXPONENT: f64 = 1.15;
    let beyond = 151_f64.powf(-EXPONENT);
    (1.0 - dice.unit() * (1.0 - beyond)).powf(-1.0 / EXPONENT) as u32
}

/// Referrals that such a practice sends in a usual week: growing less than its size, falling with the way to the
/// hospital (half at 15 miles).
fn usual_rate(providers: u32, referring: f64, place: Point) -> f64 {
    let miles = kilometres(place, region::HOSPITAL) / 1.609;
    0.45 * f64::from(providers).powf(0.6) * referring / (1.0 + (miles / 15.0).powi(2))
}

/// What the programme believes: right on the whole, wrong in many cases.
fn tier(dice: &mut Dice, usual: f64) -> &'static str {
    let believed = usual * dice.pick(&[0.4, 0.7, 1.0, 1.4, 2.2]);
    match believed {
        _ if dice.chance(0.05) => "",
        1.2.. => "A",
        0.45.. => "B",
        _ => "C",
    }
}

fn access(dice: &mut Dice) -> &'static str {
    dice.weighted(&[(84.0, "walk_in"), (9.0, "appointment_only"), (5.0, "lunch_only"), (2.0, "no_see")])
}

/// Mostly the nearest liaison with the skill, but some reach far and some practices stayed with whoever knew them first; a few have none.
fn owner(dice: &mut Dice, place: Point, skill: &str, liaisons: &[Liaison]) -> Option<usize> {
    if dice.chance(0.03) {
        return None;
    }
    let mut order: Vec<usize> = (0..liaisons.len()).collect();
    let felt = |at: &usize| kilometres(place, liaisons[*at].home) / liaisons[*at].reach;
    order.sort_by(|a, b| felt(a).total_cmp(&felt(b)));
    order.retain(|at| liaisons[*at].skills.contains(skill));
    order.get(dice.weighted(&[(0.86, 0), (0.09, 1), (0.05, 2)])).or(order.first()).copied()
}

/// The table of practices.
pub(super) fn practices_table(seed: u64, practices: &[Practice]) -> String {
    let header = [
        "practice_id",
        "name",
        "lat",
        "lon",
        "zip",
        "county",
        "specialty",
        "providers",
        "tier",
        "owner",
        "visit_minutes",
        "cadence_target",
        "access",
        "locked",
        "skills",
        "suite",
        "parking",
        "note",
        "simulated",
    ];
    let rows = practices.iter().enumerate().map(|(at, practice)| {
        let [suite, parking, note] = super::people::way_in(seed, at);
        vec![
            id(at),
            practice.name.clone(),
            format!("{:.5}", practice.place.lat),
            format!("{:.5}", practice.place.lon),
            practice.zip.to_owned(),
            practice.county.to_owned(),
            practice.specialty.to_owned(),
            practice.providers.to_string(),
            practice.tier.to_owned(),
            practice.owner.map_or_else(String::new, super::liaisons::id),
            practice.visit_minutes().to_string(),
            practice.cadence.map_or_else(String::new, |days| days.to_string()),
            practice.access.to_owned(),
            if practice.locked { "yes" } else { "no" }.to_owned(),
            practice.skill.to_owned(),
            suite,
            parking,
            note,
            "yes".to_owned(),
        ]
    });
    csv_text(&header, rows)
}

impl Practice {
    /// Whether it receives liaisons during the usual office hours.
    pub(super) fn keeps_usual_hours(&self) -> bool {
        self.hours.is_empty() && matches!(self.access, "walk_in" | "appointment_only")
    }

    /// Longer where there are more people to meet.
    fn visit_minutes(&self) -> u32 {
        match self.providers {
            _ if self.access == "lunch_only" => 40,
            0..=5 => 20,
            6..=15 => 25,
            _ => 30,
        }
    }
}

/// The table of opening hours.
pub(super) fn hours_table(practices: &[Practice]) -> String {
    let rows = practices.iter().enumerate().flat_map(|(at, practice)| {
        practice.hours.iter().map(move |(days, opens, closes)| {
            vec![id(at), (*days).to_owned(), (*opens).to_owned(), (*closes).to_owned()]
        })
    });
    csv_text(&["practice_id", "weekday", "opens", "closes"], rows)
}
