//! The files of a plan.

use std::collections::BTreeMap;

use rounds::brief::Briefs;
use rounds::export::{Page, WorkbookExtras};
use rounds::ingest::TableCount;
use rounds::model::{Book, Issue, LiaisonId, ProviderId};
use rounds::plan::{Call, Plan};
use rounds::{Error, export};

use crate::arguments::{BookArguments, PlanArguments};
use crate::outputs::file_names::file_names;
use crate::outputs::folder::Folder;
use crate::sample;

/// What is always written, beside a calendar for each liaison.
pub(crate) const FILES: [&str; 10] = [
    "plan.html",
    "plan.xlsx",
    "plan.json",
    "plan.geojson",
    "stops.csv",
    "practices.csv",
    "edits.csv",
    "calls.csv",
    "findings.csv",
    "itineraries.txt",
];

/// What is written as well where the book says what to take along.
pub(crate) const BRIEFS: [&str; 3] = ["brief.json", "brief.txt", "packing.csv"];

/// Names the calendar of every liaison of the book, and of those whom only the plan before knows.
pub(crate) fn calendars<'a>(book: &'a Book, previous: Option<&'a Plan>) -> BTreeMap<&'a str, String> {
    let before = previous.into_iter().flat_map(|plan| {
        let cancelled = plan.cancelled.iter().map(|visit| visit.liaison.as_str());
        cancelled.chain(plan.itineraries.iter().map(|itinerary| itinerary.liaison.as_str()))
    });
    file_names(book.liaisons().iter().map(|liaison| liaison.id.as_str()).chain(before), ".ics")
}

/// The table of events, which is written where there are some.
pub(crate) const EVENTS: &str = "events.csv";

/// Names the calendar of every physician of the book, and of those whom only the plan before knows.
pub(crate) fn physicians(book: &Book, previous: Option<&Plan>) -> BTreeMap<String, String> {
    let before = previous.map(export::ics_providers).unwrap_or_default();
    let known = book.providers().iter().map(|it| it.id.as_str());
    let names = file_names(known.chain(before.iter().map(ProviderId::as_str)), ".ics");
    names.into_iter().map(|(id, name)| (id.to_owned(), format!("physicians/{name}"))).collect()
}

/// Names the file of a calendar's changes.
pub(crate) fn changes(calendar: &str) -> String {
    format!("changes/{calendar}")
}

/// A plan with all that its files show.
#[derive(Clone, Copy)]
pub(crate) struct PlanFiles<'a> {
    pub(crate) book: &'a Book,
    pub(crate) plan: &'a Plan,
    pub(crate) previous: Option<&'a Plan>,
    pub(crate) calls: &'a [Call],
    /// What liaisons take along, where the book says it.
    pub(crate) briefs: Option<&'a Briefs>,
    pub(crate) issues: &'a [Issue],
    pub(crate) tables: &'a [TableCount],
    pub(crate) source: &'a BookArguments,
    pub(crate) arguments: &'a PlanArguments,
}

impl PlanFiles<'_> {
    /// Writes every format and says what it wrote.
    pub(crate) fn write(
        &self,
        mut out: Folder,
        calendars: &BTreeMap<&str, String>,
        physicians: &BTreeMap<String, String>,
    ) -> Result<Vec<String>, Error> {
        let Self { book, plan, source, .. } = *self;
        out.write("plan.json", |file| export::json(plan, file))?;
        out.write("stops.csv", |file| export::stops_csv(book, plan, file))?;
        if plan.days().any(|(_, day)| !day.events.is_empty()) {
            out.write(EVENTS, |file| export::events_csv(book, plan, file))?;
        }
        out.write("practices.csv", |file| export::dispositions_csv(book, plan, file))?;
        out.write("edits.csv", |file| export::edits_csv(book, plan, file))?;
        out.write("calls.csv", |file| export::calls_csv(book, plan, self.calls, file))?;
        out.write("findings.csv", |file| export::findings_csv(self.issues, file))?;
        out.write_bytes("plan.geojson", export::geojson(book, plan));
        let itineraries = export::text(book, plan, source.units);
        out.write_bytes("itineraries.txt", itineraries + "\n" + &export::calls_text(book, plan, self.calls));
        out.write_bytes("plan.html", self.page()?);
        out.write_bytes("plan.xlsx", self.workbook()?);
        let brief = self.write_briefs(&mut out)?;
        let updated = self.write_calendars(&mut out, calendars);
        let met = self.write_meetings(&mut out, physicians);
        out.finish()?;
        let calendars = format!("{} calendars (*.ics)", calendars.len());
        let changes = (updated > 0).then(|| format!("what changed in {updated} of them (changes/*.ics)"));
        let files = FILES.into_iter().chain(brief.iter().copied());
        let events = plan.days().any(|(_, day)| !day.events.is_empty()).then(|| EVENTS.to_owned());
        let met = (met > 0).then(|| format!("{met} calendars of physicians (physicians/*.ics)"));
        let more = [Some(calendars), changes, met, events].into_iter().flatten();
        Ok(files.map(String::from).chain(more).collect())
    }

    /// Writes what liaisons take along; names the files.
    fn write_briefs(&self, out: &mut Folder) -> Result<&'static [&'static str], Error> {
        let Some(briefs) = self.briefs else { return Ok(&[]) };
        out.write("brief.json", |file| export::brief_json(briefs, file))?;
        out.write_bytes("brief.txt", export::briefs_text(self.book, self.plan, briefs));
        out.write("packing.csv", |file| export::packing_csv(self.book, briefs, file))?;
        Ok(&BRIEFS)
    }

    /// Writes the calendars, and what the plan changed in them; counts the changed ones.
    fn write_calendars(&self, out: &mut Folder, calendars: &BTreeMap<&str, String>) -> usize {
        let Self { book, plan, source, .. } = *self;
        let mut updated = 0;
        for (&liaison, name) in calendars {
            let liaison = LiaisonId::from(liaison);
            out.write_bytes(name, export::ics(book, plan, &liaison, source.units));
            let before = self.previous;
            let changes = before.and_then(|it| export::ics_changes(book, plan, it, &liaison, source.units));
            if let Some(changes) = changes {
                out.write_bytes(&self::changes(name), changes);
                updated += 1;
            }
        }
        updated
    }

    /// Writes the calendars of the physicians who come along, and counts them.
    fn write_meetings(&self, out: &mut Folder, physicians: &BTreeMap<String, String>) -> usize {
        let whose = export::ics_providers(self.plan);
        for id in &whose {
            if let Some(name) = physicians.get(id.as_str()) {
                out.write_bytes(name, export::provider_ics(self.book, self.plan, id));
            }
        }
        whose.len()
    }

    fn page(&self) -> Result<String, Error> {
        let basemap = sample::basemap(&self.source.book, self.arguments.basemap.as_deref())?;
        let page = Page {
            note: sample::note(&self.source.book),
            basemap: basemap.as_deref(),
            units: self.source.units,
            calls: self.calls,
            briefs: self.briefs,
            read: self.tables,
            ..Page::default()
        };
        export::html(self.book, self.plan, &page)
    }

    fn workbook(&self) -> Result<Vec<u8>, Error> {
        let assumed = self.assumed();
        let units = self.source.units;
        let extras = WorkbookExtras {
            findings: self.issues,
            assumed: &assumed,
            calls: self.calls,
            read: self.tables,
            briefs: self.briefs,
            units,
        };
        export::workbook(self.book, self.plan, &extras)
    }

    /// Says what the plan rests on beyond what it says itself.
    fn assumed(&self) -> Vec<String> {
        let drives = match self.source.travel {
            Some(_) => "Drives come from a table of travel times (--travel).",
            None => "Drives are estimated from the straight line.",
        };
        let visits = match &self.arguments.elasticity_from {
            Some(measured) => measured.source.clone(),
            None => format!(
                "Assumed, not measured: referrals rise by {} % with 1 % more visits (--elasticity).",
                self.arguments.elasticity
            ),
        };
        let note = sample::note(&self.source.book);
        [drives, &visits, &self.near(), self.silence(), note]
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Says how many practices stand where their ZIP code or city is.
    fn near(&self) -> String {
        match self.book.practices().iter().filter(|practice| practice.near.is_some()).count() {
            0 => String::new(),
            count => format!(
                "{count} practices have no coordinates; the middle of their ZIP code or city stands in."
            ),
        }
    }

    /// Says that there are no referrals, if there are none.
    fn silence(&self) -> &'static str {
        let any = self.book.practice_indices().any(|at| !self.book.referrals(at).is_empty());
        if any {
            ""
        } else {
            "The book has no referrals; what practices would send is estimated from practices alike."
        }
    }
}
