//! Wishes for meetings that a plan does not fulfil, and every rule that forbids them.

use crate::model::index::{LiaisonIndex, ProviderIndex};
use crate::model::provider::Introduction;
use crate::plan::disposition::{Rule, RuleSet};
use crate::plan::missed_meeting::MissedMeeting;
use crate::schedule::explain::reasons;
use crate::schedule::meetings::wish::{able, is_open};
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};

/// Lists the open wishes that no meeting fulfils, in the order of the book.
pub(crate) fn all(
    basis: &PlanBasis,
    covers: &[Option<LiaisonIndex>],
    is_met: impl Fn(usize) -> bool,
) -> Vec<MissedMeeting> {
    let wishes = basis.book.introductions().iter().enumerate();
    let missed = wishes.filter(|(number, it)| is_open(basis, it) && !is_met(*number));
    missed
        .map(|(_, it)| MissedMeeting {
            practice: it.practice.clone(),
            specialty: it.specialty.clone(),
            provider: it.provider.clone(),
            by: it.by,
            reasons: reasons(basis, covers, it),
        })
        .collect()
}

/// Finds everything that forbids a meeting, whatever other meetings there are.
fn reasons(basis: &PlanBasis, covers: &[Option<LiaisonIndex>], it: &Introduction) -> Vec<RuleSet> {
    let Some(practice) = basis.book.practice_index(&it.practice) else { return Vec::new() };
    if basis.place(practice).is_none() {
        return vec![vec![Rule::NoPlace]];
    }
    let providers: Vec<ProviderIndex> = able(basis.book, it);
    if providers.is_empty() {
        return vec![vec![Rule::NoProvider]];
    }
    let Some(liaison) = covers.get(practice.get()).copied().flatten() else {
        return vec![vec![Rule::Skills]];
    };
    let purpose = VisitPurpose::Meeting { wish: it, providers: &providers };
    reasons::reasons(&VisitQuestion { basis, liaison, practice, purpose })
}
