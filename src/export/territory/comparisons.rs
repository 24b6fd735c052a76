//! Alternatives side by side at a terminal: plain text, at most 100 columns.

use crate::export::layout::{clipped, line};
use crate::export::territory::text::paragraph;
use crate::export::wording::comparisons;
use crate::export::wording::numbers::{fixed, grouped, hours, narrow_percent, percent_to, tenths};
use crate::model::book::Book;
use crate::territory::compare::ScenarioTrial;
use crate::territory::handover::Handover;
use crate::territory::hire::Hiring;
use crate::territory::pareto::FrontPoint;
use crate::territory::rebalance::Rebalancing;

/// Shows the trade-off between relationships broken and fairness.
#[must_use]
pub fn front_text(points: &[FrontPoint]) -> String {
    let mut out = String::new();
    line(&mut out, &front_line(comparisons::FRONT));
    for point in points {
        let searched = point.tolerance.map_or(comparisons::AS_TODAY.to_owned(), comparisons::tolerance);
        let (moved, worst) = (percent_to(2, point.moved_share), percent_to(1, point.worst_imbalance));
        line(&mut out, &front_line([&moved, &grouped(point.moves), &worst, &searched]));
    }
    out
}

fn front_line([broken, moves, worst, searched]: [&str; 4]) -> String {
    format!("{broken:>20} {moves:>17} {worst:>27}   {searched}")
}

/// Shows scenarios side by side: what their weeks bring.
#[must_use]
pub fn trials_text(trials: &[ScenarioTrial]) -> String {
    let mut out = String::new();
    line(&mut out, &trial_columns());
    for trial in trials {
        let totals = &trial.totals;
        let text = format!(
            "{:30} {:>5}% {:>8} {:>7} {:>6} {:>9} {:>8} {:>6}/{} {}",
            clipped(&trial.name, 30),
            fixed(1, trial.assessment.balance.hours * 100.0),
            grouped(totals.visits as usize),
            hours(totals.field_time),
            narrow_percent(totals.drive_share()),
            tenths(totals.expected_referrals),
            fixed(3, totals.referrals_per_hour()),
            totals.due_seen,
            totals.due,
            narrow_percent(totals.due_seen_share()),
        );
        line(&mut out, &text);
    }
    line(&mut out, &comparisons::drive_errors(trials));
    out
}

fn trial_columns() -> String {
    let [worst, visits, hours, drive, referrals, rate, due] = comparisons::TRIALS;
    format!("{:30} {worst:>6} {visits:>8} {hours:>7} {drive:>6} {referrals:>9} {rate:>8} {due:>11}", "")
}

/// Says how many moved practices have a day for their joint first visit, and why the others have none.
#[must_use]
pub fn handover_text(handovers: &[Handover]) -> String {
    let mut out = String::new();
    paragraph(&mut out, &comparisons::handovers(handovers), ["", ""]);
    out
}

/// Shows places to hire, the best first, below what the team could do without.
#[must_use]
pub fn hiring_text(book: &Book, hiring: &Hiring) -> String {
    let mut out = String::new();
    line(&mut out, comparisons::HIRING);
    line(&mut out, &site_columns());
    line(&mut out, &site_line("-", comparisons::NOBODY_NEW, "", &hiring.without));
    let mut above: Option<&Rebalancing> = None;
    for (rank, it) in (1..).zip(&hiring.sites) {
        let near = book.practice(&it.near).map_or(it.near.as_str(), |practice| &practice.name);
        let home = format!("{},{}", fixed(4, it.liaison.home.lat()), fixed(4, it.liaison.home.lon()));
        let tied = above.is_some_and(|above| ties(above, &it.rebalancing));
        let rank = format!("{rank}{}", if tied { "=" } else { " " });
        line(&mut out, &site_line(&rank, near, &home, &it.rebalancing));
        above = Some(&it.rebalancing);
    }
    out
}

fn ties(a: &Rebalancing, b: &Rebalancing) -> bool {
    let drive = |it: &Rebalancing| it.after.balance.drive_hours;
    a.is_feasible() == b.is_feasible() && (drive(a) - drive(b)).abs() <= 0.01 * drive(a)
}

fn site_columns() -> String {
    let [rank, near, home, drive, worst, broken, rules] = comparisons::SITES;
    format!("{rank:>4}  {near:32} {home:18} {drive:>8} {worst:>7} {broken:>7}  {rules}")
}

fn site_line(rank: &str, near: &str, home: &str, answer: &Rebalancing) -> String {
    let balance = &answer.after.balance;
    format!(
        "{rank:>4}  {:32} {home:18} {:>8} {:>6}% {:>6}%  {}",
        clipped(near, 32),
        tenths(balance.drive_hours),
        fixed(1, balance.hours * 100.0),
        fixed(1, answer.moved_share * 100.0),
        comparisons::kept(answer.is_feasible())
    )
}
