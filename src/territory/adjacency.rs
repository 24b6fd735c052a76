//! Who borders whom.

use std::collections::BTreeMap;

use super::engine::Graph;
use super::place::{Plane, places};
use crate::model::{Book, PracticeId};
use crate::{Error, ErrorKind};

/// Which practices border each other, for territories that hang together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Adjacency {
    /// Derived from where practices are: Gabriel and short Delaunay neighbours ([`Graph::from_points`]).
    #[default]
    Nearby,
    /// Exactly these pairs of practices.
    Practices(Vec<(PracticeId, PracticeId)>),
    /// Practices of one area (ZIP code, county) border each other, and those of areas that border each other.
    Areas {
        /// The area of each practice; one that is missing borders nobody.
        areas: Vec<(PracticeId, String)>,
        /// Pairs of areas with a common border.
        borders: Vec<(String, String)>,
    },
}

impl Adjacency {
    /// The graph over the book's practices.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if a practice is named that the book does not have.
    pub(super) fn graph(&self, book: &Book) -> Result<Graph, Error> {
        match self {
            Self::Nearby => {
                let places = places(book);
                let plane = Plane::around(&places);
                Graph::from_points(&places.into_iter().map(|place| plane.project(place)).collect::<Vec<_>>())
            }
            Self::Practices(pairs) => {
                let edge = |(a, b): &(PracticeId, PracticeId)| Ok((position(book, a)?, position(book, b)?));
                Graph::from_edges(
                    book.practices().len(),
                    &pairs.iter().map(edge).collect::<Result<Vec<_>, Error>>()?,
                )
            }
            Self::Areas { areas, borders } => {
                Graph::from_edges(book.practices().len(), &area_edges(book, areas, borders)?)
            }
        }
    }
}

fn area_edges(
    book: &Book,
    areas: &[(PracticeId, String)],
    borders: &[(String, String)],
) -> Result<Vec<(usize, usize)>, Error> {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (practice, area) in areas {
        members.entry(area).or_default().push(position(book, practice)?);
    }
    let inside = members.values().map(|list| (list, list));
    let between =
        borders.iter().filter_map(|(a, b)| Some((members.get(a.as_str())?, members.get(b.as_str())?)));
    let pairs = |(a, b): (&Vec<usize>, &Vec<usize>)| {
        a.iter().flat_map(|&a| b.iter().map(move |&b| (a, b))).collect::<Vec<_>>()
    };
    Ok(inside.chain(between).flat_map(pairs).collect())
}

/// Where a practice that a rule names stands in the book.
pub(super) fn position(book: &Book, practice: &PracticeId) -> Result<usize, Error> {
    book.practice_position(practice).ok_or_else(|| {
        Error::new(
            ErrorKind::Input,
            format!("a rule names practice {practice}, which the book does not have"),
        )
    })
}
