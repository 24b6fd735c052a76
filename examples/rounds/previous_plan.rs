//! The plan before: read for a replan, and kept when another takes its place.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use rounds::ingest;
use rounds::model::{Book, Date, HandEdit, LiaisonId, PracticeId, TimeOfDay};
use rounds::plan::{Plan, Stop};
use rounds::schedule::ScheduleConfig;
use rounds::{Error, ErrorKind};

use crate::arguments::{BookArguments, PlanArguments, ReplanArguments};
use crate::outputs::failed;
use crate::verify;
use crate::{book_settings, files};

/// Where plans are kept that another one has taken the place of, in the folder of the plan.
const KEPT: &str = "plans";

/// Visits that are named where they are not in the log.
const NAMED: usize = 5;

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
    check(&as_planned, path)?;
    let edited = arguments.edited.as_deref().map(|sheet| edited(book, &as_planned, sheet)).transpose()?;
    Ok(Some(Previous { as_planned, edited }))
}

/// Refuses a file that no plan can follow.
fn check(plan: &Plan, path: &Path) -> Result<(), Error> {
    let mut visits: Vec<_> =
        plan.stops().map(|(who, date, stop)| (who, date, &stop.practice, stop.start)).collect();
    visits.sort_unstable();
    let is_sound = (1..=13).contains(&plan.weeks)
        && visits.windows(2).all(|pair| pair[0] != pair[1])
        && plan.itineraries.iter().all(|it| it.days.windows(2).all(|pair| pair[0].date < pair[1].date))
        && plan.itineraries.windows(2).all(|pair| pair[0].liaison < pair[1].liaison)
        && plan.stops().all(|(_, _, stop)| stop.since <= plan.as_of && stop.start <= stop.end);
    if is_sound {
        return Ok(());
    }
    let text = format!(
        "{} holds a day or a visit twice, or days in no order; `rounds verify` says more",
        path.display()
    );
    Err(Error::new(ErrorKind::Input, text))
}

/// Warns of visits that were planned up to a day and are not in the log: they count as not made.
pub(crate) fn remark_unlogged(book: &Book, previous: &Plan, as_of: Date) {
    let is_logged = |practice: &PracticeId, date: Date| {
        let visits = book.practice_index(practice).map(|at| book.visits(at));
        visits.is_some_and(|visits| visits.iter().any(|visit| visit.date >= date && visit.date <= as_of))
    };
    let due = previous.stops().filter(|(_, date, _)| previous.as_of < *date && *date <= as_of);
    let unlogged: Vec<_> = due.filter(|(_, date, stop)| !is_logged(&stop.practice, *date)).collect();
    if !unlogged.is_empty() {
        let named = unlogged.iter().take(NAMED).map(|(liaison, date, stop)| {
            let (id, name) = (&stop.practice, book.practice(&stop.practice).map(|it| it.name.as_str()));
            format!("\n  {} ({id}), {} with {liaison}", name.unwrap_or(id.as_str()), date.to_words())
        });
        let more = match unlogged.len().saturating_sub(NAMED) {
            0 => String::new(),
            count => format!("\n  and {count} more"),
        };
        remark!(
            "warning: {} of the visits planned up to {as_of} are not in the log, so they count as not made; \
             rounds log takes them, or a filled-in sheet:{}{more}",
            unlogged.len(),
            named.collect::<String>()
        );
    }
}

/// Says which edits by hand could not be kept.
pub(crate) fn remark_undone(book: &Book, previous: &Previous, plan: &Plan) {
    let Some(edited) = &previous.edited else { return };
    let before: BTreeSet<_> = previous.as_planned.stops().map(key).collect();
    let now: BTreeSet<_> = plan.stops().map(key).collect();
    let by_hand: Vec<_> = edited.stops().map(key).filter(|it| !before.contains(it)).collect();
    if !by_hand.is_empty() {
        say!("By hand: {} visits were put elsewhere or added.", by_hand.len());
    }
    for (liaison, date, practice, start) in by_hand.into_iter().filter(|it| !now.contains(it)) {
        let name = book.practice(practice).map_or(practice.as_str(), |it| it.name.as_str());
        remark!(
            "warning: your edit of {name} ({practice}), {} {start} with {liaison}, could not be kept; the changes say why",
            date.to_words()
        );
    }
}

fn key<'a>(
    (liaison, date, stop): (&'a LiaisonId, Date, &'a Stop),
) -> (&'a LiaisonId, Date, &'a PracticeId, TimeOfDay) {
    (liaison, date, &stop.practice, stop.start)
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
