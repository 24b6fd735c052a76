//! Alternatives side by side at a terminal: plain text, at most 100 columns.

use crate::export::layout::{clipped, line};
use crate::export::territory::text::paragraph;
use crate::export::wording::numbers::{grouped, percent, percent_to, tenths};
use crate::export::wording::text::list;
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
    line(&mut out, "relationships broken   practices moved   farthest from their share   searched with");
    for point in points {
        let searched =
            point.tolerance.map_or("as it is today".to_owned(), |it| format!("{} tolerance", percent(it)));
        let text = format!(
            "{:>20} {:>17} {:>27}   {searched}",
            percent_to(2, point.moved_share),
            grouped(point.moves),
            percent_to(1, point.worst_imbalance)
        );
        line(&mut out, &text);
    }
    out
}

/// Shows scenarios side by side: what their weeks bring.
#[must_use]
pub fn trials_text(trials: &[ScenarioTrial]) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "                                worst   visits field h  drive referrals  an hour    due seen",
    );
    for trial in trials {
        let totals = &trial.totals;
        let text = format!(
            "{:30} {:>5.1}% {:>8} {:>7} {:>5.0}% {:>9} {:>8.3} {:>6}/{} {:.0}%",
            clipped(&trial.name, 30),
            trial.assessment.balance.hours * 100.0,
            grouped(totals.visits as usize),
            tenths(f64::from(totals.field_time.0) / 60.0),
            totals.drive_share() * 100.0,
            tenths(totals.expected_referrals),
            totals.referrals_per_hour(),
            totals.due_seen,
            totals.due,
            totals.due_seen_share() * 100.0,
        );
        line(&mut out, &text);
    }
    let errors: Vec<String> = trials.iter().map(|it| percent(it.drive_error())).collect();
    line(
        &mut out,
        &format!("For the same visits the drive model is off by {} (mean over liaisons).", list(&errors)),
    );
    out
}

/// Says how many moved practices have a day for their joint first visit, and why the others have none.
#[must_use]
pub fn handover_text(handovers: &[Handover]) -> String {
    let dated = handovers.iter().filter(|it| it.visit.is_some());
    let alone = dated.clone().filter(|it| !it.both_work).count();
    let (all, dated) = (handovers.len(), dated.count());
    let mut sentences = vec![format!(
        "Handover: {} of {} moved practices have a day for the joint first visit.",
        grouped(dated),
        grouped(all)
    )];
    if alone > 0 {
        sentences.push(format!("On {} of these days the present liaison does not work.", grouped(alone)));
    }
    if dated < all {
        sentences.push(format!(
            "{} have none: the weeks planned hold no visit to them, because none is due or there is no room.",
            grouped(all - dated)
        ));
    }
    let mut out = String::new();
    paragraph(&mut out, &sentences.join(" "), ["", ""]);
    out
}

/// Shows places to hire, the best first, below what the team could do without.
#[must_use]
pub fn hiring_text(book: &Book, hiring: &Hiring) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "By how much rules are missed, then the team's drive hours; = within 1 % of the place above:",
    );
    line(
        &mut out,
        "rank  near                             --add               drive h   worst  broken  rules",
    );
    line(&mut out, &site_line("-", "nobody new, rebalanced", "", &hiring.without));
    let mut above: Option<&Rebalancing> = None;
    for (rank, it) in (1..).zip(&hiring.sites) {
        let near = book.practice(&it.near).map_or(it.near.as_str(), |practice| &practice.name);
        let home = format!("{:.4},{:.4}", it.liaison.home.lat(), it.liaison.home.lon());
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

fn site_line(rank: &str, near: &str, home: &str, answer: &Rebalancing) -> String {
    let balance = &answer.after.balance;
    format!(
        "{rank:>4}  {:32} {home:18} {:>8} {:>6.1}% {:>6.1}%  {}",
        clipped(near, 32),
        tenths(balance.drive_hours),
        balance.hours * 100.0,
        answer.moved_share * 100.0,
        if answer.is_feasible() { "kept" } else { "missed" }
    )
}
