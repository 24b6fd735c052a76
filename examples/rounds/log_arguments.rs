//! What can be said about a visit on the command line.

use std::path::PathBuf;

use clap::Args;
use rounds::model::{Date, TimeOfDay};

#[derive(Debug, Clone, Args)]
pub(crate) struct LogArguments {
    /// The practice: its identifier, or its name.
    #[arg(required_unless_present_any = ["from", "undo"], conflicts_with_all = ["from", "undo"])]
    pub(crate) practice: Option<String>,
    /// How the visit went: `seen`, `staff_only`, `no_access`, `cancelled` or `missed`, or another word that the table of visits may hold.
    #[arg(long, value_name = "WORD", required_unless_present_any = ["from", "undo"], conflicts_with_all = ["from", "undo"])]
    pub(crate) outcome: Option<String>,
    /// The day of the visit; today if nothing is said.
    #[arg(long, conflicts_with_all = ["from", "undo"])]
    pub(crate) date: Option<Date>,
    /// When the visit began, as in `10:30`.
    #[arg(long, value_name = "TIME", conflicts_with_all = ["from", "undo"])]
    pub(crate) at: Option<TimeOfDay>,
    /// Who was there, by identifier or name; the owner of the practice if nothing is said.
    #[arg(long, value_name = "ID", conflicts_with_all = ["from", "undo"])]
    pub(crate) liaison: Option<String>,
    /// A note of one line. Never write anything about patients.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["from", "undo"])]
    pub(crate) note: Option<String>,
    /// Promise another visit by this day.
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "undo"])]
    pub(crate) next: Option<Date>,
    /// A talking point that was told, by its identifier or its text. The beginning of the text will do. May be given for each.
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["from", "undo"])]
    pub(crate) topic: Vec<String>,
    /// Material that was left, by its identifier or its name, and how many pieces: --left PAD:3. May be given for each.
    #[arg(long, value_name = "ITEM[:PIECES]", conflicts_with_all = ["from", "undo"])]
    pub(crate) left: Vec<String>,
    /// A physician of ours who came along, by identifier or name. It settles the wish of the practice to meet one. May be given for each.
    #[arg(long, value_name = "PHYSICIAN", conflicts_with_all = ["from", "undo"])]
    pub(crate) met: Vec<String>,
    /// What the practice waited for and has now: the words of the open issue, or their beginning. May be given for each.
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["from", "undo"])]
    pub(crate) settled: Vec<String>,
    /// Note that all follow-ups of the practice that could be brought on this day are done.
    #[arg(long, conflicts_with_all = ["from", "undo"])]
    pub(crate) done: bool,
    /// Promise something to the practice: --followup "Bring the form" --due 2026-03-01.
    #[arg(long, value_name = "WHAT", requires = "due", conflicts_with_all = ["from", "undo"])]
    pub(crate) followup: Option<String>,
    /// The last day for what is promised with --followup.
    #[arg(long, value_name = "DATE", requires = "followup", conflicts_with_all = ["from", "undo"])]
    pub(crate) due: Option<Date>,
    /// Log the visit although the same practice, day and liaison are in the book already.
    #[arg(long, conflicts_with_all = ["from", "undo"])]
    pub(crate) again: bool,
    /// Log a filled-in sheet: plan.xlsx or stops.csv of a plan. All of its rows are logged, or none.
    #[arg(long, value_name = "FILE", conflicts_with = "undo")]
    pub(crate) from: Option<PathBuf>,
    /// Take back what the last `rounds log` has added.
    #[arg(long)]
    pub(crate) undo: bool,
}
