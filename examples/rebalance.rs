//! Fair territories in a few lines: values in, moves with reasons out. `cargo run --release --example
//! rebalance`

use rounds::geo::GreatCircle;
use rounds::model::{Book, Liaison, Location, LocationError, Practice, Records};
use rounds::territory::{self, Alignment, Programme, TerritoryRules};
use rounds::{export, progress, score};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (book, _) = Book::build(from_crm()?)?;
    let scores =
        score::evaluate(&book, "2026-01-30".parse()?, &score::ScoreConfig::default(), &progress::unobserved)?;
    let travel = GreatCircle::default();
    let programme = Programme::new(&book, &scores, &travel)?;
    let today = Alignment::of(&book);

    let answer = territory::rebalance(&programme, &today, &TerritoryRules::default(), &progress::unobserved)?;
    for moved in &answer.moves {
        println!("{} {}", export::move_sentence(&book, moved), export::if_locked_sentence(&book, moved));
    }
    let (before, after) = (answer.before.balance, answer.after.balance);
    println!(
        "Farthest from a fair share: {:.0} % before, {:.0} % after.",
        before.hours * 100.0,
        after.hours * 100.0
    );
    for (practice, owner) in answer.alignment.owners() {
        // Here the CRM takes over: crm.set_owner(practice, owner).
        debug_assert!(owner.is_some(), "{practice}");
    }
    Ok(())
}

/// Stands for the system that embeds the library: a row of practices, most of them one liaison's.
fn from_crm() -> Result<Records, LocationError> {
    let place =
        |number: u32| Location::new(38.9 + f64::from(number % 3) * 0.01, -77.0 + f64::from(number) * 0.01);
    let practice = |number: u32| {
        let mut practice =
            Practice::new(format!("P{number:02}"), format!("Practice {number}"), place(number)?);
        practice.owner = Some(if number < 20 { "L1" } else { "L2" }.into());
        Ok(practice)
    };
    Ok(Records {
        practices: (0..28).map(practice).collect::<Result<_, LocationError>>()?,
        liaisons: vec![
            Liaison::new("L1", "Liaison One", place(5)?),
            Liaison::new("L2", "Liaison Two", place(24)?),
        ]
        .into(),
        ..Records::default()
    })
}
