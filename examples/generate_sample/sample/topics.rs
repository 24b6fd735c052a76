//! Talking points, who has heard them, and what was promised.

use rounds::model::Date;

use super::{
    as_of, csv_text, day,
    dice::{Dice, Subject},
    history::Visit,
    liaisons,
    practices::{self, Practice},
};

/// Talking points: identifier, text, specialties, tiers, segments, first and last day, days until it is told again.
const TOPICS: [[&str; 8]; 8] = [
    ["T1", "One number for all referrals: 555-0199", "", "", "", "", "", "once"],
    [
        "T2",
        "Heart clinic sees new referrals within three days",
        "Cardiology; Family Medicine; Internal Medicine",
        "",
        "",
        "",
        "",
        "90",
    ],
    [
        "T3",
        "Children's urgent line is open on weekends",
        "Pediatrics; Family Medicine",
        "",
        "",
        "2026-01-05",
        "",
        "60",
    ],
    ["T4", "What would make referring to us easier?", "", "A; B", "", "", "", "91"],
    ["T5", "We have missed you: what has changed?", "", "", "lapsed; dormant", "", "", "45"],
    [
        "T6",
        "Thanks for last quarter's referrals; consult notes now come within a day",
        "",
        "",
        "loyalist",
        "",
        "",
        "91",
    ],
    [
        "T7",
        "New fellow in women's health starts in February",
        "Obstetrics and Gynecology",
        "",
        "",
        "2026-02-02",
        "2026-03-31",
        "once",
    ],
    ["T8", "Spring health fair on 14 February", "", "", "", "2026-01-26", "2026-02-13", "once"],
];

/// The table of talking points.
pub(super) fn topics_table() -> String {
    let header = ["topic_id", "text", "specialties", "tiers", "segments", "from", "until", "every_days"];
    csv_text(&header, TOPICS.map(|topic| topic.map(str::to_owned).to_vec()))
}

/// The table of topics that practices have heard: at one visit in four of the last four months, each once.
pub(super) fn heard_topics_table(seed: u64, practices: &[Practice], visits: &[Vec<Visit>]) -> String {
    let mut rows = Vec::new();
    for (practice, visits) in practices.iter().zip(visits) {
        let mut dice = Dice::new(seed, Subject::Topics, practice.number);
        let mut untold = vec!["T1", "T2", "T4"];
        let is_told = |topic: &&str| *topic != "T2" || practice.hears_of_the_heart_clinic();
        untold.retain(is_told);
        for visit in visits.iter().filter(|visit| visit.was_seen_since(as_of().plus_days(-120))) {
            if dice.chance(0.25) && !untold.is_empty() {
                let topic = dice.pick(&untold);
                untold.retain(|other| *other != topic);
                rows.push(vec![practices::id(practice.number), topic.to_owned(), visit.date().to_string()]);
            }
        }
    }
    csv_text(&["practice_id", "topic_id", "date"], rows)
}

impl Practice {
    /// Whether the talking point about the heart clinic is for its specialty.
    fn hears_of_the_heart_clinic(&self) -> bool {
        matches!(self.specialty, "Cardiology" | "Family Medicine" | "Internal Medicine")
    }
}

/// What was promised: the day by which it is due, and the day on which it was done.
fn promises() -> [(&'static str, Date, Option<Date>); 12] {
    let (january, february) = (|date| day(2026, 1, date), |date| day(2026, 2, date));
    [
        ("Bring the new referral forms", february(3), None),
        ("Tell what became of the late consult notes", february(5), None),
        ("Bring the list of our cardiologists", february(6), None),
        ("Show the coordinator the online portal", february(10), None),
        ("Bring directions for the new garage", february(12), None),
        ("Ask how the direct line works for them", february(13), None),
        ("Bring the imaging price list", february(19), None),
        ("Talk about the open house in spring", february(24), None),
        ("Bring the names for the lunch list", february(27), None),
        ("Answer the question about insurance plans", january(23), None),
        ("Bring the new referral forms", january(27), Some(january(26))),
        ("Send the fax numbers for results", january(29), Some(january(29))),
    ]
}

/// The table of follow-ups: nine are due in the planned weeks, one is late, and two are done.
pub(super) fn followups_table(seed: u64, practices: &[Practice]) -> String {
    let mut dice = Dice::new(seed, Subject::Topics, practices.len());
    let mut willing: Vec<(usize, usize)> = practices.iter().filter_map(willing).collect();
    let mut rows = Vec::new();
    for (what, due, done) in promises() {
        if willing.is_empty() {
            break;
        }
        let (practice, owner) = dice.pick(&willing);
        willing.retain(|(other, _)| *other != practice);
        rows.push(vec![
            practices::id(practice),
            due.to_string(),
            what.to_owned(),
            liaisons::id(owner),
            done.map_or_else(String::new, |day| day.to_string()),
        ]);
    }
    rows.sort_unstable();
    csv_text(&["practice_id", "due", "what", "liaison_id", "done"], rows)
}

/// A practice that anybody may come to in the usual hours, with its owner: one who is there in all planned weeks.
fn willing(practice: &Practice) -> Option<(usize, usize)> {
    let owner = practice.owner.filter(|owner| !matches!(owner, 2 | 7 | 8))?;
    let is_easy = practice.keeps_usual_hours() && practice.access == "walk_in" && practice.skill.is_empty();
    is_easy.then_some((practice.number, owner))
}
