//! Lapse models by the names of the field, why they are in use, and how well they did.

use std::fmt;

use crate::export::wording::numbers::counted;
use crate::forecast::backtest::forecasts::ForecastMethod;
use crate::forecast::backtest::measures::ForecastTable;
use crate::forecast::btyd::bg_nbd::BgNbd;
use crate::forecast::btyd::mbg_nbd::MbgNbd;
use crate::forecast::btyd::model::BtydModel;
use crate::forecast::btyd::pareto_nbd::ParetoNbd;
use crate::forecast::pool::method::{MemberName, Method, PoolReason};

impl fmt::Display for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GammaPoisson => "gamma-Poisson filter",
            Self::GammaPoissonReturns => "gamma-Poisson filter with returns",
            Self::BgNbd => BgNbd::NAME,
            Self::MbgNbd => MbgNbd::NAME,
            Self::ParetoNbd => ParetoNbd::NAME,
        })
    }
}

impl fmt::Display for PoolReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given => f.write_str("parameters as given"),
            Self::AskedFor(name) => write!(f, "{name}, as asked for"),
            Self::Untested => f.write_str("equal pool of five models; too little history for a back-test"),
            Self::Tested { horizon_days, origins } => write!(
                f,
                "pool of five models, corrected by what {} over {horizon_days} days taught",
                counted(*origins, "back-test", "back-tests")
            ),
        }
    }
}

impl fmt::Display for ForecastMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Model(Method::Best) => "best",
            Self::Model(Method::GammaPoisson) => "gamma-Poisson filter",
            Self::Model(Method::GammaPoissonReturns) => "the same with returns",
            Self::Model(Method::BgNbd) => BgNbd::NAME,
            Self::Model(Method::MbgNbd) => MbgNbd::NAME,
            Self::Model(Method::ParetoNbd) => ParetoNbd::NAME,
            Self::MovingAverage => "13-week average",
            Self::Logit => "logit on recency, frequency",
            Self::NinetyDays => "90-day rule",
        })
    }
}

/// Writes how many were active and silent, then one row a method.
impl fmt::Display for ForecastTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.rows.iter().map(|row| row.method.to_string().chars().count());
        let width = names.max().unwrap_or(0).max("method".len());
        writeln!(f, "{} active, {} silent", self.active, self.silent)?;
        writeln!(f, "| {:width$} |   AUC |  Brier | calib. |    MAE |   RMSE | lift10 |", "method")?;
        writeln!(f, "|-{:-<width$}-|-------|--------|--------|--------|--------|--------|", "")?;
        for row in &self.rows {
            // Where all are active or all silent, nobody can be ranked above anybody.
            let auc =
                if self.active == 0 || self.silent == 0 { "–".into() } else { format!("{:.3}", row.auc) };
            writeln!(
                f,
                "| {:width$} | {auc:>5} | {:.4} | {:6.4} | {:6.3} | {:6.3} | {:6.2} |",
                row.method, row.brier, row.calibration_error, row.mae, row.rmse, row.top_decile_lift
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::backtest::forecasts::Forecasts;
    use crate::forecast::backtest::groups::SourceGroup;
    use crate::forecast::backtest::measures::ForecastTrial;

    fn shown(outcomes: &[u32]) -> String {
        let method = ForecastMethod::Model(Method::Best);
        let forecasts = Forecasts { method, p_active: vec![0.5, 0.6], counts: vec![1.0, 2.0] };
        let groups = vec![SourceGroup::Regular; outcomes.len()];
        let trial = ForecastTrial { forecasts: vec![forecasts], outcomes: outcomes.to_vec(), groups };
        ForecastTable::of(&[trial]).to_string()
    }

    #[test]
    fn a_table_says_how_many_were_active_and_ranks_only_where_some_were_not() {
        assert!(shown(&[0, 3]).starts_with("1 active, 1 silent\n"));
        assert!(shown(&[0, 3]).contains("| best   | 1.000 |"));
        assert!(shown(&[1, 3]).contains("| best   |     – |"));
        assert!(shown(&[0, 0]).contains("| best   |     – |"));
    }

    #[test]
    fn a_pool_says_what_taught_it() {
        let reason = PoolReason::Tested { horizon_days: 91, origins: 4 };
        let text = "pool of five models, corrected by what 4 back-tests over 91 days taught";
        assert_eq!(reason.to_string(), text);
    }
}
