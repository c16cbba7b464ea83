//! `println!` to the firmware's console.

use core::fmt;

/// The firmware's console as a destination of formatted text.
pub struct Console;

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(crate::host::put);
        Ok(())
    }
}

/// Prints a line.
macro_rules! println {
    ($($arg:tt)*) => {{
        use core::fmt::Write;
        // The console never refuses.
        let _ = writeln!(crate::console::Console, $($arg)*);
    }};
}
