//! Changes of what the plan says becomes of practices.

use rounds::model::{AccessPolicy, Date, Minutes, PracticeId, Records, Tier};
use rounds::plan::{DayLimit, Plan, Rule, Status};

use crate::{Damage, as_it_is, fate, on, second};

pub(crate) fn of_dispositions() -> Vec<Damage> {
    fn displaced(plan: &mut Plan, day: Date, by: &[&str]) {
        let by = by.iter().map(|id| PracticeId::from(*id)).collect();
        fate(
            plan,
            4,
            Status::Displaced {
                day,
                by,
                referrals_short: 1.0,
                promised: false,
                binding: vec![DayLimit::Minutes { short: Minutes(1) }],
                changes: Vec::new(),
            },
        );
    }
    fn may_be_seen(records: &mut Records) {
        records.practices.0[4].1.access = AccessPolicy::WalkIn;
    }
    vec![
        ("one disposition twice", as_it_is, |plan| plan.dispositions.insert(0, plan.dispositions[0].clone())),
        ("no disposition", as_it_is, |plan| drop(plan.dispositions.remove(4))),
        ("an unknown practice", as_it_is, |plan| plan.dispositions[4].practice = "P9".into()),
        ("another tier", as_it_is, |plan| plan.dispositions[0].tier = Tier::B),
        ("another tier where the book has none", as_it_is, |plan| plan.dispositions[2].tier = Tier::B),
        ("another cadence", as_it_is, |plan| plan.dispositions[3].cadence = Tier::A.cadence()),
        ("another last visit", as_it_is, |plan| plan.dispositions[0].last_visit = Some(on(1, 13))),
        ("another due date", as_it_is, |plan| plan.dispositions[0].due = on(1, 27)),
        ("another number of visits", as_it_is, |plan| fate(plan, 0, Status::Planned { visits: 1 })),
        ("planned without a visit", as_it_is, |plan| fate(plan, 4, Status::Planned { visits: 0 })),
        ("planned for a visit that is not there", as_it_is, |plan| {
            fate(plan, 4, Status::Planned { visits: 1 });
        }),
        ("visited and not due", as_it_is, |plan| fate(plan, 0, Status::NotDue { from: on(1, 21) })),
        ("not due, from the first day", may_be_seen, |plan| fate(plan, 4, Status::NotDue { from: on(2, 2) })),
        ("not due, from another day", may_be_seen, |plan| fate(plan, 4, Status::NotDue { from: on(2, 3) })),
        ("not due after a visit", as_it_is, |plan| {
            drop(second(plan).stops.remove(0));
            fate(plan, 2, Status::NotDue { from: on(2, 8) });
        }),
        ("displaced by a visit", may_be_seen, |plan| displaced(plan, on(2, 12), &["P3"])),
        ("displaced by two", may_be_seen, |plan| displaced(plan, on(2, 12), &["P3", "P4"])),
        ("displaced by one who is there and one who is not", may_be_seen, |plan| {
            displaced(plan, on(2, 12), &["P3", "P1"]);
        }),
        ("displaced on another day", may_be_seen, |plan| displaced(plan, on(2, 11), &["P3"])),
        ("displaced by nobody", may_be_seen, |plan| displaced(plan, on(2, 12), &[])),
        ("displaced at nobody's", may_be_seen, |plan| {
            displaced(plan, on(2, 12), &["P3"]);
            plan.dispositions[4].liaison = None;
        }),
        ("excluded and open", may_be_seen, |_| ()),
        ("impossible without a rule", may_be_seen, |plan| {
            fate(plan, 4, Status::Impossible { reasons: Vec::new(), colleague: None });
        }),
        ("impossible", may_be_seen, |plan| {
            fate(plan, 4, Status::Impossible { reasons: vec![vec![Rule::MaxDrive]], colleague: None });
        }),
        ("unknown", may_be_seen, |plan| fate(plan, 4, Status::Unknown)),
    ]
}
