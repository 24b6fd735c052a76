//! Days as people say them in a sentence.

use crate::model::time::Date;

/// Days after which a date without its year would be taken for another one.
const SAME_YEAR: i64 = 300;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Says a day without its weekday: `3 October`, or `October 2024` where it lies far from `today`.
pub(crate) fn day(date: Date, today: Date) -> String {
    if is_near(date, today) { format!("{} {}", date.day(), name(date)) } else { month(date, today) }
}

/// Says a month: `October`, or `October 2024` where it lies far from `today`.
pub(crate) fn month(date: Date, today: Date) -> String {
    if is_near(date, today) { name(date).to_owned() } else { format!("{} {}", name(date), date.year()) }
}

/// Says when something was: `on 3 October`, or `in October 2024` where it lies far from `today`.
pub(crate) fn when(date: Date, today: Date) -> String {
    format!("{} {}", if is_near(date, today) { "on" } else { "in" }, day(date, today))
}

fn is_near(date: Date, today: Date) -> bool {
    date.days_since(today).abs() < SAME_YEAR
}

fn name(date: Date) -> &'static str {
    let name = (date.month() as usize).checked_sub(1).and_then(|at| MONTHS.get(at)).copied();
    name.unwrap_or_default()
}

/// Says a day with its year: `19 December 2025`.
pub(crate) fn full_day(date: Date) -> String {
    format!("{} {} {}", date.day(), name(date), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_day_has_its_year() {
        let today: Date = "2026-02-02".parse().unwrap();
        let said = |text: &str| day(text.parse().unwrap(), today);
        assert_eq!(said("2025-10-03"), "3 October");
        assert_eq!(said("2024-10-03"), "October 2024");
        assert_eq!(said("2026-11-28"), "28 November");
        assert_eq!(when("2025-10-03".parse().unwrap(), today), "on 3 October");
        assert_eq!(when("2024-10-03".parse().unwrap(), today), "in October 2024");
        assert_eq!(full_day("2025-12-19".parse().unwrap()), "19 December 2025");
    }
}
