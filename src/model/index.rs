//! Where a practice, a liaison or a physician stands in its book. Three types, so that none can be taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(usize);

        impl $name {
            /// Makes the index of a position. A book gives `None` for one that it does not have.
            #[must_use]
            pub const fn new(position: usize) -> Self {
                Self(position)
            }

            /// Returns the position, for lists that run beside the book's.
            #[must_use]
            pub const fn get(self) -> usize {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

index! {
    /// Position of a practice in [`Book::practices`](crate::model::Book::practices).
    ///
    /// ```compile_fail,E0308
    /// use rounds::model::{Book, LiaisonIndex, PracticeIndex};
    /// fn swapped(book: &Book, liaison: LiaisonIndex, practice: PracticeIndex) {
    ///     book.has_skills(practice, liaison); // The liaison comes first.
    /// }
    /// ```
    PracticeIndex
}

index! {
    /// Position of a liaison in [`Book::liaisons`](crate::model::Book::liaisons).
    LiaisonIndex
}

index! {
    /// Position of one of our physicians in [`Book::providers`](crate::model::Book::providers).
    ProviderIndex
}
