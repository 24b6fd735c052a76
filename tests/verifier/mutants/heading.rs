//! Mutants of what stands at the head of a plan, and of its list of itineraries.

use rounds::model::Minutes;
use rounds::plan::FieldTime;

use super::Mutant;
use super::Needs::{Book, Scores};

pub fn all() -> Vec<Mutant> {
    vec![
        ("another format", Book, |_, plan| Some(plan.format = 99)),
        ("another book", Book, |_, plan| {
            Some(plan.book.replace_range(..1, if plan.book.starts_with('0') { "1" } else { "0" }))
        }),
        ("no book", Book, |_, plan| Some(plan.book.clear())),
        ("no buffer in its own rules", Book, |_, plan| Some(plan.rules.buffer = Minutes(0))),
        ("absurd buffer in its own rules", Book, |_, plan| Some(plan.rules.buffer = Minutes(u32::MAX))),
        ("no lead days in its own rules", Book, |_, plan| Some(plan.rules.lead_days = 0)),
        ("a week more", Book, |_, plan| Some(plan.weeks += 1)),
        ("a week less", Book, |_, plan| Some(plan.weeks -= 1)),
        ("no week", Book, |_, plan| Some(plan.weeks = 0)),
        ("too many weeks", Book, |_, plan| Some(plan.weeks = 14)),
        ("absurdly many weeks", Book, |_, plan| Some(plan.weeks = u32::MAX)),
        ("a start a day later", Book, |_, plan| Some(super::shifted(&mut plan.start, 1))),
        ("a start a week earlier", Book, |_, plan| Some(super::shifted(&mut plan.start, -7))),
        ("a start in another century", Book, |_, plan| Some(super::shifted(&mut plan.start, 36_525))),
        ("history known up to years before", Book, |sample, plan| {
            super::shifted(&mut plan.as_of, -1000);
            sample.plan.dispositions.iter().any(|it| it.last_visit.is_some()).then_some(())
        }),
        ("a price of driving that is no number", Book, |_, plan| Some(plan.settings.drive_price = f64::NAN)),
        ("a price of driving below nothing", Book, |_, plan| Some(plan.settings.drive_price = -1.0)),
        ("another price of driving", Scores, |_, plan| Some(plan.settings.drive_price = 7.0)),
        ("an hour that has to bring less than nothing", Book, |_, plan| {
            Some(plan.settings.field_time = FieldTime::Floor(-1.0))
        }),
        ("an endless effect", Book, |_, plan| Some(plan.response.effect = f64::INFINITY)),
        ("another effect", Scores, |_, plan| Some(plan.response.effect *= 1.01)),
        ("another fading", Scores, |_, plan| Some(plan.response.tau_days += 1.0)),
        ("another upper end", Scores, |_, plan| Some(plan.response.most += 1.0)),
        ("a worth that is no number", Book, |_, plan| Some(plan.search.worth = f64::NAN)),
        ("a greater worth", Scores, |_, plan| Some(plan.search.worth += 0.05)),
        ("a smaller worth", Scores, |_, plan| Some(plan.search.worth -= 0.05)),
        ("one itinerary less", Book, |_, plan| plan.itineraries.pop().map(|_| ())),
        ("no itinerary", Book, |_, plan| Some(plan.itineraries.clear())),
        ("a second itinerary of one liaison", Book, |_, plan| {
            Some(plan.itineraries.push(plan.itineraries.first()?.clone()))
        }),
        ("a second, empty itinerary", Book, |_, plan| {
            let mut empty = plan.itineraries.last()?.clone();
            empty.days.clear();
            Some(plan.itineraries.push(empty))
        }),
        ("itineraries in another order", Book, |_, plan| Some(plan.itineraries.reverse())),
        ("an itinerary of nobody", Book, |_, plan| {
            Some(plan.itineraries.first_mut()?.liaison = "nobody".into())
        }),
        ("itineraries that change hands", Book, |_, plan| {
            let [one, other, ..] = &mut plan.itineraries[..] else { return None };
            std::mem::swap(&mut one.days, &mut other.days);
            (one.days != other.days).then_some(())
        }),
    ]
}
