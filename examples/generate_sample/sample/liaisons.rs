//! The ten liaisons.

use super::{csv_text, region::Point};

/// A simulated liaison.
#[derive(Debug)]
pub(super) struct Liaison {
    pub(super) name: &'static str,
    pub(super) home: Point,
    /// How far the liaison took practices from others: 1 is the average.
    pub(super) reach: f64,
    pub(super) work_days: &'static str,
    pub(super) hours: (&'static str, &'static str),
    pub(super) max_stops: u32,
    pub(super) max_drive: &'static str,
    pub(super) skills: &'static str,
}

const USUAL: (&str, &str) = ("08:30", "16:30");

/// The identifier of the liaison at a position.
pub(super) fn id(at: usize) -> String {
    format!("L{:02}", at + 1)
}

/// Ten liaisons whose territories are uneven on purpose: some reach far, some hardly leave their town.
pub(super) fn liaisons() -> Vec<Liaison> {
    let liaison = |name, (lat, lon), reach| Liaison {
        name,
        home: Point { lat, lon },
        reach,
        work_days: "mon-fri",
        hours: USUAL,
        max_stops: 10,
        max_drive: "",
        skills: "",
    };
    vec![
        Liaison { skills: "spanish", ..liaison("Liaison Alder", (38.9190, -77.0330), 0.9) },
        Liaison { skills: "spanish;korean", ..liaison("Liaison Birch", (38.8870, -77.0950), 1.1) },
        liaison("Liaison Cedar", (39.0850, -77.1540), 1.4),
        Liaison { max_drive: "150", ..liaison("Liaison Dogwood", (38.9990, -77.0170), 0.7) },
        Liaison { skills: "spanish", ..liaison("Liaison Elm", (38.9580, -76.8700), 1.2) },
        Liaison {
            work_days: "mon-thu 8:00-17:00; fri 8:00-12:00",
            ..liaison("Liaison Fir", (38.8460, -77.3060), 1.0)
        },
        Liaison { hours: ("07:45", "15:45"), ..liaison("Liaison Hazel", (38.9870, -77.4140), 1.1) },
        Liaison {
            work_days: "mon tue thu",
            max_stops: 8,
            ..liaison("Liaison Juniper", (38.6810, -77.2780), 0.9)
        },
        Liaison { max_drive: "240", ..liaison("Liaison Linden", (39.3650, -77.3950), 1.0) },
        Liaison { skills: "spanish", ..liaison("Liaison Maple", (38.7430, -76.9370), 0.9) },
    ]
}

/// The table of liaisons.
pub(super) fn table(liaisons: &[Liaison]) -> String {
    let header = [
        "liaison_id",
        "name",
        "home_lat",
        "home_lon",
        "work_days",
        "work_start",
        "work_end",
        "max_stops",
        "max_drive_minutes",
        "skills",
        "simulated",
    ];
    let rows = liaisons.iter().enumerate().map(|(at, liaison)| {
        vec![
            id(at),
            liaison.name.to_owned(),
            format!("{:.4}", liaison.home.lat),
            format!("{:.4}", liaison.home.lon),
            liaison.work_days.to_owned(),
            liaison.hours.0.to_owned(),
            liaison.hours.1.to_owned(),
            liaison.max_stops.to_string(),
            liaison.max_drive.to_owned(),
            liaison.skills.to_owned(),
            "yes".to_owned(),
        ]
    });
    csv_text(&header, rows)
}
