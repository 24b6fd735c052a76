//! Settles what crosses tables: double identifiers, names that lead nowhere, an order that no shuffle changes.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::calendar::Holiday;
use crate::model::doubts;
use crate::model::history::{Referral, Visit};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::issue::{Consequence, Issue, IssueCode, Table};
use crate::model::liaison::Liaison;
use crate::model::practice::{OpeningHours, Practice};
use crate::model::records::{Records, Rows};
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
        let mut findings = Findings { issues: doubts::reversed_days(&mut records) };
        let liaisons =
            findings.unique(Table::Liaisons, "liaison_id", records.liaisons, |row: &Liaison| row.id.clone());
        let mut practices =
            findings
                .unique(Table::Practices, "practice_id", records.practices, |row: &Practice| row.id.clone());
        findings.issues.extend(doubts::swapped_coordinates(&mut practices, &liaisons));
        at_least_one("practice", &practices)?;
        at_least_one("liaison", &liaisons)?;
        findings.working_days(&liaisons);
        findings.owners(&mut practices, &liaisons);
        findings.skills(&practices, &liaisons);
        let names = Names::new(&practices, &liaisons);
        findings.hours(&mut practices, records.hours, &names);
        let book = Self {
            referrals: findings.referrals(records.referrals, &names),
            visits: findings.visits(records.visits, &names),
            appointments: findings.known_once(Table::Appointments, records.appointments, &names, |row| {
                (Some(&row.practice), Some(&row.liaison))
            }),
            time_off: findings
                .known_once(Table::TimeOff, records.time_off, &names, |row| (None, Some(&row.liaison))),
            must_visits: findings.known_once(Table::MustVisits, records.must_visits, &names, |row| {
                (Some(&row.practice), None)
            }),
            holidays: holidays(records.holidays),
            practice_positions: names.practices,
            liaison_positions: names.liaisons,
            practices: practices.into_iter().map(|(_, practice)| practice).collect(),
            liaisons: liaisons.into_iter().map(|(_, liaison)| liaison).collect(),
        };
        // One row may speak of several weekdays and then be found wrong for each.
        findings.issues.sort();
        findings.issues.dedup();
        Ok((book, findings.issues))
    }
}

impl Book {
    /// The rows of this book, to change some and build another.
    ///
    /// Building them again gives an equal book: `Book::build(book.records())`.
    #[must_use]
    pub fn records(&self) -> crate::model::records::Records {
        let holiday = |(&date, name): (&Date, &String)| Holiday { date, name: name.clone() };
        crate::model::records::Records {
            practices: self.practices.clone().into(),
            liaisons: self.liaisons.clone().into(),
            hours: Rows::default(),
            referrals: self.referrals.concat().into(),
            visits: self.visits.concat().into(),
            appointments: self.appointments.clone().into(),
            time_off: self.time_off.clone().into(),
            holidays: self.holidays.iter().map(holiday).collect(),
            must_visits: self.must_visits.clone().into(),
        }
    }
}

fn at_least_one<T>(what: &str, rows: &[(u64, T)]) -> Result<(), Error> {
    if rows.is_empty() {
        let text = format!("there is no usable {what}; a book needs at least one");
        return Err(Error::new(ErrorKind::Input, text));
    }
    Ok(())
}

/// Positions by identifier.
struct Names {
    practices: FxHashMap<PracticeId, PracticeIndex>,
    liaisons: FxHashMap<LiaisonId, LiaisonIndex>,
}

impl Names {
    fn new(practices: &[(u64, Practice)], liaisons: &[(u64, Liaison)]) -> Self {
        Self {
            practices: practices
                .iter()
                .enumerate()
                .map(|(at, (_, practice))| (practice.id.clone(), PracticeIndex::new(at)))
                .collect(),
            liaisons: liaisons
                .iter()
                .enumerate()
                .map(|(at, (_, liaison))| (liaison.id.clone(), LiaisonIndex::new(at)))
                .collect(),
        }
    }
}

fn holidays(rows: Rows<Holiday>) -> BTreeMap<Date, String> {
    let mut sorted: Vec<Holiday> = rows.0.into_iter().map(|(_, holiday)| holiday).collect();
    sorted.sort();
    sorted.into_iter().rev().map(|holiday| (holiday.date, holiday.name)).collect()
}

/// The issues found so far.
#[derive(Default)]
struct Findings {
    issues: Vec<Issue>,
}

impl Findings {
    /// The rows sorted by identifier, one for each.
    fn unique<T: Serialize, K: Ord + ToString>(
        &mut self,
        table: Table,
        column: &str,
        rows: Rows<T>,
        key: impl Fn(&T) -> K,
    ) -> Vec<(u64, T)> {
        let mut groups: BTreeMap<K, Vec<(u64, T)>> = BTreeMap::new();
        for (row, value) in rows.0 {
            groups.entry(key(&value)).or_default().push((row, value));
        }
        let mut kept = Vec::with_capacity(groups.len());
        for (id, mut group) in groups {
            if group.len() > 1 {
                group.sort_by_cached_key(|(row, value)| (content(value), *row));
            }
            let mut group = group.into_iter();
            let first = group.next();
            let kept_row = first.as_ref().map_or(0, |(row, _)| *row);
            for (row, _) in group {
                let what = format!("the identifier already stands in row {kept_row}");
                self.report(IssueCode::DuplicateId, table, row, Consequence::RowLeftOut, &what)
                    .about(column, &id.to_string())
                    .advise("Give every row its own identifier, or remove the double.");
            }
            kept.extend(first);
        }
        kept
    }

    fn working_days(&mut self, liaisons: &[(u64, Liaison)]) {
        for (row, liaison) in liaisons.iter().filter(|(_, liaison)| liaison.hours.is_empty()) {
            let what = format!("{} works on no day, so nothing can be planned", liaison.name);
            self.report(IssueCode::NoWorkingDay, Table::Liaisons, *row, Consequence::Kept, &what)
                .advise("Give at least one working day with hours.");
        }
    }

    /// Drops owners who do not exist.
    fn owners(&mut self, practices: &mut [(u64, Practice)], liaisons: &[(u64, Liaison)]) {
        let known: BTreeSet<&LiaisonId> = liaisons.iter().map(|(_, liaison)| &liaison.id).collect();
        for (row, practice) in practices {
            let Some(owner) = practice.owner.take_if(|owner| !known.contains(owner)) else { continue };
            let what = "no liaison has this identifier; the practice counts as unowned";
            self.report(IssueCode::UnknownLiaison, Table::Practices, *row, Consequence::ValueLeftOut, what)
                .about("owner", owner.as_str())
                .advise("Name a liaison of the liaisons table, or leave the field empty.");
        }
    }

    fn skills(&mut self, practices: &[(u64, Practice)], liaisons: &[(u64, Liaison)]) {
        for (row, practice) in practices {
            if liaisons.iter().any(|(_, liaison)| practice.skills.is_subset(&liaison.skills)) {
                continue;
            }
            let wanted = practice.skills.iter().cloned().collect::<Vec<_>>().join("; ");
            let what = "no liaison has these skills, so nobody can be sent";
            self.report(IssueCode::NobodyHasSkills, Table::Practices, *row, Consequence::Kept, what)
                .about("skills", &wanted)
                .advise("Add the skills to a liaison, or remove them here.");
        }
    }

    /// Gives opening hours to their practices.
    fn hours(
        &mut self,
        practices: &mut [(u64, Practice)],
        rows: Rows<(PracticeId, OpeningHours)>,
        names: &Names,
    ) {
        for (id, hours) in self.known_once(Table::Hours, rows, names, |(practice, _)| (Some(practice), None))
        {
            if let Some(&at) = names.practices.get(&id) {
                practices[at.get()].1.hours.push(hours);
            }
        }
    }

    fn referrals(&mut self, rows: Rows<Referral>, names: &Names) -> Vec<Vec<Referral>> {
        let mut by_practice = vec![Vec::new(); names.practices.len()];
        for (row, referral) in rows.0 {
            if let Some(at) = self.known_practice(Table::Referrals, row, &referral.practice, names) {
                by_practice[at.get()].push(referral);
            }
        }
        for list in &mut by_practice {
            let value = |referral: &Referral| referral.value.unwrap_or(0.0);
            list.sort_by(|a, b| {
                (a.date, a.count).cmp(&(b.date, b.count)).then(value(a).total_cmp(&value(b)))
            });
        }
        by_practice
    }

    fn visits(&mut self, rows: Rows<Visit>, names: &Names) -> Vec<Vec<Visit>> {
        let mut by_practice: Vec<Vec<(Visit, u64)>> = vec![Vec::new(); names.practices.len()];
        for (row, visit) in rows.0 {
            if let Some(at) = self.known_practice(Table::Visits, row, &visit.practice, names) {
                if !names.liaisons.contains_key(&visit.liaison) {
                    let what = "no liaison has this identifier; the visit still counts for the practice";
                    self.report(IssueCode::UnknownLiaison, Table::Visits, row, Consequence::Kept, what)
                        .about("liaison_id", visit.liaison.as_str())
                        .advise("Add the liaison if they still work for the programme.");
                }
                by_practice[at.get()].push((visit, row));
            }
        }
        by_practice.into_iter().map(|list| self.each_once(Table::Visits, list, visit_order)).collect()
    }

    /// Rows whose practice and liaison exist, sorted, each once.
    fn known_once<T: Ord>(
        &mut self,
        table: Table,
        rows: Rows<T>,
        names: &Names,
        mentions: impl Fn(&T) -> (Option<&PracticeId>, Option<&LiaisonId>),
    ) -> Vec<T> {
        let mut kept = Vec::new();
        for (row, value) in rows.0 {
            let (practice, liaison) = mentions(&value);
            let practice_known =
                practice.is_none_or(|id| self.known_practice(table, row, id, names).is_some());
            let liaison_known = liaison.is_none_or(|id| self.known_liaison(table, row, id, names));
            if practice_known && liaison_known {
                kept.push((value, row));
            }
        }
        self.each_once(table, kept, T::cmp)
    }

    /// The values sorted, with repetitions reported and left out.
    fn each_once<T>(
        &mut self,
        table: Table,
        mut rows: Vec<(T, u64)>,
        order: impl Fn(&T, &T) -> std::cmp::Ordering,
    ) -> Vec<T> {
        rows.sort_by(|a, b| order(&a.0, &b.0).then(a.1.cmp(&b.1)));
        let mut kept: Vec<(T, u64)> = Vec::with_capacity(rows.len());
        for (value, row) in rows {
            match kept.last() {
                Some((last, first_row)) if order(last, &value).is_eq() => {
                    let what = format!("the same row already stands in row {first_row}");
                    self.report(IssueCode::DuplicateRow, table, row, Consequence::RowLeftOut, &what)
                        .advise("Remove the double.");
                }
                _ => kept.push((value, row)),
            }
        }
        kept.into_iter().map(|(value, _)| value).collect()
    }

    fn known_practice(
        &mut self,
        table: Table,
        row: u64,
        id: &PracticeId,
        names: &Names,
    ) -> Option<PracticeIndex> {
        let found = names.practices.get(id).copied();
        if found.is_none() {
            self.report(
                IssueCode::UnknownPractice,
                table,
                row,
                Consequence::RowLeftOut,
                "no practice has this identifier",
            )
            .about("practice_id", id.as_str())
            .advise("Add the practice, or correct the identifier.");
        }
        found
    }

    fn known_liaison(&mut self, table: Table, row: u64, id: &LiaisonId, names: &Names) -> bool {
        let found = names.liaisons.contains_key(id);
        if !found {
            self.report(
                IssueCode::UnknownLiaison,
                table,
                row,
                Consequence::RowLeftOut,
                "no liaison has this identifier",
            )
            .about("liaison_id", id.as_str())
            .advise("Add the liaison, or correct the identifier.");
        }
        found
    }

    fn report(
        &mut self,
        code: IssueCode,
        table: Table,
        row: u64,
        consequence: Consequence,
        what: &str,
    ) -> &mut Issue {
        let index = self.issues.len();
        self.issues.push(Issue::new(code, table, consequence, what).at(row));
        &mut self.issues[index]
    }
}

fn visit_order(a: &Visit, b: &Visit) -> std::cmp::Ordering {
    (a.date, &a.liaison, a.outcome).cmp(&(b.date, &b.liaison, b.outcome))
}

/// The row as text, to order rows by what they say rather than where they stand.
fn content<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
