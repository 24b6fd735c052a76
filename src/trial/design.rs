//! A trial to run: who rests when, and what it can see.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::experiment::lot::{LotPlan, LotUnit};
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::index::PracticeIndex;
use crate::model::practice::Practice;
use crate::model::rest::Rest;
use crate::model::time::Date;
use crate::score::config::ResponsePrior;
use crate::trial::config::TrialConfig;
use crate::trial::eligible::{Fixed, NotInLot, WhyNotInLot};
use crate::trial::outlook::{Outlook, outlook};
use crate::trial::past::BookPast;
use crate::trial::power::{self, Members, PowerRow, Rehearsal, Sight, group, stretches};

/// A trial, frozen before it begins. It is read back as it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialDesign {
    /// The version of this form: 1.
    pub version: u32,
    /// What the trial is called.
    pub name: String,
    /// The seed of its lot.
    pub seed: u64,
    /// The last day that it knew of.
    pub as_of: Date,
    /// Share of the practices that rests in a block.
    pub share: f64,
    /// The blocks, one after the other.
    pub blocks: Vec<TrialBlock>,
    /// Practices in the lot, sorted by identifier.
    pub members: Vec<TrialMember>,
    /// Practices that are alike, as positions among the members.
    pub strata: Vec<Vec<u32>>,
    /// Practices that are left out, and why.
    pub left_out: Vec<NotInLot>,
    /// What visits were believed to do.
    pub response: ResponsePrior,
    /// What trials of other sizes would see.
    pub power: Vec<PowerRow>,
    /// What this one would see; absent where the past is too short to tell, or holds too little.
    pub own_power: Option<PowerRow>,
}

/// A stretch of days in which the same practices rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialBlock {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// A practice in a lot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialMember {
    /// Which one.
    pub practice: PracticeId,
    /// Who covers it.
    pub liaison: LiaisonId,
    /// The block in which it rests, counted from 0; absent where it never does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests: Option<u32>,
    /// Referrals that are expected of it in each block.
    pub forecast: Vec<f64>,
    /// Referrals of as many days before the trial, for each block.
    pub before: Vec<u32>,
}

impl TrialDesign {
    /// Tells whether it can see the lift to be expected.
    #[must_use]
    pub fn sight(&self) -> Sight {
        self.own_power.map_or(Sight::NotKnown, |row| row.sight())
    }

    /// Returns the first day.
    #[must_use]
    pub fn start(&self) -> Option<Date> {
        self.blocks.first().map(|block| block.from)
    }

    /// Returns the last day.
    #[must_use]
    pub fn end(&self) -> Option<Date> {
        self.blocks.last().map(|block| block.until)
    }

    /// Lists who rests, from when until when, in the order of the members: the rows of the table `rests`.
    pub fn rests(&self) -> impl Iterator<Item = Rest> {
        self.members.iter().filter_map(|it| {
            let block = self.blocks.get(it.rests? as usize)?;
            let (practice, trial) = (it.practice.clone(), self.name.clone());
            Some(Rest { practice, from: block.from, until: block.until, trial })
        })
    }
}

/// The version of the form that is written and read.
pub(crate) const VERSION: u32 = 1;

/// Designs a trial: takes practices that may rest, draws a lot among those of each liaison, and says what the trial can see.
///
/// What is expected of each practice is forecast as of `as_of` and frozen. Strata are practices of one liaison of about the same
/// forecast. Power is measured on the book's own past, in which nobody rested. O(practices x days of the trial) beside the fits of the
/// lapse models, one for each length.
///
/// # Errors
/// [`ErrorKind::Setting`] where the configuration is out of its range or the trial begins in the past or after more than a year;
/// [`ErrorKind::Input`] where fewer than ten practices may rest.
pub fn design(book: &Book, as_of: Date, config: &TrialConfig) -> Result<TrialDesign, Error> {
    config.check()?;
    let past = BookPast::of(book, as_of);
    let (name, start) = (config.name.trim(), config.first_day(as_of, past.until)?);
    let blocks = stretches(start, config.weeks, config.blocks);
    let expected = outlook(book, as_of, &blocks)?;
    let whole = blocks.first().zip(blocks.last()).map_or((start, start), |(a, b)| (a.0, b.1));
    let LotChoice { mut members, indices, left_out } =
        LotChoice::among((book, &past), &Fixed::of(book, name, whole), &expected, &blocks);
    if members.len() < FEWEST {
        return Err(Error::new(
            ErrorKind::Input,
            format!("only {} practices may rest; a trial needs {FEWEST} or more", members.len()),
        ));
    }
    let groups: Members = indices.iter().map(|at| (*at, group(book, *at))).collect();
    let plan = LotPlan::new(&units(&groups, &members), config.share, config.blocks)?;
    let lot = plan.draw(config.seed, 0);
    members.iter_mut().enumerate().for_each(|(at, it)| it.rests = lot.rest(at));
    let (power, own_power) =
        if config.rehearse { rehearsed(book, &past, &groups, config)? } else { (Vec::new(), None) };
    Ok(TrialDesign {
        version: VERSION,
        name: name.to_owned(),
        seed: config.seed,
        as_of: past.until,
        share: config.share,
        blocks: blocks.iter().map(|it| TrialBlock { from: it.0, until: it.1 }).collect(),
        strata: plan.strata().to_vec(),
        left_out,
        response: config.response,
        power,
        own_power,
        members,
    })
}

/// Who is in a lot, and who is not.
#[derive(Default)]
struct LotChoice {
    members: Vec<TrialMember>,
    /// The members as the book knows them.
    indices: Vec<PracticeIndex>,
    left_out: Vec<NotInLot>,
}

impl LotChoice {
    /// Looks at every practice of the book.
    fn among(
        (book, past): (&Book, &BookPast<'_>),
        fixed: &Fixed<'_>,
        expected: &Outlook,
        blocks: &[(Date, Date)],
    ) -> Self {
        let mut chosen = Self::default();
        for (at, practice) in book.practice_indices().zip(book.practices()) {
            let forecast = expected.get(at.get()).cloned().flatten();
            let found = fixed.covers(at).and_then(|who| Ok((who, forecast.ok_or(WhyNotInLot::NoHistory)?)));
            match found {
                Ok((liaison, forecast)) => {
                    chosen.indices.push(at);
                    chosen.members.push(member(past, (practice, at), liaison, forecast, blocks));
                }
                Err(why) => chosen.left_out.push(NotInLot { practice: practice.id.clone(), why }),
            }
        }
        chosen
    }
}

/// Tries trials of all sizes on the past, and then this one.
fn rehearsed(
    book: &Book,
    past: &BookPast<'_>,
    groups: &Members,
    config: &TrialConfig,
) -> Result<(Vec<PowerRow>, Option<PowerRow>), Error> {
    let table = power::table(book, past, groups, config)?;
    let own = Rehearsal::of(book, past, groups, &config.response, (config.weeks, config.blocks))?;
    let own = own.map(|it| it.row(config.share, config.seed)).transpose()?;
    Ok((table, own.flatten()))
}

/// Fewest practices of a lot.
const FEWEST: usize = 10;

/// Takes a practice into the lot, with what is known of it.
fn member(
    past: &BookPast<'_>,
    (practice, at): (&Practice, PracticeIndex),
    liaison: &LiaisonId,
    forecast: Vec<f64>,
    blocks: &[(Date, Date)],
) -> TrialMember {
    let before = |(from, until): &(Date, Date)| {
        past.count(at, past.until.plus_days(-until.days_since(*from)), past.until)
    };
    TrialMember {
        practice: practice.id.clone(),
        liaison: liaison.clone(),
        rests: None,
        forecast,
        before: blocks.iter().map(before).collect(),
    }
}

fn units(groups: &Members, members: &[TrialMember]) -> Vec<LotUnit> {
    let unit = |((_, group), it): (&(PracticeIndex, u32), &TrialMember)| LotUnit {
        group: *group,
        size: it.forecast.iter().sum(),
    };
    groups.iter().zip(members).map(unit).collect()
}
