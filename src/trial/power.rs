//! Lots over the book's own past, in which nobody rested: what a trial would see.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::experiment::lot::{LotPlan, LotUnit};
use crate::experiment::power::{LotErrors, lot_errors};
use crate::experiment::records::{TrialRecord, TrialRecords};
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::score::config::ResponsePrior;
use crate::trial::config::TrialConfig;
use crate::trial::eligible::Fixed;
use crate::trial::outlook::{Outlook, outlook};
use crate::trial::past::BookPast;

/// What a trial of one size would see.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PowerRow {
    /// How many weeks it runs.
    pub weeks: u32,
    /// How many blocks the weeks are cut into.
    pub blocks: u32,
    /// Share of the practices that rests in a block.
    pub share: f64,
    /// Practices whose past is known.
    pub practices: usize,
    /// Standard errors of its estimates.
    pub errors: LotErrors,
    /// The smallest lift that it shows with a probability of 80 %, as a share.
    pub visible: f64,
    /// The lift to be expected if visits do what is believed, as a share.
    pub expected: f64,
    /// Referrals that resting is expected to cost.
    pub given_up: f64,
}

/// Whether a trial can see what it looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sight {
    /// It sees the lift to be expected.
    Sees,
    /// The lift to be expected is smaller than what it sees.
    CannotSee,
    /// The past is too short to tell, or holds too little.
    NotKnown,
}

impl PowerRow {
    /// Tells whether it sees the lift to be expected. None is expected where nobody was visited, and nobody sees that.
    #[must_use]
    pub fn sight(&self) -> Sight {
        if self.expected > 0.0 && self.visible <= self.expected { Sight::Sees } else { Sight::CannotSee }
    }
}

/// Shares that are tried.
const SHARES: [f64; 5] = [0.05, 0.1, 0.2, 0.3, 0.5];
/// Lengths that are tried, in weeks.
const LENGTHS: [u32; 5] = [8, 13, 26, 39, 52];
/// Lots drawn for each.
const DRAWS: u32 = 1_000;
/// Days of history that a forecast needs at least.
const FEWEST_DAYS: i64 = 91;
/// Practices that had referred before, and referrals of theirs in the weeks of a rehearsal, at least. With fewer, one arm of most lots
/// is empty, and an empty arm says nothing of how much arms vary.
const FEWEST_PRACTICES: usize = 10;
const FEWEST_REFERRALS: u64 = 20;

/// Who is in a lot, and in which group.
pub(crate) type Members = Vec<(PracticeIndex, u32)>;

/// A stretch of the past that a trial is tried on.
pub(crate) struct Rehearsal<'a> {
    past: &'a BookPast<'a>,
    members: &'a Members,
    response: &'a ResponsePrior,
    weeks: u32,
    blocks: Vec<(Date, Date)>,
    outlook: Outlook,
}

/// Units of a lot, and the records of each.
type Rehearsed = (Vec<LotUnit>, Vec<Vec<TrialRecord>>);

impl<'a> Rehearsal<'a> {
    /// Looks at the last weeks of the past, cut into blocks, as they were expected before. `None` where the history before them is
    /// shorter than a quarter, or where fewer than ten practices had referred before, or they sent fewer than 20 referrals.
    pub(crate) fn of(
        book: &Book,
        past: &'a BookPast<'a>,
        members: &'a Members,
        response: &'a ResponsePrior,
        (weeks, blocks): (u32, u32),
    ) -> Result<Option<Self>, Error> {
        let days = 7 * i64::from(weeks);
        if past.age_days() < days + FEWEST_DAYS {
            return Ok(None);
        }
        let start = past.until.plus_days(1 - days);
        let blocks = stretches(start, weeks, blocks);
        let outlook = outlook(book, start.plus_days(-1), &blocks)?;
        let rehearsal = Self { past, members, response, weeks, blocks, outlook };
        Ok(Some(rehearsal).filter(Self::holds_enough))
    }

    fn holds_enough(&self) -> bool {
        let (units, records) = self.records();
        let count: u64 = records.iter().flatten().map(|it| u64::from(it.count)).sum();
        units.len() >= FEWEST_PRACTICES && count >= FEWEST_REFERRALS
    }

    /// Draws lots of one share. `None` where they say nothing, such as where some lot lets nobody rest.
    pub(crate) fn row(&self, share: f64, seed: u64) -> Result<Option<PowerRow>, Error> {
        let (units, records) = self.records();
        let blocks = u32::try_from(self.blocks.len()).unwrap_or(u32::MAX);
        let plan = LotPlan::new(&units, share, blocks)?;
        let records = TrialRecords::new(&records)?;
        let Some(errors) = lot_errors(&plan, &records, DRAWS, seed)? else { return Ok(None) };
        let expected = self.expected();
        let forecast: f64 = records.cells().map(|(.., it)| it.forecast).sum();
        Ok(Some(PowerRow {
            weeks: self.weeks,
            blocks,
            share,
            practices: records.units(),
            errors,
            visible: errors.smallest_lift(),
            expected: libm::expm1(expected),
            given_up: share * forecast * -libm::expm1(-expected),
        }))
    }

    /// Lists the practices that had referred before, and what they did.
    pub(crate) fn records(&self) -> Rehearsed {
        let of = |(at, group): &(PracticeIndex, u32)| {
            let forecasts = self.outlook.get(at.get())?.as_ref()?;
            let records: Vec<TrialRecord> =
                self.blocks.iter().zip(forecasts).map(|(block, f)| self.record(*at, *block, *f)).collect();
            Some((LotUnit { group: *group, size: forecasts.iter().sum() }, records))
        };
        self.members.iter().filter_map(of).unzip()
    }

    fn record(&self, at: PracticeIndex, (from, until): (Date, Date), forecast: f64) -> TrialRecord {
        let start = self.blocks.first().map_or(from, |it| it.0);
        let days = until.days_since(from);
        TrialRecord {
            count: self.past.count(at, from, until),
            forecast,
            before: self.past.count(at, start.plus_days(-days - 1), start.plus_days(-1)),
            visits: u32::try_from(self.past.met(at, from, until).count()).unwrap_or(u32::MAX),
            goodwill: 0.0,
        }
    }

    /// Returns the logarithm of the lift to be expected: from the goodwill of the visits that were made, and what would have been left of
    /// it without those of the block.
    fn expected(&self) -> f64 {
        let (mut all, mut visited, mut rested) = (0.0, 0.0, 0.0);
        let tau = self.response.tau_days();
        for (at, _) in self.members {
            let Some(Some(forecasts)) = self.outlook.get(at.get()) else { continue };
            for (block, forecast) in self.blocks.iter().zip(forecasts) {
                all += forecast;
                visited += forecast * self.past.goodwill(*at, *block, block.1, tau);
                rested += forecast * self.past.goodwill(*at, *block, block.0.plus_days(-1), tau);
            }
        }
        log_lift(self.response.effect(), [visited / all, rested / all])
    }
}

/// Returns the logarithm of the lift between two arms with this much goodwill, if full goodwill adds the share `effect`.
pub(crate) fn log_lift(effect: f64, [visited, rested]: [f64; 2]) -> f64 {
    let lift = libm::log1p(effect * visited) - libm::log1p(effect * rested);
    if lift.is_finite() { lift } else { 0.0 }
}

/// Cuts weeks into blocks of whole weeks, the longer ones first.
pub(crate) fn stretches(start: Date, weeks: u32, blocks: u32) -> Vec<(Date, Date)> {
    let (each, longer) = (weeks / blocks.max(1), weeks % blocks.max(1));
    let length = |block: u32| 7 * i64::from(each + u32::from(block < longer));
    let mut from = start;
    let block = |block| {
        let first = from;
        from = first.plus_days(length(block));
        (first, from.plus_days(-1))
    };
    (0..blocks).map(block).collect()
}

/// Takes a trial back to the last weeks of a book's past: who could have rested, and what everybody did. Nobody rested then, so any lift
/// that a lot finds there is chance. `None` where the history before those weeks is shorter than a quarter, or those weeks hold fewer than
/// ten practices or 20 referrals.
///
/// # Errors
/// [`ErrorKind::Setting`](crate::ErrorKind::Setting) where the configuration is out of its range.
pub fn rehearse(
    book: &Book,
    as_of: Date,
    config: &TrialConfig,
) -> Result<Option<(LotPlan, TrialRecords)>, Error> {
    config.check()?;
    let past = BookPast::of(book, as_of);
    let days = (past.until.plus_days(1), past.until.plus_days(7 * i64::from(config.weeks)));
    let fixed = Fixed::of(book, config.name.trim(), days);
    let may_rest = |at: &PracticeIndex| fixed.covers(*at).is_ok();
    let members: Members = book.practice_indices().filter(may_rest).map(|at| (at, group(book, at))).collect();
    let sizes = (config.weeks, config.blocks);
    let Some(rehearsal) = Rehearsal::of(book, &past, &members, &config.response, sizes)? else {
        return Ok(None);
    };
    let (units, records) = rehearsal.records();
    Ok(Some((LotPlan::new(&units, config.share, config.blocks)?, TrialRecords::new(&records)?)))
}

/// Numbers the group of a practice: all that one liaison covers.
pub(crate) fn group(book: &Book, at: PracticeIndex) -> u32 {
    book.owner(at).and_then(|owner| u32::try_from(owner.get()).ok()).unwrap_or(u32::MAX)
}

/// Tries every share and length that the history allows, in as many blocks as the trial has. Shares are left out of which more would
/// rest than there are.
pub(crate) fn table(
    book: &Book,
    past: &BookPast<'_>,
    members: &Members,
    config: &TrialConfig,
) -> Result<Vec<PowerRow>, Error> {
    let (response, blocks) = (&config.response, config.blocks);
    let mut rows = Vec::new();
    for weeks in LENGTHS.into_iter().filter(|weeks| *weeks >= blocks) {
        if let Some(rehearsal) = Rehearsal::of(book, past, members, response, (weeks, blocks))? {
            for share in SHARES.into_iter().filter(|share| share * f64::from(blocks) <= 1.0) {
                rows.extend(rehearsal.row(share, config.seed)?);
            }
        }
    }
    Ok(rows)
}
