//! What a new alignment has to keep.

use crate::districting::problem::Contiguity;
use crate::error::{Error, ErrorKind};
use crate::model::id::PracticeId;
use crate::model::units::Minutes;
use crate::territory::adjacency::Adjacency;
use crate::territory::drive::DriveModel;
use crate::territory::relationship::RelationshipPrior;

/// How far a territory may be from its share, each as a share of it (0.1 is 10 %).
///
/// A liaison's share of the whole is in proportion to their working hours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerances {
    /// Hours of work: visits and drives.
    pub hours: f64,
    /// Referrals a year that the practices could send; not looked at where absent.
    pub potential: Option<f64>,
    /// Number of practices; not looked at where absent.
    pub practices: Option<f64>,
}

impl Default for Tolerances {
    fn default() -> Self {
        Self { hours: 0.10, potential: None, practices: None }
    }
}

/// The rules of a rebalancing or design.
///
/// The practices that the book marks as locked stay in any case, and nobody is given a practice whose skills
/// they lack or that they cannot reach and be back from within a working day and the drive they accept
/// ([`Liaison::max_drive`](crate::model::Liaison::max_drive)).
#[derive(Debug, Clone, PartialEq)]
pub struct TerritoryRules {
    /// How fair it has to be.
    pub tolerances: Tolerances,
    /// Whether a territory has to hang together.
    pub contiguity: Contiguity,
    /// Which practices border each other.
    pub adjacency: Adjacency,
    /// Further practices that keep their liaison.
    pub locked: Vec<PracticeId>,
    /// Sets of practices that get the same liaison.
    pub together: Vec<Vec<PracticeId>>,
    /// Pairs of practices that get different liaisons.
    pub apart: Vec<(PracticeId, PracticeId)>,
    /// Most practices that change hands in all.
    pub most_moves: Option<usize>,
    /// Most practices that any one liaison gives away.
    pub most_moves_each: Option<usize>,
    /// What breaking a relationship costs.
    pub relationship: RelationshipPrior,
    /// How driving is estimated.
    pub drive: DriveModel,
    /// Kept free after every visit, as in a schedule.
    pub buffer: Minutes,
    /// The same seed gives the same answer.
    pub seed: u64,
    /// How long to search, as a multiple of what suits the size of the book.
    pub effort: f64,
    /// Whether each move is tried with the practice locked, one short search a move; and the whole once with
    /// practices scattered.
    pub try_locks: bool,
}

impl Default for TerritoryRules {
    fn default() -> Self {
        Self {
            tolerances: Tolerances::default(),
            contiguity: Contiguity::Tolerant,
            adjacency: Adjacency::default(),
            locked: Vec::new(),
            together: Vec::new(),
            apart: Vec::new(),
            most_moves: None,
            most_moves_each: None,
            relationship: RelationshipPrior::default(),
            drive: DriveModel::default(),
            buffer: crate::plan::visit_plan::PlanRules::default().buffer,
            seed: 1,
            effort: 1.0,
            try_locks: true,
        }
    }
}

/// Largest coefficient or number of points taken for sane.
const MOST: f64 = 1e6;

impl TerritoryRules {
    /// Checks that every figure is in its range.
    pub(crate) fn validate(&self) -> Result<(), Error> {
        let Tolerances { hours, potential, practices } = self.tolerances;
        let shares = [Some(hours), potential, practices];
        if shares.into_iter().flatten().any(|share| !(0.0..=100.0).contains(&share)) {
            return Err(Error::new(
                ErrorKind::Setting,
                "a tolerance is a share of 0 or more, such as 0.1 for 10 %",
            ));
        }
        let DriveModel { line_haul, local } = self.drive;
        let RelationshipPrior { base, half_life_days } = self.relationship;
        if [line_haul, local, base].into_iter().any(|it| !(0.0..=MOST).contains(&it)) {
            return Err(Error::new(
                ErrorKind::Setting,
                "the coefficients of drives and the points of a relationship are numbers of 0 or more",
            ));
        }
        if half_life_days.is_nan() || half_life_days <= 0.0 {
            return Err(Error::new(ErrorKind::Setting, "the half-life of a relationship is above 0 days"));
        }
        if !(0.001..=1000.0).contains(&self.effort) {
            return Err(Error::new(ErrorKind::Setting, "the effort is a factor between 0.001 and 1000"));
        }
        Ok(())
    }
}
