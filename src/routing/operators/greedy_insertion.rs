//! Recreate by greedy insertion with blinks (Christiaens & Vanden Berghe 2020, doi 10.1287/trsc.2019.0914, section 5):
//! absent clients, in an order drawn at random, each go where they add the least travel.

use crate::random::Stream;
use crate::routing::data::instance::Instance;
use crate::routing::model::demand::{DayChooser, IMPOSSIBLE};
use crate::routing::model::problem::Demand;
use crate::routing::operators::insertion::{Blinks, Insertions};
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;
use crate::routing::support::fixed_point::Share;

/// Mean number of positions between two blinks.
const BLINK_EVERY: u32 = 100;
/// Most absent clients near the first torn out that are tried in one step. Trying all absent ones took half of the time where
/// most are absent.
const NEAR_TRIED: usize = 40;
/// Most required absent clients that are tried in one step.
const REQUIRED_TRIED: usize = 300;

/// One in how many steps counts travel for less than it costs, so that clients who are worth a journey only together
/// can meet: the first of them is a loss, the next ones make up for it.
const GENEROUS: usize = 20;

/// Puts absent clients back; keeps its working memory.
#[derive(Debug, Clone)]
pub(crate) struct Recreate {
    insertions: Insertions,
    chooser: DayChooser,
    queue: Vec<(i64, u32)>,
    orders: Vec<Order>,
    /// How much of its cost travel counts for in this step.
    price: Share,
}

/// An order in which absent clients are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Random,
    HeavyFirst,
    FarFirst,
    NearFirst,
    ShortWindowsFirst,
    EarlyFirst,
    LateFirst,
    WorthFirst,
    WorthByServiceFirst,
}

impl Recreate {
    pub(crate) fn new(instance: &Instance<'_>) -> Self {
        Self {
            insertions: Insertions::new(instance.problem.days, Blinks::every(BLINK_EVERY)),
            chooser: DayChooser::default(),
            queue: Vec::new(),
            orders: orders(instance),
            price: Share::WHOLE,
        }
    }

    /// Inserts every absent client that fits and is worth its travel at this price, as long as it may go on.
    pub(crate) fn fill(
        &mut self,
        draft: &mut Draft<'_>,
        price: Share,
        stream: &mut Stream,
        go_on: &GoOn<'_>,
    ) {
        self.price = price;
        self.queue.clear();
        self.queue.extend(draft.absent.items().iter().map(|&client| (0, client)));
        self.place_queue(draft, stream, go_on);
    }

    /// Inserts the clients just torn out, absent ones near the first of them, and required ones, where they fit and are worth
    /// their travel, as long as it may go on.
    pub(crate) fn run(&mut self, draft: &mut Draft<'_>, torn: &[u32], stream: &mut Stream, go_on: &GoOn<'_>) {
        let part = if stream.below(GENEROUS) == 0 { stream.unit() } else { 1.0 };
        self.price = draft.price.times(part);
        self.fill_queue(draft, torn);
        if draft.totals.unserved > 0 && !go_on.after(draft.absent.items().len()) {
            return;
        }
        self.place_queue(draft, stream, go_on);
    }

    /// Inserts one absent client on its best days, if any are possible and worth it.
    pub(crate) fn put_back(&mut self, draft: &mut Draft<'_>, client: u32, stream: &mut Stream) {
        self.price = draft.price;
        self.place(draft, client, true, stream);
    }

    /// Inserts the clients just torn out, and absent clients near this one into the routes changed in this step, where they
    /// fit and are worth their travel, as long as it may go on.
    pub(crate) fn gather(
        &mut self,
        draft: &mut Draft<'_>,
        client: u32,
        torn: &[u32],
        stream: &mut Stream,
        go_on: &GoOn<'_>,
    ) {
        self.price = draft.price;
        self.queue.clear();
        let near = draft.instance.neighbours.of(client).iter().chain(torn);
        self.queue.extend(near.filter(|other| draft.places(**other).is_empty()).map(|&other| (0, other)));
        self.queue.sort_unstable();
        self.queue.dedup();
        self.place_queue(draft, stream, go_on);
    }

    /// Inserts the clients in the queue, in an order drawn at random, as long as it may go on.
    fn place_queue(&mut self, draft: &mut Draft<'_>, stream: &mut Stream, go_on: &GoOn<'_>) {
        let order = self.orders[stream.below(self.orders.len())];
        for entry in &mut self.queue {
            entry.0 = order.key(draft.instance, entry.1, stream);
        }
        self.queue.sort_unstable();
        let queue = std::mem::take(&mut self.queue);
        for &(_, client) in &queue {
            if !go_on.after(self.take_work()) {
                break;
            }
            let torn = draft.is_torn(client);
            self.place(draft, client, torn, stream);
        }
        self.queue = queue;
    }

    /// The work done since this was last asked, in positions looked at.
    pub(crate) fn take_work(&mut self) -> usize {
        1 + self.insertions.take_work()
    }

    /// Those torn out, absent clients near the first of them, and required ones wherever they are.
    fn fill_queue(&mut self, draft: &Draft<'_>, torn: &[u32]) {
        let (instance, absent) = (draft.instance, draft.absent.items());
        self.queue.clear();
        self.queue.extend(torn.iter().map(|&client| (0, client)));
        if let Some(&centre) = torn.first().or(absent.first()) {
            let near = std::iter::once(&centre).chain(instance.neighbours.of(centre));
            let near = near.filter(|client| draft.places(**client).is_empty());
            self.queue.extend(near.take(1 + NEAR_TRIED).map(|&client| (0, client)));
        }
        if draft.totals.unserved > 0 {
            let required = absent.iter().filter(|&&client| instance.visitors[client as usize].required);
            self.queue.extend(required.take(REQUIRED_TRIED).map(|&client| (0, client)));
        }
        self.queue.sort_unstable();
        self.queue.dedup();
    }

    /// Inserts one absent client on its best days, if any. `torn` clients and those that must be served may go anywhere,
    /// as may all where there is no route yet; the others only where something has changed: elsewhere they have been
    /// tried before.
    fn place(&mut self, draft: &mut Draft<'_>, client: u32, torn: bool, stream: &mut Stream) {
        let visitor = &draft.instance.visitors[client as usize];
        let anywhere = torn || visitor.required || draft.used.items().is_empty();
        if !anywhere {
            self.insertions.find_in_touched(draft, client, stream);
            if !self.choose(draft, client) {
                return;
            }
        }
        if anywhere || visitor.most_visits > 1 {
            self.insertions.find(draft, client, stream);
        }
        let mut possible = self.choose(draft, client);
        if !possible && visitor.required && visitor.most_visits > 1 {
            // All its neighbours may be visited on days that make no pattern.
            self.insertions.find_anywhere(draft, client, stream);
            possible = self.choose(draft, client);
        }
        if possible {
            self.insert(draft, client);
        }
    }

    /// Whether some days are possible and worth it, given the places found.
    fn choose(&mut self, draft: &Draft<'_>, client: u32) -> bool {
        let (weight, price, by_day) = (draft.instance.weight, self.price, &self.insertions.by_day);
        let cost = |day: u32| match by_day[day as usize].travel {
            i64::MAX => IMPOSSIBLE,
            travel => price.of(weight * travel),
        };
        let days = draft.instance.problem.days;
        self.chooser.choose(draft.instance.demand(client), cost, days).is_some()
    }

    fn insert(&mut self, draft: &mut Draft<'_>, client: u32) {
        for &day in &self.chooser.days {
            draft.insert(client, self.insertions.by_day[day as usize].place);
        }
        draft.book(client);
    }
}

/// The orders that can tell the clients of this problem apart, each as often as it is to be drawn.
fn orders(instance: &Instance<'_>) -> Vec<Order> {
    use crate::routing::operators::greedy_insertion::Order::{
        EarlyFirst, FarFirst, HeavyFirst, LateFirst, NearFirst, Random, ShortWindowsFirst,
    };
    use crate::routing::operators::greedy_insertion::Order::{WorthByServiceFirst, WorthFirst};
    let mut orders = vec![Random, Random, Random, Random, FarFirst, FarFirst, NearFirst];
    let clients = &instance.problem.clients;
    if clients.iter().any(|client| client.load != clients[0].load) {
        orders.extend([HeavyFirst; 4]);
    }
    if instance.problem.clients.iter().any(|client| client.windows != clients[0].windows) {
        orders.extend([ShortWindowsFirst, ShortWindowsFirst, EarlyFirst, EarlyFirst, LateFirst, LateFirst]);
    }
    if clients.iter().any(|client| matches!(client.demand, Demand::Optional { .. } | Demand::Recurring(_))) {
        orders.extend([WorthFirst, WorthFirst, WorthFirst, WorthByServiceFirst, WorthByServiceFirst]);
    }
    orders
}

impl Order {
    fn key(self, instance: &Instance<'_>, client: u32, stream: &mut Stream) -> i64 {
        let traits = &instance.traits[client as usize];
        match self {
            Self::Random => stream.below(1 << 30) as i64,
            Self::HeavyFirst => -instance.visitors[client as usize].load,
            Self::FarFirst => -traits.distance,
            Self::NearFirst => traits.distance,
            Self::ShortWindowsFirst => traits.open_time,
            Self::EarlyFirst => traits.open,
            Self::LateFirst => -traits.close,
            Self::WorthFirst => -traits.worth,
            Self::WorthByServiceFirst => {
                -traits.worth / (1 + i64::from(instance.visitors[client as usize].service))
            }
        }
    }
}
