//! Wrong values in otherwise good tables: each is reported, and the rest of the table is used.

use rounds::model::{PracticeIndex, Table, TimeWindow, Weekday, WorkHours};

use super::{LIAISONS, lines, read_beside};

#[test]
fn coordinates_that_are_none() {
    let (book, issues) = read_beside(
        Table::Practices,
        "practice_id,name,lat,lon\nP1,Good,38.9,-77.0\nP2,North of the pole,91,-77.0\nP3,Too far east,38.9,181\n\
         P4,Not a number,NaN,-77.0\nP5,Endless,38.9,inf\nP6,Nowhere,,\nP7,In words,thirty-eight,-77\n",
    );
    assert_eq!(book.practices().len(), 7);
    assert_eq!(book.practices().iter().filter(|practice| practice.location.is_some()).count(), 1);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn latitude_and_longitude_swapped() {
    let (book, issues) = read_beside(
        Table::Practices,
        "practice_id,lat,lon\nP1,38.9,-77.0\nP2,-77.1,38.8\nP3,38.95,-77.1\nP4,38.7,-77.2\nP5,-33.9,151.2\n",
    );
    let left: Vec<&str> = book.practices().iter().map(|practice| practice.id.as_str()).collect();
    assert_eq!(left, ["P1", "P3", "P4", "P5"], "a practice that is merely far away stays");
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn a_home_with_latitude_and_longitude_swapped() {
    let (book, issues) = read_beside(Table::Liaisons, "liaison_id,home_lat,home_lon\nL1,-77.0,38.9\n");
    assert_eq!(book.liaisons().len(), 1);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn rules_of_a_practice_that_cannot_be_read() {
    let (book, issues) = read_beside(
        Table::Practices,
        "practice_id,lat,lon,providers,tier,owner,visit_minutes,cadence_min,cadence_target,cadence_max,access,locked\n\
         P1,38.9,-77.0,many,D,L9,0,,,,open,maybe\n\
         P2,38.9,-77.0,2.5,b,L1,9999,40,28,50,Walk-In,YES\n\
         P3,38.9,-77.0,-1,A,,25,7,,21,lunch only,0\n",
    );
    assert_eq!(book.practices().len(), 3, "a wrong rule does not lose the practice");
    assert!(book.practices()[1].locked);
    assert_eq!(book.practices()[2].visit_minutes.0, 25);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn identifiers_that_stand_twice() {
    let rows = ["P1,First,38.9,-77.0", "P1,Second,38.8,-77.0", "P2,Other,38.7,-77.0"];
    let table = |rows: &[&str]| format!("practice_id,name,lat,lon\n{}\n", rows.join("\n"));
    let (book, issues) = read_beside(Table::Practices, &table(&rows));
    let reversed: Vec<&str> = rows.into_iter().rev().collect();
    let (same, _) = read_beside(Table::Practices, &table(&reversed));
    assert_eq!(book, same, "which of the rows is kept does not depend on their order");
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn names_that_lead_nowhere() {
    let (book, issues) = read_beside(
        Table::Visits,
        "practice_id,liaison_id,date,outcome\nP9,L1,2026-01-05,seen\nP1,L9,2026-01-05,seen\nP1,L1,2026-01-06,chatted\n",
    );
    assert_eq!(book.visits(PracticeIndex::new(0)).len(), 1, "an unknown word is no visit that met somebody");
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn hours_that_close_before_they_open() {
    let (book, issues) = read_beside(
        Table::Hours,
        "practice_id,weekday,opens,closes,valid_from,valid_until\n\
         P1,mon-fri,17:00,08:00,,\nP1,tue,09:00,12:00,,\nP2,mon,25:00,12:00,,\nP2,funday,08:00,12:00,,\n\
         P3,wed,08:00,12:00,2026-06-01,2026-05-01\nP9,mon-fri,08:00,12:00,,\nP1,tue,9:00,12:00,,\n",
    );
    assert_eq!(book.practices()[0].hours.len(), 1);
    assert_eq!(book.practices()[0].hours[0].weekday, Weekday::Tuesday);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn referrals_that_cannot_have_come() {
    let (book, mut issues) = read_beside(
        Table::Referrals,
        "practice_id,date,count,value\nP1,2026-01-05,2,\nP1,2026-02-30,1,\nP1,05/32/2026,1,\nP1,2026-01-06,-3,\n\
         P1,2026-01-07,1.5,\nP1,2026-01-08,,dear\nP1,2026-01-09T08:15:00,1,120.5\nP2,2027-01-05,1,\n",
    );
    assert_eq!(book.referrals(PracticeIndex::new(0)).len(), 3);
    let as_of = "2026-01-30".parse().expect("a date");
    issues.extend(book.later_than(as_of));
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn working_weeks_that_cannot_be() {
    let (book, issues) = read_beside(
        Table::Liaisons,
        "liaison_id,home_lat,home_lon,work_days,work_start,work_end,lunch_start,lunch_end,lunch_minutes,max_stops\n\
         L1,38.9,-77,none,,,,,,\nL2,38.9,-77,mon-fri,17:00,09:00,,,,\nL3,38.9,-77,weekdays,,,12:00,12:20,45,101\n\
         L4,38.9,-77,mon-fri 22:00-6:00,,,,,,\nL5,38.9,-77,mon 8:00-9:00 22:00-6:00,,,,,,\n",
    );
    assert!(book.liaisons()[0].hours.is_empty());
    assert_eq!(
        book.liaisons()[1].hours.get(&Weekday::Monday).map(WorkHours::span),
        TimeWindow::between((8, 30), (16, 30))
    );
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn days_in_the_wrong_order() {
    let (book, issues) =
        read_beside(Table::TimeOff, "liaison_id,from,until\nL1,2026-02-06,2026-02-02\nL2,2026-02-09,\n");
    assert_eq!(book.time_off().len(), 1);
    let (_, promised) = read_beside(
        Table::MustVisits,
        "practice_id,from,until\nP1,2026-02-06,2026-02-02\nP1,2026-02-02,\nP9,2026-02-02,2026-02-06\n",
    );
    insta::assert_snapshot!(lines(&issues) + &lines(&promised));
}

#[test]
fn the_same_appointment_twice() {
    let row = "2026-02-03,10:00,L1,P1";
    let text = format!("date,start,liaison_id,practice_id\n{row}\n{row}\n2026-02-03,,L1,P2\n");
    let (book, issues) = read_beside(Table::Appointments, &text);
    assert_eq!(book.appointments().len(), 1);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn skills_that_nobody_has() {
    let practices = "practice_id,lat,lon,skills\nP1,38.9,-77.0,Spanish; infusion\nP2,38.9,-77.0,spanish\n";
    let liaisons = format!("{},skills\n{},SPANISH\n", "liaison_id,home_lat,home_lon", "L1,38.9,-77.0");
    let tables = [(Table::Practices, practices.as_bytes()), (Table::Liaisons, liaisons.as_bytes())];
    let (_, issues) = super::read(&tables).expect("a book");
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn issues_are_read_by_programs_too() {
    let (_, issues) = read_beside(Table::Referrals, "practice_id,date,count\nP1,2026-01-06,-3\n");
    assert_eq!(
        serde_json::to_value(&issues).expect("JSON"),
        serde_json::json!([{
            "table": "referrals",
            "row": 2,
            "code": "I007",
            "column": "count",
            "value": "-3",
            "what": "it is not between 0 and 1000000",
            "advice": "Correct the number.",
            "consequence": "row_left_out",
        }])
    );
}

#[test]
fn a_long_value_is_shortened_where_it_is_shown() {
    let endless = "x".repeat(1_000_000);
    let (_, issues) = read_beside(Table::Referrals, &format!("practice_id,date\nP1,{endless}\n"));
    assert_eq!(issues.len(), 1);
    assert!(lines(&issues).len() < 400, "{}", lines(&issues).len());
}

#[test]
fn a_liaison_who_is_wrong_does_not_take_the_other_along() {
    let text = LIAISONS.replace("38.92", "north");
    let (book, issues) = read_beside(Table::Liaisons, &text);
    assert_eq!((book.liaisons().len(), issues.len()), (1, 1));
}
