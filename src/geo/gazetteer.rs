//! Where ZIP codes and cities are: the middles of their areas.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::geo::address::{city_and_state, last_zip};
use crate::geo::index::SpatialIndex;
use crate::geo::states::state;
use crate::geo::zip_code::{five_digits, zip_code};
use crate::model::location::Location;

/// The middles of ZIP codes and of cities.
///
/// The middle of a city is the mean of the middles of its ZIP codes, to six decimals, and a ZIP code without a middle of its own (one of post
/// office boxes) takes that of its city. Reading takes O(n log n) for n ZIP codes.
///
/// ```
/// use rounds::geo::Gazetteer;
/// let gazetteer = Gazetteer::from_csv("zip,lat,lon,city,state\n04401,44.8485,-68.8504,Bangor,ME\n")?;
/// let middle = gazetteer.zip("4401-1234").ok_or("an unknown ZIP code")?;
/// assert_eq!((middle.area.as_str(), middle.location.lat()), ("ZIP 04401", 44.8485));
/// assert!(gazetteer.city("BANGOR", "Maine").is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Gazetteer {
    zips: FxHashMap<u32, Location>,
    cities: FxHashMap<CityKey, AreaMiddle>,
    middles: SpatialIndex,
}

/// A city without regard to spelling, and the letters of its state.
type CityKey = (String, &'static str);

/// The middle of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaMiddle {
    /// Where it is.
    pub location: Location,
    /// What it is the middle of: `ZIP 04401` or `Bangor, ME`.
    pub area: String,
}

/// A row of the file.
#[derive(Debug, Deserialize)]
struct ZipRow {
    zip: String,
    lat: Option<f64>,
    lon: Option<f64>,
    city: String,
    state: String,
}

/// A ZIP code with what the file says of it.
struct ZipArea {
    zip: u32,
    middle: Option<Location>,
    name: String,
    city: Option<CityKey>,
}

impl Gazetteer {
    /// Reads a CSV file with the columns `zip`, `lat`, `lon`, `city` and `state`. Latitude and longitude may both be empty.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when a column is missing or a row cannot be read.
    pub fn from_csv(text: &str) -> Result<Self, Error> {
        let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
        let mut areas: Vec<ZipArea> = rows.map(ZipArea::read).collect::<Result<_, Error>>()?;
        // The order of rows changes no sum.
        areas.sort_by(|a, b| (a.zip, &a.name).cmp(&(b.zip, &b.name)));
        let cities = cities(&areas);
        let of_city = |area: &ZipArea| Some(cities.get(area.city.as_ref()?)?.location);
        let located =
            areas.iter().filter_map(|area| Some((area.zip, area.middle.or_else(|| of_city(area))?)));
        let own: Vec<Location> = areas.iter().filter_map(|area| area.middle).collect();
        Ok(Self { zips: located.collect(), middles: SpatialIndex::new(&own), cities })
    }

    /// Returns the ZIP codes of the United States, which the library carries.
    ///
    /// Middles are those of the Census Bureau's ZIP code tabulation areas; `data/README.md` says where all of it comes from.
    #[cfg(feature = "us-zips")]
    #[must_use]
    pub fn united_states() -> Self {
        let none = || Self {
            zips: FxHashMap::default(),
            cities: FxHashMap::default(),
            middles: SpatialIndex::new(&[]),
        };
        // The file is part of the library, and a test reads it.
        Self::from_csv(include_str!("../../data/us_zips.csv")).unwrap_or_else(|_| none())
    }

    /// Finds a ZIP code: five digits or nine, with or without the zeros at its start.
    #[must_use]
    pub fn zip(&self, text: &str) -> Option<AreaMiddle> {
        self.middle_of_zip(zip_code(text)?)
    }

    fn middle_of_zip(&self, zip: u32) -> Option<AreaMiddle> {
        let location = *self.zips.get(&zip)?;
        Some(AreaMiddle { location, area: ["ZIP", &five_digits(zip)].join(" ") })
    }

    /// Finds a city of a state, named by its letters or in full. Case, dots and `St.` for `Saint` do not matter.
    #[must_use]
    pub fn city(&self, city: &str, state: &str) -> Option<AreaMiddle> {
        self.cities.get(&city_key(city, state)?).cloned()
    }

    /// Finds the ZIP code at the end of an address line, else the city and state there: `12 Main St, Bangor, ME 04401`.
    #[must_use]
    pub fn address(&self, line: &str) -> Option<AreaMiddle> {
        let by_zip = last_zip(line).and_then(|zip| self.middle_of_zip(zip));
        by_zip.or_else(|| {
            let (city, state) = city_and_state(line)?;
            self.city(city, state)
        })
    }

    /// Measures the metres to the nearest middle of a ZIP code; `None` where the gazetteer is empty.
    #[must_use]
    pub fn metres_to_nearest(&self, place: Location) -> Option<f64> {
        self.middles.nearest(place).next().map(|(_, metres)| metres)
    }
}

impl ZipArea {
    fn read(row: Result<ZipRow, csv::Error>) -> Result<Self, Error> {
        let row = row.map_err(|error| {
            Error::new(ErrorKind::Input, "the file of ZIP codes cannot be read").because(error)
        })?;
        let middle = row.lat.zip(row.lon).map(|(lat, lon)| Location::new(lat, lon)).transpose();
        let wrong = || Error::new(ErrorKind::Input, format!("ZIP code {:?} cannot be used", row.zip));
        Ok(Self {
            zip: zip_code(&row.zip).ok_or_else(wrong)?,
            middle: middle.map_err(|_| wrong())?,
            city: city_key(&row.city, &row.state),
            name: [row.city.trim(), row.state.trim()].join(", "),
        })
    }
}

/// Places every city in the mean of its ZIP codes' middles.
fn cities(areas: &[ZipArea]) -> FxHashMap<CityKey, AreaMiddle> {
    let mut sums: BTreeMap<&CityKey, (&str, f64, f64, f64)> = BTreeMap::new();
    for area in areas {
        if let Some((city, middle)) = area.city.as_ref().zip(area.middle) {
            let sum = sums.entry(city).or_insert((&area.name, 0.0, 0.0, 0.0));
            *sum = (sum.0, sum.1 + middle.lat(), sum.2 + middle.lon(), sum.3 + 1.0);
        }
    }
    let middle = |(city, (name, lat, lon, count)): (&CityKey, (&str, f64, f64, f64))| {
        let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
        let location = Location::new(rounded(lat / count), rounded(lon / count)).ok()?;
        Some((city.clone(), AreaMiddle { location, area: name.to_owned() }))
    };
    sums.into_iter().filter_map(middle).collect()
}

/// Writes city and state in one spelling; `None` where there is no city or no such state.
fn city_key(city: &str, state: &str) -> Option<CityKey> {
    let letters = city.chars().filter(|letter| !matches!(letter, '.' | '\'' | '’'));
    let parted = letters.map(|letter| if letter == '-' { ' ' } else { letter }).flat_map(char::to_lowercase);
    let words = parted.collect::<String>();
    let words: Vec<&str> = words.split_whitespace().map(in_full).collect();
    (!words.is_empty()).then_some((words.join(" "), self::state(state)?))
}

/// Writes out a word that is often cut short in names of cities.
fn in_full(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        "ft" => "fort",
        "mt" => "mount",
        word => word,
    }
}
