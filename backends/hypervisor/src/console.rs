//! The host's console: `println!` of the hypervisor, and what guests say.
//!
//! One guest alone writes as it likes. Of several, each writes whole lines
//! that begin with its name, so that they can be told apart.

use alloc::vec::Vec;
use core::fmt;
use spin::Mutex;

/// One line at a time.
static LINE: Mutex<()> = Mutex::new(());

/// The firmware's console as a destination of formatted text.
struct Host;

impl fmt::Write for Host {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(crate::host::put);
        Ok(())
    }
}

/// Prints a line of the hypervisor.
pub fn print_line(text: fmt::Arguments<'_>) {
    use fmt::Write as _;
    let _line = LINE.lock();
    // The console never refuses.
    let _ = writeln!(Host, "{text}");
}

/// Prints a part of a line, between whole ones of others.
pub fn print(text: &str) {
    use fmt::Write as _;
    let _line = LINE.lock();
    let _ = Host.write_str(text);
}

/// Prints a line after something that nobody can go on from: another hart
/// may hold the console for good.
pub fn print_last_line(text: fmt::Arguments<'_>) {
    use fmt::Write as _;
    let _ = writeln!(Host, "{text}");
}

/// Prints a line.
macro_rules! println {
    ($($arg:tt)*) => { crate::console::print_line(format_args!($($arg)*)) };
}

/// Longest line of a guest that is kept until it ends.
const LONGEST: usize = 256;

/// What a guest writes.
#[derive(Debug)]
pub struct Guest {
    /// What its lines begin with; none if they are its alone.
    prefix: Option<alloc::string::String>,
    line: Mutex<Vec<u8>>,
}

impl Guest {
    /// The console of a guest, with a prefix if there are others.
    pub fn new(prefix: Option<alloc::string::String>) -> Self {
        Self { prefix, line: Mutex::new(Vec::with_capacity(LONGEST)) }
    }

    /// Sends a byte.
    pub fn put(&self, byte: u8) {
        let mut line = self.line.lock();
        if self.prefix.is_none() {
            crate::host::put(byte);
            line.clear();
            if byte != b'\n' {
                line.push(byte);
            }
            return;
        }
        match byte {
            b'\r' => {}
            b'\n' => self.flush(&mut line),
            _ => {
                line.push(byte);
                if line.len() == LONGEST {
                    self.flush(&mut line);
                }
            }
        }
    }

    /// Ends the line that the guest has left open.
    pub fn end_line(&self) {
        let mut line = self.line.lock();
        match (&self.prefix, line.is_empty()) {
            (_, true) => {}
            (None, false) => crate::host::put(b'\n'),
            (Some(_), false) => self.flush(&mut line),
        }
        line.clear();
    }

    fn flush(&self, line: &mut Vec<u8>) {
        use fmt::Write as _;
        let _one = LINE.lock();
        let _ = write!(Host, "{}: ", self.prefix.as_deref().unwrap_or_default());
        line.iter().for_each(|byte| crate::host::put(*byte));
        crate::host::put(b'\n');
        line.clear();
    }
}
