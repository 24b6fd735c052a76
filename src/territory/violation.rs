//! What an answer does not keep.

use crate::districting::problem::DistrictingProblem;
use crate::districting::solution::{Breach, DistrictingSolution};
use crate::model::id::{LiaisonId, PracticeId};
use crate::territory::measure::Measure;
use crate::territory::problem_builder::ProblemBuilder;

/// A rule that the answer does not keep. [`export::violation_text`](crate::export::violation_text) puts it
/// into words.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum TerritoryViolation {
    /// A liaison has too much or too little of something.
    OffShare {
        /// Who.
        liaison: LiaisonId,
        /// Of what.
        of: Measure,
        /// What they have over their share, less one: 0.12 is 12 % too much.
        deviation: f64,
        /// How far off is allowed.
        tolerance: f64,
    },
    /// A territory is in several parts.
    Scattered {
        /// Whose.
        liaison: LiaisonId,
        /// In how many.
        parts: usize,
    },
    /// Two practices that must differ have the same liaison.
    NotApart {
        /// Which.
        practices: (PracticeId, PracticeId),
    },
    /// More practices change hands than the caps allow.
    TooManyMoves {
        /// How many more, all caps together.
        above: usize,
    },
    /// A practice does not stay with the liaison to whom it is locked.
    LockBroken {
        /// Which.
        practice: PracticeId,
        /// To whom it is locked.
        liaison: LiaisonId,
    },
    /// A practice is with a liaison who lacks its skills or cannot reach it.
    Barred {
        /// Which.
        practice: PracticeId,
    },
}

impl TerritoryViolation {
    /// Returns how much is missed: a share of the target beyond the tolerance, or a count of pairs, moves or
    /// parts.
    #[must_use]
    pub fn size(&self) -> f64 {
        match self {
            Self::OffShare { deviation, tolerance, .. } => deviation.abs() - tolerance,
            Self::Scattered { parts, .. } => *parts as f64 - 1.0,
            Self::TooManyMoves { above } => *above as f64,
            Self::NotApart { .. } | Self::LockBroken { .. } | Self::Barred { .. } => 1.0,
        }
    }
}

/// Names the breaches of an answer by practices and liaisons, largest first.
pub(crate) fn violations(
    builder: &ProblemBuilder,
    problem: &DistrictingProblem,
    solution: &DistrictingSolution,
) -> Vec<TerritoryViolation> {
    let named = |breach: &Breach| violation(builder, problem, breach);
    let mut found: Vec<TerritoryViolation> = solution.breaches.iter().filter_map(named).collect();
    found.sort_by(|a, b| b.size().total_cmp(&a.size()));
    found
}

/// Names one breach; `None` for an activity that the problem does not have.
fn violation(
    builder: &ProblemBuilder,
    problem: &DistrictingProblem,
    breach: &Breach,
) -> Option<TerritoryViolation> {
    Some(match *breach {
        Breach::OffTarget { territory, activity, deviation } => TerritoryViolation::OffShare {
            liaison: builder.liaison_id(territory),
            of: builder.measure(activity)?,
            deviation,
            tolerance: problem.activities.get(activity)?.tolerance,
        },
        Breach::Scattered { territory, parts } => {
            TerritoryViolation::Scattered { liaison: builder.liaison_id(territory), parts }
        }
        Breach::NotApart { units: (a, b) } => {
            TerritoryViolation::NotApart { practices: (builder.unit_id(a), builder.unit_id(b)) }
        }
        Breach::TooManyMoves { above } => TerritoryViolation::TooManyMoves { above },
        Breach::FixedElsewhere { unit, territory } => TerritoryViolation::LockBroken {
            practice: builder.unit_id(unit),
            liaison: builder.liaison_id(territory),
        },
        Breach::Barred { unit } => TerritoryViolation::Barred { practice: builder.unit_id(unit) },
    })
}
