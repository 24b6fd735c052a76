//! What the page is filled with: the plan joined with the book, in the shape in which it is shown.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::export::lookup::Lookup;
use crate::export::page::document::Page;
use crate::export::plan::html::day::{DayView, PracticePositions};
use crate::export::plan::html::figures::Figures;
use crate::export::plan::html::matters::Matters;
use crate::export::plan::html::month::MonthView;
use crate::export::plan::html::place::{PagePlace, rounded};
use crate::export::plan::html::time::TimeView;
use crate::export::units::Units;
use crate::export::wording::worth_unit::WorthUnit;
use crate::export::wording::{capacities, dispositions, numbers, places, stops};
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::time::Date;
use crate::plan::itinerary::Itinerary;
use crate::plan::visit_plan::Plan;
use crate::score::reporting::referrals_known_until;

/// Everything on the page.
pub(crate) struct View {
    pub(crate) header: PageHeader,
    pub(crate) team: Vec<LiaisonRow>,
    pub(crate) time: Vec<TimeView>,
    pub(crate) month: MonthView,
    pub(crate) week_names: Vec<String>,
    pub(crate) data: Data,
}

impl View {
    pub(crate) fn new(book: &Book, plan: &Plan, page: &Page) -> Self {
        let units = page.units;
        let lookup = Lookup::new(book, plan).in_units(units).with_briefs(page.briefs);
        let weeks = weeks(plan);
        let practices = practice_ids(plan);
        let positions: PracticePositions = practices.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        Self {
            header: PageHeader::new(book, plan, units, lookup.worth),
            team: plan
                .itineraries
                .iter()
                .map(|itinerary| LiaisonRow::new(&lookup, itinerary, &weeks))
                .collect(),
            time: TimeView::all(&lookup),
            month: MonthView::new(&lookup, &weeks),
            week_names: weeks.iter().map(|monday| monday.to_words()).collect(),
            data: Data {
                liaisons: plan
                    .itineraries
                    .iter()
                    .map(|one| LiaisonView::new(&lookup, one, &positions))
                    .collect(),
                practices: practices.iter().map(|id| PracticeView::new(&lookup, id)).collect(),
                weeks: weeks.iter().map(Date::to_string).collect(),
                buffer: stops::buffer(plan),
            },
        }
    }
}

/// Mondays of the weeks that the plan touches.
fn weeks(plan: &Plan) -> Vec<Date> {
    let weeks = std::iter::successors(Some(plan.start.monday()), |monday| Some(monday.plus_days(7)));
    weeks.take_while(|monday| *monday <= plan.end()).take(plan.weeks as usize + 1).collect()
}

/// Every practice that the plan speaks of.
fn practice_ids(plan: &Plan) -> BTreeSet<&PracticeId> {
    let visited = plan.stops().map(|(_, _, stop)| &stop.practice);
    plan.dispositions.iter().map(|disposition| &disposition.practice).chain(visited).collect()
}

/// The head of the page.
#[derive(Serialize)]
pub(crate) struct PageHeader {
    start: String,
    end: String,
    as_of: String,
    weeks: u32,
    liaisons: usize,
    practices: String,
    /// Where referrals end, if before the day up to which the book is known.
    feed: Option<String>,
    cut_short: bool,
    missed: usize,
    exceptions: usize,
    events: usize,
    figures: Figures,
    /// What the worth of visits is counted in.
    worth: &'static str,
    /// What the visits bring, in a sentence, their range, and what is assumed.
    gain: String,
    range: String,
    assumption: String,
}

impl PageHeader {
    fn new(book: &Book, plan: &Plan, units: Units, worth: WorthUnit) -> Self {
        let (_, notes) = referrals_known_until(book, plan.as_of);
        let first: Vec<_> = notes.iter().filter(|it| it.comes_first()).map(ToString::to_string).collect();
        Self {
            start: plan.start.to_words(),
            end: plan.end().to_words(),
            as_of: plan.as_of.to_words(),
            weeks: plan.weeks,
            liaisons: plan.itineraries.len(),
            practices: numbers::counted(plan.dispositions.len(), "practice", "practices"),
            feed: (!first.is_empty()).then(|| first.join(" ")),
            cut_short: plan.search.cut_short,
            missed: plan.dispositions.iter().map(|fate| fate.missed.len()).sum(),
            exceptions: plan.days().map(|(_, day)| day.exceptions.len()).sum(),
            events: plan.days().map(|(_, day)| day.events.len()).sum(),
            figures: Figures::new(&plan.totals(), units),
            worth: worth.capitalised(),
            gain: capacities::gain(plan, &plan.totals(), worth),
            range: capacities::range(plan, &plan.totals()),
            assumption: capacities::assumption(plan, worth),
        }
    }
}

/// A line of the team's table.
#[derive(Serialize)]
pub(crate) struct LiaisonRow {
    name: String,
    figures: Figures,
    weeks: Vec<Figures>,
}

impl LiaisonRow {
    fn new(lookup: &Lookup, itinerary: &Itinerary, weeks: &[Date]) -> Self {
        let week = |monday: &Date| itinerary.days.iter().filter(|day| day.date.monday() == *monday).collect();
        Self {
            name: lookup.liaison_name(&itinerary.liaison).to_owned(),
            figures: Figures::new(&lookup.plan.totals_of(&itinerary.liaison), lookup.units),
            weeks: weeks.iter().map(|monday| Figures::new(&week(monday), lookup.units)).collect(),
        }
    }
}

/// What the page's script works on.
#[derive(Serialize)]
pub(crate) struct Data {
    liaisons: Vec<LiaisonView>,
    practices: Vec<PracticeView>,
    weeks: Vec<String>,
    /// What is kept free after every visit, if anything.
    buffer: Option<String>,
}

#[derive(Serialize)]
struct LiaisonView {
    id: String,
    name: String,
    home: Option<PagePlace>,
    days: Vec<DayView>,
}

impl LiaisonView {
    fn new(lookup: &Lookup, itinerary: &Itinerary, positions: &PracticePositions) -> Self {
        Self {
            id: itinerary.liaison.to_string(),
            name: lookup.liaison_name(&itinerary.liaison).to_owned(),
            home: lookup.home(&itinerary.liaison).map(PagePlace::new),
            days: itinerary
                .days
                .iter()
                .map(|day| DayView::new(lookup, &itinerary.liaison, day, positions))
                .collect(),
        }
    }
}

/// A practice and what becomes of it.
#[derive(Serialize)]
struct PracticeView {
    id: String,
    name: String,
    place: Option<PagePlace>,
    /// What is known of the place, where it is not the practice's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<String>,
    address: Option<String>,
    specialty: Option<String>,
    tier: Option<String>,
    liaison: Option<String>,
    status: &'static str,
    answer: String,
    missed: bool,
    #[serde(flatten)]
    matters: Matters,
    last: Option<String>,
    due: Option<String>,
    worth: f64,
}

impl PracticeView {
    fn new(lookup: &Lookup, id: &PracticeId) -> Self {
        let known = lookup.practice(id);
        let fate = lookup.plan.disposition(id);
        Self {
            id: id.to_string(),
            name: lookup.practice_name(id).to_owned(),
            place: known.and_then(|practice| practice.location).map(PagePlace::new),
            near: known.and_then(places::remark),
            address: known.and_then(|practice| practice.address.clone()),
            specialty: known.and_then(|practice| practice.specialty.clone()),
            tier: fate.map(|fate| fate.tier.to_string()),
            liaison: fate.and_then(|fate| fate.liaison.as_ref()).map(ToString::to_string),
            status: fate.map_or("unknown", |fate| dispositions::status_words(&fate.status)),
            answer: fate.map_or(String::new(), |fate| dispositions::answer(lookup, fate)),
            missed: fate.is_some_and(|fate| !fate.missed.is_empty()),
            matters: Matters::of_visited(lookup, id),
            last: fate.and_then(|fate| fate.last_visit).map(|date| date.to_string()),
            due: fate.map(|fate| fate.due.to_string()),
            worth: rounded(fate.map_or(0.0, |fate| fate.worth), 1e6),
        }
    }
}
