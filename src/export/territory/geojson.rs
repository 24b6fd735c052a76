//! Territories for maps and GIS.

use std::collections::BTreeMap;

use ::geojson::{Feature, FeatureCollection, Geometry, JsonValue};
use geo::{ConvexHull, MultiPoint, Point};

use crate::error::Error;
use crate::export::feature::{feature, object};
use crate::export::wording::moves::{move_sentence, role_words};
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::territory::alignment::Alignment;
use crate::territory::assess::Assessment;
use crate::territory::moves::MovedPractice;

/// Draws practices as points with their liaison `before` and `after`, then the convex hull of each new
/// territory as a polygon, told apart by the property `type` (`practice`, `territory`). Practices that are
/// among `moves` say what for, their hours and why; territories their hours, index and potential in
/// `assessment`, the one of `after`. Longitude, latitude (WGS 84); a territory that crosses the antimeridian
/// has no sensible hull and should be drawn from its practices. A practice without a place has no point.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input) if an alignment is not one of this book.
pub fn territories_geojson(
    book: &Book,
    before: &Alignment,
    after: &Alignment,
    assessment: &Assessment,
    moves: &[MovedPractice],
) -> Result<String, Error> {
    before.check(book)?;
    after.check(book)?;
    let moves: BTreeMap<&PracticeId, &MovedPractice> = moves.iter().map(|it| (&it.practice, it)).collect();
    let practices =
        book.practice_indices().map(|practice| practice_feature(book, [before, after], &moves, practice));
    let territories =
        book.liaison_indices().filter_map(|liaison| territory_feature(book, after, assessment, liaison));
    let features = practices.chain(territories).collect();
    Ok(FeatureCollection { bbox: None, features, foreign_members: None }.to_string())
}

fn practice_feature(
    book: &Book,
    [before, after]: [&Alignment; 2],
    moves: &BTreeMap<&PracticeId, &MovedPractice>,
    practice: PracticeIndex,
) -> Feature {
    let it = &book.practices()[practice.get()];
    let told = moves.get(&it.id);
    let owner = |alignment: &Alignment| -> JsonValue {
        alignment.liaison(practice).map(|liaison| book.liaisons()[liaison.get()].id.as_str()).into()
    };
    feature(
        it.location.map(|place| Geometry::new_point([place.lon(), place.lat()])),
        object([
            ("type", "practice".into()),
            ("practice_id", it.id.as_str().into()),
            ("name", it.name.as_str().into()),
            ("liaison_before", owner(before)),
            ("liaison_after", owner(after)),
            ("moved", (before.liaison(practice) != after.liaison(practice)).into()),
            ("role", told.map(|it| role_words(it.role)).into()),
            ("hours", told.map(|it| rounded(it.hours)).into()),
            ("reason", told.map(|it| move_sentence(book, it)).into()),
        ]),
    )
}

fn territory_feature(
    book: &Book,
    alignment: &Alignment,
    assessment: &Assessment,
    liaison: LiaisonIndex,
) -> Option<Feature> {
    let mine = book.practice_indices().filter(|&practice| alignment.liaison(practice) == Some(liaison));
    let points: MultiPoint = mine
        .filter_map(|practice| book.practices()[practice.get()].location)
        .map(|place| Point::new(place.lon(), place.lat()))
        .collect();
    let ring: Vec<[f64; 2]> = points.convex_hull().exterior().coords().map(|at| [at.x, at.y]).collect();
    let person = &book.liaisons()[liaison.get()];
    let figures = assessment.territory(&person.id);
    // A polygon needs three corners, and its first again.
    (ring.len() > 3).then(|| {
        feature(
            Geometry::new_polygon([ring]),
            object([
                ("type", "territory".into()),
                ("liaison_id", person.id.as_str().into()),
                ("name", person.name.as_str().into()),
                ("practices", points.0.len().into()),
                ("hours", figures.map(|it| rounded(it.hours())).into()),
                ("index", figures.map(|it| it.index.round() + 0.0).into()),
                ("potential", figures.map(|it| rounded(it.potential)).into()),
            ]),
        )
    })
}

/// Rounds to tenths.
fn rounded(value: f64) -> f64 {
    // No -0.
    (value * 10.0).round() / 10.0 + 0.0
}
