//! Makes a struct of numbers out of one table, with its defaults, ranges, names and a setter by name.

/// One row of a table of parameters, as text for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The name.
    pub name: &'static str,
    /// The value when nobody sets one.
    pub default: String,
    /// The least value.
    pub least: String,
    /// The greatest value.
    pub most: String,
    /// What it does.
    pub about: &'static str,
}

/// Defines a struct of numbers. Each field stands once: with its documentation, type, default and range.
macro_rules! parameters {
    ($(#[$meta:meta])* $table:ident { $(
        $(#[doc = $about:literal])+
        $name:ident: $kind:ty = $default:literal, $least:literal to $most:literal;
    )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $table { $(
            $(#[doc = $about])+
            #[doc = concat!("\nDefault ", $default, ", from ", $least, " to ", $most, ".")]
            pub $name: $kind,
        )+ }

        impl Default for $table {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl $table {
            /// Lists the rows of the table, in its order.
            #[must_use]
            pub fn parameters() -> Vec<Parameter> {
                vec![$(Parameter {
                    name: stringify!($name),
                    default: text::<$kind>($default),
                    least: text::<$kind>($least),
                    most: text::<$kind>($most),
                    about: concat!($($about),+).trim_ascii(),
                },)+]
            }

            /// Sets the parameter of this name to a number given as text. Its range is looked at by `validate`.
            ///
            /// # Errors
            /// [`ErrorKind::Setting`] for a name that is not in the table, with all that are, and for a text that is
            /// no number of the parameter's type.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
                match name {
                    $(stringify!($name) => {
                        self.$name = value.parse().map_err(|_| unreadable(name, value, stringify!($kind)))?;
                    })+
                    _ => return Err(unknown(name, &[$(stringify!($name)),+])),
                }
                Ok(())
            }

            /// Checks that every number is in its range.
            ///
            /// # Errors
            /// [`ErrorKind::Setting`] names the first number that is not, and the range.
            pub fn validate(&self) -> Result<(), Error> {
                $(if !($least..=$most).contains(&self.$name) {
                    return Err(beyond::<$kind>(stringify!($name), self.$name, $least, $most));
                })+
                Ok(())
            }
        }
    };
}
pub(crate) use parameters;
