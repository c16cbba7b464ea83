//! A cable to a tap: a network card of the host's whose frames a program
//! sends and receives.
//!
//! The crates that open taps refuse one that exists already, which is how an
//! administrator hands one out; so the one call that it takes is made here.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;

use rustix::fs::OFlags;
use rustix::ioctl::{Opcode, Setter, ioctl, opcode};

use super::link::Link;

/// Who hands out taps.
const DEVICE: &str = "/dev/net/tun";
/// Gives a file the tap of a name; Linux's `if_tun.h`.
const SET_INTERFACE: Opcode = opcode::write::<i32>(b'T', 202);
/// A tap, and frames without anything before them.
const TAP_FRAMES_ALONE: i16 = 0x1002;
/// Bytes of a name, a zero behind it.
const NAME: usize = 16;
/// Bytes of a frame at most.
const LONGEST: usize = 65_536;

/// Linux's `struct ifreq`.
#[repr(C)]
struct Request {
    name: [u8; NAME],
    flags: i16,
    unused: [u8; 22],
}

/// A tap.
pub(crate) struct Tap(File);

impl Tap {
    /// The tap of a name, which is made if it does not exist and we may.
    #[expect(unsafe_code, reason = "the kernel is asked by an ioctl")]
    pub(crate) fn open(name: &str) -> io::Result<Self> {
        let mut bytes = [0; NAME];
        if name.is_empty() || name.len() >= NAME || name.contains('\0') {
            return Err(io::Error::new(ErrorKind::InvalidInput, format!("`{name}` is no name of a tap")));
        }
        bytes[..name.len()].copy_from_slice(name.as_bytes());
        let nonblocking = OFlags::NONBLOCK.bits() as i32;
        let file = OpenOptions::new().read(true).write(true).custom_flags(nonblocking).open(DEVICE)?;
        let request = Request { name: bytes, flags: TAP_FRAMES_ALONE, unused: [0; 22] };
        // SAFETY: the call takes a `struct ifreq`, which `Request` is laid out as, and keeps nothing of it.
        let done = unsafe { ioctl(&file, Setter::<SET_INTERFACE, Request>::new(request)) };
        done.map_err(|error| io::Error::new(error.kind(), format!("tap {name}: {error}")))?;
        Ok(Self(file))
    }
}

impl Link for Tap {
    fn send(&mut self, frame: &[u8]) {
        // What cannot be sent is lost, as on any network.
        let _ = self.0.write(frame);
    }

    fn receive(&mut self) -> Option<Vec<u8>> {
        let mut frame = vec![0; LONGEST];
        let bytes = self.0.read(&mut frame).ok()?;
        frame.truncate(bytes);
        Some(frame)
    }

    fn poll(&mut self, _now: u64) {}

    fn is_waiting(&self) -> bool {
        true
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_cannot_be_is_refused() {
        for name in ["", "a-name-that-is-too-long", "a\0b"] {
            assert!(Tap::open(name).is_err());
        }
    }

    /// Whoever may make taps gets one; others get a reason.
    #[test]
    fn a_tap_is_there_or_there_is_a_reason() {
        let name = format!("dv{}", std::process::id());
        match Tap::open(&name) {
            Ok(mut tap) => {
                assert!(std::path::Path::new("/sys/class/net").join(&name).exists());
                assert!(tap.receive().is_none(), "it is down");
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}
