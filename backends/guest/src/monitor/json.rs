//! Answers for programs.

use super::{Command, Control, Memory, Monitor, Register, View, parse};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize, Serializer};

/// What a program asks: the words of a command, and a number that the answer
/// repeats.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request<'a> {
    #[serde(default)]
    id: u64,
    #[serde(rename = "do")]
    what: &'a str,
    guest: Option<&'a str>,
    /// What follows the guest.
    with: Option<&'a str>,
}

#[derive(Serialize, Default)]
struct Answer {
    id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guests: Option<Vec<View>>,
    /// What memory of the host is in use, beside a list of all guests.
    #[serde(skip_serializing_if = "Option::is_none")]
    memory: Option<Memory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registers: Option<Vec<Register>>,
}

#[derive(Serialize)]
struct Event<'a> {
    event: &'static str,
    guest: &'a str,
    how: &'a str,
}

/// Does what is asked, and says so.
pub(super) fn answer(monitor: &mut Monitor, line: &[u8], control: &dyn Control) -> String {
    let answer = match serde_json::from_slice::<Request>(line) {
        Ok(request) => serve(monitor, &request, control).unwrap_or_else(|why| failed(request.id, why)),
        Err(error) => failed(0, error.to_string()),
    };
    write(&answer)
}

fn serve(monitor: &mut Monitor, request: &Request, control: &dyn Control) -> Result<Answer, String> {
    let guests = control.guests();
    let line = [request.what, request.guest.unwrap_or_default(), request.with.unwrap_or_default()].join(" ");
    let mut answer = Answer { id: request.id, ..Answer::default() };
    match parse(&line, &guests).map_err(|unknown| unknown.0)? {
        Command::Help => {
            return Err("commands are list, stats, start, pause, stop, restart, reg, send, receive, save, restore and console".to_string());
        }
        Command::List | Command::Stats(None) => {
            answer.guests = Some(guests);
            answer.memory = Some(control.memory());
        }
        Command::Stats(Some(guest)) => answer.guests = guests.into_iter().nth(guest as usize).map(|guest| [guest].to_vec()),
        Command::Console(guest) => {
            monitor.focus = guest;
            answer.focus = Some(guest);
        }
        Command::Do(action, guest) => control.act(guest, action)?,
        Command::Registers(wanted) => answer.registers = Some(control.registers(&wanted)?),
    }
    Ok(answer)
}

/// A number of which programs that know only floating point lose nothing.
pub(super) fn hexadecimal<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{value:#x}"))
}

pub(super) fn too_long() -> String {
    write(&failed(0, "the command is too long".to_string()))
}

pub(super) fn ended(guest: &View) -> String {
    write(&Event { event: "ended", guest: &guest.name, how: guest.end.as_deref().unwrap_or_default() })
}

fn failed(id: u64, why: String) -> Answer {
    Answer { id, error: Some(why), ..Answer::default() }
}

fn write(what: &impl Serialize) -> String {
    serde_json::to_string(what).unwrap_or_default()
}
