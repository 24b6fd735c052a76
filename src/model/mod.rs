//! Plain nouns: practices, liaisons, their history and their calendar, gathered in a [`Book`].
//!
//! Types here cannot hold wrong values: a [`Location`] is on the Earth, a [`Cadence`] is ordered, a [`TimeWindow`] is not
//! empty. What crosses tables (an owner that does not exist, a double id) is settled once, by [`Book::build`].

// First, for its macro.
#[macro_use]
pub(crate) mod time_text;

pub(crate) mod book;
pub(crate) mod build;
pub(crate) mod build_matters;
pub(crate) mod calendar;
pub(crate) mod contact;
pub(crate) mod digest;
pub(crate) mod doubts;
pub(crate) mod drive_doubt;
pub(crate) mod duplicates;
pub(crate) mod event;
pub(crate) mod finding;
pub(crate) mod hand_edit;
pub(crate) mod history;
pub(crate) mod id;
pub(crate) mod index;
pub(crate) mod issue;
pub(crate) mod issue_code;
pub(crate) mod liaison;
pub(crate) mod location;
pub(crate) mod material;
pub(crate) mod meeting_chances;
pub(crate) mod part_of_day;
pub(crate) mod practice;
pub(crate) mod promises;
pub(crate) mod provider;
pub(crate) mod records;
pub(crate) mod references;
pub(crate) mod rest;
pub(crate) mod score_fact;
pub(crate) mod segment;
pub(crate) mod time;
pub(crate) mod topic;
pub(crate) mod units;
pub(crate) mod visit_matters;
pub(crate) mod weekday;
pub(crate) mod work_hours;

pub use book::Book;
pub use calendar::{Appointment, BusyTime, Holiday, MustVisit, TimeOff};
pub use contact::{Contact, OpenIssue};
pub use drive_doubt::DriveDoubt;
pub use event::{Event, EventKind};
pub use finding::{Finding, RangeFault, RowFault, ValueFault};
pub use hand_edit::HandEdit;
pub use history::{Outcome, Referral, Visit};
pub use id::{EventId, LiaisonId, MaterialId, PracticeId, ProviderId, TopicId};
pub use index::{LiaisonIndex, PracticeIndex, ProviderIndex};
pub use issue::{Consequence, Issue, Table};
pub use issue_code::IssueCode;
pub use liaison::{Liaison, Lunch};
pub use location::{Location, LocationError};
pub use material::{LeftMaterial, Material, Stock};
pub use meeting_chances::MeetingChances;
pub use part_of_day::PartOfDay;
pub use practice::{AccessPolicy, Cadence, CadenceError, OpeningHours, Practice, Tier};
pub use provider::{Introduction, Provider, ProviderDay, ProviderHours};
pub use records::{Records, Rows};
pub use rest::Rest;
pub use segment::Segment;
pub use time::{Date, TimeOfDay, TimeWindow};
pub use time_text::ParseTimeError;
pub use topic::{FollowUp, HeardTopic, Topic};
pub use units::{Cents, Metres, Minutes, Seconds};
pub use weekday::Weekday;
pub use work_hours::WorkHours;
