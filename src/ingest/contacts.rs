//! Reads people at practices, and what is open between them and us.

use crate::ingest::cell;
use crate::ingest::fields::day_done;
use crate::ingest::row::Row;
use crate::ingest::rows::practice_id;
use crate::model::contact::{Contact, OpenIssue};

/// Reads a person at a practice.
pub(crate) fn contact(row: &mut Row<'_>) -> Option<Contact> {
    let (practice, name) = (practice_id(row), row.needed("name", cell::text));
    let mut said = |column| row.optional(column, cell::text);
    let (role, phone, mail, best_time) = (said("role"), said("phone"), said("mail"), said("best_time"));
    Some(Contact { practice: practice?, name: name?, role, phone, mail, best_time })
}

/// Reads what a practice waits for or complains of. One that is closed without a day was closed on the day when it came up.
pub(crate) fn open_issue(row: &mut Row<'_>) -> Option<OpenIssue> {
    let (practice, what) = (practice_id(row), row.needed("what", cell::text));
    let since = row.optional("since", cell::date);
    let closed = day_done(row, "closed", since);
    Some(OpenIssue { practice: practice?, since, what: what?, closed })
}
