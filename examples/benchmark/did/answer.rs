//! What goes to standard output: figures. Notes go to standard error.

use std::error::Error;
use std::io::Write;

use rounds::effect::{AggregateKind, DidEstimate, EffectFigure, GroupTime, UniformBands};

use super::Arguments;

type Outcome = Result<(), Box<dyn Error>>;

pub(super) fn notes(estimate: &DidEstimate) {
    for note in &estimate.notes {
        eprintln!("{}", serde_json::to_string(note).unwrap_or_default());
    }
    for cell in estimate.cells.iter().filter(|cell| cell.missing.is_some()) {
        eprintln!("{}", serde_json::to_string(cell).unwrap_or_default());
    }
}

pub(super) fn pretest(estimate: &DidEstimate) -> Outcome {
    let mut out = std::io::stdout().lock();
    writeln!(out, "statistic,df,p_value")?;
    match &estimate.pretest {
        Ok(test) => writeln!(out, "{},{},{}", test.statistic, test.restrictions, test.p_value)?,
        Err(reason) => {
            writeln!(out, ",,")?;
            eprintln!("{}", serde_json::to_string(reason)?);
        }
    }
    Ok(())
}

pub(super) fn cells(arguments: &Arguments, estimate: &DidEstimate) -> Outcome {
    let bands = arguments.bootstrap.map(|draws| estimate.bands(draws, 0.95, arguments.seed)).transpose()?;
    let figures: Vec<EffectFigure> = estimate.cells.iter().map(|cell| cell.figure).collect();
    let label = |cell: &GroupTime| (cell.first_treated.to_string(), cell.time.to_string());
    let labels = estimate.cells.iter().map(label);
    write(labels.zip(with_bands(figures, bands.as_ref())).collect())
}

pub(super) fn averages(arguments: &Arguments, estimate: &DidEstimate, kind: AggregateKind) -> Outcome {
    let aggregate = estimate.aggregate(kind);
    if aggregate.left_out > 0 {
        eprintln!("{} effects without a figure are in no average", aggregate.left_out);
    }
    let bands = arguments.bootstrap.filter(|_| !aggregate.rows.is_empty());
    let bands = bands.map(|draws| estimate.bands_of_aggregate(&aggregate, draws, 0.95, arguments.seed));
    let figures: Vec<EffectFigure> = aggregate.rows.iter().map(|row| row.figure).collect();
    let labels = aggregate.rows.iter().map(|row| match kind {
        AggregateKind::Group => (row.at.to_string(), String::new()),
        _ => (String::new(), row.at.to_string()),
    });
    let mut rows: Vec<_> = labels.zip(with_bands(figures, bands.transpose()?.as_ref())).collect();
    rows.push(((String::new(), String::new()), aggregate.overall));
    write(rows)
}

/// Puts standard errors by the bootstrap in the place of the others.
fn with_bands(mut figures: Vec<EffectFigure>, bands: Option<&UniformBands>) -> Vec<EffectFigure> {
    let Some(bands) = bands else { return figures };
    eprintln!("critical value of uniform 95 % bands: {}", bands.critical_value);
    figures.iter_mut().zip(&bands.standard_errors).for_each(|(figure, error)| figure.standard_error = *error);
    figures
}

fn write(rows: Vec<((String, String), EffectFigure)>) -> Outcome {
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record(["group", "time", "att", "se"])?;
    let text = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    for ((group, time), figure) in rows {
        // A figure of a base period is 0 by definition, and has no error.
        if figure.standard_error.is_none() && figure.effect.is_some_and(|effect| effect != 0.0) {
            eprintln!(
                "group {group:?}, time {time:?}: no standard error, since nothing varies among its units or clusters"
            );
        }
        out.write_record([group, time, text(figure.effect), text(figure.standard_error)])?;
    }
    Ok(out.flush()?)
}
