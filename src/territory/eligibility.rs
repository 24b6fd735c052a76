//! Who could serve a practice.

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::AccessPolicy;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::workload::longest_day;

/// Tells, by practice, then territory, whether that liaison has the skills and can be there and back within a
/// working day.
pub(crate) fn serves(programme: &Programme, liaisons: &[LiaisonIndex]) -> Vec<Vec<bool>> {
    let practices = programme.book.practice_indices();
    practices
        .map(|practice| liaisons.iter().map(|&liaison| serves_one(programme, practice, liaison)).collect())
        .collect()
}

/// Tells whether one liaison could serve one practice.
fn serves_one(programme: &Programme, practice: PracticeIndex, liaison: LiaisonIndex) -> bool {
    let (it, person) =
        (&programme.book.practices()[practice.get()], &programme.book.liaisons()[liaison.get()]);
    if programme.book.has_skills(liaison, practice) != Some(true) {
        return false;
    }
    if it.access == AccessPolicy::NoSee {
        return true;
    }
    let Some(place) = it.location else { return false };
    let ways = [programme.travel.drive(person.home, place), programme.travel.drive(place, person.home)];
    let [Some(there), Some(back)] = ways else { return false };
    let drive = there.time.to_minutes_up() + back.time.to_minutes_up();
    let limit = person.max_drive.is_none_or(|most| drive <= most);
    limit && (drive + it.visit_minutes).0 <= longest_day(person)
}

/// Finds the territory a practice starts in: its liaison's, or of those who could serve it the one with the
/// nearest home.
pub(crate) fn start(
    programme: &Programme,
    today: &Alignment,
    liaisons: &[LiaisonIndex],
    serves: &[Vec<bool>],
    practice: PracticeIndex,
) -> usize {
    let owner = today.liaison(practice).and_then(|owner| liaisons.iter().position(|&it| it == owner));
    let place = programme.book.practices()[practice.get()].location;
    let far = |territory: &usize| {
        let home = programme.book.liaisons()[liaisons[*territory].get()].home;
        let drive = place
            .and_then(|place| programme.travel.drive(home, place))
            .map_or(u32::MAX, |drive| drive.time.0);
        (!serves[practice.get()][*territory], drive, *territory)
    };
    owner.or_else(|| (0..liaisons.len()).min_by_key(far)).unwrap_or(0)
}
