//! A simulated programme: practices around real ZIP code centroids, liaisons, two years of history, and the truth.
//!
//! Tests include this module by its path (`#[path = "../examples/generate_sample/sample/mod.rs"] mod sample;`), call
//! [`generate`] with a seed of their own, read the tables through `rounds::ingest` and compare with [`Sample::truth`].
//! Every practice draws from streams of its own, so that a change in one place does not move all others.
#![expect(clippy::expect_used, reason = "constant dates exist, and writing to memory does not fail")]

mod agenda;
mod dice;
mod events;
mod history;
mod liaisons;
mod material;
mod people;
mod physicians;
mod practices;
mod region;
mod topics;
pub(crate) mod truth;

use std::collections::BTreeMap;

use rounds::model::{Date, Table};

use truth::Truth;

/// What the simulation depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Seed of all random numbers.
    pub(crate) seed: u64,
    /// Number of practices.
    pub(crate) practices: usize,
    /// By how much a visit raises the referral rate at first; the effect fades by 30 % a month.
    pub(crate) visit_effect: f64,
}

impl Default for Setting {
    fn default() -> Self {
        Self { seed: 2026, practices: 1200, visit_effect: 0.0 }
    }
}

/// A simulated book and what really goes on in it.
#[derive(Debug)]
pub(crate) struct Sample {
    /// The seed that it came from.
    pub(crate) seed: u64,
    /// The CSV text of every table.
    pub(crate) tables: BTreeMap<Table, String>,
    /// The truth of every practice, in the order of the practices.
    pub(crate) truth: Vec<Truth>,
}

/// Length of the history.
pub(crate) const WEEKS: u32 = 104;

/// The first Monday of the history.
pub(crate) fn first_day() -> Date {
    day(2024, 2, 5)
}

/// The last day of the history, on which the sample plan is made: Friday, 30 January 2026.
pub(crate) fn as_of() -> Date {
    day(2026, 1, 30)
}

fn day(year: i32, month: u32, day: u32) -> Date {
    Date::new(year, month, day).expect("a constant date that exists")
}

/// Simulates a programme.
pub(crate) fn generate(setting: &Setting) -> Sample {
    let liaisons = liaisons::liaisons();
    let practices = practices::practices(setting, &liaisons);
    let holidays = agenda::holidays();
    let visits: Vec<Vec<history::Visit>> =
        practices.iter().map(|practice| history::visits(setting.seed, practice, &holidays)).collect();
    let referrals = practices
        .iter()
        .zip(&visits)
        .map(|(practice, visits)| history::referrals(setting, practice, visits, &holidays));
    let tables = BTreeMap::from([
        (Table::Referrals, history::referrals_table(&practices, referrals)),
        (Table::Visits, history::visits_table(&practices, &visits)),
        (Table::Practices, practices::practices_table(setting.seed, &practices)),
        (Table::Hours, practices::hours_table(&practices)),
        (Table::Liaisons, liaisons::table(&liaisons)),
        (Table::Appointments, agenda::appointments_table(setting.seed, &practices)),
        (Table::MustVisits, agenda::must_visits_table(setting.seed, &practices)),
        (Table::TimeOff, agenda::time_off_table()),
        (Table::Holidays, agenda::holidays_table(&holidays)),
        (Table::Contacts, people::contacts_table(setting.seed, &practices)),
        (Table::OpenIssues, people::open_issues_table(setting.seed, &practices)),
        (Table::Topics, topics::topics_table()),
        (Table::HeardTopics, topics::heard_topics_table(setting.seed, &practices, &visits)),
        (Table::FollowUps, topics::followups_table(setting.seed, &practices)),
        (Table::Materials, material::collateral_table()),
        (Table::Stock, material::stock_table(setting.seed, &liaisons)),
        (Table::LeftMaterials, material::left_collateral_table(setting.seed, &practices, &visits)),
        (Table::Providers, physicians::providers_table()),
        (Table::ProviderHours, physicians::provider_hours_table()),
        (Table::Introductions, physicians::introductions_table(setting.seed, &practices)),
        (Table::Events, events::events_table(&practices)),
    ]);
    let truth = practices.into_iter().map(|practice| practice.truth).collect();
    Sample { seed: setting.seed, tables, truth }
}

impl Sample {
    /// The truth as CSV.
    pub(crate) fn truth_table(&self) -> String {
        let header = ["seed", "practice_id", "kind", "weekly_rate_before", "change_date", "weekly_rate_now"];
        let rows = self.truth.iter().enumerate().map(|(at, truth)| {
            vec![
                self.seed.to_string(),
                practices::id(at),
                truth.kind.name().to_owned(),
                format!("{:.4}", truth.before),
                truth.change.map_or_else(String::new, |week| monday(week).to_string()),
                format!("{:.4}", truth.rate(WEEKS)),
            ]
        });
        csv_text(&header, rows)
    }
}

/// The Monday of a week of the history, counted from 0.
pub(crate) fn monday(week: u32) -> Date {
    first_day().plus_days(7 * i64::from(week))
}

/// Rows as CSV text.
fn csv_text(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).expect("writing to memory");
    for row in rows {
        writer.write_record(row).expect("writing to memory, as many fields as in the header");
    }
    String::from_utf8(writer.into_inner().expect("writing to memory")).expect("only text was written")
}
