//! How many hours a territory is driven in, before anybody plans it.

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::workload::{Workload, weekly_minutes};

/// Minutes of driving for each visit: `line_haul` x (the drive from home and back / stops of a full day) +
/// `local` x (the leg between neighbouring visits).
///
/// The continuous approximation of a day's round: a way out and back that its visits share, and a tour inside
/// the territory whose legs shrink with the density of visits (Daganzo 1984,
/// <https://doi.org/10.1287/trsc.18.4.331>; Figliozzi 2009, <https://doi.org/10.1016/j.tre.2008.04.013>, on
/// the theorem of Beardwood, Halton & Hammersley 1959, <https://doi.org/10.1017/S0305004100034095>: a tour of
/// points of density d has legs of about `1 / sqrt(d)`). Density is measured around each practice, in drive
/// time, by the nearest visits of a four-week cycle; so a territory of a dense and a sparse part is not taken
/// for one of middling density, and every practice has its own share of the whole.
///
/// Both coefficients are fitted to four weeks that [`crate::schedule::plan`] planned on simulated books of 40
/// to 1,200 practices, as they are and rebalanced, by least squares of relative errors. `cargo test --release
/// --test territories fit -- --ignored --nocapture` fits them anew. The way from home comes out a quarter above theory,
/// which says 1, because days end early where hours bring nothing; legs are longer than its 0.71, because due dates and visiting hours keep the visits of a day
/// from being neighbours. ARCHITECTURE.md states the errors; a test holds the model to them on books that it
/// was not fitted to. O(n log n) a practice in its territory of n.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DriveModel {
    /// What a day costs, in drives from home and back, where it has as many stops as it may have and has room
    /// for.
    pub line_haul: f64,
    /// Share of the mean leg between neighbouring visits that each visit costs.
    pub local: f64,
}

impl Default for DriveModel {
    fn default() -> Self {
        Self { line_haul: 1.24, local: 1.2 }
    }
}

/// Days of the cycle in which visits are combined to rounds.
const CYCLE: f64 = 28.0;
/// Visits of the cycle around a practice by which density is measured: about a day's.
const AROUND: f64 = 6.0;
/// Stands for the drive where there is no way, in minutes.
const NO_WAY: f64 = 240.0;

impl DriveModel {
    /// Estimates, by practice, the minutes of driving for each visit by the liaison who covers it; 0 where
    /// nobody does. The alignment and the work are those of the book.
    pub(crate) fn minutes_a_visit(
        &self,
        programme: &Programme,
        alignment: &Alignment,
        workloads: &[Workload],
    ) -> Vec<f64> {
        use rayon::prelude::*;
        let members = alignment.members();
        let mut minutes = vec![0.0; workloads.len()];
        for (liaison, members) in programme.book.liaison_indices().zip(&members) {
            let estimate =
                |&practice: &PracticeIndex| self.estimate(programme, liaison, practice, members, workloads);
            let estimates: Vec<f64> = members.par_iter().map(estimate).collect();
            for (practice, estimate) in members.iter().zip(estimates) {
                minutes[practice.get()] = estimate;
            }
        }
        minutes
    }

    /// Estimates the minutes of driving for each visit to one practice of a territory.
    fn estimate(
        &self,
        programme: &Programme,
        liaison: LiaisonIndex,
        practice: PracticeIndex,
        members: &[PracticeIndex],
        workloads: &[Workload],
    ) -> f64 {
        let liaison = &programme.book.liaisons()[liaison.get()];
        let place = programme.book.practices()[practice.get()].location;
        let there = way(programme, Some(liaison.home), place);
        self.line_haul * 2.0 * there / stops_a_day(liaison, &workloads[practice.get()])
            + self.local * leg(programme, practice, members, workloads)
    }
}

/// Counts the stops of a full day, if all were as long as at this practice: by the liaison's limit or by
/// their hours, at least one.
fn stops_a_day(liaison: &Liaison, workload: &Workload) -> f64 {
    let hours = f64::from(weekly_minutes(liaison)) / 60.0 / liaison.hours.len().max(1) as f64;
    let by_hours = hours * workload.visits / workload.visit_hours.max(f64::MIN_POSITIVE);
    by_hours.min(f64::from(liaison.max_stops)).max(1.0)
}

/// Estimates the mean leg between visits around a practice, in minutes: the radius that holds enough visits,
/// as if they were spread evenly over its disc.
fn leg(
    programme: &Programme,
    practice: PracticeIndex,
    members: &[PracticeIndex],
    workloads: &[Workload],
) -> f64 {
    let place = |practice: PracticeIndex| programme.book.practices()[practice.get()].location;
    let visits = |practice: PracticeIndex| workloads[practice.get()].visits * CYCLE / 365.25;
    let others = members.iter().filter(|&&other| other != practice && workloads[other.get()].visits > 0.0);
    let mut near: Vec<(f64, PracticeIndex)> =
        others.map(|&other| (way(programme, place(practice), place(other)), other)).collect();
    near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut around, mut radius) = ((visits(practice) - 1.0).max(0.0), 0.0);
    for (drive, other) in near {
        if around >= AROUND {
            break;
        }
        around += visits(other);
        radius = drive;
    }
    if around > 0.0 { radius * (std::f64::consts::PI / around).sqrt() } else { 0.0 }
}

/// Returns the minutes from one place to another, as far as both are known.
fn way(programme: &Programme, from: Option<Location>, to: Option<Location>) -> f64 {
    from.zip(to).map_or(NO_WAY, |(from, to)| minutes(programme, from, to))
}

/// Returns the minutes from one place to another.
pub(crate) fn minutes(programme: &Programme, from: Location, to: Location) -> f64 {
    programme.travel.drive(from, to).map_or(NO_WAY, |drive| f64::from(drive.time.0) / 60.0)
}
