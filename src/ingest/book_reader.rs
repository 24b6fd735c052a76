//! From tables of text to a book: finds the columns, settles how they are written, reads the rows.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::ingest::count::{self, TableCount};
use crate::ingest::evidence::{self, Opened};
use crate::ingest::header::Header;
use crate::ingest::raw_table::RawTable;
use crate::ingest::reading::{Days, Reading};
use crate::ingest::row::Row;
use crate::ingest::settings::Settings;
use crate::ingest::sheet::Sheet;
use crate::ingest::{
    contacts, doubtful_places, events, homes, last_visits, liaisons, mapped_headers, materials, names,
    period_columns, practices, providers, refusals, rows, schema, topics, unused,
};
use crate::model::book::Book;
use crate::model::duplicates::kept_rows;
use crate::model::history::Referral;
use crate::model::id::{LiaisonId, PracticeId, ProviderId};
use crate::model::issue::{Issue, Table};
use crate::model::liaison::Liaison;
use crate::model::practice::{OpeningHours, Practice};
use crate::model::provider::ProviderHours;
use crate::model::records::{Records, Rows};

/// Totals of periods that stand beside practices, with their rows.
type PeriodTotals = Vec<(u64, Referral)>;

/// The tables on their way to becoming a book.
pub(crate) struct BookReader<'a> {
    sheets: Vec<Sheet>,
    settings: &'a Settings,
    issues: Vec<Issue>,
}

impl<'a> BookReader<'a> {
    /// Takes the tables, and what was found about them on the way.
    pub(crate) fn new(grids: Vec<(Table, RawTable)>, settings: &'a Settings, issues: Vec<Issue>) -> Self {
        let sheets = grids.into_iter().map(|(table, grid)| Sheet::new(table, grid, &settings.columns));
        Self { sheets: sheets.collect(), settings, issues }
    }

    /// Reads all tables and builds the book.
    pub(crate) fn book(mut self) -> Result<Reading, Error> {
        mapped_headers::check(&self.settings.columns, &self.sheets)?;
        let counts: Vec<(Table, usize)> =
            self.sheets.iter().map(|sheet| (sheet.table(), count::rows(sheet))).collect();
        let mut opened = self.open()?;
        evidence::settle(&mut opened, self.settings.dates)?;
        let (mut records, last_visits) = self.records(&opened)?;
        names::settle(&mut records);
        let mut days = Days::of(&records);
        days.add(&last_visits);
        last_visits::add(&mut records, last_visits);
        self.issues.extend(doubtful_places::doubts(&records, self.settings.gazetteer.as_deref()));
        let unused = unused::columns(&opened, &mut self.issues);
        let (book, found) = Book::build(records)?;
        self.issues.extend(found);
        self.issues.sort();
        let tables: Vec<TableCount> =
            counts.into_iter().map(|(table, rows)| count::used(table, rows, &self.issues)).collect();
        Ok(Reading { book, issues: self.issues, tables, unused, days })
    }

    /// Finds the columns of every table; one that cannot be used is reported and left out.
    fn open(&mut self) -> Result<Vec<Opened>, Error> {
        let mut opened = Vec::new();
        for sheet in std::mem::take(&mut self.sheets) {
            let needed = schema::is_needed(sheet.table());
            match Header::find(&sheet, self.settings, &mut self.issues) {
                Ok(header) => opened.push((sheet, header)),
                Err(issue) if needed && !(sheet.table() == Table::Liaisons && self.has_homes()) => {
                    return Err(refusals::unusable(sheet.label(), &issue));
                }
                Err(issue) => self.issues.push(issue),
            }
        }
        Ok(opened)
    }

    fn has_homes(&self) -> bool {
        !self.settings.homes.is_empty()
    }

    /// Reads the rows of all tables, and the last visits that stand in practices.
    fn records(&mut self, opened: &[Opened]) -> Result<(Records, last_visits::LastVisits), Error> {
        let (practices, last_visits, totals) = self.practices(opened)?;
        let liaisons = self.liaisons(opened, &practices)?;
        let everybody: BTreeSet<LiaisonId> = liaisons.0.iter().map(|(_, it)| it.id.clone()).collect();
        let gazetteer = self.settings.gazetteer.as_deref();
        let records = Records {
            liaisons,
            practices,
            hours: self.hours(opened),
            referrals: self.referrals(opened, totals),
            visits: self.rows(opened, Table::Visits, rows::visit),
            appointments: self.rows(opened, Table::Appointments, rows::appointment),
            time_off: self.rows(opened, Table::TimeOff, rows::time_off),
            busy: self.rows(opened, Table::Busy, rows::busy),
            holidays: self.rows(opened, Table::Holidays, rows::holiday),
            must_visits: self.rows(opened, Table::MustVisits, rows::must_visit),
            contacts: self.rows(opened, Table::Contacts, contacts::contact),
            open_issues: self.rows(opened, Table::OpenIssues, contacts::open_issue),
            topics: self.rows(opened, Table::Topics, topics::topic),
            heard_topics: self.rows(opened, Table::HeardTopics, topics::heard_topic),
            followups: self.rows(opened, Table::FollowUps, topics::followup),
            materials: self.rows(opened, Table::Materials, materials::material),
            stock: self.rows(opened, Table::Stock, materials::stock),
            left_materials: self.rows(opened, Table::LeftMaterials, materials::left_material),
            providers: self.rows(opened, Table::Providers, |row| providers::provider(row, gazetteer)),
            provider_hours: self.provider_hours(opened),
            introductions: self.rows(opened, Table::Introductions, providers::introduction),
            events: self.rows(opened, Table::Events, |row| events::event(row, gazetteer, &everybody)),
            rests: self.rows(opened, Table::Rests, rows::rest),
        };
        Ok((records, last_visits))
    }

    /// Reads the practices.
    fn practices(
        &mut self,
        opened: &[Opened],
    ) -> Result<(Rows<Practice>, last_visits::LastVisits, PeriodTotals), Error> {
        let Some((sheet, header)) = sheet_of(opened, Table::Practices) else {
            return Err(refusals::no_table(Table::Practices));
        };
        let numbers = practices::number_columns(sheet, header);
        let gazetteer = self.settings.gazetteer.as_deref();
        let (mut last_visits, mut totals): (last_visits::LastVisits, PeriodTotals) = (Vec::new(), Vec::new());
        let rows = self.read(sheet, header, |row| {
            let practice = practices::practice(row, &numbers, gazetteer)?;
            last_visits.extend(last_visits::of(row, &practice));
            totals.extend(period_columns::referrals(row, &practice.id, header.periods()));
            Some(practice)
        });
        // Of a practice that stands twice, what its kept row says counts.
        let kept = kept_rows(&rows, |practice| practice.id.clone());
        last_visits.retain(|(row, _)| kept.contains(row));
        totals.retain(|(row, _)| kept.contains(row));
        Ok((self.usable(Table::Practices, rows)?, last_visits, totals))
    }

    /// Reads the liaisons, and puts those in whose homes the caller states.
    fn liaisons(&mut self, opened: &[Opened], practices: &Rows<Practice>) -> Result<Rows<Liaison>, Error> {
        let Some((sheet, header)) = sheet_of(opened, Table::Liaisons) else {
            if self.has_homes() {
                return Ok(homes::add(Rows::default(), &self.settings.homes));
            }
            return Err(refusals::no_liaisons(practices));
        };
        let settings = self.settings;
        let rows = self.read(sheet, header, |row| liaisons::liaison(row, settings));
        let rows = homes::add(rows, &self.settings.homes);
        self.usable(Table::Liaisons, rows)
    }

    /// Reads referrals: a row each, or their totals by period side by side, or those that stand beside practices.
    fn referrals(&mut self, opened: &[Opened], totals: PeriodTotals) -> Rows<Referral> {
        let Some((sheet, header)) = sheet_of(opened, Table::Referrals) else { return Rows(totals) };
        if let Some((practices, columns)) = sheet_of(opened, Table::Practices) {
            self.issues.extend(period_columns::not_read(practices, columns));
        }
        if header.position("date").is_some() {
            return self.read(sheet, header, rows::referral);
        }
        let by_row = self.read(sheet, header, |row| {
            let practice = rows::practice_id(row)?;
            Some(period_columns::referrals(row, &practice, header.periods()))
        });
        Rows(by_row.0.into_iter().flat_map(|(_, row)| row).collect())
    }

    /// Reads opening hours; one row may speak of several weekdays.
    fn hours(&mut self, opened: &[Opened]) -> Rows<(PracticeId, OpeningHours)> {
        a_row_a_day(self.rows(opened, Table::Hours, rows::hours))
    }

    /// Reads when physicians can be away; one row may speak of several weekdays.
    fn provider_hours(&mut self, opened: &[Opened]) -> Rows<(ProviderId, ProviderHours)> {
        let gazetteer = self.settings.gazetteer.as_deref();
        a_row_a_day(self.rows(opened, Table::ProviderHours, |row| providers::hours(row, gazetteer)))
    }

    /// Reads the rows of a table that may be missing.
    fn rows<T>(
        &mut self,
        opened: &[Opened],
        table: Table,
        read: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Rows<T> {
        let found = sheet_of(opened, table);
        found.map(|(sheet, header)| self.read(sheet, header, read)).unwrap_or_default()
    }

    /// Reads the rows; what cannot be read is reported.
    fn read<T>(
        &mut self,
        sheet: &Sheet,
        header: &Header,
        mut read: impl FnMut(&mut Row<'_>) -> Option<T>,
    ) -> Rows<T> {
        let mut rows = Vec::new();
        for numbered in sheet.records() {
            let number = numbered.0;
            let row = Row::new(sheet, header, &self.settings.words, numbered, &mut self.issues);
            rows.extend(row.and_then(|mut row| read(&mut row)).map(|value| (number, value)));
        }
        Rows(rows)
    }

    /// Refuses a table of which every row was left out.
    fn usable<T>(&self, table: Table, rows: Rows<T>) -> Result<Rows<T>, Error> {
        if rows.0.is_empty() { Err(refusals::no_row(table, &self.issues)) } else { Ok(rows) }
    }
}

/// Gives every day a row of its own, with the number of the row that speaks of it.
fn a_row_a_day<T>(rows: Rows<Vec<T>>) -> Rows<T> {
    let days = rows.0.into_iter().flat_map(|(row, days)| days.into_iter().map(move |day| (row, day)));
    Rows(days.collect())
}

/// Finds the sheet of a table.
fn sheet_of(opened: &[Opened], table: Table) -> Option<&Opened> {
    opened.iter().find(|(sheet, _)| sheet.table() == table)
}
