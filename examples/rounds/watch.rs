//! The progress bar, and Ctrl-C.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use rounds::progress::Progress;

/// Shows progress on a terminal, and notices Ctrl-C: a search then hands over the best so far, and scoring nothing.
pub(crate) struct Watch {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    /// Whether files are being written, which is not broken off.
    written: Arc<AtomicBool>,
}

/// What a shell says of a program that Ctrl-C ended.
const STOPPED: i32 = 130;

/// Asks to stop at the first Ctrl-C, and ends the program at the second one, unless it is writing by then.
fn pressed(stop: &AtomicBool, written: &AtomicBool) {
    if stop.swap(true, Ordering::Relaxed) && !written.load(Ordering::Relaxed) {
        std::process::exit(STOPPED);
    }
}

impl Watch {
    pub(crate) fn new() -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(1) } else { ProgressBar::hidden() };
        if let Ok(style) =
            ProgressStyle::with_template("{msg} [{bar:40}] {percent}% {eta} left, Ctrl-C {prefix}")
        {
            bar.set_style(style);
        }
        let (stop, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let (flag, busy) = (Arc::clone(&stop), Arc::clone(&written));
        if ctrlc::set_handler(move || pressed(&flag, &busy)).is_err() {
            remark!("Ctrl-C will end the program at once.");
        }
        Self { bar, stop, written }
    }

    pub(crate) fn observe(&self, progress: &Progress) -> ControlFlow<()> {
        self.bar.set_prefix(if matches!(progress.phase, "score" | "backtest") {
            "ends the program"
        } else {
            "takes the best so far, twice ends the program"
        });
        self.bar.set_message(progress.phase);
        self.bar.set_length(progress.total);
        self.bar.set_position(progress.done);
        if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Clears the bar; what comes then is written to its end.
    pub(crate) fn finish(&self) {
        self.written.store(true, Ordering::Relaxed);
        self.bar.finish_and_clear();
    }
}
