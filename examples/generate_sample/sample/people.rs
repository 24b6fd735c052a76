//! People at practices, how to get in, and what is open.

use rounds::model::Date;

use super::{
    as_of, csv_text,
    dice::{Dice, Subject},
    practices::{self, Practice},
};

/// Names that are words for plants and birds, as everybody's name in the book is.
const NAMES: [&str; 24] = [
    "Basil", "Bracken", "Clover", "Fern", "Finch", "Flax", "Heath", "Heron", "Lark", "Moss", "Nettle",
    "Reed", "Rush", "Sage", "Sorrel", "Sparrow", "Tansy", "Teal", "Thistle", "Thyme", "Vetch", "Wren",
    "Yarrow", "Bramble",
];

/// What people at practices do, and how many of 100 do it.
const ROLES: [(f64, &str); 5] = [
    (45.0, "Office Manager"),
    (25.0, "Referral Coordinator"),
    (15.0, "Front Desk Lead"),
    (10.0, "Nurse Manager"),
    (5.0, "Practice Administrator"),
];

const TIMES: [&str; 6] =
    ["mornings", "after lunch", "Tuesday and Thursday before 10", "late afternoon", "call first", ""];

/// The table of people: one in three practices has somebody, and a few have two.
pub(super) fn contacts_table(seed: u64, practices: &[Practice]) -> String {
    let mut rows = Vec::new();
    for practice in practices {
        let mut dice = Dice::new(seed, Subject::People, practice.number);
        let people = dice.weighted(&[(0.7, 0), (0.26, 1), (0.04, 2)]);
        let mut free: Vec<&str> = NAMES.to_vec();
        for _ in 0..people {
            let name = dice.pick(&free);
            free.retain(|other| *other != name);
            rows.push(contact(&mut dice, practice, name));
        }
    }
    let header = ["practice_id", "name", "role", "phone", "mail", "best_time", "simulated"];
    csv_text(&header, rows)
}

fn contact(dice: &mut Dice, practice: &Practice, name: &str) -> Vec<String> {
    let role = dice.weighted(&ROLES);
    let id = practices::id(practice.number);
    let mail = format!("{}.{}@example.org", name.to_lowercase(), id.to_lowercase());
    vec![
        id,
        format!("{role} {name}"),
        role.to_owned(),
        format!("555-01{:02}", dice.whole(0, 99)),
        if dice.chance(0.8) { mail } else { String::new() },
        dice.pick(&TIMES).to_owned(),
        "yes".to_owned(),
    ]
}

/// Suite, parking and a note of a practice, most of them empty.
pub(super) fn way_in(seed: u64, practice: usize) -> [String; 3] {
    let mut dice = Dice::new(seed, Subject::People, 1_000_000 + practice);
    let suite = format!("{}", 100 * dice.whole(1, 6) + dice.whole(0, 20));
    let parking = dice.pick(&[
        "Visitor spaces behind the building",
        "Garage on the left, take a ticket",
        "Street parking with meters",
        "Loading zone for ten minutes at most",
    ]);
    let note = dice.pick(&[
        "Sign in at the front desk",
        "Leave material with the front desk",
        "The side door is open until noon",
        "Closed for staff lunch at 12:30",
    ]);
    let kept = |is_kept: bool, text: &str| if is_kept { text.to_owned() } else { String::new() };
    [kept(dice.chance(0.35), &suite), kept(dice.chance(0.25), parking), kept(dice.chance(0.15), note)]
}

/// What practices wait for or complain of.
const ISSUES: [&str; 5] = [
    "Waits for a call back about the referral form",
    "Fax number for results is out of date",
    "Consult notes arrive late",
    "Asks for an appointment line of its own",
    "New provider is not in the directory yet",
];

/// The table of open issues: fifteen, of which four are settled.
pub(super) fn open_issues_table(seed: u64, practices: &[Practice]) -> String {
    let mut dice = Dice::new(seed, Subject::People, practices.len());
    let owned: Vec<&Practice> = practices.iter().filter(|practice| practice.owner.is_some()).collect();
    let mut rows = Vec::new();
    for number in 0..15.min(owned.len()) {
        let since = as_of().plus_days(-i64::from(dice.whole(5, 60)));
        let closed =
            if number % 4 == 3 { as_of().plus_days(-2).max(since).to_string() } else { String::new() };
        rows.push(open_issue(&mut dice, &owned, since, closed));
    }
    rows.sort_unstable();
    rows.dedup_by(|a, b| a[0] == b[0]);
    csv_text(&["practice_id", "what", "since", "closed"], rows)
}

fn open_issue(dice: &mut Dice, owned: &[&Practice], since: Date, closed: String) -> Vec<String> {
    let practice = dice.pick(owned);
    vec![practices::id(practice.number), dice.pick(&ISSUES).to_owned(), since.to_string(), closed]
}
