//! Whether a design holds together: it comes from a file, and anybody can write a file.

use std::collections::BTreeSet;
use std::fmt::Display;

use crate::error::{Error, ErrorKind};
use crate::experiment::lot::{Lot, LotPlan};
use crate::model::id::PracticeId;
use crate::trial::config::{LONGEST_WEEKS, is_name};
use crate::trial::design::{TrialDesign, TrialMember, VERSION};

impl TrialDesign {
    /// Checks the design, and returns its lot and the plan that it was drawn by.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] says what is wrong, and of which block or practice.
    pub(crate) fn lot(&self) -> Result<(LotPlan, Lot), Error> {
        head(self)?;
        blocks(self)?;
        members(self)?;
        Ok((plan(self)?, Lot::of(self.members.iter().map(|it| it.rests).collect())))
    }
}

fn wrong(what: impl Display) -> Error {
    let text = format!(
        "the design of the trial contradicts itself: {what}; take the file as `trial design` wrote it"
    );
    Error::new(ErrorKind::Input, text)
}

fn head(design: &TrialDesign) -> Result<(), Error> {
    if design.version != VERSION {
        return Err(wrong(format!("its version is {}, and {VERSION} is read", design.version)));
    }
    if !is_name(&design.name) {
        return Err(wrong("its name is empty, or has spaces around it or control characters"));
    }
    design.response.check().map_err(|error| wrong(format!("of its response, {error}")))
}

/// Blocks follow each other day by day, and begin after the last day that the design knew of.
fn blocks(design: &TrialDesign) -> Result<(), Error> {
    let mut known = design.as_of;
    for (number, block) in (1..).zip(&design.blocks) {
        let follows = if number == 1 { block.from > known } else { block.from == known.plus_days(1) };
        if !follows || block.until < block.from {
            let (from, until) = (block.from, block.until);
            return Err(wrong(format!(
                "block {number} from {from} until {until} does not come right after {known}"
            )));
        }
        known = block.until;
    }
    let days = design.start().map_or(0, |start| known.days_since(start) + 1);
    if !(1..=7 * i64::from(LONGEST_WEEKS)).contains(&days) {
        return Err(wrong(format!(
            "its blocks have {days} days, and must have 1 day to {LONGEST_WEEKS} weeks"
        )));
    }
    Ok(())
}

/// Every practice is there once, with a forecast and a count of each block.
fn members(design: &TrialDesign) -> Result<(), Error> {
    let mut seen: BTreeSet<&PracticeId> = BTreeSet::new();
    for member in &design.members {
        let id = &member.practice;
        if !seen.insert(id) {
            return Err(wrong(format!("practice {id} is in it twice")));
        }
        member_of(member, design.blocks.len()).map_err(|what| wrong(format!("practice {id} {what}")))?;
    }
    Ok(())
}

fn member_of(member: &TrialMember, blocks: usize) -> Result<(), &'static str> {
    if member.forecast.len() != blocks || member.before.len() != blocks {
        Err("lacks a forecast or a count of each block")
    } else if !member.forecast.iter().all(|it| *it > 0.0 && *it <= MOST_REFERRALS) {
        Err("has a forecast that is not above 0 and at most 1,000,000,000")
    } else if member.rests.is_some_and(|rest| rest as usize >= blocks) {
        Err("rests in a block that is not there")
    } else {
        Ok(())
    }
}

/// No practice sends more in a trial. So sums of forecasts are finite.
const MOST_REFERRALS: f64 = 1e9;

fn plan(design: &TrialDesign) -> Result<LotPlan, Error> {
    let blocks = u32::try_from(design.blocks.len()).unwrap_or(u32::MAX);
    let plan = LotPlan::of_strata(design.strata.clone(), design.share, blocks)
        .map_err(|error| wrong(format!("of its lot, {error}")))?;
    let (planned, members) = (plan.strata().iter().map(Vec::len).sum::<usize>(), design.members.len());
    if planned != members {
        return Err(wrong(format!("its strata hold {planned} practices, and its members are {members}")));
    }
    Ok(plan)
}
