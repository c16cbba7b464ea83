//! Runs a machine on our emulator.

use super::{Ending, Machine, Report, Trace};
use ::emulator::{Console, Device, DeviceKind, Disk, DiskMode, Exit, Image, Isa, MachineConfig, Network, Outcome, Stuck};
use anyhow::Context as _;
use machinefile::HostMachine;
use machines::Plan;
use std::io::{IsTerminal as _, Write};
use std::path::Path;

/// What the hypervisor and its guests are built for.
pub const XLEN: u32 = 64;

/// Runs the machine. Somebody at a terminal can type; otherwise the console
/// is printed when the run has ended.
pub fn run(machine: Machine, out: &mut dyn Write) -> anyhow::Result<Report> {
    let is_live = std::io::stdin().is_terminal();
    let config = MachineConfig {
        ram_bytes: machine.host.memory,
        harts: machine.host.harts as usize,
        devices: devices(&machine.host)?,
        bios: Some(read(&machine.firmware)?),
        kernel: Some(machine.hypervisor.into()),
        console: if is_live { Console::Stdio } else { Console::Captured(Vec::new()) },
        max_instructions: machine.max_instructions,
        trace: machine.trace.map(|what| ::emulator::Trace {
            traps: true,
            commits: what == Trace::Instructions,
            sink: Box::new(std::io::stderr()),
        }),
        ..MachineConfig::default()
    };
    let plan = plan(&machine.revision, XLEN)?;
    let outcome = machine.debug.run(&plan, config)?;
    let report = Report { ending: ending(outcome.exit), counts: counts(plan.isa, &outcome) };
    let console = outcome.console_output;
    out.write_all(&console)?;
    if console.last().is_some_and(|byte| *byte != b'\n') {
        writeln!(out)?;
    }
    Ok(report)
}

/// Disks, then network cards, in the first slots: the hypervisor counts both
/// by address.
fn devices(host: &HostMachine) -> anyhow::Result<Vec<Device>> {
    let mut devices = Vec::new();
    for file in &host.disks {
        let disk = Disk::open(file, DiskMode::Write).with_context(|| format!("cannot open the disk {}", file.display()))?;
        devices.push(DeviceKind::Block { disk, name: format!("disk{}", devices.len()) });
    }
    for card in 0..host.nets {
        devices.push(DeviceKind::Net { address: [2, 0, 0, 1, 0, card as u8], network: Network::User(Vec::new()) });
    }
    Ok(devices.into_iter().enumerate().map(|(slot, kind)| Device { slot: Some(slot), kind }).collect())
}

/// How machines of a revision are made.
pub fn plan(revision: &str, xlen: u32) -> anyhow::Result<Plan> {
    Plan::of(revision, xlen).with_context(|| {
        format!("this program was built without revision {revision} at XLEN {xlen}\n  help: run `draftvisor gen` and build it again")
    })
}

fn read(file: &Path) -> anyhow::Result<Image> {
    Image::open(file).with_context(|| format!("cannot read {}", file.display()))
}

fn ending(exit: Exit) -> Ending {
    match exit {
        Exit::Pass => Ending::Success,
        Exit::Fail(code) => Ending::Failure(i64::from(code)),
        Exit::Reset => Ending::Stopped("the guest asked for a reset".to_string()),
        Exit::Quit => Ending::Stopped("somebody at the terminal ended it".to_string()),
        Exit::TimeLimit => Ending::Stopped("the time of the run is over".to_string()),
        Exit::InstructionLimit => Ending::Stopped("the limit of instructions was reached (--max-instructions)".to_string()),
        Exit::Stuck(Stuck::Waiting) => Ending::Stopped("every hart waits for an interrupt that nothing can raise".to_string()),
        Exit::Stuck(Stuck::TrapLoop { hart, pc }) => Ending::Stopped(format!("hart {hart} faults at its trap handler {pc:#x} for ever")),
    }
}

/// Instructions, and traps.
fn counts(isa: Isa, outcome: &Outcome) -> Vec<(String, u64)> {
    let mut counts = vec![("instructions".to_string(), outcome.instructions)];
    counts.extend(trap_counts(isa, outcome));
    counts
}

/// Traps by where they went and what they were.
pub fn trap_counts(isa: Isa, outcome: &Outcome) -> Vec<(String, u64)> {
    let trap = |t: &::emulator::TrapCount| (format!("traps to {:?}: {}", t.target, isa.cause_of(t.interrupt, t.code)), t.count);
    outcome.traps.iter().map(trap).collect()
}
