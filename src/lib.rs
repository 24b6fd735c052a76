//! Whom should a physician liaison visit, when, in what order, and why.
//!
//! A physician-relations programme sends *liaisons* to the *practices* that refer patients. `rounds` answers its questions in
//! one chain, each link with reasons:
//!
#![doc = include_str!("../docs/pipeline.txt")]
//!
//! | question | module | from | to |
//! |---|---|---|---|
//! | what is known? | [`ingest`], [`model`] | CSV, workbooks, JSON or values | [`Book`](model::Book) and its [`Issue`](model::Issue)s |
//! | who matters? | [`score`] | a book | [`Scores`](score::Scores): potential, lapse, worth of a visit |
//! | who is seen when? | [`schedule`] | a book and scores | a [`Plan`](plan::Plan) of 1 to 13 weeks |
//! | what goes along? | [`brief`] | a book, scores and a plan | [`Briefs`](brief::Briefs): what to say, ask, bring and log |
//! | who covers whom? | [`territory`] | a book, scores, an alignment | a fairer one, with a reason for each move |
//! | is it true? | [`check`] | a book and a plan | [`Violation`](check::Violation)s, none for a good plan |
//! | how was the week? | [`report`] | a book, scores and kept plans | a [`WeekReport`](report::WeekReport): planned and done, referrals beside what was expected |
//! | how are routes found? | [`routing`] | shifts and clients, no practices | a [`Solution`](routing::Solution) |
//! | how are maps cut? | [`districting`] | units, amounts and borders | labels, one for each unit |
//! | what do visits bring? | [`trial`], [`experiment`] | practices that rest by lot | a lift with its interval, and an elasticity |
//! | what did first visits bring? | [`first_visits`] | a book | referrals a practice and month, beside those of others |
//! | what did a treatment bring? | [`effect`] | panels of outcomes, with first periods of treatment | effects, and how sure they are |
//! | what comes next? | [`forecast`] | histories of events | counts and chances |
//! | how does one use it? | [`export`] | a plan | terminal text, CSV, calendars, map data, a web page |
//!
//! The library does no input or output, reads no clock, prints nothing and owns no thread pool; the same inputs give the same
//! bytes on any number of threads and in any order of rows. Bad news comes in three kinds that are never mixed: an [`Error`]
//! means that a call cannot go on, an [`Issue`](model::Issue) that a row is wrong and was reported, a
//! [`Disposition`](plan::Disposition) what becomes of a practice, and why.
//!
//! ```
//! use rounds::{check, export, geo::GreatCircle, ingest, model::Table, progress, schedule, score};
//!
//! let (book, issues) = ingest::read_csv(
//!     |table| match table {
//!         Table::Practices => Ok("practice_id,name,lat,lon,tier\nP1,Cedar Ridge Medicine,38.93,-77.02,A\n".as_bytes()),
//!         Table::Liaisons => Ok("liaison_id,home_lat,home_lon\nL1,38.88,-77.10\n".as_bytes()),
//!         Table::Referrals => Ok("practice_id,date,count\nP1,2025-11-03,2\nP1,2026-01-12,1\n".as_bytes()),
//!         _ => Err(std::io::ErrorKind::NotFound.into()),
//!     },
//!     &ingest::Settings::default(),
//! )?
//! .parts();
//! let scores = score::evaluate(&book, "2026-01-30".parse()?, &score::ScoreConfig::default(), &progress::unobserved)?;
//! let travel = GreatCircle::default();
//! let plan = schedule::plan(&book, &scores, &travel, &schedule::ScheduleConfig::default(), &progress::unobserved)?;
//! assert!(issues.is_empty() && check::plan(&check::Facts::new(&book, &travel), &plan).is_empty());
//! for ((liaison, date, stop), why) in plan.stops().zip(export::why_lines(&book, &plan)) {
//!     println!("{date} {} {liaison} -> {}: {why}", stop.start, stop.practice);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// What a library must not do; tests and examples may.
#![warn(unreachable_pub, clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod brief;
pub mod check;
pub mod districting;
#[cfg(test)]
#[path = "../tests/common/draws.rs"]
mod draws;
pub mod effect;
pub mod error;
pub mod experiment;
pub mod export;
pub mod first_visits;
pub mod forecast;
pub mod geo;
pub mod ingest;
pub mod model;
pub mod plan;
pub mod progress;
mod random;
pub mod report;
pub mod routing;
pub mod schedule;
pub mod score;
pub mod territory;
pub mod trial;

pub use error::{Error, ErrorKind};
