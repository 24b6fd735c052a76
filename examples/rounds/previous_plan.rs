//! The plan before: read for a replan, and kept when another takes its place.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use rounds::Error;
use rounds::ingest;
use rounds::model::{Date, HandEdit};
use rounds::plan::Plan;
use rounds::schedule::ScheduleConfig;

use crate::arguments::{BookArguments, PlanArguments, ReplanArguments};
use crate::outputs::failed;
use crate::verify;
use crate::{book_settings, files};

/// Where plans are kept that another one has taken the place of, in the folder of the plan.
const KEPT: &str = "plans";

/// The plan before, as it was and as somebody has edited it by hand.
pub(crate) struct Previous {
    pub(crate) as_planned: Plan,
    pub(crate) edited: Option<Plan>,
}

impl Previous {
    /// Returns what the next plan follows.
    pub(crate) fn plan(&self) -> &Plan {
        self.edited.as_ref().unwrap_or(&self.as_planned)
    }

    /// Hands entries on from what calendars hold: the plan before anybody edited it.
    pub(crate) fn followed_by(&self, plan: Plan) -> Plan {
        if self.edited.is_some() { plan.following(&self.as_planned) } else { plan }
    }
}

/// Reads the plan before, if there is to be one, with what was edited by hand.
pub(crate) fn read(book: &BookArguments, arguments: &ReplanArguments) -> Result<Option<Previous>, Error> {
    let Some(path) = &arguments.previous else { return Ok(None) };
    let as_planned = verify::read(path)?;
    let edited = arguments.edited.as_deref().map(|sheet| edited(book, &as_planned, sheet)).transpose()?;
    Ok(Some(Previous { as_planned, edited }))
}

/// Reads what somebody has edited by hand.
pub(crate) fn edited(book: &BookArguments, plan: &Plan, sheet: &Path) -> Result<Plan, Error> {
    let edits = ingest::read_hand_edits(vec![files::book_file(sheet)?], &book_settings::of(book)?)?;
    let edited = plan.edited_by_hand(&edits)?;
    remark_missing(plan, &edits);
    Ok(edited)
}

/// Says how many visits of the plan are not in the sheet.
fn remark_missing(plan: &Plan, edits: &[HandEdit]) {
    let named: BTreeSet<&str> = edits.iter().filter_map(|edit| edit.entry.as_deref()).collect();
    let missing = plan.stops().filter(|(_, _, stop)| !named.contains(stop.entry.uid.as_str())).count();
    if missing > 0 {
        remark!("warning: {missing} visits of the plan are not in the edited sheet; they stay as they were");
    }
}

/// Says which days to plan. After another plan they begin tomorrow where the week has visits left, else on the Monday to come.
pub(crate) fn days(arguments: &PlanArguments, previous: Option<&Plan>, as_of: Date) -> ScheduleConfig {
    let config = arguments.schedule();
    let monday = as_of.monday().plus_days(7);
    let is_left = |date: Date| as_of < date && date < monday;
    let rest = previous.filter(|plan| plan.stops().any(|(_, date, _)| is_left(date)));
    ScheduleConfig { start: config.start.or(rest.map(|_| as_of.plus_days(1))), ..config }
}

/// Keeps the plan that stands in a folder, before another one takes its place: `plans/<as of>-<number>.json`.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn keep(out: &Path) -> Result<(), Error> {
    let Ok(text) = fs::read(out.join("plan.json")) else { return Ok(()) };
    let Ok(plan) = verify::read(&out.join("plan.json")) else { return Ok(()) };
    let folder = out.join(KEPT);
    let name = |number: u32| folder.join(format!("{}-{number}.json", plan.as_of));
    for path in (1..).map(name) {
        match fs::read(&path) {
            Ok(kept) if kept == text => return Ok(()),
            Ok(_) => {}
            Err(_) => return write(&folder, &path, &text).map_err(|error| failed(&path, error)),
        }
    }
    Ok(())
}

/// Writes a whole file, or none.
fn write(folder: &Path, path: &Path, text: &[u8]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let partial = path.with_extension("partial");
    let mut file = fs::File::create(&partial)?;
    file.write_all(text)?;
    file.sync_all()?;
    fs::rename(partial, path)
}
