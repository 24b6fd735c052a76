//! A plan for people at a terminal: plain text, at most 100 columns, what a manager asks first standing first.

use crate::export::layout::{WIDTH, clipped, line, wrapped};
use crate::export::lookup::Lookup;
use crate::export::plan::day_text::{NAME_WIDTH, day_text};
use crate::export::plan::edits::changes;
use crate::export::plan::lost::lost;
use crate::export::units::Units;
use crate::export::wording::numbers::{amount, grouped, hours, narrow_percent, tenths, whole_units};
use crate::export::wording::text::{and_more, printable};
use crate::export::wording::worth_unit::WorthUnit;
use crate::export::wording::{capacities, dispositions, exceptions, places, plan_text, stops};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::plan::disposition::{Disposition, Status};
use crate::plan::itinerary::{DayPlan, Itinerary};
use crate::plan::totals::Totals;
use crate::plan::visit_plan::Plan;

/// How many displaced practices are shown with their proof.
const SHOWN: usize = 5;

/// The whole plan: [`overview`], the [`itinerary`] of every liaison, and what is [`left_out`].
#[must_use]
pub fn text(book: &Book, plan: &Plan, units: Units) -> String {
    let itinerary = |it: &Itinerary| self::itinerary(book, plan, &it.liaison, units);
    let liaisons = plan.itineraries.iter().map(itinerary);
    let changes = changes(book, plan);
    [overview(book, plan, units)]
        .into_iter()
        .chain(changes)
        .chain(liaisons)
        .chain([left_out(book, plan)])
        .collect::<Vec<_>>()
        .join("\n")
}

/// The plan in figures: its totals, then a line a liaison.
#[must_use]
pub fn overview(book: &Book, plan: &Plan, units: Units) -> String {
    let lookup = Lookup::new(book, plan);
    let totals = plan.totals();
    let mut out = format!("{}\n", plan_text::title(plan));
    line(&mut out, &format!("  {}", plan_text::sums(&totals, lookup.worth)));
    line(&mut out, &format!("  {}", plan_text::due_seen(&totals)));
    indented(&mut out, &format!("{}.", capacities::gain(plan, &totals, lookup.worth)));
    indented(&mut out, &capacities::assumption(plan, lookup.worth));
    if plan.search.cut_short {
        line(&mut out, &format!("  {}", plan_text::CUT_SHORT));
    }
    out.push('\n');
    line(&mut out, &format!("{:26}{}", "", columns(units, lookup.worth)));
    for itinerary in &plan.itineraries {
        let name = clipped(lookup.liaison_name(&itinerary.liaison), 25);
        line(&mut out, &format!("{name:26}{}", figures(&plan.totals_of(&itinerary.liaison), units)));
    }
    line(&mut out, &format!("{:26}{}", plan_text::ALL, figures(&totals, units)));
    out + &time(&lookup)
}

/// What each liaison's time is worth, and how much of it is left.
fn time(lookup: &Lookup) -> String {
    let mut out = format!("\n{}\n", plan_text::TIME);
    for capacity in &lookup.plan.capacities {
        let used = f64::from(lookup.plan.totals_of(&capacity.liaison).field_time.0) / 60.0;
        line(&mut out, &clipped(lookup.liaison_name(&capacity.liaison), WIDTH));
        for sentence in capacities::time(capacity, used, lookup.worth) {
            indented(&mut out, &sentence);
        }
    }
    if lookup.plan.capacities.is_empty() { String::new() } else { out }
}

/// Adds a sentence in lines that are not too wide.
fn indented(out: &mut String, sentence: &str) {
    for text in wrapped(sentence, WIDTH - 2) {
        line(out, &format!("  {text}"));
    }
}

/// Heads the [`figures`]; the last heading stands over a number and its share.
fn columns(units: Units, worth: WorthUnit) -> String {
    let [days, visits, hours, drive, distance, referrals, rate, due] = plan_text::figures(units, worth);
    format!("{days:>5} {visits:>6} {hours:>7} {drive:>6} {distance:>6} {referrals:>9} {rate:>8} {due:>16}")
}

fn figures(totals: &Totals, units: Units) -> String {
    format!(
        "{:>5} {:>6} {:>7} {:>6} {:>6} {:>9} {:>8} {:>12} {:>4}",
        grouped(totals.days as usize),
        grouped(totals.visits as usize),
        hours(totals.field_time),
        narrow_percent(totals.drive_share()),
        grouped(whole_units(totals.distance, units)),
        tenths(totals.expected_referrals),
        amount(totals.referrals_per_hour()),
        format!("{}/{}", totals.due_seen, totals.due),
        narrow_percent(totals.due_seen_share()),
    )
}

/// One liaison's days, week by week, each stop with its reason in one line, the people there and what to know. Nothing for a liaison who is not in the plan.
#[must_use]
pub fn itinerary(book: &Book, plan: &Plan, liaison: &LiaisonId, units: Units) -> String {
    let lookup = Lookup::new(book, plan).in_units(units);
    let mine = plan.itineraries.iter().find(|itinerary| itinerary.liaison == *liaison);
    mine.map_or(String::new(), |itinerary| liaison_text(&lookup, itinerary))
}

fn liaison_text(lookup: &Lookup, itinerary: &Itinerary) -> String {
    let totals = lookup.plan.totals_of(&itinerary.liaison);
    let mut out = format!("{}\n", "=".repeat(WIDTH));
    line(&mut out, &clipped(lookup.liaison_name(&itinerary.liaison), WIDTH));
    line(&mut out, &plan_text::sums(&totals, lookup.worth));
    if let Some(buffer) = stops::buffer(lookup.plan).filter(|_| !itinerary.days.is_empty()) {
        line(&mut out, &buffer);
    }
    lost_text(&mut out, lookup, &itinerary.liaison);
    for week in itinerary.days.chunk_by(|a, b| a.date.monday() == b.date.monday()) {
        out.push('\n');
        line(&mut out, &week_title(week, lookup.worth));
        for day in week {
            out += &day_text(lookup, &itinerary.liaison, day);
        }
    }
    out
}

/// Appointments of a liaison that cannot be kept: they stand on no day.
fn lost_text(out: &mut String, lookup: &Lookup, liaison: &LiaisonId) {
    for lost in lost(lookup, liaison) {
        let name = clipped(lost.name, NAME_WIDTH);
        for text in wrapped(&format!("{name}: {}", lost.sentence), WIDTH) {
            line(out, &text);
        }
    }
}

fn week_title(week: &[DayPlan], worth: WorthUnit) -> String {
    let title = week.first().map_or(String::new(), |day| plan_text::week_title(day.date.monday()));
    format!("{title}\n{}", plan_text::sums(&week.iter().collect(), worth))
}

/// What becomes of the practices, in figures, then why those worth most are not in the plan.
#[must_use]
pub fn left_out(book: &Book, plan: &Plan) -> String {
    let lookup = Lookup::new(book, plan);
    let title = plan_text::fates_title(plan.dispositions.len());
    let mut out = format!("{}\n{title}\n", "=".repeat(WIDTH));
    missed_text(&mut out, &lookup);
    exceptions_text(&mut out, &lookup);
    placeless_text(&mut out, &lookup);
    for (status, note) in plan_text::STATUSES {
        let group = group(plan, status);
        let Some(first) = group.first() else { continue };
        out.push('\n');
        line(&mut out, &format!("{:>7}  {status}: {note}", grouped(group.len())));
        if needs_no_proof(&first.status) {
            continue;
        }
        group.iter().take(SHOWN).for_each(|disposition| disposition_text(&mut out, &lookup, disposition));
        if group.len() > SHOWN {
            line(&mut out, &format!("{:9}{}", "", and_more(group.len() - SHOWN)));
        }
    }
    out
}

/// Promises that could not be kept: somebody has to call.
fn missed_text(out: &mut String, lookup: &Lookup) {
    let missed: Vec<_> = lookup
        .plan
        .dispositions
        .iter()
        .flat_map(|fate| fate.missed.iter().map(move |missed| (fate, missed)))
        .collect();
    if missed.is_empty() {
        return;
    }
    line(out, &format!("\n{:>7}  {}", grouped(missed.len()), plan_text::missed(missed.len())));
    for (fate, missed) in missed {
        let name = clipped(lookup.practice_name(&fate.practice), NAME_WIDTH);
        for text in wrapped(&format!("{name}: {}", dispositions::missed(lookup, missed)), WIDTH - 9) {
            line(out, &format!("{:9}{text}", ""));
        }
    }
}

/// Practices of which nobody knows where they are: somebody has to look it up.
fn placeless_text(out: &mut String, lookup: &Lookup) {
    let without = lookup.book.practices().iter().filter(|practice| practice.location.is_none());
    let names: Vec<String> =
        without.map(|it| format!("{} ({})", printable(&it.name), printable(it.id.as_str()))).collect();
    if names.is_empty() {
        return;
    }
    line(out, &format!("\n{:>7}  {}", grouped(names.len()), places::WITHOUT));
    for name in names.iter().take(SHOWN) {
        line(out, &format!("{:9}{}", "", clipped(name, WIDTH - 9)));
    }
    if names.len() > SHOWN {
        line(out, &format!("{:9}{}", "", and_more(names.len() - SHOWN)));
    }
}

/// Habits that give way to appointments: somebody has to get up early.
fn exceptions_text(out: &mut String, lookup: &Lookup) {
    let count: usize = lookup.plan.days().map(|(_, day)| day.exceptions.len()).sum();
    if count > 0 {
        line(out, &format!("\n{:>7}  {}", "", exceptions::title(count)));
    }
    for (liaison, day) in lookup.plan.days() {
        let who = clipped(lookup.liaison_name(liaison), NAME_WIDTH);
        for sentence in exceptions::of_day(lookup, day) {
            for text in wrapped(&format!("{}, {who}: {sentence}", day.date.to_words()), WIDTH - 9) {
                line(out, &format!("{:9}{text}", ""));
            }
        }
    }
}

/// Tells whether the status of a practice says enough.
fn needs_no_proof(status: &Status) -> bool {
    matches!(status, Status::Planned { .. } | Status::NotDue { .. } | Status::Excluded { .. })
}

/// The dispositions of one status, those worth most first.
fn group<'a>(plan: &'a Plan, status: &str) -> Vec<&'a Disposition> {
    let same = |disposition: &&Disposition| dispositions::status_words(&disposition.status) == status;
    let mut group: Vec<&Disposition> = plan.dispositions.iter().filter(same).collect();
    group.sort_by(|a, b| b.worth.total_cmp(&a.worth).then_with(|| a.practice.cmp(&b.practice)));
    group
}

fn disposition_text(out: &mut String, lookup: &Lookup, disposition: &Disposition) {
    let name = clipped(lookup.practice_name(&disposition.practice), NAME_WIDTH);
    let liaison = disposition.liaison.as_ref().map_or(plan_text::NOBODYS, |id| lookup.liaison_name(id));
    let standing = plan_text::standing(disposition.tier, &clipped(liaison, 25), disposition.worth);
    line(out, &format!("{:9}{name} {standing}", ""));
    if disposition.status != Status::Unknown {
        for text in wrapped(&dispositions::answer(lookup, disposition), WIDTH - 11) {
            line(out, &format!("{:11}{text}", ""));
        }
    }
}
