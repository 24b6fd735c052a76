//! Plain nouns: practices, liaisons, their history and their calendar, gathered in a [`Book`].
//!
//! Types here cannot hold wrong values: a [`Location`] is on the Earth, a [`Cadence`] is ordered, a [`TimeWindow`] is not
//! empty. What crosses tables (an owner that does not exist, a double id) is settled once, by [`Book::build`].

mod book;
mod build;
mod calendar;
mod doubts;
mod history;
mod id;
mod issue;
mod liaison;
mod location;
mod practice;
mod records;
mod time;
mod units;

pub use book::Book;
pub use calendar::{Appointment, Holiday, MustVisit, TimeOff};
pub use history::{Outcome, Referral, Visit};
pub use id::{LiaisonId, PracticeId};
pub use issue::{Consequence, Issue, IssueCode, Table};
pub use liaison::{Liaison, Lunch};
pub use location::{Location, LocationError};
pub use practice::{AccessPolicy, Cadence, CadenceError, OpeningHours, Practice, Tier};
pub use records::{Records, Rows};
pub use time::{Date, ParseTimeError, TimeOfDay, TimeWindow, Weekday};
pub use units::{Metres, Minutes, Seconds};
