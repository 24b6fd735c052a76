//! The most meetings of a small book, by trying every physician, day and start on a grid of ten minutes.
//!
//! Rules are stated anew, from the book alone.

use rounds::geo::{GreatCircle, TravelTimes};
use rounds::model::{Book, Date, Introduction, Liaison, Location, Provider, ProviderHours};
use rounds::plan::Plan;

/// Minutes kept free after every visit.
const BUFFER: i64 = 5;

/// A meeting that could be.
#[derive(Clone, Copy)]
struct Candidate {
    provider: usize,
    hours: usize,
    liaison: usize,
    date: Date,
    start: i64,
    end: i64,
    place: Location,
}

/// Something fixed in the day of a liaison: when, until when with its buffer, and where.
type Fixed = (i64, i64, Location);

/// Finds the most meetings that fit beside the appointments and events that a plan keeps.
pub(crate) fn most(book: &Book, plan: &Plan) -> usize {
    let world = World { book, plan, travel: GreatCircle::default() };
    let wishes: Vec<&Introduction> = book.introductions().iter().filter(|it| it.met.is_none()).collect();
    let options: Vec<Vec<Candidate>> = wishes.iter().map(|wish| world.options(wish)).collect();
    let mut best = 0;
    world.search(&options, &mut Vec::new(), &mut best);
    best
}

struct World<'a> {
    book: &'a Book,
    plan: &'a Plan,
    travel: GreatCircle,
}

impl World<'_> {
    fn drive(&self, from: Location, to: Location) -> i64 {
        self.travel.drive(from, to).unwrap().time.to_minutes_up().0.into()
    }

    /// Lists the meetings that are possible by themselves.
    fn options(&self, wish: &Introduction) -> Vec<Candidate> {
        let book = self.book;
        let practice = book.practice_index(&wish.practice).unwrap();
        let known = &book.practices()[practice.get()];
        let liaison = book.owner(practice).unwrap().get();
        let place = known.location.unwrap();
        let mut found = Vec::new();
        for (provider, physician) in book.providers().iter().enumerate() {
            let able = physician.specialties.contains(&wish.specialty)
                && wish.provider.as_ref().is_none_or(|id| *id == physician.id);
            for date in (0..7).map(|day| self.plan.start.plus_days(day)).filter(|_| able) {
                let lead = known.lead_days.unwrap_or(5);
                let in_time = self.plan.as_of.plus_days(lead.into()) <= date;
                let asked = wish.by.is_none_or(|by| date <= by);
                for start in (0..144).map(|tens| 10 * tens).filter(|_| in_time && asked) {
                    let end = start + i64::from(wish.minutes.0);
                    let open = book.visiting_hours(practice, date);
                    let is_open = open.iter().any(|it| {
                        i64::from(it.opens().minutes()) <= start && end <= i64::from(it.closes().minutes())
                    });
                    for hours in 0..physician.hours.len() {
                        let option = Candidate { provider, hours, liaison, date, start, end, place };
                        if is_open && self.is_possible(&[option]) {
                            found.push(option);
                        }
                    }
                }
            }
        }
        found
    }

    /// Tries every option of the next wish, and none.
    fn search(&self, left: &[Vec<Candidate>], chosen: &mut Vec<Candidate>, best: &mut usize) {
        *best = (*best).max(chosen.len());
        let Some((first, rest)) = left.split_first() else { return };
        if chosen.len() + left.len() <= *best {
            return;
        }
        for option in first {
            chosen.push(*option);
            if self.is_possible(chosen) {
                self.search(rest, chosen, best);
            }
            chosen.pop();
            if chosen.len() + left.len() <= *best {
                return;
            }
        }
        self.search(rest, chosen, best);
    }

    fn is_possible(&self, chosen: &[Candidate]) -> bool {
        let last = chosen.last().unwrap();
        let of_liaison: Vec<&Candidate> =
            chosen.iter().filter(|it| (it.liaison, it.date) == (last.liaison, last.date)).collect();
        let of_provider: Vec<&Candidate> = chosen.iter().filter(|it| it.provider == last.provider).collect();
        self.liaison_can(last.liaison, last.date, &of_liaison)
            && self.provider_can(last.provider, &of_provider)
    }

    /// Tells whether a physician can make these meetings.
    fn provider_can(&self, provider: usize, meetings: &[&Candidate]) -> bool {
        let physician: &Provider = &self.book.providers()[provider];
        if physician.per_week.is_some_and(|most| meetings.len() > most as usize) {
            return false;
        }
        let mut spans: Vec<(Date, i64, i64)> = Vec::new();
        for (at, hours) in physician.hours.iter().enumerate() {
            let mut dates: Vec<Date> =
                meetings.iter().filter(|it| it.hours == at).map(|it| it.date).collect();
            dates.sort();
            dates.dedup();
            for date in dates {
                let mut round: Vec<&Candidate> =
                    meetings.iter().filter(|it| (it.hours, it.date) == (at, date)).copied().collect();
                round.sort_by_key(|it| it.start);
                let Some(span) = self.round(physician, hours, date, &round) else { return false };
                spans.push((date, span.0, span.1));
            }
        }
        let apart = |a: &(Date, i64, i64), b: &(Date, i64, i64)| a.0 != b.0 || a.2 <= b.1 || b.2 <= a.1;
        (0..spans.len()).all(|at| spans[..at].iter().all(|other| apart(other, &spans[at])))
    }

    fn round(
        &self,
        physician: &Provider,
        hours: &ProviderHours,
        date: Date,
        round: &[&Candidate],
    ) -> Option<(i64, i64)> {
        let base = hours.place.or(physician.place)?;
        let (opens, closes) =
            (i64::from(hours.window.opens().minutes()), i64::from(hours.window.closes().minutes()));
        let set_out = round.first()?.start - self.drive(base, round.first()?.place);
        let back = round.last()?.end + self.drive(round.last()?.place, base);
        let in_time = round
            .windows(2)
            .all(|pair| pair[0].end + self.drive(pair[0].place, pair[1].place) <= pair[1].start);
        (hours.day.is_on(date) && in_time && opens <= set_out && back <= closes).then_some((set_out, back))
    }

    /// Tells whether a liaison can go to these meetings on a day and keep every habit that appointments do not break by themselves.
    fn liaison_can(&self, liaison: usize, date: Date, meetings: &[&Candidate]) -> bool {
        let person: &Liaison = &self.book.liaisons()[liaison];
        let index = self.book.liaison_index(&person.id).unwrap();
        let Some(hours) = self.book.working_hours(index, date) else { return false };
        let (opens, closes) = (i64::from(hours.opens().minutes()), i64::from(hours.closes().minutes()));
        let inside = meetings.iter().all(|it| opens <= it.start && it.end <= closes);
        let agreed = self.agreed(liaison, date);
        let (visits, agreed): (usize, Vec<Fixed>) = agreed;
        let mut all = agreed.clone();
        all.extend(meetings.iter().map(|it| (it.start, it.end + BUFFER, it.place)));
        all.sort_by_key(|it| it.0);
        let bare = self.times(person, &agreed);
        let span = (opens.min(bare.0), closes.max(bare.1));
        let (leave, home, drive) = self.times(person, &all);
        let most_drive = person.max_drive.map_or(i64::MAX, |most| i64::from(most.0).max(bare.2));
        let most = (person.max_stops as usize).max(visits);
        let lunch = self.has_lunch(person, span, &all) || !self.has_lunch(person, span, &agreed);
        inside
            && self.follows(&all)
            && span.0 <= leave
            && home <= span.1
            && drive <= most_drive
            && visits + meetings.len() <= most
            && lunch
    }

    /// Lists what a plan keeps of appointments and events on a day, with how many of them are visits.
    fn agreed(&self, liaison: usize, date: Date) -> (usize, Vec<Fixed>) {
        let person = &self.book.liaisons()[liaison];
        let mut all: Vec<Fixed> = Vec::new();
        for (_, day) in self.plan.days().filter(|(id, day)| **id == person.id && day.date == date) {
            for stop in day.stops.iter().filter(|stop| stop.kind == rounds::plan::StopKind::Appointment) {
                let place = self.book.practice(&stop.practice).unwrap().location.unwrap();
                all.push((stop.start.minutes().into(), stop.end.minutes().into(), place));
            }
        }
        let visits = all.len();
        for (_, day) in self.plan.days().filter(|(id, day)| **id == person.id && day.date == date) {
            for event in &day.events {
                let known = self.book.events().iter().find(|it| it.id == event.event).unwrap();
                let place = known.place.unwrap_or(person.home);
                all.push((event.arrive.minutes().into(), event.leave.minutes().into(), place));
            }
        }
        all.sort_by_key(|it| it.0);
        for at in 0..all.len() {
            let next = all.get(at + 1).map(|next| next.0 - self.drive(all[at].2, next.2) - all[at].1);
            all[at].1 += next.map_or(BUFFER, |left| left.clamp(0, BUFFER));
        }
        (visits, all)
    }

    fn follows(&self, all: &[Fixed]) -> bool {
        all.windows(2).all(|pair| pair[0].1 + self.drive(pair[0].2, pair[1].2) <= pair[1].0)
    }

    /// Returns when a liaison leaves home and is back, and the minutes of driving.
    fn times(&self, person: &Liaison, all: &[Fixed]) -> (i64, i64, i64) {
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return (i64::MAX, i64::MIN, 0) };
        let leave = first.0 - self.drive(person.home, first.2);
        let way = self.drive(last.2, person.home);
        let between: i64 = all.windows(2).map(|pair| self.drive(pair[0].2, pair[1].2)).sum();
        (leave, last.1 + way, between + self.drive(person.home, first.2) + way)
    }

    /// Tells whether the day has time for lunch, wanted or not.
    fn has_lunch(&self, person: &Liaison, span: (i64, i64), all: &[Fixed]) -> bool {
        let Some(lunch) = person.lunch else { return true };
        let (opens, closes) = (lunch.window().opens().minutes(), lunch.window().closes().minutes());
        let (opens, closes, length) = (i64::from(opens), i64::from(closes), i64::from(lunch.minutes().0));
        let hours_have_one = span.1.min(closes) - span.0.max(opens) >= length;
        let mut free = (span.0, person.home);
        let mut gaps = Vec::new();
        for it in all {
            gaps.push((free.0, it.0, self.drive(free.1, it.2)));
            free = (it.1, it.2);
        }
        gaps.push((free.0, span.1, self.drive(free.1, person.home)));
        let fits = |(from, to, drive): &(i64, i64, i64)| {
            (*from).max(opens) + length <= closes.min(*to) && from + drive + length <= *to
        };
        !hours_have_one || gaps.iter().any(fits)
    }
}
