//! Puts together what each liaison takes to each stop of a plan.

use std::collections::BTreeMap;

use crate::brief::asks::{self, Questioned};
use crate::brief::config::BriefConfig;
use crate::brief::followups;
use crate::brief::material::{self, VisitMaterial};
use crate::brief::material_visit::MaterialVisit;
use crate::brief::nearby;
use crate::brief::packing;
use crate::brief::stock::pieces_left;
use crate::brief::stop_brief::{LastVisit, StopBrief, TalkingPoint};
use crate::brief::team_brief::Briefs;
use crate::brief::topics::{self, Audience};
use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::contact::OpenIssue;
use crate::model::id::LiaisonId;
use crate::model::index::PracticeIndex;
use crate::model::practice::Practice;
use crate::model::segment::Segment;
use crate::model::time::Date;
use crate::plan::itinerary::Stop;
use crate::plan::visit_plan::Plan;
use crate::score::scores::Scores;

/// Says what to take to each stop of a plan: people, talking points, material, questions and what to log.
///
/// The same inputs give the same briefs. It takes O(v (t + m) log (v t m)) steps for v stops, t talking points and m materials.
///
/// # Errors
/// [`ErrorKind::Input`] where the scores are not those of the book, one for each practice in its order.
pub fn briefs(book: &Book, scores: &Scores, plan: &Plan, config: &BriefConfig) -> Result<Briefs, Error> {
    let of_book = scores.practices.iter().map(|it| &it.practice).eq(book.practices().iter().map(|it| &it.id));
    if !of_book {
        return Err(Error::new(ErrorKind::Input, "the scores are not those of this book"));
    }
    let knows_people = book.practice_indices().any(|at| !book.contacts(at).is_empty());
    let desk = BriefDesk { book, scores, plan, visits: visits(book, plan), knows_people };
    Ok(desk.briefs(*config))
}

/// Tells whether a book has anything to take along: people, issues, talking points, follow-ups, material or events.
#[must_use]
pub fn has_any(book: &Book) -> bool {
    let practices = || book.practice_indices();
    let rows = [book.topics().len(), book.followups().len(), book.materials().len(), book.events().len()];
    rows.iter().any(|&rows| rows > 0)
        || practices().any(|at| !book.contacts(at).is_empty() || !book.open_issues(at).is_empty())
}

/// A stop of the plan at a practice of the book.
struct BriefedStop<'a> {
    liaison: &'a LiaisonId,
    date: Date,
    stop: &'a Stop,
    at: PracticeIndex,
    practice: &'a Practice,
    /// In small letters.
    specialty: Option<String>,
}

/// Lists the stops in the order of the plan. Those at practices that the book does not know are left out.
fn visits<'a>(book: &'a Book, plan: &'a Plan) -> Vec<BriefedStop<'a>> {
    let known = plan.stops().filter_map(|(liaison, date, stop)| {
        let at = book.practice_index(&stop.practice)?;
        let practice = book.practice_at(at)?;
        Some(BriefedStop { liaison, date, stop, at, practice, specialty: specialty(practice) })
    });
    known.collect()
}

/// Returns the specialty as talking points and material name it.
fn specialty(practice: &Practice) -> Option<String> {
    practice.specialty.as_ref().map(|it| it.trim().to_lowercase())
}

/// What briefs are made from.
struct BriefDesk<'a> {
    book: &'a Book,
    scores: &'a Scores,
    plan: &'a Plan,
    visits: Vec<BriefedStop<'a>>,
    /// Whether the book knows people of any practice.
    knows_people: bool,
}

impl BriefDesk<'_> {
    fn briefs(&self, config: BriefConfig) -> Briefs {
        let (book, plan) = (self.book, self.plan);
        let given = self.visits.iter().map(|it| self.material_visit(it)).collect::<Vec<_>>();
        let shared = material::share(book.materials(), &given, config.value_limit, pieces_left(book));
        let told = self.told();
        let parts = self.visits.iter().zip(told).zip(shared.visits);
        let stops: Vec<StopBrief> =
            parts.map(|((visit, topics), material)| self.stop(visit, topics, material)).collect();
        Briefs {
            format: Briefs::FORMAT,
            as_of: plan.as_of,
            start: plan.start,
            end: plan.end(),
            value_limit: config.value_limit,
            events: nearby::of_plan(book, plan),
            packing: packing::days(&stops),
            weeks: packing::weeks(&stops),
            restock: packing::restock(&stops),
            outdated: packing::outdated(book.materials(), &shared.pieces, plan.end()),
            values: shared.values,
            stops,
        }
    }

    /// Returns what whoever picks material gets to see of a stop.
    fn material_visit<'b>(&'b self, it: &'b BriefedStop) -> MaterialVisit<'b> {
        MaterialVisit {
            date: it.date,
            start: it.stop.start,
            practice: &it.practice.id,
            liaison: it.liaison,
            specialty: it.specialty.as_deref(),
            left: self.book.left_materials(it.at),
        }
    }

    /// Lists the positions of the stops at each practice, by day and time.
    fn by_practice(&self) -> BTreeMap<PracticeIndex, Vec<usize>> {
        let mut order: Vec<(usize, &BriefedStop)> = self.visits.iter().enumerate().collect();
        order.sort_by_key(|(_, it)| (it.date, it.stop.start));
        let mut stops: BTreeMap<PracticeIndex, Vec<usize>> = BTreeMap::new();
        for (at, it) in order {
            stops.entry(it.at).or_default().push(at);
        }
        stops
    }

    /// Gives each stop its part of what the stops at its practice share.
    fn spread<T: Default + Clone>(&self, of: impl Fn(PracticeIndex, &[Date]) -> Vec<T>) -> Vec<T> {
        let mut parts = vec![T::default(); self.visits.len()];
        for (practice, stops) in self.by_practice() {
            let days: Vec<Date> = stops.iter().filter_map(|at| Some(self.visits.get(*at)?.date)).collect();
            for (at, part) in stops.into_iter().zip(of(practice, &days)) {
                if let Some(place) = parts.get_mut(at) {
                    *place = part;
                }
            }
        }
        parts
    }

    /// Picks the talking points of every stop.
    fn told(&self) -> Vec<Vec<TalkingPoint>> {
        let topics = self.book.topics();
        let point = |at: usize| {
            let topic = topics.get(at)?;
            Some(TalkingPoint { topic: topic.id.clone(), text: topic.text.clone() })
        };
        self.spread(|practice, days| {
            let Some(audience) = self.audience(practice) else { return Vec::new() };
            let told = topics::told(topics, &audience, self.plan.as_of, days);
            told.into_iter().map(|visit| visit.into_iter().filter_map(point).collect()).collect()
        })
    }

    /// Says who hears talking points at a practice.
    fn audience(&self, practice: PracticeIndex) -> Option<Audience<'_>> {
        let score = self.scores.practices.get(practice.get())?;
        let known = self.book.practice_at(practice)?;
        Some(Audience {
            specialty: specialty(known),
            tier: known.tier.unwrap_or(score.tier),
            segment: score.segment,
            heard: self.book.heard_topics(practice),
        })
    }

    fn stop(&self, visit: &BriefedStop, topics: Vec<TalkingPoint>, material: VisitMaterial) -> StopBrief {
        let (book, at) = (self.book, visit.at);
        let mut stop = StopBrief {
            liaison: visit.liaison.clone(),
            date: visit.date,
            start: visit.stop.start,
            practice: visit.practice.id.clone(),
            last: last_visit(book, at, self.plan.as_of),
            contacts: book.contacts(at).to_vec(),
            open_issues: open_issues(book, at),
            followups: followups::of_practice(book, at, self.plan.as_of),
            topics,
            material: material.handouts,
            withheld: material.withheld,
            ask: Vec::new(),
            log: Vec::new(),
        };
        stop.ask = asks::asks(self.questioned(visit, &stop));
        stop.log = asks::log(&stop);
        stop
    }

    fn questioned<'b>(&self, visit: &BriefedStop, stop: &'b StopBrief) -> Questioned<'b> {
        let score = self.scores.practices.get(visit.at.get());
        Questioned {
            issues: &stop.open_issues,
            followups: &stop.followups,
            contacts: &stop.contacts,
            knows_people: self.knows_people,
            has_phone: visit.practice.phone.is_some(),
            segment: score.map_or(Segment::Unknown, |it| it.segment),
        }
    }
}

/// Finds the last visit to a practice up to a day, whatever its outcome.
fn last_visit(book: &Book, practice: PracticeIndex, as_of: Date) -> Option<LastVisit> {
    let visit = book.visits(practice).iter().rev().find(|visit| visit.date <= as_of)?;
    Some(LastVisit {
        date: visit.date,
        outcome: visit.outcome,
        liaison: visit.liaison.clone(),
        note: visit.note.clone(),
    })
}

/// Lists what a practice waits for or complains of, as far as it is not settled.
fn open_issues(book: &Book, practice: PracticeIndex) -> Vec<OpenIssue> {
    OpenIssue::last(book.open_issues(practice)).filter(|it| it.closed.is_none()).cloned().collect()
}
