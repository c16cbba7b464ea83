//! Runs a machine on QEMU, for a bounded time.

use super::{Ending, Machine, Report};
use crate::setup::ensure;
use ::setup::Tool;
use anyhow::{Context as _, bail, ensure as require};
use load::Profile;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// How often QEMU is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// A QEMU and the CPU to ask it for.
pub struct Qemu {
    program: PathBuf,
    cpu: String,
}

/// The QEMU that was named, else the one that the profile is about.
pub fn choose(path: Option<&Path>, profile: Option<&Profile>, root: &Path) -> anyhow::Result<Qemu> {
    let cpu = profile.and_then(Profile::cpu).map_or_else(|| "rv64".to_string(), |cpu| cpu.replace("{xlen}", "64"));
    if let Some(path) = path {
        require!(path.is_file(), "there is no QEMU at {}", path.display());
        // Anything else would run, and fail without a word.
        ::setup::qemu_version(path)?;
        return Ok(Qemu { program: path.to_path_buf(), cpu });
    }
    let Some(profile) = profile else {
        bail!("no QEMU is known to implement this revision\n  help: give one with --qemu PATH, take another --rev, or run --on emulator");
    };
    let Some(tool) = Tool::named(&profile.id) else {
        bail!("no package has {}: {}\n  help: build it and give it with --qemu PATH, or run --on emulator", profile.id, profile.doc);
    };
    let found = ensure(tool, root)?;
    let program = found.path().context("QEMU was found, but no program")?.to_path_buf();
    Ok(Qemu { program, cpu })
}

/// Runs the machine; its console is that of this process.
pub fn run(machine: &Machine, qemu: &Qemu, seconds: u64) -> anyhow::Result<Report> {
    let mut command = Command::new(&qemu.program);
    let host = &machine.host;
    command.args(["-machine", "virt", "-nographic", "-cpu", &qemu.cpu, "-smp", &host.harts.to_string()]);
    command.args(["-m", &format!("{}M", host.memory / (1024 * 1024)), "-global", "virtio-mmio.force-legacy=false"]);
    for (n, disk) in host.disks.iter().enumerate() {
        require!(disk.is_file(), "there is no disk at {}", disk.display());
        command.arg("-drive").arg(format!("file={},format=raw,if=none,id=disk{n}", disk.display()));
        command.arg("-device").arg(format!("virtio-blk-device,drive=disk{n},bus=virtio-mmio-bus.{n}"));
    }
    for n in 0..host.nets {
        let slot = host.disks.len() + n as usize;
        command.arg("-netdev").arg(format!("user,id=net{n},restrict=on"));
        command.arg("-device").arg(format!("virtio-net-device,netdev=net{n},bus=virtio-mmio-bus.{slot}"));
    }
    let mut kernel = NamedTempFile::new().context("cannot create a temporary file")?;
    kernel.write_all(&machine.hypervisor).context("cannot write a temporary file")?;
    command.arg("-bios").arg(&machine.firmware).arg("-kernel").arg(kernel.path());
    if !std::io::stdin().is_terminal() {
        command.stdin(Stdio::null());
    }
    let start = Instant::now();
    let mut child = command.spawn().with_context(|| format!("cannot run {}", qemu.program.display()))?;
    let status = wait(&mut child, start + Duration::from_secs(seconds))?;
    let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let ending = match status {
        None => Ending::Stopped(format!("no end within {seconds} s (--timeout)")),
        Some(status) => ending(status),
    };
    Ok(Report { ending, counts: vec![("milliseconds".to_string(), milliseconds)] })
}

/// The test finisher's word is QEMU's exit code.
fn ending(status: ExitStatus) -> Ending {
    match status.code() {
        Some(0) => Ending::Success,
        Some(code) => Ending::Failure(i64::from(code)),
        None => Ending::Stopped(format!("QEMU was ended: {status}")),
    }
}

/// Waits for the end, or makes it at the deadline.
fn wait(child: &mut Child, deadline: Instant) -> anyhow::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait().context("cannot wait for QEMU")? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            child.kill().context("cannot end QEMU")?;
            child.wait().context("cannot wait for QEMU")?;
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}
