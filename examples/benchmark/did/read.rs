//! Panels as CSV.

use std::collections::HashMap;
use std::error::Error;

use csv::StringRecord;
use rounds::effect::PanelColumns;

use super::Arguments;

/// Where the columns of a table are.
struct Places {
    unit: Option<usize>,
    time: usize,
    group: usize,
    outcome: usize,
    covariates: Vec<usize>,
    weight: Option<usize>,
    cluster: Option<usize>,
}

/// Numbers texts in the order in which they come.
#[derive(Default)]
struct Labels(HashMap<String, u64>);

impl Labels {
    fn number(&mut self, text: &str) -> u64 {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let number = self.0.len() as u64;
        self.0.insert(text.to_owned(), number);
        number
    }
}

/// Reads a panel. Returns how many rows were left out beside it.
pub(super) fn read(arguments: &Arguments) -> Result<(PanelColumns, usize), Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(&arguments.panel)?;
    let places = Places::of(reader.headers()?, arguments)?;
    let mut columns = PanelColumns {
        covariates: vec![Vec::new(); places.covariates.len()],
        weight: places.weight.map(|_| Vec::new()),
        cluster: places.cluster.map(|_| Vec::new()),
        ..PanelColumns::default()
    };
    let (mut units, mut clusters) = (Labels::default(), Labels::default());
    let (mut left_out, mut number) = (0, 0);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record)? {
        number += 1;
        let bad = |error: String| format!("row {}: {error}", number + 1);
        let Some(row) = Row::of(&places, &record).map_err(bad)? else {
            left_out += 1;
            continue;
        };
        columns.unit.push(row.unit.map_or(number, |name| units.number(name)));
        columns.period.push(row.period);
        columns.first_treated.push(row.first_treated);
        columns.outcome.push(row.outcome);
        columns.covariates.iter_mut().zip(row.covariates).for_each(|(column, value)| column.push(value));
        columns.weight.iter_mut().zip(row.weight).for_each(|(column, value)| column.push(value));
        let cluster = row.cluster.map(|name| clusters.number(name));
        columns.cluster.iter_mut().zip(cluster).for_each(|(column, value)| column.push(value));
    }
    Ok((columns, left_out))
}

impl Places {
    fn of(header: &StringRecord, arguments: &Arguments) -> Result<Self, String> {
        let place = |name: &String| {
            let found = header.iter().position(|it| it.trim_start_matches('\u{feff}') == name);
            found.ok_or_else(|| format!("the panel has no column '{name}'"))
        };
        let optional = |name: &Option<String>| name.as_ref().map(place).transpose();
        Ok(Self {
            unit: if arguments.cross_sections { None } else { optional(&arguments.unit)? },
            time: place(&arguments.time)?,
            group: place(&arguments.group)?,
            outcome: place(&arguments.outcome)?,
            covariates: arguments.covariates.iter().map(place).collect::<Result<_, _>>()?,
            weight: optional(&arguments.weights)?,
            cluster: optional(&arguments.cluster)?,
        })
    }
}

/// A row of which nothing is missing.
struct Row<'a> {
    unit: Option<&'a str>,
    period: i64,
    first_treated: Option<i64>,
    outcome: f64,
    covariates: Vec<f64>,
    weight: Option<f64>,
    cluster: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// Reads a row; `None` where something is missing.
    fn of(places: &Places, record: &'a StringRecord) -> Result<Option<Self>, String> {
        let cell = |at: usize| record.get(at).unwrap_or("");
        let label = |at: Option<usize>| at.map(cell);
        let (unit, cluster) = (label(places.unit), label(places.cluster));
        let (Some(period), Some(outcome)) = (whole(cell(places.time))?, number(cell(places.outcome))?) else {
            return Ok(None);
        };
        let weight = places.weight.map(|at| number(cell(at))).transpose()?;
        let covariates: Option<Vec<f64>> =
            places.covariates.iter().map(|at| number(cell(*at))).collect::<Result<_, _>>()?;
        let is_missing =
            weight == Some(None) || unit.is_some_and(is_nothing) || cluster.is_some_and(is_nothing);
        let (Some(covariates), false) = (covariates, is_missing) else { return Ok(None) };
        let first_treated = whole(cell(places.group))?.filter(|first| *first != 0);
        Ok(Some(Self { unit, period, first_treated, outcome, covariates, weight: weight.flatten(), cluster }))
    }
}

fn is_nothing(text: &str) -> bool {
    matches!(text.to_ascii_lowercase().as_str(), "" | "na" | "nan" | "." | "null" | "none")
}

/// Reads a number; `None` where it is missing or infinite.
fn number(text: &str) -> Result<Option<f64>, String> {
    match text.parse::<f64>() {
        Ok(value) => Ok(value.is_finite().then_some(value)),
        Err(_) if is_nothing(text) => Ok(None),
        Err(_) => match text.to_ascii_lowercase().as_str() {
            "true" => Ok(Some(1.0)),
            "false" => Ok(Some(0.0)),
            _ => Err(format!("'{text}' is no number")),
        },
    }
}

/// Reads a whole number; `None` where it is missing or infinite.
fn whole(text: &str) -> Result<Option<i64>, String> {
    if let Ok(value) = text.parse() {
        return Ok(Some(value));
    }
    let Some(value) = number(text)? else { return Ok(None) };
    if value.fract() != 0.0 || value.abs() > 9e15 {
        return Err(format!("'{text}' is no whole number, as periods have to be"));
    }
    Ok(Some(value as i64))
}
