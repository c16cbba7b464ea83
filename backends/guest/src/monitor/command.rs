//! What can be asked.

use super::View;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// What is done with a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Starts it, or has it go on after a pause.
    Start,
    /// Takes its virtual harts off the harts.
    Pause,
    /// Ends it.
    Stop,
    /// Has it begin again, with its memory as it was at the start.
    Restart,
    /// Sends it to another machine over a network card of the host, by place.
    Send(u32),
    /// Waits for it from another machine.
    Receive(u32),
    /// Writes it to a disk of the host, by place; it is gone here then.
    Save(u32),
    /// Has it go on as it was written to a disk.
    Restore(u32),
}

/// Registers of a virtual hart that does not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registers {
    /// The guest, by its place.
    pub guest: u32,
    /// The virtual hart.
    pub vcpu: u32,
    /// Which: by its name or its id; all of them if none.
    pub which: Option<String>,
    /// What it is set to.
    pub value: Option<u64>,
}

/// What is asked; guests by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// What can be asked.
    Help,
    /// Which guests there are.
    List,
    /// Why a guest leaves VS-mode, or all of them.
    Stats(Option<u32>),
    /// Who hears what is typed.
    Console(u32),
    /// Something to be done with a guest.
    Do(Action, u32),
    /// To see or change registers.
    Registers(Registers),
}

/// Words that are no command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown(pub String);

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What people are told of the commands.
pub(super) const HELP: &[(&str, &str)] = &[
    ("list", "which guests there are, and what they do"),
    ("stats [GUEST]", "why guests leave VS-mode, how often, and for how long"),
    ("start GUEST", "start a guest, or have it go on"),
    ("pause GUEST", "take its virtual harts off the harts"),
    ("stop GUEST", "end it"),
    ("restart GUEST", "have it begin again"),
    ("reg GUEST VCPU [NAME [VALUE]]", "registers of a virtual hart that does not run"),
    ("send GUEST [CARD]", "send it to a machine at the other end of a card of the host"),
    ("receive GUEST [CARD]", "wait for it there"),
    ("save GUEST [DISK]", "write it to a disk of the host, and end it here"),
    ("restore GUEST [DISK]", "have it go on from there"),
    ("console GUEST", "what is typed goes to it"),
    ("help", "this"),
];

/// Reads a command: a word, a guest by name or place, and what it needs more.
///
/// # Errors
///
/// What is wrong with it, in words.
pub fn parse(line: &str, guests: &[View]) -> Result<Command, Unknown> {
    let mut words = line.split_ascii_whitespace();
    let word = words.next().unwrap_or_default();
    let of_guest = !matches!(word, "list" | "help" | "?");
    let name = if of_guest { words.next() } else { None };
    let find = |name: Option<&str>| find(word, name, guests);
    let command = match (word, name) {
        ("list", _) => Command::List,
        ("help" | "?", _) => Command::Help,
        ("stats", None) => Command::Stats(None),
        ("stats", name) => Command::Stats(Some(find(name)?)),
        ("console", name) => Command::Console(find(name)?),
        ("start" | "resume", name) => Command::Do(Action::Start, find(name)?),
        ("pause", name) => Command::Do(Action::Pause, find(name)?),
        ("stop", name) => Command::Do(Action::Stop, find(name)?),
        ("restart", name) => Command::Do(Action::Restart, find(name)?),
        ("reg", name) => registers(find(name)?, &mut words)?,
        ("send" | "receive" | "save" | "restore", name) => {
            let guest = find(name)?;
            let place = words.next().map_or(Ok(0), number)? as u32;
            let action = match word {
                "send" => Action::Send(place),
                "receive" => Action::Receive(place),
                "save" => Action::Save(place),
                _ => Action::Restore(place),
            };
            Command::Do(action, guest)
        }
        _ => return Err(Unknown(format!("there is no command `{word}`; `help` lists them"))),
    };
    match words.next() {
        Some(more) => Err(Unknown(format!("`{more}` is one word too many"))),
        None => Ok(command),
    }
}

fn registers(guest: u32, words: &mut core::str::SplitAsciiWhitespace<'_>) -> Result<Command, Unknown> {
    let vcpu = words.next().ok_or_else(|| Unknown("`reg` needs a virtual hart: its number".to_string()))?;
    let vcpu = number(vcpu)? as u32;
    let which = words.next().map(str::to_string);
    Ok(Command::Registers(Registers { guest, vcpu, which, value: words.next().map(number).transpose()? }))
}

/// A number, decimal or hexadecimal.
fn number(word: &str) -> Result<u64, Unknown> {
    let number = match word.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => word.parse(),
    };
    number.map_err(|_| Unknown(format!("`{word}` is no number")))
}

fn find(word: &str, name: Option<&str>, guests: &[View]) -> Result<u32, Unknown> {
    let names = || guests.iter().map(|guest| guest.name.as_str()).collect::<Vec<_>>().join(", ");
    let Some(name) = name else { return Err(Unknown(format!("`{word}` needs a guest: {}", names()))) };
    let by_name = guests.iter().position(|guest| guest.name == name);
    let by_place = || name.parse::<usize>().ok().filter(|place| *place < guests.len());
    let found = by_name.or_else(by_place).map(|place| place as u32);
    found.ok_or_else(|| Unknown(["there is no guest `", name, "`; there are ", &names()].concat().to_string()))
}
