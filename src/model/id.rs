//! Identifiers: the caller's own text, never interpreted.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Returns the text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string" })
            }
        }
    };
}

identifier! {
    /// Names a [`Practice`](super::Practice) as the caller's system does.
    PracticeId
}
identifier! {
    /// Names a [`Liaison`](super::Liaison) as the caller's system does.
    LiaisonId
}
identifier! {
    /// Names a [`Provider`](super::Provider) as the caller's system does.
    ProviderId
}
identifier! {
    /// Names a [`Topic`](super::Topic) as the caller does.
    TopicId
}
identifier! {
    /// Names a [`Material`](super::Material) as the caller does.
    MaterialId
}
identifier! {
    /// Names an [`Event`](super::Event) as the caller does.
    EventId
}
