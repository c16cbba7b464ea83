//! The monitor: what an operator or a program asks of the hypervisor over the
//! console that the guests use too.
//!
//! What is typed goes to the guest in focus, but for two keys: [`ESCAPE`]
//! begins a command for people, and [`RECORD`] one for programs, in JSON. A
//! program's command and its answer are JSON text sequences (RFC 7464): the
//! record separator, a text, a newline; so they can be told from all that
//! guests say in between.
//!
//! Nothing here touches a guest: [`Control`] is what the hypervisor does.

mod command;
mod json;
mod text;

pub use command::{Action, Command, Registers, Unknown, parse};

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;
use serde::Serialize;

/// The key that begins a command: Ctrl-].
pub const ESCAPE: u8 = 0x1d;
/// The character that begins a command of a program, and an answer.
pub const RECORD: u8 = 0x1e;
/// Bytes of the longest command.
const LONGEST: usize = 256;

/// What a guest is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was not started.
    Waiting,
    /// It runs.
    Running,
    /// It was paused.
    Paused,
    /// It has ended.
    Ended,
}

/// Exits of a guest for one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exits {
    /// Why the guest left VS-mode.
    pub cause: &'static str,
    /// How often.
    pub count: u64,
    /// How long the hypervisor was busy with it altogether; 0 if none of
    /// these exits has been timed yet.
    pub nanoseconds: u64,
}

/// What can be seen of a guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// Its name.
    pub name: String,
    /// What it is doing.
    pub state: State,
    /// How it ended, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Virtual harts.
    pub vcpus: u32,
    /// Bytes of its RAM.
    pub memory: u64,
    /// Why it left VS-mode.
    pub exits: Vec<Exits>,
}

/// A register of a virtual hart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Register {
    /// Its name in the model.
    pub name: &'static str,
    /// Its id, the same in all revisions.
    pub id: u32,
    /// What it holds; programs see it as text, which has all its bits.
    #[serde(serialize_with = "json::hexadecimal")]
    pub value: u64,
}

/// Memory of the host that is in use, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Memory {
    /// Of the hypervisor's heap.
    pub heap: u64,
    /// RAM of guests, and tables that translate to it.
    pub guests: u64,
}

/// What the hypervisor does for the monitor.
pub trait Control {
    /// Every guest, by its place in the deployment.
    fn guests(&self) -> Vec<View>;
    /// What memory of the host is in use.
    fn memory(&self) -> Memory;
    /// Does something with a guest.
    ///
    /// # Errors
    ///
    /// Why not, in words.
    fn act(&self, guest: u32, action: Action) -> Result<(), String>;
    /// Reads registers, or sets one and reads it back.
    ///
    /// # Errors
    ///
    /// Why not, in words.
    fn registers(&self, wanted: &Registers) -> Result<Vec<Register>, String>;
}

/// Where a byte that was typed belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// To a guest's console.
    Guest(u32, u8),
    /// It was for the monitor.
    Monitor,
}

/// What has been typed, and whom it is for.
#[derive(Debug)]
pub struct Monitor {
    focus: u32,
    mode: Mode,
    line: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Guest,
    Command,
    Record,
}

impl Monitor {
    /// Everything goes to `focus`.
    pub fn new(focus: u32) -> Self {
        Self { focus, mode: Mode::Guest, line: Vec::new() }
    }

    /// The guest whose console is in focus.
    pub fn focus(&self) -> u32 {
        self.focus
    }

    /// Takes a byte that was typed; what the monitor says goes to `out`.
    pub fn take(&mut self, byte: u8, control: &dyn Control, out: &mut dyn Write) -> Typed {
        // The console never refuses: what cannot be said is not said.
        let _ = match (self.mode, byte) {
            (Mode::Guest, ESCAPE) => self.begin(out),
            (Mode::Guest, RECORD) => {
                self.mode = Mode::Record;
                Ok(())
            }
            (Mode::Guest, byte) => return Typed::Guest(self.focus, byte),
            (Mode::Command, ESCAPE) => {
                // Twice is the key itself, for the guest.
                self.end();
                let _ = out.write_str("\r\n");
                return Typed::Guest(self.focus, ESCAPE);
            }
            (Mode::Record, RECORD) => {
                // What came before was cut off.
                self.line.clear();
                Ok(())
            }
            (Mode::Command, b'\r' | b'\n') => self.command(control, out),
            (Mode::Record, b'\n') => self.record(control, out),
            (Mode::Command, 8 | 0x7f) => match self.line.pop() {
                Some(_) => out.write_str("\x08 \x08"),
                None => Ok(()),
            },
            (Mode::Command, b' '..=b'~') if self.line.len() < LONGEST => {
                self.line.push(byte);
                out.write_char(byte.into())
            }
            (Mode::Record, byte) => {
                // One byte too many tells that it is too long.
                if self.line.len() <= LONGEST {
                    self.line.push(byte);
                }
                Ok(())
            }
            (Mode::Command, _) => Ok(()),
        };
        Typed::Monitor
    }

    fn begin(&mut self, out: &mut dyn Write) -> core::fmt::Result {
        self.mode = Mode::Command;
        out.write_str("\r\nmonitor> ")
    }

    fn end(&mut self) -> Vec<u8> {
        self.mode = Mode::Guest;
        core::mem::take(&mut self.line)
    }

    /// A line for people: an empty one leads back to the guest, any other is
    /// answered, and another may follow.
    fn command(&mut self, control: &dyn Control, out: &mut dyn Write) -> core::fmt::Result {
        let line = String::from_utf8(self.end()).unwrap_or_default();
        out.write_str("\r\n")?;
        if line.trim().is_empty() {
            return Ok(());
        }
        let guests = control.guests();
        let stays = match parse(&line, &guests) {
            Ok(command) => {
                let stays = !matches!(command, Command::Console(_));
                text::answer(self, command, &guests, control, out)?;
                stays
            }
            Err(unknown) => {
                write!(out, "{unknown}\r\n")?;
                true
            }
        };
        if stays { self.begin(out) } else { Ok(()) }
    }

    fn record(&mut self, control: &dyn Control, out: &mut dyn Write) -> core::fmt::Result {
        let line = self.end();
        let answer = if line.len() > LONGEST { json::too_long() } else { json::answer(self, &line, control) };
        writeln!(out, "{}{answer}", char::from(RECORD))
    }
}

/// An event that concerns a program: a guest that has ended.
pub fn ended(guest: &View) -> String {
    alloc::format!("{}{}\n", char::from(RECORD), json::ended(guest))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
