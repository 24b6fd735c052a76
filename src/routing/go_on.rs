//! Long steps of a walker ask now and then whether they may go on.

/// Says whether to go on.
pub(super) type GoOn<'a> = &'a dyn Fn() -> bool;

/// Clients dealt with between two questions: some milliseconds of work where a client has many places.
pub(super) const GO_ON_EVERY: usize = 32;

/// Goes on in any case.
pub(super) fn always() -> bool {
    true
}
