//! What is asked: units on a plane, what each adds to a territory, who borders whom, and the rules.

use crate::districting::frame::exact_sum;
use crate::districting::graph::Graph;
use crate::error::{Error, ErrorKind};

/// Largest number taken for sane: its square, summed over all units, is still a number.
const MOST: f64 = 1e100;

/// A territory problem: assign every unit to one of `territories` territories, numbered from 0.
///
/// A unit is whatever is assigned as a whole: a practice, a ZIP code, a county. Lower is better for the
/// objective; rules are kept first (see [`DistrictingSolution::violation`](super::DistrictingSolution)).
#[derive(Debug, Clone)]
pub struct DistrictingProblem {
    /// Where each unit is, on a plane, in any unit of length. Project latitudes and longitudes first.
    pub points: Vec<[f64; 2]>,
    /// Which units border each other.
    pub graph: Graph,
    /// What is balanced; the first is the workload, by which inertia is weighted and moves are measured.
    pub activities: Vec<Activity>,
    /// How many territories.
    pub territories: usize,
    /// What is minimised.
    pub objective: Objective,
    /// Whether a territory must hang together.
    pub contiguity: Contiguity,
    /// Where each territory's liaison lives; empty if anywhere. With homes, distances of the objective are to
    /// the home.
    pub homes: Vec<[f64; 2]>,
    /// Whose each unit is today, if anyone's.
    pub incumbent: Option<Vec<usize>>,
    /// What it costs to take each unit from its incumbent; empty means its workload.
    pub relationship: Vec<f64>,
    /// Everything else that must hold.
    pub rules: DistrictingRules,
}

/// Something every territory gets its share of, such as visit hours or potential.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Its name, for messages.
    pub name: String,
    /// By unit, not negative.
    pub amounts: Vec<f64>,
    /// By territory: what it should get. Part-time liaisons have smaller targets.
    pub targets: Vec<f64>,
    /// How far off target a territory may be, as a share of the target (0.05 is 5 %).
    pub tolerance: f64,
}

impl Activity {
    /// An activity of which every territory gets the same.
    #[must_use]
    pub fn even(name: &str, amounts: Vec<f64>, territories: usize, tolerance: f64) -> Self {
        let share = exact_sum(amounts.iter().copied()) / territories.max(1) as f64;
        Self { name: name.to_owned(), amounts, targets: vec![share; territories], tolerance }
    }

    /// Makes an activity shared in proportion to `shares`, one number a territory (hours a week, say).
    #[must_use]
    pub fn shared(name: &str, amounts: Vec<f64>, shares: &[f64], tolerance: f64) -> Self {
        let (total, whole) = (exact_sum(amounts.iter().copied()), shares.iter().sum::<f64>());
        let targets = shares.iter().map(|share| total * share / whole).collect();
        Self { name: name.to_owned(), amounts, targets, tolerance }
    }
}

/// What is minimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Objective {
    /// Sum of workload times squared distance to the territory's workload-weighted centroid (Hess et al.
    /// 1965, <https://doi.org/10.1287/opre.13.6.998>).
    Inertia,
    /// Sum of distances to the territory's medoid: the unit for which that sum is least (Ríos-Mercado &
    /// Fernández 2009, <https://doi.org/10.1016/j.cor.2007.10.024>). Exact up to [`Objective::MEDOID_LIMIT`]
    /// units; above, the medoids are found anew only between passes.
    Medoid,
}

/// Whether a territory must hang together in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contiguity {
    /// Each territory is one connected part.
    Strict,
    /// No move adds a part; parts that are there at the start may stay.
    Tolerant,
    /// Territories may be scattered.
    Off,
}

/// Rules beside balance and contiguity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DistrictingRules {
    /// Units that belong to a given territory: (unit, territory). A lock is a unit fixed to its incumbent.
    pub fixed: Vec<(usize, usize)>,
    /// Pairs (unit, territory) that must not be: the unit asks for something that the territory's liaison
    /// does not have.
    pub barred: Vec<(usize, usize)>,
    /// Sets of units that get the same territory. They are treated as one unit, which borders whatever one of
    /// them borders and, for [`Objective::Medoid`], lies at their middle.
    pub together: Vec<Vec<usize>>,
    /// Pairs of units that get different territories.
    pub apart: Vec<(usize, usize)>,
    /// Most units that change hands in all.
    pub most_moves: Option<usize>,
    /// Most units that any one territory gives away.
    pub most_moves_each: Option<usize>,
}

impl DistrictingProblem {
    /// Units to be split evenly, connected, by inertia, within 5 %; change the fields for anything else.
    ///
    /// ```
    /// # use rounds::districting::{Graph, DistrictingProblem};
    /// let row = vec![[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0]];
    /// let graph = Graph::from_edges(4, &[(0, 1), (1, 2), (2, 3)])?;
    /// let problem = DistrictingProblem::even(row, graph, vec![1.0; 4], 2);
    /// assert!(problem.validate().is_ok());
    /// # Ok::<(), rounds::Error>(())
    /// ```
    #[must_use]
    pub fn even(points: Vec<[f64; 2]>, graph: Graph, workload: Vec<f64>, territories: usize) -> Self {
        Self {
            points,
            graph,
            activities: vec![Activity::even("workload", workload, territories, 0.05)],
            territories,
            objective: Objective::Inertia,
            contiguity: Contiguity::Strict,
            homes: Vec::new(),
            incumbent: None,
            relationship: Vec::new(),
            rules: DistrictingRules::default(),
        }
    }

    /// Counts the units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.points.len()
    }

    /// Lists, by unit, its share of all relationships.
    pub(crate) fn prices(&self) -> Vec<f64> {
        let none_given = self.relationship.is_empty();
        let all = if none_given { &self.activities[0].amounts } else { &self.relationship };
        let total = exact_sum(all.iter().copied()).max(f64::MIN_POSITIVE);
        all.iter().map(|price| price / total).collect()
    }

    /// Checks that all lists fit each other and all numbers are finite.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] names the first list that does not fit; [`ErrorKind::Setting`] a tolerance or
    /// number of territories out of range.
    pub fn validate(&self) -> Result<(), Error> {
        self.validate_sizes()?;
        self.validate_numbers()?;
        self.activities.iter().try_for_each(|activity| self.validate_activity(activity))?;
        let incumbent = self.incumbent.iter().flatten().map(|&territory| (0, territory));
        let placed = self.rules.fixed.iter().chain(&self.rules.barred).copied();
        for (unit, territory) in incumbent.chain(placed) {
            self.validate_unit(unit)?;
            ensure(territory < self.territories, || {
                Error::new(ErrorKind::Input, format!("territory {territory} does not exist"))
            })?;
        }
        let pairs = self.rules.apart.iter().flat_map(|&(a, b)| [a, b]);
        self.rules.together.iter().flatten().copied().chain(pairs).try_for_each(|it| self.validate_unit(it))
    }

    /// Checks that a unit that a rule names exists.
    fn validate_unit(&self, unit: usize) -> Result<(), Error> {
        ensure(unit < self.units(), || {
            Error::new(ErrorKind::Input, format!("a rule names unit {unit}, which does not exist"))
        })
    }

    /// Checks that all lists are as long as they should be.
    fn validate_sizes(&self) -> Result<(), Error> {
        let units = self.units();
        ensure((1..=units).contains(&self.territories), || {
            let territories = self.territories;
            Error::new(
                ErrorKind::Setting,
                format!("{territories} territories for {units} units; ask for 1 to {units}"),
            )
        })?;
        ensure(self.graph.len() == units, || {
            Error::new(ErrorKind::Input, "the graph does not have one node a unit")
        })?;
        ensure(!self.activities.is_empty(), || Error::new(ErrorKind::Input, "no activity to balance"))?;
        ensure(self.incumbent.as_ref().is_none_or(|labels| labels.len() == units), || {
            Error::new(ErrorKind::Input, "the incumbent does not have one territory a unit")
        })?;
        ensure([0, units].contains(&self.relationship.len()), || {
            Error::new(ErrorKind::Input, "relationships must be none or one a unit")
        })?;
        ensure([0, self.territories].contains(&self.homes.len()), || {
            Error::new(ErrorKind::Input, "homes must be none or one a territory")
        })
    }

    /// Checks that places and relationships are sane numbers.
    fn validate_numbers(&self) -> Result<(), Error> {
        let mut places = self.points.iter().chain(&self.homes).flatten();
        ensure(places.all(|part| part.abs() <= MOST), || {
            Error::new(ErrorKind::Input, "a coordinate is not a number, or beyond 1e100")
        })?;
        ensure(self.relationship.iter().all(|price| (0.0..=MOST).contains(price)), || {
            Error::new(ErrorKind::Input, "a relationship is negative, not a number, or beyond 1e100")
        })
    }

    /// Checks that an activity fits the units and territories and holds sane numbers.
    fn validate_activity(&self, activity: &Activity) -> Result<(), Error> {
        let Activity { name, amounts, targets, tolerance } = activity;
        ensure((0.0..=f64::MAX).contains(tolerance), || {
            Error::new(ErrorKind::Setting, format!("the tolerance of {name} must be 0 or more"))
        })?;
        ensure(amounts.len() == self.units(), || {
            Error::new(ErrorKind::Input, format!("{name} does not have one amount a unit"))
        })?;
        ensure(targets.len() == self.territories, || {
            Error::new(ErrorKind::Input, format!("{name} does not have one target a territory"))
        })?;
        ensure(amounts.iter().all(|amount| (0.0..=MOST).contains(amount)), || {
            Error::new(
                ErrorKind::Input,
                format!("an amount of {name} is negative, not a number, or beyond 1e100"),
            )
        })?;
        ensure(targets.iter().all(|target| *target > 0.0 && *target <= MOST), || {
            Error::new(ErrorKind::Input, format!("a target of {name} is not above 0, or beyond 1e100"))
        })
    }
}

/// Gives the error unless something holds.
fn ensure(holds: bool, error: impl FnOnce() -> Error) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(error()) }
}

/// No territory.
pub(crate) const NONE: u32 = u32::MAX;
