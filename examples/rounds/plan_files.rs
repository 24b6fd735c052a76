//! The files of a plan.

use std::collections::BTreeMap;

use rounds::export::{Page, WorkbookExtras};
use rounds::ingest::TableCount;
use rounds::model::{Book, Issue};
use rounds::plan::{Call, Plan};
use rounds::{Error, export};

use crate::arguments::{BookArguments, PlanArguments};
use crate::outputs::file_names::file_names;
use crate::outputs::folder::Folder;
use crate::sample;

/// What is always written, beside a calendar for each liaison.
pub(crate) const FILES: [&str; 9] = [
    "plan.html",
    "plan.xlsx",
    "plan.json",
    "plan.geojson",
    "stops.csv",
    "practices.csv",
    "calls.csv",
    "findings.csv",
    "itineraries.txt",
];

/// Names the calendar of every liaison.
pub(crate) fn calendars(book: &Book) -> BTreeMap<&str, String> {
    file_names(book.liaisons().iter().map(|liaison| liaison.id.as_str()), ".ics")
}

/// A plan with all that its files show.
#[derive(Clone, Copy)]
pub(crate) struct PlanFiles<'a> {
    pub(crate) book: &'a Book,
    pub(crate) plan: &'a Plan,
    pub(crate) calls: &'a [Call],
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
    ) -> Result<Vec<String>, Error> {
        let Self { book, plan, source, .. } = *self;
        out.write("plan.json", |file| export::json(plan, file))?;
        out.write("stops.csv", |file| export::stops_csv(book, plan, file))?;
        out.write("practices.csv", |file| export::dispositions_csv(book, plan, file))?;
        out.write("calls.csv", |file| export::calls_csv(book, plan, self.calls, file))?;
        out.write("findings.csv", |file| export::findings_csv(self.issues, file))?;
        out.write_bytes("plan.geojson", export::geojson(book, plan));
        let itineraries = export::text(book, plan, source.units);
        out.write_bytes("itineraries.txt", itineraries + "\n" + &export::calls_text(book, plan, self.calls));
        out.write_bytes("plan.html", self.page()?);
        out.write_bytes("plan.xlsx", self.workbook()?);
        for itinerary in &plan.itineraries {
            // Every itinerary is one of the book's liaisons, who all have a name.
            let Some(name) = calendars.get(itinerary.liaison.as_str()) else { continue };
            out.write_bytes(name, export::ics(book, plan, &itinerary.liaison, source.units));
        }
        out.finish()?;
        let calendars = format!("{} calendars (*.ics)", plan.itineraries.len());
        Ok(FILES.into_iter().map(String::from).chain([calendars]).collect())
    }

    fn page(&self) -> Result<String, Error> {
        let basemap = sample::basemap(&self.source.book, self.arguments.basemap.as_deref())?;
        let page = Page {
            note: sample::note(&self.source.book),
            basemap: basemap.as_deref(),
            units: self.source.units,
            calls: self.calls,
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
        let visits = format!(
            "Assumed, not measured: referrals rise by {} % with 1 % more visits (--elasticity).",
            self.arguments.elasticity
        );
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
