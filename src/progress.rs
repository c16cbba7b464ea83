//! Signs of life on stderr while something takes long; silent when stderr is no terminal.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A spinner or bar with a message; it vanishes when dropped.
pub struct Progress(ProgressBar);

impl Progress {
    /// Starts to spin.
    pub fn start(message: impl Into<String>) -> Self {
        let bar = ProgressBar::new_spinner().with_message(message.into());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// A bar for work in so many parts.
    pub fn count(message: &'static str, parts: usize) -> Self {
        let bar = ProgressBar::new(parts as u64).with_message(message);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// One part is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Says what is being done now.
    pub fn say(&self, message: &str) {
        self.0.set_message(message.to_string());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
