//! A book as a problem of the engine: territories are the liaisons who work, units are practices.

use crate::districting::config::DistrictingConfig;
use crate::districting::graph::Graph;
use crate::districting::problem::{Activity, DistrictingProblem, DistrictingRules, Objective};
use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::territory::adjacency::position;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::eligibility::{serves, start};
use crate::territory::measure::Measure;
use crate::territory::projection::{Projection, places};
use crate::territory::relationship;
use crate::territory::rules::TerritoryRules;
use crate::territory::workload::{Workload, weekly_minutes, working};

/// Everything about a problem that does not depend on how long the drives in a territory turn out to be.
pub(crate) struct ProblemBuilder<'a> {
    pub(crate) programme: &'a Programme<'a>,
    pub(crate) rules: &'a TerritoryRules,
    pub(crate) workloads: Vec<Workload>,
    pub(crate) graph: Graph,
    /// By territory: its liaison.
    pub(crate) liaisons: Vec<LiaisonIndex>,
    /// By practice: the territory it starts in.
    pub(crate) start: Vec<usize>,
    /// By practice: points of its relationship; 0 if whoever covers it now does not stay.
    pub(crate) points: Vec<f64>,
    /// Practices that no liaison could serve; they stay where they are.
    pub(crate) unservable: Vec<PracticeIndex>,
    /// By practice: whether it belongs to nobody and nobody can serve it; it then stays nobody's and is no
    /// work.
    pub(crate) nobodys: Vec<bool>,
    /// What has to be shared fairly, with its tolerance: the activities of the problem, in their order.
    measures: Vec<(Measure, f64)>,
    places: Vec<[f64; 2]>,
    homes: Vec<[f64; 2]>,
    fixed: DistrictingRules,
}

/// Lists the liaisons who get a territory. A book with too few practices for them is at fault itself: nobody
/// asked for a number.
fn team(book: &Book) -> Result<Vec<LiaisonIndex>, Error> {
    let (liaisons, practices) = (working(book), book.practices().len());
    if liaisons.is_empty() {
        return Err(Error::new(
            ErrorKind::Input,
            "no liaison works on any day, so there is nobody to share the work",
        ));
    }
    if liaisons.len() > practices {
        let team = liaisons.len();
        return Err(Error::new(
            ErrorKind::Input,
            format!("too few practices to share: {practices} for {team} liaisons, and each needs one"),
        ));
    }
    Ok(liaisons)
}

impl<'a> ProblemBuilder<'a> {
    /// Takes together what a book, an alignment and the rules say.
    pub(crate) fn new(
        programme: &'a Programme<'a>,
        today: &Alignment,
        rules: &'a TerritoryRules,
    ) -> Result<Self, Error> {
        rules.validate()?;
        let book = programme.book;
        today.check(book)?;
        let liaisons = team(book)?;
        let (plane, at) = (Projection::around(&places(book)), places(book));
        let mut points = relationship::all(programme, today, &rules.relationship);
        let serves = serves(programme, &liaisons);
        let start: Vec<usize> =
            book.practice_indices().map(|it| start(programme, today, &liaisons, &serves, it)).collect();
        let unservable: Vec<PracticeIndex> =
            book.practice_indices().filter(|it| !serves[it.get()].contains(&true)).collect();
        let mut nobodys = vec![false; at.len()];
        for (practice, &territory) in book.practice_indices().zip(&start) {
            if today.liaison(practice) != Some(liaisons[territory]) {
                // Whoever covers it now does not stay.
                points[practice.get()] = 0.0;
                nobodys[practice.get()] = !serves[practice.get()].contains(&true);
            }
        }
        let mut builder = Self {
            programme,
            rules,
            workloads: Workload::of(programme, rules.buffer),
            graph: rules.adjacency.graph(book)?,
            homes: liaisons
                .iter()
                .map(|&liaison| plane.project(book.liaisons()[liaison.get()].home))
                .collect(),
            places: at.into_iter().map(|place| plane.project(place)).collect(),
            liaisons,
            start,
            points,
            unservable,
            nobodys,
            fixed: DistrictingRules::default(),
            measures: Vec::new(),
        };
        builder.measures = builder.measures();
        builder.fixed = builder.engine_rules(today, &serves)?;
        Ok(builder)
    }

    /// States the problem if every visit to a practice costs so many minutes of driving.
    pub(crate) fn problem(&self, drive: &[f64], hours_tolerance: f64) -> DistrictingProblem {
        DistrictingProblem {
            points: self.places.clone(),
            graph: self.graph.clone(),
            activities: self.activities(drive, hours_tolerance),
            territories: self.liaisons.len(),
            objective: Objective::Inertia,
            contiguity: self.rules.contiguity,
            homes: self.homes.clone(),
            incumbent: Some(self.start.clone()),
            relationship: self.points.clone(),
            rules: self.fixed.clone(),
        }
    }

    /// Estimates, by practice, the minutes of driving for each visit, in these territories.
    pub(crate) fn drive(&self, labels: &[usize]) -> Vec<f64> {
        self.rules.drive.minutes_a_visit(self.programme, &self.alignment(labels), &self.workloads)
    }

    /// Makes the alignment of some labels.
    pub(crate) fn alignment(&self, labels: &[usize]) -> Alignment {
        let owner = |(&territory, &nobodys): (&usize, &bool)| (!nobodys).then_some(self.liaisons[territory]);
        let liaisons = labels.iter().zip(&self.nobodys).map(owner).collect();
        // Labels are territories, and territories are liaisons of the book.
        Alignment::unchecked(self.programme.book, liaisons)
    }

    /// Adds up the hours of a year that a practice costs, visits and drives.
    pub(crate) fn hours(&self, practice: PracticeIndex, drive: &[f64]) -> f64 {
        // Workloads, drives and whether it is nobody's are lists by practice.
        let (at, workload) = (practice.get(), &self.workloads[practice.get()]);
        if self.nobodys[at] { 0.0 } else { workload.visit_hours + workload.visits * drive[at] / 60.0 }
    }

    /// Returns whose territory it is.
    pub(crate) fn liaison_id(&self, territory: usize) -> LiaisonId {
        self.programme.book.liaisons()[self.liaisons[territory].get()].id.clone()
    }

    /// Returns the identifier of a practice.
    pub(crate) fn practice_id(&self, practice: PracticeIndex) -> PracticeId {
        self.programme.book.practices()[practice.get()].id.clone()
    }

    /// Returns the identifier of the practice that a unit of the problem stands for.
    pub(crate) fn unit_id(&self, unit: usize) -> PracticeId {
        self.practice_id(practice_of(unit))
    }

    /// Returns what an activity of the problem measures.
    pub(crate) fn measure(&self, activity: usize) -> Option<Measure> {
        self.measures.get(activity).map(|&(measure, _)| measure)
    }

    /// Finds the activity of the problem that measures something.
    pub(crate) fn position(&self, measure: Measure) -> Option<usize> {
        self.measures.iter().position(|&(it, _)| it == measure)
    }

    /// Says how the engine is to search.
    pub(crate) fn config(&self, effort: f64) -> DistrictingConfig {
        let usual = DistrictingConfig::for_units(self.start.len());
        DistrictingConfig {
            seed: self.rules.seed,
            steps: scaled(usual.steps, effort * self.rules.effort),
            ..usual
        }
    }

    /// Lists what has to be shared, with everybody's share.
    fn activities(&self, drive: &[f64], hours_tolerance: f64) -> Vec<Activity> {
        let liaisons = self.programme.book.liaisons();
        let shares: Vec<f64> =
            self.liaisons.iter().map(|&it| f64::from(weekly_minutes(&liaisons[it.get()]))).collect();
        let activity = |&(measure, tolerance): &(Measure, f64)| {
            let tolerance = if measure == Measure::Hours { hours_tolerance } else { tolerance };
            Activity::shared(measure.name(), self.amounts(measure, drive), &shares, tolerance)
        };
        self.measures.iter().map(activity).collect()
    }

    /// Lists what every practice counts for, by practice.
    fn amounts(&self, measure: Measure, drive: &[f64]) -> Vec<f64> {
        let practices = self.programme.book.practice_indices();
        let counts = |practice: PracticeIndex| f64::from(u8::from(!self.nobodys[practice.get()]));
        match measure {
            Measure::Hours => {
                let hours: Vec<f64> = practices.map(|practice| self.hours(practice, drive)).collect();
                // A book of practices that nobody may visit still has territories.
                if hours.iter().any(|&hours| hours > 0.0) { hours } else { vec![1.0; hours.len()] }
            }
            Measure::Potential => practices
                .map(|practice| self.workloads[practice.get()].potential.max(0.0) * counts(practice))
                .collect(),
            Measure::Practices => practices.map(counts).collect(),
        }
    }

    /// Lists what has to be shared fairly, each with its tolerance. Potential counts only where there is any.
    fn measures(&self) -> Vec<(Measure, f64)> {
        let tolerances = self.rules.tolerances;
        let any_potential = self.amounts(Measure::Potential, &[]).iter().any(|&it| it > 0.0);
        let potential = tolerances.potential.filter(|_| any_potential).map(|it| (Measure::Potential, it));
        let practices = tolerances.practices.map(|it| (Measure::Practices, it));
        [Some((Measure::Hours, tolerances.hours)), potential, practices].into_iter().flatten().collect()
    }

    /// States the rules by units and territories.
    fn engine_rules(&self, today: &Alignment, serves: &[Vec<bool>]) -> Result<DistrictingRules, Error> {
        let book = self.programme.book;
        let positions = |ids: &[PracticeId]| {
            ids.iter().map(|id| Ok(position(book, id)?.get())).collect::<Result<Vec<usize>, Error>>()
        };
        let mut locked: Vec<bool> = book.practices().iter().map(|practice| practice.locked).collect();
        positions(&self.rules.locked)?
            .into_iter()
            .chain(self.unservable.iter().map(|it| it.get()))
            .for_each(|it| locked[it] = true);
        let mut fixed = Vec::new();
        for practice in (0..locked.len()).filter(|&practice| locked[practice]) {
            let stays = today.liaison(practice_of(practice)) == Some(self.liaisons[self.start[practice]]);
            if stays || !serves[practice].contains(&true) {
                fixed.push((practice, self.start[practice]));
            }
        }
        let held: std::collections::BTreeMap<usize, usize> = fixed.iter().copied().collect();
        let mut barred = Vec::new();
        for (practice, serves) in serves.iter().enumerate().filter(|(_, serves)| serves.contains(&true)) {
            let bars = |&territory: &usize| !serves[territory] && held.get(&practice) != Some(&territory);
            barred.extend((0..serves.len()).filter(bars).map(|territory| (practice, territory)));
        }
        let pair = |(a, b): &(_, _)| Ok((position(book, a)?.get(), position(book, b)?.get()));
        Ok(DistrictingRules {
            fixed,
            barred,
            together: self.rules.together.iter().map(|set| positions(set)).collect::<Result<_, Error>>()?,
            apart: self.rules.apart.iter().map(pair).collect::<Result<_, Error>>()?,
            most_moves: self.rules.most_moves,
            most_moves_each: self.rules.most_moves_each,
        })
    }
}

/// Returns the practice that a unit of the problem stands for: units are practices in the book's order.
pub(crate) fn practice_of(unit: usize) -> PracticeIndex {
    PracticeIndex::new(unit)
}

/// Scales a number of steps, which never falls below a thousand.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the factor is checked, and `as` saturates"
)]
fn scaled(steps: u64, factor: f64) -> u64 {
    ((steps as f64 * factor) as u64).max(1000)
}
