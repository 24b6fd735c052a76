//! The same book in different clothes.

use rounds::{
    ingest::{self, Settings},
    model::{AccessPolicy, Book, Cadence, Table, Tier, TimeWindow, Weekday, WorkHours},
};

use super::{LIAISONS, PRACTICES, read, read_beside};

const RICH: &str = "\
practice_id,name,lat,lon,address,city,state,zip,specialty,providers,tier,owner,visit_minutes,cadence_target,access,locked,skills
P1,Cedar Ridge,38.90,-77.00,1 Made-up Street,Washington,DC,20001,Cardiology,4,A,L1,30,21,appointment_only,yes,spanish; Korean
P2,Stone Bridge,38.95,-77.10,,,,,,,,,,,,,
";

#[test]
fn every_column_of_a_practice_arrives() {
    let (book, _) = read_beside(Table::Practices, RICH);
    let practice = &book.practices()[0];
    assert_eq!(practice.address.as_deref(), Some("1 Made-up Street, Washington, DC 20001"));
    assert_eq!((practice.providers, practice.tier), (Some(4), Some(Tier::A)));
    assert_eq!(practice.cadence.map(Cadence::target), Some(21));
    assert_eq!((practice.access, practice.locked), (AccessPolicy::AppointmentOnly, true));
    assert_eq!(practice.skills.iter().collect::<Vec<_>>(), ["korean", "spanish"]);
}

#[test]
fn what_is_not_said_is_as_usual() {
    let (book, issues) = read_beside(Table::Practices, RICH);
    let usual = rounds::model::Practice::new("P2", "Stone Bridge", book.practices()[1].location);
    assert_eq!(book.practices()[1], usual);
    let plain = rounds::model::Liaison::new("L1", "Liaison Alder", book.liaisons()[0].home);
    assert_eq!(book.liaisons()[0], plain);
    assert_eq!(issues.len(), 1, "nobody has the skills");
}

#[test]
fn working_weeks_in_every_form() {
    let (book, issues) = read_beside(
        Table::Liaisons,
        "liaison_id,home_lat,home_lon,work_days,work_start,lunch_minutes\n\
         L1,38.9,-77,mon tue thu,9:00,0\nL2,38.9,-77,mon-thu 8:00-17:00; fri 8:00-12:00,,45\nL3,38.9,-77,\"fri - mon,wed\",,\n",
    );
    assert!(issues.is_empty(), "{issues:?}");
    let [first, second, third] = book.liaisons() else { panic!("three liaisons") };
    assert_eq!(
        first.hours.keys().copied().collect::<Vec<_>>(),
        [Weekday::Monday, Weekday::Tuesday, Weekday::Thursday]
    );
    assert_eq!(first.hours.get(&Weekday::Monday).map(WorkHours::span), TimeWindow::between((9, 0), (16, 30)));
    assert_eq!((first.lunch, second.lunch.map(|lunch| lunch.minutes().0)), (None, Some(45)));
    assert_eq!(second.hours.get(&Weekday::Friday).map(WorkHours::span), TimeWindow::between((8, 0), (12, 0)));
    assert_eq!(third.hours.len(), 5, "Friday to Monday, and Wednesday");
}

#[test]
fn several_windows_a_day() {
    let (book, issues) = read_beside(
        Table::Liaisons,
        "liaison_id,home_lat,home_lon,work_days,max_stops\n\
         L1,38.9,-77,mon 8:00-9:30 13:00-17:00,0\nL2,38.9,-77,\"mon-wed 8:00-12:00, 13:00-17:00; fri 9:00-12:00\",100\n\
         L3,38.9,-77,mon 8:00-10:00; mon 14:00-16:00; tue-wed 8:00-17:00; wed 8:00-12:00,\n",
    );
    assert!(issues.is_empty(), "{issues:?}");
    let hours = |at: usize, day| {
        let windows = book.liaisons()[at].hours.get(&day).into_iter().flat_map(WorkHours::windows);
        windows.map(|it| it.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(hours(0, Weekday::Monday), ["08:00-09:30", "13:00-17:00"]);
    assert_eq!(hours(1, Weekday::Tuesday), ["08:00-12:00", "13:00-17:00"]);
    assert_eq!(hours(1, Weekday::Friday), ["09:00-12:00"]);
    assert_eq!(hours(2, Weekday::Monday), ["08:00-10:00", "14:00-16:00"], "two parts add up");
    assert_eq!(hours(2, Weekday::Wednesday), ["08:00-12:00"], "a part that overlaps counts instead");
    let most: Vec<u32> = book.liaisons().iter().map(|it| it.max_stops).collect();
    assert_eq!(most, [0, 100, 10]);
}

#[test]
fn commas_semicolons_and_tabs_mean_the_same() {
    let (book, _) = read_beside(Table::Practices, PRACTICES);
    for delimiter in [";", "\t"] {
        let (same, issues) = read_beside(Table::Practices, &PRACTICES.replace(',', delimiter));
        assert_eq!((&book, issues.len()), (&same, 0));
    }
}

#[test]
fn line_ends_and_blank_rows_mean_nothing() {
    let (book, _) = read_beside(Table::Practices, PRACTICES);
    for text in [
        PRACTICES.replace('\n', "\r\n"),
        PRACTICES.replace('\n', "\n\n,,,\n"),
        PRACTICES.trim_end().to_owned(),
    ] {
        let (same, issues) = read_beside(Table::Practices, &text);
        assert_eq!((&book, issues.len()), (&same, 0));
    }
}

#[test]
fn csv_and_json_are_the_same_book() {
    let tables: Vec<(Table, String)> = sample(&["P1", "P2", "P3"]);
    let bytes: Vec<(Table, &[u8])> = tables.iter().map(|(table, text)| (*table, text.as_bytes())).collect();
    let (from_csv, issues) = read(&bytes).expect("a book");
    assert!(issues.is_empty(), "{issues:?}");
    let document: serde_json::Map<_, _> =
        tables.iter().map(|(table, text)| (table.to_string(), to_json(text))).collect();
    let document = serde_json::to_vec(&document).expect("JSON");
    let (from_json, issues) =
        ingest::read_json(document.as_slice(), &Settings::default()).expect("a book").parts();
    assert!(issues.is_empty(), "{issues:?}");
    assert_eq!(from_csv, from_json);
}

#[test]
fn rows_in_any_order_are_the_same_book() {
    let (book, _) = book_of(&sample(&["P1", "P2", "P3"]));
    let (same, _) = book_of(&sample(&["P3", "P1", "P2"]));
    assert_eq!(book, same);
}

fn book_of(tables: &[(Table, String)]) -> (Book, usize) {
    let bytes: Vec<(Table, &[u8])> = tables.iter().map(|(table, text)| (*table, text.as_bytes())).collect();
    let (book, issues) = read(&bytes).expect("a book");
    (book, issues.len())
}

/// A row of every table for each practice, in this order.
fn sample(practices: &[&str]) -> Vec<(Table, String)> {
    let rows = |header: &str, row: &dyn Fn(&str, &str) -> String| {
        let rows: String = practices.iter().map(|id| row(id, &id[1..]) + "\n").collect();
        format!("{header}\n{rows}")
    };
    vec![
        (Table::Practices, rows("practice_id,lat,lon,beds", &|id, n| format!("{id},38.{n},-77.0,{n}0"))),
        (Table::Liaisons, LIAISONS.to_owned()),
        (Table::Referrals, rows("practice_id,date,count", &|id, n| format!("{id},2026-01-0{n},{n}"))),
        (Table::Visits, rows("practice_id,liaison_id,date", &|id, n| format!("{id},L1,2026-01-1{n}"))),
        (
            Table::Hours,
            rows("practice_id,weekday,opens,closes", &|id, _| format!("{id},mon-wed,08:00,12:00")),
        ),
        (
            Table::Appointments,
            rows("date,start,liaison_id,practice_id", &|id, n| format!("2026-02-0{n},10:00,L1,{id}")),
        ),
        (Table::TimeOff, "liaison_id,from,until\nL2,2026-02-09,2026-02-10\n".to_owned()),
        (Table::Holidays, "date,name\n2026-02-16,Presidents' Day\n".to_owned()),
        (Table::MustVisits, rows("practice_id,from,until", &|id, n| format!("{id},2026-02-0{n},2026-02-20"))),
        (
            Table::Contacts,
            rows("practice_id,name,phone", &|id, n| format!("{id},Office Manager {n},555-010{n}")),
        ),
        (
            Table::OpenIssues,
            rows("practice_id,what,since", &|id, n| format!("{id},Waits for {n},2026-01-0{n}")),
        ),
        (Table::Topics, rows("topic_id,text,tiers,every_days", &|_, n| format!("T{n},Say {n},A;B,{n}0"))),
        (Table::HeardTopics, rows("practice_id,topic_id,date", &|id, n| format!("{id},T{n},2026-01-0{n}"))),
        (Table::FollowUps, rows("practice_id,due,what", &|id, n| format!("{id},2026-02-0{n},Bring {n}"))),
        (Table::Materials, rows("item_id,name,value", &|_, n| format!("M{n},Cards {n},0.{n}5"))),
        (Table::Stock, rows("liaison_id,item_id,pieces", &|_, n| format!("L1,M{n},{n}00"))),
        (Table::LeftMaterials, rows("practice_id,date,item_id", &|id, n| format!("{id},2026-01-0{n},M{n}"))),
        (
            Table::Providers,
            rows("provider_id,specialties,lat,lon", &|_, n| format!("D{n},Cardiology,38.{n},-77.1")),
        ),
        (
            Table::ProviderHours,
            rows("provider_id,weekday,from,until", &|_, n| format!("D{n},mon-fri,09:00,1{n}:00")),
        ),
        (
            Table::Introductions,
            rows("practice_id,specialty,by", &|id, n| format!("{id},Cardiology,2026-02-1{n}")),
        ),
        (
            Table::Events,
            rows("event_id,date,start,end,liaisons,practice_id", &|id, n| {
                format!("E{n},2026-02-1{n},12:00,13:00,all,{id}")
            }),
        ),
        (
            Table::Rests,
            rows("practice_id,from,until,trial", &|id, n| format!("{id},2026-02-0{n},2026-05-0{n},spring")),
        ),
    ]
}

/// CSV rows as objects; numbers become numbers.
fn to_json(text: &str) -> serde_json::Value {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let value = |field: &str| field.parse::<f64>().map_or_else(|_| field.into(), serde_json::Value::from);
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            header
                .iter()
                .zip(&record)
                .map(|(name, field)| (name.to_owned(), value(field)))
                .collect::<serde_json::Value>()
        })
        .collect()
}
