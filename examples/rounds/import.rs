//! `rounds import`: takes an export of another system as a book, and notes how it is written.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use rounds::ingest::{self, DateOrder, FoundColumn, Settings, Survey, SurveyedTable};
use rounds::model::{IssueCode, Table};
use rounds::{Error, ErrorKind, export};

use crate::arguments::{BookArguments, ImportArguments, sample};
use crate::import_files::{self, Source};
use crate::settings::is_database;
use crate::{NEEDS_ATTENTION, Outcome, book_settings, database, files, findings, log};

pub(crate) fn run(book: &BookArguments, arguments: &ImportArguments) -> Outcome {
    let is_place = !book.book.is_file() || is_database(&book.book);
    if book.book == sample("sample") || !is_place {
        let text = "name the folder of the book with --book, or a database such as book.sqlite";
        return Err(Error::new(ErrorKind::Setting, text).into());
    }
    let sources = import_files::sources(&arguments.files)?;
    let settings = settings(book, &sources)?;
    let survey = ingest::survey(import_files::files(&sources), &settings)?;
    show(&survey);
    usable(&survey)?;
    if !agreed(&book.book, arguments.yes)? {
        say!(
            "Nothing was written. Name a column with --map, such as --map practices.name=HEADER; --map practices.hours= leaves one out."
        );
        return Ok(ExitCode::SUCCESS);
    }
    let sources = import_files::without_patients(sources, &survey, &settings)?;
    let survey = ingest::survey(import_files::files(&sources), &settings)?;
    write(book, &survey, &sources, &settings)?;
    Ok(tell(book))
}

/// Puts together what is known of how the files are written. Headers that an earlier import has noted count where these files have
/// them, and are guessed anew where not.
fn settings(book: &BookArguments, sources: &[Source]) -> Result<Settings, Error> {
    let typed = book_settings::with_noted(book, |_, _| false)?;
    let headers = import_files::headers(sources, &typed)?;
    book_settings::with_noted(book, |column, header| {
        let is_there = header.is_empty() || headers.iter().any(|known| known == header);
        if !is_there {
            remark!(
                "{column} was read from {header:?} before, which is not in these files; it is guessed anew."
            );
        }
        is_there
    })
}

/// Shows which header stands for which column, with the first rows, and what is left.
fn show(survey: &Survey) {
    for table in &survey.tables {
        say!("{} ({} rows of {})", table.table, table.rows, table.source);
        for column in &table.columns {
            say!("{}", line(column));
        }
        if !table.unused.is_empty() {
            say!("  not used: {}", table.unused.join(", "));
        }
        for (what, headers) in [("totals of periods", &table.periods), ("kept as figures", &table.numbers)] {
            if !headers.is_empty() {
                say!("  {what}: {}", headers.join(", "));
            }
        }
        for (column, words) in &table.unknown_words {
            let words: Vec<String> =
                words.iter().map(|(word, rows)| format!("{word:?} ({rows} rows)")).collect();
            say!("  {column} has words without a meaning: {}", words.join(", "));
            say!("    say what they mean in rounds.toml, under [words.\"{}.{column}\"]", table.table);
        }
        say!("");
    }
    export::findings_text(&survey.issues, 5).lines().for_each(|line| say!("{line}"));
    match survey.dates {
        Some(DateOrder::MonthFirst) => say!("Dates such as 3/4/2026 begin with the month."),
        Some(DateOrder::DayFirst) => say!("Dates such as 3/4/2026 begin with the day."),
        None => {}
    }
}

/// Writes a column, its header, and what stands in the first rows.
fn line(column: &FoundColumn) -> String {
    const WIDEST: usize = 24;
    let short = |text: &String| match text.chars().count() {
        0 => "(empty)".to_owned(),
        count if count > WIDEST => text.chars().take(WIDEST).collect::<String>() + "...",
        _ => text.clone(),
    };
    let samples: Vec<String> = column.samples.iter().map(short).collect();
    format!("  {:<16} from {:<22} {}", column.column, column.header, samples.join(" | "))
}

/// Refuses what cannot become a book.
fn usable(survey: &Survey) -> Result<(), Error> {
    if survey.tables.is_empty() {
        let text = "no table was found: a table of practices needs a name or an identifier, and coordinates or an address. \
                    Name its columns with --map, such as --map practices.name=HEADER";
        return Err(Error::new(ErrorKind::Input, text));
    }
    let incomplete = survey.issues.iter().find(|issue| issue.code == IssueCode::MissingColumn);
    if let Some(issue) = incomplete {
        let text = format!(
            "nothing was written, as {} cannot be used: {}. {}",
            issue.table,
            issue.finding,
            issue.advice()
        );
        return Err(Error::new(ErrorKind::Input, text));
    }
    let doubt = survey.tables.iter().find_map(|table| Some((table, table.in_doubt.as_ref()?)));
    if let Some((table, (column, date))) = doubt {
        let text = format!(
            "{}.{column} = {date:?} may begin with the month or with the day, and no date shows which. \
             Say it with --dates mdy or --dates dmy",
            table.table
        );
        return Err(Error::new(ErrorKind::Input, text));
    }
    Ok(())
}

/// Asks whether to go on, where there is somebody to ask.
fn agreed(book: &Path, yes: bool) -> Result<bool, Error> {
    if yes || !std::io::stdin().is_terminal() {
        return Ok(true);
    }
    let failed = |error: std::io::Error| Error::new(ErrorKind::Input, "no answer can be read").because(error);
    crate::screen::answer(format_args!("Is this right? It is written to {} [Y/n] ", book.display()));
    std::io::stdout().flush().map_err(failed)?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(failed)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

/// Copies the files into the book, and notes how they are written.
fn write(
    book: &BookArguments,
    survey: &Survey,
    sources: &[Source],
    settings: &Settings,
) -> Result<(), Error> {
    let folder = &book.book;
    let has_liaisons = survey.tables.iter().any(|table| table.table == Table::Liaisons);
    let homes = (!has_liaisons && !settings.homes.is_empty()).then_some(&settings.homes);
    if is_database(folder) {
        let mut tables = ingest::text_files(import_files::files(sources), settings)?;
        if let Some(homes) = homes {
            tables.push((Table::Liaisons, import_files::homes_table(homes)?));
        }
        database::import(folder, &tables)?;
    } else {
        let _lock = log::locked(folder)?;
        import_files::copy(folder, survey, sources)?;
        homes.map_or(Ok(()), |homes| import_files::write_homes(folder, homes))?;
    }
    let tables: Vec<&SurveyedTable> = survey.tables.iter().collect();
    book_settings::note(folder, &tables, settings.dates.or(survey.dates), &book.map)
}

/// Reads the book as every later run does, and says what came of it.
fn tell(book: &BookArguments) -> ExitCode {
    let imported =
        BookArguments { home: Vec::new(), busy: Vec::new(), map: Vec::new(), dates: None, ..book.clone() };
    let opened = match files::open_to_check(&imported) {
        Ok(opened) => opened,
        Err(error) => {
            remark!("The book is not complete yet: {error}");
            return ExitCode::FAILURE;
        }
    };
    say!("");
    for count in &opened.tables {
        say!("{}", export::rows_used_text(*count));
    }
    findings::summarise(&opened.issues);
    if let Err(error) = findings::refuse_unread(&opened.tables, &opened.issues) {
        remark!("The book cannot be planned as it is: {error}");
        return ExitCode::from(NEEDS_ATTENTION);
    }
    say!("\nThe book is ready: rounds plan --book {}", book.book.display());
    ExitCode::SUCCESS
}
