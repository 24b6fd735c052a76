//! Histories in three numbers: x events after the first, the last of them at `t_x`, watched until T.

use std::path::Path;

use rayon::prelude::*;
use rounds::forecast::{BgNbd, BtydModel, Estimate, Fit, MbgNbd, ParetoNbd, Summary};
use serde_json::Value;

use super::pooled::{forecasts, pool};
use super::{Arguments, Model, Outcome, answer, fixed};

/// Forecasts of summaries. The weeks of a history are not known here: the filter stands for what it is without them, the
/// Pareto/NBD model, and the best is the equal pool of the three published models.
pub(super) fn forecast(arguments: &Arguments, names: &[String], rows: &[Summary]) -> Outcome<()> {
    let horizon = arguments.horizon;
    match arguments.model {
        Model::GammaPoissonReturns => {
            Err("returns show in the weeks of a log only: give one with --events".into())
        }
        Model::BgNbd => of_model::<BgNbd>(arguments, names, rows),
        Model::MbgNbd => of_model::<MbgNbd>(arguments, names, rows),
        Model::ParetoNbd | Model::GammaPoisson => of_model::<ParetoNbd>(arguments, names, rows),
        Model::Best if arguments.params.is_some() => fixed(Model::Best, &[]).map(|_| ()),
        Model::Best => {
            let (bg, mbg, pareto) = (BgNbd::fit(rows), MbgNbd::fit(rows), ParetoNbd::fit(rows));
            if arguments.fit {
                return answer::print_fit("equal pool", &[fitted(&bg), fitted(&mbg), fitted(&pareto)]);
            }
            let all = [
                forecasts(&bg.model, rows, horizon),
                forecasts(&mbg.model, rows, horizon),
                forecasts(&pareto.model, rows, horizon),
            ];
            answer::print(names, &pool(&all))
        }
    }
}

fn of_model<M: BtydModel>(arguments: &Arguments, names: &[String], rows: &[Summary]) -> Outcome<()> {
    if let Some(values) = &arguments.params {
        return of_given(&given::<M>(values)?, arguments, names, rows);
    }
    let start = crate::cpu_time();
    let fit = M::fit(rows);
    if arguments.fit {
        return answer::print_fit("as asked for", &[fitted(&fit)]);
    }
    let forecasts = forecasts(&fit.model, rows, arguments.horizon);
    let spent = crate::cpu_time().saturating_sub(start).as_secs_f64();
    eprintln!("{}: {} histories fitted and scored in {spent:.2} CPU s", M::NAME, rows.len());
    answer::print(names, &forecasts)
}

fn given<M: BtydModel>(values: &[f64]) -> Outcome<M> {
    let values: [f64; 4] = values.try_into().map_err(|_| "four parameters are needed")?;
    if values.iter().any(|value| !value.is_finite() || *value <= 0.0) {
        return Err("parameters must be positive numbers".into());
    }
    Ok(M::new(values))
}

/// What a model with given parameters makes of the histories.
fn of_given<M: BtydModel>(
    model: &M,
    arguments: &Arguments,
    names: &[String],
    rows: &[Summary],
) -> Outcome<()> {
    if !arguments.fit {
        return answer::print(names, &forecasts(model, rows, arguments.horizon));
    }
    let given =
        |(name, value): (&&str, f64)| Estimate { name: (*name).to_owned(), value, standard_error: None };
    let each: Vec<f64> = rows.par_iter().map(|row| model.log_likelihood(row)).collect();
    let estimates: Vec<Estimate> = M::PARAMETERS.iter().zip(model.parameters()).map(given).collect();
    let described = answer::described(M::NAME, &estimates, each.iter().sum(), &[]);
    answer::print_fit("parameters as given", &[described])
}

fn fitted<M: BtydModel>(fit: &Fit<M>) -> Value {
    answer::described(M::NAME, &fit.estimates, fit.log_likelihood, &fit.ridge)
}

/// Names and histories; a row that no history can have is an error.
pub(super) fn read(path: &Path) -> Outcome<(Vec<String>, Vec<Summary>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |names: &[&str]| header.iter().position(|name| names.contains(&name.trim()));
    let x = column(&["x", "frequency"]).ok_or("no column x")?;
    let last = column(&["t_x", "t.x", "recency"]).ok_or("no column t_x")?;
    let age = column(&["T", "T.cal"]).ok_or("no column T")?;
    let id = column(&["id", "ID", "source_id", "customer_id", "cust"]);
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    for (at, record) in reader.records().enumerate() {
        let record = record?;
        let row = summary([x, last, age].map(|column| record.get(column).unwrap_or("").trim()));
        rows.push(row.map_err(|error| format!("row {}: {error}", at + 2))?);
        names.push(id.and_then(|id| record.get(id)).map_or_else(|| (at + 1).to_string(), str::to_owned));
    }
    Ok((names, rows))
}

/// One history from its three cells.
fn summary(cells: [&str; 3]) -> Result<Summary, String> {
    let number = |text: &str| -> Result<f64, String> {
        let value: f64 = text.parse().map_err(|_| format!("'{text}' is no number"))?;
        let possible = value.is_finite() && value >= 0.0;
        possible.then_some(value).ok_or_else(|| format!("'{text}' must be a number of at least 0"))
    };
    let (x, last, age) = (number(cells[0])?, number(cells[1])?, number(cells[2])?);
    if x.fract() != 0.0 || x > f64::from(u32::MAX) {
        return Err(format!("x = {x} must be a whole number"));
    }
    if last > age {
        return Err(format!("t_x = {last} is later than T = {age}"));
    }
    Ok(Summary::new(x as u32, last, age))
}
