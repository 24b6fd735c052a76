//! What the user can say about territories.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rounds::model::{Location, PracticeId};

use super::numbers::{self, percent, within};

/// What every question about territories is asked with.
#[derive(Debug, Clone, Args)]
pub(crate) struct OpenBookArguments {
    /// CSV file with the columns `practice_id` and `owner`, such as an alignment.csv: who covers whom, instead of the book's owners.
    #[arg(long, value_name = "FILE")]
    pub(crate) alignment: Option<PathBuf>,
    /// CSV file with two columns: pairs of practices that border each other, or of areas if --areas is given.
    #[arg(long, value_name = "FILE")]
    pub(crate) borders: Option<PathBuf>,
    /// CSV file with two columns: a practice and its area (ZIP code, county).
    #[arg(long, value_name = "FILE", requires = "borders")]
    pub(crate) areas: Option<PathBuf>,
    /// Folder to write to.
    #[arg(long, default_value = "out")]
    pub(crate) out: PathBuf,
}

/// What any territories have to keep.
#[derive(Debug, Clone, Args)]
pub(crate) struct FairArguments {
    #[command(flatten)]
    pub(crate) open: OpenBookArguments,
    /// How far anybody's hours of work may be from their share, 0 to 10,000 percent.
    #[arg(long, value_name = "PERCENT", default_value = "10", value_parser = percent, allow_negative_numbers = true)]
    pub(crate) tolerance: f64,
    /// The same for potential, 0 to 10,000 percent; not looked at if nothing is said.
    #[arg(long, value_name = "PERCENT", value_parser = percent, allow_negative_numbers = true)]
    pub(crate) potential: Option<f64>,
    /// The same for the number of practices, 0 to 10,000 percent; not looked at if nothing is said.
    #[arg(long, value_name = "PERCENT", value_parser = percent, allow_negative_numbers = true)]
    pub(crate) practices: Option<f64>,
    /// Whether a territory has to hang together.
    #[arg(long, value_enum, default_value_t = Pieces::Tolerant)]
    pub(crate) contiguity: Pieces,
    /// Practices that get the same liaison: --together P1,P2,P3
    #[arg(long, value_name = "IDS", value_parser = together)]
    pub(crate) together: Vec<Together>,
    /// Two practices that get different liaisons: --apart P1,P2
    #[arg(long, value_name = "IDS", value_parser = apart)]
    pub(crate) apart: Vec<(PracticeId, PracticeId)>,
    /// The same seed, 0 or more, always gives the same answer.
    #[arg(long, default_value_t = 1, value_parser = within(numbers::SEED), allow_negative_numbers = true)]
    pub(crate) seed: u64,
    /// How hard to search, as a multiple (0.001 to 1,000) of the usual.
    #[arg(long, default_value_t = 1.0, value_parser = within(numbers::TERRITORY_EFFORT), allow_negative_numbers = true)]
    pub(crate) effort: f64,
}

/// What territories have to keep that are changed.
#[derive(Debug, Clone, Args)]
pub(crate) struct TerritoryArguments {
    #[command(flatten)]
    pub(crate) fair: FairArguments,
    /// Practices that keep their liaison, beside those that the book locks.
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) lock: Vec<String>,
    /// Most practices that change hands, 0 to 1,000,000.
    #[arg(long, value_name = "N", value_parser = within(numbers::PRACTICES), allow_negative_numbers = true)]
    pub(crate) most_moves: Option<usize>,
    /// Most practices that any one liaison gives away, 0 to 1,000,000.
    #[arg(long, value_name = "N", value_parser = within(numbers::PRACTICES), allow_negative_numbers = true)]
    pub(crate) most_moves_each: Option<usize>,
    /// Weeks to plan under each alignment, 0 to 13, to compare them; 0 plans none.
    #[arg(
        long,
        default_value_t = 4,
        value_parser = within(numbers::WEEKS_TO_COMPARE),
        allow_negative_numbers = true
    )]
    pub(crate) weeks: u32,
    /// Counties and towns to draw under the maps, as `GeoJSON`; those around Washington for the sample book.
    #[arg(long, value_name = "FILE")]
    pub(crate) basemap: Option<PathBuf>,
}

/// Practices that get the same liaison.
#[derive(Debug, Clone)]
pub(crate) struct Together(pub(crate) Vec<PracticeId>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Pieces {
    /// One piece each.
    Strict,
    /// No more pieces than today.
    Tolerant,
    /// Practices may be scattered.
    Off,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct DesignArguments {
    /// Number of territories, 1 to 10,000, each with a liaison in its middle; the liaisons of the book if nothing is said.
    #[arg(long, value_name = "N", value_parser = within(numbers::SEATS), allow_negative_numbers = true)]
    pub(crate) seats: Option<usize>,
    #[command(flatten)]
    pub(crate) fair: FairArguments,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct WhatIfArguments {
    /// Somebody goes: --remove L08, or the name.
    #[arg(long, value_name = "LIAISON")]
    pub(crate) remove: Vec<String>,
    /// Somebody comes, who lives at this latitude and longitude: --add 39.01,-77.40
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true, value_parser = place)]
    pub(crate) add: Vec<Location>,
    /// Somebody works on other days: --days L08=mon,tue,wed,thu
    #[arg(long, value_name = "LIAISON=DAYS")]
    pub(crate) days: Vec<String>,
    /// How many places to compare for one more liaison, 1 to 1,000.
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = within(numbers::PLACES), allow_negative_numbers = true)]
    pub(crate) hire: usize,
    #[command(flatten)]
    pub(crate) territory: TerritoryArguments,
}

/// At least two practices.
fn together(text: &str) -> Result<Together, String> {
    let ids = different(text)?;
    if ids.len() < 2 {
        return Err("takes two practices or more, as P1,P2,P3".to_owned());
    }
    Ok(Together(ids))
}

/// Two practices.
fn apart(text: &str) -> Result<(PracticeId, PracticeId), String> {
    match different(text)?.as_slice() {
        [a, b] => Ok((a.clone(), b.clone())),
        _ => Err("takes two practices, as P1,P2".to_owned()),
    }
}

fn different(text: &str) -> Result<Vec<PracticeId>, String> {
    let mut ids: Vec<PracticeId> = Vec::new();
    for id in text.split(',').map(|id| PracticeId::from(id.trim())) {
        if ids.contains(&id) {
            return Err(format!("{id} is named twice"));
        }
        ids.push(id);
    }
    Ok(ids)
}

/// A latitude and a longitude.
fn place(text: &str) -> Result<Location, String> {
    let wrong = || "takes a latitude and a longitude, as 39.01,-77.40".to_owned();
    let (lat, lon) = text.split_once(',').ok_or_else(wrong)?;
    let degrees = |text: &str| text.trim().parse::<f64>().map_err(|_| wrong());
    Location::new(degrees(lat)?, degrees(lon)?).map_err(|error| error.to_string())
}
