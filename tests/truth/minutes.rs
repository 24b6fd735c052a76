//! The day that is played through agrees with trying every minute of tiny days.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::model::Location;

use crate::day::{Call, DayRules, LUNCH_AFTER_WORK, Minute, Pause, Span};

/// A tiny day of at most two calls, with the minutes between home and them.
struct Tiny {
    rules: DayRules,
    calls: Vec<Call>,
    minutes: [[Minute; 3]; 3],
}

impl Tiny {
    fn new(random: &mut Pcg64Mcg) -> Self {
        let mut of = |from: Minute, to: Minute| random.random_range(from..to);
        let place = |at: u8| Location::new(f64::from(at), 0.0).unwrap();
        let mut span = |most: Minute| {
            let from = of(0, 12);
            Span { from, to: from + of(1, most) }
        };
        let (away, within) = (span(20), span(8));
        let mut open = || vec![span(6), span(9)];
        let open = [open(), open()].map(in_order);
        let lunch = Pause { within, minutes: of(1, 1 + within.to - within.from) };
        let lunch = Some(lunch).filter(|_| of(0, 4) > 0);
        let call = |(at, open)| Call { place: place(at), minutes: of(1, 4), buffer: of(0, 3), open };
        let calls: Vec<Call> = (1..).zip(open).map(call).collect();
        let rules = DayRules { home: place(0), span: away, lunch, most_stops: None, most_drive: None };
        let count = usize::try_from(of(1, 3)).unwrap();
        Self { rules, calls: calls[..count].to_vec(), minutes: [(); 3].map(|()| [(); 3].map(|()| of(0, 4))) }
    }

    fn leg(&self, from: usize, to: usize) -> Minute {
        self.minutes[from][to]
    }

    /// Tries every minute at which each call may start, from leaving home at some minute.
    fn is_possible(&self) -> bool {
        (self.rules.span.from..=self.rules.span.to).any(|depart| self.goes_on(depart, &mut Vec::new()))
    }

    fn goes_on(&self, depart: Minute, starts: &mut Vec<Minute>) -> bool {
        let at = starts.len();
        if at == self.calls.len() {
            let free = self.free(depart, starts, at);
            let home = free + self.leg(at, 0);
            return (home..=self.rules.span.to).any(|back| self.has_lunch(depart, starts, back));
        }
        let arrives = self.free(depart, starts, at) + self.leg(at, at + 1);
        (arrives..=self.rules.span.to).any(|start| {
            let visit = Span { from: start, to: start + self.calls[at].minutes };
            starts.push(start);
            let goes_on =
                self.calls[at].open.iter().any(|open| open.holds(visit)) && self.goes_on(depart, starts);
            starts.pop();
            goes_on
        })
    }

    /// Returns when the liaison is free to drive the leg with this number.
    fn free(&self, depart: Minute, starts: &[Minute], leg: usize) -> Minute {
        let after = |at: usize| starts[at] + self.calls[at].minutes + self.calls[at].buffer;
        leg.checked_sub(1).map_or(depart, after)
    }

    /// Tries every minute for lunch: at home, or within one gap beside the drive.
    fn has_lunch(&self, depart: Minute, starts: &[Minute], back: Minute) -> bool {
        let Some(lunch) = self.rules.lunch else { return true };
        (lunch.within.from..=lunch.within.to - lunch.minutes).any(|from| {
            let eats = Span { from, to: from + lunch.minutes };
            let at_home = eats.to <= depart || back <= eats.from;
            let at_work = LUNCH_AFTER_WORK || self.rules.span.holds(eats);
            let gap = |leg: usize| {
                let to = starts.get(leg).copied().unwrap_or(back);
                let drive = self.leg(leg, if leg == starts.len() { 0 } else { leg + 1 });
                let gap = Span { from: self.free(depart, starts, leg), to };
                gap.holds(eats) && gap.from + drive + lunch.minutes <= to
            };
            at_home && at_work || (0..=starts.len()).any(gap)
        })
    }
}

fn in_order(mut open: Vec<Span>) -> Vec<Span> {
    open.sort_by_key(|it| (it.from, it.to));
    open
}

#[test]
fn the_day_that_is_played_through_agrees_with_every_minute() {
    let (mut random, mut possible) = (Pcg64Mcg::seed_from_u64(1), 0);
    for number in 0..3000 {
        let tiny = Tiny::new(&mut random);
        let at = |place: Location| (0..3).position(|at| f64::from(at) - place.lat() > -0.5).unwrap();
        let road = |from, to| Some(tiny.leg(at(from), at(to)));
        let played = tiny.rules.drive(&tiny.calls, road).is_some();
        let tried = tiny.is_possible();
        assert_eq!(played, tried, "case {number}: {:?} {:?} {:?}", tiny.rules, tiny.calls, tiny.minutes);
        possible += usize::from(tried);
    }
    assert!((500..2500).contains(&possible), "{possible} of 3000 days are possible");
}
