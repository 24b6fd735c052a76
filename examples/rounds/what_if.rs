//! `rounds what-if`: another team.

use rounds::model::{Liaison, LiaisonId, Location, Weekday};
use rounds::territory::{self, Alignment, Programme, TeamChange};
use rounds::{Error, ErrorKind, export};

use crate::Outcome;
use crate::arguments::BookArguments;
use crate::outputs::folder::Folder;
use crate::territories::{OpenBook, Story, code, named, rebalancing_folder, rules, write};
use crate::territory_arguments::WhatIfArguments;

/// Places that are really planned for, after the ranking.
const PLANNED: usize = 2;

pub(crate) fn run(book: &BookArguments, arguments: &WhatIfArguments) -> Outcome {
    let is_change = !(arguments.remove.is_empty() && arguments.add.is_empty() && arguments.days.is_empty());
    let out = is_change.then(|| rebalancing_folder(book, &arguments.territory, "what-if")).transpose()?;
    let open = OpenBook::open(book, &arguments.territory.fair.open, rules(&arguments.territory))?;
    let changes = changes(&open, arguments)?;
    match out {
        Some(out) => change(out, &open, &changes, book, arguments),
        None => hire(&open, arguments),
    }
}

/// Where one more liaison would help most.
fn hire(open: &OpenBook, arguments: &WhatIfArguments) -> Outcome {
    let observe = |it: &_| open.watch.observe(it);
    let hiring =
        open.pool.install(|| territory::hire(&open.programme()?, arguments.hire, &open.rules, &observe))?;
    let mut scenarios = vec![named("As it is today", open.book.clone())];
    scenarios.extend(hiring.sites.iter().take(PLANNED).map(|it| named(&it.liaison.name, it.book.clone())));
    say!("One more full-time liaison, by where they live:\n\n{}", export::hiring_text(&open.book, &hiring));
    if arguments.territory.weeks > 0 {
        let trials = open.compare(&scenarios, arguments.territory.weeks)?;
        open.watch.finish();
        say!("{}", export::trials_text(&trials));
    }
    Ok(code(hiring.sites.first().is_none_or(|it| it.rebalancing.is_feasible())))
}

/// The team with all changes, rebalanced and planned beside today's.
fn change(
    out: Folder,
    open: &OpenBook,
    changes: &[TeamChange],
    source: &BookArguments,
    arguments: &WhatIfArguments,
) -> Outcome {
    let observe = |it: &_| open.watch.observe(it);
    let team = changes.iter().try_fold(open.book.clone(), |book, change| change.apply(&book))?;
    let programme = Programme::new(&team, &open.scores, open.travel.as_ref())?;
    let today = Alignment::of(&team);
    let answer = open.pool.install(|| territory::rebalance(&programme, &today, &open.rules, &observe))?;
    let scenarios = [
        named("As it is today", open.book.clone()),
        named("Changed, not rebalanced", team.clone()),
        named("Changed and rebalanced", answer.alignment.apply(&team)?),
    ];
    let weeks = arguments.territory.weeks;
    let trials = if weeks > 0 { open.compare(&scenarios, weeks)? } else { Vec::new() };
    let [_, _, proposed] = &scenarios;
    let handovers =
        trials.get(2).map_or(Vec::new(), |it| territory::handover(&proposed.book, &answer.moves, &it.plan));
    open.watch.finish();
    say!("{}", export::rebalancing_text(&team, &answer));
    if !trials.is_empty() {
        say!("{}\n{}", export::trials_text(&trials), export::handover_text(&handovers));
    }
    let story = Story { today: &today, answer: &answer, front: &[], trials: &trials, handovers: &handovers };
    write(out, &team, &story, source, &arguments.territory, "Territories of another team")?;
    Ok(code(answer.is_feasible()))
}

fn changes(open: &OpenBook, arguments: &WhatIfArguments) -> Result<Vec<TeamChange>, Error> {
    let removed = arguments.remove.iter().map(|text| Ok(TeamChange::Remove(liaison(open, text)?.id.clone())));
    let added = (1..).zip(&arguments.add).map(|(number, &home)| Ok(newcomer(open, number, home)));
    let days = arguments.days.iter().map(|text| other_days(open, text));
    removed.chain(added).chain(days).collect()
}

/// The liaison with this identifier, or this name if only one has it.
fn liaison<'a>(open: &'a OpenBook, text: &str) -> Result<&'a Liaison, Error> {
    let text = text.trim();
    if let Some(found) = open.book.liaison(&LiaisonId::from(text)) {
        return Ok(found);
    }
    let named: Vec<&Liaison> =
        open.book.liaisons().iter().filter(|it| it.name.to_lowercase() == text.to_lowercase()).collect();
    let ids = |of: &mut dyn Iterator<Item = &Liaison>| {
        of.map(|it| format!("{} ({})", it.id, it.name)).collect::<Vec<_>>().join(", ")
    };
    match named.as_slice() {
        [only] => Ok(only),
        [] => {
            let all = ids(&mut open.book.liaisons().iter());
            Err(setting(format!("there is no liaison {text}; there are {all}")))
        }
        several => {
            let all = ids(&mut several.iter().copied());
            Err(setting(format!("more than one liaison is called {text}: {all}")))
        }
    }
}

fn newcomer(open: &OpenBook, number: usize, home: Location) -> TeamChange {
    let mut liaison = Liaison::new(format!("NEW{number}"), format!("New liaison {number}"), home);
    liaison.skills =
        open.book.practices().iter().flat_map(|practice| practice.skills.iter().cloned()).collect();
    TeamChange::Add(liaison)
}

fn other_days(open: &OpenBook, text: &str) -> Result<TeamChange, Error> {
    let wrong = || setting(format!("--days takes a liaison and days, as L08=mon,tue,thu, not {text}"));
    let (who, days) = text.split_once('=').ok_or_else(wrong)?;
    let liaison = liaison(open, who)?;
    let usual = liaison
        .hours
        .values()
        .next()
        .cloned()
        .or_else(|| Some(Liaison::default_day()?.into()))
        .ok_or_else(wrong)?;
    let day = |text: &str| text.parse::<Weekday>().map_err(|_| wrong());
    let days = days.split(',').map(day).collect::<Result<Vec<_>, _>>()?;
    let hours =
        days.into_iter().map(|day| (day, liaison.hours.get(&day).unwrap_or(&usual).clone())).collect();
    Ok(TeamChange::Hours { liaison: liaison.id.clone(), hours })
}

fn setting(text: String) -> Error {
    Error::new(ErrorKind::Setting, text)
}
