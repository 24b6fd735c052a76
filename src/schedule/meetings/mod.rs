//! Joint visits: which physician of ours meets which practice when, together with the liaison.

pub(crate) mod agreed_meeting;
