//! Edits that gain something: the best one, then the best after it, and so on.

use crate::plan::itinerary::StopKind;
use crate::routing::model::demand::{admits, is_required, worth};
use crate::routing::model::problem::{ClientIndex, Day, Problem, ShiftIndex, Value};
use crate::routing::model::timetable::timetable_of_valid;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::replan::base::Base;
use crate::schedule::replan::day_routes::DayRoutes;

/// Edits that belong together: none of them is made without the others.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// How many edits it takes.
    pub(crate) edits: usize,
    /// What it gains, in units of the search.
    pub(crate) gain: Value,
    /// Who is visited anew or on another day, or left out; then who gives way.
    pub(crate) client: ClientIndex,
    pub(crate) gave_way: Vec<ClientIndex>,
    /// The routes after it.
    pub(crate) after: DayRoutes,
}

/// When a liaison's edits end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EditStop {
    /// So many edits are looked for whatever they gain.
    pub(crate) at_least: usize,
    /// Beyond these, an edit has to gain so much; nothing where no further one is wanted.
    pub(crate) gain: Option<Value>,
}

/// Most stops that give way to one visit.
const GIVE_WAY: usize = 2;

/// Most steps of one liaison.
const MOST_STEPS: usize = 400;

/// Finds step after step, each the one that gains most for each edit: a visit added, moved to another day or dropped, with stops
/// that give way to it. Ends where no step gains.
///
/// A look at all places for every client: O(clients x days x stops) timetables, of which those of days that did not change are kept.
pub(crate) fn steps(problem: &LiaisonProblem, base: &Base, end: EditStop) -> Vec<Step> {
    let mut search = EditSearch::new(problem, base);
    let (mut steps, mut made) = (Vec::new(), 0);
    while steps.len() < MOST_STEPS {
        let Some(step) = search.best() else { break };
        let edits = Value::try_from(step.edits.max(1)).unwrap_or(Value::MAX);
        let pays = end.gain.is_some_and(|gain| step.gain / edits >= gain);
        if made >= end.at_least && !pays {
            break;
        }
        made += step.edits;
        search.apply(&step);
        steps.push(step);
    }
    steps
}

/// A place for one more visit: before the stop at `from`, those up to `to` taken out.
#[derive(Debug, Clone, Copy)]
struct EditPlace {
    from: usize,
    to: usize,
    /// Travel that it adds to the day.
    travel: Value,
}

/// A change that may become a step.
#[derive(Debug, Clone, Copy)]
struct Change {
    client: ClientIndex,
    /// The shift that one of its visits leaves.
    left: Option<ShiftIndex>,
    /// Where a visit is put.
    put: Option<(ShiftIndex, EditPlace)>,
    gain: Value,
    edits: usize,
}

struct EditSearch<'a, 'b> {
    of: &'a LiaisonProblem<'b>,
    base: &'a Base,
    problem: &'a Problem,
    plan: DayRoutes,
    /// By client and shift: where a visit has a place. `None`: not looked at since the day changed.
    places: Vec<Vec<Option<Vec<EditPlace>>>>,
}

impl<'a, 'b> EditSearch<'a, 'b> {
    fn new(of: &'a LiaisonProblem<'b>, base: &'a Base) -> Self {
        let places = vec![vec![None; base.problem.shifts.len()]; base.problem.clients.len()];
        Self { of, base, problem: &base.problem, plan: base.plan.clone(), places }
    }

    /// Finds the step that gains most for each edit.
    fn best(&mut self) -> Option<Step> {
        let mut best: Option<Change> = None;
        for client in 0..self.problem.clients.len() {
            if self.of.roles[client].kind != StopKind::Chosen {
                continue;
            }
            self.drops(client, &mut best);
            for shift in 0..self.problem.shifts.len() {
                self.look(client, shift);
                self.visits_on(client, shift, &mut best);
            }
        }
        best.map(|change| self.made(&change))
    }

    /// Makes a change, as a step.
    fn made(&self, change: &Change) -> Step {
        let mut routes = self.plan.routes.clone();
        if let Some(left) = change.left {
            routes[left].retain(|&it| it != change.client);
        }
        let mut gave_way = Vec::new();
        if let Some((shift, place)) = change.put {
            gave_way = routes[shift].splice(place.from..place.to, [change.client]).collect();
        }
        let after = DayRoutes::new(self.problem, routes);
        Step { edits: change.edits, gain: change.gain, client: change.client, gave_way, after }
    }

    /// Takes over a step; the days that it changes are looked at anew.
    fn apply(&mut self, step: &Step) {
        for shift in 0..self.problem.shifts.len() {
            if self.plan.routes[shift] != step.after.routes[shift] {
                self.places.iter_mut().for_each(|row| row[shift] = None);
            }
        }
        self.plan = step.after.clone();
    }

    /// Lists where a visit to a client has a place on a day, if that is not known.
    fn look(&mut self, client: ClientIndex, shift: ShiftIndex) {
        let day = self.problem.shifts[shift].day;
        if self.places[client][shift].is_some() {
            return;
        }
        let is_open = self.problem.clients[client].windows.get(day as usize).is_some_and(|it| !it.is_empty());
        let may = is_open && !self.of.basis.is_frozen(day) && !self.plan.routes[shift].contains(&client);
        self.places[client][shift] = Some(if may { self.find_places(client, shift) } else { Vec::new() });
    }

    fn find_places(&self, client: ClientIndex, shift: ShiftIndex) -> Vec<EditPlace> {
        let (route, before) = (&self.plan.routes[shift], self.plan.travel(self.problem, shift));
        let mut found: Vec<EditPlace> = Vec::new();
        for from in 0..=route.len() {
            for to in from..=route.len().min(from + GIVE_WAY) {
                if to > from && !self.gives_way(route[to - 1], shift) {
                    break;
                }
                let changed: Vec<ClientIndex> =
                    route[..from].iter().chain([&client]).chain(&route[to..]).copied().collect();
                if let Some(times) = timetable_of_valid(self.problem, shift, &changed) {
                    found.push(EditPlace { from, to, travel: times.travel - before });
                }
            }
        }
        // Of places where nobody gives way, the one with least travel is enough.
        let least = found.iter().filter(|it| it.from == it.to).map(|it| (it.travel, it.from)).min();
        found.retain(|it| it.from < it.to || Some((it.travel, it.from)) == least);
        found
    }

    /// Tells whether a stop may be moved or left out without need.
    fn gives_way(&self, client: ClientIndex, shift: ShiftIndex) -> bool {
        let day = self.problem.shifts[shift].day;
        let is_pinned = self.base.stays.iter().any(|stay| stay.is_on(client, day) && stay.stop.pinned);
        self.of.roles[client].kind == StopKind::Chosen && !is_pinned && !self.of.basis.is_frozen(day)
    }

    /// Looks at the changes that leave out one visit.
    fn drops(&self, client: ClientIndex, best: &mut Option<Change>) {
        for &day in &self.plan.days[client] {
            let rest: Vec<Day> = self.plan.days[client].iter().copied().filter(|&it| it != day).collect();
            let out = self.taken_out(client, day).zip(self.worth_change(client, &rest));
            if let Some(((left, saved), gain)) = out {
                let edits = self.more_edits(&[(client, rest)]);
                consider(best, Change { client, left: Some(left), put: None, gain: gain + saved, edits });
            }
        }
    }

    /// Returns the shift of a visit that may be taken out, and what travel that saves.
    fn taken_out(&self, client: ClientIndex, day: Day) -> Option<(ShiftIndex, Value)> {
        let shift = (0..self.problem.shifts.len()).find(|&shift| {
            self.problem.shifts[shift].day == day && self.plan.routes[shift].contains(&client)
        })?;
        let rest: Vec<ClientIndex> =
            self.plan.routes[shift].iter().copied().filter(|&it| it != client).collect();
        let travel = timetable_of_valid(self.problem, shift, &rest)?.travel;
        let saved = self.plan.travel(self.problem, shift) - travel;
        self.gives_way(client, shift).then_some((shift, saved * self.problem.travel_weight))
    }

    /// Returns by how much a client's worth changes with these visits; `None` where they are not allowed.
    fn worth_change(&self, client: ClientIndex, days: &[Day]) -> Option<Value> {
        let demand = &self.problem.clients[client].demand;
        let allowed = if days.is_empty() { !is_required(demand) } else { admits(demand, days) };
        allowed.then(|| worth(demand, days) - worth(demand, &self.plan.days[client]))
    }

    /// Looks at the changes that put a visit on a day: one more, or one from another day.
    fn visits_on(&self, client: ClientIndex, shift: ShiftIndex, best: &mut Option<Change>) {
        let places = self.places[client][shift].as_deref().unwrap_or_default();
        if places.is_empty() {
            return;
        }
        let day = self.problem.shifts[shift].day;
        let moved = self.plan.days[client].iter().filter(|&&from| from != day).map(|&from| Some(from));
        for from in moved.chain([None]) {
            let rest = self.plan.days[client].iter().copied().filter(|&it| Some(it) != from);
            let mut days: Vec<Day> = rest.chain([day]).collect();
            days.sort_unstable();
            let out = match from {
                Some(from) => self.taken_out(client, from).map(|(left, saved)| (Some(left), saved)),
                None => Some((None, 0)),
            };
            let Some(((left, saved), gain)) = out.zip(self.worth_change(client, &days)) else { continue };
            for &place in places {
                let change = Change { client, left, put: Some((shift, place)), gain: gain + saved, edits: 0 };
                if let Some(change) = self.put(change, &days) {
                    consider(best, change);
                }
            }
        }
    }

    /// Reckons with those who give way, and with the drive; nothing where they may not, or nothing is gained.
    fn put(&self, change: Change, days: &[Day]) -> Option<Change> {
        let (shift, place) = change.put?;
        let day = self.problem.shifts[shift].day;
        let mut gain = change.gain - place.travel * self.problem.travel_weight;
        let mut changed = vec![(change.client, days.to_vec())];
        for &other in &self.plan.routes[shift][place.from..place.to] {
            let rest: Vec<Day> = self.plan.days[other].iter().copied().filter(|&it| it != day).collect();
            gain += self.worth_change(other, &rest)?;
            changed.push((other, rest));
        }
        (gain > 0).then(|| Change { gain, edits: self.more_edits(&changed), ..change })
    }

    /// Counts the edits that some new days of clients add.
    fn more_edits(&self, changed: &[(ClientIndex, Vec<Day>)]) -> usize {
        let edits = |client: ClientIndex, days: &[Day]| edits_of(self.of, self.base, client, days);
        let now: usize = changed.iter().map(|(client, days)| edits(*client, days)).sum();
        let before: usize = changed.iter().map(|(client, _)| edits(*client, &self.plan.days[*client])).sum();
        now.saturating_sub(before)
    }
}

/// Counts the edits of one client's visits against the plan before: a visit dropped and one added are one visit moved.
pub(crate) fn edits_of(of: &LiaisonProblem, base: &Base, client: ClientIndex, days: &[Day]) -> usize {
    let covered = of.basis.previous.as_ref().map_or(0, |previous| previous.covered);
    let stays = |day: Day| base.stays.iter().any(|stay| stay.is_on(client, day));
    let dropped = base.stays.iter().filter(|it| it.client == client && !days.contains(&it.stop.day)).count();
    let added = days.iter().filter(|&&day| day < covered && !stays(day)).count();
    let free = base.free.get(&client).copied().unwrap_or(0);
    dropped.max(added.saturating_sub(free))
}

/// Keeps the change that gains more for each edit; of equals the first.
fn consider(best: &mut Option<Change>, change: Change) {
    let rate = |change: &Change, edits: usize| i128::from(change.gain) * edits.max(1) as i128;
    let is_better = |old: &Change| rate(&change, old.edits) > rate(old, change.edits);
    if change.gain > 0 && best.as_ref().is_none_or(is_better) {
        *best = Some(change);
    }
}
