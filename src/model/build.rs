//! Settles what crosses tables: double identifiers, names that lead nowhere, an order that no shuffle changes.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::build_matters as matters;
use crate::model::calendar::{BusyTime, Holiday, MustVisit, TimeOff};
use crate::model::doubts;
use crate::model::duplicates::{each_once, unique};
use crate::model::finding::Finding;
use crate::model::history::{Referral, Visit};
use crate::model::id::PracticeId;
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::liaison::Liaison;
use crate::model::practice::{OpeningHours, Practice};
use crate::model::records::{Records, Rows};
use crate::model::references::Names;
use crate::model::time::Date;

impl Book {
    /// Checks the tables against each other and puts them in a fixed order.
    ///
    /// A row that cannot be used is left out and reported; nothing else is lost. Of several rows with one identifier the
    /// one whose content sorts first is kept, so the result does not depend on the order of rows.
    ///
    /// ```
    /// use rounds::model::{Book, Liaison, Location, Practice, Records};
    /// let home = Location::new(38.9, -77.0)?;
    /// let records = Records {
    ///     practices: vec![Practice::new("P1", "Cedar Family Medicine", home)].into(),
    ///     liaisons: vec![Liaison::new("L1", "Liaison One", home)].into(),
    ///     ..Records::default()
    /// };
    /// let (book, issues) = Book::build(records)?;
    /// assert_eq!((book.practices().len(), issues.len()), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is no practice or no liaison to plan with.
    pub fn build(mut records: Records) -> Result<(Self, Vec<Issue>), Error> {
        let mut issues = doubts::reversed_days(&mut records);
        let (mut practices, mut liaisons) = people(records.practices, records.liaisons, &mut issues)?;
        let names = Names::new(&practices, &liaisons);
        names.drop_unknown_owners(&mut practices, &mut issues);
        names.drop_unknown_covers(&mut liaisons, &mut issues);
        hours(&mut practices, records.hours, &names, &mut issues);
        let providers = matters::providers(records.providers, records.provider_hours, &mut issues);
        let materials = matters::materials(records.materials, &mut issues);
        let book = Self {
            contacts: names.of_practices(Table::Contacts, records.contacts, |row| &row.practice, &mut issues),
            open_issues: matters::open_issues(records.open_issues, &names, &mut issues),
            topics: matters::topics(records.topics, &mut issues),
            heard_topics: matters::heard_topics(records.heard_topics, &names, &mut issues),
            followups: matters::followups(records.followups, &names, &mut issues),
            stock: matters::stock(records.stock, &materials, &names, &mut issues),
            left_materials: matters::left_materials(records.left_materials, &names, &mut issues),
            introductions: matters::introductions(records.introductions, &providers, &names, &mut issues),
            events: matters::events(records.events, &practices, &names, &mut issues),
            rests: names.of_practices(Table::Rests, records.rests, |row| &row.practice, &mut issues),
            providers,
            materials,
            referrals: referrals(records.referrals, &names, &mut issues),
            visits: visits(records.visits, &names, &mut issues),
            appointments: names.known_once(
                Table::Appointments,
                records.appointments,
                |row| (Some(&row.practice), Some(&row.liaison)),
                &mut issues,
            ),
            time_off: time_off(records.time_off, &names, &mut issues),
            busy: busy(records.busy, &names, &mut issues),
            must_visits: must_visits(records.must_visits, &names, &mut issues),
            holidays: holidays(records.holidays, &mut issues),
            practice_positions: names.practices,
            liaison_positions: names.liaisons,
            practices: practices.into_iter().map(|(_, practice)| practice).collect(),
            liaisons: liaisons.into_iter().map(|(_, liaison)| liaison).collect(),
        };
        // One row may speak of several weekdays and then be found wrong for each.
        issues.sort();
        issues.dedup();
        Ok((book, issues))
    }
}

impl Book {
    /// Returns the rows of this book, to change some and build another.
    ///
    /// Building them again gives an equal book: `Book::build(book.records())`.
    #[must_use]
    pub fn records(&self) -> Records {
        let holiday = |(&date, name): (&Date, &String)| Holiday { date, name: name.clone() };
        Records {
            practices: self.practices.clone().into(),
            liaisons: self.liaisons.clone().into(),
            hours: Rows::default(),
            referrals: self.referrals.concat().into(),
            visits: self.visits.concat().into(),
            appointments: self.appointments.clone().into(),
            time_off: self.time_off.clone().into(),
            busy: self.busy.clone().into(),
            holidays: self.holidays.iter().map(holiday).collect(),
            must_visits: self.must_visits.clone().into(),
            contacts: self.contacts.clone().into(),
            open_issues: self.open_issues.clone().into(),
            topics: self.topics.clone().into(),
            heard_topics: self.heard_topics.clone().into(),
            followups: self.followups.clone().into(),
            materials: self.materials.clone().into(),
            stock: self.stock.clone().into(),
            left_materials: self.left_materials.clone().into(),
            providers: self.providers.clone().into(),
            provider_hours: Rows::default(),
            introductions: self.introductions.clone().into(),
            events: self.events.clone().into(),
            rests: self.rests.clone().into(),
        }
    }
}

/// Rows with the number that people know them by.
type Numbered<T> = Vec<(u64, T)>;

/// Settles which practices and which liaisons there are, and reports what is doubtful about them.
fn people(
    practices: Rows<Practice>,
    liaisons: Rows<Liaison>,
    issues: &mut Vec<Issue>,
) -> Result<(Numbered<Practice>, Numbered<Liaison>), Error> {
    let liaisons = unique(Table::Liaisons, "liaison_id", liaisons, |row| row.id.clone(), issues);
    let mut practices = unique(Table::Practices, "practice_id", practices, |row| row.id.clone(), issues);
    issues.extend(doubts::swapped_coordinates(&mut practices, &liaisons));
    at_least_one("practice", &practices)?;
    at_least_one("liaison", &liaisons)?;
    issues.extend(doubts::no_working_day(&liaisons));
    issues.extend(doubts::skills_of_nobody(&practices, &liaisons));
    Ok((practices, liaisons))
}

fn at_least_one<T>(what: &str, rows: &[(u64, T)]) -> Result<(), Error> {
    if rows.is_empty() {
        return Err(Error::new(
            ErrorKind::Input,
            format!("there is no usable {what}; a book needs at least one"),
        ));
    }
    Ok(())
}

/// Names the holidays by day. Of several names for a day the first in the alphabet is kept, and the others are reported.
fn holidays(rows: Rows<Holiday>, issues: &mut Vec<Issue>) -> BTreeMap<Date, String> {
    let mut sorted: Vec<(Holiday, u64)> = rows.0.into_iter().map(|(row, holiday)| (holiday, row)).collect();
    sorted.sort();
    let mut named = BTreeMap::new();
    let mut kept_row = 0;
    for (holiday, row) in sorted {
        if let Entry::Vacant(free) = named.entry(holiday.date) {
            free.insert(holiday.name);
            kept_row = row;
        } else {
            let double =
                Issue::new(Table::Holidays, Finding::DuplicateRow { kept_row }, Consequence::RowLeftOut);
            issues.push(double.at(row));
        }
    }
    named
}

/// Keeps the days off of liaisons whom the book knows, each once.
fn time_off(rows: Rows<TimeOff>, names: &Names, issues: &mut Vec<Issue>) -> Vec<TimeOff> {
    names.known_once(Table::TimeOff, rows, |row| (None, Some(&row.liaison)), issues)
}

/// Keeps the promised visits to practices that the book knows, each once.
fn must_visits(rows: Rows<MustVisit>, names: &Names, issues: &mut Vec<Issue>) -> Vec<MustVisit> {
    names.of_practices(Table::MustVisits, rows, |row| &row.practice, issues)
}

/// Keeps the busy times of liaisons whom the book knows, each once.
fn busy(rows: Rows<BusyTime>, names: &Names, issues: &mut Vec<Issue>) -> Vec<BusyTime> {
    names.known_once(Table::Busy, rows, |row| (None, Some(&row.liaison)), issues)
}

/// Gives opening hours to their practices.
fn hours(
    practices: &mut [(u64, Practice)],
    rows: Rows<(PracticeId, OpeningHours)>,
    names: &Names,
    issues: &mut Vec<Issue>,
) {
    let known = names.known_once(Table::Hours, rows, |(practice, _)| (Some(practice), None), issues);
    for (id, hours) in known {
        if let Some(&at) = names.practices.get(&id) {
            // Names hold indices of this list.
            practices[at.get()].1.hours.push(hours);
        }
    }
}

/// Groups referrals by practice and sorts them by date.
fn referrals(rows: Rows<Referral>, names: &Names, issues: &mut Vec<Issue>) -> Vec<Vec<Referral>> {
    let mut by_practice: Vec<Vec<Referral>> = vec![Vec::new(); names.practices.len()];
    for (row, referral) in rows.0 {
        if let Some(at) = names.practice(Table::Referrals, row, &referral.practice, issues) {
            // There is a list for each practice.
            by_practice[at.get()].push(referral);
        }
    }
    for list in &mut by_practice {
        list.sort_by(referral_order);
    }
    by_practice
}

/// Groups visits by practice and sorts them by date. A visit of a liaison who left counts all the same.
fn visits(rows: Rows<Visit>, names: &Names, issues: &mut Vec<Issue>) -> Vec<Vec<Visit>> {
    let mut by_practice: Vec<Vec<(Visit, u64)>> = vec![Vec::new(); names.practices.len()];
    for (row, visit) in rows.0 {
        if let Some(at) = names.practice(Table::Visits, row, &visit.practice, issues) {
            if !names.liaisons.contains_key(&visit.liaison) {
                let issue = Issue::new(Table::Visits, Finding::UnknownVisitor, Consequence::Kept);
                issues.push(issue.at(row).about("liaison_id", visit.liaison.as_str()));
            }
            // There is a list for each practice.
            by_practice[at.get()].push((visit, row));
        }
    }
    by_practice.into_iter().map(|list| each_once(Table::Visits, list, visit_order, issues)).collect()
}

fn referral_order(a: &Referral, b: &Referral) -> Ordering {
    let value = |referral: &Referral| referral.value.unwrap_or(0.0);
    (a.date, a.from, a.count).cmp(&(b.date, b.from, b.count)).then(value(a).total_cmp(&value(b)))
}

fn visit_order(a: &Visit, b: &Visit) -> Ordering {
    (a.date, &a.liaison, a.outcome, &a.note, a.time).cmp(&(b.date, &b.liaison, b.outcome, &b.note, b.time))
}
