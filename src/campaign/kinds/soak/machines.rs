//! Two machines that are one another's neighbours, and what they say.

use super::super::deployed::{Built, Driven};
use super::{GUESTS, SECOND};
use crate::run::Guest;
use crate::setup::ensure;
use ::emulator::{Device, DeviceKind, Exit, Hub, Machine, Network};
use ::setup::{Found, Tool};
use anyhow::{bail, ensure};
use std::path::{Path, PathBuf};

const MACHINE: &str = include_str!("machine.yaml");
/// Bytes of the guests' disks.
const DISK: usize = 2 << 20;
/// Bytes of it that the program may take, which does not write there.
const PROGRAM: usize = 1 << 20;
/// What a machine runs at once, in ticks: the other one is as far behind at
/// most. Less while a guest moves between them.
const SLICE: u64 = SECOND / 50;
const SHORT_SLICE: u64 = SECOND / 1000;
/// What the kernel of a guest says when something is wrong, and we too.
const COMPLAINTS: [&str; 8] = ["FAILED", "BUG", "rcu:", "Call Trace", "blocked for more than", "lockup", "I/O error", "does not move"];

/// Two machines.
pub struct Machines {
    machines: [Box<dyn Machine>; 2],
    /// What each has said.
    pub said: [String; 2],
    /// The time up to which both have run, in ticks.
    pub time: u64,
}

/// What the machine files of all machines need.
pub struct Parts {
    text: String,
    program: Vec<u8>,
}

impl Parts {
    /// Builds and fetches it.
    pub fn new(built: &Built) -> anyhow::Result<Self> {
        let Found::File(linux) = ensure(Tool::Linux, &crate::repository::root())? else { bail!("Linux was found, but no file of it") };
        let [program, anchor] = ["soak", "answers"].map(|name| built.builder.guest(&Guest::Example(name.to_string())));
        let mut program = std::fs::read(program?)?;
        let show = |path: PathBuf| path.display().to_string();
        let text = MACHINE
            .replace("LINUX", &show(linux.clone()))
            .replace("INITRD", &show(linux.with_file_name("initramfs.cpio")))
            .replace("ANCHOR", &show(anchor?))
            .replace("BYTES", &program.len().to_string());
        ensure!(program.len() <= PROGRAM, "the program of the guests has grown over what it writes to their disks");
        program.resize(DISK, 0);
        Ok(Self { text, program })
    }
}

impl Machines {
    /// At reset; each runs one of the guests.
    pub fn new(built: &Built, parts: &Parts) -> anyhow::Result<Self> {
        let (guests, between) = (Hub::default(), Hub::default());
        let machine = |place: usize| -> anyhow::Result<Box<dyn Machine>> {
            let starts = |guest: usize| if guest == place { "yes" } else { "no" };
            let text = parts.text.replace("START-0", starts(0)).replace("START-1", starts(1));
            let read = |path: &Path| if path == Path::new("PROGRAM") { Ok(parts.program.clone()) } else { std::fs::read(path) };
            let devices = [&guests, &guests, &between].into_iter().enumerate().map(|(slot, hub)| Device {
                slot: Some(slot),
                kind: DeviceKind::Net { address: [2, 0, 0, 2, place as u8, slot as u8], network: Network::Hub(hub.plug()) },
            });
            Ok(built.machine(&text, Driven { read: &read, per_tick: 10, devices: devices.collect() })?.0)
        };
        Ok(Self { machines: [machine(0)?, machine(1)?], said: Default::default(), time: 0 })
    }

    /// Lets both run on for so many ticks; what is wrong with them, if anything is.
    pub fn run(&mut self, ticks: u64) -> Result<(), String> {
        self.run_by(ticks, SLICE)
    }

    fn run_by(&mut self, ticks: u64, slice: u64) -> Result<(), String> {
        let end = self.time + ticks;
        while self.time < end {
            self.time = end.min(self.time + slice);
            for (place, (machine, said)) in self.machines.iter_mut().zip(&mut self.said).enumerate() {
                machine.set_end_time(Some(self.time));
                let outcome = machine.run();
                let before = said.len();
                said.push_str(&String::from_utf8_lossy(&outcome.console_output));
                if outcome.exit != Exit::TimeLimit {
                    return Err(format!("machine {place} has ended: {:?}", outcome.exit));
                }
                // A word may have come in two pieces.
                let new = said.get(before.saturating_sub(64)..).unwrap_or(said);
                if let Some(complaint) = COMPLAINTS.iter().find(|complaint| new.contains(*complaint)) {
                    return Err(format!("`{complaint}` on machine {place}"));
                }
            }
        }
        Ok(())
    }

    /// Runs until a machine has said something behind what it had said
    /// at `from`, at most for so many seconds.
    pub fn hear(&mut self, place: usize, from: usize, text: &str, seconds: u64) -> Result<(), String> {
        let end = self.time + seconds * SECOND;
        while !self.said[place].get(from..).is_some_and(|said| said.contains(text)) {
            if self.time >= end {
                return Err(format!("machine {place} does not say `{text}`"));
            }
            self.run_by(SLICE, SHORT_SLICE)?;
        }
        Ok(())
    }

    /// Has the monitor of a machine do something, and waits for its answer.
    pub fn command(&mut self, place: usize, command: &str, answer: &str) -> Result<(), String> {
        let from = self.said[place].len();
        self.machines[place].type_in(format!("\x1d{command}\r\r").as_bytes());
        self.hear(place, from, answer, 60)
    }

    /// Moves a guest from one machine to the other one.
    pub fn carry(&mut self, guest: usize, from: usize) -> Result<(), String> {
        let (name, to) = (GUESTS[guest], 1 - from);
        let heard = [0, 1].map(|place: usize| self.said[place].len());
        self.command(to, &format!("receive {name} 2"), &format!("{name} is awaited"))?;
        self.command(from, &format!("send {name} 2"), &format!("{name} is on its way"))?;
        self.hear(to, heard[to], &format!("{name} has come"), 900)?;
        self.hear(from, heard[from], &format!("{name} has left"), 60)
    }

    /// KiB of memory that both hypervisors use: for guests, and of their heaps.
    pub fn in_use(&mut self) -> Result<(u64, u64), String> {
        let mut sum = (0, 0);
        for place in 0..2 {
            self.command(place, "list", "of the heap")?;
            let line = self.said[place].lines().rev().find(|line| line.contains("in use: ")).unwrap_or_default();
            let numbers: Vec<u64> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
            let [guests, heap] = numbers[..] else { return Err(format!("`{line}` says nothing of memory")) };
            sum = (sum.0 + guests, sum.1 + heap);
        }
        Ok(sum)
    }
}
