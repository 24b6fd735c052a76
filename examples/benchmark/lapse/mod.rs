//! `benchmark lapse`: the lapse models on public event logs and on summaries.

mod answer;
mod events;
mod pooled;
mod summaries;

use std::error::Error;
use std::path::{Path, PathBuf};

use rounds::forecast::{
    BgNbd, BtydModel, Exposure, Filter, Fitted, History, LapseModel, MbgNbd, Member, Method, ParetoNbd,
    Source, Summary,
};
use rounds::model::Date;

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
    /// Parameters to use instead of fitting, in weeks for a log: r, alpha, a, b (BG/NBD, MBG/NBD), r, alpha, s, beta
    /// (Pareto/NBD) or shape, scale, `lapse_shape`, `lapse_scale`, retention and perhaps returns (the filter).
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
    /// The same filter, in which lapsed sources return.
    GammaPoissonReturns,
    BgNbd,
    MbgNbd,
    ParetoNbd,
}

impl Model {
    fn is_filter(self) -> bool {
        matches!(self, Self::GammaPoisson | Self::GammaPoissonReturns)
    }
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
            let (names, rows) = summaries::read(path)?;
            summaries::forecast(arguments, &names, &rows)
        }
        (None, None) => Err("either --events or --summary is needed".into()),
    });
    done.map_err(|error| -> Box<dyn Error> { error })
}

/// Histories of a log, their forecasts, the fit.
fn of_log(arguments: &Arguments, path: &Path) -> Outcome<()> {
    let until = arguments.until.ok_or("--until is needed with --events")?;
    let (names, histories): (Vec<String>, Vec<History>) = events::read(path, until)?.into_iter().unzip();
    let sources: Vec<Source<'_>> = histories.iter().map(|history| (history, 1.0)).collect();
    let days = (arguments.horizon.round() as u32).max(1);
    if arguments.fit && arguments.params.is_some() && !arguments.model.is_filter() {
        let rows: Vec<Summary> = histories.iter().map(History::summary).collect();
        return summaries::forecast(arguments, &names, &rows);
    }
    let model = match &arguments.params {
        None => LapseModel::fit(&sources, &Exposure::even(), method(arguments.model), days),
        Some(values) => given(fixed(arguments.model, values)?, &sources),
    };
    if arguments.fit {
        let one = |it: &Fitted| {
            answer::described(&it.name.to_string(), &it.estimates, it.log_likelihood, &it.ridge)
        };
        return answer::print_fit(
            &model.reason.to_string(),
            &model.fitted.iter().map(one).collect::<Vec<_>>(),
        );
    }
    answer::print(&names, &model.predict_all(&sources, &Exposure::even(), days))
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
        Model::GammaPoissonReturns => Method::GammaPoissonReturns,
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
        Model::GammaPoisson | Model::GammaPoissonReturns => match *values {
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
