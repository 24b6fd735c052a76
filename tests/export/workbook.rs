//! The plan as a workbook, read back by another library.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use rounds::export::{self, Units, WorkbookExtras};
use rounds::ingest::TableCount;
use rounds::model::{Book, Consequence, Finding, Issue, Liaison, Location, Practice, Table};
use rounds::plan::{Itinerary, Plan};

use crate::fixture::{self, EMOJI, FORMULA};

type File = Xlsx<Cursor<Vec<u8>>>;

fn opened(book: &Book, plan: &Plan, extras: &WorkbookExtras) -> File {
    Xlsx::new(Cursor::new(export::workbook(book, plan, extras).unwrap())).unwrap()
}

fn small() -> File {
    let (book, plan) = fixture::small();
    opened(&book, &plan, &WorkbookExtras::default())
}

fn sheet(file: &mut File, name: &str) -> Range<Data> {
    file.worksheet_range(name).unwrap()
}

/// The cells under a heading, which stands in this row.
fn column(sheet: &Range<Data>, row: usize, heading: &str) -> Vec<Data> {
    let at = sheet.rows().nth(row).unwrap().iter().position(|cell| *cell == heading).expect(heading);
    sheet.rows().skip(row + 1).map(|cells| cells[at].clone()).collect()
}

/// The date and the time of a cell that holds one.
fn moment(cell: &Data) -> Option<[String; 2]> {
    let (year, month, day, hour, minute, ..) = cell.get_datetime()?.to_ymd_hms_milli();
    Some([format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}")])
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let (book, plan) = fixture::small();
    let extras = WorkbookExtras::default();
    let first = export::workbook(&book, &plan, &extras).unwrap();
    assert!(first.starts_with(b"PK"));
    assert_eq!(first, export::workbook(&book, &plan, &extras).unwrap());
}

#[test]
fn every_list_is_a_sheet() {
    let names = small().sheet_names();
    let own = ["O'Hara, \"Liaison\" <One>", "Liaison Two"];
    assert_eq!(
        names,
        own.into_iter().chain(["All stops", "Practices", "Calls", "Findings", "Assumed"]).collect::<Vec<_>>()
    );
}

#[test]
fn calls_are_a_list_with_real_dates() {
    let (book, plan) = fixture::small();
    let calls = crate::calls::calls();
    let mut file = opened(&book, &plan, &WorkbookExtras { calls: &calls, ..WorkbookExtras::default() });
    let range = sheet(&mut file, "Calls");
    let head: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(head[..6], ["Call by", "Liaison", "Practice ID", "Practice", "Phone", "Visit on"]);
    let last = range.rows().next_back().unwrap();
    assert!(last[0].is_datetime() && last[5].is_datetime() && last[6].is_empty());
    assert_eq!(last[8].get_string(), Some("too late to call for this plan"));
    let mut none = opened(&book, &plan, &WorkbookExtras::default());
    let first = sheet(&mut none, "Calls").rows().next().unwrap()[0].to_string();
    assert_eq!(first, "Nobody has to be called ahead.");
}

#[test]
fn dates_times_and_numbers_are_real_ones() {
    let stops = sheet(&mut small(), "All stops");
    let (_, plan) = fixture::small();
    let planned: Vec<_> = plan.stops().collect();
    let (dates, starts) = (column(&stops, 0, "Date"), column(&stops, 0, "Start"));
    assert_eq!(dates.len(), planned.len());
    for ((date, start), (_, day, stop)) in dates.iter().zip(&starts).zip(&planned) {
        let ([date, _], [_, start]) = (moment(date).unwrap(), moment(start).unwrap());
        assert_eq!((date, start), (day.to_string(), stop.start.to_string()));
    }
    let drives = column(&stops, 0, "Drive min");
    assert!(
        drives
            .iter()
            .zip(&planned)
            .all(|(cell, (_, _, stop))| cell.as_i64() == Some(i64::from(stop.leg.drive.0)))
    );
    assert!((column(&stops, 0, "Drive mi")[0].as_f64().unwrap() - 14_500.0 / 1609.344).abs() < 1e-9);
}

#[test]
fn names_are_as_they_are_and_none_is_a_formula() {
    let mut file = small();
    let stops = sheet(&mut file, "All stops");
    let names = column(&stops, 0, "Practice");
    assert!(
        names.contains(&Data::String(FORMULA.to_owned())) && names.contains(&Data::String(EMOJI.to_owned()))
    );
    for name in file.sheet_names() {
        assert_eq!(file.worksheet_formula(&name).unwrap().used_cells().count(), 0, "{name}");
    }
}

#[test]
fn every_practice_has_its_fate_and_its_reason() {
    let (_, plan) = fixture::small();
    let practices = sheet(&mut small(), "Practices");
    assert_eq!(practices.rows().count(), plan.dispositions.len() + 1);
    let reasons = column(&practices, 0, "Reason");
    assert!(reasons.iter().all(|reason| reason.get_string().is_some_and(|text| text.ends_with('.'))));
    assert_eq!(column(&practices, 0, "Fate")[0], Data::String("planned".into()));
    assert_eq!(moment(&column(&practices, 0, "Next visit")[0]).unwrap()[0], "2026-02-02");
}

#[test]
fn a_liaison_s_sheet_holds_their_days() {
    let mut file = small();
    let days = sheet(&mut file, "O'Hara, \"Liaison\" <One>");
    let times = column(&days, 2, "Time");
    let all = times.iter().filter_map(moment).map(|[date, _]| date);
    let dates: Vec<String> = all.filter(|date| date.starts_with("2026")).collect();
    assert_eq!(dates, ["2026-02-02", "2026-02-05"]);
    let text = days.used_cells().filter_map(|(_, _, cell)| cell.get_string()).collect::<Vec<_>>().join("|");
    assert!(
        text.contains("miles; leave home at") && text.contains("Lunch") && text.contains("Home again"),
        "{text}"
    );
    let idle = sheet(&mut file, "Liaison Two");
    assert!(idle.used_cells().any(|(_, _, cell)| *cell == "No visits are planned."));
}

#[test]
fn findings_and_assumptions_are_told() {
    let (book, plan) = fixture::small();
    let found = Issue::new(Table::Visits, Finding::UnknownPractice, Consequence::RowLeftOut);
    let findings = [found.at(7).about("practice_id", "=P77")];
    let assumed = ["Drives are estimates.".to_owned()];
    let read = [TableCount { table: Table::Visits, rows: 1511, used: 1499 }];
    let extras = WorkbookExtras {
        findings: &findings,
        assumed: &assumed,
        calls: &[],
        read: &read,
        briefs: None,
        units: Units::Kilometres,
    };
    let mut file = opened(&book, &plan, &extras);
    let told = sheet(&mut file, "Findings");
    assert_eq!(
        told.get((0, 0)),
        Some(&Data::String("1,499 of 1,511 rows of visits used; 12 left out, see findings.csv.".into()))
    );
    assert_eq!(column(&told, 1, "Row"), [Data::Float(7.0)]);
    assert_eq!(column(&told, 1, "Value"), [Data::String("=P77".into())]);
    let lines = column(&sheet(&mut file, "Assumed"), 0, "This plan rests on");
    assert!(lines.len() > 4 && lines.contains(&Data::String(assumed[0].clone())), "{lines:?}");
    assert!(sheet(&mut file, "All stops").rows().next().unwrap().contains(&Data::String("Drive km".into())));
}

#[test]
fn a_place_that_is_not_a_practice_s_own_is_told() {
    let (_, plan) = fixture::small();
    let home = Location::new(38.9, -77.0).unwrap();
    let near = |id: &str, address: Option<&str>| Practice {
        near: Some("ZIP 04401".to_owned()),
        address: address.map(str::to_owned),
        ..Practice::new(id, id, home)
    };
    let practices = vec![near("P1", Some("1 Élan St")), near("P2", None), Practice::new("P3", "P3", None)];
    let records = rounds::model::Records {
        practices: practices.into(),
        liaisons: vec![Liaison::new("L 1", "Liaison One", home)].into(),
        ..Default::default()
    };
    let (book, _) = Book::build(records).unwrap();
    let sheet = sheet(&mut opened(&book, &plan, &WorkbookExtras::default()), "Practices");
    let (addresses, links) = (column(&sheet, 0, "Address"), column(&sheet, 0, "Map"));
    let wanted = ["1 Élan St (near ZIP 04401)", "near ZIP 04401", "no place"];
    assert_eq!(addresses[..3], wanted.map(|text| Data::String(text.to_owned())));
    assert_eq!(links[..3].iter().filter(|link| !link.is_empty()).count(), 2);
}

/// Two people of one name, names that no sheet may have, texts beyond the limits of the format.
#[test]
fn names_and_texts_beyond_the_limits_are_no_accident() {
    let place = Location::new(38.9, -77.0).unwrap();
    let names = [
        "Pat Lee",
        "pat lee",
        "History",
        "a/b:c*d?e[f]g",
        "",
        "The Very Long Name of Somebody With Many Names",
    ];
    let liaisons: Vec<Liaison> =
        (1..).zip(names).map(|(at, name)| Liaison::new(format!("L{at}"), name, place)).collect();
    let (_, mut plan) = fixture::small();
    plan.itineraries =
        liaisons.iter().map(|it| Itinerary { liaison: it.id.clone(), days: Vec::new() }).collect();
    let address = Some("é".repeat(3_000));
    let practices = vec![Practice { address, ..Practice::new("P1", "x".repeat(40_000), place) }];
    let records = rounds::model::Records {
        practices: practices.into(),
        liaisons: liaisons.into(),
        ..Default::default()
    };
    let (book, _) = Book::build(records).unwrap();
    let mut file = opened(&book, &plan, &WorkbookExtras::default());
    assert_eq!(file.sheet_names().len(), names.len() + 5);
    let longest =
        sheet(&mut file, "Practices").rows().nth(1).unwrap()[1].get_string().unwrap().chars().count();
    assert_eq!(longest, 32_767);
}

/// A workbook with a word in the column of outcomes of one sheet, as somebody fills it in.
fn filled(file: &mut File, wanted: &str, word: &str) -> Vec<u8> {
    let mut copy = rust_xlsxwriter::Workbook::new();
    for name in file.sheet_names() {
        let cells = sheet(file, &name);
        let into = copy.add_worksheet().set_name(&name).unwrap();
        let outcome = cells.used_cells().find(|(.., cell)| **cell == "Outcome").map(|(row, at, _)| (row, at));
        let id = cells.used_cells().find(|(.., cell)| **cell == "Practice ID").map(|(_, at, _)| at);
        for (row, at, cell) in cells.used_cells() {
            let (row_number, at_number) = (u32::try_from(row).unwrap(), u16::try_from(at).unwrap());
            match cell {
                Data::String(text) => into.write_string(row_number, at_number, text).map(drop).unwrap(),
                Data::DateTime(moment) => {
                    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
                    into.write_number_with_format(row_number, at_number, moment.as_f64(), &format)
                        .map(drop)
                        .unwrap();
                }
                other => into.write_number(row_number, at_number, other.as_f64().unwrap()).map(drop).unwrap(),
            }
            if let (Some((head, column)), true) = (outcome, name == wanted && id == Some(at))
                && row > head
            {
                into.write_string(row_number, u16::try_from(column).unwrap(), word).unwrap();
            }
        }
    }
    copy.save_to_buffer().unwrap()
}

#[test]
fn either_sheet_can_be_filled_in_and_logged() {
    use rounds::ingest::{self, BookFile, LogReader, Settings};
    let (book, plan) = fixture::small();
    let settings = Settings::default();
    let reader = LogReader::new(&book, &settings, "2026-12-31".parse().unwrap());
    let log = |bytes: Vec<u8>| {
        let file = BookFile { name: "plan.xlsx".into(), bytes };
        ingest::read_log_sheet(vec![file], &reader, &settings).unwrap()
    };
    let stops = plan.stops().count();
    let as_it_is = log(export::workbook(&book, &plan, &WorkbookExtras::default()).unwrap());
    assert_eq!(
        (as_it_is.entries.len(), as_it_is.empty, as_it_is.faults.len()),
        (0, stops, 0),
        "{as_it_is:?}"
    );
    let own: Vec<_> = plan.itineraries.iter().find(|it| !it.days.is_empty()).unwrap().days.iter().collect();
    for (name, wanted) in
        [("All stops", stops), ("O'Hara, \"Liaison\" <One>", own.iter().map(|day| day.stops.len()).sum())]
    {
        let read = log(filled(&mut small(), name, "no access"));
        // What is told on one sheet is not without an outcome, although it is on the other.
        assert_eq!(
            (read.entries.len(), read.empty, read.faults.len()),
            (wanted, stops - wanted, 0),
            "{read:?}"
        );
        let logged: Vec<_> =
            read.entries.iter().map(|it| (it.entry.practice.clone(), it.entry.date)).collect();
        assert!(
            logged
                .iter()
                .all(|(id, date)| plan.stops().any(|(_, day, stop)| stop.practice == *id && day == *date))
        );
    }
}
