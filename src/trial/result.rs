//! A trial that runs or has run: what its lot says.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::experiment::elasticity::{ElasticityPosterior, ElasticityPrior};
use crate::experiment::lot::{Lot, LotPlan};
use crate::experiment::payback::{Payback, VisitPrice};
use crate::experiment::reading::{self, LotReading};
use crate::experiment::records::{TrialRecord, TrialRecords};
use crate::experiment::redraws::RedrawConfig;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::score::config::ResponsePrior;
use crate::trial::design::{TrialBlock, TrialDesign, TrialMember};
use crate::trial::field_cost::{FieldCost, field_cost};
use crate::trial::naive::NaiveComparison;
use crate::trial::past::BookPast;
use crate::trial::power::log_lift;
use crate::trial::rests_kept::{BrokenRest, TrialWarning, broken, warnings};

/// What time, roads and referrals cost and bring, as far as the caller states it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct PriceConfig {
    /// What an hour of a liaison costs. All prices are numbers of 0 to 1,000,000,000.
    pub per_hour: Option<f64>,
    /// What a mile costs.
    pub per_mile: Option<f64>,
    /// What a referral is worth.
    pub margin: Option<f64>,
}

impl PriceConfig {
    /// Tells whether visits have a price; a margin alone gives none.
    fn is_of_visits(&self) -> bool {
        self.per_hour.is_some() || self.per_mile.is_some()
    }

    /// Refuses prices that mean nothing.
    fn check(&self) -> Result<(), Error> {
        let stated = [("an hour", self.per_hour), ("a mile", self.per_mile), ("a referral", self.margin)];
        let is_price = |price: Option<f64>| price.is_none_or(|it| (0.0..=1e9).contains(&it));
        match stated.iter().find(|it| !is_price(it.1)) {
            None => Ok(()),
            Some((what, _)) => Err(Error::new(
                ErrorKind::Setting,
                format!("the price of {what} must be a number of 0 to 1,000,000,000"),
            )),
        }
    }
}

/// What a trial says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialResult {
    /// What the trial is called.
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day that was read.
    pub until: Date,
    /// The last day of the trial; later than `until` while it runs.
    pub end: Date,
    /// The estimates.
    pub reading: LotReading,
    /// What is believed of the elasticity of visits, before and after.
    pub elasticity: ElasticityPosterior,
    /// Goodwill of the visited and of the rested, in the mean, weighed by their forecasts.
    pub goodwill: [f64; 2],
    /// What comparisons without a lot would have said.
    pub naive: NaiveComparison,
    /// Practices that were visited although they rested.
    pub broken: Vec<BrokenRest>,
    /// What a reader should know.
    pub warnings: Vec<TrialWarning>,
    /// What a visit takes, where its price is stated and some visits have drives that are known.
    pub price: Option<VisitPrice>,
    /// Days of liaisons that the price leaves out, because a drive of theirs is not known.
    #[serde(default)]
    pub unpriced_days: u32,
    /// What visits pay back, where their price is stated.
    pub payback: Option<Payback>,
}

impl TrialResult {
    /// Tells whether it still runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.until < self.end
    }
}

/// Reads a trial from a book, up to the last day that the book tells of. Blocks that have not begun are left out, and forecasts of the
/// one that runs count for the days that are over, as do the days before it.
///
/// # Errors
/// [`ErrorKind::Input`] where the trial has not begun, is of another book, or its design contradicts itself;
/// [`ErrorKind::Setting`] for prices out of their range.
pub fn read(
    book: &Book,
    as_of: Date,
    design: &TrialDesign,
    travel: &dyn TravelTimes,
    prices: &PriceConfig,
) -> Result<TrialResult, Error> {
    prices.check()?;
    let (plan, lot) = design.lot()?;
    let past = BookPast::of(book, as_of);
    let (from, until, end) = days(book, design, &past)?;
    let begun = design.blocks.iter().take_while(|block| block.from <= until).count();
    let (plan, lot) = begun_alone(&plan, &lot, begun)?;
    let period = Period { design, past: &past, book, until, begun };
    let records = TrialRecords::new(&period.records())?;
    let config = RedrawConfig { seed: design.seed, ..RedrawConfig::default() };
    let reading = reading::read(&plan, &lot, &records, &config)?;
    let goodwill = goodwill(&records, &lot);
    let cost =
        if prices.is_of_visits() { field_cost(book, travel, from, until) } else { FieldCost::default() };
    let price = price(&cost, prices);
    let payback = price.map(|price| payback(&reading, &price, prices.margin));
    Ok(TrialResult {
        name: design.name.clone(),
        from,
        until,
        end,
        elasticity: elasticity(&design.response, &reading, goodwill),
        reading,
        goodwill,
        naive: NaiveComparison::of(&records, &lot),
        broken: broken(design, book, &past, until),
        warnings: warnings(design, book),
        price,
        unpriced_days: cost.days_left_out,
        payback,
    })
}

/// Returns the first day of a trial, the last one that can be read, and the last one.
fn days(book: &Book, design: &TrialDesign, past: &BookPast<'_>) -> Result<(Date, Date, Date), Error> {
    let (Some(from), Some(end)) = (design.start(), design.end()) else {
        return Err(Error::new(ErrorKind::Input, "the design of the trial has no block"));
    };
    let until = past.until.min(end);
    let is_known = |it: &TrialMember| book.practice_index(&it.practice).is_some();
    if until < from {
        return Err(Error::new(
            ErrorKind::Input,
            format!(
                "the trial begins on {from}, and the book is known up to {until}: there is nothing to read"
            ),
        ));
    }
    if !design.members.iter().any(is_known) {
        return Err(Error::new(
            ErrorKind::Input,
            format!("the book has none of the practices of {}: it is a trial of another book", design.name),
        ));
    }
    Ok((from, until, end))
}

/// Leaves out blocks that have not begun.
fn begun_alone(plan: &LotPlan, lot: &Lot, begun: usize) -> Result<(LotPlan, Lot), Error> {
    let blocks = u32::try_from(begun).unwrap_or(u32::MAX);
    let rests = (0..lot.units()).map(|unit| lot.rest(unit).filter(|rest| *rest < blocks)).collect();
    Ok((LotPlan::of_strata(plan.strata().to_vec(), plan.share(), blocks)?, Lot::of(rests)))
}

/// The days of a trial that are over.
struct Period<'a> {
    design: &'a TrialDesign,
    past: &'a BookPast<'a>,
    book: &'a Book,
    until: Date,
    begun: usize,
}

impl Period<'_> {
    fn records(&self) -> Vec<Vec<TrialRecord>> {
        let blocks = || self.design.blocks.iter().take(self.begun).enumerate();
        let of = |member: &TrialMember| blocks().map(|(at, block)| self.record(member, at, *block)).collect();
        self.design.members.iter().map(of).collect()
    }

    fn record(&self, member: &TrialMember, at: usize, block: TrialBlock) -> TrialRecord {
        let last = block.until.min(self.until);
        let days = |until: Date| (until.days_since(block.from) + 1) as f64;
        // The design has a forecast and a count of each block.
        let (forecast, before) = (member.forecast[at] * days(last) / days(block.until), member.before[at]);
        let none = TrialRecord { count: 0, forecast, before, visits: 0, goodwill: 0.0 };
        let Some(practice) = self.book.practice_index(&member.practice) else { return none };
        let visits = self.past.met(practice, block.from, last).count();
        let tau = self.design.response.tau_days();
        TrialRecord {
            count: self.past.count(practice, block.from, last),
            before: if last < block.until { self.before(practice, (block.from, last)) } else { before },
            visits: u32::try_from(visits).unwrap_or(u32::MAX),
            goodwill: self.past.goodwill(practice, (block.from, last), last, tau),
            ..none
        }
    }

    /// Counts the referrals of as many days before the trial as are over of a block that still runs.
    fn before(&self, practice: PracticeIndex, (from, last): (Date, Date)) -> u32 {
        let known = self.design.as_of;
        self.past.count(practice, known.plus_days(-last.days_since(from)), known)
    }
}

/// Averages the goodwill of the visited and of the rested, weighed by their forecasts.
fn goodwill(records: &TrialRecords, lot: &Lot) -> [f64; 2] {
    [false, true].map(|resting| {
        let of = |(unit, block, _): &(usize, usize, &TrialRecord)| {
            crate::experiment::comparison::rests(lot, *unit, *block) == resting
        };
        let (mut sum, mut all) = (0.0, 0.0);
        for (.., it) in records.cells().filter(of) {
            sum += it.forecast * it.goodwill;
            all += it.forecast;
        }
        if all > 0.0 { sum / all } else { 0.0 }
    })
}

/// Updates what is believed of the elasticity by the log ratio. An elasticity predicts the ratio from the goodwill of the visits that
/// were really made to both arms.
fn elasticity(response: &ResponsePrior, reading: &LotReading, goodwill: [f64; 2]) -> ElasticityPosterior {
    let prior = ElasticityPrior { mean: response.elasticity };
    let observed = reading.log_ratio.map_or((0.0, f64::NAN), |it| (it.value, it.standard_error));
    let predicted = |elasticity: f64| {
        let effect = ResponsePrior { elasticity, ..*response }.effect();
        log_lift(effect, goodwill)
    };
    prior.updated(observed, predicted)
}

/// Prices a visit, if there was one.
fn price(cost: &FieldCost, prices: &PriceConfig) -> Option<VisitPrice> {
    let visits = f64::from(cost.met);
    (cost.met > 0).then(|| VisitPrice {
        hours: cost.hours / visits,
        miles: cost.miles / visits,
        per_hour: prices.per_hour.unwrap_or(0.0),
        per_mile: prices.per_mile.unwrap_or(0.0),
    })
}

fn payback(reading: &LotReading, price: &VisitPrice, margin: Option<f64>) -> Payback {
    let effect = reading.visit.map_or(f64::NAN, |it| it.value);
    Payback::of(effect, reading.fieller, price, margin)
}
