//! The fingerprint of a book: two books have the same one if, and only if, they hold the same.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::model::book::Book;
use crate::model::issue::Table;
use crate::model::practice::Practice;

impl Book {
    /// Returns the SHA-256 of everything in the book, as 64 hexadecimal digits. The order of rows changes nothing.
    ///
    /// ```
    /// use rounds::model::{Book, Liaison, Location, Practice, Records};
    /// let here = Location::new(38.9, -77.0)?;
    /// let practices = ["P1", "P2"].map(|id| Practice::new(id, "Cedar", here)).to_vec();
    /// let liaisons = vec![Liaison::new("L1", "Liaison One", here)];
    /// let records = Records { practices: practices.into(), liaisons: liaisons.into(), ..Records::default() };
    /// let mut turned = records.clone();
    /// turned.practices.0.reverse();
    /// assert_eq!(Book::build(records)?.0.digest(), Book::build(turned)?.0.digest());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        add(&mut hash, Table::Practices, self.practices.iter().map(with_sorted_hours));
        add(&mut hash, Table::Liaisons, self.liaisons.iter());
        add(&mut hash, Table::Referrals, self.referrals.iter().flatten());
        add(&mut hash, Table::Visits, self.visits.iter().flatten());
        add(&mut hash, Table::Appointments, self.appointments.iter());
        add(&mut hash, Table::TimeOff, self.time_off.iter());
        add(&mut hash, Table::Holidays, self.holidays.iter());
        add(&mut hash, Table::MustVisits, self.must_visits.iter());
        add_if_any(&mut hash, Table::Busy, &self.busy);
        add_if_any(&mut hash, Table::Contacts, &self.contacts);
        add_if_any(&mut hash, Table::OpenIssues, &self.open_issues);
        add_if_any(&mut hash, Table::Topics, &self.topics);
        add_if_any(&mut hash, Table::HeardTopics, &self.heard_topics);
        add_if_any(&mut hash, Table::FollowUps, &self.followups);
        add_if_any(&mut hash, Table::Materials, &self.materials);
        add_if_any(&mut hash, Table::Stock, &self.stock);
        add_if_any(&mut hash, Table::LeftMaterials, &self.left_materials);
        add_if_any(&mut hash, Table::Providers, &self.providers);
        add_if_any(&mut hash, Table::Introductions, &self.introductions);
        add_if_any(&mut hash, Table::Events, &self.events);
        add_if_any(&mut hash, Table::Rests, &self.rests);
        hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

/// Adds the rows of one table, sorted as they are written: one line each, and no line holds a line break.
fn add<T: Serialize>(hash: &mut Sha256, table: Table, rows: impl Iterator<Item = T>) {
    let mut lines: Vec<String> = rows.filter_map(|row| serde_json::to_string(&row).ok()).collect();
    lines.sort_unstable();
    hash.update(format!("{table} {}\n", lines.len()));
    for line in lines {
        hash.update(line);
        hash.update("\n");
    }
}

/// Adds a table that came later than the digest: a book without it has the digest that it had before.
fn add_if_any<T: Serialize>(hash: &mut Sha256, table: Table, rows: &[T]) {
    if !rows.is_empty() {
        add(hash, table, rows.iter());
    }
}

fn with_sorted_hours(practice: &Practice) -> Practice {
    let mut practice = practice.clone();
    practice.hours.sort_unstable();
    practice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::liaison::Liaison;
    use crate::model::location::Location;
    use crate::model::records::Records;
    use crate::model::units::Minutes;

    fn digest(change: impl FnOnce(&mut Records)) -> String {
        let here = Location::new(38.9, -77.0).unwrap();
        let mut records = Records {
            practices: vec![Practice::new("P1", "Cedar", here), Practice::new("P2", "Birch", here)].into(),
            liaisons: vec![Liaison::new("L1", "Liaison One", here)].into(),
            ..Records::default()
        };
        change(&mut records);
        Book::build(records).unwrap().0.digest()
    }

    #[test]
    fn any_change_of_the_book_shows() {
        let usual = digest(|_| ());
        assert_eq!(usual.len(), 64);
        assert_ne!(usual, digest(|records| records.practices.0[1].1.visit_minutes = Minutes(21)));
        assert_ne!(usual, digest(|records| records.liaisons.0[0].1.max_stops = 9));
        assert_ne!(usual, digest(|records| drop(records.practices.0.pop())));
        assert_eq!(usual, digest(|records| records.practices.0.reverse()));
    }
}
