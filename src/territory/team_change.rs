//! Another team: somebody comes, goes, or works other hours.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::liaison::Liaison;
use crate::model::weekday::Weekday;
use crate::model::work_hours::WorkHours;

/// A change of the team.
#[derive(Debug, Clone, PartialEq)]
pub enum TeamChange {
    /// Somebody comes.
    Add(Liaison),
    /// Somebody goes; their practices are nobody's until the next rebalancing.
    Remove(LiaisonId),
    /// Somebody works other hours.
    Hours {
        /// Who.
        liaison: LiaisonId,
        /// The new week; a weekday that is absent is free.
        hours: BTreeMap<Weekday, WorkHours>,
    },
}

impl TeamChange {
    /// Makes the book with this change. Appointments and days off of somebody who goes are dropped with them.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the liaison is not in the book, or already is, or was the only one.
    pub fn apply(&self, book: &Book) -> Result<Book, Error> {
        let mut records = book.records();
        let liaisons = &mut records.liaisons.0;
        match self {
            Self::Add(liaison) => {
                if book.liaison(&liaison.id).is_some() {
                    return Err(Error::new(
                        ErrorKind::Input,
                        format!("there is a liaison {} already", liaison.id),
                    ));
                }
                liaisons.push((0, liaison.clone()));
            }
            Self::Remove(id) => {
                known(book, id)?;
                liaisons.retain(|(_, liaison)| liaison.id != *id);
            }
            Self::Hours { liaison: id, hours } => {
                known(book, id)?;
                let found = liaisons.iter_mut().filter(|(_, liaison)| liaison.id == *id);
                found.for_each(|(_, liaison)| liaison.hours.clone_from(hours));
            }
        }
        Ok(Book::build(records)?.0)
    }
}

/// Checks that the book has a liaison.
fn known(book: &Book, id: &LiaisonId) -> Result<(), Error> {
    match book.liaison(id) {
        Some(_) => Ok(()),
        None => Err(Error::new(ErrorKind::Input, format!("there is no liaison {id}"))),
    }
}
