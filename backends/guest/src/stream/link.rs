//! Bytes in order over a network that loses frames, between two machines.
//!
//! A frame is an Ethernet frame of the type that is kept for experiments.
//! Each carries its number and up to which number its sender has received;
//! what is not acknowledged in time is sent again, all of it from there on.
//! What time that is follows the answers: frames that are sent again too early
//! would keep a machine that is slow to answer from answering.
//! The one who connects picks a number for the connection, and the other one
//! takes over the first that it hears: frames of another connection are
//! ignored, so that a machine that comes late does no harm.

use crate::{Host, LONGEST, Port};
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::fmt;

/// Everybody on the cable: the other machine is the only one.
const TO: [u8; 6] = [0xff; 6];
/// A locally administered address.
const FROM: [u8; 6] = [2, 0, b'm', b'o', b'v', b'e'];
/// The type for experiments, and a word that tells whose.
const TYPE: [u8; 2] = [0x88, 0xb5];
const MAGIC: [u8; 4] = *b"DVst";
/// Where a frame has its connection, its number, what was received, and how
/// many bytes follow; and where they are.
const CONNECTION: usize = 18;
const NUMBER: usize = 22;
const RECEIVED: usize = 26;
const BYTES: usize = 30;
const HEADER: usize = 32;
/// Bytes of a frame's contents.
const PIECE: usize = LONGEST - HEADER;
/// Frames that may be on their way.
const WINDOW: u32 = 24;
/// Frames that wait, until no more should be given.
const WAITING: usize = 64;
/// Nanoseconds until frames are sent again, at least and at most; until one
/// says that it has nothing to say, and until nobody is there.
const AGAIN: u64 = 50_000_000;
const LATEST: u64 = 2_000_000_000;
const QUIET: u64 = 1_000_000_000;
const LOST: u64 = 20_000_000_000;

/// Nobody has answered for too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost;

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody answers")
    }
}

/// One end of a connection.
pub struct Link {
    port: Box<dyn Port>,
    /// None until the other side has said which.
    connection: Option<u32>,
    /// Frames that are not acknowledged; the first has the number `first`.
    unsent: VecDeque<Vec<u8>>,
    first: u32,
    /// How many of them are on their way, and how many have ever been.
    on_way: u32,
    sealed: u32,
    /// The number of the frame that is expected.
    expected: u32,
    /// Something came that is to be acknowledged.
    owes: bool,
    /// When the first frame was last sent, when anything was, and when
    /// something was last heard.
    sent_at: u64,
    spoke_at: u64,
    heard_at: u64,
    /// Nanoseconds until frames are sent again, and whether the first one was.
    patience: u64,
    is_resent: bool,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({:?}, {}+{}, {})", self.connection, self.first, self.unsent.len(), self.expected)
    }
}

impl Link {
    /// An end that picks the number of the connection, and begins.
    pub fn connect(port: Box<dyn Port>, connection: u32, now: u64) -> Self {
        Self {
            port,
            connection: Some(connection),
            unsent: VecDeque::new(),
            first: 0,
            on_way: 0,
            sealed: 0,
            expected: 0,
            owes: false,
            sent_at: now,
            spoke_at: now,
            heard_at: now,
            patience: AGAIN,
            is_resent: false,
        }
    }

    /// An end that waits for another to begin.
    pub fn listen(port: Box<dyn Port>) -> Self {
        Self { connection: None, ..Self::connect(port, 0, 0) }
    }

    /// The network card.
    #[cfg(test)]
    pub(super) fn port(&mut self) -> &mut dyn Port {
        &mut *self.port
    }

    /// What it was made of.
    pub fn into_port(self) -> Box<dyn Port> {
        self.port
    }

    /// Whether the other side has taken so much that more should be given.
    pub fn has_room(&self) -> bool {
        self.unsent.len() < WAITING
    }

    /// Whether the other side has everything.
    pub fn is_empty(&self) -> bool {
        self.unsent.is_empty() && !self.owes
    }

    /// Sends bytes, some time.
    pub fn send(&mut self, bytes: &[u8]) {
        let mut bytes = bytes;
        // A frame that has not left yet takes more.
        if self.sealed < self.unsent_count()
            && let Some(last) = self.unsent.back_mut()
        {
            let (now, rest) = bytes.split_at(bytes.len().min(PIECE - last.len()));
            last.extend_from_slice(now);
            bytes = rest;
        }
        self.unsent.extend(bytes.chunks(PIECE).map(<[u8]>::to_vec));
    }

    /// Moves everything on at a time in nanoseconds; bytes that have come go
    /// to `take`.
    ///
    /// # Errors
    ///
    /// If the other side has not been heard for long.
    pub fn poll(&mut self, now: u64, host: &dyn Host, take: &mut dyn FnMut(&[u8])) -> Result<(), Lost> {
        while let Some(frame) = self.port.receive() {
            self.hear(&frame, now, take);
        }
        let Some(connection) = self.connection else { return Ok(()) };
        if now.saturating_sub(self.heard_at) > LOST {
            return Err(Lost);
        }
        // Who has nothing to say says that.
        self.owes |= now.saturating_sub(self.spoke_at) > QUIET;
        if self.on_way > 0 && now.saturating_sub(self.sent_at) > self.patience {
            self.on_way = 0;
            self.is_resent = true;
            self.patience = (2 * self.patience).min(LATEST);
        }
        while self.on_way < WINDOW.min(self.unsent_count()) {
            if self.on_way == 0 {
                self.sent_at = now;
            }
            let contents = self.unsent.get(self.on_way as usize).map_or(&[][..], Vec::as_slice);
            let number = self.first.wrapping_add(self.on_way);
            self.port.send(&frame(connection, number, self.expected, contents), host);
            self.on_way += 1;
            self.sealed = self.sealed.max(self.on_way);
            (self.owes, self.spoke_at) = (false, now);
        }
        if core::mem::take(&mut self.owes) {
            let number = self.first.wrapping_add(self.on_way);
            self.port.send(&frame(connection, number, self.expected, &[]), host);
            self.spoke_at = now;
        }
        Ok(())
    }

    /// Whether anybody has begun.
    pub fn is_connected(&self) -> bool {
        self.connection.is_some()
    }

    fn unsent_count(&self) -> u32 {
        self.unsent.len() as u32
    }

    fn hear(&mut self, frame: &[u8], now: u64, take: &mut dyn FnMut(&[u8])) {
        let word = |at: usize| frame.get(at..at + 4).and_then(|word| word.try_into().ok()).map(u32::from_be_bytes);
        let is_ours = frame.get(12..14) == Some(&TYPE) && frame.get(14..CONNECTION) == Some(&MAGIC);
        let (Some(connection), Some(number), Some(received)) = (word(CONNECTION), word(NUMBER), word(RECEIVED)) else { return };
        let Some(contents) = word(BYTES - 2).and_then(|bytes| frame.get(HEADER..HEADER + (bytes & 0xffff) as usize)) else { return };
        // A connection begins with its first frame.
        let begins = self.connection.is_none() && number == 0 && !contents.is_empty();
        if !is_ours || !begins && self.connection != Some(connection) {
            return;
        }
        self.connection = Some(connection);
        self.heard_at = now;
        let done = received.wrapping_sub(self.first);
        if done <= self.unsent_count() {
            self.unsent.drain(..done as usize);
            self.first = received;
            self.on_way = self.on_way.saturating_sub(done);
            self.sealed = self.sealed.saturating_sub(done);
            if done > 0 {
                // Of a frame that was sent twice nobody knows which was answered.
                if !self.is_resent {
                    self.patience = (4 * now.saturating_sub(self.sent_at)).clamp(AGAIN, LATEST);
                }
                (self.sent_at, self.is_resent) = (now, false);
            }
        }
        if !contents.is_empty() {
            // What comes twice or too early is acknowledged as what is expected.
            self.owes = true;
            if number == self.expected {
                self.expected = self.expected.wrapping_add(1);
                take(contents);
            }
        }
    }
}

/// A frame; `contents` is at most [`PIECE`] long.
fn frame(connection: u32, number: u32, received: u32, contents: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEADER + contents.len());
    frame.extend(TO);
    frame.extend(FROM);
    frame.extend(TYPE);
    frame.extend(MAGIC);
    for word in [connection, number, received] {
        frame.extend(word.to_be_bytes());
    }
    frame.extend((contents.len() as u16).to_be_bytes());
    frame.extend(contents);
    frame
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
