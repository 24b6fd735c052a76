//! Files that are missing, empty, cut off, or something else than they seem.

use rounds::{
    ErrorKind, ingest,
    ingest::Settings,
    model::{IssueCode, PracticeIndex, Table},
};

use super::{LIAISONS, PRACTICES, error, lines, read, read_beside};

#[test]
fn tables_that_a_book_cannot_do_without() {
    let practices = (Table::Practices, PRACTICES.as_bytes());
    let liaisons = (Table::Liaisons, LIAISONS.as_bytes());
    let texts = [
        error(&[]),
        error(&[practices]),
        error(&[(Table::Practices, b""), liaisons]),
        error(&[(Table::Practices, b"practice_id,name,lat,lon\n"), liaisons]),
        error(&[(Table::Practices, b"number,title,up,across\nP1,Cedar Ridge,38.9,-77.0\n"), liaisons]),
        error(&[(Table::Practices, b"practice_id,lat,lon\n,38.9,-77.0\n,38.8,-77.0\n"), liaisons]),
        error(&[practices, (Table::Liaisons, b"PK\x03\x04\x14\x00\x06\x00")]),
    ];
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn an_error_says_what_kind_it_is() {
    assert_eq!(read(&[]).expect_err("no tables").kind(), ErrorKind::Input);
}

#[test]
fn a_file_that_cannot_be_opened_is_not_taken_for_missing() {
    let denied = |table| match table {
        Table::Referrals => Err(std::io::ErrorKind::PermissionDenied.into()),
        Table::Practices => Ok(PRACTICES.as_bytes()),
        Table::Liaisons => Ok(LIAISONS.as_bytes()),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    };
    let error = ingest::read_csv(denied, &Settings::default()).expect_err("a file that may not be read");
    insta::assert_snapshot!(error.to_string());
}

#[test]
fn a_further_table_that_is_empty_or_lacks_a_column() {
    let (book, mut issues) = read_beside(Table::Referrals, "practice_id,count\nP1,3\n");
    assert!(book.referrals(PracticeIndex::new(0)).is_empty());
    issues.extend(read_beside(Table::Visits, "").1);
    issues.extend(read_beside(Table::Holidays, "date,name\n\n").1);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn a_book_without_any_referrals_is_a_book() {
    let (book, issues) =
        read(&[(Table::Practices, PRACTICES.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())])
            .expect("a book");
    assert!(issues.is_empty());
    assert!(book.practice_indices().all(|practice| book.referrals(practice).is_empty()));
}

#[test]
fn rows_of_other_lengths_than_the_header() {
    let (book, issues) = read_beside(
        Table::Practices,
        "practice_id,name,lat,lon\nP1,Cedar Ridge, Inc,38.9,-77.0\nP2,Stone Bridge,38.9,-77.0,,,\nP3,Cut off,38.9\n\
         ,,,\n\nP4,\"Two\nlines\",38.8,-77.0\nP5,\"Never closed,38.8,-77.0\nP6,Swallowed,38.8,-77.0\n",
    );
    let kept: Vec<&str> = book.practices().iter().map(|practice| practice.id.as_str()).collect();
    assert_eq!(kept, ["P2", "P3", "P4"]);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn a_row_is_named_as_a_spreadsheet_shows_it() {
    let text = "practice_id,name,lat,lon\r\nP1,\"Two\r\nlines\",38.8,-77.0\r\n\r\nP2,Wrong,north,-77.0\r\n";
    let (_, issues) = read_beside(Table::Practices, text);
    assert_eq!(issues.iter().map(|issue| issue.row).collect::<Vec<_>>(), [Some(4), Some(4)]);
}

#[test]
fn text_in_other_encodings() {
    let mut latin = b"practice_id,name,lat,lon\nP1,Cedar,38.9,-77.0\nP2,Caf".to_vec();
    latin.extend(b"\xe9 Medicine \x96 East,38.9,-77.0\n");
    let wide: Vec<u8> = [0xfeff]
        .into_iter()
        .chain("practice_id\tname\tlat\tlon\nP1\tÉlan, Medicine\t38.9\t-77.0\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = [b"\xef\xbb\xbf", PRACTICES.as_bytes()].concat();
    let mut told = String::new();
    for (bytes, name) in
        [(latin, "Café Medicine – East"), (wide, "Élan, Medicine"), (marked, "Quiet Brook Cardiology")]
    {
        let tables = [(Table::Practices, bytes.as_slice()), (Table::Liaisons, LIAISONS.as_bytes())];
        let (book, issues) = read(&tables).expect("a book");
        assert_eq!(book.practices().last().map(|practice| practice.name.as_str()), Some(name));
        told += &lines(&issues);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn two_headers_for_one_column() {
    let (book, issues) =
        read_beside(Table::Practices, "practice_id,lat,LAT,lon,latitude\nP1,38.9,1.0,-77.0,2.0\n");
    assert!((book.practices()[0].location.expect("a place").lat() - 38.9).abs() < 1e-9);
    assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), [IssueCode::AmbiguousColumn]);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn json_that_is_no_book() {
    let texts = ["", "[1, 2", "[]", "{}", r#"{"practices": 7}"#, r#"{"practices": [], "liaisons": []}"#].map(
        |text| {
            let error = ingest::read_json(text.as_bytes(), &Settings::default()).expect_err("no book");
            assert_eq!(error.kind(), ErrorKind::Input);
            format!("{text:?}: {error}\n")
        },
    );
    insta::assert_snapshot!(texts.concat());
}

#[test]
fn json_rows_that_are_none() {
    let text = r#"{
        "practices": [{"practice_id": "P1", "lat": 38.9, "lon": -77.0}, 7, {"practice_id": "P2", "lat": {"deg": 38}, "lon": -77}],
        "liaisons": [{"liaison_id": "L1", "home_lat": 38.9, "home_lon": -77.0}],
        "visits": {"P1": "2026-01-01"}
    }"#;
    let (book, issues) = ingest::read_json(text.as_bytes(), &Settings::default()).expect("a book").parts();
    assert_eq!(book.practices().len(), 2);
    insta::assert_snapshot!(lines(&issues));
}
