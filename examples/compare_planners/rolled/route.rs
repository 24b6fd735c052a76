//! Days on the road.

use rounds::model::Practice;
use rounds::plan::PlanRules;

use crate::rolled::ground::Ground;

/// A liaison's day: practices in the order of the visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tour {
    pub(crate) liaison: usize,
    pub(crate) day: i64,
    pub(crate) stops: Vec<usize>,
}

impl Tour {
    /// Counts the minutes from leaving home to being back: driving, visits, and the buffer after each.
    pub(crate) fn minutes(&self, ground: &Ground) -> u32 {
        let places = || std::iter::once(None).chain(self.stops.iter().copied().map(Some));
        let drives = places().zip(places().skip(1).chain([None]));
        let driving: u32 = drives.map(|(from, to)| ground.drive(self.liaison, from, to)).sum();
        driving + self.stops.iter().map(|&stop| visit_minutes(ground, stop)).sum::<u32>()
    }

    /// Adds practices one after the other, always the one of most worth for each minute that it adds, as long as the minutes
    /// last.
    pub(crate) fn fill(&mut self, ground: &Ground, minutes: u32, mut left: Vec<(usize, f64)>) {
        let most = ground.liaisons[self.liaison].max_stops as usize;
        let mut used = self.minutes(ground);
        while self.stops.len() < most {
            let fitting = left.iter().enumerate().filter_map(|(number, &(practice, worth))| {
                let (at, added) = self.best_place(ground, practice);
                (used + added <= minutes).then(|| (worth / f64::from(added), number, at, added))
            });
            let Some((_, number, at, added)) = fitting.max_by(|a, b| a.0.total_cmp(&b.0)) else { return };
            self.stops.insert(at, left.swap_remove(number).0);
            used += added;
        }
    }

    /// Finds where a practice adds fewest minutes to the day.
    fn best_place(&self, ground: &Ground, practice: usize) -> (usize, u32) {
        let drive = |from, to| ground.drive(self.liaison, from, to);
        let added = |at: usize| {
            let before = at.checked_sub(1).map(|before| self.stops[before]);
            let after = self.stops.get(at).copied();
            let around = drive(before, Some(practice)) + drive(Some(practice), after);
            (around + visit_minutes(ground, practice)).saturating_sub(drive(before, after))
        };
        let places = (0..=self.stops.len()).map(|at| (at, added(at)));
        places.min_by_key(|&(_, added)| added).unwrap_or((0, u32::MAX / 4))
    }
}

/// Returns the minutes of a visit and the buffer after it.
fn visit_minutes(ground: &Ground, practice: usize) -> u32 {
    let Practice { visit_minutes, .. } = &ground.practices[practice];
    visit_minutes.0 + PlanRules::default().buffer.0
}
