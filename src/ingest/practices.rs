//! Reads practices, and any other numbers known about them.

use std::collections::BTreeMap;

use crate::geo::gazetteer::Gazetteer;
use crate::ingest::cell;
use crate::ingest::fields::visit_minutes;
use crate::ingest::header::Header;
use crate::ingest::places::{StatedPlace, address};
use crate::ingest::row::Row;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::{hours, numbers, words};
use crate::model::finding::{Finding, RangeFault};
use crate::model::issue::Consequence;
use crate::model::practice::{Cadence, OpeningHours, Practice};
use crate::model::time::TimeWindow;
use crate::model::weekday::Weekday;

/// Reads a practice, with the numbers that stand in further columns. Where it has no coordinates, its place comes from the
/// gazetteer.
pub(crate) fn practice(
    row: &mut Row<'_>,
    numbers: &[NumberColumn],
    gazetteer: Option<&Gazetteer>,
) -> Option<Practice> {
    let id = row.needed("practice_id", cell::text)?;
    report_cut(row);
    let place = StatedPlace::read(row, gazetteer);
    let name = row.optional("name", cell::text).unwrap_or_else(|| id.clone());
    let mut practice = Practice::new(id, name, place.location);
    practice.near = place.near;
    practice.address = address(row);
    practice.phone = row.optional("phone", cell::text);
    practice.specialty = row.optional("specialty", cell::text);
    practice.providers = row.optional("providers", numbers::whole(0..=100_000));
    practice.tier = row.optional("tier", words::tier);
    practice.owner = row.optional("owner", |field, _| Ok(field.into()));
    practice.visit_minutes = visit_minutes(row, "visit_minutes");
    practice.cadence = cadence(row);
    practice.access = row.optional("access", words::access).unwrap_or_default();
    practice.lead_days = row.optional("lead_days", numbers::whole(0..=91));
    practice.locked = row.optional("locked", words::yes_no).unwrap_or_default();
    practice.skills = row.optional("skills", cell::skills).unwrap_or_default();
    practice.hours = opening_hours(row);
    practice.suite = row.optional("suite", cell::text);
    practice.parking = row.optional("parking", cell::text);
    practice.note = row.optional("note", cell::text);
    practice.attributes = attributes(row, numbers);
    Some(practice)
}

/// Reads the hours in which visitors are welcome, where they stand with the practice.
fn opening_hours(row: &mut Row<'_>) -> Vec<OpeningHours> {
    let week = row.optional("hours", |field, _| hours::week(field)).unwrap_or_default();
    let of_day = |(weekday, windows): (Weekday, Vec<TimeWindow>)| {
        windows.into_iter().map(move |window| OpeningHours { weekday, window, from: None, until: None })
    };
    week.into_iter().flat_map(of_day).collect()
}

/// Reports an identifier of which a spreadsheet has kept the first digits only: `2.07556E+09`.
fn report_cut(row: &mut Row<'_>) {
    let id = row.text("practice_id").to_uppercase();
    let is_cut = id.split_once("E+").is_some_and(|(digits, power)| {
        digits.contains('.') && digits.parse::<f64>().is_ok() && power.parse::<u32>().is_ok()
    });
    if is_cut {
        row.report("practice_id", Finding::CutIdentifier, Consequence::Kept);
    }
}

/// Reads the days between visits.
fn cadence(row: &mut Row<'_>) -> Option<Cadence> {
    let mut days = |column| row.optional(column, numbers::whole(1..=7300));
    let (min, target, max) = (days("cadence_min"), days("cadence_target"), days("cadence_max"));
    match target {
        Some(target) => {
            let cadence = Cadence::new(min, target, max);
            cadence.map_err(|error| unusable_cadence(row, RangeFault::NotACadence(error))).ok()
        }
        None if min.or(max).is_some() && row.text("cadence_target").is_empty() => {
            unusable_cadence(row, RangeFault::NoCadenceTarget);
            None
        }
        None => None,
    }
}

fn unusable_cadence(row: &mut Row<'_>, fault: RangeFault) {
    let columns = ["cadence_min", "cadence_target", "cadence_max"];
    let value = columns.map(|column| row.text(column)).join("/");
    row.report_value("cadence_min/target/max", &value, fault.into(), Consequence::ValueLeftOut);
}

/// A further column that holds numbers.
#[derive(Debug)]
pub(crate) struct NumberColumn {
    /// Its place in the header.
    pub(crate) at: usize,
    name: String,
}

/// Finds the further columns in which most of the filled fields are numbers that measure something.
pub(crate) fn number_columns(sheet: &Sheet, header: &Header) -> Vec<NumberColumn> {
    let mut balance = vec![0_i64; sheet.header().len()];
    for (_, record) in sheet.records() {
        let Ok(record) = record else { continue };
        for &at in header.extra() {
            // `at` is a column of the header, and `balance` has a count for each.
            balance[at] += match record.get(at).unwrap_or_default().trim() {
                "" => 0,
                field => {
                    if numbers::number(field, header.convention(at)).is_ok() {
                        1
                    } else {
                        -1
                    }
                }
            };
        }
    }
    let named = header.extra().iter().map(|&at| NumberColumn { at, name: sheet.header()[at].clone() });
    named.filter(|column| balance[column.at] > 0 && !is_a_label(&column.name)).collect()
}

/// Tells whether numbers under this header name something rather than measure it.
fn is_a_label(header: &str) -> bool {
    let header = header.to_lowercase();
    let words: Vec<&str> = header.split(|letter: char| !letter.is_alphanumeric()).collect();
    let labels = ["id", "npi", "phone", "fax", "code", "fips", "number", "zip"];
    words.iter().all(|word| word.is_empty()) || words.iter().any(|word| labels.contains(word))
}

/// Reads the numbers in further columns.
fn attributes(row: &mut Row<'_>, numbers: &[NumberColumn]) -> BTreeMap<String, f64> {
    let mut attributes = BTreeMap::new();
    for column in numbers {
        match row.field(column.at) {
            "" => {}
            field => match numbers::number(field, row.convention_at(column.at)) {
                Ok(number) => {
                    attributes.insert(column.name.clone(), number);
                }
                Err(finding) => {
                    let value = field.to_owned();
                    let field = (column.name.as_str(), value.as_str());
                    row.report_field(Some(column.at), field, finding, Consequence::ValueLeftOut);
                }
            },
        }
    }
    attributes
}
