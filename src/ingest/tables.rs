//! Which table each file or sheet is: by its name, else by its header.

use crate::ingest::cell::{normal, same_name};
use crate::ingest::column::Column;
use crate::ingest::columns::Columns;
use crate::ingest::header_row::{self, known_columns, names_column};
use crate::ingest::raw_table::RawTable;
use crate::ingest::schema::{self, FIRST_TABLES};
use crate::ingest::spelling::period_header;
use crate::ingest::{headers, matter_schema, patient_data};
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Gives every sheet the table that it is. What is no table, or a second sheet of one, is reported.
///
/// A sheet that is called after a table of places and dates is that table. One that is called after a table of what visits are for has
/// to have the columns of it as well: `Providers` may be a list of practices.
pub(crate) fn assign(
    grids: Vec<RawTable>,
    columns: &Columns,
    issues: &mut Vec<Issue>,
) -> Vec<(Table, RawTable)> {
    let mut assigned: Vec<(Table, RawTable)> = Vec::new();
    let mut others = Vec::new();
    for grid in grids {
        match named(&grid.name).filter(|table| is_free(*table, &assigned) && is_it(&grid, *table, columns)) {
            Some(table) => assigned.push((table, grid)),
            None => others.push(grid),
        }
    }
    for grid in others {
        match other(&grid, columns, &assigned) {
            Some(table) => assigned.push((table, grid)),
            None => issues.push(unused(&grid)),
        }
    }
    assigned
}

/// Finds the table of a sheet whose name does not say it, or that does not look as its name says.
fn other(grid: &RawTable, columns: &Columns, assigned: &[(Table, RawTable)]) -> Option<Table> {
    let near = nearly_named(&grid.name).or_else(|| named(&grid.name));
    let is_free = |table: &Table| is_free(*table, assigned);
    match near {
        Some(Table::FollowUps) if is_free(&Table::MustVisits) && holds_promises(grid, columns) => {
            Some(Table::MustVisits)
        }
        Some(near) if FIRST_TABLES.contains(&near) => Some(near).filter(is_free),
        near => {
            let looks_right =
                |table: &Table| grid.is_csv() || is_complete(&header(grid, *table, columns), *table, columns);
            by_header(grid, columns, assigned).or_else(|| near.filter(is_free).filter(looks_right))
        }
    }
}

/// Tells whether a sheet looks like the table that it is called after.
fn is_it(grid: &RawTable, table: Table, columns: &Columns) -> bool {
    if FIRST_TABLES.contains(&table) {
        return true;
    }
    let header = header(grid, table, columns);
    let as_practices = known_columns(&header, Table::Practices, columns);
    is_complete(&header, table, columns)
        && !(table == Table::FollowUps && holds_promises(grid, columns))
        && !(table == Table::Providers && as_practices > known_columns(&header, table, columns))
}

/// Tells whether a sheet of follow-ups holds visits that have to happen, and does not say what was promised.
fn holds_promises(grid: &RawTable, columns: &Columns) -> bool {
    let header = header(grid, Table::MustVisits, columns);
    let has = |column| names_column(&header, Table::FollowUps, column, columns);
    is_complete(&header, Table::MustVisits, columns) && !["what", "liaison_id", "done"].into_iter().any(has)
}

/// Returns the header of a sheet, if it is this table.
fn header(grid: &RawTable, table: Table, columns: &Columns) -> Vec<String> {
    let found = header_row::find(grid, &[table], columns);
    found.map_or_else(Vec::new, |(header, _)| header)
}

/// Tells whether a header names every column that a table needs.
fn is_complete(header: &[String], table: Table, columns: &Columns) -> bool {
    let has = |column: &'static str| names_column(header, table, column, columns);
    let identified = schema::name_for_identifier(table);
    let given = |column: &Column| {
        has(column.name) || identified.is_some_and(|(id, name)| id == column.name && has(name))
    };
    schema::columns(table).iter().filter(|column| column.needed).all(given)
        && has_one_of(header, table, columns)
}

/// Tells whether a header names one of the columns of which a table needs one.
fn has_one_of(header: &[String], table: Table, columns: &Columns) -> bool {
    let one_of = schema::one_of(table);
    one_of.is_empty() || one_of.iter().any(|column| names_column(header, table, column, columns))
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
/// Tables of places and dates go before all others.
fn by_header(grid: &RawTable, columns: &Columns, assigned: &[(Table, RawTable)]) -> Option<Table> {
    let best =
        best_of(&FIRST_TABLES, grid, columns).or_else(|| best_of(&matter_schema::TABLES, grid, columns));
    best.filter(|best| is_free(*best, assigned))
}

/// Finds the table, among some, whose columns the header names best.
fn best_of(tables: &[Table], grid: &RawTable, columns: &Columns) -> Option<Table> {
    let (header, _) = header_row::find(grid, tables, columns)?;
    let fitting = tables.iter().copied().filter(|&table| fits(&header, table, columns));
    // The first of equals, which are in the order of the tables.
    fitting.rev().max_by_key(|&table| known_columns(&header, table, columns))
}

/// Tells whether a header names what a table needs and, but for practices, little else.
fn fits(header: &[String], table: Table, columns: &Columns) -> bool {
    let has = |column: &'static str| names_column(header, table, column, columns);
    let has_period = header.iter().any(|name| period_header::named(0, name).is_some());
    let given = |column: &Column| match column.name {
        "practice_id" | "liaison_id" if schema::is_needed(table) => has(column.name) || has("name"),
        "date" if table == Table::Referrals => has("date") || has_period,
        name => has(name),
    };
    let complete = schema::columns(table).iter().filter(|column| column.needed).all(given)
        && has_one_of(header, table, columns);
    let has_all = |columns: &[&'static str]| columns.iter().all(|&column| has(column));
    let has_place = has_all(&schema::COORDINATES) || schema::PLACES.iter().any(|columns| has_all(columns));
    let is_read = |name: &&String| !patient_data::looks_like(name);
    let has_practice = names_column(header, Table::Visits, "practice_id", columns);
    let knows_practices = schema::columns(table).iter().any(|column| column.name == "practice_id");
    complete
        && (knows_practices || !has_practice || table == Table::Liaisons)
        && (table != Table::Practices || has_place)
        && (table != Table::Liaisons || schema::HOMES.iter().any(|columns| has_all(columns)))
        && (table == Table::Practices
            || has_period
            || 2 * known_columns(header, table, columns) >= header.iter().filter(is_read).count())
}

/// Reports a sheet that is no table.
fn unused(grid: &RawTable) -> Issue {
    let rows = grid.all().count().saturating_sub(1);
    let finding = Finding::UnusedTable { name: grid.name.clone(), rows };
    Issue::new(Table::Book, finding, Consequence::TableLeftOut)
}
