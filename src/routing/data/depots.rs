//! For each client the depots nearest to it, so that few empty shifts need a look where there are many.

use rustc_hash::FxHashMap;

use crate::routing::data::shift_data::ShiftData;
use crate::routing::data::travel::TravelData;
use crate::routing::model::problem::Problem;
use crate::routing::support::cancellation::StopCheck;

/// Work of a depot, in look-ups of travel.
const EFFORT: usize = 3;

/// The depots of shifts: pairs of a start and an end.
#[derive(Debug)]
pub(crate) struct Depots {
    /// By depot: the kinds of its shifts.
    kinds: Vec<Vec<u32>>,
    /// By client: its nearest depots, `most` each; empty where there are no more depots than that.
    nearest: Vec<u32>,
    /// How many of them are looked at.
    most: usize,
}

impl Depots {
    /// The depots near all clients; `None` where it may not go on. O(clients * depots): travel alone tells which are near.
    pub(crate) fn new(
        problem: &Problem,
        most: usize,
        travel: &TravelData<'_>,
        shifts: &[ShiftData],
        stop_check: &StopCheck<'_>,
    ) -> Option<Self> {
        let (ends, kinds) = depots(shifts);
        let mut nearest = Vec::new();
        if ends.len() > most {
            for client in &problem.clients {
                if !stop_check.allows(EFFORT * ends.len()) {
                    return None;
                }
                let around = travel.around(client.site as u32);
                let journey =
                    |&(start, end): &(u32, u32)| i64::from(around.from(start)) + i64::from(around.to(end));
                let mut ranked: Vec<(i64, u32)> = ends.iter().map(journey).zip(0..).collect();
                ranked.select_nth_unstable(most);
                ranked.truncate(most);
                ranked.sort_unstable();
                nearest.extend(ranked.iter().map(|&(_, depot)| depot));
            }
        }
        Some(Self { kinds, nearest, most })
    }

    /// The kinds of shift at the nearest depots of a client; `None` where all are near.
    pub(crate) fn near(&self, client: u32) -> Option<impl Iterator<Item = u32> + '_> {
        let depots = self.nearest.get(client as usize * self.most..)?.get(..self.most)?;
        Some(depots.iter().flat_map(|&depot| self.kinds[depot as usize].iter().copied()))
    }
}

/// The depots, and by depot the kinds of its shifts.
fn depots(shifts: &[ShiftData]) -> (Vec<(u32, u32)>, Vec<Vec<u32>>) {
    let mut known: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    let (mut ends, mut kinds) = (Vec::new(), Vec::<Vec<u32>>::new());
    for shift in shifts {
        let depot = *known.entry((shift.start, shift.end)).or_insert_with(|| {
            ends.push((shift.start, shift.end));
            kinds.push(Vec::new());
            ends.len() - 1
        });
        kinds[depot].push(shift.kind);
    }
    for kinds in &mut kinds {
        kinds.sort_unstable();
        kinds.dedup();
    }
    (ends, kinds)
}
