//! `benchmark lapse`: the lapse models on public event logs and on summaries.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rounds::model::Date;
use rounds::score::{
    BgNbd, Estimate, Exposure, Filter, Fit, Fitted, History, LapseModel, MbgNbd, Member, Method, ParetoNbd,
    Prediction, Referee, Source, Summary,
};
use serde_json::json;

/// What to forecast, with which model.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// `best` is the pool that `rounds` uses.
    #[arg(long, default_value = "best")]
    model: Model,
    /// Events as CSV: a column of sources, a column of dates (YYYY-MM-DD), perhaps one named `count`.
    #[arg(long, requires = "until", conflicts_with = "summary", required_unless_present = "summary")]
    events: Option<PathBuf>,
    /// The last day of the log that counts as known.
    #[arg(long)]
    until: Option<Date>,
    /// Histories as CSV with the columns `x`, `t_x`, `T` and perhaps one of identifiers.
    #[arg(long)]
    summary: Option<PathBuf>,
    /// Parameters to use instead of fitting, in the order that `--fit` prints; in weeks for a log.
    #[arg(long, value_delimiter = ',', allow_negative_numbers = true)]
    params: Option<Vec<f64>>,
    /// How far ahead: days for a log, the summary's unit otherwise.
    #[arg(long)]
    horizon: f64,
    /// Prints the fitted parameters as a line of JSON instead of forecasts.
    #[arg(long)]
    fit: bool,
    #[arg(long)]
    threads: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Model {
    Best,
    GammaPoisson,
    BgNbd,
    MbgNbd,
    ParetoNbd,
}

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

pub(crate) fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    if !(arguments.horizon.is_finite() && arguments.horizon > 0.0) {
        return Err("the horizon must be a positive number".into());
    }
    let threads = arguments.threads.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let done = pool.install(|| match (&arguments.events, &arguments.summary) {
        (Some(path), _) => of_log(arguments, path),
        (None, Some(path)) => {
            let (names, rows) = read_summary(path)?;
            of_summary(arguments, &names, &rows)
        }
        (None, None) => Err("either --events or --summary is needed".into()),
    });
    done.map_err(|error| -> Box<dyn Error> { error })
}

/// Histories of a log, their forecasts, the fit.
fn of_log(arguments: &Arguments, path: &Path) -> Outcome<()> {
    let until = arguments.until.ok_or("--until is needed with --events")?;
    let (names, histories): (Vec<String>, Vec<History>) = read_log(path, until)?.into_iter().unzip();
    let sources: Vec<Source<'_>> = histories.iter().map(|history| (history, 1.0)).collect();
    let days = (arguments.horizon.round() as u32).max(1);
    if arguments.fit && arguments.params.is_some() && arguments.model != Model::GammaPoisson {
        let rows: Vec<Summary> = histories.iter().map(History::summary).collect();
        return of_summary(arguments, &names, &rows);
    }
    let model = match &arguments.params {
        None => LapseModel::fit(&sources, &Exposure::even(), method(arguments.model), days),
        Some(values) => given(fixed(arguments.model, values)?, &sources),
    };
    if arguments.fit {
        return print_fit(&model.reason, &model.fitted);
    }
    print(&names, &model.predict_all(&sources, &Exposure::even(), days))
}

/// The model with given parameters, and how likely it makes the histories.
fn given(member: Member, sources: &[Source<'_>]) -> LapseModel {
    let mut model = LapseModel::fixed(member);
    if let Member::Filter(filter) = member {
        let one = |source: &Source<'_>| filter.log_likelihood(*source, &Exposure::even());
        model.fitted[0].log_likelihood = sources.iter().map(one).sum();
    }
    model
}

fn method(model: Model) -> Method {
    match model {
        Model::Best => Method::Best,
        Model::GammaPoisson => Method::GammaPoisson,
        Model::BgNbd => Method::BgNbd,
        Model::MbgNbd => Method::MbgNbd,
        Model::ParetoNbd => Method::ParetoNbd,
    }
}

/// A model with given parameters; the filter's are those of [`Filter::PARAMETERS`], of which the last (returns) may be left out.
fn fixed(model: Model, values: &[f64]) -> Outcome<Member> {
    if values.iter().any(|value| !value.is_finite() || *value < 0.0) {
        return Err("parameters must be numbers of at least 0".into());
    }
    let four = || -> Outcome<[f64; 4]> { values.try_into().map_err(|_| "four parameters are needed".into()) };
    Ok(match model {
        Model::Best => return Err("the pool has no parameters of its own: name a model".into()),
        Model::GammaPoisson => match *values {
            [shape, scale, lapse_shape, lapse_scale, retention] => {
                Filter { shape, scale, lapse_shape, lapse_scale, retention, returns: 0.0 }.into()
            }
            [shape, scale, lapse_shape, lapse_scale, retention, returns] => {
                Filter { shape, scale, lapse_shape, lapse_scale, retention, returns }.into()
            }
            _ => return Err("five or six parameters are needed".into()),
        },
        Model::BgNbd => BgNbd::new(four()?).into(),
        Model::MbgNbd => MbgNbd::new(four()?).into(),
        Model::ParetoNbd => ParetoNbd::new(four()?).into(),
    })
}

/// Events by source, known on the day; sources that begin later are left out.
fn read_log(path: &Path, until: Date) -> Outcome<BTreeMap<String, History>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |names: &[&str], otherwise: usize| {
        header
            .iter()
            .position(|name| names.contains(&name.trim().to_lowercase().as_str()))
            .unwrap_or(otherwise)
    };
    let (source, date) = (column(&["source_id", "practice_id", "id"], 0), column(&["date"], 1));
    let count = header.iter().position(|name| name.trim().eq_ignore_ascii_case("count"));
    let mut events: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for (row, record) in reader.records().enumerate() {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or("").trim();
        let day: Date =
            cell(date).parse().map_err(|_| format!("row {}: '{}' is no date", row + 2, cell(date)))?;
        let Ok(ago) = u32::try_from(until.days_since(day)) else { continue };
        let count = count.map_or(Ok(1), |at| cell(at).parse())?;
        events.entry(cell(source).to_owned()).or_default().push((ago, count));
    }
    if count.is_none() {
        // Without counts a row is a day with an event, as in the literature: events of one day count once.
        for days in events.values_mut() {
            days.sort_unstable();
            days.dedup();
        }
    }
    Ok(events.into_iter().filter_map(|(name, days)| Some((name, History::new(&days)?))).collect())
}

/// Forecasts of summaries. The weeks of a history are not known here: the filter stands for what it is without them, the
/// Pareto/NBD model, and the best is the equal pool of the three referees.
fn of_summary(arguments: &Arguments, names: &[String], rows: &[Summary]) -> Outcome<()> {
    let horizon = arguments.horizon;
    match arguments.model {
        Model::BgNbd => answer::<BgNbd>(arguments, names, rows),
        Model::MbgNbd => answer::<MbgNbd>(arguments, names, rows),
        Model::ParetoNbd | Model::GammaPoisson => answer::<ParetoNbd>(arguments, names, rows),
        Model::Best if arguments.params.is_some() => fixed(Model::Best, &[]).map(|_| ()),
        Model::Best => {
            let (bg, mbg, pareto) = (BgNbd::fit(rows), MbgNbd::fit(rows), ParetoNbd::fit(rows));
            if arguments.fit {
                return print_fit("equal pool", &[fitted(&bg), fitted(&mbg), fitted(&pareto)]);
            }
            let all = [
                forecasts(&bg.model, rows, horizon),
                forecasts(&mbg.model, rows, horizon),
                forecasts(&pareto.model, rows, horizon),
            ];
            print(names, &pooled(&all))
        }
    }
}

fn answer<M: Referee>(arguments: &Arguments, names: &[String], rows: &[Summary]) -> Outcome<()> {
    if let Some(values) = &arguments.params {
        let values: [f64; 4] = values.as_slice().try_into().map_err(|_| "four parameters are needed")?;
        if values.iter().any(|value| !value.is_finite() || *value <= 0.0) {
            return Err("parameters must be positive numbers".into());
        }
        let model = M::new(values);
        if arguments.fit {
            let log_likelihood = rows.par_iter().map(|row| model.log_likelihood(row)).collect::<Vec<f64>>();
            let given = |(name, value): (&&str, f64)| Estimate {
                name: (*name).to_owned(),
                value,
                standard_error: None,
            };
            let fitted = Fitted {
                name: M::NAME.to_owned(),
                estimates: M::PARAMETERS.iter().zip(values).map(given).collect(),
                log_likelihood: log_likelihood.iter().sum(),
                ridge: Vec::new(),
            };
            return print_fit("parameters as given", &[fitted]);
        }
        return print(names, &forecasts(&model, rows, arguments.horizon));
    }
    let start = crate::cpu_time();
    let fit = M::fit(rows);
    if arguments.fit {
        return print_fit("as asked for", &[fitted(&fit)]);
    }
    let forecasts = forecasts(&fit.model, rows, arguments.horizon);
    let spent = crate::cpu_time().saturating_sub(start).as_secs_f64();
    eprintln!("{}: {} histories fitted and scored in {spent:.2} CPU s", M::NAME, rows.len());
    print(names, &forecasts)
}

fn fitted<M: Referee>(fit: &Fit<M>) -> Fitted {
    Fitted {
        name: M::NAME.to_owned(),
        estimates: fit.estimates.clone(),
        log_likelihood: fit.log_likelihood,
        ridge: fit.ridge.clone(),
    }
}

/// A model's forecasts; equal rows are worked out once. The trend compares the expected rate with the source's own so far,
/// counting its first event.
fn forecasts<M: Referee>(model: &M, rows: &[Summary], horizon: f64) -> Vec<Prediction> {
    let forecast = |row: &Summary| {
        let expected_count = model.expected_count(row, horizon);
        let own = (f64::from(row.events) + 1.0) / row.age.max(f64::MIN_POSITIVE) * horizon;
        Prediction {
            p_active: model.p_active(row, horizon),
            expected_count,
            p_alive: model.p_alive(row),
            trend: if row.age > 0.0 { expected_count / own } else { 1.0 },
            trend_probability: 0.0,
        }
    };
    let mut order: Vec<(Summary, usize)> = rows.iter().copied().zip(0..).collect();
    order.par_sort_unstable_by(|(a, i), (b, j)| {
        (a.events.cmp(&b.events)).then(a.last.total_cmp(&b.last)).then(a.age.total_cmp(&b.age)).then(i.cmp(j))
    });
    let groups: Vec<&[(Summary, usize)]> = order.chunk_by(|a, b| a.0 == b.0).collect();
    let answers: Vec<Prediction> = groups.par_iter().map(|group| forecast(&group[0].0)).collect();
    let mut forecasts = vec![NOTHING; rows.len()];
    for (group, answer) in groups.iter().zip(answers) {
        group.iter().for_each(|(_, at)| forecasts[*at] = answer);
    }
    forecasts
}

/// A forecast to be filled.
const NOTHING: Prediction =
    Prediction { p_active: 0.0, expected_count: 0.0, p_alive: 0.0, trend: 0.0, trend_probability: 0.0 };

/// Means of probabilities, geometric means of counts.
fn pooled(all: &[Vec<Prediction>; 3]) -> Vec<Prediction> {
    let pool = |at: usize| {
        let mean = |of: fn(&Prediction) -> f64| all.iter().map(|list| of(&list[at])).sum::<f64>() / 3.0;
        let geometric = |of: fn(&Prediction) -> f64| {
            all.iter().map(|list| of(&list[at]).max(f64::MIN_POSITIVE).cbrt()).product::<f64>()
        };
        Prediction {
            p_active: mean(|it| it.p_active),
            expected_count: geometric(|it| it.expected_count),
            p_alive: mean(|it| it.p_alive),
            trend: geometric(|it| it.trend),
            trend_probability: 0.0,
        }
    };
    (0..all[0].len()).map(pool).collect()
}

fn read_summary(path: &Path) -> Outcome<(Vec<String>, Vec<Summary>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |names: &[&str]| header.iter().position(|name| names.contains(&name.trim()));
    let x = column(&["x", "frequency"]).ok_or("no column x")?;
    let last = column(&["t_x", "t.x", "recency"]).ok_or("no column t_x")?;
    let age = column(&["T", "T.cal"]).ok_or("no column T")?;
    let id = column(&["id", "ID", "source_id", "customer_id", "cust"]);
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        let at = rows.len();
        let number = |column: usize| -> Outcome<f64> {
            let text = record.get(column).unwrap_or("").trim();
            text.parse().map_err(|_| format!("row {}: '{text}' is no number", at + 2).into())
        };
        names.push(id.and_then(|id| record.get(id)).map_or_else(|| (at + 1).to_string(), str::to_owned));
        rows.push(Summary::new(number(x)?.round() as u32, number(last)?, number(age)?));
    }
    Ok((names, rows))
}

fn print(names: &[String], predictions: &[Prediction]) -> Outcome<()> {
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record(["id", "p_active", "expected_count", "p_alive", "trend"])?;
    for (name, it) in names.iter().zip(predictions) {
        out.serialize((name, it.p_active, it.expected_count, it.p_alive, it.trend))?;
    }
    Ok(out.flush()?)
}

/// One line: a model's fit, or for a pool that of each member.
fn print_fit(reason: &str, fitted: &[Fitted]) -> Outcome<()> {
    let one = |fitted: &Fitted| {
        let values: BTreeMap<&str, f64> =
            fitted.estimates.iter().map(|it| (it.name.as_str(), it.value)).collect();
        let errors: BTreeMap<&str, Option<f64>> =
            fitted.estimates.iter().map(|it| (it.name.as_str(), it.standard_error)).collect();
        json!({ "model": fitted.name, "parameters": values, "standard_errors": errors,
            "log_likelihood": fitted.log_likelihood, "ridge": fitted.ridge })
    };
    let line = match fitted {
        [single] => one(single),
        // A pool has no likelihood of its own; the line is that of the models it is made of.
        all => json!({ "model": "pool", "reason": reason, "parameters": {}, "standard_errors": {},
            "log_likelihood": null, "members": all.iter().map(one).collect::<Vec<_>>() }),
    };
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}
