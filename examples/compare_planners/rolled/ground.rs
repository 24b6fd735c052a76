//! The ground of a world: practices, liaisons, and the drives between them.

use rounds::geo::{GreatCircle, TravelTimes};
use rounds::model::{Liaison, Location, Minutes, OpeningHours, Practice, Tier, TimeWindow, Weekday};

use crate::rolled::dice::{Dice, Subject};
use crate::rolled::setting::Setting;
use crate::rolled::sites::{self, Site};

/// Days on which the liaisons work, counted from Monday.
pub(crate) const WORKS_ON: [i64; 2] = [1, 3];

/// What everybody may know of a world before it begins.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) practices: Vec<Practice>,
    pub(crate) liaisons: Vec<Liaison>,
    /// By practice, the position of its liaison.
    pub(crate) owners: Vec<usize>,
    /// Minutes between all places: the practices, then the homes.
    drives: Vec<Vec<u32>>,
}

impl Ground {
    /// Lays out the ground of a world.
    pub(crate) fn new(setting: &Setting, seed: u64) -> Self {
        let (homes, sites) = sites::of(setting, seed);
        let owners: Vec<usize> = sites.iter().map(|site| nearest(&homes, site.place)).collect();
        let tiers = tiers(&sites, seed);
        let rows = sites.iter().zip(&owners).zip(tiers).enumerate();
        Self {
            practices: rows
                .map(|(number, ((site, &owner), tier))| practice(number, site, owner, tier))
                .collect(),
            liaisons: homes.iter().enumerate().map(|(number, &home)| liaison(number, home)).collect(),
            drives: drives(&sites, &homes),
            owners,
        }
    }

    /// Returns the minutes of a drive between two practices; `None` is the home of the liaison.
    pub(crate) fn drive(&self, liaison: usize, from: Option<usize>, to: Option<usize>) -> u32 {
        let home = self.practices.len() + liaison;
        self.drives[from.unwrap_or(home)][to.unwrap_or(home)]
    }
}

fn minutes(from: Location, to: Location) -> u32 {
    GreatCircle::default().drive(from, to).map_or(u32::MAX / 8, |drive| drive.time.to_minutes_up().0)
}

fn nearest(homes: &[Location], place: Location) -> usize {
    (0..homes.len()).min_by_key(|&at| minutes(homes[at], place)).unwrap_or(0)
}

fn drives(sites: &[Site], homes: &[Location]) -> Vec<Vec<u32>> {
    let places: Vec<Location> = sites.iter().map(|site| site.place).chain(homes.iter().copied()).collect();
    let row = |&from: &Location| places.iter().map(|&to| minutes(from, to)).collect();
    places.iter().map(row).collect()
}

/// Ranks practices by size, not quite rightly: a fifth is A, the next three tenths are B.
fn tiers(sites: &[Site], seed: u64) -> Vec<Tier> {
    let looks = |at: usize| {
        f64::from(sites[at].providers) * libm::exp(0.4 * Dice::new(seed, Subject::Places, at, 1).normal())
    };
    let mut order: Vec<usize> = (0..sites.len()).collect();
    order.sort_by(|&a, &b| looks(b).total_cmp(&looks(a)));
    let mut tiers = vec![Tier::C; sites.len()];
    for (rank, at) in order.into_iter().take(sites.len() / 2).enumerate() {
        tiers[at] = if rank < sites.len() / 5 { Tier::A } else { Tier::B };
    }
    tiers
}

/// Makes a practice that is open whenever somebody works.
fn practice(number: usize, site: &Site, owner: usize, tier: Tier) -> Practice {
    let mut practice = Practice::new(format!("P{number:03}"), format!("Practice {number}"), site.place);
    practice.specialty = Some(site.specialty.clone());
    practice.providers = Some(site.providers);
    practice.owner = Some(format!("L{owner}").into());
    practice.tier = Some(tier);
    let window = TimeWindow::between((7, 0), (19, 0)).expect("seven is before nineteen");
    let hours = |weekday| OpeningHours { weekday, window, from: None, until: None };
    practice.hours = Weekday::ALL[..5].iter().copied().map(hours).collect();
    practice
}

/// Makes a liaison who works from nine to one on Tuesdays and Thursdays.
fn liaison(number: usize, home: Location) -> Liaison {
    let mut liaison = Liaison::new(format!("L{number}"), format!("Liaison {number}"), home);
    let window = TimeWindow::between((9, 0), (13, 0)).expect("nine is before thirteen");
    liaison.hours = [Weekday::Tuesday, Weekday::Thursday].map(|day| (day, window.into())).into();
    liaison.lunch = None;
    liaison.max_stops = 8;
    liaison
}

/// Length of a liaison's day.
pub(crate) const DAY: Minutes = Minutes(240);
