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
}

impl Watch {
    pub(crate) fn new() -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(1) } else { ProgressBar::hidden() };
        if let Ok(style) =
            ProgressStyle::with_template("{msg} [{bar:40}] {percent}% {eta} left, Ctrl-C {prefix}")
        {
            bar.set_style(style);
        }
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        if ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed)).is_err() {
            eprintln!("Ctrl-C will end the program at once.");
        }
        Self { bar, stop }
    }

    pub(crate) fn observe(&self, progress: &Progress) -> ControlFlow<()> {
        self.bar.set_prefix(if progress.phase == "score" {
            "ends the program"
        } else {
            "takes the best so far"
        });
        self.bar.set_message(progress.phase);
        self.bar.set_length(progress.total);
        self.bar.set_position(progress.done);
        if self.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
