//! A made-up town that is planned, changed and replanned.

use rounds::geo::GreatCircle;
use rounds::model::{Book, Date, Records};
use rounds::plan::{EditLimit, Plan};
use rounds::schedule::{ReplanConfig, ScheduleConfig};
use rounds::{check, progress, schedule, score};

/// A book, and how it is planned.
pub(crate) struct Team {
    pub(crate) book: Book,
    pub(crate) as_of: Date,
    pub(crate) config: ScheduleConfig,
}

impl Team {
    pub(crate) fn new(records: Records, as_of: Date, start: Date, weeks: u32) -> Self {
        let (book, _) = Book::build(records).unwrap();
        let config = ScheduleConfig { start: Some(start), weeks, effort: 20, ..ScheduleConfig::default() };
        Self { book, as_of, config }
    }

    fn scores(&self) -> score::Scores {
        score::evaluate(&self.book, self.as_of, &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap()
    }

    pub(crate) fn plan(&self) -> Plan {
        let travel = GreatCircle::default();
        schedule::plan(&self.book, &self.scores(), &travel, &self.config, &progress::unobserved).unwrap()
    }

    /// Replans, and proves the plan and what it says of the one before.
    pub(crate) fn replan(&self, previous: &Plan, changes: &ReplanConfig) -> Plan {
        let (travel, scores) = (GreatCircle::default(), self.scores());
        let plan = schedule::replan(
            &self.book,
            &scores,
            &travel,
            previous,
            changes,
            &self.config,
            &progress::unobserved,
        )
        .unwrap();
        let faults = self.faults(previous, &plan);
        assert!(faults.is_empty(), "{}\n{:#?}", faults.join("\n"), plan.replan);
        plan
    }

    /// Returns what a mean visit costs the liaison for whom it is cheapest, in referrals.
    pub(crate) fn cheapest_visit(&self) -> f64 {
        let travel = GreatCircle::default();
        let expected = schedule::expectations(&self.book, &self.scores(), &travel, &self.config).unwrap();
        let mean = |liaison: &rounds::model::Liaison| {
            let mine = expected.practices.iter().filter(|it| it.liaison.as_ref() == Some(&liaison.id));
            let costs: Vec<f64> = mine.filter_map(|it| Some(it.aim?.rhythm.cost)).collect();
            (!costs.is_empty()).then(|| costs.iter().sum::<f64>() / costs.len() as f64)
        };
        self.book.liaisons().iter().filter_map(mean).fold(f64::MAX, f64::min)
    }

    /// Lists everything that is wrong with a plan that followed another.
    pub(crate) fn faults(&self, previous: &Plan, plan: &Plan) -> Vec<String> {
        let (travel, scores) = (GreatCircle::default(), self.scores());
        let expected =
            schedule::expectations_after(&self.book, &scores, &travel, &self.config, previous).unwrap();
        let facts = check::Facts::new(&self.book, &travel).with_expected(&expected).after(previous);
        check::plan(&facts, plan).iter().map(ToString::to_string).collect()
    }
}

pub(crate) fn at_most(edits: u32) -> ReplanConfig {
    ReplanConfig { limit: EditLimit::AtMost(edits), frozen_until: None }
}

/// Every stop as liaison, date, start and practice.
pub(crate) fn stops(plan: &Plan) -> Vec<(String, String, String, String)> {
    let words = |(liaison, date, stop): (&rounds::model::LiaisonId, Date, &rounds::plan::Stop)| {
        (liaison.to_string(), date.to_string(), stop.start.to_string(), stop.practice.to_string())
    };
    plan.stops().map(words).collect()
}
