//! Numbers of the book as predictors. Columns that say the same share one effect, so that none counts twice.

use std::collections::BTreeSet;

use crate::model::practice::Practice;
use crate::score::size;

/// One effect of one or more columns.
pub(crate) struct SharedEffect {
    /// The columns, in the order of their names; a distance comes first.
    pub(crate) names: Vec<String>,
    /// Change of the logarithm of the rate that a unit of the values is believed to make.
    pub(crate) effect: f64,
    /// By practice: the mean of what the columns say; 0 where they say nothing.
    pub(crate) values: Vec<f64>,
}

/// Most columns that are looked at.
const MOST_COLUMNS: usize = 20;
/// Columns of at least this correlation share an effect.
const ALIKE: f64 = 0.8;
/// Practices that a correlation looks at.
const SAMPLE: usize = 20_000;
/// Farthest that a value lies from the middle, in units of its spread.
const FARTHEST: f64 = 2.0;
/// Usual spread of the logarithm of a volume for each provider, and of a distance in kilometres. With a spread of its own, a
/// file of alike practices would blow up small differences.
const VOLUME_SPREAD: f64 = 1.5;
const DISTANCE_SPREAD: f64 = 0.8;

/// Turns the numeric columns of practices into effects. Columns whose names end in `_est` are volumes, and share one effect whatever
/// they say. Others share one where their correlation is at least 0.8 (or at most -0.8, with the sign turned).
/// O(practices x columns^2), at most 20 columns.
pub(crate) fn shared_effects(practices: &[Practice]) -> Vec<SharedEffect> {
    let columns = names(practices).into_iter().map(|name| NumericColumn::new(practices, name));
    let (volumes, others): (Vec<NumericColumn>, Vec<NumericColumn>) =
        columns.partition(|it| it.kind == NumericKind::Volume);
    let volumes = if volumes.is_empty() { None } else { Some(volumes) };
    volumes.into_iter().chain(alike(others)).map(shared).collect()
}

/// Says whether a column measures how far a practice is away, by its name.
pub(crate) fn is_distance(name: &str) -> bool {
    name.to_lowercase().contains("distance")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NumericKind {
    Distance,
    Volume,
    Other,
}

/// One column, measured in units of its spread from its middle.
struct NumericColumn {
    name: String,
    kind: NumericKind,
    values: Vec<Option<f64>>,
}

impl NumericColumn {
    fn new(practices: &[Practice], name: &str) -> Self {
        let kind = match name {
            _ if name.ends_with("_est") => NumericKind::Volume,
            _ if is_distance(name) => NumericKind::Distance,
            _ => NumericKind::Other,
        };
        // A volume is that of each provider: their number has an effect of its own.
        let providers = |practice: &Practice| {
            if kind == NumericKind::Volume { libm::log(size::relative(practice)) } else { 0.0 }
        };
        let number = |it: &Practice| Some(logarithm(known(it, name)?) - providers(it));
        let spread = match kind {
            NumericKind::Volume => Some(VOLUME_SPREAD),
            NumericKind::Distance => Some(DISTANCE_SPREAD),
            NumericKind::Other => None,
        };
        let values = measured(&practices.iter().map(number).collect::<Vec<_>>(), spread);
        Self { name: name.to_owned(), kind, values }
    }

    /// Returns the value of a practice, the middle where it has none.
    fn at(&self, practice: usize) -> f64 {
        self.values.get(practice).copied().flatten().unwrap_or(0.0)
    }

    fn turned(self) -> Self {
        Self { values: self.values.iter().map(|value| value.map(|it| -it)).collect(), ..self }
    }
}

/// Measures kilometres from the middle of all of them, in units of the usual spread.
pub(crate) fn distances(kilometres: &[Option<f64>]) -> Vec<f64> {
    let logarithms: Vec<Option<f64>> = kilometres.iter().map(|it| it.map(logarithm)).collect();
    measured(&logarithms, Some(DISTANCE_SPREAD)).into_iter().map(|it| it.unwrap_or(0.0)).collect()
}

/// Names the columns that at least half of the practices have.
fn names(practices: &[Practice]) -> Vec<&str> {
    let names: BTreeSet<&str> =
        practices.iter().flat_map(|practice| practice.attributes.keys().map(String::as_str)).collect();
    let count = |name: &str| practices.iter().filter(|it| known(it, name).is_some()).count();
    names.into_iter().filter(|name| 2 * count(name) >= practices.len()).take(MOST_COLUMNS).collect()
}

fn known(practice: &Practice, name: &str) -> Option<f64> {
    practice.attributes.get(name).copied().filter(|value| value.is_finite())
}

/// Puts a number on a logarithmic scale: volumes are skewed.
fn logarithm(value: f64) -> f64 {
    value.signum() * libm::log1p(value.abs())
}

/// Measures numbers from their median in units of `spread`, or of their own where there is none.
fn measured(values: &[Option<f64>], spread: Option<f64>) -> Vec<Option<f64>> {
    let all: Vec<f64> = values.iter().copied().flatten().collect();
    let middle = median(all.clone());
    let spread = spread.unwrap_or_else(|| own_spread(&all, middle));
    let unit = |value: f64| {
        if spread > 1e-9 { ((value - middle) / spread).clamp(-FARTHEST, FARTHEST) } else { 0.0 }
    };
    values.iter().map(|value| value.map(unit)).collect()
}

/// Returns the median distance from the middle, as a standard deviation of a normal distribution. Where half of the values are
/// equal, it takes the mean distance.
fn own_spread(values: &[f64], middle: f64) -> f64 {
    const OF_MEDIAN: f64 = 1.4826;
    const OF_MEAN: f64 = 1.2533;
    let off: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    let mean = off.iter().sum::<f64>() / off.len().max(1) as f64;
    let median = median(off);
    if median > 1e-9 { OF_MEDIAN * median } else { OF_MEAN * mean }
}

/// Returns the middle one of some numbers, the lower of two; 0 where there are none.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// Puts columns together that say the same. Each joins the first group whose first column is like it.
fn alike(mut columns: Vec<NumericColumn>) -> Vec<Vec<NumericColumn>> {
    columns.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    let mut groups: Vec<Vec<NumericColumn>> = Vec::new();
    for column in columns {
        let found = groups.iter_mut().find_map(|group| {
            let like = correlation(group.first()?, &column);
            (like.abs() >= ALIKE).then_some((group, like))
        });
        match found {
            Some((group, like)) => group.push(if like < 0.0 { column.turned() } else { column }),
            None => groups.push(vec![column]),
        }
    }
    groups
}

/// Returns the correlation of two columns, 0 where one does not vary.
fn correlation(one: &NumericColumn, other: &NumericColumn) -> f64 {
    let stride = one.values.len().div_ceil(SAMPLE).max(1);
    let pairs = || (0..one.values.len()).step_by(stride).map(|at| (one.at(at), other.at(at)));
    let count = pairs().count().max(1) as f64;
    let (a, b) = pairs().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0 / count, sum.1 + pair.1 / count));
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (x, y) in pairs() {
        both += (x - a) * (y - b);
        first += (x - a) * (x - a);
        second += (y - b) * (y - b);
    }
    let spread = (first * second).sqrt();
    if spread > 1e-12 { both / spread } else { 0.0 }
}

fn shared(columns: Vec<NumericColumn>) -> SharedEffect {
    let effect = match columns.first().map(|it| it.kind) {
        // More is more, until the data say otherwise.
        Some(NumericKind::Volume) => 0.3,
        Some(NumericKind::Distance) => -0.3,
        Some(NumericKind::Other) | None => 0.0,
    };
    let practices = columns.first().map_or(0, |it| it.values.len());
    let values = (0..practices).map(|at| mean(columns.iter().filter_map(|it| *it.values.get(at)?))).collect();
    SharedEffect { names: columns.into_iter().map(|it| it.name).collect(), effect, values }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}
