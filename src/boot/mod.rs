//! `draftvisor boot`: a machine with firmware, a kernel and disks, by the
//! options of QEMU's command line.

mod devices;
mod machine;
mod networks;
mod properties;
pub mod spelling;
mod terminal;

use crate::table::{DIM, columns};
use crate::{Outcome, Verdict, repository, setup};
use ::emulator::{Exit, MachineConfig, Stuck};
use ::setup::Tool;
use anyhow::{Context as _, bail, ensure};
use machines::Plan;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Boot a machine like QEMU's `virt`; QEMU's options may be written with one dash.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(after_help = "Examples:\n  \
    draftvisor boot -kernel Image -initrd initramfs.cpio -append console=ttyS0\n  \
    draftvisor boot --rev first -M virt -cpu rv64,h=false -smp 4 -m 1G -nographic -kernel Image \\\n    \
    -drive file=disk.img,if=none,id=d -device virtio-blk-device,drive=d\n  \
    draftvisor boot -bios none --htif -kernel rv64ui-p-add\n\n\
    At a terminal, Ctrl-a x ends the run and Ctrl-a h lists the other keys.")]
pub struct Args {
    /// Revision (an id, `first` or `last`) [default: the last]
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    /// What drives the guest's clock: instructions, which makes runs repeat exactly, or the host's
    #[arg(long, value_enum, default_value = "virtual")]
    time: Time,
    /// Stop after so many instructions
    #[arg(long, value_name = "N")]
    max_instructions: Option<u64>,
    /// The kernel, or the firmware, talks by its words `tohost` and `fromhost`, as on Spike: it ends the run there, and prints
    #[arg(long)]
    htif: bool,
    /// Where random numbers start
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// Print instructions, traps and times when the run has ended
    #[arg(long)]
    stats: bool,
    /// The machine: `virt`
    #[arg(long, value_name = "TYPE", default_value = "virt", help_heading = QEMU)]
    machine: String,
    /// Width and extensions, as in `rv64,h=false`
    #[arg(long, value_name = "CPU", default_value = "rv64", help_heading = QEMU)]
    cpu: String,
    /// Number of harts, 1 to 8
    #[arg(long, value_name = "N", default_value = "1", help_heading = QEMU)]
    smp: String,
    /// RAM, in MiB or with a unit (QEMU: -m)
    #[arg(long, value_name = "SIZE", default_value = "128M", help_heading = QEMU)]
    memory: String,
    /// M-mode firmware from a file, or `none` [default: OpenSBI, fetched if need be]
    #[arg(long, value_name = "FILE", help_heading = QEMU)]
    bios: Option<String>,
    /// Kernel: an ELF or an image
    #[arg(long, value_name = "FILE", help_heading = QEMU)]
    kernel: Option<PathBuf>,
    /// Initial RAM disk
    #[arg(long, value_name = "FILE", help_heading = QEMU)]
    initrd: Option<PathBuf>,
    /// Kernel command line
    #[arg(long, value_name = "TEXT", default_value = "", allow_hyphen_values = true, help_heading = QEMU)]
    append: String,
    /// A disk's image: `file=F,id=ID,if=none` and `readonly=on` or `snapshot=on`
    #[arg(long, value_name = "DRIVE", help_heading = QEMU)]
    drive: Vec<String>,
    /// A device: `virtio-blk-device,drive=ID`, `virtio-net-device,netdev=ID`, `virtio-rng-device`,
    /// `virtio-9p-device,fsdev=ID,mount_tag=TAG`; `virtio-serial-device` with `virtconsole,chardev=ID`
    #[arg(long, value_name = "DEVICE", help_heading = QEMU)]
    device: Vec<String>,
    /// A network: `user,id=ID` and `hostfwd=tcp::PORT-:PORT`, which is behind a gateway; `socket,id=ID` and
    /// `listen=:PORT`, `connect=HOST:PORT` or `udp=HOST:PORT,localaddr=HOST:PORT`, a cable to another machine;
    /// `tap,id=ID,ifname=NAME,script=no`, a card of the host's
    #[arg(long, value_name = "NET", help_heading = QEMU)]
    netdev: Vec<String>,
    /// Where a console leads: `stdio,id=ID` and `mux=on`, `file,id=ID,path=FILE` or `null,id=ID`
    #[arg(long, value_name = "CHARDEV", help_heading = QEMU)]
    chardev: Vec<String>,
    /// A folder to share: `local,id=ID,path=FOLDER` and `readonly=on`
    #[arg(long, value_name = "FOLDER", help_heading = QEMU)]
    fsdev: Vec<String>,
    /// A folder to share, with its device: `local,path=FOLDER,mount_tag=TAG`
    #[arg(long, value_name = "FOLDER", help_heading = QEMU)]
    virtfs: Vec<String>,
    /// No guest writes to an image
    #[arg(long, help_heading = QEMU)]
    snapshot: bool,
    /// Where the serial line leads: `stdio`, `mon:stdio` (with Ctrl-a) or `none`
    #[arg(long, value_name = "WHERE", default_value = SERIAL, help_heading = QEMU)]
    serial: String,
    /// A reset ends the run
    #[arg(long, help_heading = QEMU)]
    no_reboot: bool,
    #[command(flatten)]
    debug: crate::inspect::DebugArgs,
    #[command(flatten)]
    ignored: Ignored,
}

const QEMU: &str = "Options of QEMU";
/// Where the serial line leads if nobody says.
const SERIAL: &str = "mon:stdio";

/// What QEMU command lines often have and what is so here anyway.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Accepted, and without effect here")]
struct Ignored {
    /// There is no display
    #[arg(long)]
    nographic: bool,
    /// There are no devices that nobody asked for
    #[arg(long)]
    nodefaults: bool,
    /// There is no display
    #[arg(long, value_name = "X", value_parser = ["none"])]
    display: Option<String>,
    /// Ctrl-a is all there is
    #[arg(long, value_name = "X", value_parser = ["none"])]
    monitor: Option<String>,
    /// A name for the machine
    #[arg(long, value_name = "X")]
    name: Option<String>,
    /// All code is interpreted
    #[arg(long, value_name = "X", value_parser = ["tcg"])]
    accel: Option<String>,
    /// --time decides
    #[arg(long, value_name = "X")]
    rtc: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Time {
    #[default]
    Virtual,
    Wall,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let revision = revision(args.rev.as_deref())?;
    let cpu = machine::Cpu::parse(&args.cpu)?;
    let plan = crate::run::plan(revision, cpu.xlen)?;
    cpu.check(revision, plan.isa.extensions)?;
    let firmware = firmware(args.bios.as_deref(), cpu.xlen)?;
    out.flush()?;
    let raw = (args.serial == SERIAL).then(terminal::Raw::enter).flatten();
    let ending = loop {
        let config = machine::config(args, &cpu, firmware.as_deref())?;
        let ran = boot(&plan, config, &args.debug)?;
        if ran.outcome.exit != Exit::Reset || args.no_reboot {
            break ran;
        }
    };
    drop(raw);
    report(args, &ending, out)
}

/// Id of the revision that is meant.
fn revision(word: Option<&str>) -> anyhow::Result<&'static str> {
    let all = machines::REVISIONS;
    let found = match word {
        None | Some("last") => all.last(),
        Some("first") => all.first(),
        Some(id) => all.iter().find(|known| **known == id),
    };
    let Some(id) = found else {
        let word = word.unwrap_or_default();
        bail!("no revision `{word}`{}\n  help: revisions are {}", crate::words::did_you_mean(word, all.iter().copied()), all.join(", "));
    };
    Ok(id)
}

/// The file of the firmware; none if there shall be none.
fn firmware(bios: Option<&str>, xlen: u32) -> anyhow::Result<Option<PathBuf>> {
    match bios {
        Some("none") => Ok(None),
        Some("default") | None => {
            ensure!(
                xlen == OPENSBI_XLEN,
                "the OpenSBI that is fetched is of RV{OPENSBI_XLEN}\n  help: name a firmware of RV{xlen}: -bios FILE, or -bios none"
            );
            let found = setup::ensure(Tool::OpenSbi, &repository::root())?;
            Ok(Some(found.path().context("OpenSBI was found, but no file of it")?.to_path_buf()))
        }
        Some(file) => {
            ensure!(Path::new(file).is_file(), "there is no firmware at {file}");
            Ok(Some(PathBuf::from(file)))
        }
    }
}

/// Debian builds OpenSBI for this XLEN.
const OPENSBI_XLEN: u32 = 64;

/// A run that has ended.
struct Ran {
    outcome: ::emulator::Outcome,
    counts: Vec<(String, u64)>,
}

/// The one place where a machine is made, watched and run.
fn boot(plan: &Plan, config: MachineConfig, debug: &crate::inspect::DebugArgs) -> anyhow::Result<Ran> {
    let start = Instant::now();
    let mut machine = debug.build(plan, config)?;
    let built = start.elapsed();
    let outcome = debug.drive(&mut *machine)?;
    let mut counts = vec![
        ("instructions".to_string(), outcome.instructions),
        ("milliseconds until the first instruction".to_string(), built.as_millis() as u64),
        ("milliseconds".to_string(), start.elapsed().as_millis() as u64),
    ];
    counts.extend(crate::run::trap_counts(plan.isa, &outcome));
    if std::io::stdout().is_terminal() {
        // The guest may have left the cursor anywhere.
        println!();
    }
    Ok(Ran { outcome, counts })
}

fn report(args: &Args, ran: &Ran, out: &mut dyn Write) -> Outcome {
    if args.stats {
        let rows: Vec<[String; 2]> = ran.counts.iter().map(|(name, count)| [name.clone(), count.to_string()]).collect();
        for line in columns(&rows, 2) {
            writeln!(out, "{DIM}{line}{DIM:#}")?;
        }
    }
    let why = match ran.outcome.exit {
        Exit::Pass | Exit::Quit | Exit::Reset => return Ok(Verdict::Good),
        Exit::Fail(code) => format!("the guest reported failure, code {code}"),
        Exit::TimeLimit => "the time of the run is over".to_string(),
        Exit::InstructionLimit => "the limit of instructions was reached (--max-instructions)".to_string(),
        Exit::Stuck(Stuck::Waiting) => "every hart waits for an interrupt that nothing can raise".to_string(),
        Exit::Stuck(Stuck::TrapLoop { hart, pc }) => format!("hart {hart} faults at its trap handler {pc:#x} for ever"),
    };
    writeln!(out, "{why}")?;
    Ok(Verdict::Finding)
}
