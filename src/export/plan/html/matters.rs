//! What the page says of a practice for whoever goes there: people, the way in, what is open, the last visit.

use serde::Serialize;

use crate::export::links::{mail_link, phone_link};
use crate::export::lookup::Lookup;
use crate::export::wording::people;
use crate::model::contact::Contact;
use crate::model::id::PracticeId;

/// What to know of a practice. What is not known is left out.
#[derive(Default, Serialize)]
pub(crate) struct Matters {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<PersonView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<LinkView>,
    /// Suite and parking.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    way_in: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    issues: Vec<String>,
    /// How the last visit went.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_try: Option<String>,
}

impl Matters {
    /// Gathers what to know of a practice that is visited; nothing for another one.
    pub(crate) fn of_visited(lookup: &Lookup, id: &PracticeId) -> Self {
        if lookup.visits(id).is_empty() {
            return Self::default();
        }
        let practice = lookup.practice(id);
        Self {
            people: lookup.people(id).iter().map(PersonView::new).collect(),
            phone: practice.and_then(|it| it.phone.as_deref()).map(LinkView::phone),
            way_in: practice.map(people::way_in).unwrap_or_default(),
            note: practice.and_then(|it| it.note.clone()),
            issues: lookup.open_issues(id).map(people::issue).collect(),
            last_try: lookup.last_try(id).map(|visit| people::last_try(lookup, visit)),
        }
    }
}

/// A person, and how to reach them.
#[derive(Serialize)]
struct PersonView {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<LinkView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mail: Option<LinkView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<String>,
}

impl PersonView {
    fn new(contact: &Contact) -> Self {
        Self {
            name: contact.name.clone(),
            role: contact.role.clone(),
            phone: contact.phone.as_deref().map(LinkView::phone),
            mail: contact.mail.as_deref().map(LinkView::mail),
            best: people::best_time(contact),
        }
    }
}

/// A text that leads somewhere, if it looks as if it did.
#[derive(Serialize)]
struct LinkView {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

impl LinkView {
    fn phone(text: &str) -> Self {
        Self { text: text.to_owned(), link: phone_link(text) }
    }

    fn mail(text: &str) -> Self {
        Self { text: text.to_owned(), link: mail_link(text) }
    }
}
