//! Rules of territories that are not kept, why nothing could keep them, and which rule stands in the way.

use std::fmt;

use crate::export::wording::moves::{liaison_name, practice_name};
use crate::export::wording::numbers::{percent, percent_to};
use crate::model::book::Book;
use crate::territory::binding_rule::{BindingRule, RuleKind};
use crate::territory::hire::NewcomerName;
use crate::territory::proof::InfeasibilityProof;
use crate::territory::violation::TerritoryViolation;

/// Says what is not kept, whose it is, and by how much: a clause without a full stop. Names come from the
/// book.
#[must_use]
pub fn violation_text(book: &Book, violation: &TerritoryViolation) -> String {
    match violation {
        TerritoryViolation::OffShare { liaison, of, deviation, tolerance } => format!(
            "{} is {} {} their share of {}; {} is allowed",
            liaison_name(book, liaison),
            percent_to(1, deviation.abs()),
            if *deviation > 0.0 { "above" } else { "below" },
            of.name(),
            percent(*tolerance)
        ),
        TerritoryViolation::Scattered { liaison, parts } => {
            format!("the territory of {} is in {parts} parts", liaison_name(book, liaison))
        }
        TerritoryViolation::NotApart { practices: (a, b) } => {
            let (a, b) = (practice_name(book, a), practice_name(book, b));
            format!("{a} and {b} must differ and have the same liaison")
        }
        TerritoryViolation::TooManyMoves { above } => {
            format!("{above} practices more than allowed change hands")
        }
        TerritoryViolation::LockBroken { practice, liaison } => {
            let (practice, liaison) = (practice_name(book, practice), liaison_name(book, liaison));
            format!("{practice} does not stay with {liaison}, to whom it is locked")
        }
        TerritoryViolation::Barred { practice } => {
            let practice = practice_name(book, practice);
            format!("{practice} is with a liaison who lacks its skills or cannot reach it")
        }
    }
}

/// Says why no alignment whatever keeps every rule: a clause without a full stop. Names come from the book.
#[must_use]
pub fn proof_text(book: &Book, proof: &InfeasibilityProof) -> String {
    match proof {
        InfeasibilityProof::PracticeTooLarge { practice, of } => format!(
            "{}, with what must stay together with it, has more {} than any liaison's share allows",
            practice_name(book, practice),
            of.name()
        ),
        InfeasibilityProof::LockedTooMuch { liaison, of, with_unservable } => format!(
            "the practices locked to {}{} alone have more {} than their share allows",
            liaison_name(book, liaison),
            if *with_unservable { " and those that nobody can serve" } else { "" },
            of.name()
        ),
        InfeasibilityProof::SharesMissTotal { of } => {
            format!("all shares of {} together do not fit what there is", of.name())
        }
        InfeasibilityProof::PartDoesNotDivide { practice, of } => format!(
            "the practices around {} border no others, and their {} do not divide into whole shares",
            practice_name(book, practice),
            of.name()
        ),
        InfeasibilityProof::TooManyParts { parts } => {
            format!("the map is in {parts} parts that do not border each other, more than there are liaisons")
        }
        InfeasibilityProof::LockedTwice { practice, .. } => {
            let practice = practice_name(book, practice);
            format!("{practice}, with what must stay together with it, is locked to two liaisons")
        }
        InfeasibilityProof::PairCannotDiffer { practices: (a, b) } => {
            let (a, b) = (practice_name(book, a), practice_name(book, b));
            format!("{a} and {b} must differ, but are held together or locked to one liaison")
        }
    }
}

/// Says what would still be missed without a rule, in a sentence. Names come from the book.
#[must_use]
pub fn binding_rule_sentence(book: &Book, binding: &BindingRule) -> String {
    let rule = binding.rule;
    match violation_texts(book, &binding.violations).as_slice() {
        [] => format!("Without {rule}, the rest could be kept."),
        [only] => format!("Without {rule}, {}: {only}.", less(binding)),
        [first, rest @ ..] => {
            format!("Without {rule}, {}: {first}, and {} more.", less(binding), rest.len())
        }
    }
}

/// Puts violations into words, the largest first, equal ones in the order of their text.
pub(crate) fn violation_texts(book: &Book, violations: &[TerritoryViolation]) -> Vec<String> {
    let mut texts: Vec<(f64, String)> =
        violations.iter().map(|it| (it.size(), violation_text(book, it))).collect();
    texts.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    texts.into_iter().map(|(_, text)| text).collect()
}

/// Says how much less is missed, beside what is missed now.
fn less(binding: &BindingRule) -> String {
    let (missed, now) = (percent_to(1, binding.missed), percent_to(1, binding.missed_now));
    format!("less is missed ({missed} of a share in all instead of {now})")
}

impl fmt::Display for RuleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Together => "practices that must be together",
            Self::Apart => "practices that must differ",
            Self::SkillsAndReach => "skills and reach",
            Self::Contiguity => "territories in one piece",
            Self::MoveCaps => "the caps on moves",
            Self::Locks => "the locks",
            Self::PotentialTolerance => "the tolerance of potential",
            Self::PracticesTolerance => "the tolerance of practices",
        })
    }
}

impl fmt::Display for NewcomerName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "New liaison near {}", self.near)
    }
}
