//! Every number that tunes the search, in one table.

use std::fmt::Display;

use crate::error::{Error, ErrorKind};
use crate::routing::model::parameters::{Parameter, parameters};

parameters! {
/// The numbers that tune a search: how often each operator is drawn, and how far each one looks.
///
/// The defaults are what the project measured. Other values change how good a plan is after a given time, never
/// whether it keeps the rules. "One in how many" stands for a chance. `docs/decisions` holds the record of each number
/// that names one; the others were chosen by hand.
///
/// ```
/// use rounds::routing::Tuning;
///
/// let mut tuning = Tuning::default();
/// tuning.set("split_every", "50")?;
/// assert_eq!(tuning.split_every, 50);
/// assert!(tuning.set("split_evry", "50").is_err());
/// assert!(Tuning { split_every: 0, ..tuning }.validate().is_err());
/// # Ok::<(), rounds::Error>(())
/// ```
Tuning {
    /// One in how many steps puts an unassigned client, if there is one, in the place of others.
    ejection_every: usize = 2, 1 to 1_000_000;
    /// Longest run of stops that gives way to an unassigned client.
    ejection_longest: usize = 4, 1 to 100;
    /// The loss of an ejection counts from this share of itself up to once more than that.
    ejection_noise: f64 = 0.25, 0.0 to 10.0;
    /// One in how many steps opens an unused shift where somebody is unassigned (record 0015).
    open_every_unassigned: usize = 2, 1 to 1_000_000;
    /// One in how many steps opens an unused shift where nobody is unassigned (record 0018).
    open_every: usize = 10, 1 to 1_000_000;
    /// How many kinds of unused shift an opening tries.
    open_tries: usize = 4, 1 to 1000;
    /// One in how many steps splits a route where somebody is unassigned (record 0016).
    split_every_unassigned: usize = 10, 1 to 1_000_000;
    /// One in how many steps splits a route where nobody is unassigned; ten times as many made plans of 1,000 clients
    /// dearer (record 0016).
    split_every: usize = 100, 1 to 1_000_000;
    /// One in how many steps closes a shift where somebody is unassigned (record 0016).
    close_every_unassigned: usize = 20, 1 to 1_000_000;
    /// One in how many steps closes a shift where nobody is unassigned; five times as many made plans of 1,000 clients
    /// dearer (record 0016).
    close_every: usize = 100, 1 to 1_000_000;
    /// One in how many removals of strings lets the routes exchange tails where somebody is unassigned (record 0018).
    tails_every_unassigned: usize = 10, 1 to 1_000_000;
    /// One in how many removals of strings lets the routes exchange tails where nobody is unassigned (record 0018).
    tails_every: usize = 2, 1 to 1_000_000;
    /// One in how many times a tail goes to an unused shift, so that one route becomes two (record 0018).
    tails_unused_every: usize = 8, 1 to 1_000_000;
    /// One in how many cuts of a tail is passed over.
    tails_blink_every: usize = 10, 1 to 1_000_000;
    /// Most cuts of a tail whose limits are looked at.
    tails_most_cuts: usize = 20, 1 to 1_000_000;
    /// Mean number of clients that a removal of strings takes out.
    string_mean: f64 = 10.0, 1.0 to 1000.0;
    /// Most stops in a removed string.
    string_longest: usize = 10, 1 to 1000;
    /// One in how many strings keeps some stops in its middle.
    string_split_every: usize = 2, 1 to 1_000_000;
    /// One in how many times the kept middle of a string grows by one more stop.
    string_grow_every: usize = 100, 2 to 1_000_000;
    /// Mean number of positions between two that greedy insertion passes over.
    blink_every: u32 = 100, 1 to 1_000_000;
    /// Most unassigned clients near the first removed one that a step tries (record 0022).
    near_tried: usize = 40, 0 to 255;
    /// Most required unassigned clients that a step tries (record 0022).
    required_tried: usize = 300, 0 to 1_000_000;
    /// One in how many steps counts travel for less than it costs, so that clients who pay only together can meet.
    generous_every: usize = 20, 1 to 1_000_000;
    /// Weight of a random order of insertion.
    order_random: usize = 4, 1 to 1000;
    /// Weight of the order "far from every depot first".
    order_far: usize = 2, 0 to 1000;
    /// Weight of the order "near a depot first".
    order_near: usize = 1, 0 to 1000;
    /// Weight of the order "great load first", where loads differ.
    order_heavy: usize = 4, 0 to 1000;
    /// Weight of the order "short windows first", where windows differ.
    order_short_windows: usize = 2, 0 to 1000;
    /// Weight of the order "opens early first", where windows differ.
    order_early: usize = 2, 0 to 1000;
    /// Weight of the order "closes late first", where windows differ.
    order_late: usize = 2, 0 to 1000;
    /// Weight of the order "great worth first", where visits have a worth.
    order_worth: usize = 3, 0 to 1000;
    /// Weight of the order "great worth for each unit of service first", where visits have a worth.
    order_worth_by_service: usize = 2, 0 to 1000;
    /// How many neighbours of a client are looked at for a place beside them.
    insertion_near: usize = 40, 1 to 255;
    /// Up to how many visits in a plan every position is looked at, and not those beside neighbours alone.
    insertion_all_up_to: usize = 80, 0 to 1_000_000;
    /// Neighbours kept of each client. Memory grows with it.
    neighbours: usize = 100, 1 to 255;
    /// Share of waiting time, in tenths of travel time, that makes two clients less near.
    waiting_tenths: i64 = 2, 0 to 1000;
    /// Nearest depots of unused shifts that are looked at for a client.
    depots: usize = 8, 1 to 1000;
    /// Visits times this many iterations lie between two descents.
    descend_every: u64 = 10, 1 to 1_000_000;
    /// How many of a client's nearest a descent may bring it next to.
    granularity: usize = 20, 0 to 255;
    /// Most visits in a run that Or-opt moves.
    run_longest: usize = 3, 1 to 100;
    /// The greatest part of the routes of another chain that a crossover takes: one in how many.
    crossover_part: usize = 2, 1 to 1_000_000;
    /// Work of labelling allowed for each iteration where there is a single route. It falls with the third power of
    /// the number of routes (record 0020).
    labelling_work: u64 = 400, 0 to 1_000_000;
    /// What each look at a route counts at least, as work of labelling.
    labelling_least_work: u64 = 1000, 0 to 1_000_000_000;
    /// Work that must be allowed before the first look at a route.
    labelling_first_needs: u64 = 2_097_152, 1 to 1_000_000_000_000;
    /// The part of a cooling after which routes are labelled. Travel counts for all it costs by then.
    labelling_from: f64 = 0.6, 0.0 to 1.0;
    /// How many unassigned clients the first look at a route considers, in the mean.
    labelling_first_breadth: usize = 60, 1 to 320;
    /// How many unassigned clients a look at a route considers at least, in the mean.
    labelling_least_breadth: usize = 30, 1 to 320;
    /// How many of the best routes of a pass are tried (record 0021).
    labelling_tried: usize = 1000, 1 to 1_000_000;
    /// Among how many of the best routes of a pass those with a cycle are learned from (record 0021).
    labelling_cycles: usize = 100, 1 to 1_000_000;
    /// Stops that a label may have beyond the number of clients it may visit.
    labelling_spare_stops: usize = 64, 0 to 1000;
    /// Most labels kept of one client.
    labelling_client_labels: usize = 4096, 1 to 1_000_000;
    /// Labels after which a pass is cut short. It bounds the memory of a pass: 200 bytes for each.
    labelling_most_labels: usize = 262_144, 1 to 16_777_216;
    /// Comparisons of labels that take as long as one step of a label.
    labelling_comparisons: usize = 4, 1 to 1000;
    /// First temperature: so many times the travel of a visit (record 0013).
    hot_by_travel: f64 = 3.0, 0.0 to 1000.0;
    /// First temperature: so many times the worth of a visit (record 0013).
    hot_by_worth: f64 = 0.75, 0.0 to 1000.0;
    /// The last temperature as a share of the first (record 0014).
    cold: f64 = 0.0033, 0.000_001 to 1.0;
    /// The same for the part of worth where travel only breaks ties (record 0014).
    cold_for_ties: f64 = 0.05, 0.000_001 to 1.0;
    /// Travel breaks ties if it is less than one part in so many of the worth of the visits. Worth does likewise.
    ties: i64 = 200, 1 to 1_000_000;
    /// The share of its cost that travel counts for when a cooling begins, where worth and travel both weigh (record
    /// 0017).
    cheap: f64 = 0.7, 0.0 to 1.0;
    /// The part of a cooling after which travel counts for all it costs (record 0017).
    cheap_until: f64 = 0.6, 0.001 to 1.0;
    /// What leaving out a required client costs at first, in units of what a visit contributes to the objective.
    left_out: i64 = 20, 1 to 1000;
    /// How many times the first cost of leaving out a required client can come to.
    left_out_most: i64 = 1000, 1 to 1000;
    /// What leaving out a required client grows by in a step: one part in so many of what a visit contributes.
    left_out_growth: i64 = 10, 1 to 1_000_000;
    /// Iterations of a chain, for each visit, that are worth a cooling of their own (record 0011).
    cooling: u64 = 500, 1 to 1_000_000;
    /// The same where everybody must be visited (record 0012).
    cooling_for_all: u64 = 250, 1 to 1_000_000;
    /// Most coolings in a search (record 0011).
    coolings: u64 = 24, 1 to 1_000_000;
    /// Epochs of a search with a budget of iterations. After each one the chains meet.
    epochs: u64 = 200, 1 to 1_000_000;
    /// Iterations of one chain in one epoch of a search with a clock.
    clock_epoch: u64 = 1000, 1 to 1_000_000;
    /// Most iterations between two looks at the clock, the observer and the temperature.
    chunk: u64 = 50, 1 to 1_000_000;
}
}

/// Writes a number as people and [`Tuning::set`] read it.
fn text<T: Display>(number: T) -> String {
    number.to_string()
}

/// Says that a name is not in the table, and which names are.
fn unknown(name: &str, names: &[&str]) -> Error {
    Error::new(
        ErrorKind::Setting,
        format!("there is no parameter {name}; choose one of these: {}", names.join(", ")),
    )
}

/// Says that a text is no number of the parameter's type.
fn unreadable(name: &str, value: &str, kind: &str) -> Error {
    let number = if kind == "f64" { "a number" } else { "a whole number" };
    Error::new(ErrorKind::Setting, format!("{name} cannot be '{value}'; give {number}"))
}

/// Says that a number is out of its range.
fn beyond<T: Display>(name: &str, value: T, least: T, most: T) -> Error {
    Error::new(ErrorKind::Setting, format!("{name} {value} is not within {least} to {most}"))
}
