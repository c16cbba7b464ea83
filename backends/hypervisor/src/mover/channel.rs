//! What carries a guest: a network card with another machine behind it, or a
//! disk, which answers for whoever reads it later.

use crate::drivers::Drivers;
use crate::hart::now;
use crate::machine::machine;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use guest::stream::{Decoder, Link, Record, Refused, encode};
use guest::{Disk, Host, Port};

/// Bytes that are read and written at once.
const PIECE: usize = 16 << 10;
const NANOSECONDS: u128 = 1_000_000_000;

/// What carries a guest.
pub enum Channel {
    /// A card.
    Card(Link, bool),
    /// A disk.
    Disk(Tape),
}

/// A disk that is read or written from its start.
pub struct Tape {
    disk: Box<dyn Disk>,
    at: u64,
    /// Not written yet.
    waiting: Vec<u8>,
    failed: bool,
    /// Whether it is written: it is not read then.
    is_written: bool,
}

impl Channel {
    /// Over a card, to be begun by this side or the other one.
    pub fn card(port: Box<dyn Port>, begins: bool) -> Self {
        let link = if begins { Link::connect(port, now() as u32, nanoseconds()) } else { Link::listen(port) };
        Channel::Card(link, false)
    }

    /// By a disk, which is written or read.
    pub fn disk(disk: Box<dyn Disk>, is_written: bool) -> Self {
        Channel::Disk(Tape { disk, at: 0, waiting: Vec::new(), failed: false, is_written })
    }

    /// Lets what has come in; whether anything has.
    ///
    /// # Errors
    ///
    /// Why nothing comes any more.
    pub fn poll(&mut self, into: &mut Decoder) -> Result<bool, String> {
        let mut any = false;
        match self {
            Channel::Card(_, true) => Ok(false),
            Channel::Card(link, false) => {
                let feed = &mut |bytes: &[u8]| {
                    any = true;
                    into.feed(bytes);
                };
                link.poll(nanoseconds(), &Nobody, feed).map_err(|lost| lost.to_string())?;
                Ok(any)
            }
            Channel::Disk(tape) if tape.is_written => Ok(false),
            Channel::Disk(tape) => tape.read(into),
        }
    }

    /// Whether more can be sent.
    pub fn has_room(&self) -> bool {
        match self {
            Channel::Card(link, _) => link.has_room(),
            Channel::Disk(_) => true,
        }
    }

    /// Sends a record; what a disk answers.
    pub fn send(&mut self, record: &Record) -> Option<Record> {
        let no_memory = || Some(Record::Refused(Refused("the hypervisor has no memory for it".to_string())));
        let Some(bytes) = encode(record) else { return no_memory() };
        match self {
            Channel::Card(link, _) => {
                link.send(&bytes);
                None
            }
            // Nobody hears what is answered to a disk.
            Channel::Disk(_) if matches!(record, Record::Accepted | Record::Refused(_)) => None,
            Channel::Disk(tape) => tape.write(&bytes, record),
        }
    }

    /// Whether all has arrived that was sent.
    pub fn is_done(&self) -> bool {
        match self {
            Channel::Card(link, is_gone) => *is_gone || link.is_empty(),
            Channel::Disk(_) => true,
        }
    }

    /// Nobody is there any more.
    pub fn hang_up(&mut self) {
        if let Channel::Card(_, is_gone) = self {
            *is_gone = true;
        }
    }

    /// Gives the device back.
    pub fn give_back(self, place: u32, drivers: &mut Drivers) {
        match self {
            Channel::Card(link, _) => drivers.return_card(place, link.into_port()),
            Channel::Disk(tape) => drivers.return_disk(place, tape.disk),
        }
    }
}

impl Tape {
    fn read(&mut self, into: &mut Decoder) -> Result<bool, String> {
        let mut piece = vec![0; PIECE.min((self.disk.bytes() - self.at) as usize)];
        if piece.is_empty() {
            return Err("the disk ends before the guest does".to_string());
        }
        self.disk.read(self.at, &mut piece).map_err(|_| "the disk cannot be read".to_string())?;
        self.at += piece.len() as u64;
        into.feed(&piece);
        Ok(true)
    }

    fn write(&mut self, bytes: &[u8], record: &Record) -> Option<Record> {
        self.waiting.extend_from_slice(bytes);
        let is_end = matches!(record, Record::End { .. });
        if is_end {
            // Zeros are no record: whatever was there before is not read.
            self.waiting.resize(self.waiting.len().next_multiple_of(PIECE), 0);
        }
        while self.waiting.len() >= PIECE && !self.failed {
            self.failed = self.disk.write(self.at, &self.waiting[..PIECE]).is_err();
            self.at += PIECE as u64;
            self.waiting.drain(..PIECE);
        }
        if is_end {
            self.failed |= self.disk.flush().is_err();
        }
        match record {
            _ if self.failed => Some(Record::Refused(Refused("the disk cannot be written, or is too small".to_string()))),
            Record::Header(_) | Record::End { .. } => Some(Record::Accepted),
            _ => None,
        }
    }
}

/// Nanoseconds of the host's time.
fn nanoseconds() -> u64 {
    (u128::from(now()) * NANOSECONDS / u128::from(machine().frequency)) as u64
}

/// The hypervisor around a card that no guest has: there is nobody to wake.
struct Nobody;

impl Host for Nobody {
    fn now(&self) -> u64 {
        nanoseconds()
    }
    fn kick(&self, _: u64) {}
    fn wake(&self, _: u32) {}
    fn again(&self) {}
    fn put(&self, _: u8) {}
    fn get(&self) -> Option<u8> {
        None
    }
    fn end(&self, _: guest::End) {}
}
