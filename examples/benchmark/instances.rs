//! Readers of the public instance formats. Rounding follows each field's convention: Solomon-based and DIMACS sets
//! truncate distances to one decimal, Cordeau's orienteering set to two; the periodic set is real-valued and read to
//! three decimals, lengths rounded up so that a duration limit holds for the exact lengths too.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use rounds::routing::{Client, Demand, Problem, Shift, Solution, Time, Travel, Value, Window};

/// The kinds of instance that can be read.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Set {
    /// Team orienteering with time windows.
    Toptw,
    /// Vehicle routing with time windows, every client required, least distance.
    Vrptw,
    /// Periodic vehicle routing.
    Pvrp,
    /// Vehicle routing with time windows and a prize for each client.
    Pcvrptw,
}

type Read<T> = Result<T, Box<dyn Error>>;

/// A row of an instance, in whole units of the set's scale; the first is the depot.
#[derive(Clone, Default)]
struct Row {
    x: i64,
    y: i64,
    service: Time,
    load: i64,
    prize: Value,
    window: Option<Window>,
    patterns: Vec<Vec<u32>>,
}

/// What is alike for all vehicles of a day.
struct Fleet {
    vehicles: usize,
    /// By day: capacity and longest duration, if limited.
    days: Vec<(Option<i64>, Option<Time>)>,
}

/// Coordinates are read to three decimals.
const UNITS: i64 = 1000;

/// Reads an instance. Its client `i` is the problem's client `i - 1`; shifts are grouped by day.
pub(crate) fn read(set: Set, path: &Path, vehicles: Option<usize>) -> Read<Problem> {
    let text = std::fs::read_to_string(path)?;
    let orienteering_scale =
        if path.file_stem().is_some_and(|s| s.to_string_lossy().starts_with('p')) { 100 } else { 10 };
    match set {
        Set::Toptw => toptw(&text, orienteering_scale, vehicles.unwrap_or(1)),
        Set::Vrptw => vrptw(&text, vehicles),
        Set::Pvrp => pvrp(&text, vehicles),
        Set::Pcvrptw => pcvrptw(&text, vehicles),
    }
}

fn toptw(text: &str, scale: i64, vehicles: usize) -> Read<Problem> {
    let lines = fields(text);
    let rows: Vec<Row> = lines
        .iter()
        .skip(2)
        .map(|f| {
            Ok(Row {
                x: fixed(at(f, 1)?, UNITS)?,
                y: fixed(at(f, 2)?, UNITS)?,
                service: fixed(at(f, 3)?, scale)?,
                prize: fixed(at(f, 4)?, 1)?,
                window: Some(window(at(f, f.len().wrapping_sub(2))?, at(f, f.len() - 1)?, scale)?),
                ..Row::default()
            })
        })
        .collect::<Read<_>>()?;
    let fleet = Fleet { vehicles, days: vec![(None, None)] };
    let close = rows.first().and_then(|depot| depot.window).map_or(0, |window| window.close);
    let unit = score_unit(vehicles, close);
    let demand = |row: &Row| Demand::Optional { prize: row.prize * unit };
    Ok(problem(&rows, &fleet, truncated(&rows, scale), demand))
}

/// What a unit of an orienteering score is worth: it comes first, so it outweighs all travel.
fn score_unit(vehicles: usize, close: Time) -> Value {
    vehicles as Value * close + 1
}

/// The sum of the scores of an orienteering instance that a solution collects.
pub(crate) fn orienteering_score(problem: &Problem, solution: &Solution) -> Value {
    let close = problem.shifts.first().map_or(0, |shift| shift.window.close);
    solution.value / score_unit(problem.shifts.len(), close)
}

fn vrptw(text: &str, vehicles: Option<usize>) -> Read<Problem> {
    let mut rows = Vec::new();
    let mut fleet = None;
    for f in fields(text) {
        if f.len() == 2 && fleet.is_none() && f.iter().all(|field| field.parse::<u32>().is_ok()) {
            fleet = Some((fixed(f[0], 1)? as usize, fixed(f[1], 1)?));
        } else if f.len() == 7 && f[0].parse::<u32>().is_ok() {
            rows.push(Row {
                x: fixed(f[1], UNITS)?,
                y: fixed(f[2], UNITS)?,
                load: fixed(f[3], 1)?,
                window: Some(window(f[4], f[5], 10)?),
                service: fixed(f[6], 10)?,
                ..Row::default()
            });
        }
    }
    let (count, capacity) = fleet.ok_or("no line with the fleet and its capacity")?;
    let fleet = Fleet { vehicles: vehicles.unwrap_or(count), days: vec![(Some(capacity), None)] };
    Ok(problem(&rows, &fleet, truncated(&rows, 10), |_| Demand::Required))
}

fn pvrp(text: &str, vehicles: Option<usize>) -> Read<Problem> {
    let lines = fields(text);
    let head = lines.first().ok_or("an empty file")?;
    let days = fixed(at(head, 3)?, 1)? as usize;
    let limit = |f: &Vec<&str>| {
        let (duration, load) = (fixed(at(f, 0)?, UNITS)?, fixed(at(f, 1)?, 1)?);
        Ok(((load > 0).then_some(load), (duration > 0).then_some(duration)))
    };
    let limits = lines.iter().skip(1).take(days).map(limit).collect::<Read<_>>()?;
    let fleet = Fleet { vehicles: vehicles.unwrap_or(fixed(at(head, 1)?, 1)? as usize), days: limits };
    let rows = lines.iter().skip(1 + days).map(|f| pvrp_row(f, days)).collect::<Read<Vec<_>>>()?;
    let demand = |row: &Row| Demand::Periodic { patterns: row.patterns.clone() };
    Ok(problem(&rows, &fleet, rounded_up(&rows), demand))
}

fn pvrp_row(f: &[&str], days: usize) -> Read<Row> {
    let count = fixed(at(f, 6).unwrap_or("0"), 1)? as usize;
    let pattern = |code: &&str| {
        let code: u64 = code.parse()?;
        Ok((0..days as u32).filter(|day| code >> (days as u32 - 1 - day) & 1 == 1).collect())
    };
    Ok(Row {
        x: fixed(at(f, 1)?, UNITS)?,
        y: fixed(at(f, 2)?, UNITS)?,
        service: fixed(at(f, 3)?, UNITS)?,
        load: fixed(at(f, 4)?, 1)?,
        patterns: f.iter().skip(7).take(count).map(pattern).collect::<Read<_>>()?,
        ..Row::default()
    })
}

fn pcvrptw(text: &str, vehicles: Option<usize>) -> Read<Problem> {
    let mut head = HashMap::new();
    let mut tables: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    let mut section = "";
    for line in text.lines().map(str::trim) {
        if let Some((key, value)) = line.split_once(':') {
            head.insert(key.trim(), value.trim());
        } else if line.ends_with("_SECTION") {
            section = line;
        } else if !line.is_empty() && !line.starts_with("-1") && line != "EOF" {
            tables.entry(section).or_default().push(line.split_whitespace().skip(1).collect());
        }
    }
    let table = |name: &str| tables.get(name).ok_or(format!("no {name}"));
    let value = |name: &str| head.get(name).copied().ok_or(format!("no {name}"));
    let (places, windows) = (table("NODE_COORD_SECTION")?, table("TIME_WINDOW_SECTION")?);
    let (loads, prizes) = (table("DEMAND_SECTION")?, table("PRIZE_SECTION")?);
    let mut rows = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let of = |table: &Vec<Vec<&str>>, column: usize| -> Read<String> {
            Ok(table.get(index).and_then(|row| row.get(column)).ok_or("a short section")?.to_string())
        };
        rows.push(Row {
            x: fixed(at(place, 0)?, UNITS)?,
            y: fixed(at(place, 1)?, UNITS)?,
            load: fixed(&of(loads, 0)?, 1)?,
            prize: fixed(&of(prizes, 0)?, 10)?,
            window: Some(window(&of(windows, 0)?, &of(windows, 1)?, 10)?),
            service: fixed(value("SERVICE_TIME")?, 10)?,
            ..Row::default()
        });
    }
    let count = vehicles.unwrap_or(fixed(value("VEHICLES")?, 1)? as usize);
    let fleet = Fleet { vehicles: count, days: vec![(Some(fixed(value("CAPACITY")?, 1)?), None)] };
    Ok(problem(&rows, &fleet, truncated(&rows, 10), |row| Demand::Optional { prize: row.prize }))
}

fn problem(rows: &[Row], fleet: &Fleet, table: Vec<u32>, demand: impl Fn(&Row) -> Demand) -> Problem {
    let longest = Time::from(table.iter().copied().max().unwrap_or(0));
    let busy: Time = rows.iter().map(|row| row.service + longest).sum();
    let whole = Window { open: 0, close: busy.min(rounds::routing::HORIZON) };
    let day = rows.first().and_then(|depot| depot.window).unwrap_or(whole);
    let shift = |day_index: usize| Shift {
        day: day_index as u32,
        start: 0,
        end: 0,
        window: day,
        pause: None,
        max_duration: fleet.days[day_index].1,
        max_travel: None,
        max_stops: None,
        capacity: fleet.days[day_index].0,
    };
    let client = |(index, row): (usize, &Row)| Client {
        site: index,
        service: row.service,
        load: row.load,
        windows: vec![vec![row.window.unwrap_or(whole)]; fleet.days.len()],
        shifts: None,
        demand: demand(row),
    };
    Problem {
        days: fleet.days.len() as u32,
        travel: Travel::Matrix { sites: rows.len(), table },
        shifts: (0..fleet.days.len()).flat_map(|day| vec![shift(day); fleet.vehicles]).collect(),
        clients: rows.iter().enumerate().skip(1).map(client).collect(),
        travel_weight: 1,
    }
}

/// Euclidean distances in `1 / scale`, truncated by exact integer square roots.
fn truncated(rows: &[Row], scale: i64) -> Vec<u32> {
    distances(rows, |square| (square * (scale * scale) as u64 / (UNITS * UNITS) as u64).isqrt())
}

/// Euclidean distances in `1 / UNITS`, rounded up.
fn rounded_up(rows: &[Row]) -> Vec<u32> {
    distances(rows, |square| {
        let root = square.isqrt();
        root + u64::from(root * root < square)
    })
}

fn distances(rows: &[Row], length: impl Fn(u64) -> u64) -> Vec<u32> {
    let square = |a: &Row, b: &Row| ((a.x - b.x).pow(2) + (a.y - b.y).pow(2)) as u64;
    rows.iter().flat_map(|a| rows.iter().map(|b| length(square(a, b)) as u32).collect::<Vec<_>>()).collect()
}

fn fields(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|f| !f.is_empty()).collect()
}

fn at<'a>(fields: &[&'a str], index: usize) -> Read<&'a str> {
    fields.get(index).copied().ok_or_else(|| format!("a row of only {} fields", fields.len()).into())
}

fn window(open: &str, close: &str, scale: i64) -> Read<Window> {
    Ok(Window { open: fixed(open, scale)?, close: fixed(close, scale)? })
}

/// A decimal number in whole units of `1 / scale`.
fn fixed(text: &str, scale: i64) -> Read<i64> {
    let value: f64 = text.parse().map_err(|_| format!("'{text}' is no number"))?;
    Ok((value * scale as f64).round() as i64)
}
