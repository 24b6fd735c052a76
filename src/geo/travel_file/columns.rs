//! Which column of a travel file means what.

use crate::geo::travel_file::grid::TravelGrid;
use crate::geo::travel_file::number::TravelMark;

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TravelColumn {
    From,
    To,
    Seconds,
    Minutes,
    Metres,
    Kilometres,
    Miles,
    Forbidden,
}

impl TravelColumn {
    pub(crate) const ALL: [Self; 8] = [
        Self::From,
        Self::To,
        Self::Seconds,
        Self::Minutes,
        Self::Metres,
        Self::Kilometres,
        Self::Miles,
        Self::Forbidden,
    ];

    /// Returns its own name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Metres => "metres",
            Self::Kilometres => "km",
            Self::Miles => "miles",
            Self::Forbidden => "forbidden",
        }
    }

    /// Lists its other names, in lower case and without anything but letters. Routing services give seconds and metres, so those
    /// are what a bare duration and a bare distance mean.
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::From => &["origin", "fromid", "originid", "source", "sourceid", "start", "startid"],
            Self::To => {
                &["destination", "toid", "destinationid", "dest", "target", "targetid", "end", "endid"]
            }
            Self::Seconds => &["sec", "secs", "s", "duration", "time", "traveltime", "drivetime"],
            Self::Minutes => &["min", "mins", "minute"],
            Self::Metres => &["meters", "metre", "meter", "m", "distance", "length"],
            Self::Kilometres => &["kilometres", "kilometers", "kms"],
            Self::Miles => &["mile", "mi"],
            Self::Forbidden => &["blocked", "impassable", "noway"],
        }
    }

    /// Lists words that may stand before a unit, as in `duration_s`.
    fn quantities(self) -> &'static [&'static str] {
        match self {
            Self::Seconds | Self::Minutes => {
                &["duration", "time", "traveltime", "travel", "drivetime", "drive", "driving"]
            }
            Self::Metres | Self::Kilometres | Self::Miles => &["distance", "length", "drive", "road"],
            Self::From | Self::To | Self::Forbidden => &[],
        }
    }

    /// Lists the columns of a header that stand for it: those with its own name, and else those with another.
    fn among(self, header: &[String]) -> Vec<usize> {
        let all = |is_meant: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..).zip(header).filter(|(_, text)| is_meant(&letters(text))).map(|(at, _)| at).collect()
        };
        let own = all(&|letters| letters == self.name());
        if own.is_empty() { all(&|letters| self.is_called(letters)) } else { own }
    }

    /// Tells whether a header of these letters stands for it.
    fn is_called(self, letters: &str) -> bool {
        let is_name = |name: &str| name == self.name() || self.synonyms().contains(&name);
        let rests = self.quantities().iter().filter_map(|word| letters.strip_prefix(word));
        is_name(letters) || rests.map(|rest| rest.strip_prefix("in").unwrap_or(rest)).any(is_name)
    }
}

/// Returns the letters of a header in lower case.
fn letters(header: &str) -> String {
    header.chars().filter(|it| it.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Where the columns of a file are.
#[derive(Debug)]
pub(crate) struct TravelColumns {
    found: Vec<(TravelColumn, usize, TravelMark)>,
    /// Columns for which there are several headers, with the one that counts.
    pub(crate) ambiguous: Vec<(TravelColumn, String)>,
}

impl TravelColumns {
    /// Finds the columns by their headers; the first of several counts.
    pub(crate) fn new(grid: &TravelGrid) -> Self {
        let (mut found, mut ambiguous) = (Vec::new(), Vec::new());
        for column in TravelColumn::ALL {
            let all = column.among(&grid.header);
            let Some(&at) = all.first() else { continue };
            let values = grid.rows.iter().filter_map(|(_, fields)| fields.get(at).map(String::as_str));
            found.push((column, at, TravelMark::of(&values.collect::<Vec<_>>(), grid.separator)));
            if all.len() > 1 {
                // It is a column of this header.
                ambiguous.push((column, grid.header[at].clone()));
            }
        }
        Self { found, ambiguous }
    }

    /// Returns what a row says in a column; empty where it says nothing.
    pub(crate) fn text<'a>(&self, fields: &'a [String], column: TravelColumn) -> &'a str {
        let at = self.found.iter().find(|(it, ..)| *it == column).map(|(_, at, _)| *at);
        at.and_then(|at| fields.get(at)).map_or("", String::as_str)
    }

    /// Returns what parts whole and fraction in a column.
    pub(crate) fn mark(&self, column: TravelColumn) -> TravelMark {
        self.found.iter().find(|(it, ..)| *it == column).map_or(TravelMark::Point, |(.., mark)| *mark)
    }

    /// Tells whether the file has a column.
    pub(crate) fn has(&self, column: TravelColumn) -> bool {
        self.found.iter().any(|(it, ..)| *it == column)
    }

    /// Names a column that a travel file cannot do without and this one lacks.
    pub(crate) fn missing(&self) -> Option<&'static str> {
        let says = [TravelColumn::Seconds, TravelColumn::Minutes, TravelColumn::Forbidden];
        let ends = [TravelColumn::From, TravelColumn::To].into_iter().find(|end| !self.has(*end));
        let lacks_time = !says.into_iter().any(|column| self.has(column));
        ends.map(TravelColumn::name).or(lacks_time.then_some("seconds"))
    }
}
