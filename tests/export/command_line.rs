//! What `rounds --help` and `rounds COMMAND --help` say, kept in tests/export/snapshots.

use clap::{CommandFactory, Parser};
use rounds::geo::GreatCircle;
use rounds::progress::unobserved;
use rounds::territory::{self, Alignment, Programme, TerritoryRules};
use rounds::{ErrorKind, score};

#[path = "../common/mod.rs"]
pub(crate) mod common;

#[allow(dead_code, reason = "the program uses what it parses, this test only its help")]
#[path = "../../examples/rounds/arguments.rs"]
pub(crate) mod arguments;
#[path = "../../examples/rounds/effect_arguments.rs"]
#[allow(dead_code, reason = "a test needs the options alone")]
mod effect_arguments;
#[path = "../../examples/rounds/failure.rs"]
#[allow(dead_code, reason = "a test needs the exit code alone")]
mod failure;
#[path = "../../examples/rounds/log_arguments.rs"]
#[allow(dead_code, reason = "a test needs the options alone")]
mod log_arguments;
#[path = "../../examples/rounds/numbers.rs"]
mod numbers;
#[path = "../../examples/rounds/report_arguments.rs"]
#[allow(dead_code, reason = "a test needs the options alone")]
mod report_arguments;
#[path = "../../examples/rounds/settings.rs"]
pub(crate) mod settings;
#[path = "../../examples/rounds/territory_arguments.rs"]
#[allow(dead_code, reason = "a test needs the options alone")]
mod territory_arguments;
#[path = "../../examples/rounds/trial_arguments.rs"]
#[allow(dead_code, reason = "a test needs the options alone")]
mod trial_arguments;
#[path = "../../examples/rounds/verify_arguments.rs"]
#[allow(dead_code, reason = "a test needs the options alone")]
mod verify_arguments;

fn help(command: &mut clap::Command) -> String {
    // The default folder lies where the project lies.
    command.render_long_help().to_string().replace(env!("CARGO_MANIFEST_DIR"), "PROJECT")
}

#[test]
fn help_of_every_command() {
    let mut root = arguments::Arguments::command();
    root.build();
    let names: Vec<String> = root.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    insta::assert_snapshot!("help", help(&mut root));
    for name in names {
        let command = root.find_subcommand_mut(&name).unwrap();
        insta::assert_snapshot!(format!("help_{name}"), help(command));
    }
}

/// What the program says, and exits with, for these arguments.
fn refused(line: &str) -> (i32, String) {
    let arguments = std::iter::once("rounds").chain(line.split(' '));
    let error = arguments::Arguments::try_parse_from(arguments).expect_err(line);
    (error.exit_code(), error.to_string())
}

#[test]
fn a_number_out_of_range_is_an_error_of_usage_that_says_the_range() {
    let cases = [
        ("--weeks 14", "from 1 to 13"),
        ("plan --weeks -1", "from 1 to 13"),
        ("plan --drive-price 1001", "from 0 to 1000"),
        ("plan --effort -1", "from 0 to 1000000"),
        ("plan --threads 0", "from 1 to 1024"),
        ("plan --seed -1", "from 0 to "),
        ("score --interval 1", "from 0.01 to 0.999"),
        ("score --elasticity NaN", "from 0 to 0.9"),
        ("plan --elasticity 1", "from 0 to 0.9"),
        ("plan --tau 6", "from 7 to 3000"),
        ("plan --floor -1", "from 0 to 1000"),
        ("plan --value-limit 1000000.01", "from 0 to 1000000"),
        ("plan --value-limit 5.5", "two digits after the point"),
        ("plan --value-limit -5", "from 0 to 1000000"),
        ("score --carry-over 1", "from 0 to below 1"),
        ("score --horizon 0", "from 1 to 3660"),
        ("backtest --horizon 3661", "from 1 to 3660"),
        ("rebalance --weeks 14", "from 0 to 13"),
        ("rebalance --effort 0", "from 0.001 to 1000"),
        ("rebalance --tolerance -1", "from 0 to 10000 percent"),
        ("rebalance --most-moves -1", "from 0 to 1000000"),
        ("design --seats 0", "from 1 to 10000"),
        ("what-if --hire 0", "from 1 to 1000"),
        ("trial design --share 0.6", "from 0.01 to 0.5"),
        ("trial design --weeks 0", "from 1 to 104"),
        ("trial read --margin -1", "from 0 to 1000000"),
    ];
    for (line, range) in cases {
        let (code, text) = refused(line);
        assert!(code == 2 && text.contains(range), "{line}: {code}, {text}");
    }
}

/// The range that an option asks for when it is given what is no number; `None` where it takes text.
fn range_of(command: &str, option: &str) -> Option<String> {
    let error = arguments::Arguments::try_parse_from(["rounds", command, option, "x"]).err()?.to_string();
    let (_, range) = error.split_once("must be a number from ")?;
    Some(range.lines().next()?.replace(&format!("to {}", u64::MAX), "or more"))
}

#[test]
fn help_says_the_range_of_every_number() {
    let (mut root, mut ranges) = (arguments::Arguments::command(), 0);
    root.build();
    for command in root.get_subcommands() {
        for argument in command.get_arguments() {
            let Some(name) = argument.get_long() else { continue };
            let option = format!("--{name}");
            let Some(range) = range_of(command.get_name(), &option) else { continue };
            let help = argument.get_help().unwrap().to_string().replace(',', "");
            let says = help.split_once(&range).is_some_and(|(_, rest)| !rest.starts_with(char::is_numeric));
            assert!(says, "{option} takes {range}: {help}");
            ranges += 1;
        }
    }
    assert!(ranges > 20, "{ranges}");
}

#[test]
fn wrong_arguments_exit_with_2_also_where_the_book_tells() {
    let code = |kind| failure::code(&rounds::Error::new(kind, ""));
    assert_eq!([ErrorKind::Setting, ErrorKind::Input, ErrorKind::Output].map(code), [2, 1, 1]);
    assert_eq!(code(ErrorKind::Cancelled), 130);
}

/// A team that the book is too small for is the book's fault, a number of seats the command line's.
#[test]
fn fewer_practices_than_liaisons_exit_with_1_and_than_seats_with_2() {
    let book = common::book(1, 2, 3);
    let (travel, rules) = (GreatCircle::default(), TerritoryRules::default());
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &unobserved).unwrap();
    let programme = Programme::new(&book, &scores, &travel).unwrap();
    let rebalanced = territory::rebalance(&programme, &Alignment::of(&book), &rules, &unobserved);
    let designed = |seats| territory::design(&programme, seats, &rules, &unobserved).map(|_| ());
    let refusals = [rebalanced.map(|_| ()), designed(None), designed(Some(3))].map(Result::unwrap_err);
    assert_eq!(refusals.each_ref().map(|it| failure::code(it)), [1, 1, 2]);
    let text = refusals[0].to_string();
    assert!(text.contains("2 for 3 liaisons"), "{text}");
    assert!(designed(Some(2)).is_ok());
}

#[test]
fn a_start_among_known_days_is_warned_of() {
    let warning = |start: &str| {
        let arguments = arguments::Arguments::try_parse_from(["rounds", "--start", start]).unwrap();
        arguments.plan.known_days("2026-01-30".parse().unwrap())
    };
    assert_eq!(warning("2026-01-31"), None);
    for start in ["2026-01-30", "2026-01-05"] {
        let text = warning(start).unwrap();
        assert!(text.contains(start) && text.contains("2026-01-30"), "{text}");
    }
    assert!(warning("2026-01-05").unwrap().ends_with("use --as-of 2026-01-04."));
}

/// The types of the options are only seen when they are read.
#[test]
fn numbers_within_their_range_are_read() {
    let lines = [
        "--weeks 13 --seed 2 --effort 0 --drive-price 0 --threads 2",
        "plan --floor 0.5 --elasticity 0.9 --tau 7",
        "plan --fill-days --elasticity 0 --tau 3000",
        "score --interval 0.9 --elasticity 0 --carry-over 0 --top 0 --horizon 1",
        "backtest --horizon 3660",
        "rebalance --weeks 0 --effort 0.5 --seed 3 --most-moves 5 --most-moves-each 1 --tolerance 0",
        "design --seats 12",
        "what-if --hire 3",
        "trial design --share 0.5 --weeks 104 --blocks 52 --seed 0 --elasticity 0",
        "trial read --cost-per-hour 0 --cost-per-mile 0.5 --margin 1000000",
    ];
    for line in lines {
        let arguments = std::iter::once("rounds").chain(line.split(' '));
        arguments::Arguments::try_parse_from(arguments).unwrap();
    }
}
