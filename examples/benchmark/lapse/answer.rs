//! What goes to standard output.

use std::collections::BTreeMap;
use std::io::Write;

use rounds::forecast::{Estimate, Prediction};
use serde_json::{Value, json};

use super::Outcome;

/// Forecasts by source, with the range that holds the count in 9 of 10 cases.
pub(super) fn print(names: &[String], predictions: &[Prediction]) -> Outcome<()> {
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    out.write_record(["id", "p_active", "expected_count", "p_alive", "trend", "low", "high"])?;
    for (name, it) in names.iter().zip(predictions) {
        let range = it.interval(0.9);
        out.serialize((name, it.p_active, it.expected_count, it.p_alive, it.trend, range.low, range.high))?;
    }
    Ok(out.flush()?)
}

/// A model's fit.
pub(super) fn described(name: &str, estimates: &[Estimate], log_likelihood: f64, ridge: &[String]) -> Value {
    let values: BTreeMap<&str, f64> = estimates.iter().map(|it| (it.name.as_str(), it.value)).collect();
    let errors: BTreeMap<&str, Option<f64>> =
        estimates.iter().map(|it| (it.name.as_str(), it.standard_error)).collect();
    json!({ "model": name, "parameters": values, "standard_errors": errors,
        "log_likelihood": log_likelihood, "ridge": ridge })
}

/// One line: a model's fit, or for a pool that of each member.
pub(super) fn print_fit(reason: &str, models: &[Value]) -> Outcome<()> {
    let line = match models {
        [single] => single.clone(),
        // A pool has no likelihood of its own; the line is that of the models it is made of.
        all => json!({ "model": "pool", "reason": reason, "parameters": {}, "standard_errors": {},
            "log_likelihood": null, "members": all }),
    };
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}
