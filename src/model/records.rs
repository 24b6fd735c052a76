//! Tables as they come from a file or another system, before they are checked against each other.

use crate::model::calendar::{Appointment, BusyTime, Holiday, MustVisit, TimeOff};
use crate::model::contact::{Contact, OpenIssue};
use crate::model::event::Event;
use crate::model::history::{Referral, Visit};
use crate::model::id::{PracticeId, ProviderId};
use crate::model::liaison::Liaison;
use crate::model::material::{LeftMaterial, Material, Stock};
use crate::model::practice::{OpeningHours, Practice};
use crate::model::provider::{Introduction, Provider, ProviderHours};
use crate::model::rest::Rest;
use crate::model::topic::{FollowUp, HeardTopic, Topic};

/// The rows of all tables. Only practices and liaisons are needed; every other table makes the answer better.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// The practices.
    pub practices: Rows<Practice>,
    /// The liaisons.
    pub liaisons: Rows<Liaison>,
    /// Opening hours, in addition to those that the practices bring themselves.
    pub hours: Rows<(PracticeId, OpeningHours)>,
    /// Referrals that came.
    pub referrals: Rows<Referral>,
    /// Visits that were made.
    pub visits: Rows<Visit>,
    /// Visits already agreed upon.
    pub appointments: Rows<Appointment>,
    /// Days off.
    pub time_off: Rows<TimeOff>,
    /// Times in which liaisons are not free.
    pub busy: Rows<BusyTime>,
    /// Public holidays.
    pub holidays: Rows<Holiday>,
    /// Visits that have to happen.
    pub must_visits: Rows<MustVisit>,
    /// People at practices.
    pub contacts: Rows<Contact>,
    /// What practices wait for or complain of.
    pub open_issues: Rows<OpenIssue>,
    /// Talking points.
    pub topics: Rows<Topic>,
    /// Talking points that practices have heard.
    pub heard_topics: Rows<HeardTopic>,
    /// What was promised to practices.
    pub followups: Rows<FollowUp>,
    /// Material to hand out.
    pub materials: Rows<Material>,
    /// How much material liaisons have.
    pub stock: Rows<Stock>,
    /// Material that was left at practices.
    pub left_materials: Rows<LeftMaterial>,
    /// Our physicians.
    pub providers: Rows<Provider>,
    /// When our physicians can be away, in addition to what they bring themselves.
    pub provider_hours: Rows<(ProviderId, ProviderHours)>,
    /// Meetings of our physicians with practices that are wished for.
    pub introductions: Rows<Introduction>,
    /// Events.
    pub events: Rows<Event>,
    /// Days in which practices rest by lot.
    pub rests: Rows<Rest>,
}

/// Rows with the number that people know them by: the line in a file, or the position counted from 1.
#[derive(Debug, Clone)]
pub struct Rows<T>(pub Vec<(u64, T)>);

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self((1..).zip(rows).collect())
    }
}

impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        rows.into_iter().collect()
    }
}
