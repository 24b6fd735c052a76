//! Who borders whom.

use std::collections::BTreeMap;

use crate::districting::graph::Graph;
use crate::error::{Error, ErrorKind};
use crate::geo::index::SpatialIndex;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::location::Location;
use crate::territory::projection::{Projection, places};

/// Which practices border each other, for territories that hang together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Adjacency {
    /// Derived from where practices are: Gabriel and short Delaunay neighbours ([`Graph::from_points`]).
    #[default]
    Nearby,
    /// Exactly these pairs of practices.
    Practices(Vec<(PracticeId, PracticeId)>),
    /// Practices border their neighbours by place in the same area (ZIP code, county), and the nearest
    /// practice of each area that borders theirs. So an area and its neighbours hang together, and the
    /// borders grow with the practices only.
    Areas {
        /// The area of each practice; one that is missing borders nobody.
        areas: Vec<(PracticeId, String)>,
        /// Pairs of areas with a common border.
        borders: Vec<(String, String)>,
    },
}

impl Adjacency {
    /// Makes the graph over the book's practices.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if a practice is named that the book does not have, or an area without practices.
    pub(crate) fn graph(&self, book: &Book) -> Result<Graph, Error> {
        match self {
            Self::Nearby => {
                let places = places(book);
                let plane = Projection::around(&places);
                Graph::from_points(&places.into_iter().map(|place| plane.project(place)).collect::<Vec<_>>())
            }
            Self::Practices(pairs) => {
                let edge = |(a, b): &(PracticeId, PracticeId)| {
                    Ok((position(book, a)?.get(), position(book, b)?.get()))
                };
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

/// Lists the edges inside each area and across each border. O(n log n) for n practices and few borders an
/// area.
fn area_edges(
    book: &Book,
    areas: &[(PracticeId, String)],
    borders: &[(String, String)],
) -> Result<Vec<(usize, usize)>, Error> {
    let places = places(book);
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (practice, area) in areas {
        members.entry(area).or_default().push(position(book, practice)?.get());
    }
    let areas: BTreeMap<&str, Area> =
        members.into_iter().map(|(name, members)| (name, Area::new(&places, members))).collect();
    let area = |name: &String| {
        areas.get(name.as_str()).ok_or_else(|| {
            Error::new(
                ErrorKind::Input,
                format!("a border names the area {name}, in which there is no practice"),
            )
        })
    };
    let mut edges = Vec::new();
    for it in areas.values() {
        edges.extend(it.inside(&places)?);
    }
    for (a, b) in borders {
        let (a, b) = (area(a)?, area(b)?);
        edges.extend(a.towards(b, &places).chain(b.towards(a, &places)));
    }
    Ok(edges)
}

/// The practices of an area, as units of the graph.
struct Area {
    members: Vec<usize>,
    index: SpatialIndex,
}

impl Area {
    fn new(places: &[Location], members: Vec<usize>) -> Self {
        let own: Vec<Location> = members.iter().map(|&practice| places[practice]).collect();
        Self { members, index: SpatialIndex::new(&own) }
    }

    /// Lists neighbours by place, among its own practices.
    fn inside(&self, places: &[Location]) -> Result<Vec<(usize, usize)>, Error> {
        let own: Vec<Location> = self.members.iter().map(|&practice| places[practice]).collect();
        let plane = Projection::around(&own);
        let graph = Graph::from_points(&own.iter().map(|&place| plane.project(place)).collect::<Vec<_>>())?;
        Ok(graph.edges().map(|(a, b)| (self.members[a], self.members[b])).collect())
    }

    /// Pairs each of its practices with the nearest one of another area.
    fn towards(&self, other: &Self, places: &[Location]) -> impl Iterator<Item = (usize, usize)> {
        let nearest = |practice: usize| {
            let (_, metres) = other.index.nearest(places[practice]).next()?;
            // Of those equally near, the first.
            let near = other.index.within(metres + 0.5, places[practice]);
            near.first().map(|&place| (practice, other.members[place]))
        };
        self.members.iter().filter_map(move |&practice| nearest(practice))
    }
}

/// Finds where a practice that a rule names stands in the book.
pub(crate) fn position(book: &Book, practice: &PracticeId) -> Result<PracticeIndex, Error> {
    book.practice_index(practice).ok_or_else(|| {
        Error::new(
            ErrorKind::Input,
            format!("a rule names practice {practice}, which the book does not have"),
        )
    })
}
