//! What `rounds --help` and `rounds COMMAND --help` say, kept in tests/export/snapshots.

use clap::CommandFactory;

#[allow(dead_code, reason = "the program uses what it parses, this test only its help")]
#[path = "../../examples/rounds/arguments.rs"]
mod arguments;
#[path = "../../examples/rounds/territory_arguments.rs"]
#[allow(dead_code, reason = "a test needs the options alone")]
mod territory_arguments;

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
