//! Travel tables as people write them.

use rounds::geo::{GreatCircle, TravelMatrix, TravelTable, TravelTimes};
use rounds::model::{Book, IssueCode, LiaisonId, Location, PracticeId, Table};

use crate::{lines, read};

/// Practices 1 to 3 are about 5.6 and 11 km from each other, and liaison 1 has a number that a practice has, too.
const PRACTICES: &str =
    "practice_id,lat,lon\n1,38.90,-77.00\n2,38.95,-77.00\n3,39.00,-77.00\nP4,39.00,-77.00\n";
const LIAISONS: &str = "liaison_id,home_lat,home_lon\n1,38.80,-77.00\nL2,38.85,-77.00\n";

fn book() -> Book {
    let tables: [(Table, &[u8]); 2] =
        [(Table::Practices, PRACTICES.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())];
    read(&tables).expect("a book").0
}

fn table(text: &str) -> TravelTable {
    table_of(text.as_bytes())
}

fn table_of(bytes: &[u8]) -> TravelTable {
    let table = TravelTable::read(bytes, &book()).expect("a table");
    let said = lines(&table.issues);
    let mut out: Vec<u64> = table
        .issues
        .iter()
        .filter(|it| it.to_string().contains("left out"))
        .filter_map(|it| it.row)
        .collect();
    out.dedup();
    let is_out = said.contains("The table is left out");
    assert!(is_out || table.used + out.len() == table.rows, "{said}");
    table
}

fn practice(id: &str) -> Location {
    book().practice(&PracticeId::from(id)).expect(id).location.expect("a place")
}

fn home(id: &str) -> Location {
    book().liaison(&LiaisonId::from(id)).expect(id).home
}

/// Seconds and metres of a drive.
fn drive(roads: &TravelMatrix, from: Location, to: Location) -> Option<(u32, u32)> {
    roads.drive(from, to).map(|drive| (drive.time.0, drive.distance.0))
}

fn codes(table: &TravelTable) -> Vec<(Option<u64>, IssueCode)> {
    table.issues.iter().map(|issue| (issue.row, issue.code)).collect()
}

#[test]
fn one_pair_leaves_the_others_to_the_estimate() {
    let table = table("from,to,seconds,metres\n1,2,2700,21000\n");
    assert_eq!((table.rows, table.used, table.covered), (1, 1, 1));
    // Three places of practices and two homes: 3 x 2 ways between practices, 2 x 3 x 2 from and to homes.
    assert_eq!(table.pairs, 18);
    let (from, to) = (practice("1"), practice("2"));
    assert_eq!(drive(&table.matrix, to, from), None, "without an estimate there is no way");
    let roads = table.matrix.with_estimate(GreatCircle::default());
    assert_eq!(drive(&roads, from, to), Some((2700, 21000)));
    assert_eq!(roads.drive(to, from), GreatCircle::default().drive(to, from));
    assert!(roads.covers(from, to) && !roads.covers(to, from));
}

#[test]
fn forbidden_pairs_have_no_way() {
    for text in [
        "from,to,seconds\n2,3,forbidden\n",
        "from,to,forbidden\n2,3,Yes\n",
        "from,to,minutes,forbidden\n2,3,10,x\n",
    ] {
        let table = table(text);
        assert_eq!(lines(&table.issues), "", "{text}");
        let roads = table.matrix.with_estimate(GreatCircle::default());
        assert_eq!(drive(&roads, practice("2"), practice("3")), None, "{text}");
        assert!(drive(&roads, practice("3"), practice("2")).is_some());
    }
    let doubtful = table("from,to,seconds,forbidden\n2,3,900,perhaps\n");
    assert!(lines(&doubtful.issues).contains("I006 travel row 2, forbidden = \"perhaps\""));
    assert_eq!(doubtful.matrix.drive(practice("2"), practice("3")).map(|it| it.time.0), Some(900));
}

#[test]
fn a_bare_number_of_both_is_the_practice_s() {
    let table =
        table("from,to,seconds\n1,2,900\n2,1,960\nhome:1,2,1200\nPractice:1,3,1300\nL2,home:1,1400\n");
    let found: Vec<_> = codes(&table).into_iter().filter(|it| it.1 == IssueCode::AmbiguousPlace).collect();
    assert_eq!(found, [(Some(2), IssueCode::AmbiguousPlace)], "once for each identifier");
    assert!(lines(&table.issues).contains("= \"1\": a practice and a liaison have this identifier"));
    let seconds = |from, to| table.matrix.drive(from, to).map(|drive| drive.time.0);
    assert_eq!(seconds(practice("1"), practice("2")), Some(900));
    assert_eq!(seconds(home("1"), practice("2")), Some(1200));
    assert_eq!(seconds(practice("1"), practice("3")), Some(1300));
    assert_eq!(seconds(home("L2"), home("1")), Some(1400));
    assert_eq!(table.used, 5);
}

#[test]
fn of_two_drives_the_slower_counts_in_every_order() {
    let rows = ["2,3,900,8000", "2,3,9000,90000", "2,3,900,8000"];
    for order in [[0, 1, 2], [1, 0, 2], [0, 2, 1]] {
        let text =
            order.iter().fold("from,to,seconds,metres\n".to_owned(), |text, at| text + rows[*at] + "\n");
        let table = table(&text);
        assert_eq!(drive(&table.matrix, practice("2"), practice("3")), Some((9000, 90000)), "{text}");
        assert_eq!(
            codes(&table),
            [(Some(3), IssueCode::PairTwice), (Some(4), IssueCode::PairTwice)],
            "{text}"
        );
    }
    let forbidden = table("from,to,seconds\n2,3,forbidden\n2,3,900\n");
    assert_eq!(forbidden.matrix.drive(practice("2"), practice("3")), None);
}

/// Practices 3 and P4 stand in one building.
#[test]
fn practices_in_one_building_share_the_slower_drive() {
    let same = table("from,to,seconds\n2,3,900\n2,P4,900\n3,P4,0\n");
    assert_eq!((lines(&same.issues), same.used), (String::new(), 3), "a whole table says the same of both");
    let other = table("from,to,seconds\n2,3,900\n2,P4,1000\n3,P4,60\n");
    assert_eq!(codes(&other), [(Some(3), IssueCode::PairTwice), (Some(4), IssueCode::DoubtfulDrive)]);
    assert_eq!(other.matrix.drive(practice("2"), practice("3")).map(|it| it.time.0), Some(1000));
}

#[test]
fn headers_units_separators_and_marks_as_they_come() {
    let texts = [
        "\u{feff}Origin;Destination;Duration (min);Distance (km)\n2;3;12,5;7,25\n",
        "ORIGIN_ID,DESTINATION_ID,travel_time_s,distance_m\n2,3,750,7250\n",
        "to\tfrom\ttime\tlength\n3\t2\t750\t\"7,250\"\n",
        "sep=;\nfrom;to;minutes;km\n2;3;12.5;7.25\n",
        "note,from,to,seconds,metres,\nslow,2,3,750,7250,\n",
        "from,to,seconds,minutes,metres\n2,3,,12.5,7250\n",
    ];
    for text in texts {
        let table = table(text);
        assert_eq!(lines(&table.issues), "", "{text}");
        assert_eq!(drive(&table.matrix, practice("2"), practice("3")), Some((750, 7250)), "{text}");
    }
    let miles = table("from,to,seconds,miles\n2,3,750,5\n");
    assert_eq!(drive(&miles.matrix, practice("2"), practice("3")), Some((750, 8047)));
    let unsaid = table("from,to,seconds\n2,3,750\n");
    let estimate = GreatCircle::default().drive(practice("2"), practice("3")).expect("a drive");
    assert_eq!(drive(&unsaid.matrix, practice("2"), practice("3")), Some((750, estimate.distance.0)));
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_shows() {
    let text = "from,to,seconds,note\r\n2,3,750,\"two\r\nlines\"\r\n\r\n,,,\r\n2,9,750,\r\n3,2,-1,\r\n";
    assert_eq!(
        codes(&table(text)),
        [(Some(5), IssueCode::UnknownPractice), (Some(6), IssueCode::OutOfRange)]
    );
}

#[test]
fn a_row_that_cannot_be_used_is_reported() {
    let text = "from,to,seconds,metres\n2,3,\n2,3,NaN,1\n2,3,inf,1\n2,3,soon,1\n,3,750,1\n2,3,750,1,5\n2,3,-5,1\n2,X,9,9\n3,2,750,many\n";
    let table = table(text);
    insta::assert_snapshot!(lines(&table.issues));
    assert_eq!((table.rows, table.used), (9, 1));
    let missing = TravelTable::read("from,seconds\n".as_bytes(), &book()).expect_err("no column to");
    assert!(missing.to_string().contains("no column to"));
    let zipped = TravelTable::read("PK\u{3}\u{4}".as_bytes(), &book()).expect_err("a workbook");
    assert!(zipped.to_string().contains("workbook"));
}

#[test]
fn drives_that_cannot_be_are_told() {
    let text =
        "from,to,seconds,metres\n2,3,900,8000\n3,2,30,8000\n1,2,90000,8000\n2,1,900,4000\n3,1,900,20000\n";
    insta::assert_snapshot!(lines(&table(text).issues));
}

#[test]
fn a_table_in_another_unit_is_asked_about() {
    let minutes = table("from,to,seconds\n2,3,15\n3,2,15\n1,3,20\nhome:1,3,forbidden\n");
    assert!(
        lines(&minutes.issues)
            .contains("are these minutes? As seconds, 3 of 3 drives are faster than 200 km/h.")
    );
    assert_eq!((minutes.used, minutes.covered), (0, 0));
    let seconds = table("from,to,minutes\n2,3,900\n3,2,900\n1,3,1200\n");
    assert!(lines(&seconds.issues).contains("are these seconds? As minutes, "));
    let km = table("from,to,seconds,metres\n2,3,900,7.5\n3,2,900,7\n1,3,1200,14\n");
    assert!(lines(&km.issues).contains("are these kilometres? As metres, "));
    assert_eq!((km.used, km.issues.len()), (3, 2), "{}", lines(&km.issues));
    let estimate = GreatCircle::default().drive(practice("2"), practice("3")).expect("a drive");
    assert_eq!(drive(&km.matrix, practice("2"), practice("3")), Some((900, estimate.distance.0)));
}

#[test]
fn a_practice_without_a_place_has_no_drives() {
    let practices = "practice_id,lat,lon\n1,38.90,-77.00\n2,,\n";
    let tables: [(Table, &[u8]); 2] =
        [(Table::Practices, practices.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())];
    let book = read(&tables).expect("a book").0;
    let table =
        TravelTable::read("from,to,seconds\n1,2,900\nL2,home:1,900\n".as_bytes(), &book).expect("a table");
    let found: Vec<_> = table.issues.iter().filter(|it| it.row == Some(2)).map(|it| it.code).collect();
    assert_eq!((found, table.used), (vec![IssueCode::NoPlace], 1));
}

#[test]
fn other_encodings_are_read_and_told() {
    let text = "from,to,seconds,note\n2,3,750,caf\u{e9}\n";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin: Vec<u8> = text.chars().map(|it| u8::try_from(u32::from(it)).unwrap_or(b'?')).collect();
    for bytes in [utf16, latin] {
        let table = table_of(&bytes);
        assert_eq!(codes(&table), [(None, IssueCode::Encoding)]);
        assert_eq!(table.used, 1);
    }
}

#[test]
fn an_apostrophe_in_front_of_an_identifier_is_taken_off() {
    let (plain, guarded) = (table("from,to,seconds\n1,2,2700\n"), table("from,to,seconds\n'1,'2,2700\n"));
    assert_eq!((guarded.used, guarded.covered), (plain.used, plain.covered));
    assert_eq!(drive(&guarded.matrix, practice("1"), practice("2")).map(|drive| drive.0), Some(2700));
}
