//! Wishes for meetings that a plan does not fulfil, and every rule that forbids them.

use crate::model::index::{LiaisonIndex, ProviderIndex};
use crate::model::provider::Introduction;
use crate::plan::disposition::{Rule, RuleSet};
use crate::plan::missed_meeting::MissedMeeting;
use crate::schedule::explain::reasons;
use crate::schedule::meetings::agreed_meeting::AgreedMeeting;
use crate::schedule::meetings::wish::{able, asked, is_open};
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};

/// Lists the open wishes that no meeting fulfils, in the order of the book.
pub(crate) fn all(
    basis: &PlanBasis,
    covers: &[Option<LiaisonIndex>],
    meetings: &[AgreedMeeting],
) -> Vec<MissedMeeting> {
    let wishes = basis.book.introductions().iter();
    let missed =
        wishes.filter(|it| is_open(basis, it) && !meetings.iter().any(|meeting| fulfils(basis, meeting, it)));
    missed
        .map(|it| MissedMeeting {
            practice: it.practice.clone(),
            specialty: it.specialty.clone(),
            provider: it.provider.clone(),
            by: it.by,
            reasons: reasons(basis, covers, it),
        })
        .collect()
}

/// Tells whether a meeting fulfils a wish.
fn fulfils(basis: &PlanBasis, meeting: &AgreedMeeting, it: &Introduction) -> bool {
    let (from, until) = asked(basis, it);
    let provider = basis.book.provider_index(&meeting.meeting.provider);
    basis.book.practice_index(&it.practice) == Some(meeting.practice)
        && it.specialty == meeting.meeting.specialty
        && provider.is_some_and(|provider| able(basis.book, it).contains(&provider))
        && basis.horizon.day(meeting.date).is_some_and(|day| (from..=until).contains(&day))
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
