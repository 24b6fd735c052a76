//! The midday pause of a day.

use crate::check::detail::ViolationDetail;
use crate::check::frame::DayFrame;
use crate::check::hours::stretch;
use crate::check::report::Report;
use crate::check::seen_day::{Gap, SeenDay};

/// Checks that the pause, where the appointments leave room for one, lies in its window, and either at home within the working day
/// or inside one gap that has room for it beside the drive.
pub(crate) fn check(seen: &SeenDay, frame: &DayFrame, gaps: &[Gap], report: &mut Report) {
    let (wanted, taken) = match (frame.lunch, seen.day.lunch) {
        (None, None) => return,
        (Some(wanted), Some(taken)) => (wanted, taken),
        _ => return report.add(seen.about, ViolationDetail::PauseMissingOrUnwanted),
    };
    let window = wanted.window();
    let whole = taken.minutes() == wanted.minutes().0 && taken.intersection(window) == Some(taken);
    report.require(whole, seen.about, || ViolationDetail::WrongPause { taken, window });
    let (from, to) = stretch(taken);
    let in_span = frame.span.0 <= from && to <= frame.span.1;
    let at_home = in_span && (taken.closes() <= seen.day.depart || seen.day.back <= taken.opens());
    let fits = |gap: &Gap| {
        let busy = gap.drive.saturating_add(to - from);
        gap.from <= from && to <= gap.to && gap.from.saturating_add(busy) <= gap.to
    };
    let free = at_home || gaps.iter().any(fits);
    report.require(free, seen.about, || ViolationDetail::NoTimeForPause { taken });
}
