//! The terminal of whoever runs a machine: keys go to the guest one by one.

/// Every key goes to the guest, until this is dropped.
pub struct Raw {
    #[cfg(unix)]
    _restored: unix::Restored,
}

impl Raw {
    /// Takes the terminal over; nothing if there is none to take.
    pub fn enter() -> Option<Self> {
        #[cfg(unix)]
        return unix::enter().map(|restored| Self { _restored: restored });
        #[cfg(not(unix))]
        return None;
    }
}

#[cfg(unix)]
mod unix {
    use rustix::termios::{LocalModes, OptionalActions, OutputModes, Termios, isatty, tcgetattr, tcsetattr};

    /// How the terminal was; it is so again when this is dropped. A panic
    /// unwinds through it, and is printed while the terminal is still raw,
    /// which output processing makes readable all the same.
    pub struct Restored(Termios);

    pub fn enter() -> Option<Restored> {
        let stdin = std::io::stdin();
        if !isatty(&stdin) {
            return None;
        }
        let before = tcgetattr(&stdin).ok()?;
        let mut raw = before.clone();
        raw.make_raw();
        // Guests write line ends as they like; keep the terminal's help.
        raw.output_modes |= OutputModes::OPOST;
        raw.local_modes -= LocalModes::ISIG;
        tcsetattr(&stdin, OptionalActions::Now, &raw).ok()?;
        Some(Restored(before))
    }

    impl Drop for Restored {
        fn drop(&mut self) {
            // There is nobody left to tell.
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Flush, &self.0);
        }
    }
}
