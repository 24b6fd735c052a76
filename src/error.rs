//! The one error type: what cannot go on.
//!
//! Three kinds of bad news are kept apart: an [`Error`] stops the call, an [`Issue`](crate::model::Issue) reports a row
//! and goes on without it, a [`Disposition`](crate::plan::Disposition) says why a practice is not in a plan.

use std::fmt;

/// Why a call could not go on. The text says what, where, and what to do; [`Error::kind`] is for programs.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The classes of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A needed input is missing, empty or unreadable.
    Input,
    /// A setting or argument is out of its range.
    Setting,
    /// A routing problem contradicts itself.
    Problem,
    /// Writing a result failed.
    Output,
    /// The observer asked to stop before there was any result.
    Cancelled,
}

impl Error {
    /// An error of `kind` with a text for people.
    pub fn new(kind: ErrorKind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string(), source: None }
    }

    /// The same error, with the error that caused it as its source.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Its class.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}
