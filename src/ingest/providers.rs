//! Reads our physicians, when they can be away, and the meetings that are wished for.

use crate::geo::gazetteer::Gazetteer;
use crate::ingest::fields::{LONGEST_VISIT, day_done};
use crate::ingest::row::Row;
use crate::ingest::rows::{practice_id, window};
use crate::ingest::spelling::{numbers, times};
use crate::ingest::{cell, places};
use crate::model::id::ProviderId;
use crate::model::provider::{Introduction, Provider, ProviderDay, ProviderHours};
use crate::model::units::Minutes;

/// Reads a physician. Their hours stand in a table of their own.
pub(crate) fn provider(row: &mut Row<'_>, gazetteer: Option<&Gazetteer>) -> Option<Provider> {
    let id = row.needed("provider_id", cell::text);
    let specialties = row.needed("specialties", cell::some_words);
    let name = row.optional("name", cell::text).or_else(|| id.clone());
    let place = places::location(row, gazetteer);
    let per_week = row.optional("per_week", numbers::whole(0..=100));
    Some(Provider {
        id: id?.into(),
        name: name?,
        specialties: specialties?,
        place,
        per_week,
        hours: Vec::new(),
    })
}

/// Reads when a physician can be away: on a date, else on one weekday or several.
pub(crate) fn hours(
    row: &mut Row<'_>,
    gazetteer: Option<&Gazetteer>,
) -> Option<Vec<(ProviderId, ProviderHours)>> {
    let provider: Option<ProviderId> = row.needed("provider_id", |field, _| Ok(field.into()));
    let days = days(row);
    let clock = |row: &mut Row<'_>, column| row.needed(column, |field, _| times::clock(field));
    let (from, until) = (clock(row, "from"), clock(row, "until"));
    let place = places::location(row, gazetteer);
    let (provider, days) = (provider?, days?);
    let window = window(row, "from-until", from?, until?)?;
    let of_day = |day| (provider.clone(), ProviderHours { day, window, place });
    Some(days.into_iter().map(of_day).collect())
}

/// Reads the days of a row of hours. A date counts more than a weekday beside it.
fn days(row: &mut Row<'_>) -> Option<Vec<ProviderDay>> {
    if !row.says_nothing("date") {
        return row.needed("date", cell::date).map(|date| vec![ProviderDay::Date(date)]);
    }
    let weekdays = row.needed("weekday", cell::weekdays)?;
    Some(weekdays.into_iter().map(ProviderDay::Weekly).collect())
}

/// Reads a wish to meet one of our physicians. One that is met without a day was met on its last day, or on its first.
pub(crate) fn introduction(row: &mut Row<'_>) -> Option<Introduction> {
    let practice = practice_id(row);
    let specialty = row.needed("specialty", |field, _| Ok(field.to_lowercase()));
    let provider = row.optional("provider_id", |field, _| Ok(field.into()));
    let (from, by) = (row.optional("from", cell::date), row.optional("by", cell::date));
    let minutes = row.optional("minutes", numbers::whole(1..=LONGEST_VISIT));
    let minutes = minutes.map_or(Introduction::DEFAULT_MINUTES, Minutes);
    let met = day_done(row, "met", by.or(from));
    Some(Introduction { practice: practice?, specialty: specialty?, provider, from, by, minutes, met })
}
