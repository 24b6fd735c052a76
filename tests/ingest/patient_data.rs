//! Columns that look like patient data are not read, whatever stands in them.

use rounds::ingest::{self, BookFile, Columns, Settings, TableForm};
use rounds::model::{IssueCode, Table};

use super::{LIAISONS, PRACTICES, lines};

/// What stands in columns of patients: numbers, dates, words that mean something in other columns, and broken text.
const SECRETS: [&str; 6] = ["7734091", "1953-04-17", "Zebulon Quagmire", "=1+1", "\"a\nb\"", "#N/A"];

/// Headers of patients.
const HEADERS: [&str; 5] = ["MRN", "Patient Name", "DOB", "patient_id", "Diagnosis"];

/// The tables of a book, without patients.
fn tables() -> Vec<(Table, String)> {
    let of = |table, text: &str| (table, text.to_owned());
    vec![
        of(Table::Practices, &PRACTICES.replace("lat", "patients,lat").replace(",38", ",12,38")),
        of(Table::Liaisons, LIAISONS),
        of(Table::Hours, "practice_id,weekday,opens,closes\nP1,mon,8:00,12:00\nP9,mon,8:00,12:00\n"),
        of(Table::Referrals, "practice_id,date,patients\nP1,2026-01-05,2\nP1,2026-01-06,many\n"),
        of(Table::Visits, "practice_id,liaison_id,date,note\nP1,L1,2026-01-05,ok\n,,,\n"),
        of(Table::Contacts, "practice_id,name,phone\nP1,Office Manager Reed,555-0101\nP1,,\n"),
        of(Table::FollowUps, "practice_id,due,what\nP1,2026-02-06,forms\nP1,soon,call\n"),
        of(Table::Topics, "topic_id,text\nT1,New number\n"),
        of(Table::Introductions, "practice_id,specialty\nP1,Cardiology\n"),
        of(Table::Events, "event_id,date,start,end,liaisons\nE1,2026-02-06,9:00,10:00,all\n"),
    ]
}

/// Puts a column into every row of a table.
fn with_column(text: &str, at: usize, header: &str, secret: &str) -> String {
    let row = |(number, line): (usize, &str)| {
        let mut fields: Vec<&str> = line.split(',').collect();
        fields.insert(at.min(fields.len()), if number == 0 { header } else { secret });
        fields.join(",") + "\n"
    };
    text.lines().enumerate().map(row).collect()
}

fn files(tables: &[(Table, String)]) -> Vec<BookFile> {
    let file = |(table, text): &(Table, String)| BookFile {
        name: format!("{table}.csv"),
        bytes: text.clone().into(),
    };
    tables.iter().map(file).collect()
}

/// Everything that a reading says, without the findings about columns of patients.
fn told(tables: &[(Table, String)]) -> (String, String, usize) {
    let reading = ingest::read_files(files(tables), &Settings::default()).expect("a book");
    let survey = ingest::survey(files(tables), &Settings::default()).expect("tables");
    let dropped = reading.issues.iter().filter(|it| it.code == IssueCode::PatientColumn).count();
    let text = format!("{:?} {:?} {:?} {:?}", reading.book, reading.issues, reading.tables, reading.unused);
    let rest: Vec<_> =
        reading.issues.iter().filter(|it| it.code != IssueCode::PatientColumn).cloned().collect();
    let same =
        format!("{} {} {:?} {:?}", reading.book.digest(), lines(&rest), reading.tables, reading.unused);
    (text + &format!("{survey:?}") + &lines(&reading.issues), same, dropped)
}

#[test]
fn nothing_of_a_patient_is_told() {
    let (_, without, none) = told(&tables());
    assert_eq!(none, 0);
    for (number, secret) in SECRETS.into_iter().enumerate() {
        let header = HEADERS[number % HEADERS.len()];
        for at in [0, 1, 2, 99] {
            let with: Vec<(Table, String)> = tables()
                .into_iter()
                .map(|(table, text)| (table, with_column(&text, at, header, secret)))
                .collect();
            let (all, same, dropped) = told(&with);
            assert_eq!(same, without, "{header} = {secret} at {at}");
            assert_eq!(dropped, tables().len());
            if !["=1+1", "\"a\nb\"", "#N/A"].contains(&secret) {
                assert!(!all.contains(secret), "{secret}");
            }
        }
    }
}

#[test]
fn nothing_of_a_patient_is_read_from_a_document() {
    let document = r#"{ "practices": [{ "practice_id": "P1", "lat": 38.9, "lon": -77.0, "mrn": 7734091, "DOB": ["1953-04-17"] }],
        "liaisons": [{ "liaison_id": "L1", "home_lat": 38.9, "home_lon": -77.0 }] }"#;
    let reading = ingest::read_json(document.as_bytes(), &Settings::default()).expect("a book");
    assert_eq!(reading.issues.iter().filter(|it| it.code == IssueCode::PatientColumn).count(), 2);
    assert!(!format!("{reading:?}").contains("7734091") && !format!("{reading:?}").contains("1953"));
    assert!(reading.book.practices()[0].attributes.is_empty());
    let text = ingest::text_files(
        vec![BookFile { name: "book.json".into(), bytes: document.into() }],
        &Settings::default(),
    )
    .expect("tables");
    assert!(!format!("{:?}", String::from_utf8_lossy(&text[0].1.bytes)).contains("7734091"));
    insta::assert_snapshot!(lines(&reading.issues));
}

#[test]
fn a_mapping_to_a_patient_is_refused() {
    for mapping in ["name=Patient Name", "visits.note=MRN", "referrals.date=DOB", "contacts.name=patient"] {
        let refused = Columns::parse([mapping]).expect_err("patient data");
        assert!(refused.to_string().contains("patient data"), "{refused}");
    }
    assert!(Columns::parse(["referrals.count=Patients referred"]).is_ok());
}

/// A logged visit stands under the right headers where a column between them is not read.
#[test]
fn a_row_is_added_beside_a_column_that_is_not_read() {
    let text = "practice_id,MRN,liaison_id,date,outcome,note\nP1,7734091,L1,2026-01-05,seen,\n";
    let file = |name: &str, text: &str| BookFile { name: name.into(), bytes: text.into() };
    let all =
        vec![file("practices.csv", PRACTICES), file("liaisons.csv", LIAISONS), file("visits.csv", text)];
    let form = TableForm::find(all, Table::Visits, &Settings::default()).expect("files").expect("a table");
    assert_eq!(form.header(), ["practice_id", "liaison_id", "date", "outcome", "note"]);
    let row = ["P2", "L1", "2026-02-02", "seen", "ok"].map(str::to_owned).to_vec();
    assert_eq!(form.lines(&[row]).expect("lines"), "P2,,L1,2026-02-02,seen,ok\n");
}

/// A field under a header of patients that is no number is not shown, as nobody knows what stands there.
#[test]
fn what_is_no_count_of_patients_is_not_shown() {
    let secrets = ["Zebulon Quagmire", "7734091775", "1953-04-17", "-5", "2.5"];
    for header in ["Patients", "pts", "pt_count", "# of patients", "PatientCount", "patients_referred"] {
        for secret in secrets {
            let text = format!("practice_id,date,{header}\nP1,2026-01-05,{secret}\nP2,2026-01-05,2\n");
            let practices = format!(
                "practice_id,lat,lon,{header}\nP1,38.9,-77,{secret}\nP2,38.9,-77.1,2\nP3,38.8,-77,4\n"
            );
            let mut all = tables();
            all.retain(|(table, _)| ![Table::Referrals, Table::Practices].contains(table));
            all.extend([(Table::Referrals, text), (Table::Practices, practices)]);
            assert_not_shown(&all, header, secret);
        }
    }
}

/// Asserts that a text of the files is in no message, no table of findings and no JSON.
fn assert_not_shown(tables: &[(Table, String)], header: &str, secret: &str) {
    let reading = ingest::read_files(files(tables), &Settings::default()).expect("a book");
    let survey = ingest::survey(files(tables), &Settings::default()).expect("tables");
    let issues = &reading.issues;
    let hidden = issues.iter().filter(|it| it.row == Some(2) && it.column.as_deref() == Some("count"));
    assert!(
        hidden.clone().count() == 1 && hidden.clone().all(|it| it.value.is_none()),
        "{header} = {secret}"
    );
    let json = serde_json::to_string(issues).expect("JSON");
    let mut csv = Vec::new();
    rounds::export::findings_csv(issues, &mut csv).expect("a table");
    let csv = String::from_utf8_lossy(&csv);
    let told = lines(issues) + &rounds::export::findings_text(issues, 50) + &json + &csv;
    assert!(!told.contains(&format!("= {secret:?}")) && !told.contains(&format!(",{secret},")), "{told}");
    let is_long = secret.len() > 4;
    assert!(!is_long || !(told + &format!("{issues:?}{survey:?}")).contains(secret), "{header} = {secret}");
}
