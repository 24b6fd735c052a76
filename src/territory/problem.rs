//! A book as a problem of the engine: territories are the liaisons who work, units are practices.

use crate::districting;
use crate::districting::graph::Graph;
use crate::districting::problem::{Activity, Objective, Problem};
use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::AccessPolicy;
use crate::territory::adjacency::position;
use crate::territory::alignment::{Alignment, Programme};
use crate::territory::projection::{Plane, places};
use crate::territory::relationship;
use crate::territory::rules::Rules;
use crate::territory::workload::{Work, longest_day, weekly_minutes, working};

/// Everything about a problem that does not depend on how long the drives in a territory turn out to be.
pub(crate) struct Brief<'a> {
    pub(crate) programme: &'a Programme<'a>,
    pub(crate) rules: &'a Rules,
    pub(crate) work: Vec<Work>,
    pub(crate) graph: Graph,
    /// By territory: its liaison.
    pub(crate) liaisons: Vec<LiaisonIndex>,
    /// By practice: the territory it starts in.
    pub(crate) start: Vec<usize>,
    /// By practice: points of its relationship; 0 if whoever covers it now does not stay.
    pub(crate) points: Vec<f64>,
    /// Practices that no liaison could serve; they stay where they are.
    pub(crate) unservable: Vec<usize>,
    /// By practice: whether it belongs to nobody and nobody can serve it; it then stays nobody's and is no work.
    pub(crate) nobodys: Vec<bool>,
    places: Vec<[f64; 2]>,
    homes: Vec<[f64; 2]>,
    fixed: districting::Rules,
}

/// The liaisons who get a territory. A book with too few practices for them is at fault itself: nobody asked for a number.
fn team(book: &Book) -> Result<Vec<LiaisonIndex>, Error> {
    let (liaisons, practices) = (working(book), book.practices().len());
    let text = if liaisons.is_empty() {
        "no liaison works on any day, so there is nobody to share the work".to_owned()
    } else if liaisons.len() > practices {
        format!("too few practices to share: {practices} for {} liaisons, and each needs one", liaisons.len())
    } else {
        return Ok(liaisons);
    };
    Err(Error::new(ErrorKind::Input, text))
}

impl<'a> Brief<'a> {
    pub(crate) fn new(
        programme: &'a Programme<'a>,
        today: &Alignment,
        rules: &'a Rules,
    ) -> Result<Self, Error> {
        rules.validate()?;
        let book = programme.book;
        today.check(book)?;
        let liaisons = team(book)?;
        let (plane, at) = (Plane::around(&places(book)), places(book));
        let mut points = relationship::all(programme, today, &rules.relationship);
        let serves = serves(programme, &liaisons);
        let start = (0..at.len()).map(|practice| start(programme, today, &liaisons, &serves, practice));
        let start: Vec<usize> = start.collect();
        for (practice, points) in points.iter_mut().enumerate() {
            if today.liaison(PracticeIndex::new(practice)) != Some(liaisons[start[practice]]) {
                *points = 0.0;
            }
        }
        let unservable: Vec<usize> =
            (0..at.len()).filter(|&practice| !serves[practice].contains(&true)).collect();
        let mut nobodys = vec![false; at.len()];
        for &practice in &unservable {
            nobodys[practice] =
                today.liaison(PracticeIndex::new(practice)) != Some(liaisons[start[practice]]);
        }
        let mut brief = Self {
            programme,
            rules,
            work: Work::of(programme, rules.buffer),
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
            fixed: districting::Rules::default(),
        };
        brief.fixed = brief.engine_rules(today, &serves)?;
        Ok(brief)
    }

    /// The problem if every visit to a practice costs so many minutes of driving.
    pub(crate) fn problem(&self, drive: &[f64], hours_tolerance: f64) -> Problem {
        Problem {
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

    /// By practice: estimated minutes of driving for each visit, in these territories.
    pub(crate) fn drive(&self, labels: &[usize]) -> Vec<f64> {
        self.rules.drive.minutes_a_visit(self.programme, &self.alignment(labels), &self.work)
    }

    pub(crate) fn alignment(&self, labels: &[usize]) -> Alignment {
        let owner = |(&territory, &nobodys): (&usize, &bool)| (!nobodys).then_some(self.liaisons[territory]);
        let liaisons = labels.iter().zip(&self.nobodys).map(owner).collect();
        // Labels are territories, and territories are liaisons of the book.
        Alignment::unchecked(self.programme.book, liaisons)
    }

    /// Hours of a year that a practice costs, visits and drives.
    pub(crate) fn hours(&self, practice: usize, drive: &[f64]) -> f64 {
        let work = &self.work[practice];
        if self.nobodys[practice] { 0.0 } else { work.visit_hours + work.visits * drive[practice] / 60.0 }
    }

    /// How the engine is to search.
    pub(crate) fn config(&self, effort: f64) -> districting::Config {
        let usual = districting::Config::for_units(self.start.len());
        districting::Config {
            seed: self.rules.seed,
            steps: scaled(usual.steps, effort * self.rules.effort),
            ..usual
        }
    }

    fn activities(&self, drive: &[f64], hours_tolerance: f64) -> Vec<Activity> {
        let liaisons = self.programme.book.liaisons();
        let shares: Vec<f64> =
            self.liaisons.iter().map(|&it| f64::from(weekly_minutes(&liaisons[it.get()]))).collect();
        let units = 0..self.start.len();
        let hours: Vec<f64> = units.clone().map(|practice| self.hours(practice, drive)).collect();
        // A book of practices that nobody may visit still has territories.
        let hours = if hours.iter().any(|&hours| hours > 0.0) { hours } else { vec![1.0; hours.len()] };
        let counts = |practice: usize| f64::from(u8::from(!self.nobodys[practice]));
        let potential: Vec<f64> =
            units.clone().map(|practice| self.work[practice].potential.max(0.0) * counts(practice)).collect();
        let tolerances = self.rules.tolerances;
        let further = [
            tolerances
                .potential
                .filter(|_| potential.iter().any(|&it| it > 0.0))
                .map(|it| ("potential", potential, it)),
            tolerances.practices.map(|it| ("practices", units.clone().map(counts).collect(), it)),
        ];
        let hours = Some(("hours", hours, hours_tolerance));
        let all = [hours].into_iter().chain(further).flatten();
        all.map(|(name, amounts, tolerance)| Activity::shared(name, amounts, &shares, tolerance)).collect()
    }

    fn engine_rules(&self, today: &Alignment, serves: &[Vec<bool>]) -> Result<districting::Rules, Error> {
        let book = self.programme.book;
        let positions = |ids: &[PracticeId]| {
            ids.iter().map(|id| position(book, id)).collect::<Result<Vec<usize>, Error>>()
        };
        let mut locked: Vec<bool> = book.practices().iter().map(|practice| practice.locked).collect();
        positions(&self.rules.locked)?
            .into_iter()
            .chain(self.unservable.iter().copied())
            .for_each(|it| locked[it] = true);
        let mut fixed = Vec::new();
        for practice in (0..locked.len()).filter(|&practice| locked[practice]) {
            let stays =
                today.liaison(PracticeIndex::new(practice)) == Some(self.liaisons[self.start[practice]]);
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
        let pair = |(a, b): &(_, _)| Ok((position(book, a)?, position(book, b)?));
        Ok(districting::Rules {
            fixed,
            barred,
            together: self.rules.together.iter().map(|set| positions(set)).collect::<Result<_, Error>>()?,
            apart: self.rules.apart.iter().map(pair).collect::<Result<_, Error>>()?,
            most_moves: self.rules.most_moves,
            most_moves_each: self.rules.most_moves_each,
        })
    }
}

/// By practice, then territory: whether that liaison has the skills and can be there and back within a working day.
fn serves(programme: &Programme, liaisons: &[LiaisonIndex]) -> Vec<Vec<bool>> {
    let practices = programme.book.practice_indices();
    practices
        .map(|practice| liaisons.iter().map(|&liaison| serves_one(programme, practice, liaison)).collect())
        .collect()
}

fn serves_one(programme: &Programme, practice: PracticeIndex, liaison: LiaisonIndex) -> bool {
    let (it, person) =
        (&programme.book.practices()[practice.get()], &programme.book.liaisons()[liaison.get()]);
    if programme.book.has_skills(liaison, practice) != Some(true) {
        return false;
    }
    if it.access == AccessPolicy::NoSee {
        return true;
    }
    let ways =
        [programme.travel.drive(person.home, it.location), programme.travel.drive(it.location, person.home)];
    let [Some(there), Some(back)] = ways else { return false };
    let drive = there.time.to_minutes_up() + back.time.to_minutes_up();
    let limit = person.max_drive.is_none_or(|most| drive <= most);
    limit && (drive + it.visit_minutes).0 <= longest_day(person)
}

/// The territory a practice starts in: its liaison's, or of those who could serve it the one with the nearest home.
fn start(
    programme: &Programme,
    today: &Alignment,
    liaisons: &[LiaisonIndex],
    serves: &[Vec<bool>],
    practice: usize,
) -> usize {
    let owner = today
        .liaison(PracticeIndex::new(practice))
        .and_then(|owner| liaisons.iter().position(|&it| it == owner));
    let place = programme.book.practices()[practice].location;
    let far = |territory: &usize| {
        let home = programme.book.liaisons()[liaisons[*territory].get()].home;
        let drive = programme.travel.drive(home, place).map_or(u32::MAX, |drive| drive.time.0);
        (!serves[practice][*territory], drive, *territory)
    };
    owner.or_else(|| (0..liaisons.len()).min_by_key(far)).unwrap_or(0)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the factor is checked, and `as` saturates"
)]
fn scaled(steps: u64, factor: f64) -> u64 {
    ((steps as f64 * factor) as u64).max(1000)
}
