//! Where the practices and homes of a world lie.

use std::fs::File;
use std::path::PathBuf;

use rounds::ingest::{self, Settings};
use rounds::model::{Book, Location, Table};

use crate::rolled::dice::{Dice, Subject};
use crate::rolled::setting::{Places, Setting};

/// A practice before it has rules.
pub(crate) struct Site {
    pub(crate) place: Location,
    pub(crate) specialty: String,
    pub(crate) providers: u32,
}

/// Draws the homes of the liaisons, and the sites of the practices.
pub(crate) fn of(setting: &Setting, seed: u64) -> (Vec<Location>, Vec<Site>) {
    match setting.places {
        Places::Towns => towns(setting, seed),
        Places::SampleBook => sample_book(setting, seed),
    }
}

/// Makes up towns, of which the first is the largest, and practices about them. Homes are in the largest.
fn towns(setting: &Setting, seed: u64) -> (Vec<Location>, Vec<Site>) {
    let mut dice = Dice::new(seed, Subject::Towns, 0, 0);
    let towns: Vec<Location> = (0..4 + setting.liaisons)
        .map(|_| around(middle(), dice.between(-28.0, 28.0), dice.between(-28.0, 28.0)))
        .collect();
    let site = |number| {
        let mut dice = Dice::new(seed, Subject::Places, number, 0);
        let town = towns[largest_most_often(towns.len(), dice.unit())];
        let (away, direction) = (3.5 * dice.exponential(), std::f64::consts::TAU * dice.unit());
        let specialties = ["Family Medicine", "Internal Medicine", "Cardiology", "Urology"];
        Site {
            place: around(town, away * libm::cos(direction), away * libm::sin(direction)),
            specialty: specialties[largest_most_often(specialties.len(), dice.unit())].to_owned(),
            providers: whole(libm::exp(0.7 + 0.9 * dice.normal())).clamp(1, 20),
        }
    };
    (towns[..setting.liaisons].to_vec(), (0..setting.practices).map(site).collect())
}

/// Takes the homes of the first liaisons of the sample book, and some of the practices that they own.
fn sample_book(setting: &Setting, seed: u64) -> (Vec<Location>, Vec<Site>) {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "data", "sample"].iter().collect();
    let open = |table: Table| match table {
        Table::Practices | Table::Liaisons => File::open(folder.join(format!("{table}.csv"))),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let book: Book =
        ingest::read_csv(open, &Settings::default()).expect("the repository has the sample book").book;
    let homes = book.liaisons()[..setting.liaisons].iter().map(|liaison| liaison.home).collect();
    let owned = |at: &usize| {
        let owner = book.owner(book.practice_indices().nth(*at).expect("a position in the book"));
        owner.is_some_and(|owner| owner.get() < setting.liaisons)
    };
    let mut chosen: Vec<usize> = (0..book.practices().len()).filter(owned).collect();
    chosen.sort_by_cached_key(|&at| whole(1e9 * Dice::new(seed, Subject::Places, at, 0).unit()));
    let site = |&at: &usize| {
        let practice = &book.practices()[at];
        Some(Site {
            place: practice.location?,
            specialty: practice.specialty.clone().unwrap_or_default(),
            providers: practice.providers.unwrap_or(1),
        })
    };
    (homes, chosen.iter().filter_map(site).take(setting.practices).collect())
}

/// Picks a position: each is drawn in proportion to one over its rank.
fn largest_most_often(count: usize, drawn: f64) -> usize {
    let weights = (1..=count).map(|rank| 1.0 / rank as f64);
    let mut left = drawn * weights.clone().sum::<f64>();
    let passed = weights.take_while(|weight| {
        left -= weight;
        left >= 0.0
    });
    passed.count().min(count - 1)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the numbers are small and positive"
)]
fn whole(number: f64) -> u32 {
    number.round() as u32
}

fn middle() -> Location {
    Location::new(41.3, -96.6).expect("the region is on the Earth")
}

/// Returns the place so many kilometres north and east of another.
fn around(centre: Location, north: f64, east: f64) -> Location {
    const KILOMETRES: f64 = 111.2;
    let narrow = libm::cos(centre.lat().to_radians());
    Location::new(centre.lat() + north / KILOMETRES, centre.lon() + east / KILOMETRES / narrow)
        .expect("the region is far from the poles")
}
