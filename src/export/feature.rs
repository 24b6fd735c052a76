//! Features of `GeoJSON`.

use geojson::{Feature, Geometry, JsonObject, JsonValue};

pub(crate) fn feature(geometry: impl Into<Option<Geometry>>, properties: JsonObject) -> Feature {
    Feature { geometry: geometry.into(), properties: Some(properties), ..Feature::default() }
}

pub(crate) fn object<const N: usize>(fields: [(&str, JsonValue); N]) -> JsonObject {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
