//! Why nothing could keep every rule.

use crate::districting;
use crate::districting::contradiction::Contradiction;
use crate::districting::problem::DistrictingProblem;
use crate::error::Error;
use crate::model::id::{LiaisonId, PracticeId};
use crate::territory::measure::Measure;
use crate::territory::problem_builder::ProblemBuilder;

/// A simple proof that no alignment whatever keeps every rule.
/// [`export::proof_text`](crate::export::proof_text) puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InfeasibilityProof {
    /// A practice, with what must stay together with it, has more than any liaison's share allows.
    PracticeTooLarge {
        /// Which.
        practice: PracticeId,
        /// More of what.
        of: Measure,
    },
    /// The practices locked to a liaison alone have more than their share allows.
    LockedTooMuch {
        /// Who.
        liaison: LiaisonId,
        /// More of what.
        of: Measure,
        /// Whether practices that nobody can serve, and so stay, are among them.
        with_unservable: bool,
    },
    /// All shares together do not fit what there is.
    SharesMissTotal {
        /// Of what.
        of: Measure,
    },
    /// Practices that border no others do not divide into whole shares.
    PartDoesNotDivide {
        /// One of them.
        practice: PracticeId,
        /// Of what.
        of: Measure,
    },
    /// The map is in more parts that do not border each other than there are liaisons.
    TooManyParts {
        /// How many.
        parts: usize,
    },
    /// A practice, with what must stay together with it, is locked to two liaisons.
    LockedTwice {
        /// Which.
        practice: PracticeId,
        /// To whom.
        liaisons: (LiaisonId, LiaisonId),
    },
    /// Two practices must differ, but are held together or locked to one liaison.
    PairCannotDiffer {
        /// Which.
        practices: (PracticeId, PracticeId),
    },
}

/// Names the contradictions of a problem by practices and liaisons.
pub(crate) fn proofs(
    builder: &ProblemBuilder,
    problem: &DistrictingProblem,
) -> Result<Vec<InfeasibilityProof>, Error> {
    let found = districting::contradictions(problem)?;
    Ok(found.into_iter().filter_map(|it| proof(builder, &it)).collect())
}

/// Names one contradiction; `None` for an activity that the problem does not have.
fn proof(builder: &ProblemBuilder, contradiction: &Contradiction) -> Option<InfeasibilityProof> {
    Some(match *contradiction {
        Contradiction::UnitTooLarge { unit, activity } => InfeasibilityProof::PracticeTooLarge {
            practice: builder.unit_id(unit),
            of: builder.measure(activity)?,
        },
        Contradiction::FixedTooMuch { territory, activity } => InfeasibilityProof::LockedTooMuch {
            liaison: builder.liaison_id(territory),
            of: builder.measure(activity)?,
            with_unservable: builder.unservable.iter().any(|it| builder.start[it.get()] == territory),
        },
        Contradiction::TargetsMissTotal { activity } => {
            InfeasibilityProof::SharesMissTotal { of: builder.measure(activity)? }
        }
        Contradiction::PartDoesNotDivide { unit, activity } => InfeasibilityProof::PartDoesNotDivide {
            practice: builder.unit_id(unit),
            of: builder.measure(activity)?,
        },
        Contradiction::TooManyParts { parts } => InfeasibilityProof::TooManyParts { parts },
        Contradiction::FixedTwice { unit, territories: (a, b) } => InfeasibilityProof::LockedTwice {
            practice: builder.unit_id(unit),
            liaisons: (builder.liaison_id(a), builder.liaison_id(b)),
        },
        Contradiction::PairCannotDiffer { units: (a, b) } => {
            InfeasibilityProof::PairCannotDiffer { practices: (builder.unit_id(a), builder.unit_id(b)) }
        }
    })
}
