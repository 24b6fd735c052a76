//! How often practices of a specialty refer patients on, before any referral of the book is looked at.

use crate::model::score_fact::Refers;

/// How often practices of these specialties refer. The first row counts that has a beginning of a word of the specialty, or in its
/// second list a whole word. So rows of what hardly ever
/// refers come first, then subspecialties, then general medicine. docs/scores.md has the sources.
const TABLE: [(Refers, &[&str], &[&str]); 6] = [
    // Many pain clinics are run by anaesthetists, and say so.
    (Refers::Usual, &["pain", "207lp", "208vp"], &[]),
    (Refers::HardlyEver, IMAGES_AND_SLEEP, &["crna"]),
    (Refers::HardlyEver, LABORATORIES, &[]),
    (Refers::Seldom, SELDOM, &["pt"]),
    (Refers::Usual, SUBSPECIALTIES, &["ent", "er", "ed"]),
    (Refers::Often, GENERAL, &["fm", "fp", "gp", "im", "pcp", "ob", "obgyn", "gyn"]),
];

/// Beginnings of the words of radiology and anaesthesia, compounds included.
const IMAGES_AND_SLEEP: &[&str] =
    &["anesth", "anaesth", "radiolog", "neuroradiolog", "teleradiolog", "207l0", "2085"];

/// The same of laboratory medicine.
const LABORATORIES: &[&str] = &[
    "patholog",
    "neuropatholog",
    "dermatopatholog",
    "hematopatholog",
    "haematopatholog",
    "cytopatholog",
    "histopatholog",
    "laborator",
    "nuclear med",
    "207z",
];

/// The same of who mostly treats alone.
const SELDOM: &[&str] = &[
    "psych",
    "neuropsych",
    "geropsych",
    "telepsych",
    "mental",
    "behavior",
    "behaviour",
    "dent",
    "optom",
    "chiro",
    "podiat",
    "therap",
    "physiotherap",
];

/// The same of subspecialties, which often stand beside the name of their general field.
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
    "sleep",
    "neonat",
    "critical",
    "hospitalist",
];

/// The same of general medicine.
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
    // The words, one space before each, so that a beginning of two words is found as well.
    let known: Vec<&str> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    let spaced = format!(" {}", known.join(" "));
    let named = |beginnings: &[&str], whole: &[&str]| {
        beginnings.iter().any(|it| spaced.contains(&format!(" {it}")))
            || words.iter().any(|word| whole.contains(word))
    };
    let row = TABLE.iter().find(|(_, beginnings, whole)| named(beginnings, whole));
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
    fn only_beginnings_of_words_tell() {
        for name in
            ["Student Health", "Independent Clinic", "Developmental Pediatrics", "Environmental Health"]
        {
            assert_eq!(refers(name), Refers::Usual, "{name}");
        }
        for name in ["Neuropsychology", "Physiotherapy", "Pediatric Dentistry", "Mental Health"] {
            assert_eq!(refers(name), Refers::Seldom, "{name}");
        }
        for name in ["Neuroradiology", "Dermatopathology", "Nuclear-Medicine", "2085R0202X"] {
            assert_eq!(refers(name), Refers::HardlyEver, "{name}");
        }
    }

    #[test]
    fn pain_medicine_refers_though_anaesthetists_run_it() {
        for name in ["Pain Medicine", "Anesthesiology - Pain Medicine", "207LP2900X", "Interventional Pain"] {
            assert_eq!(refers(name), Refers::Usual, "{name}");
        }
        assert_eq!(refers("Anesthesiology"), Refers::HardlyEver);
    }

    #[test]
    fn whoever_refers_more_often_has_the_higher_rate() {
        let kinds = [Refers::HardlyEver, Refers::Seldom, Refers::Usual, Refers::Often];
        assert!(kinds.windows(2).all(|pair| pair[0].rate() < pair[1].rate()));
    }
}
