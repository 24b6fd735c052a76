//! What the user can say to `rounds report`.

use std::path::{Path, PathBuf};

use clap::Args;
use rounds::model::{Date, LiaisonId};

/// Which week to report, for whom, and where plans are kept.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReportArguments {
    /// Any day of the week to report; the last complete week in which the book knows something if nothing is said.
    #[arg(long, value_name = "DATE")]
    pub(crate) week: Option<Date>,
    /// Report this liaison's visits and practices alone.
    #[arg(long, value_name = "ID")]
    pub(crate) liaison: Option<String>,
    /// Folder to write report.html, report.md, report.json and report.xlsx to.
    #[arg(long, value_name = "FOLDER", default_value = "out")]
    pub(crate) out: PathBuf,
    /// Folder of the plans that `plan` wrote: plan.json, and plans/ with those before it. It is that of --out if nothing is said.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) plans: Option<PathBuf>,
}

impl ReportArguments {
    /// Returns whose report it is, if not the team's.
    pub(crate) fn wanted(&self) -> Option<LiaisonId> {
        self.liaison.as_deref().map(LiaisonId::from)
    }

    /// Returns where plans are looked for.
    pub(crate) fn folder_of_plans(&self) -> &Path {
        self.plans.as_deref().unwrap_or(&self.out)
    }
}
