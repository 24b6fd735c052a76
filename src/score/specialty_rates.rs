//! How often practices of a specialty refer patients on, before any referral of the book is looked at.

use crate::model::score_fact::Refers;

/// How often practices of these specialties refer. The first row with a word of the specialty counts. So rows of what hardly ever
/// refers come first, then subspecialties, then general medicine. docs/scores.md has the sources.
const TABLE: [(Refers, &[&str], &[&str]); 5] = [
    (Refers::HardlyEver, &["anesth", "anaesth", "radiolog", "207l0", "2085"], &["crna"]),
    (Refers::HardlyEver, &["patholog", "laborator", "nuclear med", "207z"], &[]),
    (
        Refers::Seldom,
        &["psych", "mental", "behavior", "behaviour", "dent", "optom", "chiro", "podiat", "therap"],
        &["pt"],
    ),
    (Refers::Usual, SUBSPECIALTIES, &["ent", "er", "ed"]),
    (Refers::Often, GENERAL, &["fm", "fp", "gp", "im", "pcp", "ob", "obgyn", "gyn"]),
];

/// Parts of the names of subspecialties, which often stand beside the name of their general field.
const SUBSPECIALTIES: &[&str] = &[
    "cardi",
    "gastro",
    "pulm",
    "nephro",
    "endocrin",
    "rheum",
    "oncol",
    "hemat",
    "haemat",
    "infectious",
    "allerg",
    "neuro",
    "derm",
    "surg",
    "orthop",
    "urolog",
    "ophthal",
    "otolaryng",
    "sport",
    "emergency",
    "urgent",
    "pain",
    "sleep",
    "neonat",
    "critical",
    "hospitalist",
];

/// Parts of the names of general medicine.
const GENERAL: &[&str] = &[
    "family",
    "general pract",
    "internal med",
    "internist",
    "primary care",
    "geriatr",
    "obstet",
    "gynec",
    "gynaec",
    "women",
    "207q0",
    "207r0",
    "208d0",
    "207v0",
];

/// Reads how often practices of a specialty refer, from its usual words, abbreviations and taxonomy codes. What is not known refers as usual. O(words).
pub(crate) fn refers(specialty: &str) -> Refers {
    let text = specialty.to_lowercase();
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
    let named = |parts: &[&str], whole: &[&str]| {
        parts.iter().any(|part| text.contains(part)) || words.iter().any(|word| whole.contains(word))
    };
    let row = TABLE.iter().find(|(_, parts, whole)| named(parts, whole));
    row.map_or(Refers::Usual, |row| row.0)
}

impl Refers {
    /// Returns what such practices send, relative to a practice of unknown specialty and the same size.
    pub(crate) fn rate(self) -> f64 {
        match self {
            Self::Often => 1.5,
            Self::Usual => 1.0,
            Self::Seldom => 0.5,
            Self::HardlyEver => 0.05,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specialties_are_known_however_they_are_written() {
        let cases = [
            (
                Refers::Often,
                &["Family Medicine", "FAMILY PRACTICE", "FM", "fp", "Internal Medicine", "IM"][..],
            ),
            (
                Refers::Often,
                &["General Practice", "GP", "OB-GYN", "OB/GYN", "Obstetrics", "Gynaecology", "207Q00000X"],
            ),
            (
                Refers::Usual,
                &["Pediatrics", "Paediatrics", "Peds", "Cardiology", "Internal Medicine - Cardiology"],
            ),
            (
                Refers::Usual,
                &["Emergency Medicine", "Orthopaedic Surgery", "Geomancy", "", "unknown", "207RC0000X"],
            ),
            (Refers::Seldom, &["Psychiatry", "Dentistry", "Physical Therapy", "PT"]),
            (
                Refers::HardlyEver,
                &["Anesthesiology", "anaesthesia", "Radiology", "Pathology", "Pediatric Anesthesiology"],
            ),
        ];
        for (kind, names) in cases {
            for name in names {
                assert_eq!(refers(name), kind, "{name}");
            }
        }
    }

    #[test]
    fn whoever_refers_more_often_has_the_higher_rate() {
        let kinds = [Refers::HardlyEver, Refers::Seldom, Refers::Usual, Refers::Often];
        assert!(kinds.windows(2).all(|pair| pair[0].rate() < pair[1].rate()));
    }
}
