//! Commands behind gdb's `monitor`.

use std::fmt::Write as _;

use emulator::trace::mode_name;
use emulator::{Machine, Walked};

use crate::debuggee::{Debuggee as _, View};

const HELP: &str = "\
monitor mode               mode of every hart
monitor csr NAME [HART]    a CSR: its value, and what VS-mode and HS-mode read there
monitor translate ADDR [HART]  the way of a data address through the tables
monitor gpa ADDR [N] [HART]    N bytes of guest physical memory, by the G-stage
monitor pa ADDR [N]        N bytes of physical memory
monitor help               this

Numbers are decimal or begin with 0x. HART is 0 unless given.
Registers: `info registers csr`, `vs`, `hs`; `p $hstatus`; `p $vs_sstatus`.";

/// Bytes that a dump shows if nobody says how many, and at most.
const BYTES: u64 = 64;
const MOST_BYTES: u64 = 65_536;
/// Bytes in a line of a dump.
const LINE: usize = 16;

/// Runs a command and says what came of it.
pub fn answer(machine: &mut dyn Machine, command: &str) -> String {
    let mut words = command.split_whitespace();
    let name = words.next().unwrap_or("help");
    let words: Vec<&str> = words.collect();
    let said = match name {
        "help" => Ok(HELP.to_string()),
        "mode" => Ok(modes(machine)),
        "csr" => csr(machine, &words),
        "translate" => translate(machine, &words),
        "gpa" => guest_physical(machine, &words),
        "pa" => physical(machine, &words),
        other => Err(format!("there is no command `{other}`; see `monitor help`")),
    };
    said.unwrap_or_else(|error| error)
}

fn modes(machine: &dyn Machine) -> String {
    let mut said = String::new();
    for hart in 0..machine.harts() {
        let (privilege, v) = machine.mode(hart);
        let name = mode_name((privilege, v));
        // Writing to a string cannot fail.
        let _ = writeln!(said, "hart {hart}: {name} (privilege {privilege}, V={}), pc {:#x}", u8::from(v), machine.pc(hart));
    }
    said
}

fn csr(machine: &mut dyn Machine, words: &[&str]) -> Result<String, String> {
    let name = *words.first().ok_or("which CSR?")?;
    let hart = hart(machine, words.get(1))?;
    let found = machine.csrs().into_iter().find(|csr| csr.name == name);
    let csr = found.ok_or_else(|| format!("revision {} has no CSR `{name}`", machine.isa().revision))?;
    let mut said = match machine.csr(hart, csr.address) {
        Some(value) => format!("{name} = {value:#x}"),
        None => format!("{name} cannot be read"),
    };
    for (view, mode) in [(View::Vs, "VS-mode"), (View::Hs, "HS-mode")] {
        let _ = match machine.view(hart, view, csr.address) {
            Some(value) => write!(said, "\n  {mode} reads {value:#x}"),
            None => write!(said, "\n  {mode} may not read it"),
        };
    }
    Ok(said)
}

fn translate(machine: &mut dyn Machine, words: &[&str]) -> Result<String, String> {
    let address = number(words.first())?;
    let hart = hart(machine, words.get(1))?;
    let walked = machine.walk(hart, address)?;
    Ok(steps(address, &walked))
}

fn steps(address: u64, walked: &Walked) -> String {
    let mut said = walked.steps.join("\n");
    if !said.is_empty() {
        said.push('\n');
    }
    let _ = match walked.gpa {
        Some(gpa) => write!(said, "{address:#x} -> guest physical {gpa:#x} -> physical {:#x}", walked.pa),
        None => write!(said, "{address:#x} -> physical {:#x}", walked.pa),
    };
    said
}

fn guest_physical(machine: &mut dyn Machine, words: &[&str]) -> Result<String, String> {
    let address = number(words.first())?;
    let bytes = length(words.get(1))?;
    let hart = hart(machine, words.get(2))?;
    dump(address, bytes, |at| {
        let walked = machine.walk_guest(hart, at)?;
        machine.read(walked.pa, 1).map(|read| read[0]).ok_or_else(|| format!("{:#x} is not in RAM", walked.pa))
    })
}

fn physical(machine: &mut dyn Machine, words: &[&str]) -> Result<String, String> {
    let address = number(words.first())?;
    let bytes = length(words.get(1))?;
    dump(address, bytes, |at| machine.read(at, 1).map(|read| read[0]).ok_or_else(|| format!("{at:#x} is not in RAM")))
}

/// Lines of bytes, up to where reading fails.
fn dump(address: u64, bytes: u64, mut read: impl FnMut(u64) -> Result<u8, String>) -> Result<String, String> {
    let mut said = String::new();
    for start in (0..bytes).step_by(LINE) {
        let mut line = format!("{:#x}:", address.wrapping_add(start));
        for at in start..bytes.min(start + LINE as u64) {
            match read(address.wrapping_add(at)) {
                Ok(byte) => {
                    let _ = write!(line, " {byte:02x}");
                }
                Err(error) if said.is_empty() && at == start => return Err(error),
                Err(error) => return Ok(said + &line + "\n" + &error),
            }
        }
        said.push_str(&line);
        said.push('\n');
    }
    Ok(said)
}

fn length(word: Option<&&str>) -> Result<u64, String> {
    let bytes = word.map_or(Ok(BYTES), |_| number(word))?;
    if bytes > MOST_BYTES { Err(format!("at most {MOST_BYTES} bytes at a time")) } else { Ok(bytes) }
}

fn hart(machine: &dyn Machine, word: Option<&&str>) -> Result<usize, String> {
    let hart = word.map_or(Ok(0), |_| number(word))?;
    let found = usize::try_from(hart).ok().filter(|hart| *hart < machine.harts());
    found.ok_or_else(|| format!("there is no hart {hart}"))
}

fn number(word: Option<&&str>) -> Result<u64, String> {
    let word = word.ok_or("an address is missing; see `monitor help`")?;
    let parsed = match word.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => word.parse(),
    };
    parsed.map_err(|_| format!("`{word}` is not a number"))
}
