//! Greedy insertion with blinks (Christiaens & Vanden Berghe 2020, doi 10.1287/trsc.2019.0914, section 5):
//! unassigned clients, in an order drawn at random, each go where they add the least travel.

use crate::random::Stream;
use crate::routing::data::problem_data::ProblemData;
use crate::routing::model::demand::{DayChooser, IMPOSSIBLE};
use crate::routing::model::problem::Demand;
use crate::routing::operators::insertion::{Blinks, DayInsertions};
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;
use crate::routing::support::fixed_point::Share;

/// Puts unassigned clients back; keeps its working memory.
#[derive(Debug, Clone)]
pub(crate) struct GreedyInsertion {
    insertions: DayInsertions,
    chooser: DayChooser,
    queue: Vec<(i64, u32)>,
    orders: Vec<InsertionOrder>,
    /// How much of its cost travel counts for in this step.
    price: Share,
}

/// An order in which unassigned clients are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InsertionOrder {
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

impl GreedyInsertion {
    pub(crate) fn new(data: &ProblemData<'_>) -> Self {
        Self {
            insertions: DayInsertions::new(data.problem.days, Blinks::every(data.tuning.blink_every)),
            chooser: DayChooser::default(),
            queue: Vec::new(),
            orders: orders(data),
            price: Share::WHOLE,
        }
    }

    /// Inserts every unassigned client that fits and is worth its travel at this price, as long as it may go
    /// on.
    pub(crate) fn fill(
        &mut self,
        solution: &mut SearchSolution<'_>,
        price: Share,
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) {
        self.price = price;
        self.queue.clear();
        self.queue.extend(solution.unassigned.items().iter().map(|&client| (0, client)));
        self.place_queue(solution, stream, stop_check);
    }

    /// Inserts the clients just removed, unassigned ones near the first of them, and required ones, where
    /// they fit and are worth their travel, as long as it may go on.
    pub(crate) fn run(
        &mut self,
        solution: &mut SearchSolution<'_>,
        removed: &[u32],
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) {
        let part = if stream.below(solution.data.tuning.generous_every) == 0 { stream.unit() } else { 1.0 };
        self.price = solution.price.times(part);
        self.fill_queue(solution, removed);
        if solution.totals.unserved > 0 && !stop_check.allows(solution.unassigned.items().len()) {
            return;
        }
        self.place_queue(solution, stream, stop_check);
    }

    /// Inserts one unassigned client on its best days, if any are possible and worth it.
    pub(crate) fn put_back(&mut self, solution: &mut SearchSolution<'_>, client: u32, stream: &mut Stream) {
        self.price = solution.price;
        self.place(solution, client, true, stream);
    }

    /// Inserts the clients just removed, and unassigned clients near this one into the routes changed in this
    /// step, where they fit and are worth their travel, as long as it may go on.
    pub(crate) fn gather(
        &mut self,
        solution: &mut SearchSolution<'_>,
        client: u32,
        removed: &[u32],
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) {
        self.price = solution.price;
        self.queue.clear();
        let near = solution.data.neighbours.of(client).iter().chain(removed);
        self.queue
            .extend(near.filter(|other| solution.positions(**other).is_empty()).map(|&other| (0, other)));
        self.queue.sort_unstable();
        self.queue.dedup();
        self.place_queue(solution, stream, stop_check);
    }

    /// Inserts the clients in the queue, in an order drawn at random, as long as it may go on.
    fn place_queue(
        &mut self,
        solution: &mut SearchSolution<'_>,
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) {
        let order = self.orders[stream.below(self.orders.len())];
        for entry in &mut self.queue {
            entry.0 = order.key(solution.data, entry.1, stream);
        }
        self.queue.sort_unstable();
        let queue = std::mem::take(&mut self.queue);
        for &(_, client) in &queue {
            if !stop_check.allows(self.take_work()) {
                break;
            }
            let removed = solution.is_removed(client);
            self.place(solution, client, removed, stream);
        }
        self.queue = queue;
    }

    /// Returns the work done since this was last asked, in positions looked at.
    pub(crate) fn take_work(&mut self) -> usize {
        1 + self.insertions.take_work()
    }

    /// Lists those removed, unassigned clients near the first of them, and required ones wherever they are.
    fn fill_queue(&mut self, solution: &SearchSolution<'_>, removed: &[u32]) {
        let (data, unassigned) = (solution.data, solution.unassigned.items());
        self.queue.clear();
        self.queue.extend(removed.iter().map(|&client| (0, client)));
        if let Some(&centre) = removed.first().or(unassigned.first()) {
            let near = std::iter::once(&centre).chain(data.neighbours.of(centre));
            let near = near.filter(|client| solution.positions(**client).is_empty());
            self.queue.extend(near.take(1 + data.tuning.near_tried).map(|&client| (0, client)));
        }
        if solution.totals.unserved > 0 {
            let required = unassigned.iter().filter(|&&client| data.clients[client as usize].required);
            self.queue.extend(required.take(data.tuning.required_tried).map(|&client| (0, client)));
        }
        self.queue.sort_unstable();
        self.queue.dedup();
    }

    /// Inserts one unassigned client on its best days, if any. `removed` clients and those that must be
    /// served may go anywhere, as may all where there is no route yet; the others only where something has
    /// changed: elsewhere they have been tried before.
    fn place(&mut self, solution: &mut SearchSolution<'_>, client: u32, removed: bool, stream: &mut Stream) {
        let client_data = &solution.data.clients[client as usize];
        let anywhere = removed || client_data.required || solution.used.items().is_empty();
        if !anywhere {
            self.insertions.find_in_touched(solution, client, stream);
            if !self.choose(solution, client) {
                return;
            }
        }
        if anywhere || client_data.most_visits > 1 {
            self.insertions.find(solution, client, stream);
        }
        let mut possible = self.choose(solution, client);
        if !possible && client_data.required && client_data.most_visits > 1 {
            // All its neighbours may be visited on days that make no pattern.
            self.insertions.find_anywhere(solution, client, stream);
            possible = self.choose(solution, client);
        }
        if possible {
            self.insert(solution, client);
        }
    }

    /// Tells whether some days are possible and worth it, given the places found.
    fn choose(&mut self, solution: &SearchSolution<'_>, client: u32) -> bool {
        let (weight, price, by_day) = (solution.data.weight, self.price, &self.insertions.by_day);
        let cost = |day: u32| match by_day[day as usize].travel {
            i64::MAX => IMPOSSIBLE,
            travel => price.of(weight * travel),
        };
        let days = solution.data.problem.days;
        self.chooser.choose(solution.data.demand(client), cost, days).is_some()
    }

    fn insert(&mut self, solution: &mut SearchSolution<'_>, client: u32) {
        for &day in &self.chooser.days {
            solution.insert(client, self.insertions.by_day[day as usize].place);
        }
        solution.book(client);
    }
}

/// Returns the orders that can tell the clients of this problem apart, each as often as it is to be drawn.
fn orders(data: &ProblemData<'_>) -> Vec<InsertionOrder> {
    let weights = weights(data).into_iter();
    weights.flat_map(|(order, weight)| std::iter::repeat_n(order, weight)).collect()
}

/// Returns the weight of each order: 0 where all clients are alike in it.
fn weights(data: &ProblemData<'_>) -> [(InsertionOrder, usize); 9] {
    let (tuning, clients) = (data.tuning, &data.problem.clients);
    let loads = usize::from(clients.iter().any(|client| client.load != clients[0].load));
    let windows = usize::from(clients.iter().any(|client| client.windows != clients[0].windows));
    let is_worth = |demand: &Demand| matches!(demand, Demand::Optional { .. } | Demand::Recurring(_));
    let worth = usize::from(clients.iter().any(|client| is_worth(&client.demand)));
    [
        (InsertionOrder::Random, tuning.order_random),
        (InsertionOrder::FarFirst, tuning.order_far),
        (InsertionOrder::NearFirst, tuning.order_near),
        (InsertionOrder::HeavyFirst, loads * tuning.order_heavy),
        (InsertionOrder::ShortWindowsFirst, windows * tuning.order_short_windows),
        (InsertionOrder::EarlyFirst, windows * tuning.order_early),
        (InsertionOrder::LateFirst, windows * tuning.order_late),
        (InsertionOrder::WorthFirst, worth * tuning.order_worth),
        (InsertionOrder::WorthByServiceFirst, worth * tuning.order_worth_by_service),
    ]
}

impl InsertionOrder {
    fn key(self, data: &ProblemData<'_>, client: u32, stream: &mut Stream) -> i64 {
        let features = &data.features[client as usize];
        match self {
            Self::Random => stream.below(1 << 30) as i64,
            Self::HeavyFirst => -data.clients[client as usize].load,
            Self::FarFirst => -features.distance,
            Self::NearFirst => features.distance,
            Self::ShortWindowsFirst => features.open_time,
            Self::EarlyFirst => features.open,
            Self::LateFirst => -features.close,
            Self::WorthFirst => -features.worth,
            Self::WorthByServiceFirst => {
                -features.worth / (1 + i64::from(data.clients[client as usize].service))
            }
        }
    }
}
