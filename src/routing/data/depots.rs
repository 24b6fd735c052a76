//! For each client the homes nearest to it, so that few empty shifts need a look where there are many.

use rustc_hash::FxHashMap;

use crate::routing::data::shift_data::Duty;
use crate::routing::data::travel::Legs;
use crate::routing::model::problem::Problem;
use crate::routing::support::cancellation::GoOn;

/// Most homes of empty shifts that are looked at for a client.
const MOST: usize = 8;

/// Work of a home, in look-ups of travel.
const EFFORT: usize = 3;

/// The homes of shifts: pairs of a start and an end.
#[derive(Debug)]
pub(crate) struct Homes {
    /// By home: the kinds of its shifts.
    kinds: Vec<Vec<u32>>,
    /// By client: its nearest homes, [`MOST`] each; empty where there are no more homes than that.
    nearest: Vec<u32>,
}

impl Homes {
    /// The homes near all clients; `None` where it may not go on. O(clients * homes): travel alone tells which are near.
    pub(crate) fn new(problem: &Problem, legs: &Legs<'_>, duties: &[Duty], go_on: &GoOn<'_>) -> Option<Self> {
        let (ends, kinds) = homes(duties);
        let mut nearest = Vec::new();
        if ends.len() > MOST {
            for client in &problem.clients {
                if !go_on.after(EFFORT * ends.len()) {
                    return None;
                }
                let around = legs.around(client.site as u32);
                let journey =
                    |&(start, end): &(u32, u32)| i64::from(around.from(start)) + i64::from(around.to(end));
                let mut ranked: Vec<(i64, u32)> = ends.iter().map(journey).zip(0..).collect();
                ranked.select_nth_unstable(MOST);
                ranked.truncate(MOST);
                ranked.sort_unstable();
                nearest.extend(ranked.iter().map(|&(_, home)| home));
            }
        }
        Some(Self { kinds, nearest })
    }

    /// The kinds of shift at the nearest homes of a client; `None` where all are near.
    pub(crate) fn near(&self, client: u32) -> Option<impl Iterator<Item = u32> + '_> {
        let homes = self.nearest.get(client as usize * MOST..)?.get(..MOST)?;
        Some(homes.iter().flat_map(|&home| self.kinds[home as usize].iter().copied()))
    }
}

/// The homes, and by home the kinds of its shifts.
fn homes(duties: &[Duty]) -> (Vec<(u32, u32)>, Vec<Vec<u32>>) {
    let mut known: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    let (mut ends, mut kinds) = (Vec::new(), Vec::<Vec<u32>>::new());
    for duty in duties {
        let home = *known.entry((duty.start, duty.end)).or_insert_with(|| {
            ends.push((duty.start, duty.end));
            kinds.push(Vec::new());
            ends.len() - 1
        });
        kinds[home].push(duty.kind);
    }
    for kinds in &mut kinds {
        kinds.sort_unstable();
        kinds.dedup();
    }
    (ends, kinds)
}
