//! The supervisor binary interface, for the hart's HS-mode.
//!
//! Numbers are those of the SBI specification.

mod extensions;
mod legacy;

use crate::arch::Frame;

/// What an SBI call returns besides its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i64)]
pub enum Error {
    /// The service does not exist.
    NotSupported = -2,
    /// An argument is invalid.
    InvalidParam = -3,
    /// An address is invalid.
    InvalidAddress = -5,
    /// The hart already runs.
    AlreadyAvailable = -6,
}

/// Arguments of a call, a0 to a5.
pub struct Call {
    /// Extension, a7.
    pub extension: u64,
    /// Function of the extension, a6.
    pub function: u64,
    /// a0 to a5.
    pub args: [u64; 6],
}

/// Serves the call in `frame`'s registers.
pub fn call(frame: &mut Frame) {
    let x = &mut frame.x;
    let call = Call { extension: x[17], function: x[16], args: [x[10], x[11], x[12], x[13], x[14], x[15]] };
    if let Some(result) = legacy::serve(&call) {
        x[10] = result as u64;
        return;
    }
    (x[10], x[11]) = match extensions::serve(&call) {
        Ok(value) => (0, value),
        Err(error) => (error as i64 as u64, 0),
    };
}

/// Sets the timer: withdraws the supervisor's interrupt until `deadline`.
fn set_timer(deadline: u64) {
    use crate::generated::csr;
    csr::mip::clear(csr::mip::STIP);
    if deadline == u64::MAX {
        // "Never": masked, because some timers overflow and fire at once.
        csr::mie::clear(csr::mie::MTIE);
    } else {
        crate::virt::set_timer(csr::mhartid::read(), deadline);
        csr::mie::set(csr::mie::MTIE);
    }
}
