//! Identifiers of calendar entries.

use std::collections::BTreeSet;

use crate::model::id::LiaisonId;
use crate::model::time::Date;
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::visit_plan::Plan;

/// How every identifier of the project's calendars ends.
pub(crate) const DOMAIN: &str = "@rounds";

/// Makes identifiers that no entry has.
///
/// A first plan makes them of date, liaison and practice. A plan that follows another adds the day up to which it knows
/// history, so that an identifier long forgotten does not come back.
pub(crate) struct UidMint {
    suffix: String,
    taken: BTreeSet<String>,
}

impl UidMint {
    /// Makes identifiers for a plan that follows another, or is the first.
    pub(crate) fn new(plan: &Plan, previous: Option<&Plan>) -> Self {
        let suffix = previous.map_or_else(String::new, |_| format!("-{}", plan.as_of));
        Self { suffix, taken: previous.into_iter().flat_map(entries).map(|it| it.uid.clone()).collect() }
    }

    /// Makes identifiers for entries that a plan lacks.
    pub(crate) fn beside(plan: &Plan) -> Self {
        Self { suffix: String::new(), taken: entries(plan).map(|it| it.uid.clone()).collect() }
    }

    /// Makes an identifier of the first of the numbered names that is free.
    pub(crate) fn uid(&mut self, liaison: &LiaisonId, date: Date, name: impl Fn(u32) -> String) -> String {
        let (liaison, suffix) = (escaped(liaison.as_str()), &self.suffix);
        let mut uids = (1..).map(|number| format!("{date}-{liaison}-{}{suffix}{DOMAIN}", name(number)));
        let uid = uids.find(|uid| !self.taken.contains(uid)).unwrap_or_default();
        self.taken.insert(uid.clone());
        uid
    }
}

/// Lists every entry that a plan knows of.
pub(crate) fn entries(plan: &Plan) -> impl Iterator<Item = &CalendarEntry> {
    let stops = plan.stops().map(|(.., stop)| &stop.entry);
    let earlier = plan.cancelled.iter().chain(&plan.kept).map(|it| &it.entry);
    stops.chain(earlier).chain(plan.day_entries.iter().map(|it| &it.entry))
}

/// The identifier in letters, digits and `_xx` for every other byte: different identifiers stay different.
pub(crate) fn escaped(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    id.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("_{byte:02x}") })
        .collect()
}
