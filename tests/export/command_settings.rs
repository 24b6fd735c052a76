//! Settings of a book: what `rounds.toml` in its folder says, beside what is typed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::Parser;
use rounds::schedule::FieldTime;
use rounds::{Error, ErrorKind};

use crate::command_line::arguments::{Arguments, Command, PlanArguments};
use crate::command_line::settings;

/// A book's folder with a file of settings, named after its test.
fn folder(test: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("settings_{test}"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("rounds.toml"), content).unwrap();
    folder
}

/// The words of a line, in which BOOK stands for the folder.
fn words(line: &str, folder: &Path) -> Vec<OsString> {
    let word = |word: &str| word.replace("BOOK", &folder.display().to_string()).into();
    std::iter::once("rounds").chain(line.split_whitespace()).map(word).collect()
}

fn read(line: &str, folder: &Path) -> Result<Arguments, Error> {
    let words = settings::with_settings(words(line, folder))?;
    Ok(Arguments::try_parse_from(words).unwrap_or_else(|error| panic!("{line}: {error}")))
}

/// What a plan keeps to.
fn plan(line: &str, folder: &Path) -> PlanArguments {
    let arguments = read(line, folder).unwrap();
    match arguments.command {
        None => arguments.plan,
        Some(Command::Plan(plan)) => plan,
        Some(Command::Capacity(capacity)) => capacity.planning,
        Some(other) => panic!("{other:?}"),
    }
}

#[test]
fn settings_of_the_book_are_read_by_whatever_plans() {
    let text = "[settings]\nfloor = 0.5\nelasticity = 0.3\ntau = 60\nweeks = 2\nstart = 2026-02-09\nshow = \"none\"\n";
    let folder = folder("read", text);
    for line in ["--book BOOK", "plan --book BOOK", "--book=BOOK plan", "capacity --book BOOK"] {
        let plan = plan(line, &folder);
        assert_eq!(plan.field_time(), FieldTime::Floor(0.5), "{line}");
        assert_eq!((plan.weeks, plan.tau), (Some(2), Some(60.0)), "{line}");
        assert_eq!(plan.start, "2026-02-09".parse().ok(), "{line}");
        assert!((plan.scoring().response.elasticity - 0.3).abs() < 1e-12, "{line}");
    }
}

#[test]
fn days_are_filled_where_the_file_says_true() {
    let filled = |text: &str| plan("--book BOOK", &folder("fill", text)).field_time();
    assert_eq!(filled("[settings]\nfill-days = true\n"), FieldTime::Fill);
    assert_eq!(filled("[settings]\nfill-days = false\n"), FieldTime::Auto);
    assert_eq!(filled("[settings]\n"), FieldTime::Auto);
    assert_eq!(filled(""), FieldTime::Auto);
}

#[test]
fn what_is_typed_wins() {
    let folder = folder("typed", "[settings]\nweeks = 2\ntau = 60\nfloor = 0.5\nseed = 7\n");
    for line in
        ["--book BOOK --weeks 3 --tau 30 --floor 0.1", "plan --weeks=3 --tau=30 --floor=0.1 --book BOOK"]
    {
        let plan = plan(line, &folder);
        assert_eq!((plan.weeks, plan.tau, plan.seed), (Some(3), Some(30.0), 7), "{line}");
        assert_eq!(plan.field_time(), FieldTime::Floor(0.1), "{line}");
    }
}

/// A floor and full days exclude each other, so that one typed puts aside the other of the file.
#[test]
fn of_a_floor_and_full_days_the_typed_one_holds() {
    let floor = folder("floor", "[settings]\nfloor = 0.5\n");
    assert_eq!(plan("--book BOOK --fill-days", &floor).field_time(), FieldTime::Fill);
    let full = folder("full", "[settings]\nfill-days = true\n");
    assert_eq!(plan("plan --book BOOK --floor 0.1", &full).field_time(), FieldTime::Floor(0.1));
}

#[test]
fn other_commands_and_other_folders_know_no_settings() {
    let folder = folder("other", "[settings]\nweek = 2\n");
    for line in ["check --book BOOK", "score --book BOOK", "rebalance --book BOOK", "--book BOOK/none"] {
        let typed = words(line, &folder);
        assert_eq!(settings::with_settings(typed.clone()).unwrap(), typed, "{line}");
    }
}

/// Why a file of settings is refused.
fn refusal(test: &str, content: impl AsRef<[u8]>) -> String {
    let folder = folder(test, content);
    let error = read("--book BOOK", &folder).expect_err(test);
    assert_eq!(error.kind(), ErrorKind::Setting);
    let (said, file) = (error.to_string(), folder.join("rounds.toml").display().to_string());
    assert!(said.contains(&file), "{said} does not name {file}");
    said.replace(&file, "FILE")
}

#[test]
fn a_misspelt_setting_is_refused_beside_those_that_there_are() {
    let text = refusal("misspelt", "[settings]\nweeks = 2\nelastisity = 0.3\n");
    assert!(text.contains("elastisity"), "{text}");
    let (_, known) = text.split_once("there are ").unwrap();
    let known: Vec<&str> = known.split(", ").collect();
    for name in ["weeks", "floor", "fill-days", "elasticity", "tau", "drive-price", "seed"] {
        assert!(known.contains(&name), "{name} is not in {known:?}");
    }
    assert!(!known.contains(&"book") && !known.contains(&"help"), "{known:?}");
}

#[test]
fn what_stands_outside_of_the_table_is_refused() {
    for (test, content) in [("table", "[setings]\nweeks = 2\n"), ("bare", "weeks = 2\n")] {
        let text = refusal(test, content);
        let name = if test == "table" { "setings" } else { "weeks" };
        assert!(text.contains(name) && text.contains("[settings]"), "{text}");
    }
    assert!(refusal("no_table", "settings = 2\n").contains("must be a table"));
}

#[test]
fn a_broken_file_is_refused_with_its_line() {
    let text = refusal("broken", "[settings]\nweeks = 2\n\nfloor = = 1\n");
    assert!(text.starts_with("FILE: line 4: "), "{text}");
    let text = refusal("open", "[settings\n");
    assert!(text.starts_with("FILE: line 1: "), "{text}");
    let text = refusal("twice", "[settings]\nweeks = 2\nweeks = 3\n");
    assert!(text.starts_with("FILE: line 3: "), "{text}");
    refusal("no_text", b"[settings]\nout = \"\xff\"\n");
}

#[test]
fn the_value_of_an_option_is_no_command() {
    let folder = folder("value", "[settings]\nweeks = 2\n");
    assert_eq!(plan("--book BOOK --out score", &folder).weeks, Some(2));
    assert_eq!(plan("plan --book BOOK --out check", &folder).weeks, Some(2));
}
