//! Every row of every table is used or reported, in books that are wrong at random.

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::ingest::{self, Reading, Settings};
use rounds::model::{Book, Consequence, Table};

/// A table with the numbers of its rows that have any text.
struct Written {
    table: Table,
    text: String,
    rows: BTreeSet<u64>,
}

/// Draws cells, some of them wrong.
struct Draws(Pcg64Mcg);

impl Draws {
    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.0.random_range(0..of.len())]
    }

    fn practice(&mut self) -> String {
        match self.0.random_range(0..20) {
            0 => "P99".into(),
            1 => String::new(),
            2 => "practice seven".into(),
            _ => format!("P{}", self.0.random_range(1..12)),
        }
    }

    fn liaison(&mut self) -> &'static str {
        self.one(&["L1", "L1", "L2", "L2", "L2", "L9", ""])
    }

    fn date(&mut self) -> String {
        let (month, day) = (self.0.random_range(1..13), self.0.random_range(1..29));
        match self.0.random_range(0..16) {
            0 => String::new(),
            1 => "2025-02-30".into(),
            2 => "soon".into(),
            3 => "Jan-26".into(),
            4 | 5 => format!("{month}/13/2025"),
            6 => format!("13-Mar-{}", 24 + month % 2),
            7 => (45_700 + day).to_string(),
            _ => format!("2025-{month:02}-{day:02}"),
        }
    }

    fn row(&mut self, table: Table, at: usize) -> String {
        let (practice, liaison, date, last) = (self.practice(), self.liaison(), self.date(), self.date());
        match table {
            Table::Practices => {
                let id = if self.0.random_bool(0.1) { "P1".into() } else { format!("P{}", at + 1) };
                let north = self.one(&["38.9", "38,95", "N 38.91", "north", "", "0", "138"]);
                let id = if self.0.random_bool(0.05) { String::new() } else { id };
                format!("{id},Clinic {at},\"{north}\",-77.0{at},{liaison}")
            }
            Table::Liaisons => format!(
                "{},{},-77.1",
                self.one(&["L1", "L2", "L2", "L3", ""]),
                self.one(&["38.8", "38.9", "x"])
            ),
            Table::Referrals => {
                format!("{practice},{date},{}", self.one(&["1", "2", "", "many", "-1", "1.5", "1,000"]))
            }
            Table::Visits => {
                format!("{practice},{liaison},{date},{}", self.one(&["seen", "Front desk", "waved", ""]))
            }
            Table::Hours => {
                let day = self.one(&["mon", "M-Th", "Tue/Wed", ",", "someday"]);
                format!(
                    "{practice},\"{day}\",{}:{:02},{}",
                    8 + at / 60,
                    at % 60,
                    self.one(&["17:00", "5 PM", "5", "06:00", "late"])
                )
            }
            Table::Appointments => format!(
                "{date},{},{liaison},{practice},{}",
                self.one(&["10:00", "2:30 PM", "25:00"]),
                self.one(&["30", "20 min", "0"])
            ),
            Table::TimeOff => format!("{liaison},{date},{last}"),
            Table::Holidays => format!("{date},Day {at}"),
            Table::Busy => {
                format!("{liaison},{date},9:00,{}", self.one(&["10:00", "12", "8:00 AM", "later"]))
            }
            table if table >= Table::Contacts => self.matter(table, at, [&practice, liaison, &date, &last]),
            _ => format!("{practice},{date},{last}"),
        }
    }

    /// Draws a row of a table of what visits are for.
    fn matter(&mut self, table: Table, at: usize, [practice, liaison, date, last]: [&str; 4]) -> String {
        let id = format!("{}{}", self.one(&["X", "X", "x", " X"]), self.0.random_range(1..6));
        match table {
            Table::Contacts => {
                format!("{practice},{},555-0100", self.one(&["Reed", "Sage", "", "Office Manager Reed"]))
            }
            Table::OpenIssues => format!("{practice},{},{date},{last}", self.one(&["Fax", "Forms", ""])),
            Table::Topics => format!(
                "{id},Say {at},{},{date},{}",
                self.one(&["A", "a;B", "", "all", "Z"]),
                self.one(&["once", "28", "0", ""])
            ),
            Table::HeardTopics => format!("{practice},{id},{date}"),
            Table::FollowUps => format!(
                "{practice},{date},{},{last},{liaison},{}",
                self.one(&["Call", ""]),
                self.one(&["", "yes", "no", "2025-01-01", "hm"])
            ),
            Table::Materials => format!(
                "{id},Cards {at},{},{}",
                self.one(&["1", "0", "", "many"]),
                self.one(&["", "$0.85", "12", "free", "-1", "0.333"])
            ),
            Table::Stock => format!("{liaison},{id},{},{date}", self.one(&["5", "0", "", "-1", "1.5"])),
            Table::LeftMaterials => format!("{practice},{date},{id},{},{liaison}", self.one(&["5", "", "x"])),
            Table::Providers => format!(
                "{id},Dr. {at},{},{},-77.0",
                self.one(&["Cardiology", "", ";"]),
                self.one(&["38.9", "", "x"])
            ),
            Table::ProviderHours => {
                let day = self.one(&["mon", "M-Th", "", "someday"]);
                format!(
                    "{id},\"{day}\",{},{}:{:02},{}",
                    self.one(&["", "", date]),
                    8 + at / 60,
                    at % 60,
                    self.one(&["17:00", "5 PM", "06:00", "late"])
                )
            }
            Table::Introductions => format!(
                "{practice},{},{},{date},{last}",
                self.one(&["Cardiology", "Sleep", ""]),
                self.one(&["", "", id.as_str()])
            ),
            Table::Rests => format!("{practice},{date},{last},{}", self.one(&["spring", "", "autumn"])),
            _ => format!(
                "{id},{},{date},{},{},{liaison};{},{practice}",
                self.one(&["office", "lunch", "x"]),
                self.one(&["9:00", "25:00"]),
                self.one(&["10:00", "12", "8:00 AM", ""]),
                self.one(&["", "L1", "all"])
            ),
        }
    }

    fn table(&mut self, table: Table, header: &str) -> Written {
        let (mut text, mut rows, mut number) = (format!("{header}\n"), BTreeSet::new(), 1);
        for at in 0..self.0.random_range(1..30) {
            number += 1;
            match self.0.random_range(0..20) {
                0 => text.push('\n'),
                1 => text.push_str(" ,,\n"),
                _ => {
                    let row = self.row(table, at) + self.one(&["", "", "", "", ",beyond the header,x,y"]);
                    if !row.trim_matches([',', ' ', '"']).is_empty() {
                        rows.insert(number);
                    }
                    text.push_str(&row);
                    text.push('\n');
                }
            }
        }
        Written { table, text, rows }
    }
}

const HEADERS: [(Table, &str); 23] = [
    (Table::Practices, "practice_id,name,lat,lon,owner"),
    (Table::Liaisons, "liaison_id,home_lat,home_lon"),
    (Table::Hours, "practice_id,weekday,opens,closes"),
    (Table::Referrals, "practice_id,date,count"),
    (Table::Visits, "practice_id,liaison_id,date,outcome"),
    (Table::Appointments, "date,start,liaison_id,practice_id,minutes"),
    (Table::TimeOff, "liaison_id,from,until"),
    (Table::Holidays, "date,name"),
    (Table::MustVisits, "practice_id,from,until"),
    (Table::Busy, "liaison_id,date,from,until"),
    (Table::Contacts, "practice_id,name,phone"),
    (Table::OpenIssues, "practice_id,what,since,closed"),
    (Table::Topics, "topic_id,text,tiers,from,every_days"),
    (Table::HeardTopics, "practice_id,topic_id,date"),
    (Table::FollowUps, "practice_id,due,what,from,liaison_id,done"),
    (Table::Materials, "item_id,name,pieces,value"),
    (Table::Stock, "liaison_id,item_id,pieces,date"),
    (Table::LeftMaterials, "practice_id,date,item_id,pieces,liaison_id"),
    (Table::Providers, "provider_id,name,specialties,lat,lon"),
    (Table::ProviderHours, "provider_id,weekday,date,from,until"),
    (Table::Introductions, "practice_id,specialty,provider_id,from,by"),
    (Table::Events, "event_id,kind,date,start,end,liaisons,practice_id"),
    (Table::Rests, "practice_id,from,until,trial"),
];

/// Counts the rows of a table that the book holds.
fn held(book: &Book, table: Table) -> usize {
    let practices = || book.practice_indices();
    match table {
        Table::Practices => book.practices().len(),
        Table::Liaisons => book.liaisons().len(),
        Table::Referrals => practices().map(|at| book.referrals(at).len()).sum(),
        Table::Visits => practices().map(|at| book.visits(at).len()).sum(),
        Table::Appointments => book.appointments().len(),
        Table::TimeOff => book.time_off().len(),
        Table::Holidays => book.holidays().len(),
        Table::MustVisits => book.must_visits().len(),
        Table::Busy => book.busy().len(),
        Table::Contacts => practices().map(|at| book.contacts(at).len()).sum(),
        Table::OpenIssues => practices().map(|at| book.open_issues(at).len()).sum(),
        Table::Topics => book.topics().len(),
        Table::HeardTopics => practices().map(|at| book.heard_topics(at).len()).sum(),
        Table::FollowUps => book.followups().len(),
        Table::Materials => book.materials().len(),
        Table::Stock => book.stock().len(),
        Table::LeftMaterials => practices().map(|at| book.left_materials(at).len()).sum(),
        Table::Providers => book.providers().len(),
        Table::ProviderHours => {
            let opens =
                book.providers().iter().flat_map(|it| it.hours.iter().map(|hours| hours.window.opens()));
            opens.collect::<BTreeSet<_>>().len()
        }
        Table::Introductions => book.introductions().len(),
        Table::Events => book.events().len(),
        Table::Rests => book.rests().len(),
        // Every row opens at a minute of its own.
        _ => {
            let of = |it: &rounds::model::Practice| {
                it.hours.iter().map(|hours| hours.window.opens()).collect::<Vec<_>>()
            };
            book.practices().iter().flat_map(of).collect::<BTreeSet<_>>().len()
        }
    }
}

/// Compares the account with the text and with the book.
fn judge(seed: u64, written: &[Written], reading: &Reading) -> usize {
    let mut left_out_rows = 0;
    for Written { table, text, rows } in written {
        let count =
            reading.tables.iter().find(|count| count.table == *table).expect("a count for every table");
        let of_table = reading
            .issues
            .iter()
            .filter(|it| it.table == *table && it.consequence == Consequence::RowLeftOut);
        let left_out: BTreeSet<u64> = of_table.filter_map(|it| it.row).collect();
        let told = || format!("seed {seed}, {table}:\n{text}{:#?}", reading.issues);
        assert!(left_out.is_subset(rows), "{}", told());
        assert_eq!((count.rows, count.used), (rows.len(), rows.len() - left_out.len()), "{}", told());
        assert_eq!(held(&reading.book, *table), count.used, "{}", told());
        left_out_rows += left_out.len();
    }
    left_out_rows
}

#[test]
fn every_row_of_a_thousand_books_is_used_or_reported() {
    let (mut read, mut left_out) = (0, 0);
    for seed in 0..1_200 {
        let mut draws = Draws(Pcg64Mcg::seed_from_u64(seed));
        let written: Vec<Written> =
            HEADERS.iter().map(|(table, header)| draws.table(*table, header)).collect();
        let open = |table| {
            let found = written.iter().find(|it| it.table == table);
            found.map(|it| it.text.as_bytes()).ok_or_else(|| std::io::ErrorKind::NotFound.into())
        };
        // A book without a usable practice or liaison stops the reading.
        if let Ok(reading) = ingest::read_csv(open, &Settings::default()) {
            left_out += judge(seed, &written, &reading);
            read += 1;
        }
    }
    assert!(read >= 1_000 && left_out > 20_000, "{read} books, {left_out} rows left out");
}
