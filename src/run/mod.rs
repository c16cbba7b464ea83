//! `draftvisor run`: a guest under the hypervisor, on the emulator or QEMU.

pub mod build;
mod emulator;
mod qemu;
mod seed;

use crate::inspect::DebugArgs;
pub use emulator::{XLEN, plan, trap_counts};

use crate::model::{self, Loaded, ModelArgs};
use crate::table::{DIM, GREEN, RED, columns};
use crate::words::did_you_mean;
use crate::{Outcome, Verdict, image, repository, setup};
use ::setup::Tool;
use anyhow::{Context as _, bail, ensure};
use load::Profile;
use machinefile::HostMachine;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Build firmware, hypervisor and a guest for a revision and run them.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "Examples:\n  draftvisor run --guest timer\n  draftvisor run --rev last --on qemu --firmware opensbi\n  \
    draftvisor run --machine examples/two-linux.yaml --on qemu --timeout 600")]
pub struct Args {
    /// Revision (an id, `first` or `last`) [default: the last]
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    /// A guest of `examples/` by name, or the path of an ELF or image
    #[arg(long, default_value = Guest::DEFAULT)]
    guest: String,
    /// A machine file: guests, and what they run on
    #[arg(long, value_name = "FILE", conflicts_with = "guest")]
    machine: Option<PathBuf>,
    /// What runs it
    #[arg(long, value_enum, default_value = "emulator")]
    on: On,
    /// The qemu-system-riscv64 to use [default: one that fits the profile, fetched if need be]
    #[arg(long, value_name = "PATH")]
    qemu: Option<PathBuf>,
    /// Implementation to build for [default: `spec` on the emulator, the QEMU that is used on QEMU]
    #[arg(long)]
    profile: Option<String>,
    /// M-mode firmware from a file
    #[arg(long, value_name = "FILE", conflicts_with = "firmware")]
    bios: Option<PathBuf>,
    /// M-mode firmware
    #[arg(long, value_enum, default_value = "ours")]
    firmware: Firmware,
    /// Stop the emulator after so many instructions
    #[arg(long, value_name = "N")]
    max_instructions: Option<u64>,
    /// Write traps, or traps and instructions, to stderr (emulator only)
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "traps", value_name = "WHAT")]
    trace: Option<Trace>,
    /// End QEMU after so many seconds
    #[arg(long, default_value_t = SECONDS, value_name = "SECONDS")]
    timeout: u64,
    #[command(flatten)]
    debug: DebugArgs,
    #[command(flatten)]
    model: ModelArgs,
}

const SECONDS: u64 = 60;

impl Default for Args {
    fn default() -> Self {
        Self {
            rev: None,
            guest: Guest::DEFAULT.to_string(),
            machine: None,
            on: On::Emulator,
            qemu: None,
            profile: None,
            bios: None,
            firmware: Firmware::Ours,
            max_instructions: None,
            trace: None,
            timeout: SECONDS,
            debug: DebugArgs::default(),
            model: ModelArgs::default(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum On {
    /// Our emulator
    Emulator,
    /// A QEMU
    Qemu,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Firmware {
    Ours,
    Opensbi,
}

/// What a trace shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Trace {
    /// Each trap
    Traps,
    /// Each trap and each instruction
    Instructions,
}

/// What runs in VS-mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guest {
    /// A package in `examples/`.
    Example(String),
    /// An ELF, or a raw image.
    File(PathBuf),
}

impl Guest {
    /// The guest that runs if none is named.
    pub const DEFAULT: &str = "hello";

    fn named(name: &str, root: &Path) -> anyhow::Result<Self> {
        let examples = examples(root);
        if examples.iter().any(|e| e == name) {
            return Ok(Guest::Example(name.to_string()));
        }
        if Path::new(name).is_file() {
            return Ok(Guest::File(std::path::absolute(name).context("the current folder is gone")?));
        }
        let near = did_you_mean(name, examples.iter().map(String::as_str));
        bail!("there is no guest and no file `{name}`{near}\n  help: guests are {}", examples.join(", "))
    }
}

/// The guests that come with the repository: packages that begin as a guest does.
fn examples(root: &Path) -> Vec<String> {
    let folders = std::fs::read_dir(root.join("examples")).into_iter().flatten().flatten();
    let begins = |folder: &Path| std::fs::read_to_string(folder.join("src/main.rs")).is_ok_and(|text| text.contains("guest_rt::main!"));
    let guests = folders.filter(|f| begins(&f.path()));
    let mut names: Vec<String> = guests.map(|f| f.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Everything that a machine needs in order to run.
pub struct Machine {
    /// Id of the revision.
    pub revision: String,
    /// M-mode firmware: an ELF or raw image.
    pub firmware: PathBuf,
    /// HS-mode hypervisor with its guests behind it: an ELF.
    pub hypervisor: Vec<u8>,
    /// RAM, harts and devices.
    pub host: HostMachine,
    /// Limit of the emulator.
    pub max_instructions: Option<u64>,
    /// What the emulator traces.
    pub trace: Option<Trace>,
    /// How the emulator is watched.
    pub debug: DebugArgs,
}

/// How a run ended.
pub enum Ending {
    /// The guest reported success.
    Success,
    /// The guest, or what runs it, reported failure with this code.
    Failure(i64),
    /// It did not come to an end by itself.
    Stopped(String),
}

/// What is known after a run.
pub struct Report {
    /// How it ended.
    pub ending: Ending,
    /// What was counted, by name.
    pub counts: Vec<(String, u64)>,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    execute(loaded, args, out)
}

/// Builds and runs what the arguments ask for.
pub fn execute(loaded: &Loaded, args: &Args, out: &mut dyn Write) -> Outcome {
    let only_emulator = args.on == On::Emulator || (args.max_instructions.is_none() && args.trace.is_none() && !args.debug.is_active());
    ensure!(only_emulator, "--max-instructions, --trace and what sees inside are for --on emulator");
    ensure!(args.on == On::Qemu || args.qemu.is_none(), "--qemu is for --on qemu");
    let root = repository::root();
    let revision = loaded.model.revisions()[loaded.revision_or_last(args.rev.as_deref())?].clone();
    let profile = profile(loaded, args.profile.as_deref(), args.on, &revision)?;
    let name = profile.map_or(load::SPEC_PROFILE, |p| p.id.as_str());
    let qemu = match args.on {
        On::Emulator => None,
        On::Qemu => {
            let like = profile.or_else(|| qemu_profile(&fitting(loaded, &revision)));
            Some(qemu::choose(args.qemu.as_deref(), like, &root)?)
        }
    };
    let builder = build::Builder::new(&root, &revision, name)?;
    let Some(image) = program(args, &builder, loaded, &root)? else { return Ok(Verdict::Finding) };
    let machine = Machine {
        hypervisor: image.elf,
        host: image.host,
        firmware: firmware(args, &root, &builder)?,
        revision: revision.clone(),
        max_instructions: args.max_instructions,
        trace: args.trace,
        debug: args.debug.clone(),
    };
    out.flush()?;
    let report = match qemu {
        None => emulator::run(machine, out)?,
        Some(qemu) => qemu::run(&machine, &qemu, args.timeout)?,
    };
    say(&image.name, &revision, name, args.on, &report, out)
}

/// What runs, packed; `None` if something is wrong with a machine file.
fn program(args: &Args, builder: &build::Builder, loaded: &Loaded, root: &Path) -> anyhow::Result<Option<image::Image>> {
    let machine = match &args.machine {
        Some(file) => image::read(file, builder.revision(), builder.profile(), loaded)?,
        None => Some(image::alone(&args.guest, &builder.guest(&Guest::named(&args.guest, root)?)?, builder)?),
    };
    machine.map(|machine| image::pack(machine, builder)).transpose()
}

/// The implementation to build for; none is the specification itself.
pub fn profile<'a>(loaded: &'a Loaded, name: Option<&str>, on: On, revision: &str) -> anyhow::Result<Option<&'a Profile>> {
    let fitting = fitting(loaded, revision);
    let ids: Vec<&str> = fitting.iter().map(|p| p.id.as_str()).collect();
    match (name, on) {
        (Some(name), _) if name == load::SPEC_PROFILE => Ok(None),
        (Some(name), _) => {
            let found = fitting.iter().find(|p| p.id == name).copied();
            let near = did_you_mean(name, ids.iter().copied());
            let known = if ids.is_empty() { "none".to_string() } else { ids.join(", ") };
            let is_compared = loaded.model.profiles_of(revision).iter().any(|p| p.id == name && p.cpu().is_none());
            ensure!(!is_compared, "no guests run on `{name}`, which is only compared with\n  help: take {} or {known}", load::SPEC_PROFILE);
            Ok(Some(found.with_context(|| {
                format!("no profile `{name}` implements {revision}{near}\n  help: {} and {known} do", load::SPEC_PROFILE)
            })?))
        }
        (None, On::Emulator) => Ok(None),
        (None, On::Qemu) => Ok(qemu_profile(&fitting)),
    }
}

/// Implementations of a revision that guests run on.
fn fitting<'a>(loaded: &'a Loaded, revision: &str) -> Vec<&'a Profile> {
    let mut fitting = loaded.model.profiles_of(revision);
    fitting.retain(|profile| profile.cpu().is_some());
    fitting
}

/// The QEMU to prefer: one that can be fetched, in the order of the tools.
fn qemu_profile<'a>(fitting: &[&'a Profile]) -> Option<&'a Profile> {
    let fetched = Tool::ALL.iter().find_map(|tool| fitting.iter().find(|p| p.id == tool.name()));
    fetched.or(fitting.first()).copied()
}

fn firmware(args: &Args, root: &Path, builder: &build::Builder) -> anyhow::Result<PathBuf> {
    match (&args.bios, args.firmware) {
        (Some(file), _) => {
            ensure!(file.is_file(), "there is no firmware at {}", file.display());
            Ok(std::path::absolute(file).context("the current folder is gone")?)
        }
        (None, Firmware::Ours) => builder.firmware(),
        (None, Firmware::Opensbi) => {
            let found = setup::ensure(Tool::OpenSbi, root)?;
            Ok(found.path().context("OpenSBI was found, but no file of it")?.to_path_buf())
        }
    }
}

fn say(guest: &str, revision: &str, profile: &str, on: On, report: &Report, out: &mut dyn Write) -> Outcome {
    let on = match on {
        On::Emulator => "the emulator",
        On::Qemu => "QEMU",
    };
    write!(out, "{guest} on {on}, revision {revision}, profile {profile}: ")?;
    let verdict = match &report.ending {
        Ending::Success => {
            writeln!(out, "{GREEN}success{GREEN:#}")?;
            Verdict::Good
        }
        Ending::Failure(code) => {
            writeln!(out, "{RED}failure{RED:#}, code {code}")?;
            Verdict::Finding
        }
        Ending::Stopped(why) => {
            writeln!(out, "{RED}stopped{RED:#}: {why}")?;
            Verdict::Finding
        }
    };
    let rows: Vec<[String; 2]> = report.counts.iter().map(|(name, count)| [name.clone(), count.to_string()]).collect();
    for line in columns(&rows, 2) {
        writeln!(out, "{DIM}{line}{DIM:#}")?;
    }
    Ok(verdict)
}
