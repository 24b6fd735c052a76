//! What is fixed before the plan: holidays, days off, appointments and promises.

use std::collections::BTreeMap;

use rounds::model::Date;

use super::{
    csv_text, day,
    dice::{Dice, Subject},
    liaisons,
    practices::{self, Practice},
};

/// United States federal holidays, on the day on which they are observed.
const HOLIDAYS: [(i32, u32, u32, &str); 33] = [
    (2024, 1, 1, "New Year's Day"),
    (2024, 1, 15, "Martin Luther King Jr. Day"),
    (2024, 2, 19, "Presidents' Day"),
    (2024, 5, 27, "Memorial Day"),
    (2024, 6, 19, "Juneteenth"),
    (2024, 7, 4, "Independence Day"),
    (2024, 9, 2, "Labor Day"),
    (2024, 10, 14, "Columbus Day"),
    (2024, 11, 11, "Veterans Day"),
    (2024, 11, 28, "Thanksgiving Day"),
    (2024, 12, 25, "Christmas Day"),
    (2025, 1, 1, "New Year's Day"),
    (2025, 1, 20, "Martin Luther King Jr. Day"),
    (2025, 2, 17, "Presidents' Day"),
    (2025, 5, 26, "Memorial Day"),
    (2025, 6, 19, "Juneteenth"),
    (2025, 7, 4, "Independence Day"),
    (2025, 9, 1, "Labor Day"),
    (2025, 10, 13, "Columbus Day"),
    (2025, 11, 11, "Veterans Day"),
    (2025, 11, 27, "Thanksgiving Day"),
    (2025, 12, 25, "Christmas Day"),
    (2026, 1, 1, "New Year's Day"),
    (2026, 1, 19, "Martin Luther King Jr. Day"),
    (2026, 2, 16, "Presidents' Day"),
    (2026, 5, 25, "Memorial Day"),
    (2026, 6, 19, "Juneteenth"),
    (2026, 7, 3, "Independence Day"),
    (2026, 9, 7, "Labor Day"),
    (2026, 10, 12, "Columbus Day"),
    (2026, 11, 11, "Veterans Day"),
    (2026, 11, 26, "Thanksgiving Day"),
    (2026, 12, 25, "Christmas Day"),
];

/// The holidays of the history and of the year that is planned.
pub(super) fn holidays() -> Vec<(Date, &'static str)> {
    HOLIDAYS.iter().map(|&(year, month, date, name)| (day(year, month, date), name)).collect()
}

/// The table of holidays.
pub(super) fn holidays_table(holidays: &[(Date, &str)]) -> String {
    let rows = holidays.iter().map(|(date, name)| vec![date.to_string(), (*name).to_owned()]);
    csv_text(&["date", "name"], rows)
}

/// The table of days off: a week, some single days, and one who leaves before the plan ends.
pub(super) fn time_off_table() -> String {
    let february = |date| day(2026, 2, date);
    let absences = [
        (2, february(9), february(13)),
        (4, february(4), february(4)),
        (5, february(20), february(20)),
        (7, february(23), february(24)),
        (8, february(26), day(2026, 3, 6)),
        (0, day(2025, 12, 22), day(2026, 1, 2)),
    ];
    let rows = absences
        .into_iter()
        .map(|(liaison, from, until)| vec![liaisons::id(liaison), from.to_string(), until.to_string()]);
    csv_text(&["liaison_id", "from", "until"], rows)
}

/// Days and times of appointments in the four planned weeks: on Tuesdays and Thursdays, when every liaison works.
const AGREED: [(u32, &str); 6] =
    [(3, "10:00"), (5, "13:30"), (10, "10:00"), (12, "14:00"), (17, "10:30"), (24, "11:00")];

/// The table of appointments: three or four for each liaison, at practices that keep the usual hours.
pub(super) fn appointments_table(seed: u64, practices: &[Practice]) -> String {
    let mut rows = Vec::new();
    for (liaison, owned) in owned(practices) {
        let mut dice = Dice::new(seed, Subject::Agenda, liaison);
        let welcome = |practice: &&&Practice| practice.keeps_usual_hours() && practice.skill.is_empty();
        let open: Vec<usize> = owned.iter().filter(welcome).map(|practice| practice.number).collect();
        let away = |date: u32| matches!((liaison, date), (2, 9..=13) | (7, 24) | (8, 26..));
        for (date, start) in AGREED.into_iter().filter(|(date, _)| !away(*date)) {
            if dice.chance(0.6) && !open.is_empty() {
                let practice = dice.pick(&open);
                rows.push(vec![
                    day(2026, 2, date).to_string(),
                    start.to_owned(),
                    liaisons::id(liaison),
                    practices::id(practice),
                    "30".to_owned(),
                ]);
            }
        }
    }
    rows.sort_unstable();
    csv_text(&["date", "start", "liaison_id", "practice_id", "minutes"], rows)
}

/// The table of promised visits: two for each liaison.
pub(super) fn must_visits_table(seed: u64, practices: &[Practice]) -> String {
    let mut rows = Vec::new();
    for (liaison, owned) in owned(practices) {
        let mut dice = Dice::new(seed, Subject::Agenda, 100 + liaison);
        let willing: Vec<usize> = owned
            .iter()
            .filter(|practice| practice.access != "no_see" && practice.skill.is_empty())
            .map(|practice| practice.number)
            .collect();
        for first in [2, 16] {
            let (from, until) = (day(2026, 2, first), day(2026, 2, first + 11));
            if !willing.is_empty() {
                rows.push(vec![practices::id(dice.pick(&willing)), from.to_string(), until.to_string()]);
            }
        }
    }
    rows.sort_unstable();
    csv_text(&["practice_id", "from", "until"], rows)
}

/// The practices of each liaison.
fn owned(practices: &[Practice]) -> BTreeMap<usize, Vec<&Practice>> {
    let mut owned: BTreeMap<usize, Vec<&Practice>> = BTreeMap::new();
    for practice in practices {
        if let Some(liaison) = practice.owner {
            owned.entry(liaison).or_default().push(practice);
        }
    }
    owned
}
