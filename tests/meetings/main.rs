//! Joint visits with our physicians: as many as can be, proved by the verifier.

mod books;
mod choices;
mod exhaustive;
mod mutants;

use rounds::check;
use rounds::geo::GreatCircle;
use rounds::model::Book;
use rounds::plan::{Plan, StopKind};
use rounds::schedule::{self, ScheduleConfig};
use rounds::score::{self, ScoreConfig, Scores};
use rounds::{ErrorKind, progress};

fn scores(book: &Book) -> Scores {
    score::evaluate(book, books::as_of(), &ScoreConfig::default(), &progress::unobserved).unwrap()
}

fn config() -> ScheduleConfig {
    ScheduleConfig { weeks: 1, effort: 5, ..ScheduleConfig::default() }
}

/// Plans a book; `None` where nobody reaches any practice.
fn planned(book: &Book) -> Option<Plan> {
    let travel = GreatCircle::default();
    match schedule::plan(book, &scores(book), &travel, &config(), &progress::unobserved) {
        Ok(plan) => Some(plan),
        Err(error) if error.kind() == ErrorKind::Input => None,
        Err(error) => panic!("{error}"),
    }
}

fn violations(book: &Book, plan: &Plan) -> Vec<check::Violation> {
    let travel = GreatCircle::default();
    let expected = schedule::expectations(book, &scores(book), &travel, &config()).unwrap();
    check::plan(&check::Facts::new(book, &travel).with_expected(&expected), plan)
}

/// What became of the wishes of some books.
#[derive(Default)]
struct Count {
    wished: usize,
    met: usize,
    crowded: usize,
    wrong: Vec<String>,
}

impl Count {
    fn add(&mut self, seed: u64) {
        let book = books::book(seed);
        let Some(plan) = planned(&book) else { return };
        let found = violations(&book, &plan);
        self.wrong.extend(found.first().map(|first| format!("seed {seed}: {first:?}")));
        let meetings = plan.stops().filter(|(.., stop)| stop.kind == StopKind::Meeting).count();
        let open = book.introductions().iter().filter(|it| it.met.is_none()).count();
        // One meeting may fulfil several wishes.
        let fulfilled = open - plan.missed_meetings.len();
        let most = exhaustive::most(&book, &plan);
        if fulfilled < most || meetings > fulfilled {
            self.wrong.push(format!("seed {seed}: {fulfilled} by {meetings}, and {most} are possible"));
        }
        self.crowded += usize::from(plan.missed_meetings.iter().any(|it| it.reasons.is_empty()));
        (self.wished, self.met) = (self.wished + open, self.met + fulfilled);
    }
}

#[test]
fn no_meeting_is_missed_that_was_possible() {
    let books: u64 = std::env::var("MEETING_BOOKS").map_or(500, |count| count.parse().unwrap());
    let mut count = Count::default();
    (0..books).for_each(|seed| count.add(seed));
    let Count { wished, met, crowded, wrong } = count;
    println!("{books} books: {met} of {wished} wishes met; in {crowded} one has no place beside others");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(met * 5 > wished && met < wished && crowded > 0 || books < 500);
}
