//! What did a treatment bring? Effects from panels of units that begin to be treated at different times, by lot or without one.
//!
//! This room knows units, periods and outcomes, and no book.
//!
//! | part | what it holds |
//! |---|---|
//! | `panel` | rows that fit each other |
//! | `did` | without a lot: differences in differences by cohort and period, averages of them, bands, a test of trends before |
//! | `staggered` | where a lot decided who is treated when: averages that are more exact, and a test by drawing lots anew |

pub(crate) mod did;
pub(crate) mod panel;
pub(crate) mod staggered;

pub use did::aggregate::{AggregateKind, DidAggregate, DidAggregateRow};
pub use did::bands::UniformBands;
pub use did::design::{BasePeriod, ControlGroup, DidDesign, DidMethod};
pub use did::estimate::DidEstimate;
pub use did::figure::{EffectFigure, GroupTime};
pub use did::note::{DidNote, MissingCell};
pub use did::pretest::{NoPreTest, PreTest};
pub use panel::{Panel, PanelColumns, Sampling};
pub use staggered::average::RolloutAverage;
pub use staggered::estimate::{Adjustment, RolloutEffect};
pub use staggered::randomisation::RandomisationTest;
pub use staggered::rollout::{Rollout, RolloutGaps};
