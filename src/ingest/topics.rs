//! Reads talking points, who has heard them, and what was promised.

use crate::ingest::cell;
use crate::ingest::fields::{day_done, every_days, limit};
use crate::ingest::row::Row;
use crate::ingest::rows::practice_id;
use crate::ingest::spelling::words;
use crate::model::topic::{FollowUp, HeardTopic, Topic};

/// Reads a talking point. One whose limits cannot be read is left out, so that nobody hears what is not meant for them.
pub(crate) fn topic(row: &mut Row<'_>) -> Option<Topic> {
    let (id, text) = (row.needed("topic_id", cell::text), row.needed("text", cell::text));
    let specialties = limit(row, "specialties", cell::limits);
    let tiers = limit(row, "tiers", cell::limits_to(words::tier));
    let segments = limit(row, "segments", cell::limits_to(words::segment));
    let (from, until) = (row.optional("from", cell::date), row.optional("until", cell::date));
    let every_days = every_days(row);
    Some(Topic {
        id: id?.into(),
        text: text?,
        specialties: specialties?,
        tiers: tiers?,
        segments: segments?,
        from,
        until,
        every_days,
    })
}

/// Reads a talking point that a practice has heard.
pub(crate) fn heard_topic(row: &mut Row<'_>) -> Option<HeardTopic> {
    let (practice, topic) = (practice_id(row), row.needed("topic_id", cell::text));
    let date = row.needed("date", cell::date);
    Some(HeardTopic { practice: practice?, topic: topic?.into(), date: date? })
}

/// Reads what was promised to a practice. One that is done without a day was done on the day when it was due.
pub(crate) fn followup(row: &mut Row<'_>) -> Option<FollowUp> {
    let (practice, due) = (practice_id(row), row.needed("due", cell::date));
    let from = row.optional("from", cell::date);
    let what = row.optional("what", cell::text).unwrap_or_default();
    let liaison = row.optional("liaison_id", |field, _| Ok(field.into()));
    let done = day_done(row, "done", due);
    Some(FollowUp { practice: practice?, due: due?, from, what, liaison, done })
}
