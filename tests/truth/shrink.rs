//! Makes a book smaller for as long as the same kind of claim about it is false:
//! `TRUTH_SEED=17 TRUTH_KIND=reasons cargo test --test truth shrink -- --ignored --nocapture`.

use rounds::geo::TravelTimes;
use rounds::model::*;

use crate::books::{self, Case};
use crate::world::World;
use crate::{given, planned, tested};

/// A book that is made smaller.
struct Shrinking {
    case: Case,
    records: Records,
    kind: String,
}

impl Shrinking {
    fn is_false(&self, records: &Records) -> bool {
        let Ok((book, _)) = Book::build(records.clone()) else { return false };
        let plan = planned(&book, &self.case.roads, &self.case.config);
        tested(&World::new(&book, &self.case.roads, &plan)).found.iter().any(|(kind, _)| *kind == self.kind)
    }

    /// Makes a change, and takes it back where the claim becomes true.
    fn attempt(&mut self, change: impl FnOnce(&mut Records)) -> bool {
        let mut other = self.records.clone();
        change(&mut other);
        let holds = self.is_false(&other);
        if holds {
            self.records = other;
        }
        holds
    }

    /// Takes rows out of a table one by one.
    fn thin<T>(&mut self, rows: fn(&mut Records) -> &mut Rows<T>) {
        let mut at = 0;
        while at < rows(&mut self.records).0.len() {
            let taken = self.attempt(|records| {
                rows(records).0.remove(at);
            });
            at += usize::from(!taken);
        }
    }

    fn each<T>(&mut self, rows: fn(&mut Records) -> &mut Rows<T>, change: impl Fn(&mut T)) {
        for at in 0..rows(&mut self.records).0.len() {
            self.attempt(|records| change(&mut rows(records).0[at].1));
        }
    }

    fn round(&mut self) {
        self.thin(|it| &mut it.practices);
        self.thin(|it| &mut it.liaisons);
        self.thin(|it| &mut it.referrals);
        self.thin(|it| &mut it.visits);
        self.thin(|it| &mut it.appointments);
        self.thin(|it| &mut it.must_visits);
        self.thin(|it| &mut it.followups);
        self.thin(|it| &mut it.rests);
        self.thin(|it| &mut it.holidays);
        self.thin(|it| &mut it.time_off);
        for day in Weekday::ALL {
            self.each(
                |it| &mut it.liaisons,
                |it| {
                    it.hours.remove(&day);
                },
            );
        }
        let liaisons: [fn(&mut Liaison); 5] = [
            |it| it.hours.values_mut().for_each(|day| *day = day.span().into()),
            |it| it.lunch = None,
            |it| it.max_drive = None,
            |it| it.max_stops = 10,
            |it| it.cover = None,
        ];
        for change in liaisons {
            self.each(|it| &mut it.liaisons, change);
        }
        let practices: [fn(&mut Practice); 6] = [
            |it| it.hours.clear(),
            |it| it.cadence = None,
            |it| it.tier = None,
            |it| it.skills.clear(),
            |it| it.access = AccessPolicy::WalkIn,
            |it| it.visit_minutes = Practice::DEFAULT_VISIT,
        ];
        for change in practices {
            self.each(|it| &mut it.practices, change);
        }
    }

    /// Prints the book, its roads and what is false.
    fn print(&self) {
        let book = Book::build(self.records.clone()).unwrap().0;
        println!("{:#?}\n{:#?}", self.records, self.case.config);
        let homes = book.liaisons().iter().map(|it| (it.id.as_str(), it.home));
        let all: Vec<_> = homes
            .chain(book.practices().iter().filter_map(|it| Some((it.id.as_str(), it.location?))))
            .collect();
        for ((from, a), (to, b)) in all.iter().flat_map(|from| all.iter().map(move |to| (from, to))) {
            let drive = self.case.roads.drive(*a, *b).map(|drive| drive.time.to_minutes_up());
            println!("from {from} to {to}: {drive:?}");
        }
        let plan = planned(&book, &self.case.roads, &self.case.config);
        println!("{:#?}", tested(&World::new(&book, &self.case.roads, &plan)).found);
    }
}

#[test]
#[ignore = "a tool that needs a seed and a kind of claim"]
fn shrink() {
    let mut case = books::case(given("TRUTH_SEED").unwrap());
    case.config.effort = given("TRUTH_EFFORT").unwrap_or(case.config.effort);
    let records = case.book.records();
    let mut shrinking = Shrinking { case, records, kind: std::env::var("TRUTH_KIND").unwrap() };
    assert!(shrinking.is_false(&shrinking.records), "no such claim is false");
    (0..3).for_each(|_| shrinking.round());
    shrinking.print();
}
