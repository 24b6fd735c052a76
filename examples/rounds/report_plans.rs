//! The plans that a folder keeps: plan.json, and those that it took the place of.

use std::fs;
use std::path::{Path, PathBuf};

use rounds::model::Date;
use rounds::report::KeptPlan;
use rounds::{Error, ErrorKind};

use crate::report_arguments::ReportArguments;
use crate::verify;

/// The plan that stands in a folder.
const NEWEST: &str = "plan.json";
/// Where the plans before it are kept.
const KEPT: &str = "plans";

/// Reads the plans that are kept, in the order in which they were made. A file that cannot be read as a plan is left out, and named.
///
/// # Errors
/// Where a folder is named that is not there or holds no plan.
pub(crate) fn read(arguments: &ReportArguments) -> Result<Vec<KeptPlan>, Error> {
    let folder = arguments.folder_of_plans();
    let files = files(folder);
    if arguments.plans.is_some() && files.is_empty() {
        let text = format!(
            "there are no plans in {}; name the folder that `rounds plan --out` wrote to with --plans",
            folder.display()
        );
        return Err(Error::new(ErrorKind::Input, text));
    }
    let kept = |(name, path): &(String, PathBuf)| match verify::read(path) {
        Ok(plan) => Some(KeptPlan { name: name.clone(), plan }),
        Err(error) => {
            remark!("warning: {error}; the report goes on without it");
            None
        }
    };
    Ok(files.iter().filter_map(kept).collect())
}

/// Lists the files of plans, by the day and the number in their names. The newest one comes last.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut numbered: Vec<(Date, u32, String, PathBuf)> = Vec::new();
    for (prefix, folder) in [(format!("{KEPT}/"), folder.join(KEPT)), (String::new(), folder.to_owned())] {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some((date, number)) = kept_as(&name) {
                numbered.push((date, number, format!("{prefix}{name}"), entry.path()));
            }
        }
    }
    numbered.sort();
    let newest = Some(folder.join(NEWEST)).filter(|path| path.is_file());
    let newest = newest.map(|path| (NEWEST.to_owned(), path));
    numbered.into_iter().map(|(.., name, path)| (name, path)).chain(newest).collect()
}

/// Reads day and number from a name such as `2026-01-23-1.json`.
fn kept_as(name: &str) -> Option<(Date, u32)> {
    let (date, number) = name.strip_suffix(".json")?.rsplit_once('-')?;
    Some((date.parse().ok()?, number.parse().ok()?))
}
