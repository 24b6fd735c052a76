//! Why a book cannot be read.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::ingest::cell::normal;
use crate::model::id::LiaisonId;
use crate::model::issue::{Issue, Table};
use crate::model::practice::Practice;
use crate::model::records::Rows;

/// Says that a table is missing which a book cannot do without.
pub(crate) fn no_table(table: Table) -> Error {
    Error::new(
        ErrorKind::Input,
        format!(
            "there is no table {table} ({table}.csv in a folder, {name:?} in a JSON document, a sheet of a workbook). \
             A book needs practices and liaisons; every other table may be missing.",
            name = table.name()
        ),
    )
}

/// Says why a table cannot be used that a book cannot do without.
pub(crate) fn unusable(label: &str, issue: &Issue) -> Error {
    Error::new(ErrorKind::Input, format!("{label} cannot be used: {}. {}", issue.finding, issue.advice()))
}

/// Says that every row of a table was left out, and shows why the first of them were.
pub(crate) fn no_row(table: Table, issues: &[Issue]) -> Error {
    let of_table = issues.iter().filter(|issue| issue.table == table);
    let first: Vec<String> = of_table.take(3).map(|issue| format!("\n  {issue}")).collect();
    Error::new(
        ErrorKind::Input,
        format!("no row of {table} can be used; the first findings are:{}", first.concat()),
    )
}

/// Says that there are no liaisons, and whose homes are missing.
pub(crate) fn no_liaisons(practices: &Rows<Practice>) -> Error {
    const SHOWN: usize = 12;
    let owners = practices.0.iter().filter_map(|(_, it)| it.owner.as_ref());
    let owners: BTreeMap<String, &LiaisonId> = owners.map(|id| (normal(id.as_str()).collect(), id)).collect();
    if owners.is_empty() {
        return no_table(Table::Liaisons);
    }
    let named: Vec<String> =
        owners.values().take(SHOWN).map(|id| format!("--home \"{id}=LAT,LON\"")).collect();
    let more = if owners.len() > SHOWN { " ..." } else { "" };
    Error::new(
        ErrorKind::Input,
        format!(
            "there is no table liaisons, and {} liaisons own practices. Say where each starts the day: {}{more}",
            owners.len(),
            named.join(" ")
        ),
    )
}
