//! File names for identifiers.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::outputs::file_names::file_names;

fn names(ids: &[&str]) -> BTreeMap<String, String> {
    let names = file_names(ids.iter().copied(), ".ics");
    names.into_iter().map(|(id, name)| (id.to_owned(), name)).collect()
}

#[test]
fn an_identifier_that_can_be_a_file_name_is_one() {
    for id in ["L01", "a_b", "north-2", "v1.2", "comet", "com10", "console"] {
        assert_eq!(names(&[id, "other"])[id], format!("{id}.ics"));
    }
    assert_eq!(names(&["a/b", "L 1"]).into_values().collect::<Vec<_>>(), ["L_1.ics", "a_b.ics"]);
}

#[test]
fn no_system_takes_two_names_for_the_same() {
    let cases: [&[&str]; 6] = [
        &["a/b", "a_b"],
        &["a", "A"],
        &["a:b", "a?b", "a b", "A_B"],
        &["Élan", "E\u{301}lan", "élan", "lan"],
        &["straße", "STRASSE", "strasse"],
        &[".x", "x.", "x"],
    ];
    for ids in cases {
        let all: BTreeSet<String> = names(ids).into_values().map(|name| name.to_lowercase()).collect();
        assert_eq!(all.len(), ids.len(), "{all:?}");
    }
}

#[test]
fn names_that_no_system_takes_are_none() {
    let long = "x".repeat(300);
    let wide = "日本".repeat(60);
    let ids =
        ["CON", "nul.txt", "com1", "LPT9.a.b", "COM\u{b9}", "..", "/", "-rf", "a.", "\u{7}", &long, &wide];
    for (id, name) in names(&ids) {
        let first = name.split('.').next().unwrap().to_lowercase();
        assert!(
            !["con", "nul", "com1", "lpt9", "com\u{b9}", "", "-rf"].contains(&first.as_str()),
            "{id}: {name}"
        );
        assert!(
            name.len() <= 100 && !name.contains(['/', '\u{7}']) && !name.starts_with('-'),
            "{id}: {name}"
        );
        assert!(!name.contains("..ics"), "{id}: {name}");
    }
}

/// Somebody may know how suffixes are made.
#[test]
fn made_up_identifiers_are_told_apart_too() {
    let first = names(&["a/b", "a_b"]);
    let stem = first["a/b"].strip_suffix(".ics").unwrap().to_owned();
    let again = names(&["a/b", "a_b", &stem, &format!("{stem}-1"), &format!("{stem}-2")]);
    assert_eq!(again.values().collect::<BTreeSet<_>>().len(), 5, "{again:?}");
}

proptest! {
    #[test]
    fn any_identifiers_get_names_of_their_own(ids in prop::collection::btree_set("[aAbß/_. é\u{301}-]{1,4}", 1..8)) {
        let list: Vec<&str> = ids.iter().map(String::as_str).collect();
        let reversed: Vec<&str> = list.iter().rev().copied().collect();
        prop_assert_eq!(names(&list), names(&reversed));
        let all: BTreeSet<String> = names(&list).into_values().map(|name| name.to_lowercase()).collect();
        prop_assert_eq!(all.len(), list.len());
    }
}
