//! The numbers that tune the search: one table, shown as it is in the documents, and every value in it is safe.

use rounds::error::ErrorKind;
use rounds::progress::unobserved;
use rounds::routing::{Budget, Parameter, SearchConfig, Tuning, solve};

use crate::problems;

/// Writes the table as `docs/tuning.md` has it.
fn table() -> String {
    let row = |it: Parameter| {
        format!("| `{}` | {} | {} to {} | {} |\n", it.name, it.default, it.least, it.most, it.about)
    };
    Tuning::parameters().into_iter().map(row).collect()
}

#[test]
fn the_document_holds_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tuning.md");
    let document = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(document.ends_with(&table()), "docs/tuning.md must end with these rows:\n{}", table());
}

#[test]
fn an_unknown_name_is_refused_with_all_names() {
    let error = Tuning::default().set("no_such", "1").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Setting);
    for parameter in Tuning::parameters() {
        assert!(error.to_string().contains(parameter.name), "{error}");
    }
}

#[test]
fn a_text_that_is_no_number_is_refused() {
    for text in ["", "x", "1.5", "-1"] {
        assert_eq!(Tuning::default().set("split_every", text).unwrap_err().kind(), ErrorKind::Setting);
    }
    let mut tuning = Tuning::default();
    tuning.set("cold", "NaN").unwrap();
    assert_eq!(tuning.validate().unwrap_err().to_string(), "cold NaN is not within 0.000001 to 1");
}

#[test]
fn the_default_is_valid_and_is_what_the_table_says() {
    let mut tuning = Tuning::default();
    tuning.validate().unwrap();
    for parameter in Tuning::parameters() {
        tuning.set(parameter.name, &parameter.default).unwrap();
    }
    assert_eq!(tuning, Tuning::default());
}

/// Each number in turn at both ends of its range.
#[test]
fn a_search_keeps_on_its_feet_at_every_end_of_a_range() {
    let problem = problems::tiny(0);
    for parameter in Tuning::parameters() {
        for value in [&parameter.least, &parameter.most] {
            let mut tuning = Tuning::default();
            tuning.set(parameter.name, value).unwrap();
            let config = SearchConfig { budget: Budget::Iterations(40), tuning, ..SearchConfig::default() };
            let solution = solve(&problem, &config, &unobserved);
            assert!(solution.is_ok(), "{} = {value}", parameter.name);
        }
    }
}

#[test]
fn a_number_beyond_its_range_is_refused() {
    let tuning = Tuning { split_every: 0, ..Tuning::default() };
    let config = SearchConfig { tuning, ..SearchConfig::default() };
    let error = solve(&problems::tiny(0), &config, &unobserved).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Setting);
    assert_eq!(error.to_string(), "split_every 0 is not within 1 to 1000000");
}
