//! The tables of README.md, where `.ci/run` looks for every row.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::rolled::play::{Match, Outcome};
use crate::rolled::rival::Rival;

/// A world's name and its matches, one a seed.
type Played<'a> = (&'a str, &'a [Match]);

/// Tells by how many per cent `rounds` is ahead of each rival, with 90 % intervals over the seeds.
pub(crate) fn leads(played: &[Played]) -> String {
    let mut table = heading(&["world", "against", "lead per field hour", "lead in all"]);
    for (world, matches) in played {
        for at in 0..Rival::ALL.len() {
            table += &lead(world, matches, at);
        }
    }
    table
}

fn lead(world: &str, matches: &[Match], at: usize) -> String {
    let by = |figure: fn(&Outcome) -> f64| {
        let ratio = |it: &Match| 100.0 * (figure(&it.rounds) / figure(&it.rivals[at].1) - 1.0);
        interval(&matches.iter().map(ratio).collect::<Vec<_>>())
    };
    row(&[world, Rival::ALL[at].name(), &by(Outcome::gain_an_hour), &by(|outcome| outcome.gain)])
}

/// Writes a mean and half the width of its 90 % interval (Student).
fn interval(values: &[f64]) -> String {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    if !mean.is_finite() {
        return "-".to_owned();
    }
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    match StudentsT::new(0.0, 1.0, count - 1.0) {
        Ok(student) => {
            let half = student.inverse_cdf(0.95) * (squares / (count - 1.0) / count).sqrt();
            format!("{mean:+.1} ± {half:.1} %")
        }
        Err(_) => format!("{mean:+.1} %"),
    }
}

/// Tells what `rounds` did and gained in each world, how its plans spread over their weeks, and who was overdue.
pub(crate) fn plans(played: &[Played]) -> String {
    const COLUMNS: [&str; 6] = [
        "world",
        "extra referrals",
        "field hours",
        "visits by week of a plan",
        "overdue, first and last",
        "violations",
    ];
    heading(&COLUMNS) + &played.iter().map(|(world, matches)| plan(world, matches)).collect::<String>()
}

fn plan(world: &str, matches: &[Match]) -> String {
    let mean =
        |figure: &dyn Fn(&Match) -> f64| matches.iter().map(figure).sum::<f64>() / matches.len() as f64;
    let overdue = |it: Option<&usize>| it.map_or(0.0, |&it| it as f64);
    row(&[
        world,
        &format!("{:.1}", mean(&|it| it.rounds.gain)),
        &format!("{:.0}", mean(&|it| it.rounds.hours())),
        &by_week(matches),
        &format!(
            "{:.0}, {:.0}",
            mean(&|it| overdue(it.rounds.overdue.first())),
            mean(&|it| overdue(it.rounds.overdue.last()))
        ),
        &matches.iter().map(|it| it.violations).sum::<usize>().to_string(),
    ])
}

/// Writes the mean visits of the plans by week.
fn by_week(matches: &[Match]) -> String {
    let plans: Vec<&Vec<usize>> = matches.iter().flat_map(|it| &it.plans).collect();
    let week = |week: usize| {
        let visits: usize = plans.iter().map(|plan| plan[week]).sum();
        format!("{:.1}", visits as f64 / plans.len() as f64)
    };
    (0..plans.first().map_or(0, |plan| plan.len())).map(week).collect::<Vec<_>>().join(", ")
}

fn heading(columns: &[&str]) -> String {
    row(columns) + "|" + &"---|".repeat(columns.len()) + "\n"
}

fn row(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
