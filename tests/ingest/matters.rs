//! What visits are for: people, talking points, material, our physicians, events.

use rounds::geo::Gazetteer;
use rounds::ingest::{self, BookFile, Settings};
use rounds::model::{
    Book, Cents, EventKind, IssueCode, LiaisonId, Minutes, PracticeId, PracticeIndex, ProviderDay, Segment,
    Table, Tier, TimeWindow, Weekday,
};

use super::{LIAISONS, PRACTICES, lines, read_beside};

fn first() -> PracticeIndex {
    PracticeIndex::new(0)
}

/// Reads several tables beside good practices and liaisons.
fn read(tables: &[(Table, &str)]) -> (Book, Vec<rounds::model::Issue>) {
    let good = [(Table::Practices, PRACTICES), (Table::Liaisons, LIAISONS)];
    let others = good.into_iter().filter(|(name, _)| tables.iter().all(|(table, _)| table != name));
    let all: Vec<(Table, &[u8])> =
        others.chain(tables.iter().copied()).map(|(table, text)| (table, text.as_bytes())).collect();
    super::read(&all).expect("a book")
}

/// Reads files as they lie in a folder.
fn files(files: &[(&str, &str)]) -> ingest::Reading {
    let good = [("practices.csv", PRACTICES), ("liaisons.csv", LIAISONS)];
    let others = good.into_iter().filter(|(name, _)| files.iter().all(|(other, _)| other != name));
    let file = |(name, text): (&str, &str)| BookFile { name: name.into(), bytes: text.into() };
    let files = others.chain(files.iter().copied()).map(file).collect();
    ingest::read_files(files, &Settings::default()).expect("a book")
}

#[test]
fn people_and_what_is_open() {
    let (book, issues) = read(&[
        (
            Table::Contacts,
            "Account,Contact Name,Title,Email,Direct Phone,Best time\n\
             P1,Office Manager Reed,Office manager,reed@example.org,555-0101,mornings\nquiet brook cardiology,Nurse Sage,,,,\n",
        ),
        (
            Table::OpenIssues,
            "practice_id,issue,opened,resolved\nP1,Waits for a call,2026-01-05,\nP1,Fax is broken,2025-12-01,yes\nP1,No forms,,2026-01-02\n",
        ),
    ]);
    assert!(issues.is_empty(), "{}", lines(&issues));
    let reed = &book.contacts(first())[0];
    assert_eq!((reed.name.as_str(), reed.role.as_deref()), ("Office Manager Reed", Some("Office manager")));
    assert_eq!((reed.phone.as_deref(), reed.mail.as_deref()), (Some("555-0101"), Some("reed@example.org")));
    assert_eq!(reed.best_time.as_deref(), Some("mornings"));
    assert_eq!(book.contacts(PracticeIndex::new(2))[0].name, "Nurse Sage");
    let closed: Vec<Option<String>> =
        book.open_issues(first()).iter().map(|it| it.closed.map(|day| day.to_string())).collect();
    assert_eq!(closed, [Some("2026-01-02".into()), Some("2025-12-01".into()), None]);
}

#[test]
fn what_a_visitor_should_know_of_a_practice() {
    let (book, _) = read_beside(
        Table::Practices,
        "practice_id,lat,lon,Suite #,Parking notes,Comments\nP1,38.9,-77.0,210,Behind the house,Ring twice\n",
    );
    let practice = &book.practices()[0];
    assert_eq!(practice.suite.as_deref(), Some("210"));
    assert_eq!(practice.parking.as_deref(), Some("Behind the house"));
    assert_eq!(practice.note.as_deref(), Some("Ring twice"));
}

#[test]
fn talking_points_and_promises() {
    let (book, issues) = read(&[
        (
            Table::Topics,
            "topic_id,text,specialties,tiers,segments,from,until,every_days\n\
             T1,New number,all,,,,,once\nT2,Heart clinic,\"Cardiology, Internal Medicine\",a;2,win back; Splitter,2026-01-05,,90 days\n\
             T3,Wrong tier,,A;Z,,,,\nT4,Backwards,,,,2026-03-01,2026-02-01,\nT5,Too often,,,,,,0\n",
        ),
        (
            Table::HeardTopics,
            "practice_id,topic,date\nP1,heart clinic,2026-01-06\nP1,T9,2026-01-06\nP1,,2026-01-06\n",
        ),
        (
            Table::FollowUps,
            "practice_id,due,what,from,promised_by,done\nP1,2026-02-06,Bring the forms,,Liaison Alder,\nP2,2026-02-06,,,,yes\n\
             P3,2026-02-06,Call,2026-02-09,,\nP1,2026-01-10,Send the list,,L9,2026-01-09\nP9,2026-02-06,Nobody,,,\n",
        ),
    ]);
    let topic = &book.topics()[1];
    assert_eq!(topic.specialties.iter().collect::<Vec<_>>(), ["cardiology", "internal medicine"]);
    assert_eq!(topic.tiers.iter().copied().collect::<Vec<_>>(), [Tier::A, Tier::B]);
    assert_eq!(topic.segments.iter().copied().collect::<Vec<_>>(), [Segment::Splitter, Segment::Lapsed]);
    assert_eq!((topic.every_days, book.topics()[0].every_days), (Some(90), None));
    assert!(book.topics()[0].specialties.is_empty());
    let heard: Vec<&str> = book.heard_topics(first()).iter().map(|it| it.topic.as_str()).collect();
    assert_eq!(heard, ["T2", "T9"], "a topic that is told no more was heard all the same");
    let done: Vec<(&str, bool, bool)> = book
        .followups()
        .iter()
        .map(|it| (it.practice.as_str(), it.liaison.is_some(), it.done.is_some()))
        .collect();
    assert_eq!(done, [("P1", false, true), ("P1", true, false), ("P2", false, true)]);
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn material_stocks_and_what_was_left() {
    let (book, issues) = read(&[
        (
            Table::Materials,
            "item_id,name,for_whom,pieces,value,every_days\nM1,Referral cards,,25,,28\nM2,Magnet,Cardiology,1,$0.85,\n\
             M3,Lunch,,10,\"1,012.50\",365\nM4,Priceless,,1,dear,\nM5,Thirds,,1,0.333,\n",
        ),
        (
            Table::Stock,
            "Liaison,Item,Pieces,Counted\nLiaison Alder,referral cards,200,2026-01-30\nL1,M9,5,\nL2,M2,-1,\nL2,M1,0,\n",
        ),
        (
            Table::LeftMaterials,
            "practice_id,date,item_id,pieces,liaison_id,value\nP1,2026-01-12,magnet,2,L1,1.60\nP1,2026-01-05,M8,,Liaison Birch,\nP1,soon,M1,,,\n",
        ),
    ]);
    let values: Vec<(u32, u32)> = book.materials().iter().map(|it| (it.pieces, it.value.0)).collect();
    assert_eq!(values, [(25, 0), (1, 85), (10, 101_250)]);
    let stock: Vec<(&str, &str, u32)> =
        book.stock().iter().map(|it| (it.liaison.as_str(), it.material.as_str(), it.pieces)).collect();
    assert_eq!(stock, [("L1", "M1", 200), ("L2", "M1", 0)]);
    let left = book.left_materials(first());
    assert_eq!((left[0].material.as_str(), left[0].pieces, left[0].value), ("M8", 1, None));
    assert_eq!((left[1].material.as_str(), left[1].pieces, left[1].value), ("M2", 2, Some(Cents(160))));
    assert_eq!(left[0].liaison.as_ref().map(LiaisonId::as_str), Some("L2"));
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn physicians_and_the_wish_to_meet_them() {
    let (book, issues) = read(&[
        (
            Table::Providers,
            "provider_id,name,specialties,lat,lon,zip,per_week\nD1,Dr. Maple,Cardiology; Sleep,38.93,-77.04,,2\n\
             D2,Dr. Oak,Orthopedics,,,20001,\nD3,Dr. Pine,Neurology,,,,\nD4,Dr. Yew,;,38.9,-77.0,,\n",
        ),
        (
            Table::ProviderHours,
            "physician,day,on,start,end,lat,lon\nDr. Maple,tue-wed,,8-,noon,,\nD1,Tue/Thu,,1,5,,\nD1,,2026-02-13,9:00,11:00,38.8,-77.1\n\
             D1,tue,,13:00,17:00,,\nD3,mon,,9:00,12:00,,\nD9,mon,,9:00,12:00,,\nD1,,,9:00,12:00,,\nD1,mon,,12:00,9:00 AM,,\n",
        ),
        (
            Table::Introductions,
            "practice_id,specialty,provider_id,from,by,minutes,met\nP1,CARDIOLOGY,,,2026-02-20,,\nP2,Sleep,dr maple,2026-02-02,2026-02-27,45,\n\
             P3,Neurology,D9,,,,\nP1,Orthopedics,,2026-03-02,2026-02-02,,\nP2,Cardiology,,,2026-01-20,,yes\n",
        ),
    ]);
    let maple = &book.providers()[0];
    let hours: Vec<String> = maple
        .hours
        .iter()
        .map(|it| match it.day {
            ProviderDay::Weekly(day) => format!("{day} {} {}", it.window, it.place.is_some()),
            ProviderDay::Date(date) => format!("{date} {} {}", it.window, it.place.is_some()),
        })
        .collect();
    assert_eq!(hours, ["Tue 13:00-17:00 false", "Thu 13:00-17:00 false", "2026-02-13 09:00-11:00 true"]);
    assert_eq!((maple.per_week, maple.specialties.len()), (Some(2), 2));
    assert!(maple.hours.iter().all(|it| it.day != ProviderDay::Weekly(Weekday::Monday)));
    let wishes: Vec<(&str, &str, u32, bool)> = book
        .introductions()
        .iter()
        .map(|it| (it.practice.as_str(), it.specialty.as_str(), it.minutes.0, it.met.is_some()))
        .collect();
    assert_eq!(
        wishes,
        [("P1", "cardiology", 30, false), ("P2", "cardiology", 30, true), ("P2", "sleep", 45, false)]
    );
    insta::assert_snapshot!(lines(&issues));
}

const EVENTS: &str = "\
event_id,name,kind,date,start,end,minutes,lat,lon,address,practice_id,liaisons,prepare_minutes,clear_minutes,specialties
E1,Spring fair,Health Fair,2026-02-14,9:00,1:00,,38.91,-77.02,,,L1; Liaison Birch,45,30,
E2,Lunch,lunch & learn,2026-02-10,12,,60,,,,Cedar Ridge Family Medicine,L1,20,,Cardiology
E3,Team day,retreat,2026-02-12,13:00,17:00,,,,,,everybody,,,
E4,Nobody,office,2026-02-12,13:00,17:00,,,,,,,,,
E5,Strangers,office,2026-02-12,13:00,17:00,,,,,,L8; L9,,,
E6,Late,office,2026-02-12,22:00,,180,,,,,L1,,,
E7,Some place,conference,2026-02-12,8:00,12:00,,,,Nowhere Street,P9,L1;L9,,,
E8,No end,conference,2026-02-12,8:00,,,,,,,L1,,,
";

#[test]
fn events_at_any_place() {
    let (book, issues) = read(&[(Table::Events, EVENTS)]);
    let [fair, lunch, day, somewhere] = book.events() else { panic!("four events: {}", lines(&issues)) };
    assert_eq!((fair.kind, fair.liaisons.len()), (EventKind::HealthFair, 2));
    assert_eq!(Some(fair.window), TimeWindow::between((9, 0), (13, 0)));
    assert_eq!((fair.prepare, fair.clear), (Minutes(45), Minutes(30)));
    assert_eq!((lunch.kind, lunch.place), (EventKind::LunchAndLearn, book.practices()[0].location));
    assert_eq!(lunch.practice.as_ref().map(PracticeId::as_str), Some("P1"));
    assert_eq!(Some(lunch.window), TimeWindow::between((12, 0), (13, 0)));
    assert_eq!((day.kind, day.place, day.liaisons.len()), (EventKind::Other, None, 2));
    assert_eq!((somewhere.id.as_str(), somewhere.place, &somewhere.practice), ("E7", None, &None));
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn places_of_physicians_and_events_may_be_zip_codes() {
    let gazetteer =
        Gazetteer::from_csv("zip,lat,lon,city,state\n20001,38.91,-77.02,Washington,DC\n").expect("ZIP codes");
    let settings = Settings { gazetteer: Some(gazetteer.into()), ..Settings::default() };
    let tables = [
        (Table::Practices, PRACTICES),
        (Table::Liaisons, LIAISONS),
        (
            Table::Providers,
            "provider_id,specialties,address\nD1,Cardiology,\"1 Made-up St, Washington, DC\"\n",
        ),
        (Table::ProviderHours, "provider_id,date,from,until,zip\nD1,2026-02-10,9:00,12:00,20001\n"),
        (
            Table::Events,
            "event_id,date,start,end,liaisons,city,state\nE1,2026-02-10,9:00,12:00,all,Washington,DC\n",
        ),
    ];
    let bytes = tables.map(|(table, text)| (table, text.as_bytes()));
    let (book, issues) = super::read_settings(&bytes, &settings).expect("a book");
    assert!(issues.iter().all(|it| it.code == IssueCode::NearPlace), "{}", lines(&issues));
    assert_eq!(issues.len(), 3);
    let place = book.providers()[0].place;
    assert!(place.is_some());
    assert_eq!((book.providers()[0].hours[0].place, book.events()[0].place), (place, place));
    assert_eq!(book.events()[0].address.as_deref(), Some("Washington, DC"));
}

#[test]
fn a_sheet_of_follow_ups_without_promises_holds_must_visits() {
    for name in ["follow-ups.csv", "Follow ups.csv", "followups.csv", "followup.csv"] {
        let book = files(&[(name, "practice_id,from,until\nP1,2026-02-02,2026-02-06\n")]).book;
        assert_eq!((book.must_visits().len(), book.followups().len()), (1, 0), "{name}");
        let book = files(&[(name, "practice_id,what,due\nP1,Bring forms,2026-02-06\n")]).book;
        assert_eq!((book.must_visits().len(), book.followups().len()), (0, 1), "{name}");
    }
    let both = files(&[
        ("followups.csv", "practice_id,from,until\nP1,2026-02-02,2026-02-06\n"),
        ("must_visits.csv", "practice_id,from,until\nP2,2026-02-02,2026-02-06\n"),
    ]);
    assert_eq!((both.book.must_visits().len(), both.book.followups().len()), (1, 1));
}

#[test]
fn providers_that_are_practices_are_practices() {
    let list = PRACTICES
        .replace("name,", "Practice name,")
        .replace("lat,lon", "Latitude,Longitude,Tier")
        .replace(".00\n", ".00,A\n");
    let file = |name: &str, text: &str| BookFile { name: name.into(), bytes: text.into() };
    let reading = ingest::read_files(
        vec![file("Providers.csv", &list), file("liaisons.csv", LIAISONS)],
        &Settings::default(),
    );
    assert_eq!(reading.expect("a book").book.practices().len(), 3);
    let reading = files(&[("Our physicians.csv", "Name,Specialty\nDr. Maple,Cardiology\n")]);
    assert_eq!(reading.book.providers()[0].id.as_str(), "Dr. Maple");
    assert!(reading.issues.is_empty(), "{}", lines(&reading.issues));
}

#[test]
fn a_file_of_ours_that_lacks_a_column_is_told() {
    let reading = files(&[
        ("contacts.csv", "First,Last\nAnn,Reed\n"),
        ("provider_hours.csv", "provider_id,from,until\nD1,9:00,10:00\n"),
    ]);
    insta::assert_snapshot!(lines(&reading.issues));
}

#[test]
fn a_book_of_visit_matters_builds_again() {
    let (book, _) = read(&[
        (Table::Events, EVENTS),
        (Table::Providers, "provider_id,specialties,lat,lon\nD1,Cardiology,38.9,-77\n"),
        (Table::ProviderHours, "provider_id,weekday,from,until\nD1,mon-fri,9:00,12:00\n"),
    ]);
    let (again, _) = Book::build(book.records()).expect("a book");
    assert_eq!(book, again);
    assert_eq!(book.digest(), again.digest());
}
