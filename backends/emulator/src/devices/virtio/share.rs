//! A folder of the host's, by the protocol 9P2000.L.
//!
//! The crate p9 serves the protocol. It opens names as the guest sends them,
//! which in a virtual machine monitor with a jail of its own is good enough.
//! Here is no jail, so [`Guard`] lets no message pass that could lead out of
//! the folder: no name has a slash or is `..`, and only messages whose names
//! are known go on. Symbolic links are opened as what they are: the guest
//! follows them, within what it sees.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use p9::{Config, Server};

use super::queue::Broken;
use super::{Access, Device, Saved};

/// Bytes of a message at most.
const MESSAGE: u32 = 128 << 10;
/// Bytes before what a message is about: its length, type and tag.
const HEADER: usize = 7;
/// Files that a guest may hold at once; each can take two of the host's.
const FILES: usize = 400;

const FEATURE_TAG: u64 = 1;

const OPEN: u8 = 12;
const CREATE: u8 = 14;
const SET_ATTRIBUTES: u8 = 26;
const LINK: u8 = 70;
const MAKE_FOLDER: u8 = 72;
const RENAME: u8 = 74;
const UNLINK: u8 = 76;
const VERSION: u8 = 100;
const ATTACH: u8 = 104;
const WALK: u8 = 110;
const WRITE: u8 = 118;
const CLUNK: u8 = 120;
/// Messages without a name: about the file system, links, attributes,
/// folders, syncing, locks, and reading; and those above that have none.
const NAMELESS: [u8; 15] = [8, OPEN, 22, 24, SET_ATTRIBUTES, 40, 50, 52, 54, VERSION, ATTACH, 108, 116, WRITE, CLUNK];
/// Messages that change something.
const CHANGING: [u8; 7] = [CREATE, SET_ATTRIBUTES, LINK, MAKE_FOLDER, RENAME, UNLINK, WRITE];
/// Answer that something went wrong.
const ERROR: u8 = 7;

/// Flags of an open that are not for reading.
const NOT_READING: u32 = 0o1003;
/// Flag of an open: what would wait fails. A pipe in the folder must not
/// keep the machine waiting.
const NO_WAITING: u32 = 0o4000;

/// Numbers of errors, which are Linux's on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Malformed = 22,
    Forbidden = 13,
    ReadOnly = 30,
    TooMany = 24,
    Unsupported = 95,
}

/// Looks at what the guest asks before the server does.
#[derive(Debug, Default)]
struct Guard {
    read_only: bool,
    /// Files that the guest holds, by its numbers.
    files: BTreeSet<u32>,
}

/// What of a message has not been looked at yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, bytes: usize) -> Result<&'a [u8], Refusal> {
        let (now, rest) = self.0.split_at_checked(bytes).ok_or(Refusal::Malformed)?;
        self.0 = rest;
        Ok(now)
    }

    fn half(&mut self) -> Result<u16, Refusal> {
        Ok(self.take(2)?.iter().rev().fold(0, |value, byte| value << 8 | u16::from(*byte)))
    }

    fn number(&mut self) -> Result<u32, Refusal> {
        Ok(self.take(4)?.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte)))
    }

    /// A name that leads no further than to what is in a folder.
    fn name(&mut self) -> Result<(), Refusal> {
        let length = self.half()?;
        let name = self.take(usize::from(length))?;
        let leads_out = name.is_empty() || name == b".." || name.contains(&b'/') || name.contains(&0);
        if leads_out { Err(Refusal::Forbidden) } else { Ok(()) }
    }
}

impl Guard {
    /// Whether a message may go on; it may be changed on the way.
    fn check(&mut self, message: &mut [u8]) -> Result<(), Refusal> {
        let kind = *message.get(4).ok_or(Refusal::Malformed)?;
        let mut rest = Rest(message.get(HEADER..).ok_or(Refusal::Malformed)?);
        if self.read_only && CHANGING.contains(&kind) {
            return Err(Refusal::ReadOnly);
        }
        match kind {
            WALK => self.walk(&mut rest)?,
            CREATE | MAKE_FOLDER | UNLINK => rest.take(4).and_then(|_| rest.name())?,
            LINK => rest.take(8).and_then(|_| rest.name())?,
            RENAME => {
                for _ in 0..2 {
                    rest.take(4).and_then(|_| rest.name())?;
                }
            }
            ATTACH => self.hold(rest.number()?)?,
            CLUNK => drop(self.files.remove(&rest.number()?)),
            VERSION => self.files.clear(),
            OPEN => {
                let (_, flags) = (rest.number()?, rest.number()?);
                if self.read_only && flags & NOT_READING != 0 {
                    return Err(Refusal::ReadOnly);
                }
                let place = message.get_mut(HEADER + 4..HEADER + 8).ok_or(Refusal::Malformed)?;
                place.copy_from_slice(&(flags | NO_WAITING).to_le_bytes());
            }
            _ if NAMELESS.contains(&kind) => {}
            _ => return Err(Refusal::Unsupported),
        }
        Ok(())
    }

    fn walk(&mut self, rest: &mut Rest) -> Result<(), Refusal> {
        let (_, new) = (rest.number()?, rest.number()?);
        for _ in 0..rest.half()? {
            rest.name()?;
        }
        self.hold(new)
    }

    fn hold(&mut self, file: u32) -> Result<(), Refusal> {
        if self.files.len() >= FILES && !self.files.contains(&file) {
            return Err(Refusal::TooMany);
        }
        self.files.insert(file);
        Ok(())
    }
}

/// A folder of the host's.
pub(crate) struct Share {
    tag: String,
    guard: Guard,
    server: Server,
}

impl Share {
    /// A folder that a guest mounts by `tag`.
    pub(crate) fn new(folder: PathBuf, tag: String, read_only: bool) -> io::Result<Self> {
        let root = folder.canonicalize()?.into_boxed_path();
        let server = Server::with_config(Config { root, msize: MESSAGE, ..Config::default() })?;
        Ok(Self { tag, guard: Guard { read_only, ..Guard::default() }, server })
    }

    /// The answer to a message.
    fn answer(&mut self, message: &mut [u8]) -> Vec<u8> {
        let mut answer = Vec::new();
        if let Err(refusal) = self.guard.check(message) {
            return error(message, refusal);
        }
        match self.server.handle_message(&mut &*message, &mut answer) {
            Ok(()) => answer,
            Err(_) => error(message, Refusal::Malformed),
        }
    }
}

/// An answer that something went wrong.
fn error(message: &[u8], refusal: Refusal) -> Vec<u8> {
    const BYTES: u32 = 11;
    let mut answer = BYTES.to_le_bytes().to_vec();
    answer.push(ERROR);
    answer.extend(message.get(5..HEADER).unwrap_or(&[0; 2]));
    answer.extend((refusal as u32).to_le_bytes());
    answer
}

impl Device for Share {
    fn id(&self) -> u32 {
        9
    }

    fn features(&self) -> u64 {
        FEATURE_TAG
    }

    fn config(&self) -> Vec<u8> {
        let mut config = (self.tag.len() as u16).to_le_bytes().to_vec();
        config.extend(self.tag.bytes());
        config
    }

    /// Files that a guest holds are open here, perhaps deleted, and cannot be
    /// opened again as what they are.
    fn save(&mut self) -> Result<Saved, String> {
        match self.guard.files.len() {
            0 => Ok(Vec::new()),
            _ => Err(format!("the guest has mounted the shared folder `{}`; unmount it first", self.tag)),
        }
    }

    fn restore(&mut self, saved: &Saved) -> Option<()> {
        saved.is_empty().then_some(())
    }

    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(index)? {
            let mut message = chain.read_all(&access.dma);
            let answer = self.answer(&mut message);
            let written = chain.write_all(&mut access.dma, &answer);
            access.push(index, &chain, written)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "tests/share.rs"]
mod tests;
