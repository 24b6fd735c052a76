//! Our physicians, when they can be away, and who would like to meet them.

use super::{
    csv_text,
    dice::{Dice, Subject},
    practices::{self, Practice},
    region::{self, kilometres},
};

/// Physicians: identifier, name, specialties, latitude and longitude of their clinic, most meetings a week.
const PHYSICIANS: [[&str; 6]; 4] = [
    ["D1", "Dr. Maple", "Cardiology", "38.9350", "-77.0450", "2"],
    ["D2", "Dr. Oak", "Orthopedics; Sports Medicine", "38.9847", "-77.0947", "1"],
    ["D3", "Dr. Hawthorn", "Obstetrics and Gynecology", "38.9350", "-77.0450", "2"],
    ["D4", "Dr. Rowan", "Neurology", "38.8816", "-77.1105", "1"],
];

/// When they can be away: physician, weekdays, date, from, until, and another place that they set out from.
const HOURS: [[&str; 7]; 7] = [
    ["D1", "tue", "", "12:00", "16:00", "", ""],
    ["D1", "thu", "", "08:00", "11:30", "", ""],
    ["D2", "wed", "", "13:00", "17:00", "", ""],
    ["D3", "mon thu", "", "13:00", "16:30", "", ""],
    ["D3", "", "2026-02-13", "09:00", "12:00", "38.8048", "-77.0469"],
    ["D4", "fri", "", "09:00", "13:00", "", ""],
    ["D4", "", "2026-02-10", "13:00", "16:00", "", ""],
];

/// Wishes: the specialty, the physician if it has to be one, first day, last day, minutes, and the day on which they met. Nobody here
/// is a dermatologist.
const WISHES: [[&str; 6]; 10] = [
    ["Cardiology", "", "", "2026-02-13", "30", ""],
    ["Cardiology", "D1", "", "2026-02-20", "30", ""],
    ["Cardiology", "", "2026-02-09", "2026-02-27", "45", ""],
    ["Cardiology", "", "", "2026-01-30", "30", "2026-01-22"],
    ["Orthopedics", "", "", "2026-02-18", "30", ""],
    ["Orthopedics", "D2", "", "2026-02-27", "", ""],
    ["Obstetrics and Gynecology", "", "", "2026-02-20", "30", ""],
    ["Neurology", "", "2026-02-02", "2026-02-20", "30", ""],
    ["Sports Medicine", "", "", "", "20", ""],
    ["Dermatology", "", "", "2026-02-27", "30", ""],
];

/// The table of physicians.
pub(super) fn providers_table() -> String {
    let header = ["provider_id", "name", "specialties", "lat", "lon", "per_week", "simulated"];
    let row = |physician: [&str; 6]| physician.into_iter().chain(["yes"]).map(str::to_owned).collect();
    csv_text(&header, PHYSICIANS.map(row))
}

/// The table of their hours.
pub(super) fn provider_hours_table() -> String {
    let header = ["provider_id", "weekday", "date", "from", "until", "lat", "lon"];
    csv_text(&header, HOURS.map(|hours| hours.map(str::to_owned).to_vec()))
}

/// The table of wishes, of practices that are easy to reach and open in the usual hours.
pub(super) fn introductions_table(seed: u64, practices: &[Practice]) -> String {
    const NEAR: f64 = 18.0;
    let mut dice = Dice::new(seed, Subject::Material, 100_000);
    let is_easy = |practice: &&Practice| {
        practice.owner.is_some()
            && practice.access == "walk_in"
            && practice.keeps_usual_hours()
            && practice.skill.is_empty()
            && kilometres(practice.place, region::HOSPITAL) < NEAR
    };
    let mut easy: Vec<usize> = practices.iter().filter(is_easy).map(|practice| practice.number).collect();
    let mut rows = Vec::new();
    for wish in WISHES {
        if easy.is_empty() {
            break;
        }
        let practice = dice.pick(&easy);
        easy.retain(|other| *other != practice);
        rows.push([practices::id(practice)].into_iter().chain(wish.map(str::to_owned)).collect());
    }
    rows.sort_unstable();
    csv_text(&["practice_id", "specialty", "provider_id", "from", "by", "minutes", "met"], rows)
}
