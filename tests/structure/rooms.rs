//! What must never be imported, and that imports name the file where a thing is defined.

use std::collections::BTreeMap;

use syn::Item;

use crate::circles::reach;
use crate::reading::{Crate, Import, Source};

/// A room, and a room or file that it must not reach by any number of imports.
const NEVER: [(&str, &str); 28] = [
    // Whoever picks material for practices does not know what they are worth.
    ("brief/material.rs", "score/"),
    ("brief/material.rs", "plan/"),
    ("brief/material.rs", "model/book.rs"),
    ("brief/material.rs", "model/history.rs"),
    ("brief/material.rs", "model/practice.rs"),
    ("brief/material.rs", "model/segment.rs"),
    ("routing/", "model/book.rs"),
    ("districting/", "model/book.rs"),
    ("forecast/", "model/book.rs"),
    ("effect/", "model/book.rs"),
    ("check/", "schedule/"),
    ("check/", "routing/"),
    ("check/", "score/"),
    ("check/", "forecast/"),
    ("plan/", "schedule/"),
    ("score/", "ingest/"),
    ("schedule/", "ingest/"),
    ("forecast/", "routing/"),
    ("forecast/", "districting/"),
    ("routing/", "forecast/"),
    ("routing/", "districting/"),
    ("districting/", "forecast/"),
    ("districting/", "routing/"),
    ("plan/", "score/"),
    ("schedule/", "check/"),
    ("territory/", "check/"),
    ("experiment/", "model/book.rs"),
    ("experiment/", "forecast/"),
];

/// The rooms and single files of `src`, each after all that it may import from.
const ORDER: [&str; 21] = [
    "error",
    "progress",
    "random",
    "model",
    "geo",
    "ingest",
    "forecast",
    "effect",
    "routing",
    "districting",
    "experiment",
    "score",
    "first_visits",
    "plan",
    "check",
    "schedule",
    "territory",
    "brief",
    "trial",
    "report",
    "export",
];

/// The rooms of the search engine; each may import from those after it alone.
const ENGINE: [&str; 6] = ["search", "operators", "state", "data", "support", "model"];

/// Lists what breaks [`NEVER`], each as "from reaches to".
fn forbidden(rounds: &Crate) -> Vec<String> {
    let arrows = rounds.arrows();
    let mut found = Vec::new();
    // Small books that only tests know may be held to the verifier.
    let files = rounds.files.iter().enumerate().filter(|(_, file)| !file.name.contains("tiny_tests/"));
    for (at, file) in files {
        for (_, never) in NEVER.iter().filter(|(room, _)| file.name.starts_with(room)) {
            let reached = reach(&arrows, at).into_iter().map(|to| &rounds.files[to].name);
            found.extend(
                reached.filter(|to| to.starts_with(never)).map(|to| format!("{} reaches {to}", file.name)),
            );
        }
    }
    found
}

#[test]
fn rooms_reach_only_what_they_may() {
    assert_eq!(forbidden(&Crate::read()), [""; 0]);
}

#[test]
fn a_forbidden_import_is_found() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let rounds = Crate::of(&[
        file("lib.rs", "pub mod check; pub mod geo; pub mod schedule;"),
        file("check/mod.rs", "use crate::geo::index::Nearest;"),
        file("geo/index.rs", "use crate::{schedule::{planner::plan, self}, model};"),
        file("schedule/planner.rs", ""),
        file("schedule/mod.rs", "pub mod planner;"),
    ]);
    let mut found = forbidden(&rounds);
    found.sort();
    assert_eq!(found, ["check/mod.rs reaches schedule/mod.rs", "check/mod.rs reaches schedule/planner.rs"]);
}

/// Lists the imports between rooms that `order` numbers, where the room of the importing file may not import the other.
fn against(
    rounds: &Crate,
    order: impl Fn(&Source) -> Option<usize>,
    may_import: impl Fn(usize, usize) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    for (at, file) in rounds.files.iter().enumerate() {
        for import in rounds.imports(at) {
            let target = &rounds.files[import.target];
            if let (Some(from), Some(to)) = (order(file), order(target))
                && !may_import(from, to)
            {
                found.push(format!("{} imports {}", file.name, target.name));
            }
        }
    }
    found
}

#[test]
fn no_room_imports_from_a_later_one() {
    let order =
        |file: &Source| ORDER.iter().position(|room| file.module.first().is_some_and(|first| first == room));
    assert_eq!(against(&Crate::read(), order, |from, to| to <= from), [""; 0]);
}

#[test]
fn every_room_has_its_place_in_the_order() {
    let rounds = Crate::read();
    let unknown = |file: &&Source| file.module.first().is_some_and(|first| !ORDER.contains(&first.as_str()));
    let found: Vec<&str> = rounds.files.iter().filter(unknown).map(|file| file.name.as_str()).collect();
    assert!(found.iter().all(|name| *name == "draws.rs"), "{found:?}");
}

#[test]
fn the_rooms_of_the_engine_import_downward() {
    let order =
        |file: &Source| ENGINE.iter().position(|room| file.name.starts_with(&format!("routing/{room}/")));
    assert_eq!(against(&Crate::read(), order, |from, to| to >= from), [""; 0]);
}

/// Tells whether a file defines a thing of this name itself, by an item or a macro.
fn defines(file: &Source, name: &str) -> bool {
    file.syntax.items.iter().any(|item| match item {
        Item::Const(it) => it.ident == name,
        Item::Enum(it) => it.ident == name,
        Item::Fn(it) => it.sig.ident == name,
        Item::Mod(it) => it.ident == name,
        Item::Static(it) => it.ident == name,
        Item::Struct(it) => it.ident == name,
        Item::Trait(it) => it.ident == name,
        Item::Type(it) => it.ident == name,
        Item::Macro(it) => {
            it.mac.tokens.to_string().split(|c: char| !c.is_alphanumeric()).any(|word| word == name)
        }
        _ => false,
    })
}

#[test]
fn imports_name_the_file_where_a_thing_is_defined() {
    let rounds = Crate::read();
    let through_a_facade = |import: &Import| {
        import.item.first().is_some_and(|name| !defines(&rounds.files[import.target], name))
    };
    let mut found = Vec::new();
    for (at, file) in rounds.files.iter().enumerate() {
        let all = rounds.imports(at);
        found.extend(
            all.iter()
                .filter(|it| through_a_facade(it))
                .map(|it| format!("{}: {}", file.name, it.path.join("::"))),
        );
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_folder_s_first_file_holds_no_code() {
    let rounds = Crate::read();
    let is_code = |item: &&Item| !matches!(item, Item::Mod(_) | Item::Use(_));
    let firsts = rounds.files.iter().filter(|file| file.name.ends_with("mod.rs"));
    let found: Vec<&str> = firsts
        .filter(|file| file.syntax.items.iter().any(|item| is_code(&item)))
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn no_two_types_share_a_name() {
    let rounds = Crate::read();
    let mut homes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in &rounds.files {
        let names = file.syntax.items.iter().filter_map(|item| match item {
            Item::Enum(it) => Some(&it.ident),
            Item::Struct(it) => Some(&it.ident),
            Item::Trait(it) => Some(&it.ident),
            Item::Type(it) => Some(&it.ident),
            _ => None,
        });
        names.for_each(|name| homes.entry(name.to_string()).or_default().push(&file.name));
    }
    homes.retain(|_, files| files.len() > 1);
    assert_eq!(homes, BTreeMap::new());
}
