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
}

/// What is asked; guests by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    ("console GUEST", "what is typed goes to it"),
    ("help", "this"),
];

/// Reads a command: a word, and a guest by name or place.
///
/// # Errors
///
/// What is wrong with it, in words.
pub fn parse(line: &str, guests: &[View]) -> Result<Command, Unknown> {
    let mut words = line.split_ascii_whitespace();
    let word = words.next().unwrap_or_default();
    let name = words.next();
    if let Some(more) = words.next() {
        return Err(Unknown(format!("`{more}` is one word too many")));
    }
    let find = |name: Option<&str>| find(word, name, guests);
    Ok(match (word, name) {
        ("list", None) => Command::List,
        ("help" | "?", None) => Command::Help,
        ("stats", None) => Command::Stats(None),
        ("stats", name) => Command::Stats(Some(find(name)?)),
        ("console", name) => Command::Console(find(name)?),
        ("start" | "resume", name) => Command::Do(Action::Start, find(name)?),
        ("pause", name) => Command::Do(Action::Pause, find(name)?),
        ("stop", name) => Command::Do(Action::Stop, find(name)?),
        ("list" | "help" | "?", Some(more)) => return Err(Unknown(format!("`{more}` is one word too many"))),
        _ => return Err(Unknown(format!("there is no command `{word}`; `help` lists them"))),
    })
}

fn find(word: &str, name: Option<&str>, guests: &[View]) -> Result<u32, Unknown> {
    let names = || guests.iter().map(|guest| guest.name.as_str()).collect::<Vec<_>>().join(", ");
    let Some(name) = name else { return Err(Unknown(format!("`{word}` needs a guest: {}", names()))) };
    let by_name = guests.iter().position(|guest| guest.name == name);
    let by_place = || name.parse::<usize>().ok().filter(|place| *place < guests.len());
    let found = by_name.or_else(by_place).map(|place| place as u32);
    found.ok_or_else(|| Unknown(["there is no guest `", name, "`; there are ", &names()].concat().to_string()))
}
