//! Granular descent: small exchanges between routes of one day, each taken when it saves travel, until none does.
//!
//! Every operator proposes the same thing, an [`Exchange`]: one or two routes, each written as a row of pieces of the
//! present routes. One evaluator ([`exchange`]) tells what an exchange saves and whether it keeps every rule, by
//! concatenation of pieces (Vidal, Crainic, Gendreau & Prins 2013, doi 10.1016/j.cor.2012.07.018, section 4.2): times at
//! the end of a head and at the start of a tail are known, so only the pieces between them are walked.
//! Neighbourhoods are granular (Toth & Vigo 2003, doi 10.1287/ijoc.15.4.333.24890): a client is only brought next to one
//! of its nearest.
//!
//! Exchanges leave every visit on its day, so a client's worth never changes here; a client changes its days by being
//! taken out whole and put back ([`change_days`]).

pub(crate) mod change_days;
pub(crate) mod descent;
pub(crate) mod exchange;
pub(crate) mod or_opt;
pub(crate) mod relocate;
pub(crate) mod swap;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod two_opt_star;
