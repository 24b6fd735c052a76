//! Material to hand out, what each liaison has of it, and where it was left.

use super::{
    as_of, csv_text,
    dice::{Dice, Subject},
    history::Visit,
    liaisons::{self, Liaison},
    practices::{self, Practice},
};

/// Material: identifier, name, specialties, pieces a visit, value of a piece, first and last day, days until it is given again.
const MATERIAL: [[&str; 8]; 6] = [
    ["M1", "Referral cards", "", "10", "", "", "", "28"],
    [
        "M2",
        "Heart and vascular brochure",
        "Cardiology; Family Medicine; Internal Medicine",
        "5",
        "",
        "",
        "",
        "90",
    ],
    ["M3", "Children's services brochure", "Pediatrics; Family Medicine", "5", "", "", "", "90"],
    ["M4", "Women's health brochure", "Obstetrics and Gynecology", "5", "", "", "", "90"],
    ["M5", "Magnet with the referral number", "", "2", "0.85", "", "", "365"],
    ["M6", "Lunch for the team", "Geriatric Medicine", "6", "12.00", "2026-02-02", "2026-03-31", "365"],
];

/// The table of material.
pub(super) fn collateral_table() -> String {
    let header = ["item_id", "name", "specialties", "pieces", "value", "from", "until", "every_days"];
    csv_text(&header, MATERIAL.map(|item| item.map(str::to_owned).to_vec()))
}

/// The table of stocks, counted on the last day of the history. Lunches are ordered, and some liaisons run short of cards.
pub(super) fn stock_table(seed: u64, liaisons: &[Liaison]) -> String {
    let mut rows = Vec::new();
    for at in 0..liaisons.len() {
        let mut dice = Dice::new(seed, Subject::Material, at);
        for item in ["M1", "M2", "M3", "M4", "M5"] {
            let most = if item == "M1" { 600 } else { 160 };
            let pieces = if dice.chance(0.15) { dice.whole(0, 20) } else { dice.whole(most / 4, most) };
            rows.push(vec![liaisons::id(at), item.to_owned(), pieces.to_string(), as_of().to_string()]);
        }
    }
    csv_text(&["liaison_id", "item_id", "pieces", "date"], rows)
}

/// The table of what was left: cards at some visits of the last two months, and now and then a brochure or a magnet.
pub(super) fn left_collateral_table(seed: u64, practices: &[Practice], visits: &[Vec<Visit>]) -> String {
    let mut rows = Vec::new();
    for (practice, visits) in practices.iter().zip(visits) {
        let Some(owner) = practice.owner else { continue };
        let mut dice = Dice::new(seed, Subject::Material, 1_000 + practice.number);
        for visit in visits.iter().filter(|visit| visit.was_seen_since(as_of().plus_days(-60))) {
            let [item, _, _, pieces, ..] = MATERIAL[dice.weighted(&[(0.7, 0), (0.15, 1), (0.15, 4)])];
            if dice.chance(0.2) && practice.is_given(item) {
                let (id, date) = (practices::id(practice.number), visit.date().to_string());
                rows.push(vec![id, date, item.to_owned(), pieces.to_owned(), liaisons::id(owner)]);
            }
        }
    }
    csv_text(&["practice_id", "date", "item_id", "pieces", "liaison_id"], rows)
}

impl Practice {
    /// Whether an item is for its specialty.
    fn is_given(&self, item: &str) -> bool {
        MATERIAL.iter().any(|[id, _, specialties, ..]| {
            *id == item && (specialties.is_empty() || specialties.split("; ").any(|it| it == self.specialty))
        })
    }
}
