//! The emulators that are compared.

use super::workload::Platform;
use super::{Args, child::RAM_BYTES};
use crate::repository;
use anyhow::{Context as _, ensure};
use setup::Tool;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Bytes of what emulators count memory in.
const MIB: u64 = 1024 * 1024;

/// An emulator that can be started.
pub struct Peer {
    /// What it is called in tables.
    pub name: String,
    /// Which programs it runs.
    pub platform: Platform,
    program: PathBuf,
    arguments: Vec<String>,
}

impl Peer {
    /// A command that runs a program on it.
    pub fn command(&self, elf: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(elf);
        command
    }
}

/// Ours, and the others that are there.
pub fn find(args: &Args, revision: &str) -> anyhow::Result<Vec<Peer>> {
    let mut peers = vec![ours(revision)?];
    if args.alone {
        return Ok(peers);
    }
    let root = repository::root();
    let found = |tool| setup::find(tool, &root).and_then(|found| found.path().map(Path::to_path_buf));
    let spike = args.spike.clone().or_else(|| found(Tool::Spike));
    peers.extend(spike.map(self::spike).transpose()?);
    let mut qemus = args.qemu.clone();
    if qemus.is_empty() {
        qemus.extend(found(Tool::Qemu72));
    }
    for program in qemus {
        peers.push(qemu(program)?);
    }
    Ok(peers)
}

fn ours(revision: &str) -> anyhow::Result<Peer> {
    let program = std::env::current_exe().context("where is this program?")?;
    let arguments = ["bench", "--rev", revision, "--child"].map(String::from).to_vec();
    Ok(Peer { name: "ours".to_string(), platform: Platform::Virt, program, arguments })
}

fn spike(program: PathBuf) -> anyhow::Result<Peer> {
    ensure!(program.is_file(), "there is no Spike at {}", program.display());
    let arguments = vec!["--isa=rv64gch_zicntr".to_string(), format!("-m{}", RAM_BYTES / MIB)];
    Ok(Peer { name: "spike".to_string(), platform: Platform::Htif, program, arguments })
}

fn qemu(program: PathBuf) -> anyhow::Result<Peer> {
    let (major, minor, _) = setup::qemu_version(&program)?;
    let memory = format!("{}M", RAM_BYTES / MIB);
    let arguments = ["-cpu", "rv64,h=true", "-M", "virt", "-m", &memory, "-display", "none"];
    let arguments = arguments.iter().chain(&["-serial", "stdio", "-monitor", "none", "-bios", "none", "-kernel"]);
    let arguments = arguments.map(|argument| (*argument).to_string()).collect();
    Ok(Peer { name: format!("qemu-{major}.{minor}"), platform: Platform::Virt, program, arguments })
}
