//! What the script of a rebalancing's page works on.

use serde::Serialize;

use crate::export::territory::content::TerritoryPage;
use crate::export::territory::figures::{FrontDot, in_percent, rounded};
use crate::export::wording::moves::{if_locked_sentence, move_sentence, role_words};
use crate::model::book::Book;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::territory::moves::MovedPractice;

/// Everything the script knows.
#[derive(Serialize)]
pub(crate) struct TerritoryPageData {
    liaisons: Vec<TerritoryLiaison>,
    practices: Vec<TerritoryPractice>,
    moves: Vec<TerritoryMove>,
    front: Vec<FrontDot>,
    least: f64,
    now: [f64; 2],
}

#[derive(Serialize)]
struct TerritoryLiaison {
    name: String,
    lon: f64,
    lat: f64,
}

#[derive(Serialize)]
struct TerritoryPractice {
    id: String,
    name: String,
    lon: Option<f64>,
    lat: Option<f64>,
    before: Option<LiaisonIndex>,
    after: Option<LiaisonIndex>,
}

#[derive(Serialize)]
struct TerritoryMove {
    practice: PracticeIndex,
    from: LiaisonIndex,
    to: LiaisonIndex,
    hours: f64,
    potential: f64,
    drive: f64,
    visits: usize,
    points: f64,
    role: &'static str,
    why: String,
    locked: String,
}

impl TerritoryPageData {
    pub(crate) fn new(book: &Book, content: &TerritoryPage, front: Vec<FrontDot>) -> Self {
        let answer = content.rebalancing;
        let person = |it: &Liaison| {
            let [lon, lat] = degrees(it.home);
            TerritoryLiaison { name: it.name.clone(), lon, lat }
        };
        let practice = |(at, it): (PracticeIndex, &crate::model::practice::Practice)| {
            let [lon, lat] = it.location.map(degrees).map_or([None; 2], |place| place.map(Some));
            TerritoryPractice {
                id: it.id.to_string(),
                name: it.name.clone(),
                lon,
                lat,
                before: content.today.liaison(at),
                after: answer.alignment.liaison(at),
            }
        };
        Self {
            liaisons: book.liaisons().iter().map(person).collect(),
            practices: book.practice_indices().zip(book.practices()).map(practice).collect(),
            moves: answer.moves.iter().filter_map(|it| TerritoryMove::new(book, it)).collect(),
            front,
            least: rounded(answer.least_moved_share * 100.0, 100.0),
            now: in_percent(answer.moved_share, answer.after.balance.hours),
        }
    }
}

impl TerritoryMove {
    fn new(book: &Book, it: &MovedPractice) -> Option<Self> {
        Some(Self {
            practice: book.practice_index(&it.practice)?,
            from: book.liaison_index(&it.from)?,
            to: book.liaison_index(&it.to)?,
            hours: rounded(it.hours, 10.0),
            potential: rounded(it.potential, 10.0),
            drive: rounded(it.drive_change, 10.0),
            visits: it.visits,
            points: rounded(it.relationship, 100.0),
            role: role_words(it.role),
            why: move_sentence(book, it),
            locked: if_locked_sentence(book, it),
        })
    }
}

/// Rounds longitude and latitude to about a metre.
fn degrees(place: Location) -> [f64; 2] {
    [place.lon(), place.lat()].map(|degrees| rounded(degrees, 1e5))
}
