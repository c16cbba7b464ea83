//! `draftvisor image`: a machine file, packed with a hypervisor into one
//! bootable file.

use crate::model::{self, Loaded, ModelArgs};
use crate::run::{self, build::Builder};
use crate::words::count;
use crate::{Outcome, Verdict, repository};
use ::emulator::Isa;
use anyhow::{Context as _, anyhow, ensure};
use machinefile::{Hart, HostMachine, Machine};
use std::io::Write;
use std::path::{Path, PathBuf};
use syntax::Sources;

/// Check a machine file and pack it with its images and a hypervisor into one bootable ELF.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor image examples/two-linux.yaml -o two-linux.elf\n  \
    draftvisor image machine.yaml -o machine.elf --rev first\n\n\
    OpenSBI or `draftvisor run --machine` boots it: it runs in HS-mode.")]
pub struct Args {
    /// The machine file
    machine: PathBuf,
    /// Where the ELF goes
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Revision (an id, `first` or `last`) [default: the last]
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    /// Implementation to build for
    #[arg(long, default_value = load::SPEC_PROFILE)]
    profile: String,
    #[command(flatten)]
    model: ModelArgs,
}

/// A machine file in one bootable file, and where that is to run.
pub struct Image {
    /// Name of the machine.
    pub name: String,
    /// The ELF.
    pub elf: Vec<u8>,
    /// The host.
    pub host: HostMachine,
    /// Number of guests.
    pub guests: usize,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    let revision = loaded.model.revisions()[loaded.revision_or_last(args.rev.as_deref())?].clone();
    let profile = run::profile(loaded, Some(&args.profile), run::On::Emulator, &revision)?;
    let name = profile.map_or(load::SPEC_PROFILE, |profile| profile.id.as_str());
    let Some(machine) = read(&args.machine, &revision, name, loaded)? else { return Ok(Verdict::Finding) };
    let image = pack(machine, &Builder::new(&repository::root(), &revision, name)?)?;
    // Whoever boots it sees the old file or the new one, whole.
    let folder = args.output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> anyhow::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&image.elf)?;
        file.persist(&args.output)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", args.output.display()))?;
    writeln!(
        out,
        "{}: {} on revision {revision}, profile {name}, {} KiB; the host needs {} MiB and {}",
        args.output.display(),
        count(image.guests, "guest"),
        image.elf.len().div_ceil(1 << 10),
        image.host.memory / (1024 * 1024),
        count(image.host.harts as usize, "hart")
    )?;
    Ok(Verdict::Good)
}

/// Reads a machine file; `None` if something is wrong with it, which has been
/// said then.
pub fn read(path: &Path, revision: &str, profile: &str, loaded: &Loaded) -> anyhow::Result<Option<Machine>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let hart = describe(run::plan(revision, run::XLEN)?.isa, profile)?;
    let mut sources = Sources::default();
    match machinefile::load(path, &text, &hart, &|path| std::fs::read(path), &mut sources) {
        Ok(machine) => Ok(Some(machine)),
        Err(found) => {
            let mut stderr = anstream::stderr();
            write!(stderr, "{}", syntax::render(&sources, &found, &loaded.model.revisions(), true))?;
            writeln!(stderr, "{}", count(found.len(), "error"))?;
            Ok(None)
        }
    }
}

/// A machine of one guest, an ELF file or an image.
pub fn alone(name: &str, file: &Path, builder: &Builder) -> anyhow::Result<Machine> {
    let contents = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let hart = describe(run::plan(builder.revision(), run::XLEN)?.isa, builder.profile())?;
    machinefile::alone(name, &contents, &hart).map_err(|why| anyhow!("guest: {}: {why}", file.display()))
}

/// Builds a hypervisor and packs a machine with it.
pub fn pack(mut machine: Machine, builder: &Builder) -> anyhow::Result<Image> {
    let hypervisor = builder.hypervisor()?;
    let hypervisor = std::fs::read(&hypervisor).with_context(|| format!("cannot read {}", hypervisor.display()))?;
    let elf = machinefile::embed(&hypervisor, &machine.pack()).map_err(|message| anyhow!(message))?;
    Ok(Image { elf, guests: machine.deployment.guests.len(), name: machine.name, host: machine.host })
}

/// What a guest is told of its harts. Of the extensions, those of one letter:
/// others may need a permission that the hypervisor does not give. A guest
/// has no hypervisor extension.
pub fn describe(isa: Isa, profile: &str) -> anyhow::Result<Hart> {
    let letters: String = isa.extensions.iter().filter(|name| name.len() == 1 && **name != "h").copied().collect();
    ensure!(!letters.is_empty(), "the revision has no extensions");
    let external = isa.interrupts.iter().find(|(_, name)| *name == "SEI");
    let (external, _) = external.context("the revision has no supervisor external interrupt")?;
    Ok(Hart {
        revision: isa.revision.to_string(),
        profile: profile.to_string(),
        isa: format!("rv{}{letters}", isa.xlen),
        external: *external as u32,
    })
}
