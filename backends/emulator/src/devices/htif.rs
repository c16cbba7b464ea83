//! HTIF, the host-target interface of Spike: two words in RAM by which a
//! program talks to whoever runs it.
//!
//! What the program stores to `tohost` names a device, a command and a
//! payload. There are the end of the run, output, and the call that writes;
//! everything else is taken and has no effect.

use crate::config::Htif;
use crate::devices::Uart;
use crate::memory::Ram;
use crate::outcome::Exit;

/// Bytes of a word of the interface.
pub(crate) const WORD: u32 = 8;
const DEVICE_SHIFT: u32 = 56;
const COMMAND_SHIFT: u32 = 48;
/// The device that ends runs and makes calls.
const CALLS: u64 = 0;
/// The device that is a console.
const CONSOLE: u64 = 1;
const CONSOLE_WRITE: u64 = 1;
/// Linux' number of the call that writes.
const CALL_WRITE: u64 = 64;
/// What every other call returns: there is none.
const NO_CALL: i64 = -38;

/// The words, by offset in RAM.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HostWords {
    tohost: usize,
    fromhost: Option<usize>,
    /// The word as [`Self::hear`] last saw it.
    heard: u64,
}

impl HostWords {
    /// `None` if they do not lie in RAM, or not at a multiple of their size.
    pub(crate) fn new(ram: &Ram, words: Htif) -> Option<Self> {
        let place = |address: u64| ram.offset(address, u64::from(WORD)).filter(|_| address.is_multiple_of(u64::from(WORD)));
        let fromhost = words.fromhost.map(|address| place(address).ok_or(())).transpose().ok()?;
        Some(Self { tohost: place(words.tohost)?, fromhost, heard: 0 })
    }

    /// Where the program stores.
    pub(crate) fn tohost(&self) -> usize {
        self.tohost
    }

    /// Whether a store leaves a word that is whole. After the first of two
    /// halves, in either order, the other one is 0; if it stays so, see
    /// [`Self::hear`].
    pub(crate) fn is_said(&self, ram: &Ram, offset: usize, bytes: u32) -> bool {
        let half = WORD / 2;
        let other = if offset == self.tohost { offset + half as usize } else { self.tohost };
        let covers = (self.tohost..self.tohost + WORD as usize).contains(&offset);
        covers && (bytes == WORD || bytes == half && ram.read(other, half).is_some_and(|half| half != 0))
    }

    /// Does what the program asks for if it has asked for it some time ago.
    pub(crate) fn hear(&mut self, ram: &mut Ram, uart: &mut Uart) -> Option<Exit> {
        let word = ram.read(self.tohost, WORD).unwrap_or(0);
        let exit = if word == self.heard { self.answer(ram, uart) } else { None };
        self.heard = word;
        exit
    }

    /// Does what the program asks for.
    pub(crate) fn answer(&self, ram: &mut Ram, uart: &mut Uart) -> Option<Exit> {
        let word = ram.read(self.tohost, WORD).filter(|word| *word != 0)?;
        let payload = word & ((1 << COMMAND_SHIFT) - 1);
        match (word >> DEVICE_SHIFT, word >> COMMAND_SHIFT & 0xff) {
            (CALLS, 0) if payload & 1 != 0 => {
                let status = (payload >> 1) as u32;
                return Some(if status == 0 { Exit::Pass } else { Exit::Fail(status) });
            }
            (CALLS, 0) => self.call(ram, uart, payload),
            (CONSOLE, CONSOLE_WRITE) => uart.send(&[payload as u8]),
            _ => {}
        }
        ram.write(self.tohost, WORD, 0);
        None
    }

    /// A call; its number, its arguments and then its result lie at `address`.
    fn call(&self, ram: &mut Ram, uart: &mut Uart, address: u64) {
        let Some(at) = ram.offset(address, u64::from(4 * WORD)) else { return };
        let word = |ram: &Ram, number: usize| ram.read(at + number * WORD as usize, WORD).unwrap_or(0);
        let result = if word(ram, 0) == CALL_WRITE { write(ram, uart, word(ram, 2), word(ram, 3)) } else { NO_CALL };
        ram.write(at, WORD, result as u64);
        if let Some(fromhost) = self.fromhost {
            ram.write(fromhost, WORD, 1);
        }
    }
}

/// Writes so many bytes at an address; returns how many.
fn write(ram: &Ram, uart: &mut Uart, address: u64, bytes: u64) -> i64 {
    let text = ram.offset(address, bytes).and_then(|offset| ram.slice(offset, bytes as usize));
    let text = text.unwrap_or_default();
    uart.send(text);
    text.len() as i64
}
