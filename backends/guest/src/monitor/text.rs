//! Answers for people.

use super::command::HELP;
use super::{Action, Command, Control, Exits, Memory, Monitor, Register, State, View};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::{Result, Write};

/// Does what is asked, and says so.
pub(super) fn answer(monitor: &mut Monitor, command: Command, guests: &[View], control: &dyn Control, out: &mut dyn Write) -> Result {
    match command {
        Command::Help => {
            let rows: Vec<Vec<String>> = HELP.iter().map(|(command, what)| vec![command.to_string(), what.to_string()]).collect();
            table(&rows, out)
        }
        Command::List => list(monitor, guests, control.memory(), out),
        Command::Stats(guest) => {
            let mut chosen = guests.iter().enumerate().filter(|(place, _)| guest.is_none_or(|guest| guest as usize == *place));
            chosen.try_for_each(|(_, guest)| stats(guest, out))
        }
        Command::Console(guest) => {
            monitor.focus = guest;
            write!(out, "what is typed goes to {}\r\n", guests[guest as usize].name)
        }
        Command::Do(action, guest) => {
            let name = &guests[guest as usize].name;
            match (control.act(guest, action), action) {
                (Ok(()), Action::Start) => write!(out, "{name} runs\r\n"),
                (Ok(()), Action::Pause) => write!(out, "{name} is paused\r\n"),
                (Ok(()), Action::Stop) => write!(out, "{name} is stopped\r\n"),
                (Ok(()), Action::Restart) => write!(out, "{name} begins again\r\n"),
                (Ok(()), Action::Send(_) | Action::Save(_)) => write!(out, "{name} is on its way\r\n"),
                (Ok(()), Action::Receive(_) | Action::Restore(_)) => write!(out, "{name} is awaited\r\n"),
                (Err(why), _) => write!(out, "{name}: {why}\r\n"),
            }
        }
        Command::Registers(wanted) => match control.registers(&wanted) {
            Ok(list) => registers(&list, out),
            Err(why) => write!(out, "{}: {why}\r\n", guests[wanted.guest as usize].name),
        },
    }
}

fn registers(registers: &[Register], out: &mut dyn Write) -> Result {
    let row = |register: &Register| vec![register.name.to_string(), format!("{:#010x}", register.id), format!("{:#018x}", register.value)];
    table(&registers.iter().map(row).collect::<Vec<_>>(), out)
}

fn list(monitor: &Monitor, guests: &[View], memory: Memory, out: &mut dyn Write) -> Result {
    let mut rows = vec![["", "guest", "state", "vcpus", "memory", "exits"].map(String::from).to_vec()];
    for (place, guest) in guests.iter().enumerate() {
        let mark = if monitor.focus as usize == place { "*" } else { "" };
        let state = match guest.state {
            State::Waiting => "waiting".to_string(),
            State::Running => "running".to_string(),
            State::Paused => "paused".to_string(),
            State::Ended => guest.end.as_ref().map_or("ended".to_string(), |how| format!("ended: {how}")),
        };
        let exits: u64 = guest.exits.iter().map(|exits| exits.count).sum();
        let of_guest = format!("{} KiB", guest.memory / 1024);
        rows.push(vec![mark.to_string(), guest.name.clone(), state, guest.vcpus.to_string(), of_guest, exits.to_string()]);
    }
    table(&rows, out)?;
    write!(out, "in use: {} KiB by guests, {} KiB of the heap\r\n", memory.guests / 1024, memory.heap / 1024)
}

/// Why a guest left VS-mode.
pub(super) fn stats(guest: &View, out: &mut dyn Write) -> Result {
    let mut rows = vec![[&guest.name, "exits", "time", "each"].map(String::from).to_vec()];
    for Exits { cause, count, nanoseconds } in &guest.exits {
        let each = nanoseconds.checked_div(*count).unwrap_or(0);
        let [all, each] = [*nanoseconds, each].map(|spent| if *nanoseconds == 0 && *count != 0 { "-".to_string() } else { time(spent) });
        rows.push(vec![cause.to_string(), count.to_string(), all, each]);
    }
    table(&rows, out)?;
    let untimed = |exits: &Exits| exits.nanoseconds == 0 && exits.count != 0;
    if guest.exits.iter().any(untimed) {
        write!(out, "times are taken from the first command on, of what happens then\r\n")
    } else {
        Ok(())
    }
}

/// A time in the unit that suits it, with three digits or more.
fn time(nanoseconds: u64) -> String {
    let (scale, unit) = match nanoseconds {
        0..10_000 => return format!("{nanoseconds} ns"),
        10_000..10_000_000 => (1_000, "us"),
        10_000_000..10_000_000_000 => (1_000_000, "ms"),
        _ => (1_000_000_000, "s"),
    };
    format!("{}.{} {unit}", nanoseconds / scale, nanoseconds % scale * 10 / scale)
}

/// Columns, two spaces apart.
fn table(rows: &[Vec<String>], out: &mut dyn Write) -> Result {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(String::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            write!(line, "{cell:width$}  ")?;
        }
        write!(out, "{}\r\n", line.trim_end())?;
    }
    Ok(())
}
