//! Made-up books as files, with plans that were made before and after the week of their report.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::geo::GreatCircle;
use rounds::ingest::{self, BookFile, Settings};
use rounds::model::{Book, Date, LiaisonId};
use rounds::plan::Plan;
use rounds::progress::unobserved;
use rounds::report::{self, KeptPlan, ReportRequest, ReportWeek, WeekReport};
use rounds::schedule::{self, ScheduleConfig};
use rounds::score::{self, ScoreConfig};
use rounds::{Error, export};

/// The Monday of the week that books report.
pub fn monday() -> Date {
    Date::new(2026, 1, 26).unwrap()
}

/// A folder with the files of a book and its plans.
pub struct BookFolder {
    pub path: PathBuf,
    pub plans: Vec<KeptPlan>,
}

impl BookFolder {
    /// Draws a book, plans it on the Friday before its week, drives the week more or less as planned, and plans again.
    pub fn drawn(seed: u64) -> Self {
        let mut town = Town::new(seed);
        let mut folder = Self::empty(&format!("book-{seed}"));
        town.practices();
        town.past();
        town.write(&folder.path);
        if town.chance(0.9) {
            let plan = plan(&folder.book(), monday().plus_days(-3), seed);
            town.drive(&plan);
            folder.keep("plans/2026-01-23-1.json", plan);
        }
        town.write(&folder.path);
        if town.chance(0.8) {
            let as_of = monday().plus_days(4);
            let plan = plan(&folder.book(), as_of, seed);
            folder.keep("plan.json", plan);
        }
        folder
    }

    /// Takes the sample book, with plans of two Fridays.
    pub fn sample() -> Self {
        let mut folder = Self::empty("sample");
        folder.path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
        for (name, as_of) in [("plans/2026-01-23-1.json", "2026-01-23"), ("plan.json", "2026-01-30")] {
            let plan = plan(&folder.book(), as_of.parse().unwrap(), 1);
            folder.keep(name, plan);
        }
        folder
    }

    fn empty(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("plans")).unwrap();
        Self { path, plans: Vec::new() }
    }

    fn keep(&mut self, name: &str, plan: Plan) {
        let mut text = Vec::new();
        export::json(&plan, &mut text).unwrap();
        fs::create_dir_all(self.plans_folder().join("plans")).unwrap();
        fs::write(self.plans_folder().join(name), text).unwrap();
        self.plans.push(KeptPlan { name: name.to_owned(), plan });
    }

    /// Returns where the plans lie: not in the sample's folder, which belongs to the project.
    pub fn plans_folder(&self) -> PathBuf {
        let name = self.path.file_name().unwrap();
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("report").join(name)
    }

    pub fn book(&self) -> Book {
        let file = |path: PathBuf| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            (path.extension()? == "csv").then(|| BookFile { name, bytes: fs::read(&path).unwrap() })
        };
        let mut files: Vec<BookFile> =
            fs::read_dir(&self.path).unwrap().filter_map(|it| file(it.unwrap().path())).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        ingest::read_files(files, &Settings::default()).unwrap().book
    }

    /// Makes the report of a week, known up to a day.
    pub fn report(&self, day: Date, as_of: Date, liaison: Option<&str>) -> Result<WeekReport, Error> {
        let book = self.book();
        let week = ReportWeek::of(&book, as_of, day)?;
        let scores = score::evaluate(&book, week.until, &ScoreConfig::default(), &unobserved)?;
        let request = ReportRequest { week, as_of, liaison: liaison.map(LiaisonId::from) };
        report::report(&book, &scores, &self.plans, &request, &unobserved)
    }
}

/// Writes the week of a day as ISO 8601 has it: the year and the number are those of its Thursday.
fn week_of(date: Date) -> String {
    let thursday = date.monday().plus_days(3);
    let first = Date::new(thursday.year(), 1, 1).unwrap();
    format!("{}-W{:02}", thursday.year(), thursday.days_since(first) / 7 + 1)
}

/// Plans a book as it was known on a day, without much search.
fn plan(book: &Book, as_of: Date, seed: u64) -> Plan {
    let scores = score::evaluate(book, as_of, &ScoreConfig::default(), &unobserved).unwrap();
    let config = ScheduleConfig { weeks: 2, effort: 1, seed, ..ScheduleConfig::default() };
    schedule::plan(book, &scores, &GreatCircle::default(), &config, &unobserved).unwrap()
}

/// A town on its way to files.
struct Town {
    random: Pcg64Mcg,
    practices: usize,
    liaisons: usize,
    tables: BTreeMap<&'static str, String>,
}

impl Town {
    fn new(seed: u64) -> Self {
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        let (practices, liaisons) = (random.random_range(3..30), random.random_range(1..4));
        let tables = [
            ("practices", "practice_id,name,lat,lon,tier,owner,visit_minutes,cadence_target,access\n"),
            ("liaisons", "liaison_id,name,home_lat,home_lon\n"),
            ("referrals", "practice_id,date,count\n"),
            ("visits", "practice_id,liaison_id,date,outcome,time\n"),
            ("hours", "practice_id,weekday,opens,closes\n"),
            ("rests", "practice_id,from,until,trial\n"),
            ("followups", "practice_id,due,what,liaison_id,done\n"),
            ("open_issues", "practice_id,what,since,closed\n"),
            ("holidays", "date,name\n2025-12-25,Christmas Day\n2026-01-01,New Year's Day\n"),
        ];
        let tables = tables.map(|(name, head)| (name, head.to_owned())).into();
        Self { random, practices, liaisons, tables }
    }

    fn chance(&mut self, probability: f64) -> bool {
        self.random.random_bool(probability)
    }

    fn row(&mut self, table: &'static str, cells: &[&str]) {
        writeln!(self.tables.get_mut(table).unwrap(), "{}", cells.join(",")).unwrap();
    }

    fn place(&mut self, middle: f64) -> String {
        format!("{:.5}", middle + self.random.random_range(-0.15..0.15))
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.random.random_range(0..words.len())]
    }

    fn liaison(&mut self) -> String {
        format!("L{}", self.random.random_range(0..self.liaisons))
    }

    /// Returns a day from `first` to `last` days before the week's Monday.
    fn before(&mut self, first: i64, last: i64) -> Date {
        monday().plus_days(-self.random.random_range(last..=first))
    }

    fn practices(&mut self) {
        for number in 0..self.liaisons {
            let (lat, lon) = (self.place(38.9), self.place(-77.0));
            self.row("liaisons", &[&format!("L{number}"), &format!("Liaison {number}"), &lat, &lon]);
        }
        for number in 0..self.practices {
            let (lat, lon) = (self.place(38.9), self.place(-77.0));
            let has_place = self.chance(0.95);
            let (lat, lon) = if has_place { (lat, lon) } else { (String::new(), String::new()) };
            let owner = if self.chance(0.85) { self.liaison() } else { String::new() };
            let cells = [
                self.one_of(&["A", "A", "B", "C", ""]),
                self.one_of(&["", "15", "30"]),
                self.one_of(&["", "", "10", "40"]),
                self.one_of(&["walk_in", "walk_in", "lunch_only", "appointment_only", "no_see"]),
            ];
            let [tier, minutes, cadence, access] = cells;
            let id = format!("P{number:02}");
            let name = format!("Practice {number}");
            self.row("practices", &[&id, &name, &lat, &lon, tier, &owner, minutes, cadence, access]);
        }
    }

    /// Draws referrals, visits, promises and issues up to the Sunday before the week, and referrals of the week itself.
    fn past(&mut self) {
        let days = self.random.random_range(30..800);
        for number in 0..self.practices {
            let id = format!("P{number:02}");
            self.referrals(&id, days);
            self.hours(&id);
            self.rests(&id);
            self.visits(&id);
            self.matters(&id);
        }
        // Rows that count nothing: the file goes on, however few refer.
        for day in -7..7 {
            self.row("referrals", &["P00", &monday().plus_days(day).to_string(), "0"]);
        }
    }

    fn referrals(&mut self, id: &str, days: i64) {
        let every = self.random.random_range(2..40);
        let (mut ago, last) = (self.random.random_range(0..=days), self.random.random_range(-6..30));
        let silence = self.chance(0.3).then(|| self.random.random_range(20..200));
        while ago > last {
            let date = monday().plus_days(-ago);
            let count = self.random.random_range(1..4).to_string();
            let is_silent = silence.is_some_and(|since| (20..since).contains(&ago));
            if !is_silent {
                let date = if self.chance(0.02) { week_of(date) } else { date.to_string() };
                self.row("referrals", &[id, &date, &count]);
            }
            ago -= self.random.random_range(3..=every.max(3) + 3);
        }
    }

    /// Draws short hours of some practices, so that visits fall outside them.
    fn hours(&mut self, id: &str) {
        if self.chance(0.5) {
            let days = self.one_of(&["mon-fri", "tue thu", "mon-wed"]);
            let (opens, closes) = if self.chance(0.5) { ("08:00", "12:00") } else { ("14:00", "16:30") };
            self.row("hours", &[id, days, opens, closes]);
        }
    }

    /// Lets some practices rest by lot around the week.
    fn rests(&mut self, id: &str) {
        if self.chance(0.2) {
            let (from, until) = (self.before(40, -10), self.before(-3, -60));
            let trial = self.one_of(&["spring", "spring", "summer"]);
            self.row("rests", &[id, &from.to_string(), &until.to_string(), trial]);
        }
    }

    fn visits(&mut self, id: &str) {
        if self.chance(0.2) {
            return;
        }
        let mut ago = self.random.random_range(1..250);
        while ago > 0 {
            let (who, date) = (self.liaison(), monday().plus_days(-ago));
            self.visit(id, &who, date);
            ago -= self.random.random_range(4..60);
        }
    }

    fn visit(&mut self, id: &str, who: &str, date: Date) {
        let outcome =
            self.one_of(&["seen", "seen", "seen", "staff_only", "no_access", "cancelled", "missed"]);
        let minutes = 5 * self.random.random_range(84..204);
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let time = if self.chance(0.8) { time.as_str() } else { "" };
        self.row("visits", &[id, who, &date.to_string(), outcome, time]);
    }

    fn matters(&mut self, id: &str) {
        if self.chance(0.4) {
            let due = self.before(20, -16);
            let who = if self.chance(0.6) { self.liaison() } else { String::new() };
            let done = due.plus_days(self.random.random_range(-6..8));
            let done = if self.chance(0.5) { done.to_string() } else { String::new() };
            self.row("followups", &[id, &due.to_string(), "Bring the form", &who, &done]);
        }
        if self.chance(0.4) {
            let since = self.before(40, -4);
            let closed = since.plus_days(self.random.random_range(0..30));
            let closed = if self.chance(0.5) { closed.to_string() } else { String::new() };
            let since = if self.chance(0.9) { since.to_string() } else { String::new() };
            self.row("open_issues", &[id, "Reports arrive late", &since, &closed]);
        }
    }

    /// Drives a week more or less as planned, and visits some others.
    fn drive(&mut self, plan: &Plan) {
        let week = |date: Date| monday() <= date && date < monday().plus_days(7);
        for (liaison, date, stop) in plan.stops().filter(|(_, date, _)| week(*date)) {
            let moved =
                if self.chance(0.2) { monday().plus_days(self.random.random_range(0..5)) } else { date };
            if self.chance(0.85) {
                self.visit(stop.practice.as_str(), liaison.as_str(), moved);
            }
        }
        for _ in 0..self.random.random_range(0..4) {
            let (id, who) = (format!("P{:02}", self.random.random_range(0..self.practices)), self.liaison());
            let date = monday().plus_days(self.random.random_range(0..5));
            self.visit(&id, &who, date);
        }
    }

    fn write(&self, folder: &Path) {
        for (name, text) in &self.tables {
            fs::write(folder.join(format!("{name}.csv")), text).unwrap();
        }
    }
}
