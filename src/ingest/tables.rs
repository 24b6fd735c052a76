//! Which table each file or sheet is: by its name, else by its header.

use crate::ingest::cell::{normal, same_name};
use crate::ingest::columns::Columns;
use crate::ingest::header_row::{self, known_columns, names_column};
use crate::ingest::raw_table::RawTable;
use crate::ingest::spelling::period_header;
use crate::ingest::{headers, schema};
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Gives every sheet the table that it is. What is no table, or a second sheet of one, is reported.
pub(crate) fn assign(
    grids: Vec<RawTable>,
    columns: &Columns,
    issues: &mut Vec<Issue>,
) -> Vec<(Table, RawTable)> {
    let mut assigned: Vec<(Table, RawTable)> = Vec::new();
    let mut others = Vec::new();
    for grid in grids {
        match named(&grid.name).filter(|table| is_free(*table, &assigned)) {
            Some(table) => assigned.push((table, grid)),
            None => others.push(grid),
        }
    }
    for grid in others {
        let table = match nearly_named(&grid.name) {
            Some(near) => Some(near).filter(|table| is_free(*table, &assigned)),
            None => by_header(&grid, columns, &assigned),
        };
        match table {
            Some(table) => assigned.push((table, grid)),
            None => issues.push(unused(&grid)),
        }
    }
    assigned
}

fn is_free(table: Table, assigned: &[(Table, RawTable)]) -> bool {
    assigned.iter().all(|(taken, _)| *taken != table)
}

/// Finds the table that a sheet is called after.
pub(crate) fn named(name: &str) -> Option<Table> {
    let is_name = |table: &Table| {
        let mut names = [table.name()].into_iter().chain(headers::tables(*table).split('|'));
        names.any(|known| same_name(known, name))
    };
    schema::TABLES.into_iter().find(is_name)
}

/// Finds the table whose name a name is but for a letter or two.
pub(crate) fn nearly_named(name: &str) -> Option<Table> {
    let spelled: String = normal(name).collect();
    let is_near =
        |table: &Table| strsim::osa_distance(&normal(table.name()).collect::<String>(), &spelled) <= 2;
    schema::TABLES.into_iter().find(is_near)
}

/// Finds the table whose columns the header names best, if no other sheet is that table; it has to name all that the table needs.
pub(crate) fn by_header(grid: &RawTable, columns: &Columns, assigned: &[(Table, RawTable)]) -> Option<Table> {
    let (header, _) = header_row::find(grid, &schema::TABLES, columns)?;
    let fitting = schema::TABLES.into_iter().filter(|&table| fits(&header, table, columns));
    // The first of equals, which are in the order of the tables.
    let best = fitting.rev().max_by_key(|&table| known_columns(&header, table, columns))?;
    is_free(best, assigned).then_some(best)
}

/// Tells whether a header names what a table needs and, but for practices, little else.
fn fits(header: &[String], table: Table, columns: &Columns) -> bool {
    let has = |column: &'static str| names_column(header, table, column, columns);
    let has_period = header.iter().any(|name| period_header::named(0, name).is_some());
    let given = |column: &schema::Column| match column.name {
        "practice_id" | "liaison_id" if schema::is_needed(table) => has(column.name) || has("name"),
        "date" if table == Table::Referrals => has("date") || has_period,
        name => has(name),
    };
    let complete = schema::columns(table).iter().filter(|column| column.needed).all(given);
    let has_all = |columns: &[&'static str]| columns.iter().all(|&column| has(column));
    let has_place = has_all(&schema::COORDINATES) || schema::PLACES.iter().any(|columns| has_all(columns));
    let has_practice = names_column(header, Table::Visits, "practice_id", columns);
    let knows_practices = schema::columns(table).iter().any(|column| column.name == "practice_id");
    complete
        && (knows_practices || !has_practice || table == Table::Liaisons)
        && (table != Table::Practices || has_place)
        && (table != Table::Liaisons || schema::HOMES.iter().any(|columns| has_all(columns)))
        && (table == Table::Practices
            || has_period
            || 2 * known_columns(header, table, columns) >= header.len())
}

/// Reports a sheet that is no table.
fn unused(grid: &RawTable) -> Issue {
    let rows = grid.all().count().saturating_sub(1);
    let finding = Finding::UnusedTable { name: grid.name.clone(), rows };
    Issue::new(Table::Book, finding, Consequence::TableLeftOut)
}
