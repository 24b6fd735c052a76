//! What is not kept, why nothing could keep it, and which rule stands in the way.

use crate::districting;
use crate::districting::contradiction::Contradiction;
use crate::districting::problem::{Contiguity, Problem};
use crate::districting::solution::{Breach, Solution};
use crate::error::Error;
use crate::territory::problem::Brief;
use crate::territory::progress::{Steps, Watch};
use crate::territory::settled::Settled;

/// A rule that the answer does not keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Shortfall {
    /// What, whose, and by how much.
    pub text: String,
    /// How much is missed: a share of the target beyond the tolerance, or a count of pairs, moves or parts.
    pub size: f64,
}

/// A simple proof that no alignment whatever keeps every rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The proof in words.
    pub text: String,
}

/// A kind of rule without which less would be missed.
#[derive(Debug, Clone, PartialEq)]
pub struct Blocker {
    /// The rule, in words ("the locks").
    pub rule: &'static str,
    /// What a short search without it is left with, largest first; empty if the rest can then be kept.
    pub shortfalls: Vec<Shortfall>,
    /// All that is then missed: shares beyond the tolerances added up, 1 for each other rule.
    pub missed: f64,
    /// The same of the answer, with the rule.
    pub missed_now: f64,
}

impl Blocker {
    /// What would still be missed without the rule, in a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.shortfalls.as_slice() {
            [] => format!("Without {}, the rest could be kept.", self.rule),
            [only] => format!("Without {}, {}: {}.", self.rule, self.less(), only.text),
            [first, rest @ ..] => {
                format!("Without {}, {}: {}, and {} more.", self.rule, self.less(), first.text, rest.len())
            }
        }
    }

    /// How much less, beside what is missed now.
    fn less(&self) -> String {
        let percent = |missed: f64| format!("{:.1} %", missed * 100.0);
        format!(
            "less is missed ({} of a share in all instead of {})",
            percent(self.missed),
            percent(self.missed_now)
        )
    }
}

/// The breaches of an answer in words, largest first.
pub(crate) fn shortfalls(brief: &Brief, problem: &Problem, solution: &Solution) -> Vec<Shortfall> {
    let mut found: Vec<Shortfall> =
        solution.breaches.iter().map(|breach| shortfall(brief, problem, breach)).collect();
    found.sort_by(|a, b| b.size.total_cmp(&a.size).then_with(|| a.text.cmp(&b.text)));
    found
}

fn shortfall(brief: &Brief, problem: &Problem, breach: &Breach) -> Shortfall {
    let (text, size) = match *breach {
        Breach::OffTarget { territory, activity, deviation } => {
            let Some(of) = problem.activities.get(activity) else { return unnamed() };
            let way = if deviation > 0.0 { "above" } else { "below" };
            let text = format!(
                "{} is {:.1} % {way} their share of {}; {:.0} % is allowed",
                liaison(brief, territory),
                deviation.abs() * 100.0,
                of.name,
                of.tolerance * 100.0
            );
            (text, deviation.abs() - of.tolerance)
        }
        Breach::Scattered { territory, parts } => (
            format!("the territory of {} is in {parts} parts", liaison(brief, territory)),
            parts as f64 - 1.0,
        ),
        Breach::NotApart { units: (a, b) } => (
            format!(
                "{} and {} must differ and have the same liaison",
                practice(brief, a),
                practice(brief, b)
            ),
            1.0,
        ),
        Breach::TooManyMoves { above } => {
            (format!("{above} practices more than allowed change hands"), above as f64)
        }
        Breach::FixedElsewhere { unit, territory } => (
            format!(
                "{} does not stay with {}, to whom it is locked",
                practice(brief, unit),
                liaison(brief, territory)
            ),
            1.0,
        ),
        Breach::Barred { unit } => (
            format!("{} is with a liaison who lacks its skills or cannot reach it", practice(brief, unit)),
            1.0,
        ),
    };
    Shortfall { text, size }
}

fn unnamed() -> Shortfall {
    Shortfall { text: "a rule is not kept".to_owned(), size: 1.0 }
}

fn liaison<'a>(brief: &'a Brief, territory: usize) -> &'a str {
    &brief.programme.book.liaisons()[brief.liaisons[territory].get()].name
}

fn practice<'a>(brief: &'a Brief, unit: usize) -> &'a str {
    &brief.programme.book.practices()[unit].name
}

/// The engine's proofs in words.
pub(crate) fn obstacles(brief: &Brief, problem: &Problem) -> Result<Vec<Obstacle>, Error> {
    let name = |activity: usize| problem.activities.get(activity).map_or("work", |it| it.name.as_str());
    let text = |found: Contradiction| match found {
        Contradiction::UnitTooLarge { unit, activity } => format!(
            "{}, with what must stay together with it, has more {} than any liaison's share allows",
            practice(brief, unit),
            name(activity)
        ),
        Contradiction::FixedTooMuch { territory, activity } => format!(
            "the practices locked to {}{} alone have more {} than their share allows",
            liaison(brief, territory),
            if brief.unservable.iter().any(|&practice| brief.start[practice] == territory) {
                " and those that nobody can serve"
            } else {
                ""
            },
            name(activity)
        ),
        Contradiction::TargetsMissTotal { activity } => {
            format!("all shares of {} together do not fit what there is", name(activity))
        }
        Contradiction::PartDoesNotDivide { unit, activity } => format!(
            "the practices around {} border no others, and their {} do not divide into whole shares",
            practice(brief, unit),
            name(activity)
        ),
        Contradiction::TooManyParts { parts } => {
            format!("the map is in {parts} parts that do not border each other, more than there are liaisons")
        }
        Contradiction::FixedTwice { unit, .. } => {
            format!(
                "{}, with what must stay together with it, is locked to two liaisons",
                practice(brief, unit)
            )
        }
        Contradiction::PairCannotDiffer { units: (a, b) } => format!(
            "{} and {} must differ, but are held together or locked to one liaison",
            practice(brief, a),
            practice(brief, b)
        ),
    };
    Ok(districting::contradictions(problem)?
        .into_iter()
        .map(|found| Obstacle { text: text(found) })
        .collect())
}

/// For an answer that misses a rule: what is missed without each kind of rule in turn, the most helpful first.
pub(crate) fn blockers(brief: &Brief, settled: &Settled, watch: &Watch) -> Result<Vec<Blocker>, Error> {
    if settled.standing.solution.breaches.is_empty() {
        return Ok(Vec::new());
    }
    let (config, relaxed) = (brief.config(0.5), relaxations(brief, &settled.problem));
    let missed_now = settled.standing.solution.violation;
    let steps = Steps::new(watch, "rules", relaxed.len());
    let mut found = Vec::new();
    for (rule, problem) in relaxed {
        let solution = districting::rebalance(&problem, &config, &|it| steps.observe(it))?.solution;
        steps.finish_one();
        let shortfalls = shortfalls(brief, &problem, &solution);
        found.push(Blocker { rule, shortfalls, missed: solution.violation, missed_now });
    }
    found.retain(|it| it.missed < missed_now - 1e-9);
    found.sort_by(|a, b| a.missed.total_cmp(&b.missed).then_with(|| a.rule.cmp(b.rule)));
    Ok(found)
}

/// The problem without each kind of rule that it has. Practices that nobody can serve stay where they are in any case.
fn relaxations(brief: &Brief, problem: &Problem) -> Vec<(&'static str, Problem)> {
    type Relax<'a> = &'a dyn Fn(&mut Problem);
    const UNLIMITED: f64 = 1e6;
    let is_lock = |&(unit, _): &(usize, usize)| brief.unservable.binary_search(&unit).is_err();
    let unlock = |it: &mut Problem| it.rules.fixed.retain(|fixed| !is_lock(fixed));
    let named = |name: &str| problem.activities.iter().any(|activity| activity.name == name);
    let relaxes: [(&'static str, bool, Relax); 8] = [
        ("the locks", problem.rules.fixed.iter().any(is_lock), &unlock),
        ("skills and reach", !problem.rules.barred.is_empty(), &|it| it.rules.barred.clear()),
        ("the caps on moves", problem.rules.most_moves.or(problem.rules.most_moves_each).is_some(), &|it| {
            (it.rules.most_moves, it.rules.most_moves_each) = (None, None);
        }),
        ("practices that must be together", !problem.rules.together.is_empty(), &|it| {
            it.rules.together.clear();
        }),
        ("practices that must differ", !problem.rules.apart.is_empty(), &|it| it.rules.apart.clear()),
        ("territories in one piece", problem.contiguity != Contiguity::Off, &|it| {
            it.contiguity = Contiguity::Off;
        }),
        ("the tolerance of potential", named("potential"), &|it| unlimit(it, "potential", UNLIMITED)),
        ("the tolerance of practices", named("practices"), &|it| unlimit(it, "practices", UNLIMITED)),
    ];
    let without = |(rule, _, relax): (&'static str, bool, Relax)| {
        let mut problem = problem.clone();
        relax(&mut problem);
        (rule, problem)
    };
    relaxes.into_iter().filter(|(_, present, _)| *present).map(without).collect()
}

fn unlimit(problem: &mut Problem, name: &str, tolerance: f64) {
    problem.activities.iter_mut().filter(|it| it.name == name).for_each(|it| it.tolerance = tolerance);
}
