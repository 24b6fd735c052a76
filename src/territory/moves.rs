//! Every practice that moves, with its reasons in figures.

use rayon::prelude::*;

use crate::districting;
use crate::districting::config::DistrictingConfig;
use crate::districting::moves::{Move, MoveRole};
use crate::error::Error;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::territory::alignment::Alignment;
use crate::territory::candidate::AlignmentCandidate;
use crate::territory::problem_builder::{ProblemBuilder, practice_of};
use crate::territory::progress::{ProgressRelay, Steps};
use crate::territory::relationship;

/// A practice that goes from one liaison to another. [`export::move_sentence`](crate::export::move_sentence)
/// puts it into words.
#[derive(Debug, Clone, PartialEq)]
pub struct MovedPractice {
    /// Which practice.
    pub practice: PracticeId,
    /// Who covers it today.
    pub from: LiaisonId,
    /// Who gets it.
    pub to: LiaisonId,
    /// Hours of a year, visits and drives, that its liaison of today is relieved of. Drives to practices that
    /// stay change with the territory too, so the hours of all moves do not add up to the change of a
    /// liaison's hours.
    pub hours: f64,
    /// Referrals a year that it could send.
    pub potential: f64,
    /// Hours of driving to it in a year, with its new liaison less with its present one; negative is shorter.
    pub drive_change: f64,
    /// Points of the relationship that is broken ([`RelationshipPrior`](super::RelationshipPrior)).
    pub relationship: f64,
    /// The same as a share of all relationships.
    pub relationship_share: f64,
    /// Visits in the history at which the present liaison met somebody there.
    pub visits: usize,
    /// The last of them.
    pub last_visit: Option<Date>,
    /// What the move is for.
    pub role: MoveRole,
    /// What would become of the answer if it were locked; not known unless
    /// [`TerritoryRules::try_locks`](super::TerritoryRules) asks for it.
    pub if_locked: Option<IfLocked>,
}

/// The best answer that a short search finds with a practice locked to its liaison of today.
#[derive(Debug, Clone, PartialEq)]
pub struct IfLocked {
    /// How far the rules are then missed; 0 if all are kept.
    pub violation: f64,
    /// The same of the answer itself.
    pub violation_now: f64,
    /// Share of all relationships that is lost then.
    pub moved_share: f64,
    /// The same of the answer itself.
    pub moved_share_now: f64,
    /// Practices that then go where they do not go in the answer.
    pub instead: Vec<PracticeId>,
}

/// Lists every move of an answer. `before` is minutes of driving a visit today, by practice.
pub(crate) fn all(
    builder: &ProblemBuilder,
    today: &Alignment,
    candidate: &AlignmentCandidate,
    before: &[f64],
    relay: &ProgressRelay,
) -> Result<Vec<MovedPractice>, Error> {
    let moves: Vec<&Move> = candidate
        .evaluation
        .moves
        .iter()
        .filter(|it| !builder.is_assigned(today, practice_of(it.unit)))
        .collect();
    let steps = Steps::new(relay, "moves", moves.len());
    let trials: Vec<Option<IfLocked>> = moves
        .par_iter()
        .map(|it| try_lock(builder, candidate, it.unit, &steps))
        .collect::<Result<_, Error>>()?;
    let told = |(it, if_locked): (&&Move, Option<IfLocked>)| {
        let (practice, from) = (practice_of(it.unit), builder.liaisons[it.from]);
        let days = relationship::days_since_visits(builder.programme, practice, from);
        let as_of = builder.programme.scores.as_of;
        // A unit stands where its practice stands in the book, and so in every list by practice.
        let (workload, at) = (&builder.workloads[it.unit], it.unit);
        MovedPractice {
            practice: builder.practice_id(practice),
            from: builder.liaison_id(it.from),
            to: builder.liaison_id(it.to),
            hours: builder.hours(practice, before),
            potential: workload.potential,
            drive_change: workload.visits * (candidate.drive[at] - before[at]) / 60.0,
            relationship: builder.points[at],
            relationship_share: it.price,
            visits: days.len(),
            last_visit: days.iter().min().map(|&days| as_of.plus_days(-i64::from(days))),
            role: it.role,
            if_locked,
        }
    };
    Ok(moves.iter().zip(trials).map(told).collect())
}

/// Searches shortly around the answer with one practice locked.
fn try_lock(
    builder: &ProblemBuilder,
    candidate: &AlignmentCandidate,
    unit: usize,
    steps: &Steps,
) -> Result<Option<IfLocked>, Error> {
    if !builder.rules.try_locks {
        return Ok(None);
    }
    let config = DistrictingConfig { chains: 1, restarts: 1, ..builder.config(0.2) };
    let (problem, now) = (&candidate.problem, &candidate.evaluation);
    let then = districting::if_locked(problem, &now.solution, unit, &config, &|it| steps.observe(it))?;
    steps.finish_one();
    let moves_instead = |&it: &usize| {
        let (then, now, start) = (then.labels[it], candidate.labels[it], builder.start[it]);
        then != now && then != start && !builder.nobodys[it]
    };
    Ok(Some(IfLocked {
        violation: then.violation,
        violation_now: now.solution.violation,
        moved_share: then.moved,
        moved_share_now: now.moved,
        instead: (0..then.labels.len()).filter(moves_instead).map(|unit| builder.unit_id(unit)).collect(),
    }))
}
